"""An adjective of a land that is said once for all who are joined."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def _lands(text: str) -> dict[str, str | None]:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return {p.name: p.country for r in found.reports for p in r.participants}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A Cuban nurse and doctor were killed in Somalia.", "doctor", "CUB"),
        (
            "A court in Ankara freed an Austrian teacher, blogger and activist.",
            "activist",
            "AUT",
        ),
        ("Turkish soldiers, police officers and judges visited Baku.", "police officers", "TUR"),
        ("Hungarian newspapers and radio stations were raided in Vienna.", "radio stations", "HUN"),
    ],
)
def test_who_is_joined_shares_the_land(text: str, name: str, country: str) -> None:
    assert _lands(text)[name] == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Israeli troops and militants clashed in Lebanon.", "militants", "LBN"),
        ("American soldiers and civilians were killed in Iraq.", "civilians", "IRQ"),
        ("French forces and government troops shelled Bria in Chad.", "government troops", "TCD"),
        ("French diplomats and the police met in Bamako.", "police", "MLI"),
        ("Swedish police and local journalists met in Bamako.", "local journalists", "MLI"),
    ],
)
def test_who_may_be_of_another_land_does_not(text: str, name: str, country: str) -> None:
    assert _lands(text)[name] == country
