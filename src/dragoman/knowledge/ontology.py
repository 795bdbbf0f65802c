"""What a codebook holds: event types, modes, contexts, sectors and the wordings that tell them.

The structs are also the schema of the TOML files (`codebook_files` reads them by it). No type of
any ontology is named in the code: everything particular to PLOVER is in its folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from dragoman.knowledge.patterns import Trigger

__all__ = ["Change", "Codebook", "Context", "EventType", "Mode", "Option", "Sector"]

Intensity = Annotated[float, msgspec.Meta(ge=-10.0, le=10.0)]
"""From -10, most conflictual, to 10, most cooperative."""

TypeName = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9_-]*$")]
ModeName = Annotated[str, msgspec.Meta(pattern=r"^[a-z][A-Za-z0-9_-]*$")]
PloverName = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]+(\.[a-z][a-z-]*)?$")]
CameoCode = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2,4}$")]


class Mode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind within a type: how a thing was done, or what was asked."""

    code: ModeName
    name: str
    definition: str
    intensity: Intensity | None = None
    """None: the type's."""
    cameo: CameoCode | None = None
    """None: the type's."""
    cameo_hints: dict[CameoCode, tuple[str, ...]] = {}
    """For a code the words that choose it; see `Codebook.cameo`."""
    examples: tuple[str, ...] = ()


class EventType(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"modes": "mode"},
):
    """A type of event, as its file gives it."""

    code: TypeName
    name: str
    quad: int
    intensity: Intensity
    definition: str
    notes: tuple[str, ...] = ()
    """Decision rules: what belongs elsewhere."""
    examples: tuple[str, ...] = ()
    planned_as: TypeName | None = None
    """The type that a planned or promised telling becomes; None: it stays."""
    requires_recipient: bool = False
    """Whether an event of this type without anyone it is done to is incomplete."""
    plover: tuple[PloverName, ...] = ()
    """PLOVER types, or types with a mode ("COERCE.arrest"), that tell events of this type."""
    cameo: CameoCode | None = None
    cameo_hints: dict[CameoCode, tuple[str, ...]] = {}
    modes: tuple[Mode, ...] = ()


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A theme an event can touch."""

    code: ModeName
    name: str
    definition: str
    words: tuple[str, ...] = ()
    """Cue lemmas, lower case; two words are a phrase."""


class Sector(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of society an actor belongs to."""

    code: TypeName
    name: str
    definition: str
    words: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one choice of an option changes in a type."""

    quad: int | None = None
    intensity: Intensity | None = None


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place where the ontology can be read in more than one way."""

    about: str
    choices: dict[str, dict[str, Change]]
    """For each choice the types it changes."""


class Codebook(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """An ontology with the wordings that tell its types."""

    name: str
    version: str
    title: str
    licence: str
    source: str
    language: str
    """ISO 639-1 code of the language the triggers are written in."""
    quads: dict[int, str]
    settings: dict[str, str | int]
    """The chosen readings where the ontology contradicts itself."""
    types: tuple[EventType, ...]
    """By quad class, then code."""
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    triggers: tuple[Trigger, ...]
    """In file order; a file per type."""
    sha256: str
    """Over the names and bytes of all its TOML files."""
    folder: Path
    by_code: dict[str, EventType]
    modes_by_code: dict[tuple[str, str], Mode]

    @property
    def ontology(self) -> str:
        """Name and version, as `TypeCode.ontology` holds them: "plover-2.0"."""
        return f"{self.name}-{self.version}"

    def type(self, code: str) -> EventType:
        """Return the type; KeyError if the codebook has none of that code."""
        return self.by_code[code]

    def mode(self, code: str, mode: str) -> Mode:
        """Return the mode of type `code`; KeyError if there is none."""
        return self.modes_by_code[code, mode]

    def quad(self, code: str) -> int:
        """Return the number of the type's quad class."""
        return self.by_code[code].quad

    def intensity(self, code: str, mode: str | None = None) -> float:
        """Return the mode's intensity, -10 to 10, or the type's where the mode has none."""
        if mode is not None:
            own = self.modes_by_code[code, mode].intensity
            if own is not None:
                return own
        return self.by_code[code].intensity

    def cameo(self, code: str, mode: str | None = None, *hints: str | None) -> str | None:
        """Return the CAMEO code of a type and mode, or None if the codebook gives none.

        `hints` refine it: the trigger word as written ("negotiated"), contexts ("military"),
        statuses ("attempted"), participant roles ("host") or the type a plan was made of. What
        the mode says goes before what the type says, a hint before the plain code, an earlier
        hint before a later one.
        """
        event_type = self.by_code[code]
        places: tuple[Mode | EventType, ...] = (event_type,)
        if mode is not None:
            places = (self.modes_by_code[code, mode], event_type)
        for place in places:
            for hint in hints:
                for cameo, words in place.cameo_hints.items():
                    if hint in words:
                        return cameo
            if place.cameo is not None:
                return place.cameo
        return None
