"""Linking a store: once, again, after a new text, and what --explain says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.records import Analysis, Event
from dragoman.records.output import CodedDocument
from dragoman.stages.links.report import Constraints
from dragoman.store.database import Store
from dragoman.store.explaining import explain_pair
from dragoman.store.linking import link_store
from dragoman.store.loader import load_readings
from dragoman.store.rows import Reading
from dragoman.testing.samples import sample_reading, sample_run


def copy_of(reading: Reading, document_id: str) -> Reading:
    """Return the reading of the same text under another id, as another paper printed it."""

    def renamed(record: Any, kind: Any) -> Any:
        text = msgspec.json.encode(record).decode()
        for old in [report.id for report in reading.analysis.reports] + [
            claim.id for claim in reading.analysis.claims
        ]:
            text = text.replace(f'"{old}"', f'"{old}{document_id}"')
        return msgspec.json.decode(text.replace('"sample"', f'"{document_id}"'), type=kind)

    return Reading(
        source=reading.source,
        analysis=renamed(reading.analysis, Analysis),
        output=renamed(reading.output, CodedDocument),
    )


def load(store: Store, *readings: Reading) -> None:
    with store.transaction() as connection:
        load_readings(connection, sample_run(), readings, loaded_at="2024-03-05T00:00:00+00:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "news.duckdb", writable=True) as store:
        load(store, sample_reading())
        link_store(store)
    return tmp_path / "news.duckdb"


def rows(store: Store, question: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = store.sql(question).to_pylist()
    return found


def test_each_report_is_in_an_event_and_the_row_is_what_the_record_says(path: Path) -> None:
    with Store.open(path) as store:
        events = list(store.events())
        held = rows(store, "SELECT report_id FROM event_reports ORDER BY report_id")
        shown = rows(store, "SELECT id, type, assertion, report_count FROM events ORDER BY id")
    assert all(isinstance(event, Event) for event in events)
    assert [row["report_id"] for row in held] == sorted(
        report.id for report in sample_reading().analysis.reports
    )
    assert [tuple(row.values()) for row in shown] == [
        (e.id, e.type, e.assertion, len(e.report_ids)) for e in events
    ]


def test_linking_again_changes_nothing(path: Path) -> None:
    with Store.open(path, writable=True) as store:
        before = list(store.events())
        summary = link_store(store)
        assert (summary.reports, summary.new, summary.changed) == (0, 0, 0)
        assert list(store.events()) == before
        assert link_store(store, anew=True).changed == 0
        assert list(store.events()) == before


def test_another_paper_with_the_same_text_joins_the_events_that_stand(path: Path) -> None:
    with Store.open(path, writable=True) as store:
        before = {event.id for event in store.events()}
        load(store, copy_of(sample_reading(), "other"))
        summary = link_store(store)
        after = list(store.events())
    assert {event.id for event in after} == before
    assert (summary.new, summary.changed) == (0, len(before))
    assert {len(event.report_ids) for event in after} == {2}


def test_decided_pairs_are_linked_as_decided(path: Path) -> None:
    one, other = (report.id for report in sample_reading().analysis.reports)
    with Store.open(path, writable=True) as store:
        link_store(store, constraints=Constraints(same=((one, other),)))
        assert len(list(store.events())) == 1
        assert len(rows(store, "SELECT * FROM event_aliases")) == 1
        link_store(store, constraints=Constraints(different=((one, other),)))
        assert len(list(store.events())) == 2


def test_events_of_texts_that_no_longer_count_are_gone(path: Path) -> None:
    with Store.open(path, writable=True) as store:
        with store.transaction() as connection:
            connection.execute("UPDATE documents SET is_current = false")
        summary = link_store(store)
        assert (summary.events, summary.gone) == (0, 2)
        assert rows(store, "SELECT * FROM event_actors") == []


def test_explaining_adds_up_to_the_score_and_changes_nothing(path: Path) -> None:
    one, other = (report.id for report in sample_reading().analysis.reports)
    with Store.open(path) as store:
        found = explain_pair(store, one, other)
        with pytest.raises(StoreError, match="D406"):
            explain_pair(store, one, "rep-0000000000000000")
    assert not found.is_one_event
    by_name = {part.name: part.adds for part in found.features}
    assert by_name["type apart"] == -10
    assert found.score < 0
