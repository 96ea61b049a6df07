/* The codes of all rows, as a kernel that counts them has them at hand; see kernels/counts.py. */

#ifndef SEARCHAPP_TABLES_H
#define SEARCHAPP_TABLES_H

#include "arrays.h"

typedef struct {
    Array head, tail_rows, ends, tail;
    place_t width, filling;
} Table;

/* What the capsule holds; NULL with an error set where it is none. */
const Table *table_in(PyObject *capsule);

/* Room for the counts of all codes and of the one that fills lines up; NULL with an error set. */
uint32_t *room_for_counts(const Table *table);

/* Counts the codes of rows into such a room. The rows may be a mask, and then those are counted
   whose mark is the wanted one. -1 where a number lies outside. */
int count_codes(const Table *table, const Array *rows, int wanted, uint32_t *counts);

/* -1 with an error set where they are neither numbers of rows nor a mask. */
int takes_rows(Array *rows, PyObject *from);

#endif
