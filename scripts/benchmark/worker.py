"""A process of its own for one engine, so that memory and start are its own too.

`python -m benchmark.worker build ENGINE CORPUS SIZE PLACE`
`python -m benchmark.worker ask ENGINE PLACE QUESTIONS STARTED`

Prints one line of JSON.
"""

from __future__ import annotations

import gc
import hashlib
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmark.corpus import paragraphs
from benchmark.engine import Answer, Engine
from benchmark.engines import engine
from benchmark.questions import Question
from searchapp.model import Paragraph

_SECONDS_EACH = 0.25
_TIMES = 9
_STATUS = Path("/proc/self/status")


def main(arguments: list[str]) -> int:
    task, name, *rest = arguments
    asked = engine(name)
    if asked is None:
        print(json.dumps(None))
        return 0
    answer = build(asked, *rest) if task == "build" else ask(asked, *rest)
    print(json.dumps(answer))
    return 0


class Timed:
    """Passes paragraphs on and knows how long they took to come."""

    def __init__(self, source: Iterable[Paragraph]) -> None:
        self._source, self.seconds, self.processor = source, 0.0, 0.0

    def __iter__(self) -> Iterator[Paragraph]:
        remaining = iter(self._source)
        while True:
            began, busy = time.perf_counter(), time.process_time()
            paragraph = next(remaining, None)
            self.seconds += time.perf_counter() - began
            self.processor += time.process_time() - busy
            if paragraph is None:
                return
            yield paragraph


def build(asked: Engine, corpus: str, size: str, place: str) -> dict[str, float]:
    """Seconds by the clock and of the processor, without the reading of the corpus."""
    source = Timed(paragraphs(Path(corpus), int(size)))
    began, busy = time.perf_counter(), time.process_time()
    asked.build(source, Path(place))
    return {
        "seconds": time.perf_counter() - began - source.seconds,
        "processor": time.process_time() - busy - source.processor,
        "peak_mb": _peak_mb(),
        "index_mb": sum(file.stat().st_size for file in Path(place).iterdir()) / 1e6,
    }


def ask(asked: Engine, place: str, questions: str, started: str) -> dict[str, Any]:
    wanted = [Question(kind, band, tuple(words)) for kind, band, words in json.loads(questions)]
    asked.open(Path(place))
    asked.answer(asked.ask(wanted[0]))
    first = time.time() - float(started)
    gc.freeze()  # what has been loaded stays, and need not be looked at for every answer
    rows = [_asked(asked, question) for question in wanted]
    return {"first_answer": first, "resident_mb": _peak_mb(), "questions": rows}


def _asked(asked: Engine, question: Question) -> dict[str, Any]:
    found = asked.ask(question)
    answer = asked.answer(found)
    return {
        "times": _times(lambda: asked.ask(question)),
        "snippets": _times(lambda: asked.snippets(question, found)),
        "made": asked.snippets(question, found),
        "total": answer.total,
        "ids": answer.ids,
        "counts": _digests(answer),
    }


def _times(call: Callable[[], object]) -> list[float]:
    """Milliseconds of the processor, as often as a quarter of a second allows, at least once.

    The time of the thread and not the clock's, since whatever else the machine is doing would
    count; every engine here works in the thread that asks.
    """
    times: list[float] = []
    while not times or (len(times) < _TIMES and sum(times) < _SECONDS_EACH * 1000):
        began = time.thread_time()
        call()
        times.append((time.thread_time() - began) * 1000)
    return times


def _digests(answer: Answer) -> dict[str, str]:
    """A short sign of the counts of each facet, equal where the counts are."""
    years: Counter[str] = Counter()
    for period, count in answer.periods.items():
        years[period[:4]] += count
    counted = {**answer.counts, "published": dict(years)}
    return {
        name: hashlib.sha256(json.dumps(sorted(counts.items())).encode()).hexdigest()[:12]
        for name, counts in counted.items()
    }


def _peak_mb() -> float:
    """The most memory that the process had resident. Where the system tells it of the process
    alone, that is taken: what `getrusage` tells is never less than the starting process had."""
    if _STATUS.exists():
        lines = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
