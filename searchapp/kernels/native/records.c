/* Reading the parts of records, which are blocks of LZ4; see backends/whoosh/pressing.py.

   A block is a chain of sequences. Each is a byte with two lengths; so many bytes as they are; and
   a match, which says how far back that stands which comes next once more. Before the first byte
   of a record stands the primer. The last sequence has no match. */

#include "arrays.h"

#define SIZE_BYTES 4     /* before each block: the size of the record */
#define LONG_LENGTH 15   /* bytes that are to be added follow, up to one that is not 255 */
#define LARGEST_GROWTH 255
#define SHORTEST_MATCH 4
/* Bytes that are copied at once, since lengths are hard to foresee for a processor: what was not
   meant is written over by what comes next. */
#define STRIDE 16
#define SPARE (2 * STRIDE) /* so many bytes behind the end of a record may be written */

typedef struct {
    const uint8_t *at, *end;
} Bytes;

static inline size_t left(const Bytes *bytes)
{
    return (size_t)(bytes->end - bytes->at);
}

static inline int add_to_length(size_t *length, Bytes *block)
{
    for (uint8_t more = 255; more == 255; *length += more) {
        if (block->at == block->end)
            return -1;
        more = *block->at++;
    }
    return 0;
}

/* Copies a match that is long, overlaps what it copies, or begins in the primer. */
static void copy_match(uint8_t *into, const Bytes *primer, size_t written, size_t back, size_t length)
{
    if (back > written) {
        size_t begun = back - written < length ? back - written : length;
        memcpy(into, primer->end - (back - written), begun);
        into += begun;
        length -= begun;
    }
    if (back >= STRIDE)
        for (size_t i = 0; i < length; i += STRIDE)
            memcpy(into + i, into + i - back, STRIDE);
    else
        for (size_t i = 0; i < length; i++)
            into[i] = into[i - back];
}

/* Writes a record, behind which there are SPARE bytes; -1 where its block is damaged. */
static int unpress(Bytes block, const Bytes *primer, uint8_t *record, size_t size)
{
    uint8_t *into = record, *end = record + size;
    while (block.at < block.end) {
        uint8_t lengths = *block.at++;
        size_t plain = lengths >> 4, match = lengths & 0xF;
        if (plain < LONG_LENGTH && left(&block) >= STRIDE + 2) {
            memcpy(into, block.at, STRIDE);
        } else {
            if (plain == LONG_LENGTH && add_to_length(&plain, &block) < 0)
                return -1;
            if (plain > left(&block) || plain > (size_t)(end - into))
                return -1;
            memcpy(into, block.at, plain);
            if (plain == left(&block))
                return into + plain == end ? 0 : -1;
        }
        block.at += plain;
        into += plain;
        if (left(&block) < 2 || into > end)
            return -1;
        size_t back = block.at[0] | (size_t)block.at[1] << 8, written = (size_t)(into - record);
        block.at += 2;
        if (match == LONG_LENGTH && add_to_length(&match, &block) < 0)
            return -1;
        match += SHORTEST_MATCH;
        if (!back || back > written + left(primer) || match > (size_t)(end - into))
            return -1;
        int is_in_primer = back > written;
        const uint8_t *from = is_in_primer ? primer->end - (back - written) : into - back;
        if (match <= SPARE && (is_in_primer ? back - written : back) >= SPARE) {
            memcpy(into, from, STRIDE);
            memcpy(into + STRIDE, from + STRIDE, STRIDE);
        } else {
            copy_match(into, primer, written, back, match);
        }
        into += match;
    }
    return -1;
}

/* Puts the parts of a record, the last of which may hold zeros, at a place of their lists. */
static int part(const uint8_t *record, size_t size, PyObject *columns, place_t place)
{
    const char *at = (const char *)record, *end = at + size;
    place_t parts = PyTuple_Size(columns);
    for (place_t i = 0; i < parts; i++) {
        const char *stop = i == parts - 1 ? end : memchr(at, 0, (size_t)(end - at));
        if (!stop) {
            PyErr_Format(PyExc_ValueError, "it ends after %zd of %zd parts", i + 1, parts);
            return -1;
        }
        PyObject *text = PyUnicode_DecodeUTF8(at, stop - at, "surrogatepass");
        if (!text || PyList_SetItem(PyTuple_GetItem(columns, i), place, text) < 0)
            return -1;
        at = stop + 1;
    }
    return 0;
}

static PyObject *new_lists(place_t count, place_t length)
{
    PyObject *lists = PyTuple_New(count);
    for (place_t i = 0; lists && i < count; i++) {
        PyObject *list = PyList_New(length);
        if (!list || PyTuple_SetItem(lists, i, list) < 0)
            Py_CLEAR(lists);
    }
    return lists;
}

enum { ROWS_OF, STARTS, SIZES, STORE, PRIMER, ARRAYS };

/* Finds the block of a row and the size of its record; -1 where they cannot be. */
static int find(const Array *arrays, int64_t row, Bytes *block, uint32_t *size)
{
    if (row < 0 || row >= arrays[STARTS].length || row >= arrays[SIZES].length)
        return -1;
    int64_t start = number_in(&arrays[STARTS], row), stored = number_in(&arrays[SIZES], row);
    place_t length = arrays[STORE].length;
    if (start < 0 || stored < SIZE_BYTES || start > length || stored > length - start)
        return -1;
    const uint8_t *at = AT(arrays[STORE], uint8_t) + start;
    memcpy(size, at, SIZE_BYTES);
    *block = (Bytes){at + SIZE_BYTES, at + stored};
    return *size / LARGEST_GROWTH <= left(block) ? 0 : -1; /* else memory would be taken in vain */
}

static int part_all(const Array *arrays, PyObject *columns)
{
    const uint8_t *from = AT(arrays[PRIMER], uint8_t);
    Bytes primer = {from, from + arrays[PRIMER].length}, block;
    uint8_t *record = NULL;
    uint32_t size;
    size_t room = 0;
    int failed = 0;
    for (place_t i = 0; !failed && i < arrays[ROWS_OF].length; i++) {
        if (find(arrays, AT(arrays[ROWS_OF], int64_t)[i], &block, &size) < 0) {
            outside();
            failed = 1;
            break;
        }
        if (size + (size_t)SPARE > room) {
            PyMem_Free(record);
            room = 2 * (size + (size_t)SPARE);
            record = PyMem_Malloc(room);
            if (!record) {
                PyErr_NoMemory();
                return -1;
            }
        }
        failed = unpress(block, &primer, record, size) < 0;
        if (failed)
            PyErr_SetString(PyExc_ValueError, "its block is damaged");
        else
            failed = part(record, size, columns, i) < 0;
    }
    PyMem_Free(record);
    return failed ? -1 : 0;
}

/* parted(rows, starts, sizes, store, primer, parts): the parts of the records of rows, which zeros
   are between, as so many lists. */
KERNEL(parted)
{
    (void)self;
    if (expects(given_count, ARRAYS + 1) < 0)
        return NULL;
    Array arrays[ARRAYS] = {{.width = 0}};
    place_t parts = PyLong_AsSsize_t(given[ARRAYS]);
    int failed = PyErr_Occurred() != NULL;
    for (int i = 0; !failed && i < ARRAYS; i++)
        failed = take(&arrays[i], given[i], i == ROWS_OF ? ROWS : NUMBERS, 0) < 0;
    PyObject *columns = failed ? NULL : new_lists(parts, arrays[ROWS_OF].length);
    if (columns && part_all(arrays, columns) < 0)
        Py_CLEAR(columns);
    release(arrays, ARRAYS);
    return columns;
}
