"""Who is the guest where a text says so in passing: "met with visiting Foreign Minister X".

Parsers take "visiting" there for a verb whose object is the person. It is the other way round. And
at whose invitation somebody comes is his host.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import ParsedSentence
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.seen_parts import VISITS

__all__ = ["with_guests"]

_BEFORE_A_GUEST = frozenset({"with", "against", "between", "to"})
"""Words after which "visiting" and a person tell who is a guest; "by visiting" does not."""
_TITLING = frozenset({"PROPN", "ADJ", "NOUN"})
_AT_HOME = frozenset({"host", "party"})


def with_guests(parse: ParsedSentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a sentence, guests called so being visitors and nothing else.

    The word itself tells of nobody but the guest, and of nothing where a meeting with him is told.
    Of a visit, those who meet him are the hosts.
    """
    if not drafts:
        return []
    inviting = {t.index for t in parse.tokens if t.lemma == "invitation"}
    for draft in drafts if inviting else ():
        draft.parts = [_inviter(parse, part, inviting) for part in draft.parts]
    marks = {t.index for t in parse.tokens if t.text.lower() == "visiting"}
    if not marks:
        return list(drafts)
    for draft in drafts:
        guests = [part for part in draft.parts if _is_guest(parse, part, marks)]
        if draft.index in marks and guests:
            draft.parts = [replace(part, role="visitor") for part in guests]
        elif draft.match.trigger.type_code not in VISITS:
            continue
        elif any(part.role in _AT_HOME for part in guests):
            draft.parts = [_seated(part, part in guests, draft) for part in draft.parts]
        elif guests and not any(part.role in _AT_HOME for part in draft.parts):
            # Who receives a guest is no visitor.
            draft.parts = [
                part if part in guests or part.role != "visitor" else replace(part, role="host")
                for part in draft.parts
            ]
    met = {_who(p) for d in drafts if d.index not in marks for p in _visitors(d)}
    return [d for d in drafts if d.index not in marks or not met & {*map(_who, _visitors(d))}]


def _inviter(parse: ParsedSentence, part: Part, inviting: set[int]) -> Part:
    """Return a visitor who invites as the host: A in "at the invitation of A", "at A's"."""
    if part.role != "visitor":
        return part
    span = part.found.span
    inside = {t.index for t in parse.tokens if span.start <= t.start < span.end}
    above = {a for i in inside for a in (parse.tokens[i].head, _through_of(parse, i))} - inside
    return replace(part, role="host") if above & inviting else part


def _through_of(parse: ParsedSentence, index: int) -> int:
    """Return the noun that the word says the "of" of, else the word itself."""
    above = parse.tokens[parse.tokens[index].head]
    return above.head if above.lemma == "of" and above.dep == "prep" else index


def _visitors(draft: Draft) -> list[Part]:
    return [part for part in draft.parts if part.role == "visitor"]


def _who(part: Part) -> str:
    return part.found.entity.id


def _seated(part: Part, is_guest: bool, draft: Draft) -> Part:
    """Return a part of a meeting with its role as guest or host."""
    if part.role not in _AT_HOME:
        return part
    if is_guest:
        return replace(part, role="visitor")
    return replace(part, role="host") if draft.match.trigger.mode == "visit" else part


def _is_guest(parse: ParsedSentence, part: Part, marks: set[int]) -> bool:
    """Whether "visiting" stands before the words of a part and its titles, or is the first."""
    span = part.found.span
    inside = [t.index for t in parse.tokens if span.start <= t.start < span.end]
    first = inside[0] if inside else 0
    while first and first not in marks and parse.tokens[first - 1].pos in _TITLING:
        first -= 1
    mark = next((i for i in (first, first - 1, *inside) if i in marks), None)
    if mark is None:
        return False
    before = parse.tokens[mark - 1].text.lower() if mark else ""
    is_person = any(parse.tokens[i].ner == "PERSON" for i in inside)
    return parse.tokens[mark].dep == "amod" or (before in _BEFORE_A_GUEST and is_person)
