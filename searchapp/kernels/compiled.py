"""The kernels in C, which take the place of numpy's slower loops where they could be built.

`native` is None where no compiler was at hand when searchapp was installed, or where the
environment says SEARCHAPP_KERNELS=numpy.
"""

from __future__ import annotations

import os

try:
    from searchapp.kernels import _native as _built
except ImportError:
    _built = None  # type: ignore[assignment]

_asked_away = os.environ.get("SEARCHAPP_KERNELS") == "numpy"
native = None if _asked_away else _built
IN_USE = "in C" if native else "in numpy, which is slower: no C compiler when installed"
if _asked_away:
    IN_USE = "in numpy, as SEARCHAPP_KERNELS asks"
