/* What a token is: the grammar of searchapp/text.py, over code points.

   - alphabets: the letters and the apostrophes, a bit for each code point that there can be. */

#ifndef SEARCHAPP_LETTERS_H
#define SEARCHAPP_LETTERS_H

#include "arrays.h"

#define CODE_POINTS 0x110000

typedef struct {
    Array letters, apostrophes;
} Alphabets;

static inline void release_alphabets(Alphabets *alphabets)
{
    release(&alphabets->letters, 1);
    release(&alphabets->apostrophes, 1);
}

static inline int take_alphabets(Alphabets *alphabets, PyObject *letters, PyObject *apostrophes)
{
    if (take(&alphabets->letters, letters, NUMBERS, 0) < 0
        || take(&alphabets->apostrophes, apostrophes, NUMBERS, 0) < 0)
        return -1;
    if (alphabets->letters.view.len * 8 >= CODE_POINTS
        && alphabets->apostrophes.view.len * 8 >= CODE_POINTS)
        return 0;
    outside();
    return -1;
}

static inline int is_in(Py_UCS4 point, const Array *alphabet)
{
    return AT(*alphabet, uint8_t)[point >> 3] >> (point & 7) & 1;
}

/* The place after the token that begins at `start`: letters, and single apostrophes between. */
static inline place_t token_end(
    const Py_UCS4 *text, place_t start, place_t length, const Alphabets *alphabets)
{
    place_t at = start;
    while (at < length) {
        if (is_in(text[at], &alphabets->letters)
            || (is_in(text[at], &alphabets->apostrophes) && at + 1 < length
                && is_in(text[at + 1], &alphabets->letters)))
            at++;
        else
            break;
    }
    return at;
}

#endif
