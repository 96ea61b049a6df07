"""Is the vocabulary right, and what does it do? The researcher's tools.

- entry: a preferred name or rule of the vocabulary with its file and line.
- finding: what is wrong with an entry, or what tags it gains and loses.

    checking        duplicates, aliases of two values, queries that cannot be read
    comparing       paragraphs that gain or lose a value between two vocabularies
    explaining      why a paragraph has its values
    suggesting      frequent discovered names, ready to paste into a vocabulary
    contents        the files that there are and how much they hold
    naming          other spellings of the names in an index
"""
