"""The table between CAMEO and a codebook's types, and the Goldstein scale, from cameo.toml.

Loaded apart from the codebook: coding needs only the way from a type to CAMEO, which the type
files give (`Codebook.cameo`); this is the way back, for CAMEO data and for scores.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from dragoman.errors import ConfigError
from dragoman.knowledge.ontology import CameoCode, Codebook, EventType, Mode, ModeName, TypeName
from dragoman.knowledge.toml_tables import Fault, convert_table, did_you_mean, read_toml

__all__ = ["Crosswalk", "CrosswalkRow", "Reading", "load_crosswalk", "read_crosswalk"]

FILE = "cameo.toml"


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a CAMEO code is in the codebook, where the published table is not followed."""

    type: TypeName
    mode: ModeName | None = None
    contexts: tuple[str, ...] = ()
    why: str = ""


class CrosswalkRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A CAMEO code as the published table gives it, with our reading if it differs."""

    cameo: CameoCode
    type: TypeName
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    reading: Reading | None = None
    flags: tuple[str, ...] = ()

    @property
    def taken(self) -> Reading:
        """Our reading, or the row itself where there is none."""
        return self.reading or Reading(type=self.type, mode=self.mode, contexts=self.contexts)


Goldstein = Annotated[float, msgspec.Meta(ge=-10.0, le=10.0)]


class _ScaleEntry(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    name: str
    goldstein: Goldstein | None = None


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    scale_source: str
    rows: tuple[CrosswalkRow, ...]
    added: tuple[CrosswalkRow, ...] = ()
    roots: tuple[CrosswalkRow, ...] = ()
    scale: dict[CameoCode, _ScaleEntry]


class Crosswalk(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """CAMEO codes with what they are in the codebook, their names and Goldstein values."""

    source: str
    scale_source: str
    rows: tuple[CrosswalkRow, ...]
    """The published table, in its order, repeated rows included."""
    by_cameo: dict[str, CrosswalkRow]
    """Of `rows`, the codes added to them and the two-digit roots."""
    names: dict[str, str]
    """All CAMEO codes that exist, with their names."""
    scale: dict[str, float]

    def reading(self, cameo: str) -> Reading | None:
        """Return what a CAMEO code is in the codebook; None if it is nothing there.

        A code that the table lacks takes its parent's reading: 1834 that of 183.
        """
        for length in range(len(cameo), 1, -1):
            row = self.by_cameo.get(cameo[:length])
            if row is not None:
                return row.taken
        return None

    def goldstein(self, cameo: str) -> float | None:
        """Return the Goldstein value, -10 to 10; None if the source gives the code none."""
        return self.scale.get(cameo)


def load_crosswalk(codebook: Codebook) -> Crosswalk:
    """Return the codebook's crosswalk; ConfigError (D210, D211) if it has none or it is faulty."""
    crosswalk, faults = read_crosswalk(codebook.folder, codebook)
    if crosswalk is None or faults:
        lines = "\n".join(f"{codebook.folder}/{fault}" for fault in faults)
        raise ConfigError(faults[0].code, lines)
    return crosswalk


def read_crosswalk(folder: Path, codebook: Codebook) -> tuple[Crosswalk | None, tuple[Fault, ...]]:
    """Return the crosswalk of a folder and what is wrong with it, checked against the codebook."""
    faults: list[Fault] = []
    source = read_toml(folder, FILE, faults)
    file = convert_table(source.tables, _File, source, faults) if source else None
    if source is None or file is None:
        return None, tuple(faults)
    rows = (*file.rows, *file.added, *file.roots)
    by_cameo = {row.cameo: row for row in rows}
    names = {code: entry.name for code, entry in file.scale.items()}
    for row in rows:
        for message in _row_faults(row, codebook):
            line = source.line(f"'{row.cameo}'") or source.line(f'"{row.cameo}"')
            faults.append(Fault(code="D211", file=FILE, line=line, place="rows", message=message))
    faults.extend(_type_faults(codebook, names))
    crosswalk = Crosswalk(
        source=file.source,
        scale_source=file.scale_source,
        rows=file.rows,
        by_cameo=by_cameo,
        names=names,
        scale={
            code: entry.goldstein
            for code, entry in file.scale.items()
            if entry.goldstein is not None
        },
    )
    return crosswalk, tuple(faults)


def _row_faults(row: CrosswalkRow, codebook: Codebook) -> list[str]:
    """Return what is wrong with what is taken from a row; the published cells may say anything."""
    taken = row.taken
    found = []
    if taken.type not in codebook.by_code:
        hint = did_you_mean(taken.type, codebook.by_code)
        found.append(f'{row.cameo}: "{taken.type}" is no type.{hint}')
    elif taken.mode is not None and (taken.type, taken.mode) not in codebook.modes_by_code:
        hint = "Give a reading with a mode that exists or without one."
        found.append(f'{row.cameo}: {taken.type} has no mode "{taken.mode}". {hint}')
    known = {context.code for context in codebook.contexts}
    found.extend(
        f'{row.cameo}: "{context}" is no context.{did_you_mean(context, known)}'
        for context in taken.contexts
        if context not in known
    )
    return found


def _type_faults(codebook: Codebook, names: dict[str, str]) -> list[Fault]:
    """Return a fault for each CAMEO code in the type files that does not exist."""
    faults = []
    for event_type in codebook.types:
        file = f"types/{event_type.code.lower()}.toml"
        places: tuple[EventType | Mode, ...] = (event_type, *event_type.modes)
        for place in places:
            for code in (place.cameo, *place.cameo_hints):
                if code is not None and code not in names:
                    message = f"{code} is not in [scale] of {FILE}: no such CAMEO code."
                    faults.append(Fault(code="D211", file=file, place=place.code, message=message))
    return faults
