"""Reads the trigger files of a codebook folder: tables of wordings, their patterns parsed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from dragoman.knowledge.ontology import EventType
from dragoman.knowledge.patterns import (
    Frame,
    NounPattern,
    PatternError,
    Status,
    Trigger,
    VerbPattern,
    parse_noun,
    parse_verb,
)
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

__all__ = ["read_triggers"]


class _TriggerTable(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"excepts": "except"},
):
    """One [[trigger]], its patterns still text."""

    frame: Frame
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: Status | None = None
    weight: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.8
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    excepts: tuple[str, ...] = ()
    except_nouns: tuple[str, ...] = ()


def read_triggers(
    folder: Path,
    types: Mapping[str, EventType],
    contexts: frozenset[str],
    faults: list[Fault],
) -> tuple[Trigger, ...]:
    """Return the triggers of triggers/*.toml in file order; faults are added to `faults`.

    A codebook may do without the folder: its types are then told by the model alone.
    """
    by_stem = {code.lower(): event_type for code, event_type in types.items()}
    triggers: list[Trigger] = []
    if not (folder / "triggers").exists():
        return ()
    for name in toml_names(folder, "triggers", faults):
        source = read_toml(folder, name, faults)
        if source is None:
            continue
        event_type = by_stem.get(Path(name).stem)
        if event_type is None:
            if (folder / "types" / Path(name).name).exists():
                continue  # the type is there but faulty, which has been said
            hint = did_you_mean(Path(name).stem, by_stem)
            message = f"named for no type of this codebook.{hint} Expected <type>.toml."
            faults.append(Fault(code="D211", file=name, message=message))
            continue
        only_key(source, "trigger", faults)
        for number, table in enumerate(header_tables(source, "trigger", faults), start=1):
            trigger = _TriggerReader(source, number, event_type, contexts, faults).read(table)
            if trigger is not None:
                triggers.append(trigger)
    return tuple(triggers)


class _TriggerReader:
    """Reads one [[trigger]] table of one file."""

    def __init__(
        self,
        source: TomlSource,
        number: int,
        event_type: EventType,
        contexts: frozenset[str],
        faults: list[Fault],
    ) -> None:
        self.source = source
        self.number = number
        self.event_type = event_type
        self.contexts = contexts
        self.faults = faults

    def read(self, table: Any) -> Trigger | None:
        """Return the trigger; None, with faults added, if its table cannot be read at all."""
        raw = convert_table(
            table, _TriggerTable, self.source, self.faults, header="trigger", number=self.number
        )
        if raw is None:
            return None
        self._check(raw)
        return Trigger(
            id=f"{Path(self.source.file).stem}#{self.number}",
            type_code=self.event_type.code,
            frame=raw.frame,
            mode=raw.mode,
            contexts=raw.contexts,
            status=raw.status,
            weight=raw.weight,
            verbs=self._verbs("verbs", raw.verbs),
            nouns=self._nouns(raw.nouns),
            excepts=self._verbs("except", raw.excepts),
            except_nouns=self._verbs("except_nouns", raw.except_nouns),
        )

    def _fault(self, code: str, key: str, needle: str, message: str) -> None:
        place = f"[[trigger]] {self.number}, {key}"
        line = self.source.line(needle, header="trigger", number=self.number)
        self.faults.append(
            Fault(code=code, file=self.source.file, line=line, place=place, message=message)
        )

    def _check(self, raw: _TriggerTable) -> None:
        modes = [mode.code for mode in self.event_type.modes]
        if raw.mode is not None and raw.mode not in modes:
            hint = did_you_mean(raw.mode, modes)
            known = f"Its modes: {', '.join(modes)}." if modes else "It has no modes."
            message = f'{self.event_type.code} has no mode "{raw.mode}".{hint} {known}'
            self._fault("D211", "mode", "mode", message)
        for context in raw.contexts:
            if context not in self.contexts:
                hint = did_you_mean(context, self.contexts)
                message = f'"{context}" is no context of contexts.toml.{hint}'
                self._fault("D211", "contexts", "contexts", message)
        if not raw.verbs and not raw.nouns:
            message = "neither verbs nor nouns: the table can never fire. Add one."
            self._fault("D211", "verbs", "trigger", message)

    def _verbs(self, key: str, texts: tuple[str, ...]) -> tuple[VerbPattern, ...]:
        found = []
        for text in texts:
            try:
                found.append(parse_verb(text))
            except PatternError as error:
                self._fault("D212", key, text, f'"{text}": {error}.')
        return tuple(found)

    def _nouns(self, texts: tuple[str, ...]) -> tuple[NounPattern, ...]:
        found = []
        for text in texts:
            try:
                found.append(parse_noun(text))
            except PatternError as error:
                self._fault("D212", "nouns", text, f'"{text}": {error}.')
        return tuple(found)
