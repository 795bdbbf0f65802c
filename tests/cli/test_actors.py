"""`dragoman actors`: formats, exit codes, and what is taught takes part at once."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import work
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline
from dragoman.testing.cli import Outcome, run_cli

FIELDS = [
    "id", "phrase", "actor_id", "name", "names", "kind", "country", "sector", "sectors", "role",
    "score", "method", "candidates",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _one_parser(monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline) -> None:
    """Load pipelines of the settings given, but only one parser for all tests."""

    def load(config: Config | None = None) -> Pipeline:
        loaded = Pipeline(config or Config())
        loaded.__dict__["parser"] = pipeline.parser
        return loaded

    monkeypatch.setattr(work, "load_pipeline", load)


@pytest.fixture
def overlay(tmp_path: Path) -> str:
    return str(tmp_path / "mine" / "actors.toml")


def _lines(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def _asked(tmp_path: Path, *lines: str) -> str:
    path = tmp_path / "phrases.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_phrase_is_resolved_to_just_the_fields_of_the_contract() -> None:
    outcome = run_cli("actors", "resolve", "the Kremlin", "police", "--near", "ken")
    kremlin, police = _lines(outcome)
    assert (outcome.status, list(kremlin), list(police)) == (0, FIELDS, FIELDS)
    assert (kremlin["id"], kremlin["actor_id"]) == ("the Kremlin", "gov:kremlin")
    assert (police["actor_id"], police["country"], police["sectors"]) == (None, "KEN", ["COP"])


def test_lines_of_a_file_keep_their_order_ids_and_dates(tmp_path: Path) -> None:
    path = _asked(
        tmp_path,
        '{"id": 7, "phrase": "the Taliban", "as_of": "2015"}',
        "",
        '{"id": "b", "phrase": "the Taliban", "as_of": "2022-01-01T10:00", "more": true}',
    )
    found = _lines(run_cli("actors", "resolve", path))
    assert [(row["id"], row["sector"]) for row in found] == [("7", "REB"), ("b", "GOV")]


def test_a_bad_line_is_a_problem_in_its_place(tmp_path: Path) -> None:
    path = _asked(
        tmp_path,
        '{"id": "a", "phrase": "Hamas"}',
        '{"id": "b"}',
        "no JSON",
        '{"id": "c", "phrase": "Hamas", "near": "QQQ"}',
        '{"id": "d", "phrase": "Hamas", "as_of": "lately"}',
    )
    outcome = run_cli("actors", "resolve", path)
    rows = _lines(outcome)
    assert outcome.status == 1
    assert [row["id"] for row in rows] == ["a", "b", f"{path}, line 3", "c", "d"]
    assert [[p["code"] for p in row.get("problems", [])] for row in rows] == [[], *[["D106"]] * 4]
    assert 'near "QQQ" is no country code; expected one such as SYR' in outcome.err
    assert 'as_of "lately" is no date; expected one such as 2022' in outcome.err


def test_a_missing_file_is_a_problem() -> None:
    outcome = run_cli("actors", "resolve", "none.jsonl")
    assert (outcome.status, _lines(outcome)[0]["problems"][0]["code"]) == (1, "D100")


def test_phrases_come_from_standard_input_too() -> None:
    outcome = run_cli("actors", "resolve", "-", stdin=b'{"id":"x","phrase":"Hamas"}')
    assert _lines(outcome)[0]["actor_id"] == "group:hamas"


def test_json_prints_one_phrase_and_refuses_more() -> None:
    assert (
        json.loads(run_cli("actors", "resolve", "Hamas", "--format", "json").out)["id"] == "Hamas"
    )
    assert run_cli("actors", "resolve", "Hamas", "Mali", "--format", "json").status == 2


def test_csv_has_the_same_fields() -> None:
    out = run_cli("actors", "resolve", "Hamas", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == FIELDS
    assert rows[0]["sectors"] == "REB; PTY"


def test_the_table_says_unsure_where_a_name_may_be_several() -> None:
    out = run_cli("actors", "resolve", "Liberal Party", "--format", "table").out
    assert "unsure:" in out


def test_a_search_prints_the_likeliest_first() -> None:
    outcome = run_cli("actors", "find", "Путин")
    assert outcome.status == 0
    assert _lines(outcome)[0]["id"] == "person:vladimir-putin"
    assert run_cli("actors", "find", "xyzzyland").status == 1


def test_an_actor_is_shown_with_names_and_dated_roles() -> None:
    out = run_cli("actors", "show", "group:taliban").out
    assert "armed opposition, AFG, REB, since 2001-12-07, until 2021-08-15 [hand]" in out
    card = json.loads(run_cli("actors", "show", "Taliban", "--json").out)
    assert card["actor"]["id"] == "group:taliban"


def test_a_name_of_several_actors_cannot_be_shown() -> None:
    outcome = run_cli("actors", "show", "Congo")
    assert outcome.status == 2
    assert '"Congo" may be state:COD, state:COG. Give the id.' in outcome.err


def test_an_actor_that_was_added_is_known_at_once(overlay: str) -> None:
    added = run_cli(
        "actors", "add", "Front for the Delta", "--kind", "armed_group", "--country", "NGA",
        "--sector", "REB", "--abbreviation", "FFD", "--overlay", overlay,
    )  # fmt: skip
    assert (added.status, added.out) == (
        0,
        f"local:front-for-the-delta: 2 rows added to {overlay}\n",
    )
    found = _lines(run_cli("actors", "resolve", "FFD fighters", "FFD", "--overlay", overlay))
    assert [(row["country"], row["sector"]) for row in found] == [("NGA", "REB")] * 2
    assert found[1]["actor_id"] == "local:front-for-the-delta"


def test_a_document_names_it_at_once(overlay: str) -> None:
    run_cli("actors", "add", "Quorvex Front", "--kind", "armed_group", "--country", "NGA",
            "--sector", "REB", "--overlay", overlay)  # fmt: skip
    text = b"The Quorvex Front attacked a village near Warri on Friday."
    coded = json.loads(run_cli("code", "-", "--overlay", overlay, stdin=text).out)
    part = coded["reports"][0]["participants"][0]
    assert (part["actor_id"], part["country"], part["sector"]) == (
        "local:quorvex-front",
        "NGA",
        "REB",
    )


def test_the_environment_names_the_overlay_too(overlay: str) -> None:
    place = {"DRAGOMAN_OVERLAY": overlay}
    run_cli("actors", "alias", "state:MLI", "Qwertistan", environment=place)
    assert _lines(run_cli("actors", "find", "Qwertistan", environment=place))[0]["id"] == (
        "state:MLI"
    )


def test_the_overlay_that_the_environment_names_is_the_one_that_is_told(overlay: str) -> None:
    place = {"DRAGOMAN_OVERLAY": overlay}
    assert run_cli("actors", "overlay", environment=place).out == f"{overlay}\n"
    missing = run_cli("actors", "find", "Chad", environment=place)
    assert (missing.status, "`dragoman actors add` makes it" in missing.err) == (2, True)


def test_the_own_overlay_lies_in_the_data_folder(tmp_path: Path) -> None:
    place = {"XDG_DATA_HOME": str(tmp_path)}
    path = tmp_path / "dragoman" / "actors.toml"
    assert run_cli("actors", "overlay", environment=place).out == f"{path}\n"
    run_cli("actors", "alias", "state:MLI", "Qwertistan", environment=place)
    assert path.is_file()
    assert run_cli("actors", "find", "Qwertistan", environment=place).status == 0


def test_a_role_is_added_with_its_dates_and_ended(overlay: str) -> None:
    run_cli("actors", "add", "Amina Okoro", "--kind", "person", "--overlay", overlay)
    call = ("actors", "role", "Amina Okoro", "--position", "Foreign Minister")
    run_cli(*call, "--country", "NGA", "--sector", "GOV", "--since", "2025", "--overlay", overlay)
    run_cli(*call, "--until", "2026-03-01", "--overlay", overlay)
    resolve = ("actors", "resolve", "Amina Okoro", "--overlay", overlay, "--as-of")
    in_office, before = (_lines(run_cli(*resolve, day))[0] for day in ("2025-06-01", "2024-06-01"))
    assert (in_office["role"], in_office["country"]) == ("Foreign Minister", "NGA")
    assert before["role"] is None
    assert _lines(run_cli(*resolve, "2026-03-01"))[0]["role"] is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("add", "Hamas", "--kind", "army"), "'army' is not one of"),
        (("add", "X", "--kind", "person", "--country", "GER"), '"GER" is no country code'),
        (("add", "X", "--kind", "person", "--id", "state:FRA"), '"state:FRA" is an actor already'),
        (("alias", "nobody", "X"), 'no actor has the id or name "nobody". Look with'),
        (("alias", "state:FRA", "—"), "has no letters. Write a name."),
        (("role", "state:FRA", "--since", "2020"), "a role needs a position or a sector."),
        (("role", "state:FRA", "--sector", "X"), '"X" is no PLOVER sector.'),
        (("role", "state:FRA", "--sector", "GOV", "--since", "soon"), '"soon" is no date.'),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    overlay: str, call: tuple[str, ...], message: str
) -> None:
    outcome = run_cli("actors", *call, "--overlay", overlay)
    assert outcome.status == 2
    assert message in " ".join(outcome.err.split())
    assert not Path(overlay).exists()


def test_a_faulty_overlay_stops_a_command_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_text('[[name]]\nactor = "state:QQQ"\nname = "Q"\n', encoding="utf-8")
    outcome = run_cli("actors", "find", "Mali", "--overlay", str(path))
    assert outcome.status == 2
    assert f'D302 {path} line 2, [[name]] 1: there is no actor "state:QQQ".' in outcome.err


def test_an_overlay_that_is_not_there_is_an_error_but_for_who_writes_it(overlay: str) -> None:
    outcome = run_cli("actors", "find", "Mali", "--overlay", overlay)
    assert outcome.status == 2
    assert "D304" in outcome.err


def _coded(tmp_path: Path, *documents: dict[str, Any]) -> str:
    path = tmp_path / "coded.jsonl"
    path.write_text("\n".join(json.dumps(d) for d in documents), encoding="utf-8")
    return str(path)


def _document(name: str, text: str, *actors: str) -> dict[str, Any]:
    """Return a coded document in which `actors` of the text are unlinked, and all in one event."""
    found = [
        {
            "id": f"ent-{name}-{n}", "name": actor, "kind": "organisation", "country": "NGA",
            "mentions": [{"start": text.index(actor), "end": text.index(actor) + len(actor)}],
        }
        for n, actor in enumerate(actors)
    ]  # fmt: skip
    parts = [{"actor_id": actor["id"]} for actor in found]
    return {
        "document": {"id": name, "text": text},
        "actors": found,
        "reports": [{"participants": parts}],
    }


def test_unknown_actors_are_gathered_by_name_and_ranked(tmp_path: Path, overlay: str) -> None:
    path = _coded(
        tmp_path,
        _document("a", "The Delta Front met the Oil Union.", "Delta Front", "Oil Union"),
        _document("b", "Local officials accused DELTA FRONT.", "Local officials", "DELTA FRONT"),
    )
    first, second = _lines(run_cli("actors", "unknown", path))
    assert (first["id"], first["names"]) == ("local:delta-front", ["DELTA FRONT", "Delta Front"])
    assert (first["documents"], first["events"], first["country"]) == (2, 2, "NGA")
    assert (second["name"], second["documents"]) == ("Oil Union", 1)
    assert second["context"] == "The Delta Front met the Oil Union."
    run_cli("actors", "add", "Delta Front", "--kind", "organisation", "--overlay", overlay)
    left = _lines(run_cli("actors", "unknown", path, "--overlay", overlay))
    assert [row["name"] for row in left] == ["Oil Union"]


def test_an_unknown_actor_comes_with_those_it_may_be(tmp_path: Path) -> None:
    path = _coded(tmp_path, _document("a", "Muammar Qadhafi spoke.", "Muammar Qadhafi"))
    row = _lines(run_cli("actors", "unknown", path))[0]
    assert [c["actor_id"] for c in row["candidates"]] == ["person:muammar-gaddafi"]


def test_a_file_that_is_not_coded_documents_is_told(tmp_path: Path) -> None:
    outcome = run_cli("actors", "unknown", _coded(tmp_path, {"text": "news"}))
    assert outcome.status == 1
    assert "D106" in outcome.err
    assert "line 1 is no coded document" in outcome.err


def test_the_run_changes_with_what_the_overlay_says(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    ids = []
    for text in ("", "# a comment", '[[name]]\nactor = "state:MLI"\nname = "Qwertistan"'):
        path.write_text(text, encoding="utf-8")
        run = Pipeline(Config(overlay=str(path))).run
        ids.append((run.id, run.config_sha256))
    assert ids[0] == ids[1] == (Pipeline().run.id, Pipeline().run.config_sha256)
    assert ids[2][0] != ids[0][0]
    assert ids[2][1] != ids[0][1]
