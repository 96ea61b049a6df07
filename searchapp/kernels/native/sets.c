/* Sets of rows; see kernels/rows.py. */

#include "marks.h"

/* Two sets are walked through together where they are about as long, without a branch for the
   processor to guess; where one is much longer, the next row is looked for in it. */
#define MUCH_LONGER 8

static place_t common_rows(const Array *one, const Array *other, int64_t *out)
{
    const int64_t *left = AT(*one, int64_t), *right = AT(*other, int64_t);
    place_t i = 0, j = 0, found = 0;
    if (one->length / MUCH_LONGER < other->length && other->length / MUCH_LONGER < one->length) {
        while (i < one->length && j < other->length) {
            int64_t a = left[i], b = right[j];
            out[found] = a;
            found += a == b;
            i += a <= b;
            j += b <= a;
        }
        return found;
    }
    while (i < one->length && j < other->length) {
        if (left[i] < right[j])
            i = seek(left, i + 1, one->length, right[j]);
        else if (left[i] > right[j])
            j = seek(right, j + 1, other->length, left[i]);
        else
            out[found++] = left[i], i++, j++;
    }
    return found;
}

static place_t lacking_rows(const Array *one, const Array *other, int64_t *out)
{
    const int64_t *left = AT(*one, int64_t), *right = AT(*other, int64_t);
    place_t i = 0, j = 0, found = 0;
    if (other->length / MUCH_LONGER < one->length)
        while (i < one->length && j < other->length) {
            int64_t a = left[i], b = right[j];
            out[found] = a;
            found += a < b;
            i += a <= b;
            j += b <= a;
        }
    for (; i < one->length; i++) {
        j = seek(right, j, other->length, left[i]);
        out[found] = left[i];
        found += j >= other->length || right[j] != left[i];
    }
    return found;
}

typedef place_t Pairing(const Array *one, const Array *other, int64_t *out);

static PyObject *paired(PyObject *const *given, place_t given_count, Pairing *pairing)
{
    Array arrays[3] = {{.width = 0}};
    PyObject *result = NULL;
    if (expects(given_count, 3) < 0)
        return NULL;
    for (int i = 0; i < 3; i++)
        if (take(&arrays[i], given[i], ROWS, i == 2) < 0)
            goto done;
    /* One more than can be found at a time is written and then overwritten. */
    place_t least = arrays[0].length;
    if (pairing == common_rows && arrays[1].length < least)
        least = arrays[1].length;
    if (arrays[2].length < least)
        PyErr_SetString(PyExc_ValueError, "there is no room for the result");
    else
        result = counted(pairing(&arrays[0], &arrays[1], INTO(arrays[2], int64_t)));
done:
    release(arrays, 3);
    return result;
}

/* common(left, right, out): the rows in both. */
KERNEL(common)
{
    (void)self;
    return paired(given, given_count, common_rows);
}

/* lacking(left, right, out): the rows of the left that are not in the right. */
KERNEL(lacking)
{
    (void)self;
    return paired(given, given_count, lacking_rows);
}

/* marked(rows, mask, wanted, out): the rows whose mark in the mask is the wanted one. */
KERNEL(marked)
{
    (void)self;
    Array rows = {.width = 0}, mask = {.width = 0}, out = {.width = 0};
    PyObject *result = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    int wanted = PyObject_IsTrue(given[2]);
    if (wanted < 0 || take(&rows, given[0], ROWS, 0) < 0 || take(&mask, given[1], NUMBERS, 0) < 0
        || take(&out, given[3], ROWS, 1) < 0)
        goto done;
    if (out.length < rows.length || mask.width != 1) {
        PyErr_SetString(PyExc_ValueError, "no room for the result, or the mask is none");
        goto done;
    }
    const int64_t *row = AT(rows, int64_t);
    const uint8_t *mark = AT(mask, uint8_t);
    int64_t *kept = INTO(out, int64_t);
    place_t found = 0;
    for (place_t i = 0; i < rows.length; i++) {
        if ((uint64_t)row[i] >= (uint64_t)mask.length) {
            outside();
            goto done;
        }
        kept[found] = row[i];
        found += mark[row[i]] == wanted;
    }
    result = counted(found);
done:
    release(&rows, 1);
    release(&mask, 1);
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
