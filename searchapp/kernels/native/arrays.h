/* What all kernels in C share: arrays of Python, and looking for a row.

   The kernels do what the kernels' Python does in numpy, by which they are tested and which takes
   their place where no compiler was at hand when searchapp was installed.

   - rows: int64, ascending. numbers: whole numbers of any width.
   - Arrays come and go through the buffer protocol; results are written into an array that the
     caller made, and the return value says how much of it was filled.
   - What is read from an index may be damaged: every number is compared with the length of what
     it is a place in before it is used, and IndexError raised where it lies outside. */

#ifndef SEARCHAPP_ARRAYS_H
#define SEARCHAPP_ARRAYS_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "written for processors that store the lowest byte first"
#endif

#if defined(_MSC_VER)
#include <intrin.h>
#endif

typedef Py_ssize_t place_t;

typedef struct {
    Py_buffer view;
    place_t length;
    int width; /* bytes of an item; 0 while nothing is held */
} Array;

enum Kind { ROWS, NUMBERS, FLOATS };

static inline int take(Array *array, PyObject *from, enum Kind kind, int writable)
{
    int flags = PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    array->width = 0;
    if (PyObject_GetBuffer(from, &array->view, flags) < 0)
        return -1;
    const char *format = array->view.format ? array->view.format : "B";
    char letter = format[strlen(format) - 1];
    int width = (int)array->view.itemsize;
    int fits = kind == FLOATS ? letter == 'd'
             : kind == ROWS   ? width == 8 && strchr("lq", letter) != NULL
                              : strchr("?bBhHiIlLqQ", letter) != NULL;
    if (!fits) {
        PyBuffer_Release(&array->view);
        PyErr_Format(PyExc_TypeError, "an array of type '%s' does not belong here", format);
        return -1;
    }
    array->width = width;
    array->length = array->view.len / width;
    return 0;
}

static inline void release(Array *arrays, int count)
{
    for (int i = 0; i < count; i++)
        if (arrays[i].width)
            PyBuffer_Release(&arrays[i].view);
}

#define AT(array, type) ((const type *)(array).view.buf)
#define INTO(array, type) ((type *)(array).view.buf)

/* Runs the code once, with `type` standing for the type of the array's items. */
#define BY_WIDTH(array, ...)                                                                    \
    switch ((array).width) {                                                                    \
    case 1: { typedef uint8_t type; __VA_ARGS__ } break;                                        \
    case 2: { typedef uint16_t type; __VA_ARGS__ } break;                                       \
    case 4: { typedef uint32_t type; __VA_ARGS__ } break;                                       \
    default: { typedef int64_t type; __VA_ARGS__ } break;                                       \
    }

/* The number at a place of an array of whole numbers. */
static inline int64_t number_in(const Array *array, place_t place)
{
    switch (array->width) {
    case 1: return AT(*array, uint8_t)[place];
    case 2: return AT(*array, uint16_t)[place];
    case 4: return AT(*array, uint32_t)[place];
    default: return AT(*array, int64_t)[place];
    }
}

static inline int expects(place_t count, place_t wanted)
{
    if (count == wanted)
        return 0;
    PyErr_Format(PyExc_TypeError, "%zd arguments where %zd belong", count, wanted);
    return -1;
}

static inline PyObject *outside(void)
{
    PyErr_SetString(PyExc_IndexError, "a number in the index lies outside of what it points into");
    return NULL;
}

static inline PyObject *counted(place_t count)
{
    return PyLong_FromSsize_t(count);
}

/* The number of the lowest bit that is set; one is. */
static inline int lowest_bit(uint64_t bits)
{
#if defined(_MSC_VER)
    unsigned long bit;
    _BitScanForward64(&bit, bits);
    return (int)bit;
#else
    return __builtin_ctzll(bits);
#endif
}

/* Has what lies there brought into the processor's cache, where that can be said. */
#if defined(__GNUC__)
#define FETCH_AHEAD(address) __builtin_prefetch(address)
#else
#define FETCH_AHEAD(address) ((void)(address))
#endif

/* The first place from `from` on whose row is not below the wanted one: by steps that double,
   so that what is near is found at once and what is far in few looks. */
static inline place_t seek(const int64_t *rows, place_t from, place_t length, int64_t wanted)
{
    if (from >= length || rows[from] >= wanted)
        return from;
    place_t low = from, step = 1;
    while (low + step < length && rows[low + step] < wanted) {
        low += step;
        step *= 2;
    }
    place_t high = low + step < length ? low + step : length;
    while (high - low > 1) {
        place_t middle = low + (high - low) / 2;
        if (rows[middle] < wanted)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The functions of the module, each told of where it is defined. */
#define KERNEL(name) PyObject *name(PyObject *self, PyObject *const *given, place_t given_count)

KERNEL(kept);
KERNEL(unmasked);
KERNEL(touched);
KERNEL(any_of);
KERNEL(others);
KERNEL(changes);
KERNEL(score);
KERNEL(best);
KERNEL(best_marked);
KERNEL(spread);
KERNEL(count);
KERNEL(rank);
KERNEL(ranked);
KERNEL(grouped);
KERNEL(table);
KERNEL(tuples);
KERNEL(phrase);
KERNEL(starts_by_row);
KERNEL(rules);
KERNEL(met);
KERNEL(placed);
KERNEL(spellings);
KERNEL(tokens);
KERNEL(chunk_table);
KERNEL(chunks);
KERNEL(sought);
KERNEL(window);
KERNEL(parted);

#endif
