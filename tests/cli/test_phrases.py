"""The short phrases of the table and the CSV cells."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.cli.phrases import amount, day_or_days, plain, speakers, told_as, who_to_whom
from dragoman.cli.rows import safe
from dragoman.records import Stance
from dragoman.records.output import (
    OutputChainStep,
    OutputClaim,
    OutputEnd,
    OutputParticipant,
    OutputQuantity,
    OutputSpan,
    OutputWhen,
)

SPAN = OutputSpan(start=0, end=1, text="x")


def _when(earliest: str | None, before: str | None, **more: Any) -> OutputWhen:
    values = {
        "precision": "day",
        "basis": "stated",
        "extent": "occasion",
        "end": None,
        "span": None,
    }
    return OutputWhen(earliest=earliest, before=before, **{**values, **more})


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (None, ""),
        (_when("2024-01-25", "2024-01-26"), "2024-01-25"),
        (_when("2024-02-01", "2024-03-01"), "2024-02"),
        (_when("2023-12-01", "2024-01-01"), "2023-12"),
        (_when("2024-01-01", "2025-01-01"), "2024"),
        (_when("2020-01-01", "2024-01-01"), "2020 to 2023"),
        (_when("2024-01-22", "2024-01-29"), "2024-01-22 to 2024-01-28"),
        (_when(None, "2024-01-26"), "before 2024-01-26"),
        (_when("2024-01-25", None), "2024-01-25 or later"),
        (_when("2024-03-01", "2024-04-01", extent="open"), "since 2024-03"),
        (
            _when(
                "2024-03-01",
                "2024-03-02",
                extent="period",
                end=OutputEnd(earliest="2024-03-09", before="2024-03-10"),
            ),
            "2024-03-01 to 2024-03-09",
        ),
    ],
)
def test_a_date_is_written_as_a_reader_writes_it(when: OutputWhen | None, text: str) -> None:
    assert day_or_days(when) == text


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        (None, ""),
        (Stance(), "occurred"),
        (Stance(status="planned"), "planned"),
        (Stance(polarity="denied"), "denied"),
        (Stance(polarity="denied", status="planned"), "denied, planned"),
        (Stance(certainty="possible", status="hypothetical"), "possible, hypothetical"),
    ],
)
def test_a_stance_leaves_out_what_goes_without_saying(stance: Stance | None, text: str) -> None:
    assert told_as(stance) == text


def _party(role: Any, name: str, *, negated: bool = False) -> OutputParticipant:
    return OutputParticipant(
        role=role, name=name, description=name, actor_id=name, country=None, sector=None,
        sectors=(), group=0, negated=negated, score=None, span=SPAN,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parties", "text"),
    [
        ([], ""),
        ([("initiator", "A"), ("target", "B")], "A → B"),
        ([("party", "A"), ("party", "B")], "A, B"),
        ([("target", "B")], "unspecified actor → B"),
        ([("visitor", "A"), ("host", "B"), ("mediator", "C")], "A → B; mediator C"),
    ],
)
def test_who_did_it_to_whom(parties: list[tuple[str, str]], text: str) -> None:
    assert who_to_whom([_party(role, name) for role, name in parties]) == text


def test_a_party_that_took_no_part_is_marked() -> None:
    assert who_to_whom([_party("party", "A", negated=True)]) == "not A"


def _claim(*names: str) -> OutputClaim:
    steps = tuple(
        OutputChainStep(
            name=name, actor_id=None, verb="says", anonymity="named", source=None, cue=None
        )
        for name in names
    )
    return OutputClaim(
        id="c", kind="statement", report_id=None, of=(), about=(), chain=steps, content=(),
        stance=Stance(), score=None,
    )  # fmt: skip


def test_speakers_are_named_outermost_first() -> None:
    assert speakers([_claim()]) == "the text itself"
    assert speakers([_claim("TASS", "Lavrov"), _claim()]) == "TASS: Lavrov (says); the text itself"


@pytest.mark.parametrize(
    ("low", "high", "approximate", "text"),
    [
        (12.0, None, False, "at least 12 people killed"),
        (None, 40.0, False, "at most 40 people killed"),
        (12.0, 12.0, True, "about 12 people killed"),
        (30.0, 40.0, False, "30 to 40 people killed"),
        (200.0, None, True, "at least about 200 people killed"),
        (1250.5, 3000000.0, False, "1,250.5 to 3,000,000 people killed"),
    ],
)
def test_an_amount_says_what_is_known_of_it(
    low: float | None, high: float | None, approximate: bool, text: str
) -> None:
    quantity = OutputQuantity(
        kind="killed", low=low, high=high, unit="people", approximate=approximate, span=SPAN
    )
    assert amount(quantity) == text


@pytest.mark.parametrize(
    ("kind", "unit", "text"),
    [
        ("money", "USD", "250,000,000 USD"),
        ("other", "inmates", "250,000,000 inmates"),
        ("troops", None, "250,000,000 troops"),
        ("injured", "injured", "250,000,000 injured"),
    ],
)
def test_an_amount_says_once_what_is_counted(kind: Any, unit: str | None, text: str) -> None:
    quantity = OutputQuantity(
        kind=kind, low=2.5e8, high=2.5e8, unit=unit, approximate=False, span=SPAN
    )
    assert amount(quantity) == text


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert plain("a\x1b[31m\nb\u202ec\u200b d") == "a [31m b c d"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (-9.0, "-9.0"),
        ("=1+1", "'=1+1"),
        ("@risk", "'@risk"),
        ("-", "-"),
        ("plain", "plain"),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert safe(value) == cell
