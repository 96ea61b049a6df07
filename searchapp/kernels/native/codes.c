/* Facet values that occur, in order, and those of few rows; see kernels/counts.py. */

#include "arrays.h"

/* What is sorted: a key, and a code that goes with it. */
typedef struct {
    uint64_t key;
    int64_t code;
} Entry;

#define FEW 24
#define SOME 1024
#define MOST_BITS 11

/* By key, equal keys as they come: few are inserted one by one, others sorted digit by digit.
   `spare` has room for as many. */
static void sort(Entry *entries, place_t length, Entry *spare)
{
    if (length <= FEW) {
        for (place_t i = 1; i < length; i++) {
            Entry entry = entries[i];
            place_t j = i;
            for (; j > 0 && entries[j - 1].key > entry.key; j--)
                entries[j] = entries[j - 1];
            entries[j] = entry;
        }
        return;
    }
    uint64_t most = 0;
    for (place_t i = 0; i < length; i++)
        most |= entries[i].key;
    int bits = length <= SOME ? 8 : MOST_BITS, digits = 1 << bits;
    Entry *from = entries, *to = spare;
    for (int shift = 0; shift < 64 && most >> shift; shift += bits) {
        place_t starts[(1 << MOST_BITS) + 1];
        memset(starts, 0, (size_t)(digits + 1) * sizeof *starts);
        for (place_t i = 0; i < length; i++)
            starts[((from[i].key >> shift) & (uint64_t)(digits - 1)) + 1]++;
        for (int digit = 1; digit < digits; digit++)
            starts[digit] += starts[digit - 1];
        for (place_t i = 0; i < length; i++)
            to[starts[(from[i].key >> shift) & (uint64_t)(digits - 1)]++] = from[i];
        Entry *swapped = from;
        from = to, to = swapped;
    }
    if (from != entries)
        memcpy(entries, from, (size_t)length * sizeof *entries);
}

/* Where ranked codes go: codes and counts, and where each group ends among them. */
typedef struct {
    int64_t *codes, *held, *bounds;
    place_t found;
} Ranked;

/* Adds a group of codes with their counts as keys; by count down, then code up, or as they come. */
static void add_group(Ranked *ranked, Entry *entries, place_t length, Entry *spare, int by_count)
{
    uint64_t most = 0;
    if (by_count) { /* what comes first has the smallest key */
        for (place_t i = 0; i < length; i++)
            most = entries[i].key > most ? entries[i].key : most;
        for (place_t i = 0; i < length; i++)
            entries[i].key = most - entries[i].key;
        sort(entries, length, spare);
    }
    for (place_t i = 0; i < length; i++) {
        ranked->codes[ranked->found] = entries[i].code;
        ranked->held[ranked->found++] = (int64_t)(by_count ? most - entries[i].key : entries[i].key);
    }
    *ranked->bounds++ = ranked->found;
}

/* The arrays that a Ranked is written to; their lengths are checked. */
static int takes_ranked(
    Ranked *ranked, const Array *ends, const Array *codes, const Array *held, const Array *bounds,
    place_t most)
{
    if (codes->length < most || held->length < most || bounds->length < ends->length) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the result");
        return -1;
    }
    *ranked = (Ranked){
        INTO(*codes, int64_t), INTO(*held, int64_t), INTO(*bounds, int64_t), 0};
    return 0;
}

/* rank(counts, ends, by_count, codes, held, bounds): by group the codes that have a count, with
   their counts; the first groups, `by_count` of them, in order of that, the others by code. A
   group goes up to its end among the codes, and in the result to its bound. */
KERNEL(rank)
{
    (void)self;
    enum { COUNTS, ENDS, CODES, HELD, BOUNDS, ALL };
    static const int argument[ALL] = {0, 1, 3, 4, 5};
    Array arrays[ALL] = {{.width = 0}};
    Entry *entries = NULL;
    PyObject *result = NULL;
    Ranked ranked;
    if (expects(given_count, 6) < 0)
        return NULL;
    place_t by_count = PyLong_AsSsize_t(given[2]);
    if (PyErr_Occurred())
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[argument[i]], ROWS, i >= CODES) < 0)
            goto done;
    place_t size = arrays[COUNTS].length, code = 0;
    if (takes_ranked(&ranked, &arrays[ENDS], &arrays[CODES], &arrays[HELD], &arrays[BOUNDS], size)
        < 0)
        goto done;
    entries = malloc((size_t)(size * 2 + 1) * sizeof *entries);
    if (!entries) {
        PyErr_NoMemory();
        goto done;
    }
    const int64_t *counts = AT(arrays[COUNTS], int64_t), *ends = AT(arrays[ENDS], int64_t);
    for (place_t group = 0; group < arrays[ENDS].length; group++) {
        place_t found = 0;
        for (; code < ends[group] && code < size; code++) {
            entries[found] = (Entry){(uint64_t)counts[code], code};
            found += counts[code] > 0;
        }
        add_group(&ranked, entries, found, entries + size, group < by_count);
    }
    result = counted(ranked.found);
done:
    free(entries);
    release(arrays, ALL);
    return result;
}

/* Of each row the place among the owners of further codes, or -1; how many codes that makes in
   all, or -1 where they lie outside. */
static place_t find_tails(
    const Array *rows, const Array *tail_rows, const Array *ends, const Array *tail, place_t *places)
{
    const int64_t *row = AT(*rows, int64_t), *owner = AT(*tail_rows, int64_t);
    const int64_t *end = AT(*ends, int64_t);
    place_t further = 0, j = 0;
    if (ends->length <= tail_rows->length && tail_rows->length)
        return -1;
    for (place_t i = 0; i < rows->length; i++) {
        j = seek(owner, j, tail_rows->length, row[i]);
        places[i] = j < tail_rows->length && owner[j] == row[i] ? j : -1;
        if (places[i] < 0)
            continue;
        if (end[j] < 0 || end[j + 1] < end[j] || end[j + 1] > tail->length)
            return -1;
        further += end[j + 1] - end[j];
    }
    return further;
}

/* The codes of the rows, in any order; how many, or -1 where a row lies outside. */
static place_t gather(
    const Array *rows, const Array *head, place_t width, const Array *ends, const Array *tail,
    const place_t *places, Entry *entries)
{
    const int64_t *row = AT(*rows, int64_t), *end = AT(*ends, int64_t);
    place_t lines = width > 0 ? head->length / width : 0, found = 0;
    for (place_t i = 0; i < rows->length; i++) {
        if (width > 0 && (uint64_t)row[i] >= (uint64_t)lines)
            return -1;
        BY_WIDTH(*head, {
            const type *code = AT(*head, type) + row[i] * width;
            for (place_t j = 0; j < width; j++)
                entries[found++] = (Entry){(uint64_t)code[j], (int64_t)code[j]};
        })
        if (places[i] < 0)
            continue;
        BY_WIDTH(*tail, {
            const type *code = AT(*tail, type);
            for (place_t at = end[places[i]]; at < end[places[i] + 1]; at++)
                entries[found++] = (Entry){(uint64_t)code[at], (int64_t)code[at]};
        })
    }
    return found;
}

/* Sorted codes to each once, with how often it came; how many are left. */
static place_t count_equal(Entry *entries, place_t length)
{
    place_t kept = 0;
    for (place_t i = 0; i < length;) {
        place_t start = i;
        int64_t code = entries[start].code;
        while (i < length && entries[i].code == code)
            i++;
        entries[kept++] = (Entry){(uint64_t)(i - start), code};
    }
    return kept;
}

/* tally(rows, head, width, tail_rows, tail_ends, tail, ends, by_count, codes, held, bounds): what
   `count` and `rank` give one after the other, without looking at codes that no row has. Codes
   from the last end on are left out. */
KERNEL(tally)
{
    (void)self;
    enum { OF, HEAD, TAIL_ROWS, TAIL_ENDS, TAIL, ENDS, CODES, HELD, BOUNDS, ALL };
    static const int argument[ALL] = {0, 1, 3, 4, 5, 6, 8, 9, 10};
    static const enum Kind kind[ALL] = {ROWS, NUMBERS, ROWS, ROWS, NUMBERS, ROWS, ROWS, ROWS, ROWS};
    Array arrays[ALL] = {{.width = 0}};
    place_t *places = NULL;
    Entry *entries = NULL;
    PyObject *result = NULL;
    Ranked ranked;
    if (expects(given_count, 11) < 0)
        return NULL;
    place_t width = PyLong_AsSsize_t(given[2]), by_count = PyLong_AsSsize_t(given[7]);
    if (PyErr_Occurred())
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[argument[i]], kind[i], i >= CODES) < 0)
            goto done;
    place_t rows = arrays[OF].length, groups = arrays[ENDS].length;
    width = width > 0 ? width : 0;
    places = malloc((size_t)(rows + 1) * sizeof *places);
    place_t further = places ? find_tails(&arrays[OF], &arrays[TAIL_ROWS], &arrays[TAIL_ENDS],
                                          &arrays[TAIL], places) : 0;
    if (further < 0) {
        outside();
        goto done;
    }
    place_t room = rows * width + further;
    entries = malloc((size_t)(room * 2 + 1) * sizeof *entries);
    if (!places || !entries) {
        PyErr_NoMemory();
        goto done;
    }
    place_t length = gather(&arrays[OF], &arrays[HEAD], width, &arrays[TAIL_ENDS], &arrays[TAIL],
                            places, entries);
    if (length < 0) {
        outside();
        goto done;
    }
    Entry *spare = entries + room;
    sort(entries, length, spare);
    length = count_equal(entries, length);
    if (takes_ranked(&ranked, &arrays[ENDS], &arrays[CODES], &arrays[HELD], &arrays[BOUNDS], length)
        < 0)
        goto done;
    const int64_t *ends = AT(arrays[ENDS], int64_t);
    place_t start = 0;
    for (place_t group = 0; group < groups; group++) {
        place_t end = start;
        while (end < length && entries[end].code < ends[group])
            end++;
        add_group(&ranked, entries + start, end - start, spare, group < by_count);
        start = end;
    }
    result = counted(ranked.found);
done:
    free(places);
    free(entries);
    release(arrays, ALL);
    return result;
}
