"""Which places does a paragraph name, as paths such as Ukraine/Donetsk Oblast/Bakhmut?

- naming: a run of words that some place is called by; candidate: one place that it may mean.
- setting: the places, divisions and countries that a document speaks of.
- company: the words around a naming, which tell a place from a part of something else.

    regions         the facet: read, settle, weigh; asks all the others
    settling        the likeliest place of each naming
    evidence        whether a naming is a place at all
    unlisted        places of no list, known by what is done to them
    strays          small places judged by those around them
    sites           rivers, bases and villages that are in no list
    divisions       the oblast or the town of that name
    namesakes       the setting, and which of several places of one name agrees with it
    company         what the words around a name say of it
    placenames      the namings of a text with their company
    gazetteer       the places of the world by spelling
    inflections     names out of their cases
    spellings       romanisation and normal forms

Each module knows only those below it.
"""
