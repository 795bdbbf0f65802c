"""`dragoman export` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.io.exports.files import read_export
from dragoman.testing.cli import run_cli
from dragoman.testing.corrected import corrected_store
from dragoman.testing.stores import sample_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(sample_store(tmp_path_factory.mktemp("store") / "sample.duckdb"))


def test_the_name_of_the_file_tells_the_format(store: str, tmp_path: Path) -> None:
    for name in ("x.csv", "x.jsonl", "x.parquet", "x.geojson"):
        path = tmp_path / name
        outcome = run_cli("export", "events", "--store", store, "-o", str(path))
        assert (outcome.status, outcome.err) == (0, f"{path}: 2 events\n")
        assert read_export(path, "events").num_rows == 2


def test_csv_goes_to_standard_output(store: str) -> None:
    outcome = run_cli("export", "dyads", "--store", store)
    assert outcome.out.startswith("event_id,actor_key,actor,")
    assert outcome.err == "2 dyads\n"


def test_a_layout_leaves_out_what_is_denied_and_says_so(store: str, tmp_path: Path) -> None:
    path = str(tmp_path / "x.tsv")
    outcome = run_cli("export", "events", "--store", store, "--format", "icews", "-o", path)
    assert outcome.err == (
        f"{path}: 1 rows; 1 events left out that nobody affirms as having happened\n"
    )
    outcome = run_cli(
        "export", "events", "--store", store, "--format", "icews", "-o", path,
        "--assertion", "denied_only",
    )  # fmt: skip
    assert outcome.err == f"{path}: 1 rows\n"


def test_a_formula_in_a_publisher_is_made_harmless(store: str) -> None:
    outcome = run_cli("export", "reports", "--store", store)
    assert ",'=Example Wire," in outcome.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("claims", "--format", "gdelt"), "gdelt is a format of events and reports"),
        (("events", "--format", "parquet"), "parquet needs a file"),
        (("events", "-o", "x.xlsx"), '"x.xlsx" does not tell the format'),
        (("events", "--assertion", "sure"), '"sure" is none of uncontested'),
        (("events", "--country", "Kenya"), "Did you mean KEN?"),
        (("events", "--country", "XXX"), '"XXX" is no ISO alpha-3 code'),
        (("events", "--since", "2024-02-01", "--until", "2024-01-01"), "is before --since"),
    ],
)
def test_a_wrong_call_says_what_is_right(store: str, arguments: tuple[str, ...], said: str) -> None:
    outcome = run_cli("export", *arguments, "--store", store)
    assert outcome.status == 2
    assert said in " ".join(outcome.err.replace("│", " ").split())


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(corrected_store(tmp_path_factory.mktemp("reviewed") / "reviewed.duckdb"))


_FORMS = [
    ("events", "csv"), ("events", "jsonl"), ("events", "parquet"), ("events", "geojson"),
    ("dyads", "graphml"), ("events", "ftm"), ("events", "polecat"), ("events", "icews"),
    ("events", "gdelt"), ("events", "acled"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "form"), [*_FORMS, ("reports", "gdelt"), ("reports", "acled")])
def test_corrections_are_laid_over_in_every_form(
    reviewed: str, tmp_path: Path, kind: str, form: str
) -> None:
    def written(*options: str) -> str:
        path = tmp_path / f"x.{form}"
        outcome = run_cli(
            "export", kind, "--store", reviewed, "--format", form, "-o", str(path), *options
        )
        assert outcome.status == 0, outcome.err
        assert ("6 corrections are in force" in outcome.err) is not bool(options)
        if form == "parquet":
            return str(read_export(path, kind).to_pylist()).casefold()
        return path.read_text().casefold()

    rejected, replaced = ("chad", "niger"), ("ghana",)
    corrected = ("sentria", "ostria", "gabonia", "angolia")
    text, bare = written(), written("--without-corrections")
    assert [name for name in (*rejected, *replaced) if name in _without_sentences(text)] == []
    assert [name for name in corrected if name not in text] == []
    assert [name for name in (*rejected, *replaced) if name not in bare] == []
    assert [name for name in corrected if name in bare] == []


def _without_sentences(text: str) -> str:
    """Return the text without the sentence whose reading a reviewer corrected."""
    return text.replace("mali shelled ghana near the bridge", "")


def test_corrections_themselves_are_exported_as_they_are(reviewed: str) -> None:
    outcome = run_cli("export", "corrections", "--store", reviewed)
    assert outcome.err == "6 corrections\n"


def test_a_type_that_no_report_has_is_named(store: str) -> None:
    asked = ("export", "events", "--store", store, "--country", "ken", "--type")
    mistyped, known = run_cli(*asked, "MEETING"), run_cli(*asked, "PROTEST")
    assert mistyped.err.startswith('"MEETING" is the type of no report here; types: ')
    assert (mistyped.status, known.status, known.err) == (0, 0, "0 events\n")
