/* Rules whose needs a text meets; see kernels/needs.py. */

#include "arrays.h"

enum { PAIRS_AT, SECONDS, ASKED_AT, ASKED, NEEDS_AT, TERMS_AT, TERMS, ALWAYS, ARRAYS };

typedef struct {
    Array arrays[ARRAYS];
    place_t singles, terms, rules;
    uint8_t *held, *seen; /* which terms the text holds, and which rules have been looked at */
    int32_t *found;
    place_t count;
} Asked;

#define NUMBER(asked, array, place) (AT((asked)->arrays[array], int32_t)[place])

/* The bounds of the list with this number, whose ends are in one array and its items in the
   other. */
static int bounds(const Asked *asked, int ends, int items, place_t list, place_t *from, place_t *to)
{
    if (list < 0 || list + 1 >= asked->arrays[ends].length) {
        outside();
        return -1;
    }
    *from = NUMBER(asked, ends, list);
    *to = NUMBER(asked, ends, list + 1);
    if (*from < 0 || *to < *from || *to > asked->arrays[items].length) {
        outside();
        return -1;
    }
    return 0;
}

/* 1 if the text holds one of the terms of this need, 0 if not, -1 for an error. */
static int holds_one(const Asked *asked, place_t need)
{
    place_t from, to;
    if (bounds(asked, TERMS_AT, TERMS, need, &from, &to) < 0)
        return -1;
    for (place_t i = from; i < to; i++) {
        int32_t term = NUMBER(asked, TERMS, i);
        if (term < 0 || term >= asked->terms) {
            outside();
            return -1;
        }
        if (asked->held[term])
            return 1;
    }
    return 0;
}

static int look_at(Asked *asked, place_t rule)
{
    place_t from, to;
    if (rule < 0 || rule >= asked->rules) {
        outside();
        return -1;
    }
    if (asked->seen[rule])
        return 0;
    asked->seen[rule] = 1;
    /* The items of these lists are the needs, which are numbered in a row. */
    if (bounds(asked, NEEDS_AT, TERMS_AT, rule, &from, &to) < 0)
        return -1;
    for (place_t need = from; need < to; need++) {
        int held = holds_one(asked, need);
        if (held <= 0)
            return held;
    }
    asked->found[asked->count++] = (int32_t)rule;
    return 0;
}

/* Looks at the rules that are asked by a term, if the text holds that. */
static int look_at_those_of(Asked *asked, place_t term)
{
    place_t from, to;
    if (!asked->held[term])
        return 0;
    if (bounds(asked, ASKED_AT, ASKED, term, &from, &to) < 0)
        return -1;
    for (place_t i = from; i < to; i++)
        if (look_at(asked, NUMBER(asked, ASKED, i)) < 0)
            return -1;
    return 0;
}

/* Marks the term of two numbers, if there is one. */
static int hold_pair(Asked *asked, place_t first, place_t second)
{
    place_t from, to;
    if (bounds(asked, PAIRS_AT, SECONDS, first, &from, &to) < 0)
        return -1;
    for (place_t i = from; i < to; i++)
        if (NUMBER(asked, SECONDS, i) == second)
            asked->held[asked->singles + i] = 1;
    return 0;
}

static int hold_terms(Asked *asked, PyObject *text)
{
    place_t length = PyList_Size(text), before = -1;
    if (length < 0)
        return -1;
    for (place_t i = 0; i < length; i++) {
        place_t number = PyLong_AsSsize_t(PyList_GetItem(text, i));
        if (number == -1 && PyErr_Occurred())
            return -1;
        if (number >= asked->singles)
            number = -1; /* known to the reader, needed by no rule */
        if (number >= 0) {
            asked->held[number] = 1;
            if (before >= 0 && hold_pair(asked, before, number) < 0)
                return -1;
        }
        before = number;
    }
    return 0;
}

static int by_number(const void *one, const void *other)
{
    return *(const int32_t *)one - *(const int32_t *)other;
}

static PyObject *listed(const Asked *asked)
{
    PyObject *found = PyList_New(asked->count);
    for (place_t i = 0; found && i < asked->count; i++) {
        PyObject *rule = PyLong_FromLong(asked->found[i]);
        if (rule == NULL || PyList_SetItem(found, i, rule) < 0)
            Py_CLEAR(found);
    }
    return found;
}

/* met(text, pairs_at, seconds, asked_at, asked, needs_at, terms_at, terms, always): the rules, in
   order. Arrays called `…_at` say where the lists in the array after them end. */
KERNEL(met)
{
    (void)self;
    Asked asked = {.held = NULL};
    PyObject *result = NULL;
    if (expects(given_count, 1 + ARRAYS) < 0)
        return NULL;
    for (int i = 0; i < ARRAYS; i++) {
        if (take(&asked.arrays[i], given[1 + i], NUMBERS, 0) < 0)
            goto done;
        if (asked.arrays[i].width != 4) {
            PyErr_SetString(PyExc_TypeError, "numbers of 32 bits belong here");
            goto done;
        }
    }
    asked.singles = asked.arrays[PAIRS_AT].length - 1;
    asked.terms = asked.singles + asked.arrays[SECONDS].length;
    asked.rules = asked.arrays[NEEDS_AT].length - 1;
    if (asked.singles < 0 || asked.rules < 0) {
        outside();
        goto done;
    }
    asked.held = PyMem_Calloc((size_t)(asked.terms + asked.rules + 1), 1);
    asked.found = PyMem_Malloc((size_t)(asked.rules + 1) * sizeof(*asked.found));
    if (asked.held == NULL || asked.found == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    asked.seen = asked.held + asked.terms;
    if (hold_terms(&asked, given[0]) < 0)
        goto done;
    for (place_t i = 0; i < asked.arrays[ALWAYS].length; i++)
        if (look_at(&asked, NUMBER(&asked, ALWAYS, i)) < 0)
            goto done;
    for (place_t term = 0; term < asked.terms; term++)
        if (look_at_those_of(&asked, term) < 0)
            goto done;
    qsort(asked.found, (size_t)asked.count, sizeof(*asked.found), by_number);
    result = listed(&asked);
done:
    PyMem_Free(asked.held);
    PyMem_Free(asked.found);
    for (int i = 0; i < ARRAYS; i++)
        release(&asked.arrays[i], 1);
    return result;
}
