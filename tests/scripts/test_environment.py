"""The environment is made once, and again only when what it needs has changed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import environment
import pytest

KERNEL = "searchapp/kernels/native/one.c"


class Runs:
    """Stands for the commands that make and fill an environment."""

    def __init__(self, project: Path, *, fails_at: str = "") -> None:
        self.project, self.fails_at = project, fails_at
        self.commands: list[str] = []

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        step = command[2]
        self.commands.append(step)
        if step == "venv":
            (Path(command[-1]) / "bin").mkdir(parents=True)
            (Path(command[-1]) / "bin" / "python").touch()
        return subprocess.CompletedProcess(command, int(step == self.fails_at))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "compile_kernels.py").write_text("# compiles\n")
    (tmp_path / KERNEL).parent.mkdir(parents=True)
    (tmp_path / KERNEL).write_text("int one;\n")
    monkeypatch.setattr(environment, "PROJECT", tmp_path)
    monkeypatch.setattr("environment.os.name", "posix")
    return tmp_path


def runs(project: Path, monkeypatch: pytest.MonkeyPatch, *, fails_at: str = "") -> Runs:
    fake = Runs(project, fails_at=fails_at)
    monkeypatch.setattr("environment.subprocess.run", fake)
    return fake


def test_a_second_run_installs_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = runs(project, monkeypatch)
    first = environment.python_in(".venv")
    second = environment.python_in(".venv")

    assert first == second == project / ".venv" / "bin" / "python"
    assert fake.commands == ["venv", "pip"]


@pytest.mark.parametrize("changed", ["pyproject.toml", "scripts/compile_kernels.py", KERNEL])
def test_what_changed_is_installed_into_the_same_environment(
    project: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    fake = runs(project, monkeypatch)
    environment.python_in(".venv")
    (project / changed).write_text("another\n")
    environment.python_in(".venv")

    assert fake.commands == ["venv", "pip", "pip"]


def test_a_failed_installation_is_tried_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(project, monkeypatch, fails_at="pip")
    with pytest.raises(SystemExit, match="is the package registry reachable"):
        environment.python_in(".venv")
    fake = runs(project, monkeypatch)
    environment.python_in(".venv")

    assert fake.commands == ["pip"]


def test_a_python_without_environments_is_told_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(project, monkeypatch, fails_at="venv")
    with pytest.raises(SystemExit, match="python3-venv"):
        environment.python_in(".venv")


def test_an_old_python_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("environment.sys.version_info", (3, 10))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later"):
        environment.python_in(".venv")


def test_a_signal_to_the_script_reaches_the_command(tmp_path: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(Path(environment.__file__).parent)!r}); "
        "import environment; "
        "environment.hand_over([sys.executable, '-c', "
        "'import time; print(\"ready\", flush=True); time.sleep(60)'])"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        process.terminate()

    assert process.returncode == -signal.SIGTERM
