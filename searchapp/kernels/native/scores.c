/* BM25 of many hits; see kernels/bm25.py. */

#include "heap.h"

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

/* Hits and what they are scored by, as Python gives them. */
typedef struct {
    Array hits, lengths, norms;
    Leaf *leaves, **together;
    int count;
    Ranking ranking;
} Question;

static int take_leaves(Question *question, PyObject *from)
{
    place_t wanted = PyTuple_Size(from);
    if (wanted < 0)
        return -1;
    question->leaves = malloc((size_t)(wanted + 1) * sizeof *question->leaves);
    question->together = malloc((size_t)(wanted + 1) * sizeof *question->together);
    if (!question->leaves || !question->together) {
        PyErr_NoMemory();
        return -1;
    }
    while (question->count < wanted) {
        Leaf *leaf = &question->leaves[question->count];
        if (take_leaf(leaf, PyTuple_GetItem(from, question->count++)) < 0)
            return -1;
    }
    return 0;
}

/* Reads hits, lengths, norms, rise and leaves. */
static int take_question(Question *question, PyObject *const *given)
{
    double rise = PyFloat_AsDouble(given[3]);
    if (PyErr_Occurred() || take(&question->hits, given[0], ROWS, 0) < 0
        || take(&question->lengths, given[1], NUMBERS, 0) < 0
        || take(&question->norms, given[2], FLOATS, 0) < 0
        || take_leaves(question, given[4]) < 0)
        return -1;
    if (question->lengths.width != 4) {
        PyErr_SetString(PyExc_ValueError, "lengths are not of 4 bytes");
        return -1;
    }
    question->ranking = (Ranking){
        AT(question->lengths, uint32_t), question->lengths.length,
        AT(question->norms, double), question->norms.length, rise};
    return 0;
}

static void release_question(Question *question)
{
    for (int i = 0; i < question->count; i++) {
        release(&question->leaves[i].rows, 1);
        release(&question->leaves[i].frequencies, 1);
    }
    free(question->leaves);
    free(question->together);
    release(&question->hits, 1);
    release(&question->lengths, 1);
    release(&question->norms, 1);
}

/* BM25 of each hit, summed over the leaves; -1 where a number lies outside. */
static int score_all(const Question *question, double *out)
{
    memset(out, 0, (size_t)question->hits.length * sizeof *out);
    return add_all(&question->ranking, question->leaves, question->together, question->count,
                   &question->hits, out);
}

/* score(hits, lengths, norms, rise, leaves, out): BM25 of each hit. */
KERNEL(score)
{
    (void)self;
    Array out = {.width = 0};
    Question question = {.count = 0};
    PyObject *result = NULL;
    if (expects(given_count, 6) < 0)
        return NULL;
    if (take_question(&question, given) < 0 || take(&out, given[5], FLOATS, 1) < 0)
        goto done;
    if (out.length < question.hits.length) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the scores");
        goto done;
    }
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = score_all(&question, INTO(out, double));
    Py_END_ALLOW_THREADS
    result = failed ? outside() : counted(question.hits.length);
done:
    release_question(&question);
    release(&out, 1);
    return result;
}

/* best(hits, lengths, norms, rise, leaves, rows, scores): the hits with the highest BM25, as many as
   there is room for, best first, and their scores; of equal scores the earlier row. */
KERNEL(best)
{
    (void)self;
    Array out[2] = {{.width = 0}};
    Question question = {.count = 0};
    double *scores = NULL;
    PyObject *result = NULL;
    if (expects(given_count, 7) < 0)
        return NULL;
    if (take_question(&question, given) < 0 || take(&out[0], given[5], ROWS, 1) < 0
        || take(&out[1], given[6], FLOATS, 1) < 0)
        goto done;
    place_t count = question.hits.length;
    if (out[1].length < out[0].length) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the scores");
        goto done;
    }
    scores = malloc((size_t)(count + 1) * sizeof *scores);
    if (!scores) {
        PyErr_NoMemory();
        goto done;
    }
    Heap heap = {INTO(out[1], double), INTO(out[0], int64_t), 0, out[0].length};
    int failed;
    place_t taken;
    Py_BEGIN_ALLOW_THREADS
    failed = score_all(&question, scores);
    for (place_t i = 0; !failed && i < count; i++)
        offer(&heap, AT(question.hits, int64_t)[i], scores[i]);
    taken = put_in_order(&heap);
    Py_END_ALLOW_THREADS
    result = failed ? outside() : counted(taken);
done:
    free(scores);
    release_question(&question);
    release(out, 2);
    return result;
}
