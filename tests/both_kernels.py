"""Tests that run twice: with the kernels in C, and with those in numpy."""

from __future__ import annotations

import pytest

from searchapp.kernels import compiled


@pytest.fixture(params=["C", "numpy"], autouse=True)
def kernels(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which kernels the test runs with. test_native.py fails where those in C should be there."""
    chosen: str = request.param
    if chosen == "numpy":
        monkeypatch.setattr(compiled, "native", None)
        monkeypatch.setenv("SEARCHAPP_KERNELS", "numpy")  # for processes that the test starts
    elif compiled.native is None:
        pytest.skip("searchapp was installed without a C compiler")
    return chosen
