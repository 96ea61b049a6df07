"""What holds for every test. Random examples have no time limit of their own: on a busy machine
any of them may take long once, which says nothing of the code."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


@pytest.fixture
def collected() -> Iterator[None]:
    """Files that the test leaves to the garbage collector are closed, and warned of, in it and
    not in some later test."""
    yield
    gc.collect()
