"""Reads the TOML files of a codebook folder and checks each value and each reference.

Faults are gathered so that an author sees all of them at once; `codebook.load_codebook` raises
them, `dragoman ontology check` prints them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from dragoman.knowledge.ontology import Codebook, Context, EventType, Mode, Option, Sector
from dragoman.knowledge.toml_tables import (
    Fault,
    TomlSource,
    convert_table,
    did_you_mean,
    header_tables,
    only_key,
    read_toml,
    toml_names,
)
from dragoman.knowledge.trigger_files import read_triggers

__all__ = ["read_codebook"]

T = TypeVar("T", bound=msgspec.Struct)


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """codebook.toml."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]*$")]
    version: Annotated[str, msgspec.Meta(min_length=1)]
    title: str
    licence: str
    source: str
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}$")] = "en"
    quads: dict[str, str]
    settings: dict[str, str | int] = {}
    options: dict[str, Option] = {}


def read_codebook(
    folder: Path, *, settings: Mapping[str, str | int]
) -> tuple[Codebook | None, tuple[Fault, ...]]:
    """Return the codebook and what is wrong with its files; None if it cannot be built at all.

    `settings` go before those of codebook.toml. cameo.toml is not read.
    """
    faults: list[Fault] = []
    source = read_toml(folder, "codebook.toml", faults)
    head = convert_table(source.tables, _Head, source, faults) if source else None
    types = _read_types(folder, head, faults)
    contexts = _read_list(folder, "contexts.toml", "context", Context, faults)
    sectors = _read_list(folder, "sectors.toml", "sector", Sector, faults)
    context_codes = frozenset(context.code for context in contexts)
    triggers = read_triggers(folder, {t.code: t for t in types}, context_codes, faults)
    if head is None:
        return None, tuple(faults)
    _check_quads(head, faults)
    chosen = _check_settings(head, settings, types, faults)
    types = _apply_settings(head, chosen, types)
    codebook = Codebook(
        name=head.name,
        version=head.version,
        title=head.title,
        licence=head.licence,
        source=head.source,
        language=head.language,
        quads={int(number): name for number, name in head.quads.items() if number.isdecimal()},
        settings=chosen,
        types=types,
        contexts=contexts,
        sectors=sectors,
        triggers=triggers,
        sha256=_sha256(folder),
        folder=folder,
        by_code={t.code: t for t in types},
        modes_by_code={(t.code, mode.code): mode for t in types for mode in t.modes},
    )
    return codebook, tuple(faults)


def _sha256(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of a folder's TOML files, in name order."""
    digest = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.toml")}
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name].read_bytes() + b"\0")
    return digest.hexdigest()


# ---- types


def _read_types(folder: Path, head: _Head | None, faults: list[Fault]) -> tuple[EventType, ...]:
    found: list[tuple[TomlSource, EventType]] = []
    for name in toml_names(folder, "types", faults):
        source = read_toml(folder, name, faults)
        event_type = _read_type(source, faults) if source else None
        if source and event_type:
            found.append((source, event_type))
    # By file name, so that a type that is there but faulty is not also reported as missing.
    codes = {path.stem.upper() for path in (folder / "types").glob("*.toml")}
    codes |= {event_type.code for _, event_type in found}
    for source, event_type in found:
        for key, message in _type_faults(source, event_type, codes, head):
            line = source.line(key)
            faults.append(Fault(code="D211", file=source.file, line=line, message=message))
    return tuple(sorted((t for _, t in found), key=lambda t: (t.quad, t.code)))


def _read_type(source: TomlSource, faults: list[Fault]) -> EventType | None:
    """Return the type, checking its modes one by one only if the whole is faulty."""
    try:
        return msgspec.convert(source.tables, EventType)
    except msgspec.ValidationError:
        modes = source.tables.get("mode", [])
        top = {key: value for key, value in source.tables.items() if key != "mode"}
        convert_table(top, EventType, source, faults)
        for number, table in enumerate(modes if isinstance(modes, list) else [modes], start=1):
            convert_table(table, Mode, source, faults, header="mode", number=number)
        return None


def _type_faults(
    source: TomlSource, event_type: EventType, codes: set[str], head: _Head | None
) -> Iterable[tuple[str, str]]:
    """Yield (key, message) for each value of a type that its own schema cannot check."""
    stem = Path(source.file).stem
    if stem != event_type.code.lower():
        expected = f"types/{event_type.code.lower()}.toml"
        yield "code", f'code "{event_type.code}" in a file of another name. Rename it {expected}.'
    if head is not None and str(event_type.quad) not in head.quads:
        known = ", ".join(head.quads)
        yield "quad", f"quad {event_type.quad} is not among [quads] of codebook.toml: {known}."
    planned = event_type.planned_as
    if planned is not None and planned not in codes:
        hint = did_you_mean(planned, codes)
        yield "planned_as", f'planned_as names "{planned}", which is no type.{hint}'
    seen: set[str] = set()
    for mode in event_type.modes:
        if mode.code in seen:
            yield f'"{mode.code}"', f'mode "{mode.code}" is given twice. Keep one.'
        seen.add(mode.code)


# ---- contexts and sectors


def _read_list(
    folder: Path, file: str, header: str, kind: type[T], faults: list[Fault]
) -> tuple[T, ...]:
    """Return the [[header]] tables of a file; a codebook may do without the file."""
    if not (folder / file).exists():
        return ()
    source = read_toml(folder, file, faults)
    if source is None:
        return ()
    only_key(source, header, faults)
    rows = [
        convert_table(table, kind, source, faults, header=header, number=number)
        for number, table in enumerate(header_tables(source, header, faults), start=1)
    ]
    return tuple(row for row in rows if row is not None)


# ---- settings


def _check_quads(head: _Head, faults: list[Fault]) -> None:
    """Add a fault for each quad class that is not numbered from 1."""
    for number in head.quads:
        if not number.isdecimal() or int(number) < 1:
            message = f'quad class "{number}": expected a whole number from 1.'
            faults.append(
                Fault(code="D211", file="codebook.toml", place="[quads]", message=message)
            )


def _check_settings(
    head: _Head,
    overrides: Mapping[str, str | int],
    types: tuple[EventType, ...],
    faults: list[Fault],
) -> dict[str, str | int]:
    """Return the settings that hold, with a fault for each that has no such option."""
    chosen = {**head.settings, **overrides}
    codes = {event_type.code for event_type in types}
    for name, value in chosen.items():
        option = head.options.get(name)
        if option is None:
            hint = did_you_mean(name, head.options)
            message = f'setting "{name}" has no [options.{name}] in codebook.toml.{hint}'
            faults.append(
                Fault(code="D201", file="codebook.toml", place="settings", message=message)
            )
        elif str(value) not in option.choices:
            known = ", ".join(option.choices)
            message = f"{name} is {value!r}. Expected one of {known}."
            faults.append(
                Fault(code="D201", file="codebook.toml", place="settings", message=message)
            )
    for name, option in head.options.items():
        for code in {code for choice in option.choices.values() for code in choice} - codes:
            message = f'[options.{name}] names "{code}", which is no type.'
            faults.append(
                Fault(code="D211", file="codebook.toml", place="options", message=message)
            )
    return chosen


def _apply_settings(
    head: _Head, chosen: Mapping[str, str | int], types: tuple[EventType, ...]
) -> tuple[EventType, ...]:
    """Return the types with the quad classes and intensities that the settings choose."""
    changed = {event_type.code: event_type for event_type in types}
    for name, value in chosen.items():
        option = head.options.get(name)
        if option is None:
            continue
        for code, change in option.choices.get(str(value), {}).items():
            if code in changed:
                given = {
                    key: v for key, v in msgspec.structs.asdict(change).items() if v is not None
                }
                changed[code] = msgspec.structs.replace(changed[code], **given)
    return tuple(sorted(changed.values(), key=lambda t: (t.quad, t.code)))
