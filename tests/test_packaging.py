"""The wheel holds all that the command needs, and works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from searchapp.kernels import compiled

PROJECT = Path(__file__).resolve().parents[1]


def wheel_in(place: Path, **environment: str) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(place)]
    subprocess.run([*command, str(PROJECT)], check=True, env={**os.environ, **environment})
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_in(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def run(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command in a folder of its own, with the libraries of this environment."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, "-m", "searchapp", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_templates_static_files_and_vocabularies(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = PROJECT / "searchapp"
    wanted = {
        f"searchapp/{path.relative_to(package).as_posix()}"
        for folder in ("web/templates", "vocabulary")
        for path in (package / folder).rglob("*")
        if path.is_file()
    }
    wanted |= {
        f"searchapp/static/{path.relative_to(PROJECT / 'static').as_posix()}"
        for path in (PROJECT / "static").rglob("*")
        if path.is_file()
    }
    assert wanted
    assert wanted <= held


def test_the_installed_command_indexes_and_searches(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "2023-02-14.txt").write_text("Meduza reported on a call-up in Baikonur.\n")

    built = run(installed, tmp_path, "index", "docs")
    found = run(installed, tmp_path, "search", "baikonur", "--format", "json")

    assert (built.returncode, built.stderr.count("Traceback")) == (0, 0), built.stderr
    assert found.returncode == 0, found.stderr
    assert '"total": 1' in found.stdout


@pytest.mark.skipif(os.name == "nt", reason="there the compiler is not chosen by the environment")
def test_without_a_compiler_the_wheel_has_no_kernels_in_c(wheel: Path, tmp_path: Path) -> None:
    bare = wheel_in(tmp_path, CC="/nowhere/cc")

    assert bare.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(bare) as archive, zipfile.ZipFile(wheel) as whole:
        missing = set(whole.namelist()) - set(archive.namelist())
        assert [name for name in missing if name.startswith("searchapp/")] == (
            ["searchapp/kernels/_native.abi3.so"] if compiled.native else []
        )
