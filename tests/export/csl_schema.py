"""The part of the shape of CSL-JSON (version 1.0.2) that our items use, written for these tests.

Names of variables and types are those of the CSL specification; anything else is refused.
"""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": "integer"},
                "minItems": 1,
                "maxItems": 3,
            },
            "minItems": 1,
            "maxItems": 2,
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
_NAMES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"literal": _TEXT},
        "required": ["literal"],
        "additionalProperties": False,
    },
}
_TEXTS = (
    *("title", "publisher", "URL", "source", "section", "language"),
    *("abstract", "keyword", "annote", "note"),
)
CSL: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": _TEXT,
            "type": {"enum": ["report", "webpage"]},
            "author": _NAMES,
            "issued": _DATE,
            "accessed": _DATE,
            "custom": {"type": "object"},
            **dict.fromkeys(_TEXTS, _TEXT),
        },
        "required": ["id", "type", "title"],
        "additionalProperties": False,
    },
}
