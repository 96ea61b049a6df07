"""Who is credited with the information in a passage, and by which words?

- credit: "X reported", "according to Y", "told Z"; the outermost one of a clause counts.
- phrase: the tokens before a verb of credit or after "according to", which say whom it means.
- unnamed source: people without a name, who belong to no body that is named.

    sources         the facet: from credits to mentions
    attribution     the grammar: where a credit stands and what it credits
    phrases         where a phrase of credit begins and ends
    governed        what a verb of credit governs
    subjects        whom a phrase means
    reporters       bodies that report by what they do
    words           the verbs, nouns and people that the grammar knows
"""
