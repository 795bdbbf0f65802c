"""Who may take part in an event: whom grammar puts into it, and whom the model marks."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.records import ParsedSentence
from dragoman.records.report import Role
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.marked_parties import unknown_party
from dragoman.stages.code.noun_places import CULPRIT
from dragoman.stages.code.stretches import head_of, stretches
from dragoman.stages.encode import Floats, Heads, Reading, mean_of
from dragoman.stages.tree import subtree

__all__ = [
    "MEETING",
    "ROLES",
    "TOLD_APART",
    "VISITS",
    "as_told",
    "in_some_such_role",
    "is_another_reading",
    "likeliest",
    "of_the_speaker",
    "part_sightings",
    "role_shares",
]

ROLES: tuple[Role, ...] = get_args(Role)
"""The roles in a fixed order; label 0 beside them is none."""
_SUFFERING: tuple[Role, ...] = ("target", "beneficiary", "affected")
MEETING: tuple[Role, ...] = ("visitor", "host", "party")
"""Roles of those who meet, which differ by who came to whom."""
VISITS = frozenset({"CONSULT", "AGREE"})
"""PLOVER types of visits, made or to be made."""
_DOING = frozenset({"by", "among", "from"})
"""Places of who does it and does not suffer it."""
_DONE_TO = frozenset({"to", "dative", "against", "upon", "toward", "towards"})
"""Places of whom it is done to and who does not do it."""
TOLD_APART = frozenset({"drawing subject", "suffering subject"})
"""Places that tell by their verb alone who suffers: "faced criticism from", "suffered raids"."""
_VISIT: dict[Role, Role] = {"host": "visitor", "visitor": "host"}
_NEVER: dict[tuple[str, Role], tuple[Role, ...]] = {
    ("object", "target"): ("initiator",),
    ("getter", "target"): ("initiator",),
    ("getter", "beneficiary"): ("initiator", "target"),
    ("giver", "initiator"): ("target", "beneficiary"),
    (CULPRIT, "initiator"): _SUFFERING,
}
"""By grammatical place and role, what somebody there is never instead."""
_SPEAKS = 0.5
"""Probability of being the source from which a word names who speaks."""
_MARKED = 0.3
"""Probability of some role from which words are looked at as a participant."""
_UNKNOWN = 0.5
"""Probability of some role from which words that are no actor known are one all the same."""


def part_sightings(
    draft: Draft, reading: Reading, marked: Floats, cast: Cast
) -> list[tuple[Found, Part | None]]:
    """Return the actors that grammar or model puts into the event, those of grammar first.

    Where no pattern fits, an actor of both is where the model sees it, and so is one whom a pronoun
    stands for: "it" may be who is named before.
    """
    seen = {found.entity.id: found for found in _marked(draft, reading, marked, cast)}
    guessed = draft.match.trigger.id == "model"
    found: list[tuple[Found, Part | None]] = []
    for part in draft.parts:
        there = seen.pop(part.found.entity.id, part.found)
        moved = guessed or part.found.how == "pronoun"
        found.append((there if moved else part.found, part))
    return [*found, *((one, None) for one in seen.values())]


def _marked(draft: Draft, reading: Reading, marked: Floats, cast: Cast) -> list[Found]:
    """Return the actors behind the words that the model marks with some role, each once."""
    roles, sides = _numbers_of(reading.heads)
    somebody = marked[:, roles].sum(axis=1)
    found: list[Found] = []
    for tokens in stretches(somebody > _MARKED, sides[marked.argmax(axis=1)]):
        head = head_of(draft.parse, tokens)
        behind = cast.behind(draft.parse, head, place="model")
        if not behind and draft.parse.tokens[head].tag == "CD":
            # "three of them" are of those named before.
            those = (i for i in tokens if draft.parse.tokens[i].pos == "PRON")
            behind = [one for i in those for one in cast.behind(draft.parse, i, place="model")]
        if not behind:
            share = float(mean_of(somebody, tokens))
            unknown = unknown_party(draft.parse, tokens, cast, share) if share > _UNKNOWN else None
            behind = [] if unknown is None else [unknown]
        found += behind
    return list({f.entity.id: f for f in reversed(found)}.values())[::-1]


@lru_cache(maxsize=8)
def _numbers_of(heads: Heads) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the number of each role's label, and for each label that of its side.

    Those who meet are one side: a title and its name may differ.
    """
    labels = heads.arguments
    sides = [labels.index(MEETING[0] if label in MEETING else label) for label in labels]
    return np.array([labels.index(role) for role in ROLES]), np.array(sides)


def role_shares(parse: ParsedSentence, found: Found, marked: Floats, reading: Reading) -> Floats:
    """Return the model's probabilities of none and each role for an actor's words."""
    span = found.span
    tokens = [t.index for t in parse.tokens if t.start < span.end and span.start < t.end]
    roles, _ = _numbers_of(reading.heads)
    # Words beyond the last piece that was read are unmarked.
    shares = (mean_of(marked, tokens) if tokens else np.zeros(marked.shape[1])).take(roles)
    none = np.maximum(0, 1 - shares.sum(keepdims=True))
    whole: Floats = np.concatenate([none, shares]).astype(np.float32)
    return whole


def of_the_speaker(
    draft: Draft, part: Part, shares: Floats, marked: Floats, reading: Reading, cast: Cast
) -> Floats:
    """Return the shares of who acts and speaks of it, what makes him the speaker given to his role.

    In "Iran said it would send doctors" and "Iran denied having fired" the model has one label for
    Iran, that of the source. Who says that he will meet somebody agrees to it: he is the initiator,
    not one of those who meet.
    """
    if part.found.how != "pronoun" and part.place != "subject":
        return shares
    source = marked[:, reading.heads.arguments.index("source")]
    speaking = np.flatnonzero(source > _SPEAKS).tolist()
    behind = (cast.behind(draft.parse, i, place="model") for i in speaking)
    speakers = {found.entity.id for each in behind for found in each}
    if part.found.entity.id not in speakers:
        return shares
    told: Floats = shares * (1 - float(source.max()))
    meets = draft.match.trigger.type_code == "CONSULT" or part.role not in MEETING
    told[1 + ROLES.index(part.role if meets else "initiator")] += float(source.max())
    return told


def is_another_reading(draft: Draft, found: Found, role: Role) -> bool:
    """Whether the model marks somebody else whom the pronoun in that role might have meant.

    He is named in another clause: "stabbed a guard before he was shot" is of one who was shot.
    """
    if not any(p.role == role and p.found.how == "pronoun" for p in draft.parts):
        return False
    phrase = [draft.parse.tokens[i] for i in subtree(draft.parse, draft.index)]
    return not phrase[0].start <= found.span.start < phrase[-1].end


def likeliest(part: Part, shares: Floats) -> Part:
    """Return the part as the likeliest of roles that grammar cannot tell apart.

    A frame that is only guessed does not say who gains by an act and whom it hurts, nor who came
    to whom.
    """
    for alike in (_SUFFERING, MEETING):
        if part.role in alike:
            role = max(alike, key=lambda r: (float(shares[1 + ROLES.index(r)]), r == part.role))
            return dataclasses.replace(part, role=role)
    return part


def as_told(shares: Floats, part: Part) -> Floats:
    """Return a copy of the shares with those of another role given to the part's own.

    A verb of visiting or receiving tells who comes to whom; whether somebody takes part, the model.
    "It" that acts is not who suffers it, wherever who is meant was named; nor is Y in "X drew
    criticism from Y", and X does not do it; and to whom a verb tells that something is done does
    not do it.
    """
    role, others = part.role, _NEVER.get((part.place, part.role), ())
    if role in _VISIT:
        others = (_VISIT[role],)
    elif role == "initiator" and (part.found.how == "pronoun" or part.place in _DOING):
        others = _SUFFERING
    elif role in _SUFFERING and (part.place in _DONE_TO or part.place.endswith("subject")):
        role, others = likeliest(part, shares).role, ("initiator",)
    told = shares.copy()
    for other in others:
        told[1 + ROLES.index(role)] += told[1 + ROLES.index(other)]
        told[1 + ROLES.index(other)] = 0.0
    return told


def in_some_such_role(weighed: Floats, role: Role) -> float:
    """Return how likely an actor has the role, or another that differs by who came to whom alone.

    Who meets may be visitor, host or party: that he meets is surer than which of them he is.
    """
    alike = MEETING if role in MEETING else (role,)
    return float(sum(weighed[1 + ROLES.index(one)] for one in alike))
