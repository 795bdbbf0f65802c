"""The corrections log keeps what it is given, whatever happens to it."""

from __future__ import annotations

from pathlib import Path

from dragoman.io.corrections import append_correction, new_correction, read_corrections
from dragoman.records import Anchor, Correction, Span


def _correction(reason: str) -> Correction:
    span = Span(document_id="doc", start=0, end=4)
    return new_correction(
        Correction(
            id="", kind="report", anchor=Anchor(span=span, quote="said"), action="confirm",
            author="ann", made_at="2024-03-01T10:00:00Z", reason=reason,
        )
    )  # fmt: skip


def test_what_is_appended_is_read_back_in_order(tmp_path: Path) -> None:
    log = tmp_path / "store.files" / "corrections.jsonl"
    made = [_correction("one\nline"), _correction("\u202etwo")]
    for correction in made:
        append_correction(log, correction)
    assert read_corrections(log) == (tuple(made), ())


def test_a_log_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.jsonl") == ((), ())


def test_a_line_cut_short_swallows_nothing(tmp_path: Path) -> None:
    log = tmp_path / "corrections.jsonl"
    log.write_text('{"id": "cor-1", "kin', encoding="utf-8")
    append_correction(log, _correction("after the crash"))
    corrections, problems = read_corrections(log)
    assert [c.reason for c in corrections] == ["after the crash"]
    assert [p.code for p in problems] == ["D120"]


def test_an_id_depends_on_all_that_a_correction_says() -> None:
    assert _correction("a").id != _correction("b").id
    assert _correction("a").id == _correction("a").id
