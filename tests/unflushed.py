"""Tests that write much and do not flush it."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def unflushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushing takes most of the time, and a process that dies does not miss it."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
