"""All paragraphs of a search in one JSON object, written as they are read.

The head says what was searched; `complete` is the last member and true, so that an object cut
short is no JSON and one that broke off inside says nothing of being complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from searchapp.export.json_form import hit_form, search_form
from searchapp.export.whole import Whole


def write(whole: Whole) -> Iterator[str]:
    head = {
        "total": whole.total,
        "documents": whole.first.documents,
        "build": whole.status.build,
        "words": whole.words,
        "address": whole.page,
        "search": search_form(whole.search),
    }
    yield json.dumps(head, ensure_ascii=True)[:-1] + ', "hits": ['
    joint = "\n"
    for hit in whole.hits():
        yield joint + json.dumps(hit_form(hit, whole.search.typed, whole.base), ensure_ascii=True)
        joint = ",\n"
    yield f'\n], "count": {whole.total}, "complete": true}}\n'
