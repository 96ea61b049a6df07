/* Sets of rows; see kernels/rows.py. */

#include "marks.h"

/* Of some rows those that are in a set are kept, or those that are not. Where the set is so much
   longer, the rows are looked for in it. */
#define MUCH_LONGER 8
#define WINDOW 8192

/* The set is a mask; -1 where a row lies outside of it. */
static place_t by_mask(
    const int64_t *rows, place_t count, const Array *mask, int wanted, int64_t *out)
{
    const uint8_t *mark = AT(*mask, uint8_t);
    place_t kept = 0;
    for (place_t i = 0; i < count; i++) {
        int64_t row = rows[i];
        if ((uint64_t)row >= (uint64_t)mask->length)
            return -1;
        out[kept] = row;
        kept += mark[row] == wanted;
    }
    return kept;
}

/* Window by window the set's rows are marked and the others looked up, without a branch for the
   processor to guess. */
static place_t by_windows(
    const int64_t *rows, place_t count, const Array *set, int wanted, int64_t *out)
{
    uint64_t marks[WINDOW / 64], at;
    const int64_t *other = AT(*set, int64_t);
    place_t i = 0, j = 0, kept = 0;
    while (i < count && (j < set->length || !wanted)) {
        uint64_t base = (uint64_t)rows[i] & ~(uint64_t)63;
        memset(marks, 0, sizeof marks);
        j = seek(other, j, set->length, (int64_t)base);
        for (; j < set->length && (at = (uint64_t)other[j] - base) < WINDOW; j++)
            marks[at >> 6] |= (uint64_t)1 << (at & 63);
        for (; i < count && (at = (uint64_t)rows[i] - base) < WINDOW; i++) {
            out[kept] = rows[i];
            kept += (int)(marks[at >> 6] >> (at & 63) & 1) == wanted;
        }
    }
    return kept;
}

static place_t by_seeking(
    const int64_t *rows, place_t count, const Array *set, int wanted, int64_t *out)
{
    const int64_t *other = AT(*set, int64_t);
    place_t j = 0, kept = 0;
    for (place_t i = 0; i < count; i++) {
        int64_t row = rows[i];
        j = seek(other, j, set->length, row);
        out[kept] = row;
        kept += (j < set->length && other[j] == row) == wanted;
    }
    return kept;
}

/* How many of the rows pass all of the sets, which they are in or are not in, as is wanted; -1 with
   an error. `rows` then says where they are: as before, or in `out` if there is any set. */
static place_t pass(
    const int64_t **rows, place_t count, PyObject *sets, int wanted, int64_t *out)
{
    place_t last = PyTuple_Size(sets);
    for (place_t i = 0; i < last && count >= 0; i++, *rows = out) {
        Array set;
        if (take(&set, PyTuple_GetItem(sets, i), NUMBERS, 0) < 0)
            return -1;
        if (set.width == 1) {
            count = by_mask(*rows, count, &set, wanted, out);
            if (count < 0)
                outside();
        } else if (set.width == 8) {
            int is_longer = set.length / MUCH_LONGER >= count;
            count = (is_longer ? by_seeking : by_windows)(*rows, count, &set, wanted, out);
        } else {
            PyErr_SetString(PyExc_TypeError, "a set is neither rows nor a mask");
            count = -1;
        }
        release(&set, 1);
    }
    return last < 0 ? -1 : count;
}

/* kept(rows, among, lacking, out): the rows that are in all of some sets and in none of others.
   These are tuples of masks and rows. */
KERNEL(kept)
{
    (void)self;
    Array rows = {.width = 0}, out = {.width = 0};
    PyObject *result = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    if (take(&rows, given[0], ROWS, 0) < 0 || take(&out, given[3], ROWS, 1) < 0)
        goto done;
    if (out.length < rows.length) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the result");
        goto done;
    }
    const int64_t *passed = AT(rows, int64_t);
    place_t count = pass(&passed, rows.length, given[1], 1, INTO(out, int64_t));
    if (count < 0 || (count = pass(&passed, count, given[2], 0, INTO(out, int64_t))) < 0)
        goto done;
    if (passed == AT(rows, int64_t))
        memcpy(out.view.buf, passed, (size_t)count * sizeof(int64_t));
    result = counted(count);
done:
    release(&rows, 1);
    release(&out, 1);
    return result;
}

/* A bit for every row, none set; NULL with MemoryError where there is no room for them. */
static uint64_t *no_bits(place_t size)
{
    uint64_t *bits = calloc((size_t)(size + 63) / 64 + 1, sizeof *bits);
    if (!bits)
        PyErr_NoMemory();
    return bits;
}

/* Writes the rows whose bit is set. */
static place_t unpack(const uint64_t *bits, place_t size, int64_t *out, place_t room)
{
    place_t found = 0;
    for (place_t base = 0; base < size; base += 64)
        for (uint64_t left = bits[base / 64]; left && found < room; left &= left - 1)
            out[found++] = base + lowest_bit(left);
    return found;
}

/* Sets the bit of each row; -1 where a row lies outside. */
static int pack(uint64_t *bits, place_t size, const int64_t *rows, place_t length)
{
    for (place_t i = 0; i < length; i++) {
        uint64_t row = (uint64_t)rows[i];
        if (row >= (uint64_t)size)
            return -1;
        bits[row >> 6] |= (uint64_t)1 << (row & 63);
    }
    return 0;
}

/* Sets the bit of each row that is marked in a mask. */
static void pack_mask(uint64_t *bits, place_t size, const uint8_t *mask)
{
    for (place_t base = 0; base < size; base += 64)
        bits[base / 64] = marks_of(mask + base, size - base);
}

/* any_of(sets, size, out): the rows below `size` in any of the sets. */
KERNEL(any_of)
{
    (void)self;
    Array set = {.width = 0}, out = {.width = 0};
    PyObject *result = NULL;
    uint64_t *bits = NULL;
    if (expects(given_count, 3) < 0)
        return NULL;
    place_t size = PyLong_AsSsize_t(given[1]), sets = PySequence_Size(given[0]);
    if (PyErr_Occurred() || take(&out, given[2], ROWS, 1) < 0)
        return NULL;
    bits = no_bits(size);
    if (!bits)
        goto done;
    for (place_t i = 0; i < sets; i++) {
        PyObject *each = PySequence_GetItem(given[0], i);
        int failed = each == NULL || take(&set, each, ROWS, 0) < 0;
        Py_XDECREF(each);
        if (failed)
            goto done;
        failed = pack(bits, size, AT(set, int64_t), set.length);
        release(&set, 1);
        set.width = 0;
        if (failed) {
            outside();
            goto done;
        }
    }
    result = counted(unpack(bits, size, INTO(out, int64_t), out.length));
done:
    free(bits);
    release(&out, 1);
    return result;
}

/* All bits but those that are set. */
static void turn_round(uint64_t *bits, place_t size)
{
    for (place_t word = 0; word * 64 < size; word++)
        bits[word] = ~bits[word];
    if (size % 64)
        bits[size / 64] &= ((uint64_t)1 << (size % 64)) - 1;
}

/* unmasked(mask, wanted, out): the rows whose mark in the mask is the wanted one. */
KERNEL(unmasked)
{
    (void)self;
    Array mask = {.width = 0}, out = {.width = 0};
    PyObject *result = NULL;
    uint64_t *bits = NULL;
    if (expects(given_count, 3) < 0)
        return NULL;
    int wanted = PyObject_IsTrue(given[1]);
    if (wanted < 0 || take(&mask, given[0], NUMBERS, 0) < 0 || take(&out, given[2], ROWS, 1) < 0)
        goto done;
    if (mask.width != 1) {
        PyErr_SetString(PyExc_ValueError, "the mask is none");
        goto done;
    }
    bits = no_bits(mask.length);
    if (!bits)
        goto done;
    pack_mask(bits, mask.length, AT(mask, uint8_t));
    if (!wanted)
        turn_round(bits, mask.length);
    result = counted(unpack(bits, mask.length, INTO(out, int64_t), out.length));
done:
    free(bits);
    release(&mask, 1);
    release(&out, 1);
    return result;
}

/* others(rows, size, out): the rows below `size` that are not given. */
KERNEL(others)
{
    (void)self;
    Array rows = {.width = 0}, out = {.width = 0};
    PyObject *result = NULL;
    uint64_t *bits = NULL;
    if (expects(given_count, 3) < 0)
        return NULL;
    place_t size = PyLong_AsSsize_t(given[1]);
    if (PyErr_Occurred() || take(&rows, given[0], ROWS, 0) < 0 || take(&out, given[2], ROWS, 1) < 0)
        goto done;
    bits = no_bits(size);
    if (!bits)
        goto done;
    if (pack(bits, size, AT(rows, int64_t), rows.length) < 0) {
        outside();
        goto done;
    }
    turn_round(bits, size);
    result = counted(unpack(bits, size, INTO(out, int64_t), out.length));
done:
    free(bits);
    release(&rows, 1);
    release(&out, 1);
    return result;
}

/* changes(owner_of, rows): in how many rows the owner is another than in the row before. */
KERNEL(changes)
{
    (void)self;
    Array owners = {.width = 0}, rows = {.width = 0};
    PyObject *result = NULL;
    if (expects(given_count, 2) < 0)
        return NULL;
    if (take(&owners, given[0], NUMBERS, 0) < 0 || take(&rows, given[1], ROWS, 0) < 0)
        goto done;
    const int64_t *row = AT(rows, int64_t);
    place_t found = 0;
    BY_WIDTH(owners, {
        const type *owner = AT(owners, type);
        type before = 0;
        for (place_t i = 0; i < rows.length; i++) {
            if ((uint64_t)row[i] >= (uint64_t)owners.length) {
                outside();
                goto done;
            }
            type own = owner[row[i]];
            found += i == 0 || own != before;
            before = own;
        }
    })
    result = counted(found);
done:
    release(&owners, 1);
    release(&rows, 1);
    return result;
}

/* How many bits are set. */
static place_t bits_set(const uint64_t *bits, place_t words)
{
    place_t found = 0;
    for (place_t i = 0; i < words; i++) {
        uint64_t left = bits[i]; /* the sums of ever more neighbouring bits */
        left -= left >> 1 & UINT64_C(0x5555555555555555);
        left = (left & UINT64_C(0x3333333333333333)) + (left >> 2 & UINT64_C(0x3333333333333333));
        left = (left + (left >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
        found += (place_t)((left * UINT64_C(0x0101010101010101)) >> 56);
    }
    return found;
}

/* touched(mask, lasts): in how many spans a row is marked; `lasts` has a bit for every row, set
   where a span ends. All bits together are one number: to those of a span but the last, all set,
   its marks are added, so that the last is set by what is carried where there is a mark. */
KERNEL(touched)
{
    (void)self;
    Array mask = {.width = 0}, lasts = {.width = 0};
    PyObject *result = NULL;
    uint64_t *bits = NULL;
    if (expects(given_count, 2) < 0)
        return NULL;
    if (take(&mask, given[0], NUMBERS, 0) < 0 || take(&lasts, given[1], NUMBERS, 0) < 0)
        goto done;
    place_t words = (mask.length + 63) / 64;
    if (mask.width != 1 || lasts.width != 8 || lasts.length < words) {
        PyErr_SetString(PyExc_ValueError, "the mask is none, or there are no spans of it");
        goto done;
    }
    bits = no_bits(mask.length);
    if (!bits)
        goto done;
    pack_mask(bits, mask.length, AT(mask, uint8_t));
    const uint64_t *last = AT(lasts, uint64_t);
    uint64_t carried = 0;
    for (place_t i = 0; i < words; i++) {
        uint64_t marked = bits[i] & ~last[i], sum = marked + ~last[i], whole = sum + carried;
        carried = (sum < marked) | (whole < sum);
        bits[i] = (whole | bits[i]) & last[i];
    }
    result = counted(bits_set(bits, words));
done:
    free(bits);
    release(&mask, 1);
    release(&lasts, 1);
    return result;
}
