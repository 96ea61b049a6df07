"""The words that dates are made of, in English, Ukrainian and Russian.

- standard word: the lower-case English word that a token stands for: "Feb", "лютого" and
  "февраля" are all "february". The grammar reads standard words only.
- trigger: what has to stand in a paragraph for it to hold a date at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.remembering import remembered
from searchapp.text import word_of

MONTHS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november"
        " december".split(),
        start=1,
    )
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
}
SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
UNITS: dict[str, str] = {
    plural: unit
    for unit in ("day", "week", "fortnight", "weekend", "month", "quarter", "year", "decade")
    for plural in (unit, unit + "s")
} | {"century": "century", "centuries": "century"}

_ABBREVIATED = {
    "january": "jan",
    "february": "feb febr",
    "march": "mar",
    "april": "apr",
    "june": "jun",
    "july": "jul",
    "august": "aug",
    "september": "sep sept",
    "october": "oct",
    "november": "nov",
    "december": "dec",
    "monday": "mon",
    "tuesday": "tue tues",
    "wednesday": "wed weds",
    "thursday": "thu thur thurs",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
}
# Nominative, genitive and locative; Ukrainian first, then Russian.
_CYRILLIC = {
    "january": "січень січня січні январь января январе",
    "february": "лютий лютого лютому февраль февраля феврале",
    "march": "березень березня березні март марта марте",
    "april": "квітень квітня квітні апрель апреля апреле",
    "may": "травень травня травні май мая мае",
    "june": "червень червня червні июнь июня июне",
    "july": "липень липня липні июль июля июле",
    "august": "серпень серпня серпні август августа августе",
    "september": "вересень вересня вересні сентябрь сентября сентябре",
    "october": "жовтень жовтня жовтні октябрь октября октябре",
    "november": "листопад листопада листопаді ноябрь ноября ноябре",
    "december": "грудень грудня грудні декабрь декабря декабре",
    "monday": "понеділок понеділка понедельник понедельника",
    "tuesday": "вівторок вівторка вторник вторника",
    "wednesday": "середу середи среду среды",
    "thursday": "четвер четверга четверг",
    "friday": "п'ятницю п'ятниці пятницу пятницы",
    "saturday": "суботу суботи субботу субботы",
    "sunday": "неділю неділі воскресенье воскресенья",
    "spring": "весна весни весну навесні весной весны",
    "summer": "літо літа влітку лето лета летом",
    "autumn": "осінь осені восени осень осенью",
    "winter": "зима зими взимку зимой зимы",
    "yesterday": "вчора учора вчера",
    "today": "сьогодні сегодня",
    "tomorrow": "завтра",
    "day": "день дня дні днів дней",
    "week": "тиждень тижня тижні тижнів неделя недели неделю недель",
    "month": "місяць місяця місяці місяців месяц месяца месяце месяцев",
    "year": "рік року році роки роках років год года году годы годах годов лет",
    "ago": "тому назад",
    "from": "з із зі с со від от",
    "until": "до по",
    "since": "відтоді",
    "in": "у в",
    "on": "на",
    "and": "і й та и",
    "last": "минулого минулому минулий минула минулої прошлого прошлом прошлый прошлую прошлой",
    "next": "наступного наступному наступний наступної следующего следующем следующей",
    "this": "цього цьому этого этом этой",
    "beginning": "початок початку начало начала начале",
    "middle": "середині середина середине середины",
    "end": "кінець кінця кінці наприкінці конец конца конце",
    "between": "між между",
}
STANDARD: dict[str, str] = {
    spelling: standard
    for table in (_ABBREVIATED, _CYRILLIC)
    for standard, spellings in table.items()
    for spelling in spellings.split()
} | {"till": "until", "thru": "through", "–": "-", "—": "-", "−": "-", "’": "'"}

_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_ORDINAL_WORDS, start=1)} | {
    "thirtieth": 30
}
_COUNT_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
COUNTS: dict[str, int] = {word: number for number, word in enumerate(_COUNT_WORDS, start=1)} | {
    "thirty": 30,
    "два": 2,
    "дві": 2,
    "две": 2,
    "три": 3,
    "чотири": 4,
    "четыре": 4,
    "п'ять": 5,
    "пять": 5,
}
TENS: dict[str, int] = {"twenty": 20, "thirty": 30}
ALL_TENS: dict[str, int] = TENS | {
    word: number
    for number, word in zip(
        range(40, 100, 10), "forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
DECADE_WORDS: dict[str, int] = {
    word: 1920 + 10 * number
    for number, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split()
    )
}

PARTS: dict[str, str] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "beginning",
    "start": "beginning",
    "outset": "beginning",
    "middle": "middle",
    "end": "end",
    "close": "end",
}
SHIFTS: dict[str, int] = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
RANGE_JOINTS = frozenset({"-", "to", "until", "through"})
STARTS_OPEN = frozenset({"from", "since", "starting", "beginning", "effective"})
CIRCA = frozenset({"circa", "ca", "c", "approximately", "approx", "~"})
ABOUT = frozenset({"around", "about", "roughly", "approximately"})

# Nouns that a number counts: "2014 soldiers" is no year.
COUNTED = frozenset(
    "soldiers troops servicemen servicemembers personnel people men women children civilians"
    " prisoners convicts residents citizens refugees militants fighters rebels officers recruits"
    " conscripts volunteers mercenaries casualties deaths tanks"
    " vehicles aircraft drones missiles rockets shells rounds bombs ships guns pieces houses homes"
    " buildings apartments villages settlements families workers employees students schools"
    " members participants protesters delegates votes voters farms cases reports tons tonnes tonne"
    " kilograms kilometers kilometres km miles meters metres m hectares acres square cubic liters"
    " litres barrels megawatts mw kw rubles rubles roubles hryvnias hryvnia dollars euros pounds"
    " usd percent hours minutes seconds days weeks months years times degrees feet units"
    " items million billion others caliber hrs"
    " attacks strikes sorties violations mines artillery armored passports documents".split()
)
# Before "from" and a day these make the day one of origin: "footage from July 25".
DATED_THINGS = frozenset(
    "footage imagery image images video videos photo photos photograph photographs picture pictures"
    " map maps report reports statement statements post posts document documents assessment data"
    " assessments speech article articles letter letters order orders decree decrees message"
    " messages claim claims intercept intercepts recording recordings interview broadcast figures"
    " survey poll polls tweet tweets screenshot screenshots list material materials account"
    ""
    " accounts those ones few some many several others learned learnt date dates dated dating"
    " reporting losses is are was were".split()
)
# After the second of two days these show that it is a day, and not a count of what follows.
GOES_ON = frozenset(
    "in on at of by and or to as that with near from for but which who while when where after"
    " before during over under is was were are have has had the a an local respectively inclusive"
    " against towards toward along between near into through because if until since will would may"
    " could might amid despite although not also".split()
)
# Events that are called by the season in which they fall: "the spring counteroffensive".
SEASONAL = frozenset(
    "counteroffensive counteroffensives offensive offensives campaign campaigns push draft"
    " conscription mobilization elections election session sessions fighting operation operations"
    " cycle season semester holidays thaw mud rasputitsa call callup months month period heating"
    " harvest sowing planting".split()
)
# Words before a trigger with which its phrase may begin.
LEADS = frozenset(
    (
        *MONTHS, *WEEKDAYS, *SEASONS, *ORDINALS, *COUNTS, *TENS, *PARTS, *SHIFTS, *STARTS_OPEN,
        *CIRCA, *ABOUT, "between", "the", "a", "an", "in", "day", "week", "weekend", "year", "w",
        "q", "h", "final", "'",
    )
)  # fmt: skip

_WORD_TRIGGERS = (
    "week month year day quarter decade weekend fortnight centur spring summer autumn winter fall"
    " yesterday today tomorrow tonight"
).split()
_CYRILLIC_TRIGGERS = (
    "spring summer autumn winter yesterday today tomorrow day week month year".split()
)
# Each begins with its own letters, so that a scan can pass it by; what stands before comes after.
_NUMBER_TRIGGERS = (
    r"[12][0-9]{3}(?![0-9])"
    r"|[0-9]{1,2}(?:[./][0-9]{1,2}(?![0-9])|-[0-9]{1,2}-[0-9]{2}(?![0-9])|0(?=['’]?s\b)"
    r"|(?:st|nd|rd|th)(?:(?<=the [0-9]..)|(?<=the [0-9]...))\b)"
    r"|[QH][1-4]\b|BCE?\b|AD\b|CE\b"
    r"|may(?:(?= [0-9]{1,2}\b)|(?<=[0-9] may)\b)|march(?<=[0-9] march)\b"
    r"|night(?<=[Ll]ast night)\b|morning(?<=[Tt]his morning)\b"
    r"|afternoon(?<=[Tt]his afternoon)\b|evening(?<=[Tt]his evening)\b"
)


def _either_case(word: str) -> tuple[str, str]:
    return word, word.capitalize()


def _spelled_triggers() -> Iterator[str]:
    """Latin and Cyrillic words that may open or be a date, in every case they are written."""
    # In lower case these are other words too, or parts of names.
    capitals = {"may", "march", "mar", "sat", "sun", "mon", "wed", "dec", "jun", "jan"}
    named = [*MONTHS, *WEEKDAYS, *" ".join(_ABBREVIATED.values()).split()]
    relative = [*_WORD_TRIGGERS, *(f"{word}s" for word in _WORD_TRIGGERS), "century", "centuries"]
    yield from (*DECADE_WORDS, "noughties", "nineteen", "thousand")
    for word in (*MONTHS, *WEEKDAYS, *SEASONS):
        if word not in ("may", "fall"):
            yield word.upper()
    for word in (*named, *relative):
        yield from [word.capitalize()] if word in capitals else _either_case(word)
    for name in (*MONTHS, *WEEKDAYS, *_CYRILLIC_TRIGGERS):
        for word in _CYRILLIC[name].split():
            yield from _either_case(word)


def _by_letters(words: set[str]) -> str:
    """A pattern of these words that looks at each letter once; "jan", "june" give j(?:an|une)."""
    branches = []
    for letter in sorted({word[0] for word in words if word}):
        rest = {word[1:] for word in words if word.startswith(letter)}
        branches.append(re.escape(letter) + (_by_letters(rest) if rest != {""} else ""))
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if "" in words else pattern


_SPELLED = {*_spelled_triggers()}
TRIGGER = re.compile(rf"(?<![^\W_])(?:{_by_letters(_SPELLED)}(?![^\W\d_])|{_NUMBER_TRIGGERS})")
_PARTS_OF_DAY = {"may", "march", "night", "morning", "afternoon", "evening"}
_OPENS_TRIGGER = re.compile(
    rf"[0-9]|[qh][1-4]|bc|ad|ce|{_by_letters(_PARTS_OF_DAY | set(map(word_of, _SPELLED)))}"
)


@remembered(50_000)
def may_trigger(word: str) -> bool:
    """Whether a token with this folded word may begin a trigger: nearly none does."""
    return _OPENS_TRIGGER.match(word) is not None
