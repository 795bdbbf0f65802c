"""The docs say what is so: every name is described, every example runs, every link leads on."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import typer

import dragoman
from dragoman.cli.main import app
from dragoman.cli.rows import COLUMNS
from dragoman.errors import CODES
from dragoman.pipeline.config import Config
from dragoman.records import output
from dragoman.records.schema import field_docs, record_classes
from dragoman.store.tables import TABLES
from dragoman.testing.cli import run_cli
from dragoman.testing.samples import make_sample_store

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
REFERENCE = ROOT / "docs" / "reference"
_FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _fenced(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for match in _FENCE.finditer(_text(page)):
            if match[1] == language:
                yield str(page.relative_to(ROOT)), match[2]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _generator()


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("errors.md", "errors_page"),
        ("cli.md", "cli_page"),
        ("records.md", "records_page"),
        ("output.md", "output_page"),
        ("actors.md", "actors_page"),
        ("csv.md", "csv_page"),
        ("exports.md", "exports_page"),
        ("configuration.md", "configuration_page"),
        ("api.md", "api_page"),
        ("store.md", "store_page"),
    ],
)
def test_a_generated_page_is_up_to_date(page: str, make: str) -> None:
    assert _text(REFERENCE / page) == getattr(GENERATE, make)(), "stale: run `make docs`"


def test_every_error_code_is_described() -> None:
    page = _text(REFERENCE / "errors.md")
    assert [code for code in CODES if f"| `{code}` | {CODES[code]} |" not in page] == []


def test_every_error_code_is_given_somewhere() -> None:
    source = "".join(_text(f) for f in (ROOT / "src").rglob("*.py") if f.name != "errors.py")
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_command_and_option_has_help_and_is_in_the_reference() -> None:
    page = _text(REFERENCE / "cli.md")
    silent = []
    for words in GENERATE.commands():
        command = _command(words)
        assert f"## {' '.join(('dragoman', *words))}\n" in page
        silent += [] if command.help else [words]
        silent += [(*words, p.name) for p in command.params if not getattr(p, "help", None)]
    assert silent == []


def _command(words: tuple[str, ...]) -> Any:
    command: Any = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]
    return command


def test_every_record_and_field_is_in_the_reference() -> None:
    page = _text(REFERENCE / "records.md")
    for name, kind in record_classes().items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        missing = [f for f in kind.__struct_fields__ if f"| `{f}` |" not in section]
        assert (name, missing) == (name, [])


def test_every_key_of_the_output_is_in_the_reference() -> None:
    page = _text(REFERENCE / "output.md")
    for name in output.__all__:
        if name.startswith("Uncoded"):
            continue
        kind = getattr(output, name)
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        missing = [f for f in kind.__struct_fields__ if f"| `{f}` |" not in section]
        assert (name, missing) == (name, [])


def test_every_csv_column_and_setting_is_described() -> None:
    assert [name for name, about in COLUMNS.items() if not about] == []
    names = [field.name for field in msgspec.structs.fields(Config)]
    assert sorted(field_docs(Config)) == sorted(names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_something(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[\w-]*)?\)", re.sub(r"```.*?```", "", _text(page)))
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_a_page_lead_to_a_heading(page: Path) -> None:
    text = _text(page)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= anchors


def _shell_calls() -> list[tuple[str, str]]:
    calls = []
    for language in ("sh", "console"):
        for page, block in _fenced(language):
            lines = [line.strip().removeprefix("$ ") for line in block.splitlines()]
            calls += [(page, line) for line in lines if line.startswith("dragoman ")]
    return calls


@pytest.mark.parametrize(("page", "line"), _shell_calls())
def test_a_command_that_is_shown_is_a_right_call(page: str, line: str) -> None:
    words = shlex.split(line.partition("#")[0].partition(" | ")[0].partition(" < ")[0])[1:]
    command: Any = typer.main.get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    command.make_context("dragoman", words, resilient_parsing="--help" in words)


@pytest.mark.parametrize(("page", "block"), list(_fenced("toml")))
def test_toml_that_is_shown_can_be_read(page: str, block: str) -> None:
    lines = [line.removeprefix("   ") for line in block.splitlines()]
    assert tomllib.loads("\n".join(lines))


_BOTH = "period,unit,coder,events\n2024-01-01,MLI,dragoman,6\n2024-01-01,MLI,icews,9\n"
"""What `dragoman panel --compare` writes, for the examples that go on from there."""


@pytest.mark.parametrize(("page", "block"), list(_fenced("python")))
def test_python_that_is_shown_runs(
    page: str, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    assert run_cli("ontology", "new", "mycodebook").status == 0
    make_sample_store(tmp_path / "news.duckdb")
    (tmp_path / "both.csv").write_text(_BOTH)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    exec(compile(block, page, "exec"), {"__name__": "example"})


@pytest.mark.parametrize(("page", "block"), list(_fenced("sql")))
def test_sql_that_is_shown_is_answered(page: str, block: str, tmp_path: Path) -> None:
    make_sample_store(tmp_path / "news.duckdb")
    with dragoman.Store.open(tmp_path / "news.duckdb") as store:
        assert store.sql(block).column_names


def test_every_table_and_column_of_the_store_is_described() -> None:
    page = _text(REFERENCE / "store.md")
    for table in TABLES:
        section = page.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        missing = [name for name in table.names if f"| `{name}` |" not in section]
        assert (table.name, missing) == (table.name, [])


def test_the_makefile_has_every_target_the_guide_names() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", _text(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", "".join(map(_text, PAGES))))
    assert named - targets == set()
    assert targets - named - {"help", "clean"} == set()


def test_the_changelog_names_the_version() -> None:
    first = re.search(r"^## (\S+)", _text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert first is not None
    assert first[1] == dragoman.__version__


@pytest.mark.parametrize("path", sorted((ROOT / "changes").glob("*.md")), ids=lambda p: p.stem)
def test_a_change_is_one_sentence_on_one_line(path: Path) -> None:
    text = _text(path)
    assert text.endswith(".\n")
    assert text.count("\n") == 1
