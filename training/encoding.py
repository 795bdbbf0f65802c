"""Examples as arrays: word pieces, and for each piece what the heads are to say of it.

Label 0 of a head is none; -100 marks what no loss is taken from.
"""

from __future__ import annotations

from typing import Any

from model import CERTAINTIES, POLARITIES, STATUSES, Labels
from tokenizers import Tokenizer

__all__ = ["LONGEST", "UNSURE", "encode", "encode_place", "encode_plain"]

LONGEST = 128
"""Word pieces that are read of a sentence."""
UNSURE = -100
Offsets = list[tuple[int, int]]


def encode(example: dict[str, Any], tokenizer: Tokenizer, labels: Labels) -> dict[str, Any]:
    """Return the arrays of one sentence."""
    ids, offsets = _read(example["text"], tokenizer)
    types, claims, events = [0] * len(ids), [0] * len(ids), []
    for claim in example["claims"]:
        for i in _pieces(offsets, claim["start"], claim["end"]):
            claims[i] = labels.claims.index(claim["label"])
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


def encode_plain(text: str, tokenizer: Tokenizer) -> dict[str, Any]:
    """Return the arrays of a sentence that nobody annotated: nothing is told in it yet."""
    ids, offsets = _read(text, tokenizer)
    return {
        "ids": ids,
        "types": [0] * len(ids),
        "claims": [0] * len(ids),
        "events": [],
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


def _named(text: str, offsets: Offsets) -> list[int]:
    """Return 1 for each piece that begins with a capital, but for the first of the text."""
    return [int(a > 0 and text[a].isupper()) for a, _ in offsets]
