/* How often each facet value occurs in a set of rows; see kernels/counts.py. */

#include "arrays.h"

/* Counts the codes in the lines of the rows; every other row into a second array, so that equal
   codes in neighbouring rows, which are the rule, do not wait for one another. */
static int count_lines(
    const Array *head, place_t width, const Array *rows, uint32_t *first, uint32_t *second,
    place_t codes)
{
    const int64_t *row = AT(*rows, int64_t);
    if (width <= 0)
        return 0;
    place_t lines = head->length / width;
    BY_WIDTH(*head, {
        const type *line = AT(*head, type);
        for (place_t i = 0; i < rows->length; i++) {
            if ((uint64_t)row[i] >= (uint64_t)lines)
                return -1;
            const type *code = line + row[i] * width;
            uint32_t *counts = i & 1 ? second : first;
            for (place_t j = 0; j < width; j++) {
                if ((uint64_t)code[j] >= (uint64_t)codes)
                    return -1;
                counts[code[j]]++;
            }
        }
    })
    return 0;
}

/* Counts the further codes of those rows that have some. */
static int count_tails(
    const Array *rows, const Array *tail_rows, const Array *ends, const Array *tail,
    uint32_t *counts, place_t codes)
{
    const int64_t *row = AT(*rows, int64_t), *owner = AT(*tail_rows, int64_t);
    const int64_t *end = AT(*ends, int64_t);
    if (ends->length <= tail_rows->length && tail_rows->length)
        return -1;
    place_t i = 0, j = 0;
    while (i < rows->length && j < tail_rows->length) {
        if (row[i] < owner[j]) {
            i = seek(row, i + 1, rows->length, owner[j]);
        } else if (row[i] > owner[j]) {
            j = seek(owner, j + 1, tail_rows->length, row[i]);
        } else {
            if (end[j] < 0 || end[j + 1] > tail->length)
                return -1;
            BY_WIDTH(*tail, {
                const type *code = AT(*tail, type);
                for (place_t at = end[j]; at < end[j + 1]; at++) {
                    if ((uint64_t)code[at] >= (uint64_t)codes)
                        return -1;
                    counts[code[at]]++;
                }
            })
            i++, j++;
        }
    }
    return 0;
}

/* Puts the codes of one group in order: count down, then code up. They come by code, so that any
   stable sort by count will do; few are inserted one by one, many are sorted digit by digit. */
#define DIGIT 11
#define FEW 32

static void insert_each(int64_t *codes, const int64_t *counts, place_t length)
{
    for (place_t i = 1; i < length; i++) {
        int64_t code = codes[i];
        place_t j = i;
        for (; j > 0 && counts[codes[j - 1]] < counts[code]; j--)
            codes[j] = codes[j - 1];
        codes[j] = code;
    }
}

/* `spare` has room for as many codes. */
static void order(int64_t *codes, const int64_t *counts, place_t length, int64_t *spare)
{
    if (length <= FEW) {
        insert_each(codes, counts, length);
        return;
    }
    int64_t most = 0;
    for (place_t i = 0; i < length; i++)
        most = counts[codes[i]] > most ? counts[codes[i]] : most;
    int64_t *from = codes, *to = spare;
    for (int shift = 0; most >> shift; shift += DIGIT) {
        place_t starts[(1 << DIGIT) + 1] = {0};
        for (place_t i = 0; i < length; i++) /* the largest digit comes first */
            starts[(1 << DIGIT) - ((counts[from[i]] >> shift) & ((1 << DIGIT) - 1))]++;
        for (int digit = 1; digit <= 1 << DIGIT; digit++)
            starts[digit] += starts[digit - 1];
        for (place_t i = 0; i < length; i++)
            to[starts[(1 << DIGIT) - 1 - ((counts[from[i]] >> shift) & ((1 << DIGIT) - 1))]++] =
                from[i];
        int64_t *swapped = from;
        from = to, to = swapped;
    }
    if (from != codes)
        memcpy(codes, from, (size_t)length * sizeof *codes);
}

/* rank(counts, ends, codes, held, bounds): by group the codes that have a count, in order, with
   their counts; a group goes up to its end among the codes, and in the result to its bound. */
KERNEL(rank)
{
    (void)self;
    enum { COUNTS, ENDS, CODES, HELD, BOUNDS, ALL };
    Array arrays[ALL] = {{.width = 0}};
    int64_t *spare = NULL;
    PyObject *result = NULL;
    if (expects(given_count, ALL) < 0)
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[i], ROWS, i >= CODES) < 0)
            goto done;
    place_t size = arrays[COUNTS].length, found = 0, code = 0;
    if (arrays[CODES].length < size || arrays[HELD].length < size
        || arrays[BOUNDS].length < arrays[ENDS].length) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the result");
        goto done;
    }
    spare = malloc((size_t)(size + 1) * sizeof *spare);
    if (!spare) {
        PyErr_NoMemory();
        goto done;
    }
    const int64_t *counts = AT(arrays[COUNTS], int64_t), *ends = AT(arrays[ENDS], int64_t);
    int64_t *codes = INTO(arrays[CODES], int64_t);
    for (place_t group = 0; group < arrays[ENDS].length; group++) {
        place_t start = found;
        for (; code < ends[group] && code < size; code++) {
            codes[found] = code;
            found += counts[code] > 0;
        }
        order(codes + start, counts, found - start, spare);
        INTO(arrays[BOUNDS], int64_t)[group] = found;
    }
    for (place_t i = 0; i < found; i++)
        INTO(arrays[HELD], int64_t)[i] = counts[codes[i]];
    result = counted(found);
done:
    free(spare);
    release(arrays, ALL);
    return result;
}

/* count(rows, head, width, tail_rows, tail_ends, tail, out): how many of the rows have each code;
   the last place of `out` is for the code that fills lines up. */
KERNEL(count)
{
    (void)self;
    enum { OF, HEAD, TAIL_ROWS, TAIL_ENDS, TAIL, OUT, ALL };
    static const int argument[ALL] = {0, 1, 3, 4, 5, 6};
    static const enum Kind kind[ALL] = {ROWS, NUMBERS, ROWS, ROWS, NUMBERS, ROWS};
    Array arrays[ALL] = {{.width = 0}};
    uint32_t *counts = NULL;
    PyObject *result = NULL;
    if (expects(given_count, 7) < 0)
        return NULL;
    place_t width = PyLong_AsSsize_t(given[2]);
    if (PyErr_Occurred())
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[argument[i]], kind[i], i == OUT) < 0)
            goto done;
    place_t codes = arrays[OUT].length;
    counts = calloc((size_t)codes * 2 + 1, sizeof *counts);
    if (!counts) {
        PyErr_NoMemory();
        goto done;
    }
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = count_lines(&arrays[HEAD], width, &arrays[OF], counts, counts + codes, codes) < 0
          || count_tails(&arrays[OF], &arrays[TAIL_ROWS], &arrays[TAIL_ENDS], &arrays[TAIL],
                         counts, codes) < 0;
    Py_END_ALLOW_THREADS
    if (failed) {
        outside();
        goto done;
    }
    int64_t *out = INTO(arrays[OUT], int64_t);
    for (place_t i = 0; i < codes; i++)
        out[i] = (int64_t)counts[i] + counts[codes + i];
    result = counted(codes);
done:
    free(counts);
    release(arrays, ALL);
    return result;
}
