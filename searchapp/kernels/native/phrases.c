/* Where words follow one another; see kernels/phrases.py.

   - beginning: a row, and the place in it at which the phrase would begin. The tokens of the
     rarest word say where that may be; each other word leaves those by which it stands. They are
     looked at many at a time, so that memory is on its way before it is needed. */

#include "marks.h"
#include "terms.h"

#define AT_ONCE 1024
/* So many places are compared in one step. */
#define COMPARED 16

typedef struct {
    place_t count;
    int64_t row[AT_ONCE], place[AT_ONCE];
} Beginnings;

typedef struct {
    place_t count, next;
    place_t posting[AT_ONCE];
} Postings;

/* Goes on to the first token from here on at `least` or behind it; its place, or -1. */
static int64_t next_place(Term *term, int64_t least)
{
    for (; term->token < term->end; term->token++) {
        int64_t place = place_of(term, term->token);
        if (place >= least && is_meant(term, term->token))
            return place;
    }
    return -1;
}

/* Whether one of these tokens is at the place; only of one that may be all is looked at. */
static int stands_at(const Term *term, place_t token, place_t end, int64_t place)
{
    int64_t cut = term->places.width < 8 ? place & ((INT64_C(1) << 8 * term->places.width) - 1) : place;
    for (; token < end; token++)
        if (number_in(&term->places, token) == cut && place_of(term, token) == place
            && is_meant(term, token))
            return 1;
    return 0;
}

/* The place of the term's token where tokens are asked for in their order. */
static int64_t next_of_all(Term *term)
{
    place_t *at = &term->next_large;
    while (*at < term->large_at.length && number_in(&term->large_at, *at) < term->token)
        ++*at;
    int is_large = *at < term->large_at.length && number_in(&term->large_at, *at) == term->token;
    return is_large ? number_in(&term->large, *at) : number_in(&term->places, term->token);
}

/* Takes the next postings of the rarest term, and leaves those in rows that hold the common words
   too, which is quickly seen. Gives the posting after them; -1 where the index is damaged. */
static place_t take_postings(Term **terms, place_t count, place_t from, Postings *found)
{
    const Array *rows = &terms[0]->rows;
    const int64_t *row = AT(*rows, int64_t);
    place_t end = rows->length - from < AT_ONCE ? rows->length : from + AT_ONCE;
    found->count = end - from;
    for (place_t i = 0; i < found->count; i++)
        found->posting[i] = from + i;
    for (place_t i = 1; i < count; i++) {
        if (!terms[i]->blocks.width)
            continue;
        const uint32_t *block = AT(terms[i]->blocks, uint32_t);
        const uint16_t *start = AT(terms[i]->starts, uint16_t);
        uint64_t size = (uint64_t)terms[i]->starts.length - 1;
        place_t kept = 0, held = found->count;
        for (place_t k = 0; k < held; k++) {
            uint64_t own = (uint64_t)row[found->posting[k]];
            if (own >= size)
                return -1;
            found->posting[kept] = found->posting[k];
            kept += block[own >> 6] + start[own] != block[(own + 1) >> 6] + start[own + 1];
        }
        found->count = kept;
    }
    return end;
}

/* Takes beginnings from the tokens of these postings that are left; -1 where the index is damaged. */
static int begin(Term *term, Postings *at, Beginnings *found)
{
    int has_large = term->large_at.length > 0;
    found->count = 0;
    for (;;) {
        int64_t row = term->at < 0 ? 0 : AT(term->rows, int64_t)[term->at];
        for (; term->token < term->end; term->token++) {
            if (found->count == AT_ONCE)
                return 0;
            int64_t place = has_large ? next_of_all(term) : number_in(&term->places, term->token);
            found->row[found->count] = row;
            found->place[found->count] = place - term->behind;
            found->count += place >= term->behind && is_meant(term, term->token);
        }
        if (at->next >= at->count)
            return 0;
        term->at = at->posting[at->next++];
        if (go_to(term, AT(term->rows, int64_t)[term->at]) < 0)
            return -1;
    }
}

typedef struct {
    place_t first[AT_ONCE], end[AT_ONCE];
} Spans;

/* Leaves the beginnings in rows that hold the term, and tells its tokens there; -1 where the index
   is damaged. */
static int keep_rows(Term *term, Beginnings *found, Spans *tokens)
{
    place_t kept = 0, count = found->count, size = term->starts.length - 1;
    place_t last = term->places.length;
    int damaged = 0;
    const uint32_t *block = AT(term->blocks, uint32_t);
    const uint16_t *start = AT(term->starts, uint16_t);
    for (place_t i = 0; i < count; i++) {
        int64_t row = found->row[i];
        place_t first, end;
        if (term->blocks.width) {
            if ((uint64_t)row >= (uint64_t)size)
                return -1;
            first = (place_t)block[row >> 6] + start[row];
            end = (place_t)block[(row + 1) >> 6] + start[row + 1];
        } else {
            damaged |= go_to(term, row) < 0;
            first = term->token;
            end = term->end;
        }
        damaged |= (first < 0) | (first > end) | (end > last);
        found->row[kept] = row;
        found->place[kept] = found->place[i];
        tokens->first[kept] = first;
        tokens->end[kept] = end;
        kept += first < end;
    }
    found->count = kept;
    return damaged ? -1 : 0;
}

/* A bit for each of the next 16 places that is the wanted one. */
static inline unsigned equal(const uint8_t *place, uint8_t wanted)
{
#if defined(HAS_SSE2)
    __m128i places = _mm_loadu_si128((const __m128i *)(const void *)place);
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(places, _mm_set1_epi8((char)wanted)));
#else
    unsigned found = 0;
    for (int i = 0; i < COMPARED; i++)
        found |= (unsigned)(place[i] == wanted) << i;
    return found;
#endif
}

/* Leaves the beginnings by which the term stands, of those in rows that hold it. Mostly a look at
   the first places is enough to see that it does not. */
static void keep_places(Term *term, Beginnings *found, const Spans *tokens)
{
    place_t kept = 0, count = found->count;
    place_t last = term->places.width == 1 ? term->places.length - COMPARED : -1;
    const uint8_t *place = AT(term->places, uint8_t);
    for (place_t i = 0; i < count; i++) {
        int64_t row = found->row[i], begins = found->place[i], wanted = begins + term->behind;
        place_t token = tokens->first[i], length = tokens->end[i] - token;
        if (length > COMPARED || token > last
            || equal(place + token, (uint8_t)wanted) & ((2u << (length - 1)) - 1)) {
            found->row[kept] = row;
            found->place[kept] = begins;
            kept += stands_at(term, token, token + length, wanted);
        }
    }
    found->count = kept;
}

static int keep(Term *term, Beginnings *found)
{
    Spans tokens;
    if (keep_rows(term, found, &tokens) < 0)
        return -1;
    keep_places(term, found, &tokens);
    return 0;
}

/* Where the phrase stands without a word between: all terms, the rarest first. Gives how many rows
   there are; -1 where the index is damaged. */
static place_t unbroken(Term **terms, place_t count, int64_t *rows, int64_t *counts, place_t room)
{
    Term *rarest = terms[0];
    Postings postings;
    Beginnings here;
    place_t found = 0, next = 0;
    rarest->at = -1;
    while (next < rarest->rows.length) {
        next = take_postings(terms, count, next, &postings);
        if (next < 0)
            return -1;
        for (postings.next = 0; postings.next < postings.count || rarest->token < rarest->end;) {
            if (begin(rarest, &postings, &here) < 0)
                return -1;
            for (place_t i = 1; i < count && here.count; i++)
                if (keep(terms[i], &here) < 0)
                    return -1;
            for (place_t i = 0; i < here.count; i++) {
                if (!found || rows[found - 1] != here.row[i]) {
                    if (found == room)
                        return found;
                    rows[found] = here.row[i];
                    counts[found++] = 0;
                }
                counts[found - 1]++;
            }
        }
    }
    return found;
}

/* At how many tokens of a row the phrase begins, where at most `slop` other words may stand among
   those of it. */
static int64_t beginnings(Term *terms, place_t count, int64_t slop)
{
    int64_t found = 0, least = 0;
    for (;;) {
        int64_t first = next_place(&terms[0], least), reached = first;
        if (first < 0)
            return found;
        for (place_t i = 1; i < count; i++) {
            reached = next_place(&terms[i], reached + 1);
            if (reached < 0)
                return found;
        }
        found += reached - first < count + slop;
        least = first + 1;
    }
}

/* The same where so many words may stand between; `terms` are in the order of the phrase. */
static place_t loose(Term *terms, Term **by_rarity, place_t count, int64_t slop, int64_t *rows,
                     int64_t *counts, place_t room)
{
    const Array *rarest = &by_rarity[0]->rows;
    place_t found = 0;
    for (place_t at = 0; at < rarest->length; at++) {
        int64_t row = AT(*rarest, int64_t)[at], times;
        int held = 1;
        for (place_t i = 0; i < count && held; i++) {
            if (go_to(by_rarity[i], row) < 0)
                return -1;
            held = by_rarity[i]->token < by_rarity[i]->end;
        }
        times = held ? beginnings(terms, count, slop) : 0;
        if (times && found < room) {
            rows[found] = row;
            counts[found++] = times;
        }
    }
    return found;
}

/* Takes an array that may be absent. */
static int take_if_there(Array *array, PyObject *from)
{
    return from == Py_None ? 0 : take(array, from, NUMBERS, 0);
}

/* Reads (rows, starts, blocks or None, places, large_at, large, variants or None, variant). */
static int take_term(Term *term, PyObject *from)
{
    PyObject *rows, *starts, *blocks, *places, *large_at, *large, *variants;
    long long variant;
    if (!PyArg_ParseTuple(from, "OOOOOOOL", &rows, &starts, &blocks, &places, &large_at, &large,
                          &variants, &variant))
        return -1;
    term->variant = variant;
    if (take(&term->rows, rows, ROWS, 0) < 0 || take(&term->starts, starts, NUMBERS, 0) < 0
        || take_if_there(&term->blocks, blocks) < 0 || take(&term->places, places, NUMBERS, 0) < 0
        || take(&term->large_at, large_at, NUMBERS, 0) < 0
        || take(&term->large, large, NUMBERS, 0) < 0 || take_if_there(&term->variants, variants) < 0)
        return -1;
    int told = term->blocks.width
             ? term->blocks.width == 4 && term->starts.width == 2 && term->starts.length > 0
                   && term->blocks.length > (term->starts.length - 1) >> 6
             : term->starts.width == 8 && term->starts.length > term->rows.length;
    if (!told || term->large.length < term->large_at.length
        || (term->variants.width && term->variants.length < term->places.length)) {
        outside();
        return -1;
    }
    return 0;
}

static void release_term(Term *term)
{
    Array *held[] = {&term->rows, &term->starts, &term->blocks, &term->places, &term->large_at,
                     &term->large, &term->variants};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        release(held[i], 1);
}

static int rarer(const void *one, const void *other)
{
    const Term *left = *(Term *const *)one, *right = *(Term *const *)other;
    return (left->places.length > right->places.length) - (left->places.length < right->places.length);
}

/* phrase(terms, slop, rows, counts): the rows with the phrase, and how often it begins there. */
KERNEL(phrase)
{
    (void)self;
    Array rows = {.width = 0}, counts = {.width = 0};
    Term *terms = NULL, **by_rarity = NULL;
    place_t held = 0;
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
    terms = calloc((size_t)wanted, sizeof *terms);
    by_rarity = malloc((size_t)wanted * sizeof *by_rarity);
    if (!terms || !by_rarity) {
        PyErr_NoMemory();
        goto done;
    }
    for (; held < wanted; held++) {
        by_rarity[held] = &terms[held];
        terms[held].behind = held;
        if (take_term(&terms[held], PyTuple_GetItem(given[0], held)) < 0) {
            held++;
            goto done;
        }
    }
    qsort(by_rarity, (size_t)held, sizeof *by_rarity, rarer);
    place_t found, room = rows.length < counts.length ? rows.length : counts.length;
    int64_t *row = INTO(rows, int64_t), *count = INTO(counts, int64_t);
    Py_BEGIN_ALLOW_THREADS
    found = slop ? loose(terms, by_rarity, held, slop, row, count, room)
                 : unbroken(by_rarity, held, row, count, room);
    Py_END_ALLOW_THREADS
    result = found < 0 ? outside() : counted(found);
done:
    for (place_t i = 0; i < held; i++)
        release_term(&terms[i]);
    free(terms);
    free(by_rarity);
    release(&rows, 1);
    release(&counts, 1);
    return result;
}
