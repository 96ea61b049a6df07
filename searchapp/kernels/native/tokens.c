/* The tokens of a text, and the classes that their words are of; see tagging/wordclasses.py.

   - spelling: a token as written. What is known of one is asked of Python when it first comes,
     and then kept in a table: its word, how many of its letters are a possessive ending, its
     classes, a bit each, of which the lowest says that it begins with a capital, and the number
     that a reader gave to the word. */

#include "letters.h"

#define FEWEST_SLOTS 1024 /* a power of two */
#define TABLE "searchapp.kernels.spellings"

typedef struct {
    PyObject *word; /* NULL where the slot is empty */
    uint64_t hash, classes;
    place_t at, length, ending, number; /* `at` is a place among the letters of the table */
} Spelling;

typedef struct {
    Spelling *slots;
    place_t room, count, most;
    Py_UCS4 *letters;
    place_t written, space;
} Table;

static void forget(Table *table)
{
    for (place_t i = 0; i < table->room; i++)
        Py_CLEAR(table->slots[i].word);
    table->count = table->written = 0;
}

static void discard(PyObject *capsule)
{
    Table *table = PyCapsule_GetPointer(capsule, TABLE);
    if (table == NULL)
        return;
    forget(table);
    PyMem_Free(table->slots);
    PyMem_Free(table->letters);
    PyMem_Free(table);
}

/* spellings(most): a table that knows none, and that forgets all when it knows so many. */
KERNEL(spellings)
{
    (void)self;
    if (expects(given_count, 1) < 0)
        return NULL;
    place_t most = PyLong_AsSsize_t(given[0]);
    if (most == -1 && PyErr_Occurred())
        return NULL;
    Table *table = PyMem_Calloc(1, sizeof(Table));
    if (table == NULL)
        return PyErr_NoMemory();
    table->most = most;
    table->slots = PyMem_Calloc(FEWEST_SLOTS, sizeof(Spelling));
    table->room = table->slots ? FEWEST_SLOTS : 0;
    PyObject *capsule = table->slots ? PyCapsule_New(table, TABLE, discard) : PyErr_NoMemory();
    if (capsule == NULL) {
        PyMem_Free(table->slots);
        PyMem_Free(table);
    }
    return capsule;
}

static uint64_t hash_of(const Py_UCS4 *letters, place_t length)
{
    uint64_t hash = 0xCBF29CE484222325; /* FNV-1a, a letter at a time */
    for (place_t i = 0; i < length; i++)
        hash = (hash ^ letters[i]) * 0x100000001B3;
    return hash ^ hash >> 32;
}

/* The slot of a spelling, or the empty one where it belongs. */
static Spelling *slot_of(const Table *table, const Py_UCS4 *letters, place_t length, uint64_t hash)
{
    place_t mask = table->room - 1;
    for (place_t place = (place_t)hash & mask;; place = (place + 1) & mask) {
        Spelling *slot = &table->slots[place];
        if (slot->word == NULL
            || (slot->hash == hash && slot->length == length
                && !memcmp(table->letters + slot->at, letters, (size_t)length * sizeof(*letters))))
            return slot;
    }
}

/* Room for one more spelling of this length: at least half of the slots stay empty. */
static int make_room(Table *table, place_t length)
{
    if (table->count >= table->most)
        forget(table);
    if (table->written + length > table->space) {
        place_t space = 2 * (table->written + length);
        Py_UCS4 *letters = PyMem_Realloc(table->letters, (size_t)space * sizeof(*letters));
        if (letters == NULL)
            return -1;
        table->letters = letters;
        table->space = space;
    }
    if (2 * (table->count + 1) <= table->room)
        return 0;
    Table wider = *table;
    wider.room = 2 * table->room;
    wider.slots = PyMem_Calloc((size_t)wider.room, sizeof(Spelling));
    if (wider.slots == NULL)
        return -1;
    for (place_t i = 0; i < table->room; i++) {
        const Spelling *each = &table->slots[i];
        if (each->word)
            *slot_of(&wider, table->letters + each->at, each->length, each->hash) = *each;
    }
    PyMem_Free(table->slots);
    *table = wider;
    return 0;
}

/* Asks what a spelling is and keeps it. `learn` may run anything, this table's use among it, so
   that no place in the table is relied on before it has answered. */
static Spelling *learnt(Table *table, PyObject *learn, PyObject *text, place_t start,
                        const Py_UCS4 *letters, place_t length, uint64_t hash)
{
    Spelling *slot = NULL;
    PyObject *raw = PyUnicode_Substring(text, start, start + length);
    PyObject *known = raw ? PyObject_CallFunctionObjArgs(learn, raw, NULL) : NULL;
    PyObject *word;
    place_t ending, number;
    unsigned long long classes;
    if (known == NULL || !PyArg_ParseTuple(known, "UnKn", &word, &ending, &classes, &number))
        goto done;
    if (ending < 0 || ending > length) {
        outside();
        goto done;
    }
    if (make_room(table, length) < 0) {
        PyErr_NoMemory();
        goto done;
    }
    slot = slot_of(table, letters, length, hash);
    if (slot->word == NULL) {
        memcpy(table->letters + table->written, letters, (size_t)length * sizeof(*letters));
        Spelling learned = {Py_NewRef(word), hash, classes, table->written, length, ending, number};
        *slot = learned;
        table->written += length;
        table->count++;
    }
done:
    Py_XDECREF(raw);
    Py_XDECREF(known);
    return slot;
}

/* --- a text -------------------------------------------------------------------------------- */

enum { STARTS, ENDS, WORDS, GAPS, CAPITALS, NUMBERED, STOPS, CLASSES };

typedef struct {
    PyObject *columns; /* a tuple of lists, one item a token up to STOPS; at the end another */
    PyObject *text;
    place_t count, end; /* tokens so far, and where the last one ends */
} Cut;

static int add_place(PyObject *list, place_t place)
{
    PyObject *number = PyLong_FromSsize_t(place);
    int failed = number == NULL || PyList_Append(list, number) < 0;
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

static PyObject *lists(place_t count, place_t length)
{
    PyObject *made = PyTuple_New(count);
    for (place_t i = 0; made && i < count; i++) {
        PyObject *list = PyList_New(length);
        if (list == NULL || PyTuple_SetItem(made, i, list) < 0)
            Py_CLEAR(made);
    }
    return made;
}

static PyObject *made_columns(place_t tokens, place_t classes)
{
    PyObject *columns = lists(CLASSES + 1, tokens), *stops = PyList_New(0);
    PyObject *found = lists(classes, 0);
    if (columns == NULL || stops == NULL || found == NULL) {
        Py_CLEAR(columns);
        Py_XDECREF(stops);
        Py_XDECREF(found);
    } else if (PyTuple_SetItem(columns, STOPS, stops) < 0
               || PyTuple_SetItem(columns, CLASSES, found) < 0)
        Py_CLEAR(columns);
    return columns;
}

#define COLUMN(cut, name) PyTuple_GetItem((cut)->columns, name)

/* A value of the token that was found last, in its column. */
static int put(const Cut *cut, int column, PyObject *value)
{
    return value ? PyList_SetItem(COLUMN(cut, column), cut->count - 1, value) : -1;
}

/* What stands between the last token and the next, or the end of the text. */
static int put_gap(const Cut *cut, const Py_UCS4 *letters, place_t next)
{
    for (place_t at = cut->end; at < next; at++)
        if (letters[at] && letters[at] < 128 && strchr(".!?;:\n", (int)letters[at])) {
            if (add_place(COLUMN(cut, STOPS), cut->count - 1) < 0)
                return -1;
            break;
        }
    return put(cut, GAPS, PyUnicode_Substring(cut->text, cut->end, next));
}

static int put_token(Cut *cut, const Py_UCS4 *letters, place_t start, place_t end,
                     const Spelling *known)
{
    uint64_t classes = known->classes >> 1;
    PyObject *found = COLUMN(cut, CLASSES);
    if (cut->count && put_gap(cut, letters, start) < 0)
        return -1;
    cut->count++;
    cut->end = end - known->ending;
    if (put(cut, WORDS, Py_NewRef(known->word)) < 0
        || put(cut, CAPITALS, Py_NewRef(known->classes & 1 ? Py_True : Py_False)) < 0
        || put(cut, STARTS, PyLong_FromSsize_t(start)) < 0
        || put(cut, ENDS, PyLong_FromSsize_t(cut->end)) < 0
        || put(cut, NUMBERED, PyLong_FromSsize_t(known->number)) < 0)
        return -1;
    for (place_t i = 0; classes; i++, classes >>= 1)
        if (classes & 1) {
            PyObject *list = PyTuple_GetItem(found, i);
            if (list == NULL || add_place(list, cut->count - 1) < 0)
                return -1;
        }
    return 0;
}

/* Takes off the end of the columns the room of tokens of which folding left nothing. */
static int shorten(const Cut *cut, place_t room)
{
    for (int column = 0; column < STOPS; column++)
        if (PyList_SetSlice(COLUMN(cut, column), cut->count, room, NULL) < 0)
            return -1;
    return 0;
}

typedef struct {
    place_t start, end;
    uint64_t hash;
} Token;

/* Where the tokens of a text lie; of these there are at most half as many as letters. */
static place_t find_tokens(Token *tokens, const Py_UCS4 *letters, place_t length,
                           const Alphabets *alphabets)
{
    place_t count = 0;
    for (place_t start = 0; start < length; start++)
        if (is_in(letters[start], &alphabets->letters)) {
            place_t end = token_end(letters, start, length, alphabets);
            Token found = {start, end, hash_of(letters + start, end - start)};
            tokens[count++] = found;
            start = end;
        }
    return count;
}

static int cut_text(Cut *cut, const Py_UCS4 *letters, const Token *tokens, place_t count,
                    Table *table, PyObject *learn)
{
    for (place_t i = 0; i < count; i++) {
        place_t start = tokens[i].start, length = tokens[i].end - start;
        const Spelling *known = slot_of(table, letters + start, length, tokens[i].hash);
        if (known->word == NULL)
            known = learnt(table, learn, cut->text, start, letters + start, length, tokens[i].hash);
        if (known == NULL)
            return -1;
        if (PyUnicode_GetLength(known->word)
            && put_token(cut, letters, start, tokens[i].end, known) < 0)
            return -1;
    }
    return 0;
}

/* tokens(text, table, learn, alphabet, apostrophes, classes): starts, ends, words, gaps, whether
   each begins with a capital, their numbers, after which a sentence may end, and for each class
   which tokens are of it. The alphabets are bits, one for each code point that can be in a text. */
KERNEL(tokens)
{
    (void)self;
    Alphabets alphabets = {{.width = 0}, {.width = 0}};
    Cut cut = {NULL, NULL, 0, 0};
    Py_UCS4 *letters = NULL;
    Token *tokens = NULL;
    if (expects(given_count, 6) < 0)
        return NULL;
    Table *table = PyCapsule_GetPointer(given[1], TABLE);
    place_t classes = PyLong_AsSsize_t(given[5]);
    if (table == NULL || (classes == -1 && PyErr_Occurred())
        || take_alphabets(&alphabets, given[3], given[4]) < 0)
        goto fail;
    cut.text = given[0];
    place_t length = PyUnicode_GetLength(cut.text);
    letters = length < 0 ? NULL : PyUnicode_AsUCS4Copy(cut.text);
    if (letters == NULL)
        goto fail;
    tokens = PyMem_Malloc((size_t)(length / 2 + 1) * sizeof(*tokens));
    if (tokens == NULL) {
        PyErr_NoMemory();
        goto fail;
    }
    place_t count = find_tokens(tokens, letters, length, &alphabets);
    cut.columns = made_columns(count, classes < 0 ? 0 : classes);
    if (cut.columns != NULL && cut_text(&cut, letters, tokens, count, table, given[2]) == 0
        && (cut.count == 0 || put_gap(&cut, letters, length) == 0)
        && (cut.count == count || shorten(&cut, count) == 0))
        goto done;
fail:
    Py_CLEAR(cut.columns);
done:
    PyMem_Free(letters);
    PyMem_Free(tokens);
    release_alphabets(&alphabets);
    return cut.columns;
}
