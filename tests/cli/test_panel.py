"""`dragoman panel` and `dragoman import` on the command line."""

from __future__ import annotations

import csv
import io
import re
import shlex
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dragoman.io.corrections import append_correction, new_correction, read_corrections
from dragoman.io.exports.layouts import LAYOUTS
from dragoman.records import Anchor, Correction, Span
from dragoman.testing.cli import run_cli
from dragoman.testing.corrected import corrected_store
from dragoman.testing.room import make_store
from dragoman.testing.stores import sample_store


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(sample_store(tmp_path / "sample.duckdb"))


def _rows(store: str, *options: str) -> list[dict[str, str]]:
    outcome = run_cli("panel", "--store", store, *options)
    assert outcome.status == 0, outcome.err
    return list(csv.DictReader(io.StringIO(outcome.out)))


def test_only_what_is_affirmed_is_counted(store: str) -> None:
    assert _rows(store) == [{
        "country": "KEN", "period": "2024-03-01", "type": "CONSULT", "quad": "1", "events": "1",
        "contested": "0", "mean_intensity": "4.0", "balance": "1.0",
    }]  # fmt: skip


def test_wide_has_a_column_for_each_type(store: str) -> None:
    (row,) = _rows(store, "--by", "dyad", "--every", "week", "--wide")
    assert (row["actor_country"], row["recipient_country"]) == ("SOM", "KEN")
    assert row["period"] == "2024-03-04"
    assert (row["verbal_cooperation"], row["CONSULT"], row["ASSAULT"]) == ("1", "1", "0")


@pytest.mark.parametrize("by", ["country", "actor-country", "dyad", "actor", "actor-dyad"])
@pytest.mark.parametrize("wide", [(), ("--wide",)])
def test_every_unit_is_counted(store: str, by: str, wide: tuple[str, ...]) -> None:
    assert [row["events"] for row in _rows(store, "--by", by, *wide)] == ["1"]


def test_a_panel_is_read_by_pandas(store: str, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    assert run_cli("panel", "--store", store, "-o", str(path)).status == 0
    assert pd.read_parquet(path)["events"].tolist() == [1]


def test_a_comparison_needs_something_to_compare_with(store: str) -> None:
    outcome = run_cli("panel", "--store", store, "--compare")
    assert outcome.status == 2
    assert "D408" in outcome.err


def test_an_imported_series_stands_beside_ours_over_the_time_of_both(
    store: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.tsv"
    exported = run_cli("export", "events", "--store", store, "--format", "icews", "-o", str(path))
    assert exported.status == 0
    later = path.read_text().splitlines()[1].replace("2024-03-04", "2025-03-04")
    path.write_text(path.read_text() + later.replace("1\t", "2\t", 1) + "\n")
    for said in ("2 events read, 2 of them new", "2 events read, 0 of them new"):
        outcome = run_cli("import", str(path), "--format", "icews", "--store", store)
        assert outcome.out.startswith(said)
        assert outcome.status == 0
    found = [(row["coder"], row["period"], row["type"]) for row in _rows(store, "--compare")]
    assert found == [
        ("dragoman", "2024-03-01", "CONSULT"), ("icews", "2024-03-01", "CONSULT"),
    ]  # fmt: skip
    assert len(_rows(store)) == 1


def test_corrections_go_out_and_come_back(store: str, tmp_path: Path) -> None:
    anchor = Anchor(span=Span(document_id="sample", start=3, end=9), quote="=a; b", prefix="\n")
    correction = new_correction(Correction(
        id="", kind="report", anchor=anchor, action="set", field="type", value='"AID"',
        author="An", made_at="2024-03-05T12:00:00Z",
    ))  # fmt: skip
    log = Path(store).with_suffix(".files") / "corrections.jsonl"
    append_correction(log, correction)
    path = str(tmp_path / "c.csv")
    outcome = run_cli("export", "corrections", "--store", store, "-o", path)
    assert outcome.err == f"{path}: 1 corrections\n"
    log.unlink()
    for new in (1, 0):
        outcome = run_cli("import", path, "--format", "corrections", "--store", store)
        assert outcome.out == f"1 corrections read, {new} of them new\n"
    assert read_corrections(log)[0] == (correction,)


def test_corrections_are_counted_unless_they_are_not_wanted(tmp_path: Path) -> None:
    store = str(corrected_store(tmp_path / "x.duckdb"))

    def dyads(*options: str) -> set[tuple[str, str]]:
        rows = _rows(store, "--by", "dyad", "--type", "ASSAULT", *options)
        return {(row["actor_country"], row["recipient_country"]) for row in rows}

    assert dyads() == {("MLI", "TGO"), ("MLI", "BEN"), ("GAB", "AGO")}
    assert dyads("--without-corrections") == {("CHA", "NIG"), ("MAL", "GHA")}
    assert "6 corrections are in force" in run_cli("panel", "--store", store).err
    without = run_cli("panel", "--store", store, "--without-corrections")
    assert "correction" not in without.err


_TALKS = [
    {"id": f"t{n}", "title": f"Story {n}", "published": day, "language": "en",
     "source": f"Outlet {n}", "text": f"{words} {event}."}
    for n, (day, words, event) in enumerate((
        ("2024-01-10", "Rain fell.", "Kenya met Somalia"),
        ("2024-01-20", "Boats came.", "Chad shelled Niger"),
        ("2024-04-10", "Snow lay.", "Kenya met Somalia"),
    ))
]  # fmt: skip


@pytest.fixture
def talks(tmp_path: Path) -> str:
    return str(make_store(tmp_path / "talks.duckdb", _TALKS))


def test_a_filled_panel_has_every_unit_in_every_period(talks: str) -> None:
    rows = _rows(talks, "--by", "actor-country", "--wide", "--fill")
    assert [(r["country"], r["period"][:7], r["events"], r["CONSULT"]) for r in rows] == [
        ("CHA", "2024-01", "1", "0"), ("CHA", "2024-02", "0", "0"),
        ("CHA", "2024-03", "0", "0"), ("CHA", "2024-04", "0", "0"),
        ("KEN", "2024-01", "1", "1"), ("KEN", "2024-02", "0", "0"),
        ("KEN", "2024-03", "0", "0"), ("KEN", "2024-04", "1", "1"),
    ]  # fmt: skip
    quiet = rows[1]
    assert (quiet["verbal_conflict"], quiet["contested"]) == ("0", "0")
    assert (quiet["mean_intensity"], quiet["balance"]) == ("", "")


def test_a_filled_long_panel_has_every_type_too(talks: str) -> None:
    rows = _rows(talks, "--by", "dyad", "--fill")
    found = {
        (r["actor_country"], r["recipient_country"], r["period"][:7], r["type"]): r["events"]
        for r in rows
    }
    assert len(found) == len(rows) == 2 * 4 * 2
    assert {key for key, events in found.items() if events != "0"} == {
        ("CHA", "NIG", "2024-01", "ASSAULT"), ("KEN", "SOM", "2024-01", "CONSULT"),
        ("KEN", "SOM", "2024-04", "CONSULT"),
    }  # fmt: skip
    balance = {r["type"]: r["balance"] for r in rows
               if (r["actor_country"], r["period"]) == ("KEN", "2024-04-01")}  # fmt: skip
    assert len(set(balance.values())) == 1
    assert {r["quad"] for r in rows if r["type"] == "CONSULT"} == {"1"}


def test_what_is_filled_is_what_is_counted_and_zeros(talks: str) -> None:
    for wide in ((), ("--wide",)):
        for by in ("actor-country", "dyad", "actor", "actor-dyad"):
            for every in ("day", "week", "month", "year"):
                options = ("--by", by, "--every", every, *wide)
                filled = [r for r in _rows(talks, *options, "--fill") if r["events"] != "0"]
                assert filled == _rows(talks, *options)


def test_a_span_that_is_asked_for_is_filled_whole(talks: str) -> None:
    span = ("--since", "2023-12-01", "--until", "2024-05-31")
    rows = _rows(talks, "--by", "actor-country", "--wide", "--fill", *span, "--type", "CONSULT")
    assert [row["period"][:7] for row in rows] == [
        "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05",
    ]  # fmt: skip
    assert {row["country"] for row in rows} == {"KEN"}


def test_a_filled_panel_of_a_store_without_events_is_empty(tmp_path: Path) -> None:
    store = str(make_store(tmp_path / "none.duckdb", [{**_TALKS[0], "text": "Nothing was."}]))
    assert _rows(store, "--fill") == []


_HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "count-events.md"
_MET = (("01", 3), ("01", 17), ("02", 9), ("04", 2), ("04", 11), ("04", 23))
_SCENES = (
    "rain and roofs", "boats with grain", "drums before dawn", "trucks in mud", "copper prices",
    "a school roof",
)  # fmt: skip
_THEIRS = {"01": (3, 17, 25), "02": (9, 20), "03": (8,), "04": (2, 11, 23)}


def test_the_how_to_carries_a_series_on_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_store(tmp_path / "news.duckdb", [
        {"id": f"m{month}{day}", "published": f"2024-{month}-{day:02}", "language": "en",
         "title": f"Of {words}", "source": "Herald", "text": f"All of {words}. Kenya met Somalia."}
        for (month, day), words in zip(_MET, _SCENES, strict=True)
    ])  # fmt: skip
    lines = ["\t".join(LAYOUTS["icews"].columns)]
    for month, days in _THEIRS.items():
        for day in days:
            cells = {
                "Event ID": f"{month}{day}", "Event Date": f"2024-{month}-{day:02}",
                "Source Name": "Kenya", "Source Country": "Kenya", "CAMEO Code": "040",
                "Target Name": "Somalia", "Target Country": "Somalia",
            }  # fmt: skip
            lines.append("\t".join(cells.get(name, "") for name in LAYOUTS["icews"].columns))
    Path("events.2024.tab").write_text("\n".join(lines) + "\n")
    page = _HOW_TO.read_text().partition("## Carry on a series")[2]
    commands = re.findall(r"^dragoman (.+)$", page, re.MULTILINE)
    assert len([run for run in commands if not run.startswith("and ")]) == 2
    said = [run_cli(*shlex.split(run)) for run in commands if not run.startswith("and ")]
    assert [outcome.status for outcome in said] == [0, 0]
    assert said[1].err in page
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    found: dict[str, Any] = {}
    exec(code, found)  # an example of the docs
    assert found["carried_on"].tolist() == [3.0, 1.5, 0.0, 4.5]
