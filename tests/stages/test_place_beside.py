"""A place that is said to lie in a country lies there, or nowhere that the gazetteer knows."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen killed two people in Gourma, Mali.", "Gourma", None),
        ("A bomb killed two people in Bolan, south-western Pakistan.", "Bolan", None),
        ("A bomb killed two people in Tripoli, northern Lebanon.", "Tripoli", "LBN"),
    ],
)
def test_no_place_of_another_country_is_taken(text: str, name: str, country: str | None) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [place] = [p for p in found.places if p.text == name]
    assert place.country == country
    if country is None:
        assert place.geonames_id is None
