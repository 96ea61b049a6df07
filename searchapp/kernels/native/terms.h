/* A word of a phrase and where its tokens are; see `Tokens` in kernels/phrases.py. */

#ifndef SEARCHAPP_TERMS_H
#define SEARCHAPP_TERMS_H

#include "arrays.h"

/* `starts` tells of each posting at which token its row begins; or, with `blocks`, of every row
   there is: at which token its block of 64 rows begins and how many more come before its own. */
typedef struct {
    Array rows, starts, blocks, places, large_at, large;
    Array variants; /* not held where any will do */
    int64_t variant, behind; /* the word's place in the phrase */
    place_t at, next_large;  /* the posting looked at; the next of the large places */
    place_t token, end;      /* the tokens of its row not yet passed */
} Term;

/* The tokens of a row, none where the term does not occur; -1 where the index is damaged. */
static inline int go_to(Term *term, int64_t row)
{
    if (term->blocks.width) {
        if ((uint64_t)row >= (uint64_t)(term->starts.length - 1))
            return -1;
        const uint32_t *block = AT(term->blocks, uint32_t);
        const uint16_t *start = AT(term->starts, uint16_t);
        term->token = (place_t)block[row >> 6] + start[row];
        term->end = (place_t)block[(row + 1) >> 6] + start[row + 1];
    } else {
        const int64_t *own = AT(term->rows, int64_t), *start = AT(term->starts, int64_t);
        term->at = seek(own, term->at, term->rows.length, row);
        int here = term->at < term->rows.length && own[term->at] == row;
        term->token = here ? start[term->at] : 0;
        term->end = here ? start[term->at + 1] : 0;
    }
    return 0 <= term->token && term->token <= term->end && term->end <= term->places.length ? 0
                                                                                            : -1;
}

/* A token's place: one that is too large for `places` is told beside. */
static inline int64_t place_of(const Term *term, place_t token)
{
    place_t low = 0, high = term->large_at.length;
    while (low < high) {
        place_t middle = low + (high - low) / 2;
        if (number_in(&term->large_at, middle) < token)
            low = middle + 1;
        else
            high = middle;
    }
    int is_large = low < term->large_at.length && number_in(&term->large_at, low) == token;
    return is_large ? number_in(&term->large, low) : number_in(&term->places, token);
}

static inline int is_meant(const Term *term, place_t token)
{
    return !term->variants.width || number_in(&term->variants, token) == term->variant;
}

#endif
