/* Numbers for the chunks of much text; see kernels/cutting.py.

   - word: eight bytes at once. A chunk's last word is filled up with zeros from its end on, and
     has one at least; so a chunk is told by its words alone.
   - key: a short chunk's only word; of a longer one a number above all of these that its words
     give, and then its words have to be compared.
   - table: slots in which each key is looked for from the place on that its bits point to, and
     the words of the longer chunks. It grows by itself and lives in a capsule. */

#include "arrays.h"

#define TABLE "searchapp.kernels.chunks"
#define FIRST_BITS 12
#define AHEAD 16 /* chunks */
#define LONGER ((uint64_t)1 << 63)
#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15) /* odd, 2^64 over the golden ratio (Knuth) */
#define ONES UINT64_C(0x0101010101010101)

typedef struct {
    uint64_t key; /* 0 where the slot is empty */
    int32_t number;
    uint32_t kept; /* where the words of a longer chunk are */
} Slot;

typedef struct {
    Slot *slots;
    int bits;
    int32_t known;
    uint64_t *words;
    size_t kept, room;
} Table;

static uint64_t read_word(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Not 0 where a byte of the word is; the lowest bit set is the highest of the first such byte. */
static uint64_t zeros(uint64_t word)
{
    return (word - ONES) & ~word & (ONES << 7);
}

/* The word up to its first zero, whose `zeros` are given. */
static uint64_t cut_off(uint64_t word, uint64_t found)
{
    return word & (((found & (0 - found)) >> 7) - 1);
}

static place_t slot_of(const Table *table, uint64_t key)
{
    return (place_t)((key * MULTIPLIER) >> (64 - table->bits));
}

static int grow(Table *table)
{
    Slot *former = table->slots;
    place_t held = former ? (place_t)1 << table->bits : 0;
    int bits = former ? table->bits + 1 : FIRST_BITS;
    Slot *slots = calloc((size_t)1 << bits, sizeof *slots);
    if (!slots)
        return -1;
    table->slots = slots;
    table->bits = bits;
    for (place_t i = 0; i < held; i++) {
        if (!former[i].key)
            continue;
        place_t at = slot_of(table, former[i].key);
        while (slots[at].key)
            at = (at + 1) & (((place_t)1 << bits) - 1);
        slots[at] = former[i];
    }
    free(former);
    return 0;
}

/* Keeps the words of a longer chunk. */
static int keep(Table *table, const uint8_t *chunk, place_t length)
{
    size_t count = (size_t)length / 8 + 1;
    if (table->kept + count > table->room) {
        size_t room = table->room * 2 + count + 1024;
        uint64_t *words = room > UINT32_MAX ? NULL : realloc(table->words, room * sizeof *words);
        if (!words)
            return -1;
        table->words = words;
        table->room = room;
    }
    uint64_t *into = table->words + table->kept;
    into[count - 1] = 0;
    memcpy(into, chunk, (size_t)length);
    table->kept += count;
    return 0;
}

static int is_kept(const Table *table, uint32_t kept, const uint8_t *chunk, place_t length)
{
    const uint64_t *words = table->words + kept;
    for (; length >= 8; length -= 8, chunk += 8)
        if (*words++ != read_word(chunk))
            return 0;
    uint64_t last = read_word(chunk);
    return *words == cut_off(last, zeros(last));
}

/* The number of a chunk, a new one where it is not known; -1 where there is no memory for it. */
static int32_t number_of(Table *table, uint64_t key, const uint8_t *chunk, place_t length)
{
    place_t last = ((place_t)1 << table->bits) - 1, at = slot_of(table, key);
    for (; table->slots[at].key; at = (at + 1) & last)
        if (table->slots[at].key == key
            && (key < LONGER || is_kept(table, table->slots[at].kept, chunk, length)))
            return table->slots[at].number;
    if (table->known >= last / 2) {
        if (table->known == INT32_MAX || grow(table) < 0)
            return -1;
        return number_of(table, key, chunk, length);
    }
    Slot slot = {key, table->known, (uint32_t)table->kept};
    if (key >= LONGER && keep(table, chunk, length) < 0)
        return -1;
    table->slots[at] = slot;
    return table->known++;
}

typedef struct {
    uint64_t key;
    place_t start, length;
} Chunk;

/* The chunk that starts at a place. */
static Chunk chunk_at(const uint8_t *text, place_t start)
{
    uint64_t word = read_word(text + start), end = zeros(word);
    Chunk found = {cut_off(word, end), start, 0};
    if (!end) {
        for (found.key = 0; !end; found.length += 8) {
            found.key = (found.key ^ word) * MULTIPLIER;
            found.key ^= found.key >> 32;
            word = read_word(text + start + found.length + 8);
            end = zeros(word);
        }
        found.key = ((found.key ^ cut_off(word, end)) * MULTIPLIER) | LONGER;
    }
    found.length += lowest_bit(end) >> 3;
    return found;
}

/* Numbers every chunk and tells where it starts; gives how many there are, -1 where there is no
   memory. Eight zeros come behind the text. Some chunks are found before the first of them is
   looked for, so that their slots have time to come. */
static place_t read_chunks(
    Table *table, const uint8_t *text, place_t size, place_t longest, int32_t *starts,
    int32_t *numbers)
{
    Chunk ahead[AHEAD];
    place_t count = 0;
    for (place_t at = 0; at < size;) {
        int found = 0;
        while (found < AHEAD) {
            while (at < size && !text[at])
                at++;
            if (at >= size)
                break;
            Chunk chunk = chunk_at(text, at);
            FETCH_AHEAD(&table->slots[slot_of(table, chunk.key)]);
            ahead[found++] = chunk;
            at += chunk.length;
        }
        for (int i = 0; i < found; i++, count++) {
            const Chunk *chunk = &ahead[i];
            starts[count] = (int32_t)chunk->start;
            numbers[count] = -1;
            if (chunk->length > longest)
                continue;
            numbers[count] =
                number_of(table, chunk->key, text + chunk->start, chunk->length);
            if (numbers[count] < 0)
                return -1;
        }
    }
    return count;
}

static void let_go(PyObject *capsule)
{
    Table *table = PyCapsule_GetPointer(capsule, TABLE);
    free(table->slots);
    free(table->words);
    free(table);
}

/* chunk_table(): a table without chunks. */
KERNEL(chunk_table)
{
    (void)self;
    (void)given;
    if (expects(given_count, 0) < 0)
        return NULL;
    Table *table = calloc(1, sizeof *table);
    if (!table || grow(table) < 0) {
        free(table);
        return PyErr_NoMemory();
    }
    PyObject *capsule = PyCapsule_New(table, TABLE, let_go);
    if (!capsule) {
        free(table->slots);
        free(table);
    }
    return capsule;
}

/* chunks(table, text, longest, starts, numbers): the start and the number of every chunk of a
   text that ends in eight zeros; of those of more than so many bytes the number is -1. */
KERNEL(chunks)
{
    (void)self;
    Array text = {.width = 0}, starts = {.width = 0}, numbers = {.width = 0};
    PyObject *result = NULL;
    if (expects(given_count, 5) < 0)
        return NULL;
    Table *table = PyCapsule_GetPointer(given[0], TABLE);
    if (!table)
        return NULL;
    place_t longest = PyLong_AsSsize_t(given[2]);
    if (PyErr_Occurred() || take(&text, given[1], NUMBERS, 0) < 0
        || take(&starts, given[3], NUMBERS, 1) < 0 || take(&numbers, given[4], NUMBERS, 1) < 0)
        goto done;
    place_t size = text.view.len - 8, most = (size + 1) / 2;
    if (size < 0 || size > INT32_MAX || read_word(AT(text, uint8_t) + size) || starts.width != 4
        || numbers.width != 4 || starts.length < most || numbers.length < most) {
        PyErr_SetString(PyExc_ValueError, "too long a text, or no room for what is found in it");
        goto done;
    }
    place_t count = read_chunks(table, AT(text, uint8_t), size, longest,
                                INTO(starts, int32_t), INTO(numbers, int32_t));
    result = count < 0 ? PyErr_NoMemory() : counted(count);
done:
    release(&text, 1);
    release(&starts, 1);
    release(&numbers, 1);
    return result;
}
