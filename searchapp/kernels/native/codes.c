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
