"""A search in words with typographic quotes, for citations and the heads of exports."""

from __future__ import annotations

import re

from searchapp import querylang
from searchapp.model import Search

# The reading puts words of the query between stars.
_STARRED = re.compile(r"(?<!\w)\*(?! )([^*\n]+?)(?<! )\*(?!\w)")


def search_in_words(search: Search) -> str:
    """`words “crypto” and “call-up”; source BBC or source Meduza; not topic western aid`."""
    return _STARRED.sub(r"“\1”", querylang.search_in_words(search))
