"""When what was done was: never after the story, and under the date that heads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analysed = Callable[..., Analysis]


def days(analysis: Analysis) -> dict[str, str]:
    """The first day of each event by its word, "publication" for the fallback."""
    found = {}
    for report in analysis.reports:
        word = analysis.document.text[report.trigger.start : report.trigger.end]
        begin = None if report.when is None else report.when.begin
        is_fallback = begin is not None and begin.basis == "publication"
        found[word] = "publication" if is_fallback else str(begin and begin.earliest)
    return found


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Kenya signed an agreement with Uganda for 2024.", "agreement", "publication"),
        ("Kenya signed an agreement on gas deliveries in 2024.", "agreement", "publication"),
        ("Kenya approved aid to Uganda for 2022.", "approved", "publication"),
        ("On 5 January Greece recalled its ambassador.", "recalled", "2022-01-05"),
        # Counter-cases.
        ("Kenya signed an agreement with Uganda in 2021.", "agreement", "2021-01-01"),
        ("Iran seized a Greek tanker on 1 December 2022.", "seized", "2022-12-01"),
        ("Talks between Kenya and Uganda are set for Monday.", "Talks", "2022-12-05"),
    ],
)
def test_what_was_done_is_not_dated_ahead(
    analysed: Analysed, text: str, word: str, day: str
) -> None:
    assert days(analysed(text, published="2022-11-30"))[word] == day


def test_years_above_are_those_of_the_days_of_a_chronology(analysed: Analysed) -> None:
    text = (
        "2022\n\n17 September: Iran seizes a ship.\n\n2023\n\n23 April: Greece recalls its envoy."
    )
    found = days(analysed(text, title="Chronicle", published="2024-03-01"))
    assert found == {"seizes": "2022-09-17", "recalls": "2023-04-23"}


def test_a_date_before_a_colon_heads_its_paragraph_alone(analysed: Analysed) -> None:
    text = "17 September: Iran seizes a tanker. Greece recalls its envoy.\n\nRebels attacked Goma."
    found = days(analysed(text, published="2022-11-30"))
    assert found["seizes"] == found["recalls"] == "2022-09-17"
    assert found["attacked"] == "publication"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 17 September Iran seized a tanker. Greece recalled its envoy.", "2022-09-17"),
        ("On 17 September Iran seized a tanker; Greece recalled its envoy.", "2022-09-17"),
        ("On 17 September Iran seized a tanker.\n\nGreece recalled its envoy.", "publication"),
        ("Iran had seized a tanker on 17 September. Greece recalled its envoy.", "publication"),
    ],
)
def test_an_old_day_is_that_of_the_rest_of_its_paragraph(
    analysed: Analysed, text: str, day: str
) -> None:
    assert days(analysed(text, published="2022-11-30"))["recalled"] == day
