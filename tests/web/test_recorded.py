"""Addresses that have been published go on leading where they led."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.site import Reader

RECORDED = Path(__file__).resolve().parents[1] / "cases" / "recorded_addresses.txt"
LINES = [
    line.split(" -> ")
    for line in RECORDED.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("asked", "canonical"), LINES)
def test_an_address_in_use_leads_to_its_canonical_one(
    site: Reader, asked: str, canonical: str
) -> None:
    response = site.get(asked)
    if asked != canonical:
        assert (response.status_code, response.headers.get("Location")) == (301, canonical)
    assert site.get(canonical).status_code == 200
