/* BM25 of many hits; see kernels/bm25.py. */

#include "arrays.h"

typedef struct {
    double weight;
    Array rows;        /* empty where `frequencies` has one for every row there is */
    Array frequencies;
    place_t reached;
} Leaf;

typedef struct {
    const uint32_t *lengths; /* of every row, in words */
    place_t size;
    const double *norms; /* by length */
    place_t longest;
    double rise; /* k1 + 1 */
} Ranking;

#define WINDOW 4096

/* The operations and their order are those of kernels/bm25.py, so that scores are the same. */
#define ADD_GAIN(sum, frequency, row)                                                           \
    do {                                                                                        \
        if ((uint64_t)(row) >= (uint64_t)ranking->size                                          \
            || (place_t)ranking->lengths[row] >= ranking->longest)                              \
            return -1;                                                                          \
        double often = (double)(frequency);                                                     \
        (sum) += often * leaf->weight * ranking->rise                                           \
               / (often + ranking->norms[ranking->lengths[row]]);                               \
    } while (0)

/* The hits are the leaf's own rows. */
static int add_own(const Ranking *ranking, Leaf *leaf, const int64_t *hits, place_t n, double *out)
{
    BY_WIDTH(leaf->frequencies, {
        const type *frequency = AT(leaf->frequencies, type);
        for (place_t i = 0; i < n; i++)
            ADD_GAIN(out[i], frequency[i], hits[i]);
    })
    return 0;
}

/* The frequency of every row is at hand. */
static int add_column(
    const Ranking *ranking, Leaf *leaf, const int64_t *hits, place_t n, double *out)
{
    if (leaf->frequencies.length < ranking->size)
        return -1;
    BY_WIDTH(leaf->frequencies, {
        const type *frequency = AT(leaf->frequencies, type);
        for (place_t i = 0; i < n; i++) {
            if ((uint64_t)hits[i] >= (uint64_t)ranking->size)
                return -1;
            if (frequency[hits[i]])
                ADD_GAIN(out[i], frequency[hits[i]], hits[i]);
        }
    })
    return 0;
}

/* Few hits: each is looked for among the leaf's rows. */
static int add_sought(
    const Ranking *ranking, Leaf *leaf, const int64_t *hits, place_t n, double *out)
{
    const int64_t *rows = AT(leaf->rows, int64_t);
    place_t at = 0, length = leaf->rows.length;
    BY_WIDTH(leaf->frequencies, {
        const type *frequency = AT(leaf->frequencies, type);
        for (place_t i = 0; i < n; i++) {
            at = seek(rows, at, length, hits[i]);
            if (at < length && rows[at] == hits[i])
                ADD_GAIN(out[i], frequency[at], hits[i]);
        }
    })
    return 0;
}

/* Adds the leaf's rows from `start` up to `end` to the sums of a window. */
static int add_window(const Ranking *ranking, Leaf *leaf, int64_t start, int64_t end, double *sums)
{
    const int64_t *rows = AT(leaf->rows, int64_t);
    place_t at = seek(rows, leaf->reached, leaf->rows.length, start);
    BY_WIDTH(leaf->frequencies, {
        const type *frequency = AT(leaf->frequencies, type);
        for (; at < leaf->rows.length && rows[at] < end; at++) {
            if (rows[at] < start)
                return -1;
            ADD_GAIN(sums[rows[at] - start], frequency[at], rows[at]);
        }
    })
    leaf->reached = at;
    return 0;
}

/* Hits and rows of several leaves lie close together: what the leaves add is summed up over a
   window of rows that stays in the processor's cache, then read off at the hits. */
static int add_together(
    const Ranking *ranking, Leaf **leaves, int count, const int64_t *hits, place_t n, double *out)
{
    double sums[WINDOW];
    for (place_t i = 0; i < n;) {
        int64_t start = hits[i] & ~(int64_t)(WINDOW - 1), end = start + WINDOW;
        if (start < 0 || start >= ranking->size)
            return -1;
        memset(sums, 0, sizeof sums);
        for (int j = 0; j < count; j++)
            if (add_window(ranking, leaves[j], start, end, sums) < 0)
                return -1;
        for (; i < n && hits[i] < end; i++) {
            if (hits[i] < start)
                return -1;
            out[i] += sums[hits[i] - start];
        }
    }
    return 0;
}

/* Hits are few where a leaf has so many times their number, or rows so many times. */
#define MUCH_LONGER 16
#define MOSTLY_EMPTY 64

static int add_all(
    const Ranking *ranking, Leaf *leaves, Leaf **together, int count, const Array *hits,
    double *out)
{
    const int64_t *hit = AT(*hits, int64_t);
    int scattered = hits->length < ranking->size / MOSTLY_EMPTY, waiting = 0;
    for (int j = 0; j < count; j++) {
        Leaf *leaf = &leaves[j];
        int failed = 0;
        if (!leaf->rows.width)
            failed = add_column(ranking, leaf, hit, hits->length, out);
        else if (leaf->frequencies.length < leaf->rows.length)
            return -1;
        else if (leaf->rows.view.buf == hits->view.buf && leaf->rows.length == hits->length)
            failed = add_own(ranking, leaf, hit, hits->length, out);
        else if (scattered || leaf->rows.length / MUCH_LONGER > hits->length)
            failed = add_sought(ranking, leaf, hit, hits->length, out);
        else
            together[waiting++] = leaf;
        if (failed)
            return -1;
    }
    return waiting ? add_together(ranking, together, waiting, hit, hits->length, out) : 0;
}

/* Reads (weight, rows or None, frequencies, bounds, which are not needed here). */
static int take_leaf(Leaf *leaf, PyObject *from)
{
    PyObject *rows, *frequencies, *bounds;
    leaf->rows.width = leaf->frequencies.width = 0;
    leaf->reached = 0;
    if (!PyArg_ParseTuple(from, "dOOO", &leaf->weight, &rows, &frequencies, &bounds))
        return -1;
    if (rows != Py_None && take(&leaf->rows, rows, ROWS, 0) < 0)
        return -1;
    return take(&leaf->frequencies, frequencies, NUMBERS, 0);
}

/* score(hits, lengths, norms, rise, leaves, out): BM25 of each hit, summed over the leaves. */
KERNEL(score)
{
    (void)self;
    Array hits = {.width = 0}, lengths = {.width = 0}, norms = {.width = 0}, out = {.width = 0};
    Leaf *leaves = NULL, **together = NULL;
    int count = 0;
    PyObject *result = NULL;
    if (expects(given_count, 6) < 0)
        return NULL;
    place_t wanted = PyTuple_Size(given[4]);
    double rise = PyFloat_AsDouble(given[3]);
    if (PyErr_Occurred() || take(&hits, given[0], ROWS, 0) < 0
        || take(&lengths, given[1], NUMBERS, 0) < 0 || take(&norms, given[2], FLOATS, 0) < 0
        || take(&out, given[5], FLOATS, 1) < 0)
        goto done;
    if (lengths.width != 4 || out.length < hits.length) {
        PyErr_SetString(PyExc_ValueError, "lengths are not of 4 bytes, or there is no room");
        goto done;
    }
    leaves = malloc((size_t)(wanted + 1) * sizeof *leaves);
    together = malloc((size_t)(wanted + 1) * sizeof *together);
    if (!leaves || !together) {
        PyErr_NoMemory();
        goto done;
    }
    for (; count < wanted; count++)
        if (take_leaf(&leaves[count], PyTuple_GetItem(given[4], count)) < 0) {
            count++;
            goto done;
        }
    Ranking ranking = {
        AT(lengths, uint32_t), lengths.length, AT(norms, double), norms.length, rise};
    int failed;
    memset(out.view.buf, 0, (size_t)hits.length * sizeof(double));
    Py_BEGIN_ALLOW_THREADS
    failed = add_all(&ranking, leaves, together, count, &hits, INTO(out, double));
    Py_END_ALLOW_THREADS
    result = failed ? outside() : counted(hits.length);
done:
    for (int i = 0; i < count; i++) {
        release(&leaves[i].rows, 1);
        release(&leaves[i].frequencies, 1);
    }
    free(leaves);
    free(together);
    release(&hits, 1);
    release(&lengths, 1);
    release(&norms, 1);
    release(&out, 1);
    return result;
}
