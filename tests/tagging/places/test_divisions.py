"""Whether a name means the division or the town of that name."""

from __future__ import annotations

import pytest

from searchapp.tagging.places.regions import RegionTagger
from searchapp.tagging.reading import Reading

LUHANSK, DONETSK = "Ukraine/Luhansk Oblast", "Ukraine/Donetsk Oblast"
KIVU = "Democratic Republic of the Congo/{} Kivu Province"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snow fell on Luhansk and Donetsk Oblasts.", [LUHANSK, DONETSK]),
        ("Snow fell on Luhansk and Donetsk Oblast.", [LUHANSK, DONETSK]),
        ("Snow fell on Kyiv and Donetsk Oblast.", ["Ukraine/Kyiv", DONETSK]),
        ("Snow fell at the Luhansk-Donetsk border.", [LUHANSK, DONETSK]),
        ("Snow fell in the provinces of Idlib and Hama.",
         ["Syria/Idlib Governorate", "Syria/Hama Governorate"]),
        ("Snow fell in North and South Kivu.", [KIVU.format("North"), KIVU.format("South")]),
    ],
)  # fmt: skip
def test_a_list_or_border_of_divisions_names_each(
    tagger: RegionTagger, text: str, expected: list[str]
) -> None:
    (found,) = tagger.tag([Reading(text)], [()])
    assert list(dict.fromkeys(mention.value for mention in found)) == expected
