"""Days that are counted from one event to another, and the days of what acts are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument

Code = Callable[..., CodedDocument]


def day_of(document: CodedDocument, trigger: str) -> tuple[str | None, str | None]:
    [report] = [r for r in document.reports if r.trigger.text == trigger]
    assert report.when is not None
    return report.when.earliest, report.when.before


@pytest.mark.parametrize(
    "text",
    [
        "Chad attacked rebels on Wednesday, two days after gunmen killed a judge in Moundou.",
        "Two days after gunmen killed a judge in Moundou, Chad attacked rebels on Wednesday.",
    ],
)
def test_what_it_followed_was_so_long_before(coded: Code, text: str) -> None:
    document = coded(text)
    assert day_of(document, "killed") == ("2024-01-22", "2024-01-23")
    assert day_of(document, "attacked") == ("2024-01-24", "2024-01-25")


def test_what_is_counted_from_an_undated_deed_does_not_date_it(coded: Code) -> None:
    document = coded("Two days after gunmen killed a judge in Moundou, Chad attacked rebels.")
    assert day_of(document, "killed") == ("2024-01-24", "2024-01-25")
    assert day_of(document, "attacked") == ("2024-01-26", "2024-01-27")


def test_a_day_of_its_own_comes_first(coded: Code) -> None:
    text = "Chad attacked rebels a week after gunmen killed a judge in Moundou on 3 January."
    assert day_of(coded(text), "killed") == ("2024-01-03", "2024-01-04")


def test_hours_after_is_taken_for_the_same_day(coded: Code) -> None:
    text = "Chad attacked rebels on Wednesday, hours after gunmen killed a judge in Moundou."
    assert day_of(coded(text), "killed") == ("2024-01-24", "2024-01-25")


def test_a_day_after_an_undated_coup_is_no_day_ahead(coded: Code) -> None:
    text = "A day after the coup, soldiers arrested the prime minister of Niger."
    assert day_of(coded(text), "arrested") == ("2024-01-26", "2024-01-27")


def test_an_offer_was_made_on_the_day_gone_by_that_stands_with_it(coded: Code) -> None:
    text = "Uganda offered to send troops to Chad on 3 January."
    assert day_of(coded(text), "offered") == ("2024-01-03", "2024-01-04")


def test_the_time_of_a_visit_is_that_of_what_was_agreed_during_it(coded: Code) -> None:
    text = "Uganda promised during a visit to Chad in November to send troops to Chad."
    assert day_of(coded(text), "promised") == ("2023-11-01", "2023-12-01")


def test_what_one_is_tried_for_is_not_when_he_was(coded: Code) -> None:
    text = "A court in Chad jailed a general for burning villages in March 2019."
    assert day_of(coded(text), "jailed") == ("2024-01-26", "2024-01-27")


def test_a_strike_is_called_for_the_next_such_day(coded: Code) -> None:
    text = "Teachers in Chad called a strike for Wednesday."
    assert day_of(coded(text), "called") == ("2024-01-31", "2024-02-01")


def test_what_it_followed_does_not_date_the_main_deed() -> None:
    found = code_text(
        "LAHORE, Jan. 26, 2024 (Newswire) - Gunmen attacked a bus, three days after a bomb "
        "killed 12 in Lahore."
    )
    assert isinstance(found, CodedDocument)
    assert day_of(found, "attacked") == ("2024-01-26", "2024-01-27")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels captured Goma two years before the army retook the town.", "retook"),
        ("Chad attacked rebels six years after Libya attacked Chad.", "attacked"),
    ],
)
def test_years_are_not_counted_from_the_day_of_the_story(
    coded: Code, text: str, trigger: str
) -> None:
    found = [r.when for r in coded(text).reports if r.trigger.text == trigger]
    assert all(w is None or w.basis != "relative" for w in found)
