/* Where words follow one another; see kernels/phrases.py. */

#include "arrays.h"

/* `starts` tells of each posting at which token its row begins; or, where it has 4 bytes a
   number, of every row there is: of a common word that is quicker than to look for the row. */
typedef struct {
    Array rows, starts, places, variants; /* variants are not held where any will do */
    int64_t variant;
    place_t at;           /* the posting looked at */
    place_t token, end;   /* the tokens of its row not yet passed */
} Term;

#define AHEAD 8

static inline int64_t number(const Array *array, place_t at)
{
    switch (array->width) {
    case 1: return AT(*array, uint8_t)[at];
    case 2: return AT(*array, uint16_t)[at];
    case 4: return AT(*array, uint32_t)[at];
    default: return AT(*array, int64_t)[at];
    }
}

/* Goes on to the first token from here on at `least` or behind it; its place, or -1. */
static inline int64_t next_place(Term *term, int64_t least)
{
    for (; term->token < term->end; term->token++) {
        int64_t place = number(&term->places, term->token);
        if (place >= least
            && (!term->variants.width || number(&term->variants, term->token) == term->variant))
            return place;
    }
    return -1;
}

/* Has the memory of common words on its way by the time the lead gets there: first of where the
   tokens of a row start, then of their places. */
static inline void fetch_ahead(const Term *terms, int count, const Term *lead)
{
    if (lead->at + 2 * AHEAD >= lead->rows.length)
        return;
    uint64_t far = AT(lead->rows, uint64_t)[lead->at + 2 * AHEAD];
    uint64_t near = AT(lead->rows, uint64_t)[lead->at + AHEAD];
    for (int i = 0; i < count; i++) {
        const Term *term = &terms[i];
        if (term->starts.width != 4 || far >= (uint64_t)term->starts.length || near > far)
            continue;
        const uint32_t *start = AT(term->starts, uint32_t);
        FETCH_AHEAD(start + far);
        if (start[near] < (uint64_t)term->places.length)
            FETCH_AHEAD(AT(term->places, uint8_t) + start[near] * term->places.width);
    }
}

/* Brings all terms to the next row that they share, from the lead's posting on. 1 if there is
   one, 0 if not, -1 where the index is damaged. */
static int meet(Term *terms, int count, Term *lead)
{
    const int64_t *row = AT(lead->rows, int64_t);
    while (lead->at < lead->rows.length) {
        int64_t wanted = row[lead->at];
        fetch_ahead(terms, count, lead);
        int agreed = 1;
        for (int i = 0; i < count && agreed; i++) {
            Term *term = &terms[i];
            if (term->starts.width == 4) {
                if ((uint64_t)wanted >= (uint64_t)(term->starts.length - 1))
                    return -1;
                term->token = AT(term->starts, uint32_t)[wanted];
                term->end = AT(term->starts, uint32_t)[wanted + 1];
                if (term->token < term->end)
                    continue;
                lead->at++;
                agreed = 0;
                break;
            }
            const int64_t *own = AT(term->rows, int64_t);
            term->at = seek(own, term->at, term->rows.length, wanted);
            if (term->at >= term->rows.length)
                return 0;
            if (own[term->at] != wanted) {
                lead->at = seek(row, lead->at + 1, lead->rows.length, own[term->at]);
                agreed = 0;
            }
        }
        if (!agreed)
            continue;
        for (int i = 0; i < count; i++) {
            if (terms[i].starts.width == 8) {
                const int64_t *start = AT(terms[i].starts, int64_t);
                terms[i].token = start[terms[i].at];
                terms[i].end = start[terms[i].at + 1];
            }
            if (terms[i].token < 0 || terms[i].end > terms[i].places.length)
                return -1;
        }
        return 1;
    }
    return 0;
}

/* At how many tokens the phrase begins in the row at which the terms have met: for each token of
   the lead, which is in the fewest rows, whether the others stand where they should. */
static int64_t unbroken(Term *terms, int count, Term *lead)
{
    int64_t found = 0, before = lead - terms, place;
    for (; (place = next_place(lead, before)) >= 0; lead->token++) {
        int whole = 1;
        for (int i = 0; i < count && whole; i++) {
            int64_t wanted = place - before + i;
            whole = &terms[i] == lead || next_place(&terms[i], wanted) == wanted;
        }
        found += whole;
    }
    return found;
}

/* The same where at most `slop` other words may stand among those of the phrase. */
static int64_t beginnings(Term *terms, int count, int64_t slop)
{
    int64_t found = 0, least = 0;
    for (;;) {
        int64_t first = next_place(&terms[0], least), reached = first;
        if (first < 0)
            return found;
        for (int i = 1; i < count; i++) {
            reached = next_place(&terms[i], reached + 1);
            if (reached < 0)
                return found;
        }
        found += reached - first < count + slop;
        least = first + 1;
    }
}

/* Reads (rows, starts, places, variants or None, variant). */
static int take_term(Term *term, PyObject *from)
{
    PyObject *rows, *starts, *places, *variants;
    long long variant;
    memset(term, 0, sizeof *term);
    if (!PyArg_ParseTuple(from, "OOOOL", &rows, &starts, &places, &variants, &variant))
        return -1;
    term->variant = variant;
    if (take(&term->rows, rows, ROWS, 0) < 0 || take(&term->starts, starts, NUMBERS, 0) < 0
        || take(&term->places, places, NUMBERS, 0) < 0
        || (variants != Py_None && take(&term->variants, variants, NUMBERS, 0) < 0))
        return -1;
    int told = term->starts.width == 4   ? term->starts.length > 0
             : term->starts.width == 8 && term->starts.length > term->rows.length;
    if (!told
        || (term->variants.width && term->variants.length < term->places.length)) {
        outside();
        return -1;
    }
    return 0;
}

static void release_term(Term *term)
{
    release(&term->rows, 1);
    release(&term->starts, 1);
    release(&term->places, 1);
    release(&term->variants, 1);
}

/* phrase(terms, slop, rows, counts): the rows with the phrase, and how often it begins there. */
KERNEL(phrase)
{
    (void)self;
    Array rows = {.width = 0}, counts = {.width = 0};
    Term *terms = NULL;
    int held = 0;
    PyObject *result = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    place_t wanted = PyTuple_Size(given[0]);
    long long slop = PyLong_AsLongLong(given[1]);
    if (PyErr_Occurred() || take(&rows, given[2], ROWS, 1) < 0
        || take(&counts, given[3], ROWS, 1) < 0)
        goto done;
    if (wanted < 1) {
        PyErr_SetString(PyExc_ValueError, "a phrase has words");
        goto done;
    }
    terms = malloc((size_t)wanted * sizeof *terms);
    if (!terms) {
        PyErr_NoMemory();
        goto done;
    }
    Term *lead = terms;
    for (; held < wanted; held++) {
        if (take_term(&terms[held], PyTuple_GetItem(given[0], held)) < 0) {
            held++;
            goto done;
        }
        if (terms[held].rows.length < lead->rows.length)
            lead = &terms[held];
    }
    place_t found = 0, room = rows.length < counts.length ? rows.length : counts.length;
    int state;
    Py_BEGIN_ALLOW_THREADS
    while ((state = meet(terms, held, lead)) > 0) {
        int64_t times = slop ? beginnings(terms, held, slop) : unbroken(terms, held, lead);
        if (times && found < room) {
            INTO(rows, int64_t)[found] = AT(lead->rows, int64_t)[lead->at];
            INTO(counts, int64_t)[found++] = times;
        }
        lead->at++;
    }
    Py_END_ALLOW_THREADS
    result = state < 0 ? outside() : counted(found);
done:
    for (int i = 0; i < held; i++)
        release_term(&terms[i]);
    free(terms);
    release(&rows, 1);
    release(&counts, 1);
    return result;
}
