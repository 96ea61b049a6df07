/* The best of many hits that are marked; see kernels/bm25.py.

   - bound: a byte for a row and a leaf, not below the fraction of BM25 in 255ths (see `spread`).
   - share: the whole number by which a leaf's bounds are multiplied before they are added up. The
     shares are such that sums fit into two bytes: adding them goes many rows at a time, dividing
     goes one by one. Only rows whose sum may reach the best so far are scored.
   - limit: up to this sum no row can be among the best. */

#include "heap.h"

#define WINDOW 4096
#define BLOCK 64
#define MOST_LEAVES 128
#define HIGHEST 255
/* Keeps what is rounded in a score from lifting it above its bound. */
#define SLACK 1e-9

/* Either `rows` with a frequency for each, or frequencies and bounds of all rows that there are. */
typedef struct {
    double weight;
    Array rows, frequencies, bounds;
    uint16_t share;
    place_t reached, sought;
} Leaf;

typedef struct {
    const uint8_t *mask; /* which rows are hits */
    place_t size;
    const uint32_t *lengths;
    const double *norms;
    place_t longest;
    double rise; /* k1 + 1 */
    double unit; /* what 1 of a sum stands for */
    Leaf *leaves;
    int count;
    uint16_t limit;
} Query;

static uint8_t bound_of(double often, double norm)
{
    double share = often / (often + norm) * (HIGHEST * (1 + SLACK));
    return share < HIGHEST ? (uint8_t)(share + 1) : HIGHEST;
}

/* The shares of all leaves, and what is the unit of their sums; -1 where a weight is none. */
static int divide(Query *query)
{
    double total = 0, parts = HIGHEST + 1 - query->count;
    for (int i = 0; i < query->count; i++) {
        if (!(query->leaves[i].weight > 0))
            return -1;
        total += query->leaves[i].weight;
    }
    for (int i = 0; i < query->count; i++)
        query->leaves[i].share = (uint16_t)(query->leaves[i].weight / total * parts + 1);
    query->unit = total * query->rise / (parts * HIGHEST);
    return 0;
}

static int norm_of(const Query *query, int64_t row, double *norm)
{
    if ((uint64_t)row >= (uint64_t)query->size
        || (place_t)query->lengths[row] >= query->longest)
        return -1;
    *norm = query->norms[query->lengths[row]];
    return 0;
}

/* Adds up the bounds of a window of rows; of a hit the sum is one more, of others 0. */
static int add_up(const Query *query, place_t start, place_t end, uint16_t *sums)
{
    memset(sums, 0, WINDOW * sizeof *sums);
    for (int j = 0; j < query->count; j++) {
        Leaf *leaf = &query->leaves[j];
        uint16_t share = leaf->share;
        if (!leaf->rows.width) {
            const uint8_t *bound = AT(leaf->bounds, uint8_t) + start;
            for (place_t i = 0; i < end - start; i++)
                sums[i] = (uint16_t)(sums[i] + share * bound[i]);
            continue;
        }
        const int64_t *rows = AT(leaf->rows, int64_t);
        place_t at = seek(rows, leaf->reached, leaf->rows.length, start);
        for (; at < leaf->rows.length && rows[at] < end; at++) {
            double norm, often = (double)number_in(&leaf->frequencies, at);
            if (rows[at] < start || norm_of(query, rows[at], &norm) < 0)
                return -1;
            sums[rows[at] - start] += (uint16_t)(share * bound_of(often, norm));
        }
        leaf->reached = at;
    }
    const uint8_t *mask = query->mask + start;
    for (place_t i = 0; i < end - start; i++)
        sums[i] = (uint16_t)((sums[i] + 1) & (0 - (mask[i] & 1)));
    return 0;
}

/* The operations and their order are those of kernels/bm25.py, so that scores are the same. */
static int score_of(const Query *query, int64_t row, double *score)
{
    double norm;
    if (norm_of(query, row, &norm) < 0)
        return -1;
    *score = 0;
    for (int j = 0; j < query->count; j++) {
        Leaf *leaf = &query->leaves[j];
        place_t place = row;
        if (leaf->rows.width) {
            const int64_t *rows = AT(leaf->rows, int64_t);
            place = leaf->sought = seek(rows, leaf->sought, leaf->rows.length, row);
            if (place >= leaf->rows.length || rows[place] != row)
                continue;
        }
        double often = (double)number_in(&leaf->frequencies, place);
        if (often > 0)
            *score += often * leaf->weight * query->rise / (often + norm);
    }
    return 0;
}

static uint16_t limit_below(double score, double unit)
{
    double reached = score / unit * (1 - SLACK) + 1;
    return reached < UINT16_MAX ? (uint16_t)reached : UINT16_MAX;
}

static int find_best(Query *query, Heap *heap)
{
    uint16_t sums[WINDOW];
    for (place_t start = 0; start < query->size; start += WINDOW) {
        place_t end = start + WINDOW < query->size ? start + WINDOW : query->size;
        if (add_up(query, start, end, sums) < 0)
            return -1;
        for (place_t block = 0; block < end - start; block += BLOCK) {
            uint16_t above = 0, limit = query->limit;
            for (place_t i = block; i < block + BLOCK; i++)
                above = (uint16_t)(above | (sums[i] > limit));
            for (place_t i = block; above && i < block + BLOCK; i++) {
                double score;
                if (sums[i] <= query->limit)
                    continue;
                if (score_of(query, start + i, &score) < 0)
                    return -1;
                if (offer(heap, start + i, score))
                    query->limit = limit_below(heap->scores[0], query->unit);
            }
        }
    }
    return 0;
}

/* Reads (weight, rows or None, frequencies, bounds or None). */
static int take_leaf(Leaf *leaf, PyObject *from, place_t size)
{
    PyObject *rows, *frequencies, *bounds;
    if (!PyArg_ParseTuple(from, "dOOO", &leaf->weight, &rows, &frequencies, &bounds)
        || (rows != Py_None && take(&leaf->rows, rows, ROWS, 0) < 0)
        || take(&leaf->frequencies, frequencies, NUMBERS, 0) < 0
        || (rows == Py_None && take(&leaf->bounds, bounds, NUMBERS, 0) < 0))
        return -1;
    if (leaf->rows.width ? leaf->frequencies.length < leaf->rows.length
                         : leaf->frequencies.length < size || leaf->bounds.view.len < size
                               || leaf->bounds.width != 1) {
        outside();
        return -1;
    }
    return 0;
}

/* best_marked(mask, lengths, norms, rise, leaves, rows, scores): of the rows marked those with the
   highest BM25, as many as there is room for, best first, and their scores; of equal scores the
   earlier row. */
KERNEL(best_marked)
{
    (void)self;
    enum { MASK, LENGTHS, NORMS, ROWS_OUT, SCORES_OUT, ALL };
    static const int argument[ALL] = {0, 1, 2, 5, 6};
    static const enum Kind kind[ALL] = {NUMBERS, NUMBERS, FLOATS, ROWS, FLOATS};
    Array arrays[ALL] = {{.width = 0}};
    Query query = {.leaves = NULL};
    PyObject *result = NULL;
    if (expects(given_count, 7) < 0)
        return NULL;
    query.rise = PyFloat_AsDouble(given[3]);
    place_t wanted = PyTuple_Size(given[4]);
    if (PyErr_Occurred())
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[argument[i]], kind[i], i >= ROWS_OUT) < 0)
            goto done;
    query.size = arrays[MASK].length;
    if (arrays[MASK].width != 1 || arrays[LENGTHS].width != 4
        || arrays[LENGTHS].length < query.size || wanted > MOST_LEAVES || wanted < 1
        || arrays[SCORES_OUT].length < arrays[ROWS_OUT].length) {
        PyErr_SetString(PyExc_ValueError, "no mask, no lengths of it, no leaves or too many");
        goto done;
    }
    query.leaves = calloc((size_t)wanted, sizeof *query.leaves);
    if (!query.leaves) {
        PyErr_NoMemory();
        goto done;
    }
    while (query.count < wanted) {
        Leaf *leaf = &query.leaves[query.count];
        if (take_leaf(leaf, PyTuple_GetItem(given[4], query.count++), query.size) < 0)
            goto done;
    }
    query.mask = AT(arrays[MASK], uint8_t);
    query.lengths = AT(arrays[LENGTHS], uint32_t);
    query.norms = AT(arrays[NORMS], double);
    query.longest = arrays[NORMS].length;
    Heap heap = {INTO(arrays[SCORES_OUT], double), INTO(arrays[ROWS_OUT], int64_t), 0,
                 arrays[ROWS_OUT].length};
    if (divide(&query) < 0) {
        PyErr_SetString(PyExc_ValueError, "a weight is not above 0");
        goto done;
    }
    int failed;
    place_t taken;
    Py_BEGIN_ALLOW_THREADS
    failed = heap.room && find_best(&query, &heap) < 0;
    taken = put_in_order(&heap);
    Py_END_ALLOW_THREADS
    result = failed ? outside() : counted(taken);
done:
    for (int i = 0; i < query.count; i++) {
        release(&query.leaves[i].rows, 1);
        release(&query.leaves[i].frequencies, 1);
        release(&query.leaves[i].bounds, 1);
    }
    free(query.leaves);
    release(arrays, ALL);
    return result;
}

/* spread(rows, frequencies, lengths, norms, column, bounds): the frequencies by row, and their
   bounds, where all are 0 before. */
KERNEL(spread)
{
    (void)self;
    enum { OF, OFTEN, LENGTHS, NORMS, COLUMN, BOUNDS, ALL };
    static const enum Kind kind[ALL] = {ROWS, NUMBERS, NUMBERS, FLOATS, NUMBERS, NUMBERS};
    Array arrays[ALL] = {{.width = 0}};
    PyObject *result = NULL;
    if (expects(given_count, ALL) < 0)
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[i], kind[i], i >= COLUMN) < 0)
            goto done;
    place_t size = arrays[BOUNDS].length;
    if (arrays[LENGTHS].width != 4 || arrays[LENGTHS].length < size || arrays[BOUNDS].width != 1
        || arrays[COLUMN].width != arrays[OFTEN].width || arrays[COLUMN].length < size
        || arrays[OFTEN].length < arrays[OF].length) {
        PyErr_SetString(PyExc_ValueError, "columns and lengths are not of one size");
        goto done;
    }
    Query query = {.size = size, .lengths = AT(arrays[LENGTHS], uint32_t),
                   .norms = AT(arrays[NORMS], double), .longest = arrays[NORMS].length};
    const int64_t *row = AT(arrays[OF], int64_t);
    BY_WIDTH(arrays[OFTEN], {
        for (place_t i = 0; i < arrays[OF].length; i++) {
            double norm;
            type often = AT(arrays[OFTEN], type)[i];
            if (norm_of(&query, row[i], &norm) < 0) {
                outside();
                goto done;
            }
            INTO(arrays[COLUMN], type)[row[i]] = often;
            INTO(arrays[BOUNDS], uint8_t)[row[i]] = bound_of((double)often, norm);
        }
    })
    result = counted(arrays[OF].length);
done:
    release(arrays, ALL);
    return result;
}
