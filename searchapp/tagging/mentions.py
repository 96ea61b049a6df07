"""Mentions as the taggers make them: words of a passage that stand for a value.

A frozen dataclass guards each of its fields while it is made, which takes most of the time of
making it. Here the slots are set before anyone else can see them; the values are the same.
"""

from __future__ import annotations

from dataclasses import fields

from searchapp.model import Mention

_set_value, _set_start, _set_end, _set_text, _set_rule, _set_inherited, _set_aliases = (
    vars(Mention)[field.name].__set__ for field in fields(Mention)
)


def mention(
    value: str, span: tuple[int, int], *, of: str, rule: str, aliases: tuple[str, ...] = ()
) -> Mention:
    """The mention of a value by the words that stand at `span` in the text `of` a passage."""
    made = object.__new__(Mention)
    start, end = span
    _set_value(made, value)
    _set_start(made, start)
    _set_end(made, end)
    _set_text(made, of[start:end])
    _set_rule(made, rule)
    _set_inherited(made, False)
    _set_aliases(made, aliases)
    return made
