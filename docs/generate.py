"""Writes the pages that are derived from the code, and the output shown in the others.

`python docs/generate.py` rewrites them; `--check` changes nothing and fails if one is stale.
In a page, what stands between `<!-- output of: dragoman … -->` and `<!-- end -->` is the output
of that command, run from the top of the repository.
"""

from __future__ import annotations

import inspect
import re
import shlex
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import typer
from msgspec import inspect as shapes

from dragoman import errors
from dragoman.cli.main import app
from dragoman.cli.rows import COLUMNS
from dragoman.io.exports.columns import COLUMNS as EXPORTED
from dragoman.io.exports.layouts import LAYOUTS
from dragoman.knowledge.overlay import ActorRow, NameRow, RoleRow
from dragoman.pipeline.config import Config
from dragoman.records import output, resolved
from dragoman.records.base import Record
from dragoman.records.schema import field_docs, record_classes
from dragoman.serve.app import described_routes
from dragoman.serve.settings import RoomSettings
from dragoman.store.foreign import FOREIGN_EVENTS
from dragoman.store.index_tables import INDEX
from dragoman.store.tables import DERIVED, EVENTS, OF_A_RUN, RECEIVED
from dragoman.store.views import VIEWS
from dragoman.testing.cli import run_cli

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by docs/generate.py; `make docs` rewrites it. -->\n\n"
_BLOCK = re.compile(r"(<!-- output of: (dragoman .*?) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return the text of every generated page and of every page with output in it."""
    made = {
        "errors.md": errors_page(),
        "cli.md": cli_page(),
        "records.md": records_page(),
        "actors.md": actors_page(),
        "output.md": output_page(),
        "csv.md": csv_page(),
        "exports.md": exports_page(),
        "configuration.md": configuration_page(),
        "api.md": api_page(),
        "store.md": store_page(),
    }
    found = {REFERENCE / name: text for name, text in made.items()}
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if path not in found and "<!-- output of:" in path.read_text(encoding="utf-8"):
            found[path] = with_output(path.read_text(encoding="utf-8"))
    return found


def with_output(page: str) -> str:
    """Return `page` with the output of its commands as it is now."""
    return _BLOCK.sub(lambda m: f"{m[1]}```console\n$ {m[2]}\n{output_of(m[2])}```\n{m[3]}", page)


def output_of(command: str) -> str:
    """Return what a command prints on a terminal, run from the top of the repository.

    Raises:
        SystemExit: the command failed; a page must not show that as its example.
    """
    outcome = run_cli(*shlex.split(command)[1:], terminal=True)
    if outcome.status != 0:
        raise SystemExit(f"{command}: exit status {outcome.status}\n{outcome.err}")
    plain = re.sub(r"\x1b\[[\d;]*m", "", outcome.out)
    return "".join(f"{line.rstrip()}\n" for line in plain.strip().splitlines())


def errors_page() -> str:
    """Return the page of error codes."""
    groups = {
        "D1": ("InputError", "a source that cannot be read"),
        "D2": ("ConfigError", "a setting, option or codebook that does not make sense"),
        "D3": ("KnowledgeError", "a reference table or index that is missing or broken"),
        "D4": ("StoreError", "a store that cannot be opened, written or asked"),
        "D5": (None, "what a document lacks"),
        "D9": (None, "bugs"),
    }
    text = "# Errors and problems\n\n" + MADE
    text += _wrapped(
        "An error stops a command: one message on standard error, exit status 2. A problem belongs "
        "to one document and is in its output under `problems`; the others go on. Both carry one "
        "of these codes."
    )
    for prefix, (name, about) in groups.items():
        text += f"\n## {prefix}xx: {about}\n\n"
        text += f"Raised as `dragoman.errors.{name}`.\n\n" if name else ""
        rows = [(f"`{c}`", m) for c, m in errors.CODES.items() if c.startswith(prefix)]
        text += _table(("code", "meaning"), rows)
    return text


def cli_page() -> str:
    """Return the page with the help of every command."""
    text = "# Commands\n\n" + MADE
    for command in commands():
        name = " ".join(("dragoman", *command))
        shown = run_cli(*command, "--help", environment={"COLUMNS": "90"}).out
        text += f"## {name}\n\n```text\n{shown.strip()}\n```\n\n"
    return text.rstrip("\n") + "\n"


def commands() -> list[tuple[str, ...]]:
    """Return the words of every command, the bare `dragoman` first."""
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop(0)
        found.append(words)
        parts = getattr(command, "commands", {})
        waiting = [((*words, name), part) for name, part in parts.items()] + waiting
    return found


def records_page() -> str:
    """Return the page of records."""
    text = "# Records\n\n" + MADE
    text += _wrapped(
        "What passes between the stages of a run, and what a run returns: `dragoman.records`. All "
        "are frozen, take keywords only, and are checked when decoded. Offsets are half-open and "
        "count Unicode code points of `Document.text`. `dragoman schema NAME` prints any of them "
        "as JSON Schema."
    )
    for name, kind in record_classes().items():
        text += f"\n## {name}\n\n{_described(kind)}"
    return text


def output_page() -> str:
    """Return the page of what `dragoman code` prints."""
    text = "# The output of `dragoman code`\n\n" + MADE
    text += _wrapped(
        "One object a document, as `--format json` and `jsonl` print it. Every key is always "
        "there; what is not known is `null` or an empty list. Only `explain` is left out unless "
        "`--explain` is given. `dragoman schema output` prints this page as JSON Schema. A "
        "document that could not be read or coded has only `document.id` and `problems`."
    )
    text += _wrapped(
        "`dragoman places resolve` prints ResolvedPlaces, or UnresolvedPlaces for a line that "
        "could not be read."
    )
    places: tuple[type[Record], ...] = (output.ResolvedPlaces, output.UnresolvedPlaces)
    for kind in (*_reached(output.CodedDocument), *places):
        text += f"\n## {kind.__name__}\n\n{_described(kind)}"
    return text


def actors_page() -> str:
    """Return the page of what the actor commands print, and of the overlay."""
    text = "# Actors: what is printed, and the overlay\n\n" + MADE
    text += _wrapped(
        "`dragoman actors resolve` prints one ResolvedActor a phrase, `find` FoundActors, `show "
        "--json` an ActorCard (of the [records](records.md) Actor and ActorRole), `unknown` "
        "UnknownActors. Every key is always there; what is not known is `null` or an empty list."
    )
    for name in resolved.__all__:
        text += f"\n## {name}\n\n{_described(getattr(resolved, name))}"
    for name in ("Actor", "ActorRole"):
        text = text.replace(f"](#{name.lower()})", f"](records.md#{name.lower()})")
    text = text.replace("](#outputproblem)", "](output.md#outputproblem)")
    text += "\n## The overlay\n\n" + _wrapped(
        "A TOML file of your own, laid over the index that comes with the package whenever it is "
        "opened. It may be edited by hand; the commands `add`, `alias` and `role` append to it. "
        "Which file counts: `--overlay FILE`, else the environment variable DRAGOMAN_OVERLAY, else "
        "`overlay` in the [configuration](configuration.md), else `dragoman/actors.toml` in your "
        "data folder if it is there: $XDG_DATA_HOME, else ~/.local/share on Linux, ~/Library/"
        "Application Support on macOS, %LOCALAPPDATA% on Windows (`dragoman actors overlay` prints "
        "it). `--overlay /dev/null` uses none. A wrong row is error D302 with its line. What the "
        "rows say is part of a run's `config` hash; comments and layout are not. In Python, "
        '`Config(overlay="actors.toml")` names it, and there is none unless named.'
    )
    for kind in (ActorRow, NameRow, RoleRow):
        header = kind.__name__.removesuffix("Row").lower()
        text += f"\n### {header}\n\n{_described(kind)}"
    return text


def _reached(kind: type[Record]) -> list[type[Record]]:
    """Return `kind` and the records in it, each once, outermost first."""
    found = [kind]
    for each in found:
        for field in msgspec.structs.fields(each):
            found += [part for part in _records_in(field.type) if part not in found]
    return found


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)


def csv_page() -> str:
    """Return the page of CSV columns."""
    text = "# The columns of `--format csv`\n\n" + MADE
    text += _wrapped(
        "One row a report; a document without reports has no row. Empty cells are what is not "
        "known. Several values in a cell are joined by `; `. Roles become actor and recipient: "
        "initiator, visitor and party are actors; target, host and beneficiary are recipients; "
        "all roles are in `participants`. Text that a spreadsheet would take for a formula begins "
        "with an apostrophe."
    )
    return text + "\n" + _table(("column", "holds"), [(f"`{c}`", m) for c, m in COLUMNS.items()])


def store_page() -> str:
    """Return the page of the store's tables and views."""
    text = "# The store\n\n" + MADE
    text += _wrapped(
        "`dragoman ingest` fills one DuckDB file. Its tables are described here; `dragoman sql`, "
        "R, Python and others ask them ([how](../how-to/ask-a-store.md)). Ids are text. Positions "
        "are half-open and count Unicode code points of `documents.text`. What is not known is "
        "NULL. Rows of a run have its `run_id`, so that readings of several runs lie side by side; "
        "`documents.run_id` names the one that counts."
    )
    groups = {
        "What was received": RECEIVED,
        "Documents and runs": DERIVED,
        "What a run read in a document": OF_A_RUN,
        "Events": EVENTS,
        "The index of events": INDEX,
        "Events of other coders": (FOREIGN_EVENTS,),
    }
    for title, tables in groups.items():
        text += f"\n## {title}\n"
        for table in tables:
            key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
            rows = [(f"`{c.name}`", c.type, c.about) for c in table.columns]
            head = _wrapped(f"{table.about}{key}")
            text += f"\n### {table.name}\n\n{head}\n" + _table(("column", "type", "holds"), rows)
    text += "\n## Views\n\n" + _wrapped(
        "A view has the columns of the table in its name, and of its rows those that count: by "
        "each document's current run, and not of texts of which a later version is known."
    )
    return text + "\n" + "".join(f"- `{name}`\n" for name in VIEWS)


def exports_page() -> str:
    """Return the page of what `dragoman export` writes."""
    text = "# The columns of `dragoman export`\n\n" + MADE
    text += _wrapped(
        "CSV, JSON Lines, Parquet and GeoJSON hold the same columns. What is not known is empty in "
        "CSV, null elsewhere. In CSV, `texts` are joined by `; ` (a semicolon inside one is "
        "written `\\;`, a missing one `-`), lists of records are JSON, and text that a "
        "spreadsheet would take for a formula begins with an apostrophe."
    )
    for kind, columns in EXPORTED.items():
        rows = [(f"`{c.name}`", c.type, c.about) for c in columns]
        text += f"\n## {kind}\n\n" + _table(("column", "type", "holds"), rows)
    text += "\n## Layouts of other data sets\n\n" + _wrapped(
        "The columns of `--format polecat`, `icews`, `gdelt` and `acled`, in their order; "
        "[how to use them](../how-to/export-a-store.md) says what goes into them."
    )
    for layout in LAYOUTS.values():
        names = ", ".join(f"`{name}`" for name in layout.columns)
        head = "" if layout.has_header else ", without a header"
        between = "tabs" if layout.delimiter == "\t" else "commas"
        about = f"{len(layout.columns)} columns between {between}{head}: {names}."
        text += f"\n### {layout.name}\n\n" + _wrapped(about)
    return text


def configuration_page() -> str:
    """Return the page of settings."""
    text = "# Configuration\n\n" + MADE
    text += _wrapped(
        "`dragoman code --config FILE` reads settings from a TOML file. All have defaults; unknown "
        "keys are errors. The settings are part of a run's id."
    )
    text += "\n" + _described(Config) + "\n"
    text += _wrapped(
        "`dragoman serve --config FILE` reads a file of its own; options of the command stand over "
        "it. It is no part of a run."
    )
    return text + "\n## RoomSettings\n\n" + _described(RoomSettings)


def api_page() -> str:
    """Return the page of the REST API, from what the routes say of themselves."""
    text = "# The REST API\n\n" + MADE
    text += _wrapped(
        "`dragoman serve` answers under `/api/v1` with the store's records as JSON, corrections in "
        "force. Lists take the filters of the pages; `next` is the `cursor` of the following page, "
        "null on the last. Every answer has an ETag. Errors are `{error: {code, message, hint}}`. "
        "With a token file, send `Authorization: Bearer TOKEN`. `/api/v1/openapi.json` is the same "
        "in OpenAPI, with shapes and examples. Whole tables are at `/api/v1/export/NAME`, and at "
        "`/NAME.csv` and `/NAME.jsonl`; no cell of CSV begins a formula."
    )
    for path, methods in described_routes()["paths"].items():
        for method, about in methods.items():
            text += f"\n## {method.upper()} {path}\n\n{inspect.cleandoc(about['description'])}\n"
            rows = [
                (f"`{p['name']}`", p["in"], p.get("description", ""))
                for p in about.get("parameters", [])
            ]
            text += "\n" + _table(("parameter", "in", "about"), rows) if rows else ""
    return text


def _described(kind: type[Record]) -> str:
    """Return a record's docstring and a table of its fields."""
    docs = field_docs(kind)
    rows = []
    for field in msgspec.structs.fields(kind):
        default = "" if field.required else _default(field)
        rows.append((f"`{field.name}`", _type(field.type), default, docs.get(field.name, "")))
    text = f"{inspect.getdoc(kind)}\n\n"
    if not any(default for _, _, default, _ in rows):
        short = [(name, shape, about) for name, shape, _, about in rows]
        return text + _table(("field", "type", "about"), short)
    return text + _table(("field", "type", "default", "about"), rows)


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is msgspec.UNSET:
        return "left out"
    if field.default is msgspec.NODEFAULT:
        return "`{}`" if field.default_factory is dict else "empty"
    if isinstance(field.default, Record):
        return "empty"
    return f"`{msgspec.json.encode(field.default).decode()}`".replace("`null`", "null")


def _type(annotation: Any) -> str:
    """Return a type as a reader of JSON would say it."""
    return _said(shapes.type_info(annotation))


def _said(info: shapes.Type) -> str:
    plain = {
        shapes.StrType: "text", shapes.BytesType: "bytes", shapes.BoolType: "true or false",
        shapes.IntType: "whole number", shapes.FloatType: "number", shapes.DateType: "date",
        shapes.NoneType: "null",
    }  # fmt: skip
    if type(info) in plain:
        return plain[type(info)]
    if isinstance(info, shapes.UnionType):
        return " or ".join(_said(part) for part in info.types)
    if isinstance(info, shapes.VarTupleType):
        return f"list of {_said(info.item_type)}"
    if isinstance(info, shapes.TupleType):
        return f"({', '.join(_said(part) for part in info.item_types)})"
    if isinstance(info, shapes.DictType):
        return f"object of {_said(info.value_type)} by {_said(info.key_type)}"
    if isinstance(info, shapes.LiteralType):
        return ", ".join(f"`{value}`" for value in info.values)
    assert isinstance(info, shapes.StructType)
    return f"[{info.cls.__name__}](#{info.cls.__name__.lower()})"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100) + "\n"


def main(arguments: list[str]) -> int:
    """Rewrite the pages, or with --check name those that are stale; return an exit status."""
    stale = []
    for path, text in pages().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(ROOT))
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path}: {'stale; run `make docs`' if '--check' in arguments else 'rewritten'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
