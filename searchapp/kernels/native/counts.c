/* How often each facet value occurs in a set of rows; see kernels/counts.py. */

#include "marks.h"
#include "tables.h"

/* Rows of a mask that are counted at one time. */
#define AT_ONCE 1024
/* Where rows are so far apart that no line is in the cache because of another, lines are asked for
   so many rows before they are needed. */
#define FAR_APART 8
#define AHEAD 24
#define TABLE "searchapp.table"

typedef struct {
    const Table *table;
    uint32_t *first, *second;
    place_t reached; /* of `tail_rows` */
} Counting;

/* Counts the codes in the lines of the rows; every other row into a second array, so that equal
   codes in neighbouring rows, which are the rule, do not wait for one another. */
static int count_lines(const Counting *in, const int64_t *row, place_t length)
{
    place_t width = in->table->width, lines = width > 0 ? in->table->head.length / width : 0;
    uint64_t filling = (uint64_t)in->table->filling;
    uint32_t *first = in->first, *second = in->second;
    if (width <= 0 || !length)
        return 0;
    place_t ahead = length < (row[length - 1] - row[0]) / FAR_APART ? AHEAD : length;
    BY_WIDTH(in->table->head, {
        const type *line = AT(in->table->head, type);
        for (place_t i = 0; i < length; i++) {
            if ((uint64_t)row[i] >= (uint64_t)lines)
                return -1;
            if (i + ahead < length && (uint64_t)row[i + ahead] < (uint64_t)lines)
                FETCH_AHEAD(line + row[i + ahead] * width);
            const type *code = line + row[i] * width;
            uint32_t *counts = i & 1 ? second : first;
            for (place_t j = 0; j < width; j++) {
                if ((uint64_t)code[j] > filling)
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
    const Table *table = in->table;
    const int64_t *owner = AT(table->tail_rows, int64_t), *end = AT(table->ends, int64_t);
    place_t i = 0, j = in->reached, owners = table->tail_rows.length;
    while (i < length && j < owners) {
        if (row[i] < owner[j]) {
            i = seek(row, i + 1, length, owner[j]);
        } else if (row[i] > owner[j]) {
            j = seek(owner, j + 1, owners, row[i]);
        } else {
            if (end[j] < 0 || end[j + 1] > table->tail.length)
                return -1;
            BY_WIDTH(table->tail, {
                const type *code = AT(table->tail, type);
                for (place_t at = end[j]; at < end[j + 1]; at++) {
                    if ((uint64_t)code[at] > (uint64_t)table->filling)
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

int count_codes(const Table *table, const Array *rows, int wanted, uint32_t *counts)
{
    place_t codes = table->filling + 1;
    Counting counting = {table, counts, counts + codes, 0};
    int failed = rows->width == 1
                     ? count_marked(&counting, rows, wanted)
                     : count_rows(&counting, AT(*rows, int64_t), rows->length);
    for (place_t i = 0; i < codes; i++)
        counts[i] += counts[codes + i];
    return failed;
}

uint32_t *room_for_counts(const Table *table)
{
    uint32_t *counts = calloc((size_t)(table->filling + 1) * 2, sizeof *counts);
    if (!counts)
        PyErr_NoMemory();
    return counts;
}

int takes_rows(Array *rows, PyObject *from)
{
    if (take(rows, from, NUMBERS, 0) < 0)
        return -1;
    if (rows->width == 1 || rows->width == 8)
        return 0;
    PyErr_SetString(PyExc_TypeError, "neither rows nor a mask");
    return -1;
}

/* --- the table ----------------------------------------------------------------------------- */

const Table *table_in(PyObject *capsule)
{
    return PyCapsule_GetPointer(capsule, TABLE);
}

static void free_table(Table *table)
{
    release(&table->head, 1);
    release(&table->tail_rows, 1);
    release(&table->ends, 1);
    release(&table->tail, 1);
    PyMem_Free(table);
}

static void discard(PyObject *capsule)
{
    free_table(PyCapsule_GetPointer(capsule, TABLE));
}

static int take_table(Table *table, PyObject *const *given)
{
    table->width = PyLong_AsSsize_t(given[1]);
    table->filling = PyLong_AsSsize_t(given[5]);
    if (PyErr_Occurred() || take(&table->head, given[0], NUMBERS, 0) < 0
        || take(&table->tail_rows, given[2], ROWS, 0) < 0
        || take(&table->ends, given[3], ROWS, 0) < 0 || take(&table->tail, given[4], NUMBERS, 0) < 0)
        return -1;
    if (table->width < 0 || table->filling < 0 || table->filling >= INT32_MAX
        || (table->tail_rows.length && table->ends.length <= table->tail_rows.length)) {
        outside();
        return -1;
    }
    return 0;
}

/* table(head, width, tail_rows, tail_ends, tail, filling): codes made ready to be counted. */
KERNEL(table)
{
    (void)self;
    if (expects(given_count, 6) < 0)
        return NULL;
    Table *table = PyMem_Calloc(1, sizeof *table);
    if (!table)
        return PyErr_NoMemory();
    PyObject *capsule = take_table(table, given) < 0 ? NULL : PyCapsule_New(table, TABLE, discard);
    if (!capsule)
        free_table(table);
    return capsule;
}

/* count(table, rows, wanted, out): how many of the rows have each code. The rows may be a mask, and
   then those are counted whose mark is the wanted one. */
KERNEL(count)
{
    (void)self;
    Array rows = {.width = 0}, out = {.width = 0};
    uint32_t *counts = NULL;
    PyObject *result = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    const Table *table = table_in(given[0]);
    int wanted = PyObject_IsTrue(given[2]), failed;
    if (!table || wanted < 0 || takes_rows(&rows, given[1]) < 0 || take(&out, given[3], ROWS, 1) < 0
        || !(counts = room_for_counts(table)))
        goto done;
    if (out.length != table->filling) {
        PyErr_SetString(PyExc_ValueError, "there is not one place for each code");
        goto done;
    }
    Py_BEGIN_ALLOW_THREADS
    failed = count_codes(table, &rows, wanted, counts);
    Py_END_ALLOW_THREADS
    for (place_t i = 0; i < out.length; i++)
        INTO(out, int64_t)[i] = (int64_t)counts[i];
    result = failed ? outside() : counted(out.length);
done:
    free(counts);
    release(&rows, 1);
    release(&out, 1);
    return result;
}
