"""Tests of `dragoman places`."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.testing.cli import run_cli


def resolve(tmp_path: Path, *lines: str) -> list[dict[str, object]]:
    file = tmp_path / "toponyms.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [json.loads(line) for line in run_cli("places", "resolve", str(file)).out.splitlines()]


def test_just_the_given_spans_are_resolved_in_the_order_given(tmp_path: Path) -> None:
    asked = {"id": "a", "text": "Fighting in Homs and Aleppo.", "spans": [[21, 27], [12, 16]]}
    (shown,) = resolve(tmp_path, json.dumps({**asked, "url": "ignored"}))
    assert [(p["text"], p["country"]) for p in shown["places"]] == [  # type: ignore[attr-defined]
        ("Aleppo", "SYR"),
        ("Homs", "SYR"),
    ]


def test_with_a_title_spans_count_from_the_title_on(tmp_path: Path) -> None:
    line = '{"id": 1, "title": "Talks", "text": "In Cairo.", "spans": [[10, 15]]}'
    (shown,) = resolve(tmp_path, line)
    assert shown["places"][0]["country"] == "EGY"  # type: ignore[index]


def test_a_span_outside_the_text_is_a_problem_of_its_line_alone(tmp_path: Path) -> None:
    first = '{"id": 1, "text": "In Cairo.", "spans": [[3, 99]]}'
    second = '{"id": 2, "text": "In Cairo.", "spans": [[3, 8]]}'
    shown = resolve(tmp_path, first, second)
    assert sorted(shown[0]) == ["id", "problems"]
    assert sorted(shown[1]) == ["id", "places"]


def test_the_exit_status_tells_that_a_line_failed(tmp_path: Path) -> None:
    file = tmp_path / "toponyms.jsonl"
    file.write_text('{"id": 1}', encoding="utf-8")
    assert run_cli("places", "resolve", str(file)).status == 1


def test_csv_has_one_row_a_place(tmp_path: Path) -> None:
    file = tmp_path / "toponyms.jsonl"
    file.write_text('{"id": 1, "text": "In Cairo.", "spans": [[3, 8]]}', encoding="utf-8")
    rows = run_cli("places", "resolve", str(file), "--format", "csv").out.splitlines()
    assert rows[0].startswith("id,start,end,text,kind,name,geonames_id")
    assert rows[1].startswith("1,3,8,Cairo,literal,Cairo")


def test_a_disputed_place_is_shown_with_all_who_hold_and_claim_it() -> None:
    shown = run_cli("places", "show", "geonames:703883").out
    assert "claimed by     Ukraine" in shown
    assert "claimed by     Russia, since 2014-03-18" in shown
    assert "controlled by  Russia, since 2014-03-18" in shown


def test_what_did_not_hold_yet_is_left_out() -> None:
    shown = run_cli("places", "show", "geonames:703883", "--as-of", "2013-12-31").out
    assert "by     Russia" not in shown
    assert "by  Russia" not in shown


def test_an_unknown_place_is_a_wrong_call() -> None:
    assert run_cli("places", "show", "Xyzzyville").status == 2
