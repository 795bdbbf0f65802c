"""Gold records: what a careful reader finds in a text, as files a coder can be scored against.

The format is described in docs/reference/gold-format.md. A folder holds `NAME.gold.json` beside
`NAME.txt`, `.html` or `.pdf`; a JSON Lines file holds one gold record a line with its `text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.io.sources import read_source
from dragoman.records import Problem, RawDocument, Record, Stance
from dragoman.records.claim import ClaimKind
from dragoman.records.report import Role

__all__ = ["GoldClaim", "GoldDocument", "GoldEvent", "GoldParticipant", "read_gold"]

_TEXTS = (".txt", ".html", ".pdf")


class GoldParticipant(Record, frozen=True, kw_only=True):
    """An actor's part; `country` None where the text gives none or several."""

    role: Role
    words: str
    country: str | None = None
    sectors: tuple[str, ...] = ()


class GoldPlace(Record, frozen=True, kw_only=True):
    """Where it happened."""

    words: str
    country: str | None = None


class GoldRange(Record, frozen=True, kw_only=True):
    """Half-open dates; either side may be None."""

    earliest: str | None = None
    before: str | None = None


class GoldEvent(Record, frozen=True, kw_only=True):
    """One event, at its fullest telling."""

    id: str
    type: str
    mode: str | None = None
    or_types: tuple[str, ...] = ()
    or_modes: tuple[str, ...] = ()
    trigger: str
    also: tuple[str, ...] = ()
    """Other words that tell the same event."""
    participants: tuple[GoldParticipant, ...] = ()
    where: tuple[GoldPlace, ...] = ()
    when: GoldRange | None = None
    stance: Stance = Stance()
    repeated: bool = False
    chain: tuple[str, ...] = ()
    optional: bool = False
    """May be left out: no loss if missed, no error if found."""


class GoldClaim(Record, frozen=True, kw_only=True):
    """A claim; an empty holder is the author."""

    id: str
    kind: ClaimKind
    words: str
    holder: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    certainty: str | None = None
    polarity: str | None = None


class GoldWrong(Record, frozen=True, kw_only=True):
    """A reading that would be wrong; `type` None means any type."""

    words: str
    type: str | None = None
    why: str = ""


class GoldDocument(Record, frozen=True, kw_only=True):
    """One text's gold reading."""

    id: str
    text: str | None = None
    """None where the text is the file beside the record."""
    file: str | None = None
    """Path of the text from the record's folder; None where it has the record's own name."""
    title: str | None = None
    published: str | None = None
    furniture: tuple[str, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    claims: tuple[GoldClaim, ...] = ()
    wrong: tuple[GoldWrong, ...] = msgspec.field(name="not", default=())


def read_gold(path: Path) -> Iterator[tuple[GoldDocument, RawDocument]]:
    """Yield each gold record with the document it is of, in order of file name.

    Raises:
        InputError: D100 where there is nothing at `path`, D106 where a record cannot be read or
            has no text.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*.gold.json")):
            gold = _decode(file.read_bytes(), str(file))
            names = [gold.file] if gold.file else [gold.id + ending for ending in _TEXTS]
            text = next((t for name in names if (t := file.parent / name).exists()), None)
            if text is None:
                raise InputError("D100", f"{file}: no text {' or '.join(names)} beside it")
            yield gold, _raw(str(text))
        return
    if not path.exists():
        raise InputError("D100", f"{path}: no such file or folder of gold records")
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            gold = _decode(line, f"{path} line {number}")
            yield gold, _inline(gold, f"{path} line {number}")


def _decode(data: bytes, place: str) -> GoldDocument:
    try:
        return msgspec.json.decode(data, type=GoldDocument)
    except msgspec.DecodeError as error:
        raise InputError("D106", f"{place}: no gold record: {error}") from error


def _raw(source: str) -> RawDocument:
    found = next(iter(read_source(source)))
    if isinstance(found, Problem):
        raise InputError(found.code, found.message)
    return found


def _inline(gold: GoldDocument, place: str) -> RawDocument:
    if gold.text is None:
        raise InputError("D106", f'{place}: a gold record in JSON Lines needs its "text"')
    fields = {"id": gold.id, "text": gold.text, "published": gold.published, "title": gold.title}
    kept = {name: value for name, value in fields.items() if value is not None}
    body = msgspec.json.encode(kept)
    return RawDocument(
        sha256="", source_id=place, media_type="application/x-ndjson", body=body, id=gold.id
    )
