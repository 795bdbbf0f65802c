"""Corrections in what a store gives out: the same as on the pages, in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

import dragoman
from dragoman.pipeline.overlaid import overlay_of
from dragoman.records import Event
from dragoman.serve.export import flat_events
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.store.database import Store
from dragoman.store.overlaid import reading
from dragoman.testing.corrected import correct, corrected_store
from dragoman.testing.room import make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corrected_store(tmp_path_factory.mktemp("store") / 'it\'s "mine".duckdb')


def _rows(store: Path, kind: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dragoman.read_store(store, kind, **options).to_pylist()
    return found


def test_exports_and_pages_show_the_same_events(store: Path) -> None:
    library = Library(store)
    shown = {row["id"]: row for row in flat_events(library, Filters())}
    library.close()
    rows = {row["id"]: row for row in _rows(store, "events")}
    assert rows.keys() == shown.keys()
    same = (
        "type", "mode", "quad", "intensity", "cameo", "earliest", "before", "place", "lat",
        "place_country", "assertion", "independent_sources", "report_count", "score",
    )  # fmt: skip
    for name, row in rows.items():
        assert {key: row[key] for key in same} == {key: shown[name][key] for key in same}
        assert row["actors"] == shown[name]["actor"]
        assert row["recipients"] == shown[name]["recipient"]


def test_each_correction_has_its_effect_on_events(store: Path) -> None:
    told = {
        (*row["actors"], *row["recipients"]): (row["review"], row["place"], row["contexts"])
        for row in _rows(store, "events")
    }
    assert told == {
        ("Kenya", "Somalia"): ("confirmed", None, []),
        ("Mali", "Sentria", "Ostria"): ("edited", "Bamako", []),
        ("Benin", "Togo"): (None, None, []),
        ("Gabonia", "Angolia"): ("added", "Bamako", ["military"]),
    }


def test_reports_and_claims_follow(store: Path) -> None:
    told = sorted(
        (row["trigger"], *row["actors"], row["review"] or "") for row in _rows(store, "reports")
    )
    assert told == [
        ("market", "Gabonia", "added"), ("met", "Benin", ""), ("met", "Kenya", ""),
        ("met", "Kenya", "confirmed"), ("shelled", "Mali", "edited"),
    ]  # fmt: skip
    claims = {row["report_id"]: (row["certainty"], row["review"]) for row in _rows(store, "claims")}
    assert sorted(claims.values(), key=str).count(("possible", "edited")) == 1
    assert len(claims) == 4


def test_without_corrections_all_is_as_the_coder_read_it(tmp_path: Path, store: Path) -> None:
    articles = corrected_store(tmp_path / "same.duckdb")
    (articles.with_suffix(".files") / "corrections.jsonl").unlink()
    for kind in ("events", "reports", "claims", "actors", "dyads"):
        bare = _rows(store, kind, with_corrections=False)
        assert bare == _rows(articles, kind)
        assert {row.get("review") for row in bare} == {None}


def test_the_record_of_a_corrected_event_is_an_event(store: Path) -> None:
    with Store.open(store) as opened:
        found = reading(opened, overlay_of(opened)).execute("SELECT record FROM events").fetchall()
    events = [msgspec.json.decode(record, type=Event) for (record,) in found]
    (edited,) = (e for e in events if "Sentria" in {party.name for party in e.participants})
    assert edited.where is not None
    assert edited.where.admin1 == "Bamako"


def test_reading_with_corrections_leaves_the_store_as_it_is(store: Path) -> None:
    with Store.open(store) as opened:
        before = opened.sql("SELECT count(*) FROM events").column(0)[0].as_py()
        overlay = overlay_of(opened)
        assert overlay is not None
        reading(opened, overlay)
        assert opened.sql("SELECT count(*) FROM events").column(0)[0].as_py() == before
        assert (overlay.in_force, overlay.not_in_force) == (6, 0)


def test_a_rejected_report_of_several_leaves_the_event(tmp_path: Path) -> None:
    lines = [
        {"id": f"d{n}", "title": f"Paper {n}", "published": "2024-03-04", "source": f"Outlet {n}",
         "language": "en", "text": f"{words} Kenya met Somalia on the coast."}
        for n, words in enumerate(("It rained all day.", "Boats were lying at anchor."))
    ]  # fmt: skip
    store = make_store(tmp_path / "x.duckdb", lines)
    (event,) = _rows(store, "events")
    assert event["report_count"] == 2
    correct(store, "d0", "met", "reject")
    (left,) = _rows(store, "events")
    assert (left["id"], left["report_count"], left["review"]) == (event["id"], 1, "edited")
    assert left["document_ids"] == ["d1"]
    assert left["sentence"] is not None


def test_decisions_that_wait_for_linking_are_counted(tmp_path: Path) -> None:
    store = corrected_store(tmp_path / "x.duckdb")
    correct(store, "talks", "met", "same", other=("war", "met"))
    with Store.open(store) as opened:
        overlay = overlay_of(opened)
    assert overlay is not None
    assert overlay.pending == 1


def test_conflicts_and_lost_words_are_counted_and_change_nothing(tmp_path: Path) -> None:
    store = make_store(tmp_path / "x.duckdb")
    before = _rows(store, "events")
    for author, kind in (("An", "AID"), ("Bo", "COERCE")):
        correct(store, "war", "shelled", "set", field="type", value=kind, author=author)
    correct(store, "talks", "coast", "reject")
    with Store.open(store) as opened:
        overlay = overlay_of(opened)
    assert overlay is not None
    assert (overlay.in_force, overlay.not_in_force) == (0, 3)
    assert _rows(store, "events") == before
