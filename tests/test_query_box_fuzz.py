"""Anything may be sent as an address: it is read, or refused with its reason, and quickly.

FUZZ_BOX is how many addresses are tried, SEED repeats a run, and every so many of the searches
that were read are asked of an index too. A million of them, with what they took:

    FUZZ_BOX=1000000 python -m pytest -s tests/test_query_box_fuzz.py
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter

from searchapp import urls
from searchapp.backends.base import Backend
from searchapp.errors import BadSearch
from searchapp.find import find
from searchapp.schema import FILTERS, SORTS
from tests.backends.conftest import Make, make, module
from tests.corpora import TWELVE
from tests.strategies import hostile_text

__all__ = ["make", "module"]

SEED = int(os.environ.get("SEED", "20230214"))
ADDRESSES = int(os.environ.get("FUZZ_BOX", "5000"))
ASKED_EVERY = 100
READ_WITHIN = 0.1  # seconds of processor time
ASKED_WITHIN = 0.5

_TYPED = (
    '(grain OR "call-up") -source:TASS date:2023-02..2023-03',
    '2 of (convicts, Bakhmut, "left the port"~2) ="Kremlin" mobiliz* Kh?rson Prigozhyn~1',
    'title:digest region:Ukraine/Donetsk* NOT topic:(mobilization OR "russian politics")',
    'published:>=2023 date:"last week" +Київ o’clock crypto-mobilization S-300',
)
_NAMES = (
    *("q sort page size stated missing utm_source Q").split(),
    *(prefix + facet.name for facet in FILTERS for prefix in ("", "all.", "not.")),
)
_VALUES = (
    *("1 0 2 -1 999999999 1000 ９ 0x10 nan open none 2023 2023-02.. ..2022 2023-13 <2023").split(),
    *("Meduza Ukraine Ukraine/ / // TASS;BBC last\u00a0week >=2023 2023..2021").split(),
    *SORTS,
    *(facet.name for facet in FILTERS),
    "",
    "Ukraine/Donetsk Oblast",
)


def scrambled(chance: random.Random) -> str:
    """A sound query with some letters lost, doubled or put elsewhere."""
    letters = list(chance.choice(_TYPED))
    for _ in range(chance.randrange(1, 9)):
        place = chance.randrange(len(letters))
        other = chance.randrange(len(letters))
        letters[place] = chance.choice(("", letters[place] * 2, letters[other], '"', "(", "\x00"))
    return "".join(letters)


def any_letters(chance: random.Random) -> str:
    """Code points of all of Unicode, those that stand alone in no text among them."""
    most = chance.choice((0x80, 0x500, 0x3000, 0x110000))
    return "".join(chr(chance.randrange(most)) for _ in range(chance.randrange(60)))


def address(chance: random.Random) -> list[tuple[str, str]]:
    drawn = chance.random()
    typed = (hostile_text if drawn < 0.5 else scrambled if drawn < 0.8 else any_letters)(chance)
    pairs = [("q", typed)]
    while chance.random() < 0.3:
        value = chance.choice(_VALUES) if chance.random() < 0.8 else any_letters(chance)
        pairs.insert(chance.randrange(len(pairs) + 1), (chance.choice(_NAMES), value))
    return pairs


def test_every_address_is_read_or_refused_and_soon(make: Make) -> None:
    backend = make(TWELVE)
    chance = random.Random(SEED)
    outcomes: Counter[str] = Counter()
    slow: list[tuple[float, object]] = []
    began = time.perf_counter()
    for number in range(ADDRESSES):
        pairs = address(chance)
        started = time.thread_time()
        outcome = _outcome(pairs, backend if number % ASKED_EVERY == 0 else None)
        taken = time.thread_time() - started
        outcomes[outcome] += 1
        if taken > (ASKED_WITHIN if outcome == "answered" else READ_WITHIN):
            slow.append((taken, pairs))
    print(
        f"SEED={SEED} FUZZ_BOX={ADDRESSES} {dict(outcomes)} slow: {len(slow)} "
        f"in {time.perf_counter() - began:.0f} s"
    )
    assert outcomes.keys() <= {"read", "answered", "refused"}
    assert outcomes["answered"] >= ADDRESSES // ASKED_EVERY // 10
    assert len(slow) <= 2 + ADDRESSES // 10_000, slow  # memory is cleaned up now and then


def _outcome(pairs: list[tuple[str, str]], backend: Backend | None) -> str:
    """What became of an address; any error that is not a refusal with its reason is raised."""
    try:
        search = urls.read(pairs).search
        if backend is None:
            return "read"
        results = find(search, backend)
    except BadSearch as refused:
        return "refused" if refused.parameter and refused.reason else "refused without reason"
    assert len(results.hits) <= results.total <= len(TWELVE), pairs
    return "answered"
