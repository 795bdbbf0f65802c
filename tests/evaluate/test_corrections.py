"""What reviewers said, as figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from dragoman.evaluate.corrections import tally_document
from dragoman.evaluate.measure import Tally
from dragoman.pipeline.output import output_of
from dragoman.records import Correction
from dragoman.records.output import CodedDocument
from dragoman.review import anchor_of, seen_of
from dragoman.testing.cli import run_cli
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run
from dragoman.testing.samples import make_sample_store, sample_analysis


def _document() -> CodedDocument:
    found = output_of(
        sample_analysis(), run=fake_run(), actors=FakeActors(), places=FakePlaces(),
        codebook=FakeCodes(),
    )  # fmt: skip
    assert isinstance(found, CodedDocument)
    return found


def _said(document: CodedDocument, number: int, action: Any, **values: Any) -> Correction:
    report = document.reports[number]
    return Correction(
        id=f"{number} {action}", kind="report", anchor=anchor_of(document, report), action=action,
        seen=seen_of(report), author="ann", made_at="2024-03-01", **values,
    )  # fmt: skip


def _figures(document: CodedDocument, said: list[Correction]) -> dict[str, tuple[int, int]]:
    tally = Tally()
    tally_document(document, said, tally)
    return {m.name: (m.right or 0, m.of or 0) for m in tally.measures()}


def test_what_was_rejected_counts_against_precision_and_what_was_confirmed_for_it() -> None:
    document = _document()
    figures = _figures(document, [_said(document, 0, "reject"), _said(document, 1, "confirm")])
    assert figures["event precision"] == (1, 2)
    assert figures[f"event precision {document.reports[0].type}"] == (0, 1)
    assert figures["participants right"] == (1, 1)


def test_a_value_that_was_set_is_wrong_and_says_nothing_of_the_others() -> None:
    document = _document()
    value = msgspec.json.encode("THREATEN").decode()
    figures = _figures(document, [_said(document, 0, "set", field="type", value=value)])
    assert figures["type right"] == (0, 1)
    assert "when right" not in figures


def test_what_nobody_judged_is_not_counted() -> None:
    assert _figures(_document(), []) == {}


def test_a_store_that_nobody_judged_has_no_figures(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "news.duckdb")
    outcome = run_cli("evaluate", str(tmp_path / "news.duckdb"), "--against", "corrections")
    assert (outcome.status, outcome.out) == (0, "0 documents\n")
