"""Tests of teaching: what thirty examples change, what they are refused for, who may use them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import ConfigError, InputError
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.teach.train import Trained, train
from dragoman.testing.cli import run_cli

SHIPS = (
    "The Iranian navy seized a Greek tanker in the strait.",
    "Coast guards from Turkey seized a fishing boat off Cyprus.",
    "The Chinese coast guard seized three trawlers near the reef.",
    "Houthi fighters seized a cargo ship in the Red Sea.",
    "Indonesian patrols seized two fishing vessels on Tuesday.",
    "The Russian navy seized a Ukrainian tugboat at sea.",
    "Somali pirates seized a bulk carrier on Sunday.",
    "The Indian navy seized a dhow in the Arabian Sea.",
    "Tunisian coast guards seized an Italian trawler.",
    "The Royal Navy seized a freighter off Gibraltar.",
    "Libyan militiamen seized a container ship near Misrata.",
    "Eritrean gunboats seized a Yemeni fishing boat.",
    "Venezuelan marines seized an oil tanker near Guyana.",
    "North Korean guards seized a South Korean squid boat.",
    "Egyptian border guards seized a yacht in the gulf.",
)
PAPERS = (
    "Turkish police seized the printing house of a newspaper.",
    "Belarusian officers seized the files of a human rights group.",
    "Egyptian authorities seized all copies of a weekly.",
    "Russian investigators seized computers from a newsroom.",
    "The Iranian police seized the cameras of two journalists.",
    "Hong Kong police seized the archive of a newspaper.",
    "Sudanese agents seized the print run of three dailies.",
    "Vietnamese police seized the laptops of a blogger.",
    "Ethiopian officers seized books from a publisher.",
    "Tanzanian authorities seized the transmitter of a radio station.",
    "Burmese soldiers seized the presses of a magazine.",
    "Azerbaijani police seized the documents of a reporter.",
    "Ugandan police seized the equipment of a broadcaster.",
    "Algerian authorities seized the notebooks of an editor.",
    "Cuban agents seized the phones of a photographer.",
)
NEW = {
    "The Omani navy seized a Danish container ship.": "ALPHA",
    "Malaysian patrols seized a Vietnamese trawler on Friday.": "ALPHA",
    "Spanish coast guards seized a sailing boat.": "ALPHA",
    "Kenyan police seized the recordings of a radio journalist.": "BETA",
    "Moroccan authorities seized the pages of a newspaper.": "BETA",
    "Serbian officers seized the hard disks of a reporter.": "BETA",
}
HEAD = """name = 'toy'
version = '1'
title = 'Toy'
licence = 'Apache-2.0'
source = 'a test'

[quads]
1 = 'seizures'
"""


def write_codebook(folder: Path, *, more: str = "") -> Path:
    """Write two types that nothing tells apart: same text, same counterpart, no wordings."""
    (folder / "types").mkdir(parents=True)
    (folder / "codebook.toml").write_text(HEAD + more)
    for code in ("ALPHA", "BETA"):
        (folder / "types" / f"{code.lower()}.toml").write_text(
            f"code = '{code}'\nname = 'seizure'\nquad = 1\nintensity = -5.0\n"
            "definition = 'Something is seized.'\nplover = ['COERCE', 'COERCE.seize']\n"
        )
    return folder


def write_examples(path: Path, *, count: int = 15) -> Path:
    rows = [{"text": text, "types": ["ALPHA"]} for text in SHIPS[:count]]
    rows += [{"text": text, "types": ["BETA"]} for text in PAPERS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("teach")
    write_codebook(folder / "toy")
    write_examples(folder / "examples.jsonl")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def trained(room: Path) -> Trained:
    return taught(room, "head")


def taught(room: Path, name: str) -> Trained:
    config = Config(codebook=str(room / "toy"))
    return train(room / "examples.jsonl", config, room / name, least_examples=10)


def right_in(config: Config) -> int:
    """Return how many of the new sentences get their type."""
    pipeline = Pipeline.load(config)
    found = {text: analyse(document_of("t", text), pipeline).reports for text in NEW}
    return sum([r.types[0].code for r in found[text]] == [code] for text, code in NEW.items())


def test_thirty_examples_teach_a_distinction_that_the_codebook_does_not_make(
    room: Path, trained: Trained
) -> None:
    assert right_in(Config(codebook=str(room / "toy"))) <= 3
    assert right_in(Config(codebook=str(room / "toy"), head=str(room / "head"))) >= 5
    assert trained.fitted.after.f1 > trained.fitted.before.f1


def test_the_same_examples_make_the_same_head(room: Path, trained: Trained) -> None:
    assert taught(room, "again").version == trained.version
    assert (room / "again" / "head.npz").read_bytes() == (room / "head" / "head.npz").read_bytes()


def test_a_run_names_the_head_that_it_used(room: Path, trained: Trained) -> None:
    without = Pipeline.load(Config(codebook=str(room / "toy"))).run
    run = Pipeline.load(Config(codebook=str(room / "toy"), head=str(room / "head"))).run
    assert ("dragoman-head", trained.version) in run.models
    assert run.id != without.id


def test_a_head_is_refused_for_another_codebook_and_for_a_changed_one(
    room: Path, trained: Trained, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=r"D215 .* for the codebook toy-1, .* is conflict-1"):
        Pipeline.load(Config(codebook="conflict", head=str(room / "head")))
    write_codebook(tmp_path / "toy", more="2 = 'others'\n")
    with pytest.raises(ConfigError, match=r"D215 .* has changed since"):
        Pipeline.load(Config(codebook=str(tmp_path / "toy"), head=str(room / "head")))


def test_a_head_is_refused_for_other_weights(room: Path, trained: Trained, tmp_path: Path) -> None:
    other = tmp_path / "head"
    shutil.copytree(room / "head", other)
    about = json.loads((other / "head.json").read_text())
    (other / "head.json").write_text(json.dumps({**about, "encoder": "0123456789ab"}))
    with pytest.raises(ConfigError, match=r"D215 .* version 0123456789ab of the model"):
        Pipeline.load(Config(codebook=str(room / "toy"), head=str(other)))


def test_a_head_is_refused_by_a_coder_that_uses_none(room: Path, trained: Trained) -> None:
    config = Config(codebook=str(room / "toy"), head=str(room / "head"), coder="rules-plover.v1")
    with pytest.raises(ConfigError, match=r"D215 coder rules-plover.v1 uses no head"):
        Pipeline.load(config)


@pytest.mark.parametrize("name", ["head.npz", "head.json"])
def test_a_damaged_or_missing_head_is_named(
    room: Path, trained: Trained, tmp_path: Path, name: str
) -> None:
    other = tmp_path / "head"
    shutil.copytree(room / "head", other)
    (other / name).write_bytes(b"no head")
    config = Config(codebook=str(room / "toy"), head=str(other))
    with pytest.raises(ConfigError, match=r"D215 .* cannot be read"):
        Pipeline.load(config)
    (other / name).unlink()
    with pytest.raises(ConfigError, match=r"D215 .* no head there"):
        Pipeline.load(config)


def test_too_few_examples_are_refused_with_their_number(room: Path, tmp_path: Path) -> None:
    source = write_examples(tmp_path / "few.jsonl", count=4)
    outcome = run_cli(
        "train", str(source), "--codebook", str(room / "toy"), "--output", str(tmp_path / "head")
    )
    assert outcome.status == 2
    assert "D216" in outcome.err
    assert "ALPHA has 4; 10 of each type are needed" in outcome.err
    assert not (tmp_path / "head").exists()


def test_a_type_that_the_codebook_lacks_is_named_with_its_line(room: Path, tmp_path: Path) -> None:
    source = tmp_path / "wrong.jsonl"
    source.write_text('{"text": "Police in Lima held 60 people.", "types": ["ALPHE"]}\n')
    with pytest.raises(ConfigError, match=r'D216 .* text 1: "ALPHE" is no type .* Did you mean'):
        train(source, Config(codebook=str(room / "toy")), tmp_path / "head", least_examples=2)


def test_examples_of_one_type_alone_are_refused(room: Path, tmp_path: Path) -> None:
    source = tmp_path / "one.jsonl"
    rows = [{"text": text, "types": ["ALPHA"]} for text in SHIPS[:3]]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with pytest.raises(ConfigError, match=r"D216 .* all examples are of one type"):
        train(source, Config(codebook=str(room / "toy")), tmp_path / "head", least_examples=2)


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"D100"):
        train(tmp_path / "none", Config(), tmp_path / "head", least_examples=2)


def test_the_command_prints_figures_before_and_with_the_head(room: Path, tmp_path: Path) -> None:
    outcome = run_cli(
        "train", str(room / "examples.jsonl"), "--codebook", str(room / "toy"),
        "--output", str(tmp_path / "head"),
    )  # fmt: skip
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "30 texts, 30 triggers to learn from"
    assert [line.split()[:2] for line in lines[2:4]] == [["F1", "ALPHA"], ["F1", "BETA"]]
    assert any(line.startswith("calibration error") for line in lines)
    assert "The head helps on texts it was not fitted on." in lines
