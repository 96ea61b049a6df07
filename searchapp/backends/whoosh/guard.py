"""The fence around the Whoosh library: which one we accept, and what its pickles may name.

- guard: the unpickler that Whoosh's modules are given in place of `pickle`'s. It builds plain
  values and the classes listed here; anything else raises UnpicklingError and runs nothing.

Whoosh stores its table of contents, blocks of postings and stored fields as pickles, and opening
them as they come would run whatever code an index from elsewhere carries.
"""

from __future__ import annotations

import importlib
import io
import pickle
import sys
import warnings
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO

from searchapp.errors import UsageError

VERSION = (2, 7, 5)
# Imported before the guard is set, so that none of them can bind an unguarded reader later.
_READERS = """
    whoosh.compat whoosh.columns whoosh.formats whoosh.index whoosh.legacy whoosh.reading
    whoosh.writing whoosh.codec.whoosh3 whoosh.codec.plaintext
    whoosh.filedb.compound whoosh.filedb.fileindex
    whoosh.filedb.filestore whoosh.filedb.filetables
    whoosh.filedb.structfile whoosh.util.loading
""".split()
ALLOWED = frozenset(
    {
        ("_codecs", "encode"),
        ("builtins", "bytes"),
        ("builtins", "int"),
        ("collections", "defaultdict"),
        ("searchapp.backends.whoosh.codec", "ArraySegment"),
        ("searchapp.backends.whoosh.fields", "Words"),
        ("whoosh.analysis.tokenizers", "IDTokenizer"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.columns", "NumericColumn"),
        ("whoosh.fields", "COLUMN"),
        ("whoosh.fields", "ID"),
        ("whoosh.fields", "STORED"),
        ("whoosh.fields", "Schema"),
        ("whoosh.fields", "TEXT"),
        ("whoosh.formats", "Existence"),
        ("whoosh.formats", "Positions"),
    }
)

_NEW_NAMES = {"__builtin__": "builtins"}  # as pickles of the old protocols have it


class Guarded(pickle.Unpickler):
    """An unpickler that knows the names in ALLOWED and no others."""

    def find_class(self, module: str, name: str) -> Any:
        module = _NEW_NAMES.get(module, module)
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"the index names {module}.{name}, which it may not")
        return super().find_class(module, name)


def load(file: BinaryIO, **options: Any) -> Any:
    return Guarded(file, **options).load()


def loads(pickled: bytes, **options: Any) -> Any:
    return Guarded(io.BytesIO(pickled), **options).load()


def check_version(whoosh: ModuleType) -> None:
    """Raises UsageError where another distribution of Whoosh answers to the name."""
    found = getattr(whoosh, "__version__", None)
    if found != VERSION:
        shown = ".".join(map(str, found)) if isinstance(found, tuple) else str(found)
        raise UsageError(
            f"the installed `whoosh` is {shown}, not Whoosh-Reloaded 2.7.5; distributions of that "
            "name overwrite one another. Run `pip uninstall -y Whoosh whoosh3 Whoosh-Reloaded`, "
            "then `pip install Whoosh-Reloaded==2.7.5`"
        )


def set_guard() -> None:
    """Put the guard in every module of Whoosh that could unpickle. May be called twice."""
    with warnings.catch_warnings():
        # Whoosh-Reloaded 2.7.5 is no longer developed; newer Pythons warn of its source.
        warnings.simplefilter("ignore")
        for name in _READERS:
            importlib.import_module(name)
    safe_pickle = SimpleNamespace(
        **{
            name: getattr(pickle, name)
            for name in ("dump", "dumps", "PickleError", "PicklingError", "UnpicklingError")
        },
        load=load,
        loads=loads,
        Unpickler=Guarded,
    )
    for name in list(sys.modules):
        if name == "whoosh" or name.startswith("whoosh."):
            _replace(vars(sys.modules[name]), safe_pickle)
    sys.modules["whoosh.util.loading"].RenamingUnpickler = Guarded  # type: ignore[attr-defined]
    sys.modules["whoosh.legacy"].RenamingUnpickler = Guarded  # type: ignore[attr-defined]


def _replace(names: dict[str, Any], safe_pickle: SimpleNamespace) -> None:
    for name, bound in list(names.items()):
        if bound is pickle:
            names[name] = safe_pickle
        elif bound is pickle.load:
            names[name] = load
        elif bound is pickle.loads:
            names[name] = loads
        elif bound is pickle.Unpickler:
            names[name] = Guarded
