"""Which types may tell one happening: coders and reporters do not always choose the same word.

Two types are the same, near or apart. Near ones are those between which the PLOVER manual itself
draws a fine line; talks and the agreement they end in are two happenings, and so apart. Types of
other codebooks are near to none but themselves.
"""

from __future__ import annotations

from functools import cache

__all__ = ["FAMILIES", "families_of", "is_near"]

FAMILIES: dict[str, tuple[str, ...]] = {
    # A crowd is beaten and arrested; a riot is a protest with blows; an abduction is coercion too.
    "violence": ("ASSAULT", "COERCE", "PROTEST"),
    # Troops sent "to seize the island"; a curfew held up by the army.
    "force": ("MOBILIZE", "COERCE"),
    # Diplomats are expelled: a broken relation or a deportation.
    "pressure": ("SANCTION", "COERCE"),
    # Leaving a treaty refuses it and ends it.
    "refusal": ("SANCTION", "REJECT"),
    # Pledges and what is done on them, under words that serve for both ("signed an aid deal").
    "deal": ("AGREE", "SUPPORT", "COOPERATE", "AID"),
    # Prisoners are let go, a siege is lifted: a concession, and a step back.
    "yielding": ("CONCEDE", "RETREAT"),
    # A ceasefire is agreed to, and is a step back by the manual.
    "truce": ("AGREE", "RETREAT", "CONCEDE"),
    # An ultimatum demands and threatens.
    "ultimatum": ("REQUEST", "THREATEN"),
    # "Rejected the charge as lies" refuses and blames.
    "blame": ("ACCUSE", "REJECT"),
    "talks": ("CONSULT",),
}
"""Types that share a family are near each other."""

_FAMILIES_OF: dict[str, tuple[str, ...]] = {}
for _family, _types in FAMILIES.items():
    for _type in _types:
        _FAMILIES_OF[_type] = (*_FAMILIES_OF.get(_type, ()), _family)


def families_of(code: str) -> tuple[str, ...]:
    """Return the families of a type; a type of another codebook is a family of its own."""
    return _FAMILIES_OF.get(code, (code,))


@cache
def is_near(one: str, other: str) -> bool:
    """True if two types may tell one happening, as a type and itself may."""
    return not frozenset(families_of(one)).isdisjoint(families_of(other))
