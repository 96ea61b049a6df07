"""The share of a public test set of dates that is resolved as expected."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SET = PROJECT.parent / "shared" / "dates" / "recognizers_en.jsonl.gz"


@pytest.mark.skipif(not SET.is_file(), reason="the public test set is not part of the project")
def test_nine_tenths_of_what_the_codebook_covers_is_resolved_as_expected() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "evaluate_dates.py"), str(SET)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    summary = done.stdout.splitlines()[-1]
    assert summary.startswith("resolved as expected: ")
    assert float(summary.rsplit("= ", 1)[1]) >= 0.90, summary
