/* Reading masks of one byte a row, 0 or 1, many rows at once. */

#ifndef SEARCHAPP_MARKS_H
#define SEARCHAPP_MARKS_H

#include "arrays.h"

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define HAS_SSE2
#endif

/* A bit for each of the next 64 rows, or of so many if fewer are left; set where it is marked. */
static inline uint64_t marks_of(const uint8_t *mask, place_t left)
{
    uint64_t marks = 0;
    int row = 0, size = left < 64 ? (int)left : 64;
#if defined(HAS_SSE2)
    for (; row + 16 <= size; row += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(mask + row));
        marks |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_slli_epi16(bytes, 7)) << row;
    }
#endif
    /* Eight bytes become eight bits by one product: byte k, times 2^(56 - 7k), comes to lie at
       bit 56 + k. */
    for (; row + 8 <= size; row += 8) {
        uint64_t bytes;
        memcpy(&bytes, mask + row, sizeof bytes);
        marks |= (bytes * UINT64_C(0x0102040810204080)) >> 56 << row;
    }
    for (; row < size; row++)
        marks |= (uint64_t)(mask[row] & 1) << row;
    return marks;
}

/* The same, of rows that are marked or that are not. */
static inline uint64_t marks_wanted(const uint8_t *mask, place_t left, int wanted)
{
    uint64_t marks = marks_of(mask, left);
    if (wanted)
        return marks;
    return ~marks & (left < 64 ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0);
}

#endif
