/* Many tuples with names at once; see kernels/tuples.py. */

#include "arrays.h"

/* A value of the kind, of these columns' items at `place` and of what all values share. Made as
   `tuple.__new__` makes it: without a call of the kind's own, which is written in Python. */
static PyObject *made(
    PyTypeObject *kind, allocfunc allocate, PyObject *columns, PyObject *rest, place_t place)
{
    place_t own = PyTuple_Size(columns), shared = PyTuple_Size(rest);
    PyObject *value = allocate(kind, own + shared);
    for (place_t i = 0; value && i < own; i++) {
        PyObject *item = PySequence_GetItem(PyTuple_GetItem(columns, i), place);
        if (!item || PyTuple_SetItem(value, i, item) < 0)
            Py_CLEAR(value);
    }
    for (place_t i = 0; value && i < shared; i++) {
        PyObject *item = PyTuple_GetItem(rest, i);
        Py_INCREF(item);
        if (PyTuple_SetItem(value, own + i, item) < 0)
            Py_CLEAR(value);
    }
    return value;
}

/* tuples(kind, columns, rest): values of a kind of tuple, one for each place of the columns, which
   are lists or tuples of one length; the fields behind those are the same in all values. */
KERNEL(tuples)
{
    (void)self;
    if (expects(given_count, 3) < 0)
        return NULL;
    PyObject *columns = given[1], *rest = given[2];
    if (!PyType_Check(given[0]) || !PyType_IsSubtype((PyTypeObject *)given[0], &PyTuple_Type)
        || !PyTuple_Check(columns) || !PyTuple_Check(rest) || !PyTuple_Size(columns)) {
        PyErr_SetString(PyExc_TypeError, "a kind of tuple, columns and what all share belong here");
        return NULL;
    }
    place_t length = PySequence_Size(PyTuple_GetItem(columns, 0));
    for (place_t i = 0; i < PyTuple_Size(columns); i++) {
        PyObject *column = PyTuple_GetItem(columns, i);
        if (!PyList_Check(column) && !PyTuple_Check(column)) {
            PyErr_SetString(PyExc_TypeError, "a column is neither a list nor a tuple");
            return NULL;
        }
        if (PySequence_Size(column) != length) {
            PyErr_SetString(PyExc_ValueError, "columns are not of one length");
            return NULL;
        }
    }
    PyTypeObject *kind = (PyTypeObject *)given[0];
    allocfunc allocate = (allocfunc)PyType_GetSlot(kind, Py_tp_alloc);
    PyObject *values = PyList_New(length);
    for (place_t place = 0; values && place < length; place++) {
        PyObject *value = made(kind, allocate, columns, rest, place);
        if (!value || PyList_SetItem(values, place, value) < 0)
            Py_CLEAR(values);
    }
    return values;
}
