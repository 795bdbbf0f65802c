"""The import layers, as `make lint` checks them, hold and can be broken."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dragoman"


@cache
def _trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in SOURCE.rglob("*.py")
    }


@cache
def _imports() -> dict[str, set[str]]:
    """Return the top-level packages each module imports, wherever in it."""
    found: dict[str, set[str]] = {}
    for path, tree in _trees().items():
        nodes = list(ast.walk(tree))
        names = [
            alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
        ]
        names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        found[path] = {name.partition(".")[0] for name in names}
    return found


def _importers_of(package: str) -> set[str]:
    return {path for path, packages in _imports().items() if package in packages}


def test_the_layers_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_only_what_fetches_imports_httpx() -> None:
    assert _importers_of("httpx") == {"io/sources.py", "io/web.py"}


def test_spacy_has_one_importer() -> None:
    assert _importers_of("spacy") | _importers_of("thinc") == {"stages/parse.py"}


def test_databases_and_web_frameworks_have_their_one_place() -> None:
    folders = {
        name: {path.partition("/")[0] for path in _importers_of(name)}
        for name in ("duckdb", "fastapi", "torch")
    }
    # The pipeline names a connection's type, and imports nothing of it when it runs.
    assert folders == {
        "duckdb": {"store", "pipeline"},
        "fastapi": {"serve"},
        "torch": set(),
    }
    assert _importers_of("ray") == {"pipeline/ray_engine.py"}


def test_every_module_is_short_enough_to_read() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCE.rglob("*.py")}
    assert [p.relative_to(SOURCE).as_posix() for p, lines in lengths.items() if lines > 400] == []


def test_every_function_is_short_enough_to_read() -> None:
    lengths = {
        f"{path}: {node.name}": _body_lines(node)
        for path, tree in _trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert [name for name, lines in lengths.items() if lines > 40] == []


def _body_lines(node: ast.FunctionDef) -> int:
    """Count the lines of a function without its signature, whose help texts may be long."""
    last = node.body[-1].end_lineno
    return (last or 0) - node.body[0].lineno + 1


def test_the_command_line_starts_without_the_slow_imports() -> None:
    slow = ("spacy", "numpy", "trafilatura", "httpx", "pypdf")
    program = f"import sys, dragoman.cli.main; print([m for m in {slow} if m in sys.modules])"
    command = [sys.executable, "-c", program]
    outcome = subprocess.run(command, capture_output=True, text=True, check=True)
    assert outcome.stdout == "[]\n"
