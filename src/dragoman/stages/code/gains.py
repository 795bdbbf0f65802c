"""Who gains by help or by what is given back, where the places that a frame asks tell nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.records import DocumentEntity, ParsedSentence
from dragoman.records.report import Role
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.tree import (
    children,
    is_passive,
    object_of,
    prepositional,
    subject_of,
    subtree,
)

__all__ = [
    "LEAVING",
    "armed",
    "gets_something",
    "givers_and_getter",
    "helped_there",
    "is_given_to",
    "is_part_of_gift",
]

_GAINING = frozenset({"target", "beneficiary", "affected", "host", "party"})
_DOING = frozenset({"initiator", "visitor", "party"})
_WHERE = frozenset({"to", "into", "in", "for", "across", "inside", "throughout", "at"})
_GETTING = frozenset(
    "win secure gain obtain receive get earn garner draw enjoy lose land collect capture bag "
    "clinch amass pick rack lock snag".split()
)
"""Verbs of getting, as far as what is got is given in words: "racked up endorsements"."""
_GIVEN = frozenset(
    "backing support approval endorsement recognition praise blessing pledge promise assurance "
    "guarantee consent permission warning apology invitation".split()
)
_ROLES: Mapping[str, Role] = {
    "AID": "beneficiary", "AGREE": "beneficiary", "SANCTION": "target", "RETREAT": "target",
}  # fmt: skip
"""PLOVER types of help and of leaving, with what a place told with them is."""
_HELP = frozenset("aid assistance help relief support funding fund donation contribution".split())
LEAVING = frozenset({"leave", "quit", "exit", "vacate", "evacuate"})
"""What is left is their object, not what is taken away."""
_PLACES = frozenset({"state", "population"})
_SENDING = frozenset("send ship deliver fly airlift smuggle transfer dispatch".split())
_ARMS = frozenset(
    "weapon arm rifle gun pistol ammunition munition weaponry grenade shell cartridge".split()
)
_BIG_ARMS = frozenset("missile rocket drone tank howitzer mortar helicopter launcher".split())
"""Arms that one may as well move to one's own posts abroad."""


def armed(draft: Draft, cast: Cast) -> list[Part]:
    """Return whom arms are sent to, others than who sends them: "shipped rifles to the rebels"."""
    parse, verb = draft.parse, draft.index
    sent = object_of(parse, verb)
    if parse.tokens[verb].lemma not in _SENDING or sent is None:
        return []
    words = {sent, *(pobj for name, pobj in prepositional(parse, sent) if name == "of")}
    lemmas = {parse.tokens[i].lemma for i in words}
    home = {_country(part.found.entity) for part in draft.parts if part.role in _DOING}
    return [
        Part(role="beneficiary", found=found, place="to")
        for found in _sent_to(draft, cast)
        if (lemmas & _ARMS or (lemmas & _BIG_ARMS and not _is_place(found.entity)))
        and _country(found.entity) not in home
    ]


def _sent_to(draft: Draft, cast: Cast) -> Iterator[Found]:
    for name, pobj in prepositional(draft.parse, draft.index):
        if name == "to":
            yield from cast.behind(draft.parse, pobj, place="to")


def helped_there(draft: Draft, cast: Cast) -> list[Part]:
    """Return the country or town that help goes to or is given in, where nobody else gains by it.

    "Peacekeepers arrived in Haiti", "flew vaccines into Chad"; at home, nobody is told of. So too
    where help is promised or stopped, and what soldiers leave. Who something "was sent to" comes
    before any place.
    """
    role = _ROLES.get(draft.match.trigger.type_code)
    if role is None or any(part.role in _GAINING for part in draft.parts):
        return []
    home = {_country(part.found.entity) for part in draft.parts if part.role in _DOING}
    if draft.match.trigger.type_code == "AID" and not draft.match.is_noun:
        getting = [found for found in _sent_to(draft, cast) if not _is_place(found.entity)]
        if getting:
            return [Part(role=role, found=found, place="to") for found in getting]
    for pobj in _told_places(draft):
        if cast.place_at(draft.parse.tokens[pobj].start) is None:
            continue
        there = [f for f in cast.behind(draft.parse, pobj, place="place") if _is_place(f.entity)]
        if there and not home & {_country(found.entity) for found in there}:
            return [Part(role=role, found=found, place="where it is done") for found in there]
    return []


def _told_places(draft: Draft) -> Iterator[int]:
    """Yield what may be the place: what is left, or stands after words of place where help is told.

    That is at the trigger, then at what is given, then at what it is given for ("to fight floods
    in X").
    """
    parse, trigger = draft.parse, draft.index
    kind = draft.match.trigger.type_code
    if kind == "RETREAT":
        yield from _left(parse, trigger) if draft.match.trigger.mode == "withdraw" else ()
        return
    given = None if parse.tokens[trigger].pos == "NOUN" else object_of(parse, trigger)
    holders = [trigger]
    if given is not None and given > trigger:
        below = [pobj for name, pobj in prepositional(parse, given) if name in ("of", "in", "with")]
        holders += [given, *below]
        holders += [pobj for name, pobj in prepositional(parse, trigger) if name == "for"]
    if kind != "AID" and not any(_is_help(parse, i) for i in holders):
        return
    for holder in (*holders, *_purposes(parse, holders)):
        yield from (pobj for name, pobj in prepositional(parse, holder) if name in _WHERE)


def _left(parse: ParsedSentence, verb: int) -> Iterator[int]:
    """Yield what a verb of leaving says is left: "left X", "pulled out of X"."""
    if parse.tokens[verb].lemma in LEAVING and (left := object_of(parse, verb)) is not None:
        yield left
    yield from (pobj for name, pobj in prepositional(parse, verb) if name in ("from", "of"))


def _is_help(parse: ParsedSentence, noun: int) -> bool:
    words = (noun, *children(parse, noun, "compound"))
    return any(parse.tokens[i].lemma in _HELP or parse.tokens[i].ner == "MONEY" for i in words)


def _purposes(parse: ParsedSentence, holders: Sequence[int]) -> list[int]:
    """Return the verbs that tell what something is for, each with its object."""
    told = [i for h in holders for i in children(parse, h, "advcl", "acl", "xcomp", "relcl")]
    told += [i for verb in list(told) for i in children(parse, verb, "xcomp", "advcl")]
    aims = [i for i in told if parse.tokens[i].tag == "VB"]
    return [j for i in aims for j in (i, object_of(parse, i)) if j is not None]


def _is_place(entity: DocumentEntity) -> bool:
    coding = entity.coding
    return coding is not None and coding.kind in _PLACES


def _country(entity: DocumentEntity) -> str | None:
    return None if entity.coding is None else entity.coding.country


def is_given_to(parse: ParsedSentence, verb: int) -> bool:
    """Whether a verb has what is given and whom it is given to: "returned the mask to Mali"."""
    given = object_of(parse, verb)
    return given is not None and any(name == "to" for name, _ in prepositional(parse, verb))


def is_part_of_gift(part: Part, draft: Draft) -> bool:
    """Whether somebody is only told of as to what is given: "returned a portrait of a bishop to X".

    Who is given back himself, as a prisoner is, is not.
    """
    parse, index = draft.parse, draft.index
    if part.role not in _GAINING or draft.match.is_noun or not is_given_to(parse, index):
        return False
    span = part.found.span
    words = {t.index for t in parse.tokens if t.start < span.end and span.start < t.end}
    gift = object_of(parse, index)
    if gift is None or gift in words or not words:
        return False
    told = set(subtree(parse, gift))
    given_to: set[int] = set()
    for name, pobj in prepositional(parse, index):
        (given_to if name == "to" else told).update(subtree(parse, pobj))
    owners = {j for i in children(parse, gift, "poss") for j in subtree(parse, i)}
    return words <= told - given_to - owners


def gets_something(parse: ParsedSentence, verb: int, thing: int) -> bool:
    """Whether somebody gets what another gives in words: "won Russia's backing"."""
    gets = parse.tokens[verb].lemma in _GETTING and parse.tokens[thing].lemma in _GIVEN
    return gets and not is_passive(parse, verb)


def givers_and_getter(parse: ParsedSentence, verb: int, thing: int) -> dict[str, list[int]]:
    """Return whose it is as who acts, and who gets it as whom it is done to."""
    beside = [*prepositional(parse, thing), *prepositional(parse, verb)]
    givers = [pobj for name, pobj in beside if name in ("from", "of")]
    givers += children(parse, thing, "poss", "compound", "amod", "nmod")
    getter = subject_of(parse, verb)
    return {"giver": givers, "getter": [] if getter is None else [getter]}
