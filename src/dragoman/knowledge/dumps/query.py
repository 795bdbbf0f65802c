"""Results of a SPARQL query, JSON or CSV, one row an office held: columns by name.

`person` (or `actor`, `item`, `organisation`: the address or id of the one who acts) and
`personLabel` (likewise) must be there; `aliases` ("|" between them), `kind`, `sectors`, `country`,
`position` with `positionLabel`, `start`, `end` may be. Rows of one actor need not stand together.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from dragoman.knowledge.build_actors import SECTORS
from dragoman.knowledge.dumps.dates import first_day, gone_by
from dragoman.knowledge.dumps.found import Countries, Found, FoundActor, FoundRole
from dragoman.knowledge.dumps.sources import Advance, Faults, lines
from dragoman.records.text import ActorKind

__all__ = ["read_query_csv", "read_query_json"]

_ACTORS = ("person", "actor", "item", "organisation", "organization")
_GAP = re.compile(r"[\s,]*")
_KINDS = frozenset(get_args(ActorKind))


class _BadRowError(Exception):
    """A row that is no actor; its text says what was expected."""


def read_query_csv(
    path: Path, countries: Countries, faults: Faults, advance: Advance
) -> Iterator[Found]:
    """Yield what the rows of a CSV result say.

    Raises:
        KnowledgeError: D303 where the file is damaged or has too many bad rows.
    """
    text = (line.decode("utf-8-sig" if n == 1 else "utf-8", "replace") + "\n"
            for n, line in lines(path, advance))  # fmt: skip
    reader = csv.DictReader(text)
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            faults.add(path, number, f"expected {len(reader.fieldnames or ())} cells")
        else:
            yield from _checked(path, number, row, countries, faults)


def read_query_json(
    path: Path, countries: Countries, faults: Faults, advance: Advance
) -> Iterator[Found]:
    """Yield what the bindings of a JSON result say; a row is the number of a binding, from 1.

    Raises:
        KnowledgeError: D303 where the file is damaged or has too many bad rows.
    """
    pieces = (line.decode("utf-8", "replace") + "\n" for _, line in lines(path, advance))
    for number, binding in enumerate(_objects(pieces, '"bindings"'), start=1):
        if binding is None:
            faults.add(path, number, "expected a JSON object; the rest of the file is not read")
            return
        row = {key: str(cell.get("value", "")) for key, cell in binding.items()}
        yield from _checked(path, number, row, countries, faults)


def _objects(pieces: Iterable[str], key: str) -> Iterator[dict[str, dict[str, Any]] | None]:
    """Yield the objects of the array under `key`, one by one; None where no object follows."""
    decoder, buffer, is_inside = json.JSONDecoder(), "", False
    for piece in pieces:
        buffer, at = buffer + piece, 0
        if not is_inside:
            at = buffer.find("[", buffer.find(key)) + 1 if key in buffer else 0
            if at == 0:
                continue
            is_inside = True
        while buffer.startswith("{", at := _GAP.match(buffer, at).end()):  # type: ignore[union-attr]  # matches always
            try:
                found, at = decoder.raw_decode(buffer, at)
            except json.JSONDecodeError:
                break  # the object goes on in the next line
            yield found
        if buffer.startswith("]", at):
            return
        buffer = buffer[at:]
        if buffer and not buffer.startswith("{"):
            break
    yield None


def _checked(
    path: Path, number: int, row: Mapping[str, str], countries: Countries, faults: Faults
) -> Iterator[Found]:
    try:
        yield from _found(row, countries)
    except _BadRowError as error:
        faults.add(path, number, str(error))


def _found(row: Mapping[str, str], countries: Countries) -> Iterator[Found]:
    column = next((name for name in _ACTORS if row.get(name)), None)
    if column is None:
        raise _BadRowError(f"expected a value in one of the columns {', '.join(_ACTORS)}")
    local = row[column].rpartition("/")[2]
    name = (row.get(f"{column}Label") or row.get("name") or "").strip()
    if not name or name == local:
        raise _BadRowError(f"expected a name in the column {column}Label")
    position = (row.get("positionLabel") or "").strip() or None
    country = countries.code(row.get("country"))
    is_wikidata = local[:1] == "Q" and local[1:].isdigit()
    actor_id = f"wikidata:{local}" if is_wikidata else f"query:{local}"
    yield FoundActor(
        id=actor_id,
        name=name,
        kind=_kind(row, is_person=column == "person" or position is not None),
        country=country,
        sectors=_sectors(row),
        aliases=tuple(a.strip() for a in row.get("aliases", "").split("|") if a.strip()),
        wikidata=local if is_wikidata else None,
    )
    if position is not None or row.get("position"):
        yield FoundRole(
            actor_id=actor_id,
            position=position,
            country=country,
            sector=next(iter(_sectors(row)), None),
            since=first_day(row.get("start")),
            until=gone_by(row.get("end")),
        )


def _kind(row: Mapping[str, str], *, is_person: bool) -> ActorKind:
    kind = row.get("kind", "").strip()
    if kind in _KINDS:
        return kind  # type: ignore[return-value]  # just checked
    if kind:
        raise _BadRowError(f"found kind {kind!r}, expected one of {', '.join(sorted(_KINDS))}")
    return "person" if is_person else "organisation"


def _sectors(row: Mapping[str, str]) -> tuple[str, ...]:
    codes = tuple(row.get("sectors", "").split())
    if not SECTORS.issuperset(codes):
        raise _BadRowError(f"found sectors {row['sectors']!r}, expected PLOVER sector codes")
    return codes
