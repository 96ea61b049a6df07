"""How many dates of a public test set the tagger resolves as expected.

    python scripts/evaluate_dates.py [FILE] [--failures]

FILE is recognizers_en.jsonl.gz: sentences with a day of reference and the dates they name
(Microsoft Recognizers-Text, MIT). What counts:

- eligible: an expected date that the project's codebook covers. It is chosen by its type and its
  words alone, before the tagger is asked; the rules are EXCLUDED below, in order, and the number
  that each takes out is printed.
- right: one of the sentence's mentions covers just the days of one of the readings that the set
  allows (it gives the last and the next "October 2"; the codebook chooses by the sentence).
- two conventions differ and both are accepted: the set leaves out the last day of a range, the
  codebook counts it; "from 2014 to 2018" ends for the set where 2018 begins, for us where it ends.
- "since", and "from" where the sentence puts it before the words, are open towards the future;
  "before", "after", "until" stand for the date itself.

Sentences in which nothing is eligible are left out, so this measures reading, not silence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from searchapp.edtf import Interval, interval
from searchapp.gregorian import days_in_month
from searchapp.model import Document, Passage
from searchapp.tagging.dates import tag_dates

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "dates" / "recognizers_en.jsonl.gz"
_UNIT = r"(?:day|week|month|year|decade|fortnight|weekend)s?"
_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\w*"
_DAY_NUMBER = r"(?:[0-9]{1,2}|(?:twenty|thirty)[ -]\w+|first|second|thirty|fifteen)"
_NAMES_A_DAY = re.compile(
    rf"\b(?:{_WEEKDAY}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|{_UNIT}\b|tomorrow|tmr"
    r"|yesterday|today|last night|tonight|[0-9]{4}|[0-9]+[-/.][0-9]+)",
    re.IGNORECASE,
)
# Why an expected date is not covered by the codebook, with a pattern of its words.
EXCLUDED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "clock time: an hour or a moment, no day",
            r"\bhours?\b|\bminutes?\b|\bseconds\b|\bnow\b|\basap\b|as soon as",
        ),
        (
            "holiday: the codebook names none",
            r"christmas|xmas|easter|thanks ?giving|halloween|new ?year|\beve\b|valentine|\beid"
            r"|fast$|ram[az]+[dh]*an|ramz|ramath|carnival|earth day|groundhog|freedom"
            r"|jubilee|memorial"
            r"|(?:mother|father|teacher|wom[ae]n|girl|single|president|fool|veteran|soul)\S* day"
            r"|labou?r day|independence day|juneteenth|holiday|mlk|martin luther|patrick|workers"
            r"|black friday|diwali|may ?day|columbus|arbor|cyber|inauguration|yuandan|canberra"
            r"|guy fawkes|maosday",
        ),
        (
            "another reckoning: fiscal and school years, numbered weeks, working days",
            r"fiscal|school|\b(?:fy|sy|cy)[ 0-9]|\bweek ?(?:no\.? ?)?[0-9]+\b|\bw[0-9]|business"
            r"|work(?:ing)? ?(?:days?|week)|weekdays?|\bytd\b|to date|calendar year",
        ),
        ("no number: 'a few days', 'recent weeks'", r"\bfew\b|several|\bcouple\b|recent"),
        (
            "comparison: less than two weeks, greater than 2012",
            r"(?:less|more|longer|shorter|fewer|greater|sooner) than|or equal|and greater"
            r"|at (?:least|most)|\bwithin\b",
        ),
        (
            "anaphor: a day or period that another mention gives",
            r"\b(?:same|rest|remain\w*|my)\b|\b(?:the|next|last|past|previous|this) day\b"
            rf"|^following |\blater\b|\bearlier\b|\bhence\b|^(?:on |in )?(?:the )?{_UNIT}$|otd"
            rf"|in the future|{_UNIT} after (?:the )?next|of the month$|the (?:following|previous)"
            r"|till date|current date",
        ),
        (
            "distance from another day than publication",
            rf"(?:{_UNIT}|{_WEEKDAY}) (?:after|before|since|starting|from(?! now| today))\b"
            rf"|{_WEEKDAY}s from|for \w+ {_UNIT}",
        ),
        (
            "part of a period: the codebook has its own thirds",
            r"\b(?:early|mid|late)\b|\b(?:beginning|start|end|middle) of\b|mid-"
            rf"|\b(?:first|last) \w+ {_UNIT} of|\bfirst \w+ {_UNIT}\b",
        ),
        (
            "day number without its month or ending: 'on 15', 'the second'",
            r"^(?:week of |the |on |for |before |after |by |until |around )*"
            rf"(?:{_WEEKDAY} (?:the )?)?{_DAY_NUMBER}(?: at .*)?$",
        ),
        (
            "figures that may be something else: 4.22, 4/22, 2016 - 11, 20161016, >= 2019",
            r"^(?:on |in |this |next |\w+day )*[0-9]{1,2}[./-][0-9]{1,2}$|[0-9] ?[-/] [0-9]|[<>=~]"
            r"|[0-9] [-/][0-9]|^[0-9]{8}$|^[0-9]{4} [0-9]+ [0-9]+$|^[0-9]{4}\.[0-9]$",
        ),
    )
)
_NOT_DATES = {"time", "timerange", "duration", "set", "timezone", "None"}
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


class Expected(NamedTuple):
    sentence: str
    reference: date | None
    words: str
    kind: str
    modifier: str
    readings: list[dict[str, str]]


class Outcome(NamedTuple):
    expected: Expected
    right: bool
    found: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--failures", action="store_true", help="list what was not resolved")
    chosen = parser.parse_args()
    if not chosen.file.is_file():
        parser.error(f"there is no file {chosen.file}")
    left_out: Counter[str] = Counter()
    outcomes = [_outcome(each) for each in _eligible(chosen.file, left_out)]
    _report(outcomes, left_out, with_failures=chosen.failures)
    return 0


# --- what is expected -----------------------------------------------------------------------


def _eligible(file: Path, left_out: Counter[str]) -> Iterator[Expected]:
    seen = set()
    for each in _expectations(file):
        if each[:3] in seen:
            continue
        seen.add(each[:3])
        reason = _reason(each)
        if reason:
            left_out[reason] += 1
        else:
            yield each


def _expectations(file: Path) -> Iterator[Expected]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            reference = date.fromisoformat(entry["ref"][:10]) if entry["ref"] else None
            for result in entry["results"]:
                kind = str(result["type"]).removeprefix("datetimeV2.")
                readings = _readings(result.get("value") or {})
                modifier = next((r["Mod"] for r in readings if r.get("Mod")), "")
                words = " ".join(result["text"].split())
                yield Expected(entry["input"], reference, words, kind, modifier, readings)


def _readings(value: dict[str, Any]) -> list[dict[str, str]]:
    """Both shapes of the set as a list of {timex, value or start and end}."""
    if "values" in value:
        return list(value["values"] or [])
    found = []
    for name in ("FutureResolution", "PastResolution"):
        bounds = list((value.get(name) or {}).values())
        reading = {"timex": value.get("Timex") or "", "Mod": value.get("Mod") or ""}
        if len(bounds) == 2:
            reading |= {"start": bounds[0], "end": bounds[1]}
        elif bounds:
            reading["value"] = bounds[0]
        found.append(reading)
    return found


def _reason(expected: Expected) -> str:
    """Why the codebook does not cover it; empty when it does."""
    if expected.kind in _NOT_DATES:
        return "no date: clock times, durations, repetitions"
    unresolved = "not resolved by the set itself"
    for reading in expected.readings:
        if "0001-01-01" in (reading.get("value", "") + reading.get("start", "")):
            return unresolved
    if expected.kind.startswith("datetime") and not _NAMES_A_DAY.search(expected.words):
        return EXCLUDED[0][0]
    for name, pattern in EXCLUDED:
        if pattern.search(expected.words):
            return name
    return "" if _allowed(expected) else unresolved


def _allowed(expected: Expected) -> list[Interval]:
    """The runs of days that count as right."""
    found = []
    for reading in expected.readings:
        timex, modifier = reading.get("timex", ""), reading.get("Mod", "")
        if modifier == "since" and "start" in reading:
            found.append(Interval(_ordinal(reading["start"]), None))
        elif modifier:
            found += _of_timex(timex, expected.reference)
        elif season := re.fullmatch(r"(?:(\d{4})-)?(SP|SU|FA|WI)", timex):
            found += _season(season[1], season[2], expected.reference)
        elif "start" in reading and "end" in reading:
            found += _ranges(reading["start"], reading["end"], timex)
        elif re.match(r"\d{4}-\d\d-\d\d", reading.get("value", "")):
            day = _ordinal(reading["value"])
            found.append(Interval(day, day))
    if _after_from(expected.sentence, expected.words):
        found += [Interval(days.first, None) for days in found]
    return found


def _after_from(sentence: str, words: str) -> bool:
    pattern = rf"\bfrom {re.escape(words)}"
    return re.search(pattern, " ".join(sentence.split()), re.IGNORECASE) is not None


def _ordinal(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()


def _ranges(start: str, end: str, timex: str) -> list[Interval]:
    first, last = _ordinal(start), _ordinal(end)
    if len(start) > 10:
        return [Interval(first, last)]
    found = [Interval(first, last - 1), Interval(first, last)]
    closing = date.fromordinal(last)
    if timex.startswith("(") and closing.day == 1:
        months = days_in_month(closing.year, closing.month)
        found.append(Interval(first, last + months - 1))
        if closing.month % 3 == 1:
            quarter = interval(f"{closing.year}-{33 + closing.month // 3}").last
            found.append(Interval(first, quarter))
        if closing.month == 1:
            found.append(Interval(first, date(closing.year, 12, 31).toordinal()))
    return [each for each in found if (each.last or 0) >= first]


def _of_timex(timex: str, reference: date | None) -> list[Interval]:
    """The date that "before", "after" or "until" was said of, this year's or a year beside it."""
    match = re.fullmatch(r"(\d{4}|XXXX)(-\d\d)?(-\d\d)?", timex)
    if not match:
        return []
    around = [str(reference.year + n) for n in (-1, 0, 1)] if reference else []
    years = around if match[1] == "XXXX" else [match[1]]
    return [interval(year + (match[2] or "") + (match[3] or "")) for year in years]


def _season(year: str | None, name: str, reference: date | None) -> list[Interval]:
    years = [int(year)] if year else [reference.year + n for n in (-1, 0, 1)] if reference else []
    code = _SEASON_CODES[name]
    found = [interval(f"{each}-{code}") for each in years]
    if name == "WI":
        found += [interval(f"{each}-12/{each + 1}-02") for each in years]
    return found


# --- what is found --------------------------------------------------------------------------


def _outcome(expected: Expected) -> Outcome:
    document = Document("set", "", (Passage(expected.sentence),), published=expected.reference)
    values = [mention.value for mention in tag_dates(document)[0]]
    allowed = _allowed(expected)
    return Outcome(expected, any(interval(value) in allowed for value in values), values)


def _report(outcomes: list[Outcome], left_out: Counter[str], *, with_failures: bool) -> None:
    print("not covered by the codebook:")
    for reason, count in left_out.most_common():
        print(f"  {count:5d}  {reason}")
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kind = outcome.expected.kind
        said = f"{kind}, {outcome.expected.modifier}" if outcome.expected.modifier else kind
        kinds.setdefault(said, []).append(outcome)
    print("covered:")
    for kind, members in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
        right = sum(each.right for each in members)
        print(f"  {right:5d} of {len(members):4d}  {kind}")
        for each in members:
            if with_failures and not each.right:
                days = [_shown(allowed) for allowed in _allowed(each.expected)[:3]]
                print(f"         «{each.expected.words}» in «{each.expected.sentence[:90]}»")
                print(f"            wanted {', '.join(days)}; found {', '.join(each.found) or '-'}")
    right = sum(each.right for each in outcomes)
    share = right / len(outcomes) if outcomes else 0.0
    print(f"resolved as expected: {right} of {len(outcomes)} = {share:.3f}")


def _shown(days: Interval) -> str:
    first = date.fromordinal(days.first).isoformat() if days.first else ".."
    last = date.fromordinal(days.last).isoformat() if days.last else ".."
    return first if first == last else f"{first}/{last}"


if __name__ == "__main__":
    raise SystemExit(main())
