/* Where the tokens of each row of a common word begin; see `by_row` in kernels/phrases.py. */

#include "arrays.h"

/* Of every row at which token it begins, as `starts` and `blocks` have it; the last stands for the
   end. 0 where a row is not behind the one before it, or outside. */
static int start_rows(const int64_t *rows, const uint8_t *often, place_t count, uint16_t *starts,
                      uint32_t *blocks, place_t size)
{
    uint32_t tokens = 0, block = 0;
    int64_t row = 0, last = size - 1;
    for (place_t i = 0; i <= count; i++) {
        int64_t next = i < count ? rows[i] : last;
        if (next < row || next > last || (next == last && i < count))
            return 0;
        for (; row <= next; row++) {
            if (!(row & 63))
                blocks[row >> 6] = block = tokens;
            starts[row] = (uint16_t)(tokens - block);
        }
        tokens += i < count ? often[i] : 0;
    }
    return 1;
}

/* starts_by_row(rows, frequencies, starts, blocks): fills the last two, of all rows and one more. */
KERNEL(starts_by_row)
{
    (void)self;
    Array rows = {.width = 0}, often = {.width = 0}, starts = {.width = 0}, blocks = {.width = 0};
    PyObject *result = NULL;
    if (expects(given_count, 4) < 0)
        return NULL;
    if (take(&rows, given[0], ROWS, 0) < 0 || take(&often, given[1], NUMBERS, 0) < 0
        || take(&starts, given[2], NUMBERS, 1) < 0 || take(&blocks, given[3], NUMBERS, 1) < 0)
        goto done;
    if (often.width != 1 || starts.width != 2 || blocks.width != 4 || starts.length < 1
        || often.length < rows.length || blocks.length <= (starts.length - 1) >> 6
        || !start_rows(AT(rows, int64_t), AT(often, uint8_t), rows.length,
                       INTO(starts, uint16_t), INTO(blocks, uint32_t), starts.length))
        outside();
    else
        result = counted(starts.length);
done:
    release(&rows, 1);
    release(&often, 1);
    release(&starts, 1);
    release(&blocks, 1);
    return result;
}
