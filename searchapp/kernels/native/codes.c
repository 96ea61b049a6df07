/* Facet values that occur, in order; see kernels/counts.py.

   - entry: a count in the upper half of its bits and a code in the lower one. */

#include "tables.h"

#define CODE(entry) ((int64_t)(uint32_t)(entry))
#define COUNT(entry) ((entry) >> 32)
#define ENTRY(count, code) ((uint64_t)(count) << 32 | (uint64_t)(code))

#define FEW 24
#define SOME 1024
#define MOST_BITS 11
/* Sorting a code takes about as long as looking at so many counts. */
#define SORT_COST 8

static int bits_of(uint64_t number)
{
    int bits = 0;
    for (; number; number >>= 1)
        bits++;
    return bits;
}

/* Sorts by the bits from `low` on; what differs below is in order. Few entries are inserted one by
   one, others sorted digit by digit. `spare` has room for as many. */
static void sort(uint64_t *entries, place_t length, uint64_t *spare, int low)
{
    if (length <= FEW) {
        for (place_t i = 1; i < length; i++) {
            uint64_t entry = entries[i];
            place_t j = i;
            for (; j > 0 && entries[j - 1] > entry; j--)
                entries[j] = entries[j - 1];
            entries[j] = entry;
        }
        return;
    }
    uint64_t most = 0;
    for (place_t i = 0; i < length; i++)
        most |= entries[i];
    int bits = bits_of(most >> low), longest = length <= SOME ? 8 : MOST_BITS;
    int digits = (bits + longest - 1) / longest;
    uint64_t *from = entries, *to = spare;
    for (int digit = 0; digit < digits; digit++) {
        int width = bits / digits + (digit < bits % digits), values = 1 << width;
        place_t starts[(1 << MOST_BITS) + 1];
        memset(starts, 0, (size_t)(values + 1) * sizeof *starts);
        for (place_t i = 0; i < length; i++)
            starts[((from[i] >> low) & (uint64_t)(values - 1)) + 1]++;
        for (int value = 1; value < values; value++)
            starts[value] += starts[value - 1];
        for (place_t i = 0; i < length; i++)
            to[starts[(from[i] >> low) & (uint64_t)(values - 1)]++] = from[i];
        uint64_t *swapped = from;
        from = to, to = swapped;
        low += width;
    }
    if (from != entries)
        memcpy(entries, from, (size_t)length * sizeof *entries);
}

/* Where ranked codes go: `counted`, which is a line of codes and then one of their counts, the end
   of each group among them, and all counts of the group after those in order of count. */
typedef struct {
    Array ends, counted;
    place_t by_count, room, found, group;
    PyObject *bounds, *lacking;
} Ranked;

static int append(PyObject *list, place_t number)
{
    PyObject *made = PyLong_FromSsize_t(number);
    int failed = !made || PyList_Append(list, made) < 0;
    Py_XDECREF(made);
    return failed ? -1 : 0;
}

static int take_ranked(Ranked *ranked, PyObject *const *given)
{
    ranked->by_count = PyLong_AsSsize_t(given[1]);
    if (PyErr_Occurred() || take(&ranked->ends, given[0], ROWS, 0) < 0
        || take(&ranked->counted, given[2], ROWS, 1) < 0)
        return -1;
    ranked->room = ranked->counted.length / 2;
    ranked->bounds = PyList_New(0);
    ranked->lacking = PyList_New(0);
    return ranked->bounds && ranked->lacking ? append(ranked->bounds, 0) : -1;
}

static void release_ranked(Ranked *ranked)
{
    release(&ranked->ends, 1);
    release(&ranked->counted, 1);
    Py_XDECREF(ranked->bounds);
    Py_XDECREF(ranked->lacking);
}

/* The counts of the codes from `first` up to `end`, zeros too; the entries are in order. */
static int tell_all(PyObject *list, int64_t first, int64_t end, const uint64_t *entries, place_t n)
{
    for (int64_t code = first; code < end; code++) {
        int held = n && CODE(*entries) == code;
        if (append(list, held ? (place_t)COUNT(*entries) : 0) < 0)
            return -1;
        entries += held, n -= held;
    }
    return 0;
}

/* Adds the entries of the next group, which come in order of code: the first groups by count down,
   then code, the others as they come. */
static int add_group(Ranked *ranked, uint64_t *entries, place_t length, uint64_t *spare)
{
    const int64_t *ends = AT(ranked->ends, int64_t);
    place_t group = ranked->group++;
    uint64_t most = 0;
    if (ranked->found + length > ranked->room) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the result");
        return -1;
    }
    if (group < ranked->by_count) { /* what comes first has the smallest entry */
        for (place_t i = 0; i < length; i++)
            most = COUNT(entries[i]) > most ? COUNT(entries[i]) : most;
        for (place_t i = 0; i < length; i++)
            entries[i] = ENTRY(most - COUNT(entries[i]), CODE(entries[i]));
        sort(entries, length, spare, 32);
    } else if (group == ranked->by_count
               && tell_all(ranked->lacking, group ? ends[group - 1] : 0, ends[group], entries,
                           length) < 0) {
        return -1;
    }
    int64_t *codes = INTO(ranked->counted, int64_t) + ranked->found, *held = codes + ranked->room;
    for (place_t i = 0; i < length; i++) {
        codes[i] = CODE(entries[i]);
        held[i] = (int64_t)(most ? most - COUNT(entries[i]) : COUNT(entries[i]));
    }
    ranked->found += length;
    return append(ranked->bounds, ranked->found);
}

/* The groups of codes with these counts. `entries` has room for twice as many as there are codes. */
static int add_counts(Ranked *ranked, const uint32_t *counts, place_t codes, uint64_t *entries)
{
    place_t code = 0;
    for (place_t group = 0; group < ranked->ends.length; group++) {
        place_t found = 0, end = AT(ranked->ends, int64_t)[group];
        for (end = end < codes ? end : codes; code < end; code++) {
            entries[found] = ENTRY(counts[code], code);
            found += counts[code] > 0;
        }
        if (add_group(ranked, entries, found, entries + codes) < 0)
            return -1;
    }
    return 0;
}

static PyObject *result_of(const Ranked *ranked)
{
    return PyTuple_Pack(2, ranked->bounds, ranked->lacking);
}

/* rank(counts, ends, by_count, counted): by group the codes that have a count, with their counts;
   the first groups, `by_count` of them, in order of that, the others by code. A group goes up to
   its end among the codes. What is returned is 0 and where each group ends in the result, and all
   counts of the group `by_count`, zeros too. */
KERNEL(rank)
{
    (void)self;
    Array counts = {.width = 0};
    Ranked ranked = {.found = 0};
    uint32_t *narrow = NULL;
    uint64_t *entries = NULL;
    PyObject *result = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    if (take(&counts, given[0], ROWS, 0) < 0 || take_ranked(&ranked, given + 1) < 0)
        goto done;
    narrow = malloc((size_t)(counts.length + 1) * sizeof *narrow);
    entries = malloc((size_t)(counts.length * 2 + 1) * sizeof *entries);
    if (!narrow || !entries) {
        PyErr_NoMemory();
        goto done;
    }
    for (place_t i = 0; i < counts.length; i++) {
        int64_t count = AT(counts, int64_t)[i];
        if (count < 0 || count > UINT32_MAX) {
            outside();
            goto done;
        }
        narrow[i] = (uint32_t)count;
    }
    if (add_counts(&ranked, narrow, counts.length, entries) == 0)
        result = result_of(&ranked);
done:
    free(narrow);
    free(entries);
    release(&counts, 1);
    release_ranked(&ranked);
    return result;
}

/* Adds the codes of a row to the entries, each with the count 1; how many there are then. -1 where
   something lies outside, and -2 where they are more than there is room for. */
static place_t gather_row(
    const Table *table, int64_t row, place_t *reached, uint64_t *entries, place_t found,
    place_t room)
{
    const int64_t *owner = AT(table->tail_rows, int64_t), *end = AT(table->ends, int64_t);
    place_t lines = table->width ? table->head.length / table->width : INT64_MAX;
    if ((uint64_t)row >= (uint64_t)lines)
        return -1;
    place_t at = *reached = seek(owner, *reached, table->tail_rows.length, row), further = 0;
    if (at < table->tail_rows.length && owner[at] == row) {
        if (end[at] < 0 || end[at + 1] < end[at] || end[at + 1] > table->tail.length)
            return -1;
        further = end[at + 1] - end[at];
    }
    if (found + table->width + further > room)
        return -2;
    BY_WIDTH(table->head, {
        const type *code = AT(table->head, type) + row * table->width;
        for (place_t i = 0; i < table->width; i++)
            entries[found++] = (uint64_t)code[i];
    })
    BY_WIDTH(table->tail, {
        const type *code = AT(table->tail, type);
        for (place_t i = 0; i < further; i++)
            entries[found++] = (uint64_t)code[end[at] + i];
    })
    return found;
}

/* The codes of the rows in order, each once with its count, the filling left out. Returns as
   `gather_row` does. */
static place_t gather(const Table *table, const Array *rows, uint64_t *entries, place_t room)
{
    place_t found = 0, reached = 0, kept = 0;
    for (place_t i = 0; i < rows->length; i++)
        if ((found = gather_row(table, AT(*rows, int64_t)[i], &reached, entries, found, room)) < 0)
            return found;
    sort(entries, found, entries + room, 0);
    if (found && entries[found - 1] > (uint64_t)table->filling)
        return -1;
    for (place_t i = 0; i < found;) {
        place_t start = i;
        uint64_t code = entries[start];
        while (i < found && entries[i] == code)
            i++;
        if (code < (uint64_t)table->filling)
            entries[kept++] = ENTRY(i - start, code);
    }
    return kept;
}

/* The groups of entries that come in order of code. */
static int add_entries(Ranked *ranked, uint64_t *entries, place_t length, uint64_t *spare)
{
    place_t start = 0;
    for (place_t group = 0; group < ranked->ends.length; group++) {
        place_t end = start;
        while (end < length && CODE(entries[end]) < AT(ranked->ends, int64_t)[group])
            end++;
        if (add_group(ranked, entries + start, end - start, spare) < 0)
            return -1;
        start = end;
    }
    return 0;
}

/* Counts by looking at all codes; what was counted is taken away from the totals if there are. */
static int rank_counted(
    Ranked *ranked, const Table *table, const Array *rows, int wanted, const Array *totals,
    uint64_t *entries)
{
    int failed;
    uint32_t *counts = room_for_counts(table);
    if (!counts)
        return -1;
    Py_BEGIN_ALLOW_THREADS
    failed = count_codes(table, rows, wanted, counts);
    if (totals->width)
        for (place_t i = 0; i < table->filling; i++)
            counts[i] = (uint32_t)(AT(*totals, int64_t)[i] - counts[i]);
    Py_END_ALLOW_THREADS
    if (failed)
        outside();
    else
        failed = add_counts(ranked, counts, table->filling, entries);
    free(counts);
    return failed;
}

/* ranked(table, rows, wanted, totals, ends, by_count, counted): what `rank` gives for what
   `count` counts, or for what is left of the totals, which may be None. Where rows are few only
   the codes that they have are looked at. */
KERNEL(ranked)
{
    (void)self;
    Array rows = {.width = 0}, totals = {.width = 0};
    Ranked ranked = {.found = 0};
    uint64_t *entries = NULL;
    PyObject *result = NULL;
    if (expects(given_count, 7) < 0)
        return NULL;
    const Table *table = table_in(given[0]);
    int wanted = PyObject_IsTrue(given[2]);
    if (!table || wanted < 0 || takes_rows(&rows, given[1]) < 0
        || (given[3] != Py_None && take(&totals, given[3], ROWS, 0) < 0)
        || take_ranked(&ranked, given + 4) < 0)
        goto done;
    place_t room = table->filling, found = -2;
    entries = malloc((size_t)(room * 2 + 1) * sizeof *entries);
    if (!entries) {
        PyErr_NoMemory();
        goto done;
    }
    if (totals.width && totals.length < room) {
        outside();
        goto done;
    }
    if (rows.width == 8 && !totals.width)
        found = gather(table, &rows, entries, room / SORT_COST);
    if (found == -1)
        outside();
    else if ((found == -2 ? rank_counted(&ranked, table, &rows, wanted, &totals, entries)
                          : add_entries(&ranked, entries, found, entries + room)) == 0)
        result = result_of(&ranked);
done:
    free(entries);
    release(&rows, 1);
    release(&totals, 1);
    release_ranked(&ranked);
    return result;
}

/* Adds the counts of codes up by group, one after another; the group of the first code goes to
   `at`. -1 with an error set where a code or a group lies outside. */
static int add_up(
    PyObject *sums, const int64_t *code, const int64_t *count, place_t length, int64_t first,
    const Array *of, int64_t *at)
{
    int64_t sum = 0, group = -1;
    BY_WIDTH(*of, {
        const type *group_of = AT(*of, type);
        for (place_t i = 0; i < length; i++) {
            uint64_t place = (uint64_t)code[i] - (uint64_t)first;
            int64_t next = place < (uint64_t)of->length ? (int64_t)group_of[place] : -1;
            if (next < 0 || next < group) {
                outside();
                return -1;
            }
            if (i == 0)
                *at = group = next;
            for (; group < next; group++, sum = 0)
                if (append(sums, (place_t)sum) < 0)
                    return -1;
            sum += count[i];
        }
    })
    return length ? append(sums, (place_t)sum) : 0;
}

/* grouped(counted, start, end, first, of): the group of the first code, and the counts of all groups
   from there to the last one's; code `first + i` is of group `of[i]`. Codes and groups ascend. */
KERNEL(grouped)
{
    (void)self;
    Array counted = {.width = 0}, of = {.width = 0};
    PyObject *sums = NULL, *result = NULL;
    if (expects(given_count, 5) < 0)
        return NULL;
    place_t start = PyLong_AsSsize_t(given[1]), end = PyLong_AsSsize_t(given[2]);
    int64_t first = (int64_t)PyLong_AsSsize_t(given[3]), at = 0;
    if (PyErr_Occurred() || take(&counted, given[0], ROWS, 0) < 0
        || take(&of, given[4], NUMBERS, 0) < 0)
        goto done;
    place_t codes = counted.length / 2;
    const int64_t *code = AT(counted, int64_t) + start, *count = code + codes;
    if (start < 0 || start > end || end > codes)
        outside();
    else if ((sums = PyList_New(0)) && add_up(sums, code, count, end - start, first, &of, &at) == 0)
        result = Py_BuildValue("(LO)", (long long)at, sums);
done:
    Py_XDECREF(sums);
    release(&counted, 1);
    release(&of, 1);
    return result;
}
