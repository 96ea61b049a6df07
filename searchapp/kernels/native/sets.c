/* Sets of rows; see kernels/rows.py. */

#include "arrays.h"

#if defined(_MSC_VER)
#include <intrin.h>
#endif

/* common(left, right, out): the rows in both. */
KERNEL(common)
{
    (void)self;
    Array arrays[3] = {{.width = 0}};
    PyObject *result = NULL;
    if (expects(given_count, 3) < 0)
        return NULL;
    for (int i = 0; i < 3; i++)
        if (take(&arrays[i], given[i], ROWS, i == 2) < 0)
            goto done;
    const int64_t *left = AT(arrays[0], int64_t), *right = AT(arrays[1], int64_t);
    int64_t *out = INTO(arrays[2], int64_t);
    place_t i = 0, j = 0, found = 0, room = arrays[2].length;
    while (i < arrays[0].length && j < arrays[1].length && found < room) {
        int64_t a = left[i], b = right[j];
        if (a == b) {
            out[found++] = a;
            i++, j++;
        } else if (a < b) {
            i = seek(left, i + 1, arrays[0].length, b);
        } else {
            j = seek(right, j + 1, arrays[1].length, a);
        }
    }
    result = counted(found);
done:
    release(arrays, 3);
    return result;
}

/* lacking(left, right, out): the rows of the left that are not in the right. */
KERNEL(lacking)
{
    (void)self;
    Array arrays[3] = {{.width = 0}};
    PyObject *result = NULL;
    if (expects(given_count, 3) < 0)
        return NULL;
    for (int i = 0; i < 3; i++)
        if (take(&arrays[i], given[i], ROWS, i == 2) < 0)
            goto done;
    const int64_t *left = AT(arrays[0], int64_t), *right = AT(arrays[1], int64_t);
    int64_t *out = INTO(arrays[2], int64_t);
    place_t j = 0, found = 0, room = arrays[2].length;
    for (place_t i = 0; i < arrays[0].length && found < room; i++) {
        j = seek(right, j, arrays[1].length, left[i]);
        if (j >= arrays[1].length || right[j] != left[i])
            out[found++] = left[i];
    }
    result = counted(found);
done:
    release(arrays, 3);
    return result;
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

/* Writes the rows whose bit is set, or those whose bit is not. */
static place_t unpack(const uint64_t *bits, place_t size, int inverted, int64_t *out, place_t room)
{
    place_t found = 0;
    for (place_t word = 0; word * 64 < size; word++) {
        uint64_t left = inverted ? ~bits[word] : bits[word];
        place_t base = word * 64;
        if (size - base < 64)
            left &= ((uint64_t)1 << (size - base)) - 1;
        for (; left && found < room; left &= left - 1) {
#if defined(_MSC_VER)
            unsigned long bit;
            _BitScanForward64(&bit, left);
#else
            int bit = __builtin_ctzll(left);
#endif
            out[found++] = base + bit;
        }
    }
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

/* any_of(sets, size, inverted, out): the rows below `size` in any of the sets; or in none. */
KERNEL(any_of)
{
    (void)self;
    Array set = {.width = 0}, out = {.width = 0};
    PyObject *result = NULL;
    uint64_t *bits = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    place_t size = PyLong_AsSsize_t(given[1]), sets = PySequence_Size(given[0]);
    int inverted = PyObject_IsTrue(given[2]);
    if (PyErr_Occurred() || take(&out, given[3], ROWS, 1) < 0)
        return NULL;
    bits = calloc((size_t)(size + 63) / 64 + 1, sizeof *bits);
    if (!bits) {
        PyErr_NoMemory();
        goto done;
    }
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
    result = counted(unpack(bits, size, inverted, INTO(out, int64_t), out.length));
done:
    free(bits);
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
