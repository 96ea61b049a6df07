/* The module `searchapp.kernels._native`. */

#include "arrays.h"

#define FUNCTION(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}

static PyMethodDef functions[] = {
    FUNCTION(kept), FUNCTION(any_of), FUNCTION(others),
    FUNCTION(changes), FUNCTION(score), FUNCTION(best), FUNCTION(count), FUNCTION(rank),
    FUNCTION(ranked), FUNCTION(grouped), FUNCTION(table), FUNCTION(phrase), FUNCTION(spellings), FUNCTION(tokens),
    FUNCTION(best_marked), FUNCTION(spread), FUNCTION(unmasked), FUNCTION(touched),
    FUNCTION(chunk_table), FUNCTION(chunks), FUNCTION(sought), FUNCTION(window), FUNCTION(parted),
    FUNCTION(rules), FUNCTION(met), FUNCTION(placed), FUNCTION(tuples), FUNCTION(starts_by_row),
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_native", "The inner loops of the kernels in C.", 0, functions,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&module);
}
