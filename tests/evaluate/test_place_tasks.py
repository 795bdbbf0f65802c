"""Tests of the tasks on places: what counts as right, on made-up records."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.errors import InputError
from dragoman.evaluate.measure import Tally
from dragoman.evaluate.tasks.event_location import score_places
from dragoman.evaluate.tasks.event_structure import GoldPair, GoldUnit, score_unit
from dragoman.evaluate.tasks.lines import read_lines
from dragoman.evaluate.tasks.toponyms import GoldText, GoldToponym, score_read, score_spans
from dragoman.records.output import OutputPlace


def place(
    start: int, end: int, *, at: tuple[float, float] | None = (10.0, 20.0), geonames_id: int = 7
) -> OutputPlace:
    return OutputPlace(
        start=start, end=end, text="", kind="literal", name="X", geonames_id=geonames_id,
        lat=at[0] if at else None, lon=at[1] if at else None, country=None, admin1=None,
        feature="P.PPL", score=1.0, candidates=(),
    )  # fmt: skip


GOLD = GoldToponym(start=0, end=5, geonameid="7", lat=10.0, lon=20.0)


def counts(tally: Tally) -> dict[str, tuple[int | None, int | None]]:
    return {measure.name: (measure.right, measure.of) for measure in tally.measures()}


def test_a_place_one_degree_off_is_within_161_km_and_two_degrees_off_is_not() -> None:
    tally = Tally()
    score_spans([GOLD, GOLD], [place(0, 5, at=(11.0, 20.0)), place(0, 5, at=(12.0, 20.0))], tally)
    assert counts(tally)["span within 161 km"] == (1, 2)


def test_a_span_that_is_not_resolved_is_not_right() -> None:
    tally = Tally()
    score_spans([GOLD], [place(0, 5, at=None)], tally)
    assert counts(tally)["span within 161 km"] == (0, 1)
    assert counts(tally)["span resolved"] == (0, 1)


def test_a_point_without_a_name_is_a_guess() -> None:
    tally = Tally()
    guessed = msgspec.structs.replace(place(0, 5), name=None, geonames_id=None)
    score_spans([GOLD, GOLD], [place(0, 5), guessed], tally)
    assert counts(tally)["span within 161 km"] == (2, 2)
    assert counts(tally)["span within 161 km, not guessed"] == (1, 2)
    assert counts(tally)["span resolved"] == (1, 2)


def test_what_is_found_at_a_name_without_an_id_counts_neither_way() -> None:
    tally = Tally()
    street = GoldToponym(start=8, end=12)
    score_read([GOLD, street], [place(0, 5), place(8, 12)], tally)
    assert counts(tally)["toponym precision"] == (1, 1)


def test_a_second_reading_of_one_name_is_a_false_one() -> None:
    tally = Tally()
    score_read([GOLD], [place(0, 5), place(3, 5)], tally)
    assert counts(tally)["toponym with right id precision"] == (1, 2)


def test_places_of_events_are_compared_by_words() -> None:
    tally = Tally()
    text = "Shells fell on Tel Rifaat near Aleppo."
    score_places("word", text, frozenset({(15, 25)}), frozenset({(15, 18), (31, 37)}), tally)
    assert counts(tally)["word precision"] == (1, 2)
    assert counts(tally)["word recall"] == (1, 2)


def test_a_sentence_without_event_is_right_where_nothing_is_coded() -> None:
    tally = Tally()
    score_unit(GoldUnit(id="1", text="", events=()), (), tally)
    score_unit(GoldUnit(id="2", text="", events=(GoldPair(source_code="A"),)), (), tally)
    assert counts(tally)["no event precision"] == (1, 2)
    assert counts(tally)["same number of pairs"] == (1, 2)


def test_a_wrong_record_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "1", "text": "x", "toponyms": []}\n{"id": "2"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        list(read_lines(file, GoldText))
