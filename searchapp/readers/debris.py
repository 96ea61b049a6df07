"""Which lines of a page are no paragraphs.

- debris: what a saved page leaves behind: link captions, tag lists, "All about the topic:".

The general rule: a short line that does not end as a sentence does. Where most lines of a
document are like that, it is written so (a list of headlines) and all are kept.
"""

from __future__ import annotations

import re

from searchapp.readers.base import Findings

LONGEST_CAPTION = 6  # words
_ENDS_AS_SENTENCE = re.compile(r"[.!?…;。؟।][\"”»’')\]]*$|[\"”»]$")


def is_debris(text: str) -> bool:
    """Whether a line is a caption rather than a sentence."""
    return len(
        text.split(maxsplit=LONGEST_CAPTION)
    ) <= LONGEST_CAPTION and not _ENDS_AS_SENTENCE.search(text)


def ends_as_sentence(text: str) -> bool:
    return bool(_ENDS_AS_SENTENCE.search(text))


def without_debris(texts: list[str], findings: Findings) -> list[str]:
    kept = [text for text in texts if not is_debris(text)]
    if len(kept) * 2 < len(texts):
        return texts
    for text in texts:
        if is_debris(text):
            findings.drop(text, "a short line that does not end as a sentence")
    return kept
