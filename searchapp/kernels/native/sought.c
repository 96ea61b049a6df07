/* Those words of a text that a query can ask for; see searchapp/sought.py. */

#include "letters.h"

#define SHORT 2048 /* code points that are read without asking for memory */

typedef struct {
    PyObject *starts, *ends, *words, *by_stem;
} Found;

static int put(PyObject *column, PyObject *number, PyObject *value)
{
    int failed = value ? PyDict_SetItem(column, number, value) : -1;
    Py_XDECREF(value);
    return failed;
}

/* Notes a token; `told` is its length, word and stem. */
static int note(const Found *found, place_t number, place_t start, PyObject *told)
{
    PyObject *stem = PyTuple_GetItem(told, 2), *places, *counted_as = PyLong_FromSsize_t(number);
    place_t length = PyLong_AsSsize_t(PyTuple_GetItem(told, 0));
    int failed = !counted_as || put(found->starts, counted_as, PyLong_FromSsize_t(start)) < 0
              || put(found->ends, counted_as, PyLong_FromSsize_t(start + length)) < 0
              || PyDict_SetItem(found->words, counted_as, PyTuple_GetItem(told, 1)) < 0;
    if (!failed && (places = PyDict_GetItemWithError(found->by_stem, stem))) {
        failed = PyList_Append(places, counted_as) < 0;
    } else if (!failed && !PyErr_Occurred() && (places = PyList_New(1))) {
        Py_INCREF(counted_as);
        failed = PyList_SetItem(places, 0, counted_as) < 0;
        failed = PyDict_SetItem(found->by_stem, stem, places) < 0 || failed;
        Py_DECREF(places);
    } else {
        failed = 1;
    }
    Py_XDECREF(counted_as);
    return failed ? -1 : 0;
}

/* 1 if the spelling is a sought word, which is noted; 0 if another; -1 if it has no word, -2 with
   an error. */
static int ask(
    PyObject *text, place_t start, place_t end, PyObject *known, PyObject *stems, place_t number,
    const Found *found)
{
    PyObject *spelling = PyUnicode_Substring(text, start, end);
    PyObject *told = spelling ? PyObject_GetItem(known, spelling) : NULL;
    int answer = -2;
    if (told && (!PyTuple_Check(told) || PyTuple_Size(told) != 3)) {
        PyErr_SetString(PyExc_TypeError, "what is known of a spelling are its length, word and stem");
    } else if (told) {
        PyObject *stem = PyTuple_GetItem(told, 2);
        int wanted = stems == Py_None ? 1 : PySequence_Contains(stems, stem);
        if (PyUnicode_GetLength(stem) == 0)
            answer = -1;
        else if (wanted >= 0)
            answer = !wanted ? 0 : note(found, number, start, told) < 0 ? -2 : 1;
    }
    Py_XDECREF(told);
    Py_XDECREF(spelling);
    return answer;
}

static int read_tokens(
    PyObject *text, const Py_UCS4 *at, place_t length, const Alphabets *alphabets,
    const uint8_t *initials, PyObject *known, PyObject *stems, const Found *found)
{
    place_t number = 0;
    for (place_t i = 0; i < length;) {
        if (!is_in(at[i], &alphabets->letters)) {
            i++;
            continue;
        }
        place_t start = i;
        i = token_end(at, i, length, alphabets);
        int answer = 0;
        if (at[start] >= 128 || initials[at[start]])
            answer = ask(text, start, i, known, stems, number, found);
        if (answer == -2)
            return -1;
        number += answer != -1;
    }
    return 0;
}

/* sought(text, letters, apostrophes, initials, known, stems): starts, ends and words of the sought
   tokens by their number, and their numbers by stem.

   `initials` tells of the ASCII characters whether a sought word may begin with one; `known` tells
   of a spelling its length without possessive ending, its word and its stem, empty if it has
   none; `stems` are those sought, or None for all. */
KERNEL(sought)
{
    (void)self;
    enum { TEXT, LETTERS, APOSTROPHES, INITIALS, KNOWN, STEMS, ALL };
    Alphabets alphabets = {{.width = 0}, {.width = 0}};
    Array initials = {.width = 0};
    Py_UCS4 room[SHORT + 1], *copied = NULL;
    Found found = {NULL, NULL, NULL, NULL};
    PyObject *result = NULL;
    if (expects(given_count, ALL) < 0)
        return NULL;
    place_t length = PyUnicode_GetLength(given[TEXT]);
    if (length < 0 || take_alphabets(&alphabets, given[LETTERS], given[APOSTROPHES]) < 0
        || take(&initials, given[INITIALS], NUMBERS, 0) < 0)
        goto done;
    if (initials.view.len < 128) {
        outside();
        goto done;
    }
    if (length > SHORT)
        copied = PyUnicode_AsUCS4Copy(given[TEXT]);
    else
        copied = PyUnicode_AsUCS4(given[TEXT], room, SHORT + 1, 0);
    if (!copied)
        goto done;
    found = (Found){PyDict_New(), PyDict_New(), PyDict_New(), PyDict_New()};
    if (found.starts && found.ends && found.words && found.by_stem
        && read_tokens(given[TEXT], copied, length, &alphabets, AT(initials, uint8_t),
                       given[KNOWN], given[STEMS], &found) == 0)
        result = PyTuple_Pack(4, found.starts, found.ends, found.words, found.by_stem);
done:
    if (copied != room)
        PyMem_Free(copied);
    Py_XDECREF(found.starts);
    Py_XDECREF(found.ends);
    Py_XDECREF(found.words);
    Py_XDECREF(found.by_stem);
    release_alphabets(&alphabets);
    release(&initials, 1);
    return result;
}
