"""Who is named in a passage, by which words, and under which preferred name?

- name: a run of tokens that names somebody, with the value it stands for (see reading.py).
- known: in the vocabulary; discovered: read from how it is written.
- role: how a name takes part where it does not stand for itself: in a title, as a parent.

    reader          one pass over the tokens; asks all the others
    lexicon         the vocabulary made ready: tries of names and sets of words
    discovery       names in no vocabulary; runs: where such words begin and end; persons: those of
                    people, by titles and given names
    units           military units by their number
    sides           what belongs to a country: forces, institutions; capitals: its government
    resolution      what a surname, an abbreviation, "the ministry" stands for in a document
    bareforces      whose "the troops" or "government forces" are
    roles           names that only colour another one
    transliteration keys under which the spellings of one person meet
"""
