"""Who takes part in an event, in which role: of those whom grammar gives and the model marks."""

from __future__ import annotations

import dataclasses

from dragoman.records.report import Role
from dragoman.stages.code.accord import MARKED, in_accord, sanctioned
from dragoman.stages.code.apart import (
    acts_apart,
    averts,
    dates_the_event,
    is_of_another_deed,
    suffers_apart,
)
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.due import asking
from dragoman.stages.code.frames import IN_MIND
from dragoman.stages.code.judging import only_judges
from dragoman.stages.code.noun_places import CLAIMANT, CULPRIT
from dragoman.stages.code.seen_parts import (
    MEETING,
    ROLES,
    TOLD_APART,
    as_told,
    in_some_such_role,
    is_another_reading,
    of_the_speaker,
    part_sightings,
    role_shares,
)
from dragoman.stages.code.sightings import Sighting
from dragoman.stages.code.weigh import weigh_roles
from dragoman.stages.encode import Floats, Reading, WeighedRoles
from dragoman.stages.tree import subtree

__all__ = ["DEEDS", "recast"]

_SOMEBODY = 0.5
"""The model's probability of some role that somebody has in an event without a pattern."""
_SURE_OF_ROLE = 0.5
"""Probability of being visitor, host or party up to which the pattern says which of them it is."""
_THINKABLE = 0.1
"""Probability from which an actor of grammar's keeps a role that nobody else holds."""
_ALONE = 0.02
"""Probability from which one keeps it when nobody else takes part in a deed; words are always
somebody's."""
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
"""PLOVER types that are done rather than said."""
_DONE_TO_PLACES = DEEDS - {"MOBILIZE", "PROTEST"}
"""Deeds that have a place as the side they are done to where nobody else is."""
_NAMED = frozenset({CLAIMANT, CULPRIT, IN_MIND})
"""Places in which the sentence says in so many words whose deed it was, or against whom."""
_BESIDE = 0.6
"""Probability from which the model adds somebody to a side that grammar has filled: the subject of
the clause before is no second one who asked. So it is with one who acts in a clause beside it."""


def recast(draft: Draft, seen: Sighting, reading: Reading, cast: Cast, kind: str) -> None:
    """Give each actor whom grammar or model puts into the event the role that weighs most.

    A side that grammar fills is not left empty: whom it gives there stays, if not unthinkable.
    Where no pattern fits and the model marks nobody, nobody takes part.
    """
    weighing = reading.heads.weighing
    marked = reading.arguments(seen.tokens, kind)
    parts, unlikely, marks = [], [], 0.0
    has_pattern = seen.draft is not None
    draft.parts = [_backed(sanctioned(part, draft), kind) for part in draft.parts]
    for found, rule in part_sightings(draft, reading, marked, cast):
        shares = role_shares(draft.parse, found, marked, reading)
        if rule is not None:
            shares = of_the_speaker(draft, rule, shares, marked, reading, cast)
        role, weighed = _role(shares, rule, weighing.roles, has_pattern=has_pattern)
        score = float(weighed[1 + ROLES.index(role)])
        filled = rule is None and (
            (has_pattern and any(_on_one_side(part.role, role, kind) for part in draft.parts))
            or _is_beside(draft, found)
            or acts_apart(draft.parse, found, draft.index, role)
        )
        if _has_no_part(draft, found, role, is_told=rule is not None):
            continue
        certain = score if rule is None else in_some_such_role(weighed, role)
        if certain < (_BESIDE if filled else weighing.least_role):
            if rule is not None and has_pattern:
                share = float(weighed[1 + ROLES.index(rule.role)])
                unlikely.append(dataclasses.replace(rule, score=round(share, 3)))
            continue
        marks = max(marks, 1 - float(shares[0]))
        place = rule.place if rule is not None else MARKED
        parts.append(Part(role=role, found=found, place=place, score=round(score, 3)))
    if not has_pattern and marks < _SOMEBODY:
        parts = []
    parts += _unlikely_but_kept(unlikely, parts, kind)
    parts += asking(draft.parse, draft.index, parts, cast) if kind == "REQUEST" else []
    draft.parts = sorted(in_accord(parts, draft), key=lambda p: ROLES.index(p.role))
    draft.reading = reading


def _has_no_part(draft: Draft, found: Found, role: Role, *, is_told: bool) -> bool:
    """Whether somebody only judges the deed or, unless grammar puts him there, does another."""
    if only_judges(draft.parse, found, draft.index):
        return True
    parse = draft.parse
    act = draft.match.is_noun or draft.match.trigger.type_code == "ASSAULT"
    if act and role == "initiator" and averts(parse, found, draft.index):
        return True
    apart = _is_others(draft, found, role)
    return (apart or is_of_another_deed(parse, found, draft.index, role)) and not is_told


def _backed(part: Part, kind: str) -> Part:
    """Return who gets another's backing as who gains by it."""
    gains = kind == "SUPPORT" and part.place == "getter"
    return dataclasses.replace(part, role="beneficiary") if gains else part


def _on_one_side(one: Role, other: Role, kind: str) -> bool:
    """Whether two roles are one side: a pattern's target is who is backed, where that is told."""
    return one == other or (kind == "SUPPORT" and {one, other} <= {"target", "beneficiary"})


def _unlikely_but_kept(unlikely: list[Part], parts: list[Part], kind: str) -> list[Part]:
    """Return those of grammar's that stay beside the likely parts, or in place of none.

    Who owns up to a deed or is called its doer stays, whatever the model thinks of it.
    """
    held = {part.role for part in parts}
    return [
        dataclasses.replace(part, score=None) if part.place in _NAMED else part
        for part in unlikely
        if part.place in _NAMED
        or ((part.score or 0) > _THINKABLE and _stays(part, held))
        or (_is_struck(part, kind) and part.role not in held)
        or (not parts and _may_be_alone(part, kind))
    ]


def _is_struck(part: Part, kind: str) -> bool:
    """Whether grammar says that a place was attacked, taken, left or helped."""
    coding = part.found.entity.coding
    is_place = coding is not None and coding.kind == "population" and not coding.sectors
    return kind in _DONE_TO_PLACES and is_place and part.role in ("target", "beneficiary")


def _may_be_alone(part: Part, kind: str) -> bool:
    """Whether one whom grammar gives stays, however unlikely, when nobody else takes part.

    A known actor does, and who speaks; "a state of emergency was declared" tells nobody's part.
    """
    known = part.found.entity.chosen is not None
    return known or kind not in DEEDS or (part.score or 0) > _ALONE


def _role(
    shares: Floats, rule: Part | None, weights: WeighedRoles, *, has_pattern: bool
) -> tuple[Role, Floats]:
    """Return the role that weighs most, and the probabilities of none and each role.

    Of those who meet, a pattern's role stands where the model is not sure of another.
    """
    patterned = rule is not None and has_pattern
    if rule is not None and (patterned or rule.place in TOLD_APART):
        shares = as_told(shares, rule)
    at = None if rule is None else 1 + ROLES.index(rule.role)
    weighed = weigh_roles(shares, at, has_pattern=has_pattern, weights=weights)
    best = int(weighed[1:].argmax())
    role = ROLES[best]
    if rule is not None and patterned and role in MEETING and weighed[1 + best] < _SURE_OF_ROLE:
        role = rule.role
    return role, weighed


def _is_others(draft: Draft, found: Found, role: Role) -> bool:
    """Whether somebody whom the model alone marks is told to do or suffer something else."""
    apart = suffers_apart(draft.parse, found, draft.index)
    if not apart and not _may_follow_up(draft, found):
        apart = dates_the_event(draft.parse, found, draft.index, role)
    return apart or is_another_reading(draft, found, role)


def _may_follow_up(draft: Draft, found: Found) -> bool:
    """Whether who acts first may go on to it: "killed after soldiers fired on a crowd"."""
    trigger, coding = draft.match.trigger, found.entity.coding
    holds = trigger.mode == "arrest" and coding is not None and "COP" in coding.sectors
    return holds or trigger.type_code == "ASSAULT"


def _is_beside(draft: Draft, found: Found) -> bool:
    """Whether an actor stands outside the phrase of a noun that names its parties itself.

    So does "Moscow" in "Moscow considers the attack by A on B as important".
    """
    if not draft.match.is_noun:
        return False
    phrase = [draft.parse.tokens[i] for i in subtree(draft.parse, draft.index)]
    start, end = phrase[0].start, phrase[-1].end
    named = any(start <= part.found.span.start < end for part in draft.parts)
    return named and not start <= found.span.start < end


def _stays(part: Part, held: set[Role]) -> bool:
    """Whether an unlikely part of grammar's is kept: nobody else's, or a delegation's leader."""
    return part.role not in held or part.found.how == "leader"
