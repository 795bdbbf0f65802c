"""Tests of what the model says of the types of other codebooks, without training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.evaluate.tasks.lines import document_of
from dragoman.knowledge.codebook import STARTER, load_codebook
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import EventReport

Reports = Callable[[str], tuple[EventReport, ...]]
HEAD = """name = 'toy'
version = '1'
title = 'Toy'
licence = 'Apache-2.0'
source = 'a test'

[quads]
1 = 'all'
"""
TYPES = {
    "HOLD": ("arrest", "Police take people into custody.", "plover = ['COERCE.arrest']"),
    "MARCH": ("protest", "People demonstrate in the streets.", "plover = ['PROTEST']"),
    "BLAST": ("bombing", "A bomb or mine explodes and hurts people.", ""),
    "PLEDGE": ("aid", "Money, food or medicine is given or sent to those in need.", ""),
}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four types without a wording: two with counterparts in PLOVER, two by their texts alone."""
    folder = tmp_path_factory.mktemp("own") / "toy"
    (folder / "types").mkdir(parents=True)
    (folder / "codebook.toml").write_text(HEAD)
    for code, (name, definition, more) in TYPES.items():
        (folder / "types" / f"{code.lower()}.toml").write_text(
            f"code = '{code}'\nname = '{name}'\nquad = 1\nintensity = 0.0\n"
            f"definition = '{definition}'\n{more}\n"
        )
    return folder


@pytest.fixture(scope="module")
def of_toy(toy: Path) -> Reports:
    pipeline = Pipeline.load(Config(codebook=str(toy)))
    return lambda text: analyse(document_of("t", text), pipeline).reports


@pytest.fixture(scope="module")
def of_conflict() -> Reports:
    pipeline = Pipeline.load(Config(codebook="conflict"))
    return lambda text: analyse(document_of("t", text), pipeline).reports


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenyan police arrested 40 students in Nairobi on Monday.", "HOLD"),
        ("Thousands of nurses marched through Lima for higher pay.", "MARCH"),
        ("A roadside bomb killed three Iraqi soldiers near Mosul.", "BLAST"),
        ("Germany sent food and medicine worth 5 million euros to Sudan.", "PLEDGE"),
    ],
)
def test_a_codebook_without_wordings_is_coded_by_definitions_and_counterparts(
    of_toy: Reports, text: str, code: str
) -> None:
    assert [report.types[0].code for report in of_toy(text)] == [code]


def test_what_no_type_is_about_is_left_alone(of_toy: Reports) -> None:
    assert of_toy("The French minister accused Iran of lying on Monday.") == ()
    assert of_toy("France beat Croatia in the World Cup final in Moscow.") == ()


def test_scores_are_probabilities(of_toy: Reports) -> None:
    [report] = of_toy("Kenyan police arrested 40 students in Nairobi on Monday.")
    assert report.score is not None
    assert report.score == report.types[0].score
    assert sum(t.score or 0 for t in report.types) <= 1


def test_a_wording_keeps_its_type_and_mode_beside_the_model(of_conflict: Reports) -> None:
    [report] = of_conflict("Artillery shelled the railway yard of Goma for two hours.")
    assert (report.types[0].code, report.types[0].mode) == ("REMOTE-VIOLENCE", "shelling")
    assert any("the model gives REMOTE-VIOLENCE" in line for line in report.explain)


def test_the_model_finds_what_no_wording_of_a_shipped_codebook_tells(of_conflict: Reports) -> None:
    [report] = of_conflict("Gunmen opened fire on soldiers near Mosul.")
    assert report.types[0].code in {"BATTLE", "CIVILIAN-ATTACK"}
    assert any(line.startswith("no pattern; the model gives") for line in report.explain)


def test_who_visits_whom_is_told_by_the_frames_of_any_codebook() -> None:
    pipeline = Pipeline.load(Config(codebook=str(STARTER)))
    for text in ("The Danish minister visited Norway.", "Norway hosted the Danish minister."):
        [report] = analyse(document_of("t", text), pipeline).reports
        assert {p.role: p.description for p in report.participants} == {
            "visitor": "The Danish minister" if text[0] == "T" else "the Danish minister",
            "host": "Norway",
        }


def test_a_counterpart_that_plover_lacks_is_named(toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "toy"
    (folder / "types").mkdir(parents=True)
    (folder / "codebook.toml").write_text(HEAD)
    text = (toy / "types" / "hold.toml").read_text().replace("COERCE.arrest", "COERCE.arest")
    (folder / "types" / "hold.toml").write_text(text)
    with pytest.raises(ConfigError, match=r'D211 .*types/hold.toml, plover: PLOVER has no "COERCE'):
        load_codebook(folder)
