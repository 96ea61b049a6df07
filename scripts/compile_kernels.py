"""A step of building the package: the kernels in C, compiled where a compiler is at hand.

Where there is none, or Python's headers are missing, the package is built without them and its
kernels stay in numpy: slower, but with the same answers.
"""

from __future__ import annotations

import os
import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError

_PACKAGE = "searchapp/kernels"
# Without contraction sums come out as in numpy, to the last bit.
_UNIX, _WINDOWS = ["-O3", "-std=c11", "-ffp-contract=off"], ["/O2", "/fp:precise"]


class CompiledKernels(BuildHookInterface):  # type: ignore[misc]  # the backend is not installed
    """Hatch calls `initialize` before it makes a wheel or an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._place = tempfile.TemporaryDirectory()
        built = _compiled(Path(self.root), Path(self._place.name))
        if version == "editable":
            self._replace_in_checkout(built)
        if built is None:
            self.app.display_warning("without the kernels in C; those in numpy do the same, slower")
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{platform}"
        if version != "editable":
            build_data["force_include"][str(built)] = f"{_PACKAGE}/{built.name}"

    def _replace_in_checkout(self, built: Path | None) -> None:
        """Put the module in place of the one from former sources, which a running program may
        have mapped: so it is moved there and not written."""
        package = Path(self.root, _PACKAGE)
        if built is None:
            for former in (*package.glob("_native*.so"), *package.glob("_native*.pyd")):
                former.unlink()
        else:
            draft = package / f"{built.name}.draft"
            shutil.copy(built, draft)
            draft.replace(draft.with_suffix(""))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._place.cleanup()


def _compiled(root: Path, place: Path) -> Path | None:
    """The module, built in `place`; None where it cannot be, of which setuptools says why."""
    os.chdir(root)
    sources = Path(_PACKAGE, "native")
    extension = Extension(
        "_native",
        sorted(str(each) for each in sources.glob("*.c")),
        extra_compile_args=_WINDOWS if os.name == "nt" else _UNIX,
        py_limited_api=True,
        optional=True,
    )
    command = build_ext(Distribution({"ext_modules": [extension]}))
    command.build_lib = command.build_temp = str(place)
    command.ensure_finalized()
    try:
        command.run()
    except (BaseError, OSError) as error:
        print(f"no C compiler: {error}")
    built = Path(command.get_ext_fullpath(extension.name))
    return built if built.exists() else None
