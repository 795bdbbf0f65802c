"""What people decided of pairs of reports, as the linker is told it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.io.collections import read_collections
from dragoman.knowledge.codebook import load_codebook
from dragoman.pipeline.corrected import corrected_documents
from dragoman.pipeline.decisions import constraints_of, link_as_decided
from dragoman.pipeline.ingest import Summary, ingest
from dragoman.serve.library import Library
from dragoman.stages.links.report import Constraints
from dragoman.store.database import Store
from dragoman.testing.corrected import correct
from dragoman.testing.room import make_store
from dragoman.testing.stub import load_stub, stub_reading

_OPENINGS = (
    "It rained all day at the harbour, and nobody was to be seen at the pier.",
    "Boats were lying at anchor while fishermen sold what they had caught.",
    "A market was held behind the church, and the bakers had sold all they had.",
)


def _article(number: int, *, edited: bool = False) -> dict[str, str]:
    """An article of three, which tell one event; an edit moves the words that tell it."""
    told = "Kenya met Somalia on the coast."
    opening = f"{_OPENINGS[number]} More was learnt since." if edited else _OPENINGS[number]
    return {
        "id": f"d{number}", "title": f"Paper {number}", "published": "2024-03-04",
        "source": f"Outlet {number}", "language": "en", "text": f"{opening} {told}",
    }  # fmt: skip


def _edit(store: Path, *numbers: int) -> Summary:
    """Ingest the articles as they were edited."""
    lines = store.with_suffix(".edited.jsonl")
    edited = (_article(number, edited=True) for number in numbers)
    lines.write_bytes(b"\n".join(map(msgspec.json.encode, edited)))
    with Store.open(store, writable=True) as opened:
        return ingest(
            opened, [str(lines)], lambda _: read_collections([str(lines)]), load=load_stub,
            work=stub_reading, now="2024-06-09T00:00:00Z",
        )  # fmt: skip


def _events(store: Path, *, anew: bool = False) -> int:
    with Store.open(store, writable=True) as opened:
        return link_as_decided(opened, anew=anew).events


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "news.duckdb", (_article(0), _article(1)))


@pytest.mark.parametrize("edited", [(0,), (1,), (0, 1)])
def test_different_stands_when_texts_are_edited(store: Path, edited: tuple[int, ...]) -> None:
    assert _events(store) == 1
    correct(store, "d0", "met", "different", other=("d1", "met"))
    assert _events(store, anew=True) == 2
    assert _edit(store, *edited).versions == len(edited)
    assert _events(store, anew=True) == 2


def test_a_decision_is_about_the_reports_that_count_now(store: Path) -> None:
    correct(store, "d0", "met", "same", other=("d1", "met"))
    _edit(store, 0, 1)
    with Store.open(store) as opened:
        current = {row["id"] for row in opened.sql("SELECT id FROM current_reports").to_pylist()}
        (pair,) = constraints_of(opened).same
    assert set(pair) == current


def test_an_ingest_tells_what_decisions_it_could_not_keep(store: Path) -> None:
    assert _edit(store, 2).unmet == ()
    correct(store, "d0", "met", "same", other=("d1", "met"))
    correct(store, "d1", "met", "same", other=("d2", "met"))
    correct(store, "d0", "met", "different", other=("d2", "met"))
    ((kind, *_),) = _edit(store, 0).unmet
    assert kind == "same"


def test_reviewers_who_disagree_from_either_side_decide_nothing(store: Path) -> None:
    same = correct(store, "d0", "met", "same", other=("d1", "met"))
    different = correct(store, "d1", "met", "different", other=("d0", "met"), author="Bo")
    with Store.open(store) as opened:
        assert constraints_of(opened) == Constraints()
        documents, _ = corrected_documents(opened, load_codebook("plover"))
    assert {o.correction_id: o.status for d in documents for o in d.outcomes} == {
        same.id: "conflict", different.id: "conflict",
    }  # fmt: skip
    library = Library(store)
    shown = library.documents(["d0", "d1"]).values()
    assert {o.status for _, _, o in library.corrections()} == {"conflict"}
    assert {o.status for document in shown for o in document.outcomes} == {"conflict"}
    library.close()


@pytest.mark.parametrize("edited", [(0,), (1,), (0, 1)])
def test_a_reviewer_may_think_again_after_an_edit(store: Path, edited: tuple[int, ...]) -> None:
    correct(store, "d0", "met", "different", other=("d1", "met"))
    _edit(store, *edited)
    with Store.open(store) as opened:
        one, other = _current(opened)
    correct(store, other, "met", "same", other=(one, "met"), made_at="2024-06-10T00:00:00Z")
    with Store.open(store) as opened:
        decided = constraints_of(opened)
    assert (len(decided.same), decided.different) == (1, ())


def _current(store: Store) -> list[str]:
    """Return the ids of the documents that count."""
    rows = store.sql("SELECT id FROM documents WHERE is_current ORDER BY ALL").to_pylist()
    return [row["id"] for row in rows]
