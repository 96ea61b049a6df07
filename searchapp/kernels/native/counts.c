/* How often each facet value occurs in a set of rows; see kernels/counts.py. */

#include "marks.h"

/* Rows of a mask that are counted at one time. */
#define AT_ONCE 1024
/* Where rows are so far apart that no line is in the cache because of another, lines are asked for
   so many rows before they are needed. */
#define FAR_APART 8
#define AHEAD 24

typedef struct {
    const Array *head, *tail_rows, *ends, *tail;
    place_t width;
    uint32_t *first, *second;
    place_t codes;
    place_t reached; /* of `tail_rows` */
} Counting;

/* Counts the codes in the lines of the rows; every other row into a second array, so that equal
   codes in neighbouring rows, which are the rule, do not wait for one another. */
static int count_lines(const Counting *in, const int64_t *row, place_t length)
{
    place_t width = in->width, lines = width > 0 ? in->head->length / width : 0;
    uint64_t codes = (uint64_t)in->codes;
    uint32_t *first = in->first, *second = in->second;
    if (width <= 0 || !length)
        return 0;
    place_t ahead = length < (row[length - 1] - row[0]) / FAR_APART ? AHEAD : length;
    BY_WIDTH(*in->head, {
        const type *line = AT(*in->head, type);
        for (place_t i = 0; i < length; i++) {
            if ((uint64_t)row[i] >= (uint64_t)lines)
                return -1;
            if (i + ahead < length && (uint64_t)row[i + ahead] < (uint64_t)lines)
                FETCH_AHEAD(line + row[i + ahead] * width);
            const type *code = line + row[i] * width;
            uint32_t *counts = i & 1 ? second : first;
            for (place_t j = 0; j < width; j++) {
                if ((uint64_t)code[j] >= codes)
                    return -1;
                counts[code[j]]++;
            }
        }
    })
    return 0;
}

/* Counts the further codes of those rows that have some. */
static int count_tails(Counting *in, const int64_t *row, place_t length)
{
    const int64_t *owner = AT(*in->tail_rows, int64_t), *end = AT(*in->ends, int64_t);
    place_t i = 0, j = in->reached, owners = in->tail_rows->length;
    if (in->ends->length <= owners && owners)
        return -1;
    while (i < length && j < owners) {
        if (row[i] < owner[j]) {
            i = seek(row, i + 1, length, owner[j]);
        } else if (row[i] > owner[j]) {
            j = seek(owner, j + 1, owners, row[i]);
        } else {
            if (end[j] < 0 || end[j + 1] > in->tail->length)
                return -1;
            BY_WIDTH(*in->tail, {
                const type *code = AT(*in->tail, type);
                for (place_t at = end[j]; at < end[j + 1]; at++) {
                    if ((uint64_t)code[at] >= (uint64_t)in->codes)
                        return -1;
                    in->first[code[at]]++;
                }
            })
            i++, j++;
        }
    }
    in->reached = j;
    return 0;
}

static int count_rows(Counting *in, const int64_t *rows, place_t length)
{
    return count_lines(in, rows, length) < 0 || count_tails(in, rows, length) < 0 ? -1 : 0;
}

/* Counts the rows that are marked, or those that are not. */
static int count_marked(Counting *in, const Array *mask, int wanted)
{
    int64_t rows[AT_ONCE + 64];
    place_t found = 0;
    for (place_t base = 0; base < mask->length; base += 64) {
        uint64_t left = marks_wanted(AT(*mask, uint8_t) + base, mask->length - base, wanted);
        for (; left; left &= left - 1)
            rows[found++] = base + lowest_bit(left);
        if (found >= AT_ONCE) {
            if (count_rows(in, rows, found) < 0)
                return -1;
            found = 0;
        }
    }
    return count_rows(in, rows, found);
}

/* count(rows, wanted, head, width, tail_rows, tail_ends, tail, out): how many of the rows have each
   code; the last place of `out` is for the code that fills lines up. The rows may be a mask, and
   then those are counted whose mark is the wanted one. */
KERNEL(count)
{
    (void)self;
    enum { OF, HEAD, TAIL_ROWS, TAIL_ENDS, TAIL, OUT, ALL };
    static const int argument[ALL] = {0, 2, 4, 5, 6, 7};
    static const enum Kind kind[ALL] = {NUMBERS, NUMBERS, ROWS, ROWS, NUMBERS, ROWS};
    Array arrays[ALL] = {{.width = 0}};
    uint32_t *counts = NULL;
    PyObject *result = NULL;
    if (expects(given_count, 8) < 0)
        return NULL;
    int wanted = PyObject_IsTrue(given[1]);
    place_t width = PyLong_AsSsize_t(given[3]);
    if (PyErr_Occurred())
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[argument[i]], kind[i], i == OUT) < 0)
            goto done;
    if (arrays[OF].width != 1 && arrays[OF].width != 8) {
        PyErr_SetString(PyExc_TypeError, "neither rows nor a mask");
        goto done;
    }
    place_t codes = arrays[OUT].length;
    counts = calloc((size_t)codes * 2 + 1, sizeof *counts);
    if (!counts) {
        PyErr_NoMemory();
        goto done;
    }
    Counting counting = {&arrays[HEAD], &arrays[TAIL_ROWS], &arrays[TAIL_ENDS], &arrays[TAIL],
                         width, counts, counts + codes, codes, 0};
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = arrays[OF].width == 1
                 ? count_marked(&counting, &arrays[OF], wanted)
                 : count_rows(&counting, AT(arrays[OF], int64_t), arrays[OF].length);
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
