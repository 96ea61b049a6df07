/* The best of many scores: a heap of so many as are wanted, with the worst of them on top. */

#ifndef SEARCHAPP_HEAP_H
#define SEARCHAPP_HEAP_H

#include "arrays.h"

typedef struct {
    double *scores;
    int64_t *rows; /* whose the scores are */
    place_t length, room;
} Heap;

/* Lets the entry at `at` sink until those below it are not worse. Of equal scores the later row's
   is the worse. */
static inline void sink(Heap *heap, place_t at)
{
    double *scores = heap->scores, own = scores[at];
    int64_t *rows = heap->rows, row = rows[at];
    for (;;) {
        place_t below = 2 * at + 1;
        if (below >= heap->length)
            break;
        if (below + 1 < heap->length
            && (scores[below + 1] < scores[below]
                || (scores[below + 1] == scores[below] && rows[below + 1] > rows[below])))
            below++;
        if (scores[below] > own || (scores[below] == own && rows[below] < row))
            break;
        scores[at] = scores[below];
        rows[at] = rows[below];
        at = below;
    }
    scores[at] = own;
    rows[at] = row;
}

static inline void build_heap(Heap *heap)
{
    for (place_t i = heap->length / 2; i-- > 0;)
        sink(heap, i);
}

/* Takes a row, later than those before, if its score is among the best; whether the heap is full
   now and its worst another than before. */
static inline int offer(Heap *heap, int64_t row, double score)
{
    if (heap->length < heap->room) {
        heap->scores[heap->length] = score;
        heap->rows[heap->length++] = row;
        if (heap->length < heap->room)
            return 0;
        build_heap(heap);
        return 1;
    }
    if (!heap->room || score <= heap->scores[0])
        return 0;
    heap->scores[0] = score;
    heap->rows[0] = row;
    sink(heap, 0);
    return 1;
}

/* Puts what was taken in the order of scores, best first; gives how many that are. */
static inline place_t put_in_order(Heap *heap)
{
    place_t taken = heap->length;
    if (taken < heap->room)
        build_heap(heap);
    while (heap->length > 1) {
        double worst = heap->scores[0];
        int64_t row = heap->rows[0];
        place_t last = --heap->length;
        heap->scores[0] = heap->scores[last], heap->rows[0] = heap->rows[last];
        sink(heap, 0);
        heap->scores[last] = worst, heap->rows[last] = row;
    }
    return taken;
}

#endif
