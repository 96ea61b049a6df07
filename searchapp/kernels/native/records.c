/* Parting the records of a store; see backends/whoosh/store.py. */

#include "arrays.h"

/* Adds the parts of a record, the last of which may hold zeros, to their lists. */
static int part(const char *at, place_t size, PyObject *columns, place_t parts)
{
    const char *end = at + size;
    for (place_t i = 0; i < parts; i++) {
        const char *stop = i == parts - 1 ? end : memchr(at, 0, (size_t)(end - at));
        if (!stop) {
            PyErr_Format(PyExc_ValueError, "it ends after %zd of %zd parts", i + 1, parts);
            return -1;
        }
        PyObject *text = PyUnicode_DecodeUTF8(at, stop - at, "surrogatepass");
        int failed = !text || PyList_Append(PyTuple_GetItem(columns, i), text) < 0;
        Py_XDECREF(text);
        if (failed)
            return -1;
        at = stop + 1;
    }
    return 0;
}

/* parted(records, parts): the parts of records, which zeros are between, as so many lists. */
KERNEL(parted)
{
    (void)self;
    if (expects(given_count, 2) < 0)
        return NULL;
    place_t count = PyList_Size(given[0]), parts = PyLong_AsSsize_t(given[1]);
    if (PyErr_Occurred())
        return NULL;
    PyObject *columns = PyTuple_New(parts);
    for (place_t i = 0; columns && i < parts; i++) {
        PyObject *column = PyList_New(0);
        if (!column || PyTuple_SetItem(columns, i, column) < 0)
            Py_CLEAR(columns);
    }
    for (place_t i = 0; columns && i < count; i++) {
        char *record;
        place_t size;
        if (PyBytes_AsStringAndSize(PyList_GetItem(given[0], i), &record, &size) < 0
            || part(record, size, columns, parts) < 0)
            Py_CLEAR(columns);
    }
    return columns;
}
