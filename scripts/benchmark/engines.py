"""The engines by name; one whose library is missing is left out."""

from __future__ import annotations

import importlib

from benchmark.engine import Engine

_MODULES = {
    "searchapp": ("ours", "Ours"),
    "searchapp-full": ("ours", "OursInFull"),
    "searchapp-page": ("ours", "OursAsAPage"),
    "searchapp-numpy": ("ours", "OursInNumpy"),
    "tantivy": ("tantivy_engine", "Tantivy"),
    "tantivy-page": ("tantivy_engine", "TantivyAsAPage"),
    "xapian": ("xapian_engine", "Xapian"),
    "xapian-page": ("xapian_engine", "XapianAsAPage"),
    "sqlite": ("sqlite_engine", "Sqlite"),
    "whoosh": ("stock_engine", "StockWhoosh"),
}
# Which engine's index one reads that builds none of its own.
INDEX_OF = {
    "searchapp-full": "searchapp",
    "searchapp-page": "searchapp",
    "searchapp-numpy": "searchapp",
    "tantivy-page": "tantivy",
    "xapian-page": "xapian",
}
NAMES = tuple(_MODULES)


def engine(name: str) -> Engine | None:
    """None where its library is not installed."""
    module, kind = _MODULES[name]
    try:
        made: Engine = getattr(importlib.import_module(f"benchmark.{module}"), kind)()
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith(("benchmark", "searchapp")):
            raise
        return None
    return made
