"""Small functions on numpy arrays, which the fast index is made of. They know nothing else.

- row: the number of a paragraph in an index, from 0; rows ascend in every array of them.
- span: a run of neighbouring places in an array: where it starts and how long it is.
- code: the number of a facet value in an index.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

# Whole numbers of any width, or truth values, which count as 0 and 1.
Ints: TypeAlias = NDArray[Any]
Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
# Numbers or a Mask; a union would have to be taken apart at every use.
Rows: TypeAlias = NDArray[Any]
