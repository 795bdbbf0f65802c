"""Who did what to whom, in the words of a note on two actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.serve.filters import country_of

__all__ = ["DEEDS", "acts_for", "said_deed", "side_of"]

DEEDS = {
    "CONSULT": "conferred with", "AGREE": "agreed or offered to act with",
    "SUPPORT": "supported", "COOPERATE": "worked with", "AID": "gave aid to",
    "CONCEDE": "gave in to", "RETREAT": "eased off toward", "ACCUSE": "accused or blamed",
    "REJECT": "turned down", "THREATEN": "threatened", "REQUEST": "demanded something of",
    "ASSAULT": "used force against", "COERCE": "coerced", "MOBILIZE": "mobilised against",
    "SANCTION": "imposed sanctions on or broke off with", "PROTEST": "protested against",
}  # fmt: skip
_OF_THE_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


def acts_for(actor: Mapping[str, Any], actor_id: str) -> bool:
    """True if a participant is the actor, or of the country that the actor is the state of."""
    country = country_of(actor_id)
    return actor["actor_id"] == actor_id or (country is not None and actor["country"] == country)


def side_of(event: Mapping[str, Any], actor_id: str) -> str:
    """Return "from", "to" or "" for an actor that takes no part."""
    for side in ("from", "to"):
        if any(acts_for(actor, actor_id) for actor in event[side]):
            return side
    return ""


def said_deed(event: Mapping[str, Any], ids: tuple[str, str], names: tuple[str, str]) -> str:
    """Return what one of two actors did to the other, both did together, or was done to both."""
    deed = DEEDS.get(event["type"], f"({event['type']}) toward")
    sides = [side_of(event, actor_id) for actor_id in ids]
    called = [
        _called(event[side], actor_id, name)
        for side, actor_id, name in zip(sides, ids, names, strict=True)
        if side
    ]
    if sides == ["to", "to"]:
        doers = ", ".join(_names(event["from"])) or "Somebody who is not named"
        return f"{doers} {deed} {' and '.join(called)}"
    if sides == ["from", "from"]:
        return f"{' and '.join(called)} {deed} each other"
    return f" {deed} ".join(called if sides[0] == "from" else called[::-1])


def _called(side: Sequence[Mapping[str, Any]], actor_id: str, name: str) -> str:
    """Return the actor's name; of a state's people who do not act for it, theirs and the state's.

    Rebels who were armed are not their country, which they fight.
    """
    those = [actor for actor in side if acts_for(actor, actor_id)]
    if any(a["actor_id"] == actor_id or a["sector"] in _OF_THE_STATE for a in those):
        return name
    return f"{', '.join(_names(those))} ({name})"


def _names(actors: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(actor["name"] for actor in actors))
