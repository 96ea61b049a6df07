/* Which part of a paragraph is shown, and what of it is marked; see searchapp/snippets.py. */

#include "arrays.h"

#define MOST_ENDINGS 8   /* that a sentence may have */
#define LONGEST_ENDING 8 /* code points */

typedef struct {
    place_t start, end, leaf; /* the code points of a mark, and whose it is */
} Mark;

typedef struct {
    Mark *marks;
    place_t count, leaves;
} Marks;

typedef struct {
    const Py_UCS4 *at;
    place_t length;
    const Array *spaces; /* a bit for each code point */
} Text;

typedef struct {
    Py_UCS4 at[MOST_ENDINGS][LONGEST_ENDING];
    place_t sizes[MOST_ENDINGS], count;
} Endings;

typedef struct {
    place_t start, end;
} Part;

static int by_place(const void *one, const void *other)
{
    const Mark *a = one, *b = other;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->leaf < b->leaf ? -1 : a->leaf > b->leaf;
}

/* The number that stands in a column at the place that the item of a mark names; -1 with an error
   if there is none. */
static place_t looked_up(PyObject *column, PyObject *mark, place_t item)
{
    PyObject *place = PyTuple_GetItem(mark, item);
    PyObject *found = place ? PyObject_GetItem(column, place) : NULL;
    place_t number = found ? PyLong_AsSsize_t(found) : -1;
    Py_XDECREF(found);
    if (number < 0 && !PyErr_Occurred())
        outside();
    return number;
}

/* Takes the marks, runs of tokens, in the order of their places; `marks` is to be freed. */
static int take_marks(Marks *to, PyObject *from, PyObject *starts, PyObject *ends, place_t length)
{
    to->count = PyList_Size(from);
    if (to->count < 0)
        return -1;
    to->marks = malloc((size_t)(to->count + 1) * sizeof *to->marks);
    if (!to->marks) {
        PyErr_NoMemory();
        return -1;
    }
    int in_order = 1;
    for (place_t i = 0; i < to->count; i++) {
        PyObject *given = PyList_GetItem(from, i);
        Mark *mark = &to->marks[i];
        if (!PyTuple_Check(given) || PyTuple_Size(given) != 3) {
            PyErr_SetString(PyExc_TypeError, "a mark is two tokens and a leaf");
            return -1;
        }
        mark->start = looked_up(starts, given, 0);
        mark->end = mark->start < 0 ? -1 : looked_up(ends, given, 1);
        mark->leaf = mark->end < 0 ? -1 : PyLong_AsSsize_t(PyTuple_GetItem(given, 2));
        if (PyErr_Occurred())
            return -1;
        if (mark->end < mark->start || mark->end > length || mark->leaf < 0
            || mark->leaf > INT32_MAX) {
            outside();
            return -1;
        }
        to->leaves = mark->leaf < to->leaves ? to->leaves : mark->leaf + 1;
        in_order = in_order && (i == 0 || by_place(mark - 1, mark) <= 0);
    }
    if (!in_order)
        qsort(to->marks, (size_t)to->count, sizeof *to->marks, by_place);
    return 0;
}

/* The part from the first to the last of those marks that are worth most together: of the most
   leaves, then the most, then the first. -1 without memory. */
static int find_core(const Marks *marks, place_t longest, Part *core)
{
    place_t *held = calloc((size_t)marks->leaves + 1, sizeof *held);
    place_t leaves = 0, left = 0, most_leaves = 0, most = 0;
    if (!held)
        return -1;
    for (place_t right = 0; right < marks->count; right++) {
        const Mark *last = &marks->marks[right];
        leaves += held[last->leaf]++ == 0;
        for (; left < right && last->end - marks->marks[left].start > longest; left++)
            leaves -= --held[marks->marks[left].leaf] == 0;
        place_t count = right - left + 1;
        if (leaves > most_leaves || (leaves == most_leaves && count > most)) {
            most_leaves = leaves, most = count;
            core->start = marks->marks[left].start;
            core->end = last->end;
        }
    }
    free(held);
    if (core->end > core->start + longest)
        core->end = core->start + longest;
    return 0;
}

static int is_space(const Text *text, place_t place)
{
    Py_UCS4 point = text->at[place];
    return (place_t)(point >> 3) < text->spaces->length
        && AT(*text->spaces, uint8_t)[point >> 3] >> (point & 7) & 1;
}

static int is_blank(const Text *text, place_t start, place_t end)
{
    while (start < end && is_space(text, start))
        start++;
    return start == end;
}

static int take_endings(Endings *to, PyObject *from)
{
    to->count = PyTuple_Check(from) ? PyTuple_Size(from) : 0;
    if (to->count > MOST_ENDINGS) {
        outside();
        return -1;
    }
    for (place_t i = 0; i < to->count; i++) {
        PyObject *ending = PyTuple_GetItem(from, i);
        to->sizes[i] = PyUnicode_GetLength(ending);
        if (to->sizes[i] < 1 || to->sizes[i] > LONGEST_ENDING) {
            outside();
            return -1;
        }
        PyUnicode_AsUCS4(ending, to->at[i], LONGEST_ENDING, 0);
    }
    return 0;
}

/* The last place up to `latest` that an ending which begins from `lowest` on ends at, or 0. */
static place_t last_opening(
    const Text *text, const Endings *endings, place_t lowest, place_t latest)
{
    for (place_t at = latest; at > lowest; at--)
        for (place_t i = 0; i < endings->count; i++) {
            place_t size = endings->sizes[i];
            const Py_UCS4 *ending = endings->at[i];
            if (text->at[at - 1] == ending[size - 1] && at - size >= lowest
                && !memcmp(text->at + at - size, ending, (size_t)size * sizeof *ending))
                return at;
        }
    return 0;
}

/* Where to begin: at a sentence if one begins near enough before the first mark, else at a word. */
static place_t find_start(const Text *text, const Endings *endings, Part core, place_t longest)
{
    place_t spare = longest - (core.end - core.start), first = core.start;
    place_t lowest = first - spare * 2 / 3, wanted = first - spare / 3;
    if (lowest < core.end - longest)
        lowest = core.end - longest;
    if (lowest <= 0)
        return 0;
    place_t opening = last_opening(text, endings, lowest, first);
    if (opening > lowest + 1)
        return opening;
    if (wanted < lowest)
        wanted = lowest;
    if (!is_space(text, wanted - 1))
        for (place_t at = wanted; at < first; at++)
            if (is_space(text, at))
                return at + 1;
    return wanted;
}

static place_t find_end(const Text *text, place_t start, place_t last, place_t longest)
{
    place_t end = start + longest > last ? start + longest : last;
    if (end >= text->length)
        return text->length;
    place_t earliest = start + longest / 2 > last ? start + longest / 2 : last;
    if (!is_space(text, end))
        for (place_t at = end - 1; at >= earliest; at--)
            if (is_space(text, at))
                return at;
    return end;
}

/* The marks in a part, counted from its start, those that overlap made one. */
static PyObject *spans_in(const Marks *marks, Part shown)
{
    PyObject *spans = PyList_New(0);
    Part run = {-1, -1};
    for (place_t i = 0; spans && i <= marks->count; i++) {
        const Mark *mark = i < marks->count ? &marks->marks[i] : NULL;
        if (mark && (mark->start >= shown.end || mark->end <= shown.start))
            continue;
        if (mark && mark->start < run.end) {
            run.end = mark->end > run.end ? mark->end : run.end;
            continue;
        }
        if (run.end >= 0) {
            place_t from = run.start > shown.start ? run.start : shown.start;
            place_t to = run.end < shown.end ? run.end : shown.end;
            PyObject *span = Py_BuildValue("nn", from - shown.start, to - shown.start);
            if (!span || PyList_Append(spans, span) < 0)
                Py_CLEAR(spans);
            Py_XDECREF(span);
        }
        if (mark)
            run = (Part){mark->start, mark->end};
    }
    return spans;
}

static int find_part(
    const Text *text, PyObject *endings, const Marks *marks, place_t longest, Part *shown)
{
    Part core = {0, 0};
    Endings known;
    if (take_endings(&known, endings) < 0)
        return -1;
    if (find_core(marks, longest, &core) < 0) {
        PyErr_NoMemory();
        return -1;
    }
    shown->start = find_start(text, &known, core, longest);
    shown->end = find_end(text, shown->start, core.end, longest);
    return 0;
}

/* window(text, marks, starts, ends, longest, spaces, endings): start and end of what is shown, at
   most `longest` code points, whether there is something before and behind it, and the spans to
   be marked in it. Marks are tokens, first and last, and a leaf. */
KERNEL(window)
{
    (void)self;
    enum { TEXT, MARKS, STARTS, ENDS, LONGEST, SPACES, ENDINGS, ALL };
    Array spaces = {.width = 0};
    Marks marks = {NULL, 0, 0};
    Py_UCS4 *copied = NULL;
    PyObject *spans = NULL, *result = NULL;
    if (expects(given_count, ALL) < 0)
        return NULL;
    place_t longest = PyLong_AsSsize_t(given[LONGEST]), length = PyUnicode_GetLength(given[TEXT]);
    if (PyErr_Occurred() || take(&spaces, given[SPACES], NUMBERS, 0) < 0)
        return NULL;
    Part shown = {0, length};
    if (longest < 1) {
        outside();
        goto done;
    }
    copied = PyUnicode_AsUCS4Copy(given[TEXT]);
    Text text = {copied, length, &spaces};
    if (!copied || take_marks(&marks, given[MARKS], given[STARTS], given[ENDS], length) < 0
        || (length > longest && find_part(&text, given[ENDINGS], &marks, longest, &shown) < 0))
        goto done;
    spans = spans_in(&marks, shown);
    if (spans)
        result = Py_BuildValue("nnOOO", shown.start, shown.end,
                               is_blank(&text, 0, shown.start) ? Py_False : Py_True,
                               is_blank(&text, shown.end, length) ? Py_False : Py_True, spans);
done:
    Py_XDECREF(spans);
    PyMem_Free(copied);
    free(marks.marks);
    release(&spaces, 1);
    return result;
}
