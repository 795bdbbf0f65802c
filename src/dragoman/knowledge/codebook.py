"""Finds and loads codebooks: an ontology as a folder of TOML files.

The folder's format is described in docs/reference/codebook-format.md. What a trigger's wording
means in a sentence is the coder's work; the table between CAMEO and the codebook, which few runs
need, is loaded by `crosswalk`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import ConfigError
from dragoman.knowledge.codebook_files import read_codebook
from dragoman.knowledge.crosswalk import FILE as CAMEO_FILE
from dragoman.knowledge.crosswalk import read_crosswalk
from dragoman.knowledge.ontology import Codebook, Context, EventType, Mode, Sector
from dragoman.knowledge.patterns import PARTICLES, PREPOSITIONS
from dragoman.knowledge.toml_tables import Fault, did_you_mean

__all__ = [
    "Codebook",
    "CodebookCheck",
    "Context",
    "EventType",
    "Mode",
    "Sector",
    "check_codebook",
    "find_codebook",
    "load_codebook",
    "shipped_codebooks",
]

SHIPPED = Path(__file__).parent.parent / "assets" / "codebooks"
STARTER = SHIPPED / "_starter"
"""A commented codebook to copy from; no codebook of its own."""


def shipped_codebooks() -> tuple[str, ...]:
    """Return the names of the codebooks that come with dragoman."""
    names = (path.parent.name for path in SHIPPED.glob("*/codebook.toml"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def find_codebook(folder: Path | str) -> Path:
    """Return the folder of a shipped codebook's name or of a path; ConfigError D210 if none."""
    if isinstance(folder, str) and folder in shipped_codebooks():
        return SHIPPED / folder
    path = Path(folder)
    if path.is_dir():
        return path
    hint = did_you_mean(str(folder), shipped_codebooks())
    names = ", ".join(shipped_codebooks())
    raise ConfigError(
        "D210", f"{folder}: no such folder and no shipped codebook.{hint} Shipped: {names}."
    )


def load_codebook(
    folder: Path | str, *, settings: Mapping[str, str | int] | None = None
) -> Codebook:
    """Return the codebook of a folder, or the shipped one of that name ("plover").

    `settings` override those of its codebook.toml. Everything but cameo.toml is checked.
    Raises ConfigError with the code of the first fault and a line for each.
    """
    path = find_codebook(folder)
    codebook, faults = read_codebook(path, settings=settings or {})
    if codebook is not None:
        faults = (*faults, *_plover_faults(codebook))
    if codebook is None or faults:
        raise ConfigError(faults[0].code, _fault_lines(path, faults))
    return codebook


class CodebookCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What `check_codebook` found."""

    codebook: Codebook | None
    """None if nothing could be built from the files."""
    faults: tuple[Fault, ...]
    """What keeps the codebook from loading, file by file."""
    notes: tuple[str, ...]
    """What is allowed but perhaps not meant."""


def check_codebook(folder: Path) -> CodebookCheck:
    """Read all files of a codebook folder, cameo.toml too, and return all that is wrong."""
    codebook, faults = read_codebook(folder, settings={})
    if codebook is None:
        return CodebookCheck(codebook=None, faults=faults, notes=())
    faults = (*faults, *_plover_faults(codebook))
    if (folder / CAMEO_FILE).exists():
        _, more = read_crosswalk(folder, codebook)
        faults = (*faults, *more)
    return CodebookCheck(codebook=codebook, faults=faults, notes=tuple(_notes(codebook)))


def _plover_faults(codebook: Codebook) -> Iterator[Fault]:
    """Yield a fault for each name under `plover` that PLOVER does not have."""
    for event_type in codebook.types:
        for name in event_type.plover:
            known = _plover_names()
            if name not in known:
                yield Fault(
                    code="D211",
                    file=f"types/{event_type.code.lower()}.toml",
                    place="plover",
                    message=f'PLOVER has no "{name}".{did_you_mean(name, known)} Expected a type '
                    "as ASSAULT, or a type and mode as COERCE.arrest.",
                )


@cache
def _plover_names() -> tuple[str, ...]:
    """Return PLOVER's types, and its modes after their types."""
    codebook, _ = read_codebook(SHIPPED / "plover", settings={})
    types = () if codebook is None else codebook.types
    modes = (f"{t.code}.{mode.code}" for t in types for mode in t.modes)
    return (*(t.code for t in types), *modes)


def _notes(codebook: Codebook) -> Iterator[str]:
    """Yield a sentence for each type and wording that is allowed but perhaps not meant."""
    told = {trigger.type_code for trigger in codebook.triggers}
    for event_type in codebook.types:
        if event_type.code not in told:
            yield f"{event_type.code} has no triggers: the model alone can tell it."
    if codebook.language == "en":
        yield from _odd_words(codebook)
    yield from _shared_wordings(codebook)


def _odd_words(codebook: Codebook) -> Iterator[str]:
    """Yield a sentence for each bare word that cannot stand beside an English verb as written."""
    for trigger in codebook.triggers:
        for verb in (*trigger.verbs, *trigger.excepts, *trigger.except_nouns):
            words = (*verb.particles, *(word for word, _ in verb.prep_objects), *verb.target_preps)
            for word in words:
                if word not in PARTICLES | PREPOSITIONS and not word.endswith("ly"):
                    yield (
                        f'{trigger.id} "{verb.text}": "{word}" is no particle, preposition or '
                        f"adverb in -ly. An object is written <{word}>; a verb comes first."
                    )


def _shared_wordings(codebook: Codebook) -> Iterator[str]:
    """Yield a sentence for each wording that tells two types."""
    places: dict[tuple[str, str], dict[str, str]] = {}
    for trigger in codebook.triggers:
        for kind, patterns in (("verb", trigger.verbs), ("noun", trigger.nouns)):
            for pattern in patterns:
                types = places.setdefault((kind, pattern.text), {})
                types.setdefault(trigger.type_code, f"{trigger.id} ({trigger.weight:g})")
    for (kind, text), types in places.items():
        if len(types) > 1:
            where = ", ".join(types.values())
            yield f'the {kind} "{text}" tells {len(types)} types: {where}. The heavier wins.'


def _fault_lines(folder: Path, faults: tuple[Fault, ...], *, at_most: int = 10) -> str:
    lines = [f"{folder}/{fault}" for fault in faults[:at_most]]
    if len(faults) > at_most:
        rest = len(faults) - at_most
        lines.append(f"and {rest} more: `dragoman ontology check {folder}` lists all.")
    return "\n".join(lines)
