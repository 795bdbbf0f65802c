"""Examples as arrays: word pieces, and for each piece what the heads are to say of it.

Label 0 of a head is none; -100 marks what no loss is taken from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model import CERTAINTIES, POLARITIES, STATUSES, Labels
from predicates import MARKS
from tokenizers import Tokenizer

__all__ = ["LONGEST", "UNSURE", "encode", "encode_place", "encode_plain", "encode_predicates"]

LONGEST = 128
"""Word pieces that are read of a sentence."""
UNSURE = -100
Offsets = list[tuple[int, int]]
_PARTING = frozenset(',;:.!?"()–—“”')
_SHORTEST_PART = 4
"""Pieces of a part between commas that is learnt as one that claims nothing."""
_STANCE = (("polarity", POLARITIES), ("certainty", CERTAINTIES), ("status", STATUSES))


def encode(example: dict[str, Any], tokenizer: Tokenizer, labels: Labels) -> dict[str, Any]:
    """Return the arrays of one sentence."""
    ids, offsets = _read(example["text"], tokenizer)
    types, claims, events, spans = [0] * len(ids), [0] * len(ids), [], []
    for claim in example["claims"]:
        at, kind = (
            _pieces(offsets, claim["start"], claim["end"]),
            labels.claims.index(claim["label"]),
        )
        spans += [{"at": at, "claim": kind}] if at else []
        for i in at:
            claims[i] = kind
    if not example["real"]:
        spans += [{"at": at, "claim": 0} for at in _parts(example["text"], offsets, claims)]
    for start, end in example["unsure"]:
        for i in _pieces(offsets, start, end):
            types[i] = UNSURE
    for event in example["events"]:
        encoded = _encode_event(event, offsets, labels)
        for i in encoded["at"]:
            types[i] = encoded["kind"]
        if encoded["at"]:
            events.append(encoded)
    return {
        "ids": ids,
        "types": types,
        "claims": claims,
        "events": events,
        "spans": spans,
        "named": _named(example["text"], offsets),
        "unsure": bool(example["unsure"]),
        "real": example["real"],
    }


def _encode_event(event: dict[str, Any], offsets: Offsets, labels: Labels) -> dict[str, Any]:
    arguments = [0] * len(offsets)
    for span in event["spans"]:
        if span["label"] in labels.arguments:
            for i in _pieces(offsets, span["start"], span["end"]):
                arguments[i] = labels.arguments.index(span["label"])
    mode = f"{event['type']}.{event['mode']}" if event["mode"] else ""
    return {
        "at": _pieces(offsets, event["start"], event["end"]),
        "kind": labels.types.index(event["type"]),
        "arguments": arguments,
        "modes": labels.modes.index(mode) if mode in labels.modes else 0,
        "polarity": POLARITIES.index(event["polarity"]),
        "certainty": CERTAINTIES.index(event["certainty"]),
        "status": STATUSES.index(event["status"]),
    }


def encode_place(example: dict[str, Any], tokenizer: Tokenizer) -> dict[str, Any] | None:
    """Return the arrays of one marked verb with its places; None if it lies too far back."""
    ids, offsets = _read(example["text"], tokenizer)
    at = _pieces(offsets, *example["trigger"])
    if not at:
        return None
    where = {i for start, end in example["places"] for i in _pieces(offsets, start, end)}
    return {
        "ids": ids,
        "at": at,
        "where": [float(i in where) for i in range(len(ids))],
        "named": _named(example["text"], offsets),
    }


def encode_predicates(example: dict[str, Any], tokenizer: Tokenizer) -> dict[str, Any]:
    """Return the arrays of a sentence with marked predicates: their pieces and their stance."""
    ids, offsets = _read(example["text"], tokenizer)
    marked = []
    for start, end, mark in example["marks"]:
        at = _pieces(offsets, start, end)
        if at:
            fields = zip(_STANCE, MARKS[mark], strict=True)
            told = {
                name: [float(x in (of or labels)) for x in labels] for (name, labels), of in fields
            }
            marked.append({"at": at, **told})
    return {"ids": ids, "marked": marked, "named": _named(example["text"], offsets)}


def encode_plain(text: str, tokenizer: Tokenizer) -> dict[str, Any]:
    """Return the arrays of a sentence that nobody annotated: nothing is told in it yet."""
    ids, offsets = _read(text, tokenizer)
    return {
        "ids": ids,
        "types": [0] * len(ids),
        "claims": [0] * len(ids),
        "events": [],
        "spans": [],
        "named": _named(text, offsets),
        "unsure": False,
        "real": False,
        "plain": True,
    }


def _read(text: str, tokenizer: Tokenizer) -> tuple[list[int], Offsets]:
    encoding = tokenizer.encode(text)
    return encoding.ids[:LONGEST], encoding.offsets[:LONGEST]


def _pieces(offsets: Offsets, start: int, end: int) -> list[int]:
    """Return the pieces that share characters with [start, end)."""
    return [i for i, (a, b) in enumerate(offsets) if a < b and a < end and start < b]


def _parts(text: str, offsets: Offsets, claims: list[int]) -> Iterator[list[int]]:
    """Yield the parts between commas and the like, of some length, in which nothing is claimed."""
    part: list[int] = []
    for i, (start, end) in enumerate(offsets):
        if start < end and text[start:end] not in _PARTING:
            part.append(i)
        elif part:
            if len(part) >= _SHORTEST_PART and not any(claims[j] for j in part):
                yield part
            part = []


def _named(text: str, offsets: Offsets) -> list[int]:
    """Return 1 for each piece that begins with a capital, but for the first of the text."""
    return [int(a > 0 and text[a].isupper()) for a, _ in offsets]
