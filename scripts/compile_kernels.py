"""A step of building the package: the kernels in C, compiled where a compiler is at hand.

Where there is none, or Python's headers are missing, the package is built without them and its
kernels stay in numpy: slower, but with the same answers.
"""

from __future__ import annotations

import os
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError

_SOURCES = "searchapp/kernels/native"
# Without contraction sums come out as in numpy, to the last bit.
_UNIX, _WINDOWS = ["-O3", "-std=c11", "-ffp-contract=off"], ["/O2", "/fp:precise"]


class CompiledKernels(BuildHookInterface):  # type: ignore[misc]  # the backend is not installed
    """Hatch calls `initialize` for wheels and for editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            built = _compile(Path(self.root))
        except (BaseError, OSError) as error:
            self.app.display_warning(f"the kernels in C were not built: {error}")
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{platform}"
        build_data["artifacts"].append(built)


def _compile(root: Path) -> str:
    """The path of the module that was built into the package. Raises BaseError or OSError."""
    os.chdir(root)
    extension = Extension(
        "searchapp.kernels._native",
        sorted(str(each) for each in Path(_SOURCES).glob("*.c")),
        depends=[f"{_SOURCES}/arrays.h"],
        extra_compile_args=_WINDOWS if os.name == "nt" else _UNIX,
        py_limited_api=True,
    )
    with tempfile.TemporaryDirectory() as place:
        command = build_ext(Distribution({"ext_modules": [extension]}))
        command.inplace, command.force = True, True
        command.build_temp = command.build_lib = place
        command.ensure_finalized()
        command.run()
        return str(command.get_ext_fullpath(extension.name))
