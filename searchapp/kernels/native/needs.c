/* Rules whose needs a text meets; see kernels/needs.py. */

#include "arrays.h"

#define RULES "searchapp.kernels.rules"

/* Lists of numbers in a row: list n lies between ends[n] and ends[n + 1]. */
typedef struct {
    int32_t *ends, *items;
    place_t count;
} Lists;

typedef struct {
    Lists pairs;    /* by first number: the second ones; each pair is a term, after the singles */
    Lists asked_by; /* by term: the rules to look at */
    Lists needs;    /* by rule: its further needs */
    Lists choices;  /* by need: the terms of which one is enough */
    int32_t *always;
    place_t always_count, singles, terms, rules;
} Rules;

static int32_t *copied(PyObject *from, place_t *length)
{
    Array array = {.width = 0};
    int32_t *copy = NULL;
    if (take(&array, from, NUMBERS, 0) < 0)
        return NULL;
    if (array.width != 4)
        PyErr_SetString(PyExc_TypeError, "numbers of 32 bits belong here");
    else if ((copy = PyMem_Malloc((size_t)array.view.len + 1)) == NULL)
        PyErr_NoMemory();
    else
        memcpy(copy, array.view.buf, (size_t)array.view.len);
    *length = array.length;
    release(&array, 1);
    return copy;
}

/* Whether all numbers lie from 0 to below a bound. */
static int are_below(const int32_t *numbers, place_t length, place_t bound)
{
    for (place_t i = 0; i < length; i++)
        if (numbers[i] < 0 || numbers[i] >= bound) {
            outside();
            return 0;
        }
    return 1;
}

static int take_lists(Lists *lists, PyObject *ends, PyObject *items)
{
    place_t ends_length, items_length;
    if ((lists->ends = copied(ends, &ends_length)) == NULL
        || (lists->items = copied(items, &items_length)) == NULL)
        return -1;
    lists->count = ends_length - 1;
    int sound = ends_length > 0 && lists->ends[0] == 0
             && lists->ends[lists->count] == items_length;
    for (place_t i = 0; sound && i < lists->count; i++)
        sound = lists->ends[i] <= lists->ends[i + 1];
    if (!sound)
        outside();
    return sound ? 0 : -1;
}

#define ITEMS(lists) ((lists).items), ((lists).ends[(lists).count])

static int take_rules(Rules *rules, PyObject *const *given)
{
    if (take_lists(&rules->pairs, given[0], given[1]) < 0
        || take_lists(&rules->asked_by, given[2], given[3]) < 0
        || take_lists(&rules->needs, given[4], given[5]) < 0
        || take_lists(&rules->choices, given[6], given[7]) < 0
        || (rules->always = copied(given[8], &rules->always_count)) == NULL)
        return -1;
    rules->singles = rules->pairs.count;
    rules->terms = rules->singles + rules->pairs.ends[rules->pairs.count];
    rules->rules = rules->needs.count;
    if (rules->asked_by.count != rules->terms) {
        outside();
        return -1;
    }
    int sound = are_below(ITEMS(rules->pairs), rules->singles)
             && are_below(ITEMS(rules->asked_by), rules->rules)
             && are_below(ITEMS(rules->needs), rules->choices.count)
             && are_below(ITEMS(rules->choices), rules->terms)
             && are_below(rules->always, rules->always_count, rules->rules);
    return sound ? 0 : -1;
}

static void free_lists(Lists *lists)
{
    PyMem_Free(lists->ends);
    PyMem_Free(lists->items);
}

static void free_rules(Rules *rules)
{
    free_lists(&rules->pairs);
    free_lists(&rules->asked_by);
    free_lists(&rules->needs);
    free_lists(&rules->choices);
    PyMem_Free(rules->always);
    PyMem_Free(rules);
}

static void discard(PyObject *capsule)
{
    Rules *rules = PyCapsule_GetPointer(capsule, RULES);
    if (rules != NULL)
        free_rules(rules);
}

/* rules(pair_ends, pairs, asked_ends, asked, need_ends, needs, choice_ends, choices, always):
   rules made ready, from lists that `Rules` above tells of. */
KERNEL(rules)
{
    (void)self;
    if (expects(given_count, 9) < 0)
        return NULL;
    Rules *rules = PyMem_Calloc(1, sizeof(Rules));
    if (rules == NULL)
        return PyErr_NoMemory();
    PyObject *capsule = take_rules(rules, given) < 0 ? NULL : PyCapsule_New(rules, RULES, discard);
    if (capsule == NULL)
        free_rules(rules);
    return capsule;
}

/* --- a text -------------------------------------------------------------------------------- */

typedef struct {
    const Rules *rules;
    uint8_t *held, *seen; /* which terms the text holds, and which rules have been looked at */
    int32_t *terms, *found;
    place_t terms_count, found_count;
} Asked;

static void hold(Asked *asked, place_t term)
{
    if (!asked->held[term])
        asked->terms[asked->terms_count++] = (int32_t)term;
    asked->held[term] = 1;
}

/* The number of a word; -1 for one that means nothing, and with an error set where it is none. */
static place_t number_at(PyObject *text, place_t place)
{
    PyObject *item = PyList_GetItem(text, place);
    return item ? PyLong_AsSsize_t(item) : -1;
}

static int hold_terms(Asked *asked, PyObject *text)
{
    const Lists *pairs = &asked->rules->pairs;
    place_t length = PyList_Size(text), before = -1;
    if (length < 0)
        return -1;
    for (place_t i = 0; i < length; i++) {
        place_t number = number_at(text, i);
        if (number == -1 && PyErr_Occurred())
            return -1;
        if (number < 0 || number >= pairs->count)
            number = -1; /* needed by no rule */
        else
            hold(asked, number);
        if (number >= 0 && before >= 0)
            for (int32_t at = pairs->ends[before]; at < pairs->ends[before + 1]; at++)
                if (pairs->items[at] == number)
                    hold(asked, pairs->count + at);
        before = number;
    }
    return 0;
}

static int holds_one(const Asked *asked, int32_t need)
{
    const Lists *choices = &asked->rules->choices;
    for (int32_t at = choices->ends[need]; at < choices->ends[need + 1]; at++)
        if (asked->held[choices->items[at]])
            return 1;
    return 0;
}

static void look_at(Asked *asked, int32_t rule)
{
    const Lists *needs = &asked->rules->needs;
    if (asked->seen[rule])
        return;
    asked->seen[rule] = 1;
    for (int32_t at = needs->ends[rule]; at < needs->ends[rule + 1]; at++)
        if (!holds_one(asked, needs->items[at]))
            return;
    asked->found[asked->found_count++] = rule;
}

static void look_at_all(Asked *asked)
{
    const Rules *rules = asked->rules;
    for (place_t i = 0; i < rules->always_count; i++)
        look_at(asked, rules->always[i]);
    for (place_t i = 0; i < asked->terms_count; i++) {
        int32_t term = asked->terms[i];
        for (int32_t at = rules->asked_by.ends[term]; at < rules->asked_by.ends[term + 1]; at++)
            look_at(asked, rules->asked_by.items[at]);
    }
}

static int by_number(const void *one, const void *other)
{
    return *(const int32_t *)one - *(const int32_t *)other;
}

static PyObject *listed(const int32_t *numbers, place_t count)
{
    PyObject *list = PyList_New(count);
    for (place_t i = 0; list && i < count; i++) {
        PyObject *number = PyLong_FromLong(numbers[i]);
        if (number == NULL || PyList_SetItem(list, i, number) < 0)
            Py_CLEAR(list);
    }
    return list;
}

/* met(text, rules): the rules that a list of numbers meets, in order. */
KERNEL(met)
{
    (void)self;
    if (expects(given_count, 2) < 0)
        return NULL;
    const Rules *rules = PyCapsule_GetPointer(given[1], RULES);
    if (rules == NULL)
        return NULL;
    PyObject *result = NULL;
    size_t count = (size_t)(rules->terms + rules->rules);
    Asked asked = {.rules = rules};
    asked.held = PyMem_Calloc(count + 1, 1);
    asked.terms = PyMem_Malloc((count + 1) * sizeof(*asked.terms));
    if (asked.held == NULL || asked.terms == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    asked.seen = asked.held + rules->terms;
    asked.found = asked.terms + rules->terms;
    if (hold_terms(&asked, given[0]) < 0)
        goto done;
    look_at_all(&asked);
    qsort(asked.found, (size_t)asked.found_count, sizeof(*asked.found), by_number);
    result = listed(asked.found, asked.found_count);
done:
    PyMem_Free(asked.held);
    PyMem_Free(asked.terms);
    return result;
}

static int put_place(PyObject *placed, PyObject *name, place_t place)
{
    PyObject *number = PyLong_FromSsize_t(place);
    PyObject *places = number ? PyDict_GetItemWithError(placed, name) : NULL;
    int result = -1;
    if (places != NULL)
        result = PyList_Append(places, number);
    else if (number != NULL && !PyErr_Occurred() && (places = PyList_New(0)) != NULL) {
        if (PyList_Append(places, number) == 0)
            result = PyDict_SetItem(placed, name, places);
        Py_DECREF(places);
    }
    Py_XDECREF(number);
    return result;
}

/* placed(text, names): where the words of a text stand, by the names of their numbers; those of
   number -1 left out. */
KERNEL(placed)
{
    (void)self;
    if (expects(given_count, 2) < 0)
        return NULL;
    place_t length = PyList_Size(given[0]), count = PyList_Size(given[1]);
    PyObject *placed = length < 0 || count < 0 ? NULL : PyDict_New();
    for (place_t i = 0; placed && i < length; i++) {
        place_t number = number_at(given[0], i);
        if (number == -1 && !PyErr_Occurred())
            continue;
        PyObject *name = number < 0 ? NULL : PyList_GetItem(given[1], number);
        if (number < -1)
            outside();
        if (name == NULL || put_place(placed, name, i) < 0)
            Py_CLEAR(placed);
    }
    return placed;
}
