"""Reads TOML tables written by people into structs, and says of every fault where it is.

Knows nothing of codebooks: a struct type is the schema. Faults are gathered, not raised, so that
an author sees all of them at once; whoever reads the file decides what to raise.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

__all__ = [
    "Fault",
    "TomlSource",
    "convert_table",
    "did_you_mean",
    "header_tables",
    "only_key",
    "read_toml",
    "toml_names",
]

T = TypeVar("T", bound=msgspec.Struct)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with a folder of TOML files."""

    code: str
    """Key of `errors.CODES`."""
    file: str
    """Relative to the folder."""
    line: int | None = None
    """From 1; None when the fault has no one line."""
    place: str = ""
    """The table and key: `[[trigger]] 3, verbs`."""
    message: str
    """What is wrong, what was expected, what to do."""

    def __str__(self) -> str:
        line = f" line {self.line}" if self.line is not None else ""
        place = f", {self.place}" if self.place else ""
        return f"{self.file}{line}{place}: {self.message}"


class TomlSource(msgspec.Struct, frozen=True, kw_only=True):
    """A TOML file that was read: its name in the folder, its text and its tables."""

    file: str
    text: str
    tables: dict[str, Any]

    def line(self, needle: str, *, header: str | None = None, number: int = 1) -> int | None:
        """Return the line that holds `needle`, searched from the `number`th `[[header]]` on.

        None if there is none. A guess for messages: TOML's reader keeps no positions.
        """
        lines = self.text.splitlines()
        start = 0
        if header is not None:
            heads = [i for i, line in enumerate(lines) if line.strip() == f"[[{header}]]"]
            if len(heads) < number:
                return None
            start = heads[number - 1]
        return next((i + 1 for i in range(start, len(lines)) if needle in lines[i]), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` for the nearest of `known`, or "" if none is near."""
    options = sorted(known)
    lowered = {option.lower(): option for option in options}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return f' Did you mean "{lowered[near[0]]}"?' if near else ""


def read_toml(folder: Path, file: str, faults: list[Fault]) -> TomlSource | None:
    """Return the file's tables, or None with a fault added if it is missing or no TOML."""
    path = folder / file
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.append(Fault(code="D210", file=file, message="the file is missing. Add it."))
        return None
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read as UTF-8 text ({error}). Save it as UTF-8."
        faults.append(Fault(code="D211", file=file, message=message))
        return None
    try:
        return TomlSource(file=file, text=text, tables=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        message = f"not valid TOML: {error}. Check quotes, commas and brackets there."
        line = int(found.group(1)) if found else None
        faults.append(Fault(code="D211", file=file, line=line, message=message))
        return None


def toml_names(folder: Path, sub: str, faults: list[Fault]) -> list[str]:
    """Return the relative names of a subfolder's TOML files, with a fault if there are none."""
    names = sorted(f"{sub}/{path.name}" for path in (folder / sub).glob("*.toml"))
    if not names:
        message = f"the folder is missing or empty. Add {sub}/<type>.toml, one file per type."
        faults.append(Fault(code="D210", file=f"{sub}/", message=message))
    return names


def header_tables(source: TomlSource, header: str, faults: list[Fault]) -> list[Any]:
    """Return the [[header]] tables of a file, unchecked; a fault is added for a [header]."""
    tables = source.tables.get(header, [])
    if isinstance(tables, list):
        return tables
    message = f"[{header}] must be a list of tables: write [[{header}]]."
    line = source.line(f"[{header}]")
    faults.append(Fault(code="D211", file=source.file, line=line, message=message))
    return []


def only_key(source: TomlSource, header: str, faults: list[Fault]) -> None:
    """Add a fault for each top-level key of a file that holds nothing but [[header]] tables."""
    for key in source.tables:
        if key != header:
            hint = did_you_mean(key, [header])
            message = f'unknown key "{key}".{hint} Only [[{header}]] tables belong here.'
            line = source.line(key)
            faults.append(Fault(code="D211", file=source.file, line=line, message=message))


def convert_table(
    table: Any,
    kind: type[T],
    source: TomlSource,
    faults: list[Fault],
    *,
    header: str | None = None,
    number: int = 1,
) -> T | None:
    """Return `table` as a `kind`, or None with one fault added for each wrong key.

    `header` and `number` say which `[[header]]` of the file it is; None means the top level.
    """
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        before = len(faults)
        where = f"[[{header}]] {number}" if header else "top level"
        for key, message in _table_faults(table, kind):
            faults.append(
                Fault(
                    code="D211",
                    file=source.file,
                    line=source.line(key, header=header, number=number) if key else None,
                    place=where,
                    message=message,
                )
            )
        if len(faults) == before:
            message = _plain(str(error))
            faults.append(Fault(code="D211", file=source.file, place=where, message=message))
        return None


def _table_faults(table: Any, kind: type[msgspec.Struct]) -> Iterable[tuple[str, str]]:
    """Yield (key, message) for each unknown, missing or ill-typed key of `table`."""
    if not isinstance(table, Mapping):
        yield "", f"expected a table, got {type(table).__name__}"
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in table:
        if key not in fields:
            known = ", ".join(sorted(fields))
            hint = did_you_mean(key, fields)
            yield key, f'unknown key "{key}".{hint} Known keys: {known}.'
    for key, field in fields.items():
        if key not in table:
            if field.required:
                yield "", f'the key "{key}" is missing. Add it.'
            continue
        try:
            msgspec.convert(table[key], field.type)
        except msgspec.ValidationError as error:
            yield key, f"{key}: {_value_fault(table[key], field.type, error)}"


def _value_fault(value: Any, annotation: Any, error: Exception) -> str:
    options = _literals(annotation)
    if options and isinstance(value, str):
        hint = did_you_mean(value, options)
        return f'"{value}" is not known.{hint} Expected one of {", ".join(options)}.'
    return _plain(str(error)) + "."


def _literals(annotation: Any) -> tuple[str, ...]:
    """Return the texts a `Literal[...]`, alone or in a union, allows."""
    if get_origin(annotation) is Literal:
        return tuple(str(option) for option in get_args(annotation))
    return tuple(text for part in get_args(annotation) for text in _literals(part))


def _plain(message: str) -> str:
    """Put msgspec's message into TOML's words."""
    words = {"`str`": "text", "`int`": "a whole number", "`float`": "a number", "`array`": "a list",
             "`object`": "a table", "`bool`": "true or false", "`null`": "nothing"}  # fmt: skip
    for technical, plain in words.items():
        message = message.replace(technical, plain)
    message = re.sub(r" - at `\$\[(\d+)\].*`", lambda m: f" (number {int(m[1]) + 1})", message)
    return message.replace("Expected", "expected", 1).replace(" | nothing", "")
