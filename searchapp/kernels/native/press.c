/* Compressing many short records, each by itself; see kernels/deflate.py.

   What is written is raw deflate (RFC 1951): a single block with the codes that the RFC fixes.
   zlib reads it, and writes the same kind, but spends most of a short record's time on copying
   the state that it keeps of the primer.

   - primer: bytes before every record, to which it may refer.
   - match: earlier bytes that are repeated; at least SHORTEST, since fewer take no less room.
   - chain: the places whose next SHORTEST bytes fall into one bucket, from the last to the first. */

#include "arrays.h"

#define SHORTEST 4
#define LONGEST 258
#define BUCKET_BITS 13
#define BUCKETS (1 << BUCKET_BITS)
#define TRIES 4       /* of a chain */
#define LONG_ENOUGH 16 /* to look no further */

typedef struct {
    uint8_t *out;
    place_t written;
    uint64_t held; /* bits that are no whole bytes yet, the first of them lowest */
    int count;
} Bits;

typedef struct {
    uint16_t bits[288]; /* literals, the end, lengths */
    uint8_t sizes[288];
    uint16_t distances[32];
} Codes;

typedef struct {
    uint8_t *text; /* the primer, then a record */
    int32_t *before; /* of each place the one before it in its chain, -1 for none */
    int32_t last[BUCKETS];
    int32_t end, reach;
} Search;

typedef struct {
    int32_t length, distance;
} Match;

static void put(Bits *to, uint32_t bits, int size)
{
    to->held |= (uint64_t)bits << to->count;
    to->count += size;
    if (to->count >= 32) {
        uint32_t whole = (uint32_t)to->held;
        memcpy(to->out + to->written, &whole, sizeof whole);
        to->written += sizeof whole;
        to->held >>= 32;
        to->count -= 32;
    }
}

static void put_rest(Bits *to)
{
    for (; to->count > 0; to->count -= 8, to->held >>= 8)
        to->out[to->written++] = (uint8_t)to->held;
    to->held = 0;
    to->count = 0;
}

/* A code is written from its highest bit on. */
static uint16_t reversed(unsigned code, int size)
{
    unsigned found = 0;
    for (int i = 0; i < size; i++)
        found |= (code >> i & 1) << (size - 1 - i);
    return (uint16_t)found;
}

static void lay_out(Codes *codes)
{
    for (unsigned i = 0; i < 288; i++) {
        int size = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        unsigned code = i < 144 ? 0x30 + i : i < 256 ? 0x190 + i - 144 : i < 280 ? i - 256
                      : 0xC0 + i - 280;
        codes->sizes[i] = (uint8_t)size;
        codes->bits[i] = reversed(code, size);
    }
    for (unsigned i = 0; i < 32; i++)
        codes->distances[i] = reversed(i, 5);
}

static void put_match(Bits *to, const Codes *codes, Match match)
{
    uint32_t length = (uint32_t)match.length - 3, distance = (uint32_t)match.distance - 1;
    int more = length < 8 || length == LONGEST - 3 ? 0 : highest_bit(length) - 2;
    unsigned code = length == LONGEST - 3 ? 285
                  : length < 8            ? 257 + length
                                          : 257 + 4 * (unsigned)more + (length >> more);
    put(to, codes->bits[code], codes->sizes[code]);
    put(to, length & ((1u << more) - 1), more);
    more = distance < 4 ? 0 : highest_bit(distance) - 1;
    put(to, codes->distances[2 * (unsigned)more + (distance >> more)], 5);
    put(to, distance & ((1u << more) - 1), more);
}

static uint32_t bucket(const uint8_t *at)
{
    uint32_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes * 2654435761u >> (32 - BUCKET_BITS);
}

static void note(Search *in, int32_t place)
{
    uint32_t own = bucket(in->text + place);
    in->before[place] = in->last[own];
    in->last[own] = place;
}

/* How many bytes are alike from two places on; up to 7 more can be read behind the text. */
static int32_t alike(const uint8_t *one, const uint8_t *other, int32_t most)
{
    for (int32_t length = 0; length < most; length += 8) {
        uint64_t a, b;
        memcpy(&a, one + length, sizeof a);
        memcpy(&b, other + length, sizeof b);
        if (a != b) {
            length += lowest_bit(a ^ b) >> 3;
            return length < most ? length : most;
        }
    }
    return most;
}

/* The longest match of what follows a place, of equally long ones the nearest. */
static Match longest(const Search *in, int32_t place)
{
    Match best = {SHORTEST - 1, 0};
    int32_t most = in->end - place < LONGEST ? in->end - place : LONGEST;
    int32_t at = in->last[bucket(in->text + place)];
    for (int tries = TRIES; tries && at >= 0 && place - at <= in->reach; tries--) {
        if (in->text[at + best.length] == in->text[place + best.length]) {
            int32_t length = alike(in->text + at, in->text + place, most);
            if (length > best.length) {
                best.length = length;
                best.distance = place - at;
                if (length >= LONG_ENOUGH || length == most)
                    break;
            }
        }
        at = in->before[at];
    }
    return best;
}

static void press_record(Search *in, const Codes *codes, int32_t place, Bits *to)
{
    int32_t noted_end = in->end - SHORTEST;
    put(to, 3, 3); /* the last block, with fixed codes */
    while (place < in->end) {
        Match match = {0, 0};
        int32_t next = place + 1;
        if (place <= noted_end) {
            match = longest(in, place);
            note(in, place);
        }
        if (match.length >= SHORTEST) {
            put_match(to, codes, match);
            next = place + match.length;
        } else {
            put(to, codes->bits[in->text[place]], codes->sizes[in->text[place]]);
        }
        for (place++; place < next && place <= noted_end; place++)
            note(in, place);
        place = next;
    }
    put(to, codes->bits[256], codes->sizes[256]);
    put_rest(to);
}

/* Presses all records one after another. */
static void press_all(
    Search *in, const uint8_t *records, const Array *ends, int32_t primer, Bits *to,
    int64_t *written)
{
    const int64_t *end = AT(*ends, int64_t);
    Codes codes;
    int32_t primed[BUCKETS];
    lay_out(&codes);
    memset(in->last, -1, sizeof in->last);
    for (int32_t place = 0; place + SHORTEST <= primer; place++)
        note(in, place);
    memcpy(primed, in->last, sizeof primed);
    for (place_t i = 0, start = 0; i < ends->length; start = end[i++]) {
        memcpy(in->text + primer, records + start, (size_t)(end[i] - start));
        memcpy(in->last, primed, sizeof in->last);
        in->end = primer + (int32_t)(end[i] - start);
        press_record(in, &codes, primer, to);
        written[i] = to->written;
    }
}

/* How long the longest record is; -1 where they do not lie one after another within the size. */
static place_t longest_record(const Array *ends, place_t size)
{
    const int64_t *end = AT(*ends, int64_t);
    place_t longest = 0;
    for (place_t i = 0, start = 0; i < ends->length; start = end[i++]) {
        if (end[i] < start || end[i] > size)
            return -1;
        longest = end[i] - start > longest ? end[i] - start : longest;
    }
    return longest;
}

/* press(primer, records, ends, reach, out, out_ends): presses the records, which end there, one
   after another; a match reaches so far back at most. No record takes more than nine bits a byte
   and four bytes, for which `out` has to have room. */
KERNEL(press)
{
    (void)self;
    enum { PRIMER, RECORDS, ENDS, OUT, OUT_ENDS, ALL };
    static const int argument[ALL] = {0, 1, 2, 4, 5};
    static const enum Kind kind[ALL] = {NUMBERS, NUMBERS, ROWS, NUMBERS, ROWS};
    Array arrays[ALL] = {{.width = 0}};
    Search in = {.text = NULL, .before = NULL};
    PyObject *result = NULL;
    if (expects(given_count, 6) < 0)
        return NULL;
    long reach = PyLong_AsLong(given[3]);
    if (PyErr_Occurred())
        return NULL;
    for (int i = 0; i < ALL; i++)
        if (take(&arrays[i], given[argument[i]], kind[i], i >= OUT) < 0)
            goto done;
    place_t primer = arrays[PRIMER].view.len, size = arrays[RECORDS].view.len;
    place_t count = arrays[ENDS].length, longest = longest_record(&arrays[ENDS], size);
    if (longest < 0) {
        outside();
        goto done;
    }
    if (primer + longest > INT32_MAX / 2 || reach < 1 || reach > 32768
        || arrays[OUT].view.len < size + size / 8 + 4 * count || arrays[OUT_ENDS].length < count) {
        PyErr_SetString(PyExc_ValueError, "too long a record, or no room for the result");
        goto done;
    }
    in.text = calloc((size_t)(primer + longest) + 8, 1);
    in.before = malloc((size_t)(primer + longest + 1) * sizeof *in.before);
    if (!in.text || !in.before) {
        PyErr_NoMemory();
        goto done;
    }
    memcpy(in.text, arrays[PRIMER].view.buf, (size_t)primer);
    in.reach = (int32_t)reach;
    Bits to = {.out = INTO(arrays[OUT], uint8_t)};
    Py_BEGIN_ALLOW_THREADS
    press_all(&in, AT(arrays[RECORDS], uint8_t), &arrays[ENDS], (int32_t)primer, &to,
              INTO(arrays[OUT_ENDS], int64_t));
    Py_END_ALLOW_THREADS
    result = counted(count);
done:
    free(in.text);
    free(in.before);
    release(arrays, ALL);
    return result;
}
