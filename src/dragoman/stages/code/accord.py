"""Which participants of one event can stand beside each other, when each has been weighed alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from dragoman.records import Span, Token
from dragoman.records.report import Role
from dragoman.stages.code.beside import MARKED, is_beside_agent, is_beside_subject, is_spoken_of
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.gains import is_part_of_gift
from dragoman.stages.code.noun_places import is_broker
from dragoman.stages.code.seen_parts import MEETING
from dragoman.stages.tree import children, prepositional, subtree

__all__ = ["MARKED", "in_accord", "sanctioned"]

_ARMED = frozenset({"MIL", "COP", "PRM"})
_SUFFERED = frozenset(
    "arrest rearrest detention imprisonment jailing extradition deportation expulsion abduction "
    "kidnapping murder assassination killing death trial conviction ouster removal dismissal "
    "impeachment poisoning beheading execution capture".split()
)
"""Nouns of what is done to whom they belong to, where that is somebody and nothing else is told."""
_DESCRIBING = frozenset({"compound", "amod", "nmod"})
_MADE = frozenset("made built designed manufactured supplied produced".split())
_STAYING = frozenset("in at inside off over through around".split())
"""Prepositions of where forces are, against nobody."""
_SPOKEN_FOR = frozenset({"government", "country", "nation", "state", "side"})
_HELD = frozenset("hold run control occupy use own operate manage defend guard man".split())
"""What is done with what is one's own."""
_MOVING = frozenset({"send", "deploy", "dispatch"})
_SENT_FOR = frozenset({"ACCUSE", "AGREE", "AID"})
"""Types of what one sends experts for."""
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_DOING: tuple[Role, ...] = ("initiator", "visitor")
_UNDERGOING: tuple[Role, ...] = ("target", "beneficiary", "affected", "party", "host")


def in_accord(parts: Sequence[Part], draft: Draft) -> list[Part]:
    """Return the parts that agree with each other, some of them in another role.

    An example does what the others do. A part of another's phrase, or where those come from, is
    nobody beside it; a government does nothing to its own state, nor who moves forces to his own;
    numbers alone are nobody beside who is named; and either all are parties, or one acts on the
    other.
    """
    parts = [p for p in parts if not (_is_maker(p, draft) or is_spoken_of(p, draft))]
    parts = [_suffering(_as_its_kind(_brokering(p, draft), parts, draft), draft) for p in parts]
    parts = [p for p in parts if not is_beside_agent(p, parts, draft)]
    parts = [p for p in parts if not is_beside_subject(p, parts, draft)]
    kept = [p for p in parts if not any(_is_of(p, other, draft) for other in parts)]
    kept = [p for p in kept if not any(_is_own_state(p, other, draft) for other in kept)]
    kept = [p for p in kept if not any(_is_spoken_for(p, other, draft) for other in kept)]
    kept = [p for p in kept if not any(_is_moved_by(p, other, draft) for other in kept)]
    kept = [_posted(p, kept, draft) for p in kept]
    kept = [p for p in kept if not _is_held(p, draft)]
    kept = [p for p in kept if not any(_is_where_to(p, other, draft) for other in kept)]
    if draft.match.trigger.type_code == "RETREAT":
        kept = [p for p in kept if not is_part_of_gift(p, draft)]
    kept = [p for p in kept if not _is_counted(p, draft) or _stands_for_all(kept, draft)]
    return _led(kept, draft)


def _brokering(part: Part, draft: Draft) -> Part:
    """Return who brought a truce about as who mediates: "a Qatar-brokered ceasefire"."""
    span = part.found.span
    last = [t.index for t in draft.parse.tokens if span.start <= t.start < span.end][-1:]
    brokers = any(is_broker(draft.parse, i) for i in last)
    return dataclasses.replace(part, role="mediator") if brokers else part


def _is_maker(part: Part, draft: Draft) -> bool:
    """Whether somebody only did something else to the thing: "a mosque built by Turkey was hit".

    So does who made the bomb: "a Swedish-made rocket".
    """
    said, span, tokens = _said_of_thing(part, draft), part.found.span, draft.parse.tokens
    last = next((t.index for t in reversed(tokens) if span.start <= t.start < span.end), -1)
    after = [token.text.lower() for token in tokens[last + 1 : last + 3]]
    is_made = len(after) == 2 and after[0] == "-" and after[1] in _MADE
    is_made = is_made and draft.match.trigger.type_code == "ASSAULT"
    return is_made or (said != "" and said not in _HELD)


def _said_of_thing(part: Part, draft: Draft) -> str:
    """Return what a participle says that a doer did to the thing which the verb acts on, or ""."""
    parse, span = draft.parse, part.found.span
    if part.role != "initiator" or draft.match.is_noun:
        return ""
    for thing in children(parse, draft.index, "nsubjpass", "dobj"):
        taken_for_noun = [thing] if parse.tokens[thing].lemma in _HELD else []
        for said in (*taken_for_noun, *children(parse, thing, "acl")):
            agents = [pobj for name, pobj in prepositional(parse, said) if name == "by"]
            if any(span.start <= parse.tokens[i].start < span.end for i in agents):
                return parse.tokens[said].lemma
    return ""


def _as_its_kind(part: Part, parts: Sequence[Part], draft: Draft) -> Part:
    """Return an example in the role of what it is one of: "by critics, including Paul Lund"."""
    parse, span = draft.parse, part.found.span
    for token in parse.tokens:
        if not span.start <= token.start < span.end:
            continue
        first = token
        while first.dep == "conj":
            first = parse.tokens[first.head]
        example = parse.tokens[first.head]
        if first.dep != "pobj" or example.text.lower() != "including":
            continue
        kind = parse.tokens[example.head].start
        whole = next((p for p in parts if p.found.span.start <= kind < p.found.span.end), None)
        if whole is not None and whole is not part:
            return dataclasses.replace(part, role=whole.role)
    return part


def _suffering(part: Part, draft: Draft) -> Part:
    """Return somebody whose arrest is told as who was arrested: "a reward for his arrest"."""
    parse, coding = draft.parse, part.found.entity.coding
    token = parse.tokens[draft.index]
    if part.role != "initiator" or token.pos != "NOUN" or token.lemma not in _SUFFERED:
        return part
    people = coding is not None and coding.kind in ("person", "population")
    told = {name for name, _ in prepositional(parse, draft.index)}
    span = part.found.span
    owners = children(parse, draft.index, "poss")
    named = any(span.start <= parse.tokens[i].start < span.end for i in owners)
    is_own = named or (bool(owners) and part.place == "owner")  # "his trial"
    suffers = people and is_own and not told & {"of"}
    return dataclasses.replace(part, role="target") if suffers else part


def sanctioned(part: Part, draft: Draft) -> Part:
    """Return a state whose name stands as it is before sanctions as who is under them.

    "The Belarus sanctions"; those who impose them are an adjective or a genitive ("Swiss",
    "Iran's") or have nothing but their letters ("EU", "US").
    """
    coding, span = part.found.entity.coding, part.found.span
    before = children(draft.parse, draft.index, "compound", "nmod")
    owner = next(
        (t for t in (draft.parse.tokens[i] for i in before) if t.start == span.start), None
    )
    is_state = coding is not None and coding.kind == "state"
    named = owner is not None and owner.pos == "PROPN" and not owner.text.rstrip(".s").isupper()
    sanctions = draft.match.is_noun and draft.match.trigger.type_code == "SANCTION"
    under = sanctions and is_state and named and part.role == "initiator"
    return dataclasses.replace(part, role="target") if under else part


def _is_where_to(part: Part, other: Part, draft: Draft) -> bool:
    """Whether somebody is called to a body of the caller's own: "the envoy to its ministry"."""
    if part.place != MARKED or other.role != "target" or part is other or part.role != "target":
        return False
    parse, span = draft.parse, part.found.span
    places = [pobj for name, pobj in prepositional(parse, draft.index) if name == "to"]
    own = [
        i for i in places if any(parse.tokens[j].tag == "PRP$" for j in children(parse, i, "poss"))
    ]
    return any(span.start <= parse.tokens[i].start < span.end for i in own)


def _is_counted(part: Part, draft: Draft) -> bool:
    """Whether a number alone stands for the part: "wounding 19"."""
    span = part.found.span
    words = [t for t in draft.parse.tokens if span.start <= t.start < span.end]
    return bool(words) and not any(t.pos in ("NOUN", "PROPN", "PRON", "ADJ") for t in words)


def _stands_for_all(parts: Sequence[Part], draft: Draft) -> bool:
    """Whether nobody but numbers suffers the act; else those who are named stand for them."""
    suffering = [p for p in parts if p.role in _UNDERGOING]
    return all(_is_counted(p, draft) for p in suffering)


def _is_of(part: Part, other: Part, draft: Draft) -> bool:
    """Whether a part is only a word of the other's: Kenya in "Kenyan troops".

    It has the same role, or no place in grammar.
    """
    alike = part.role == other.role or {part.role, other.role} <= {"initiator", *MEETING}
    alike = alike or part.place == MARKED
    if part is other or not alike or "leader" in (part.found.how, other.found.how):
        return False
    inner, outer = part.found.span, other.found.span
    if outer.start <= inner.start and inner.end <= outer.end and inner != outer:
        return True
    coding, whole = part.found.entity.coding, other.found.entity.coding
    alone = whole is None or whole.kind != "state"  # both are in "an Italian-Polish plan"
    if alone and _describes(inner, outer, draft.parse.tokens):
        return True
    is_town = coding is not None and coding.kind == "population" and not coding.sectors
    is_state = coding is not None and coding.kind == "state"
    between = [t.text for t in draft.parse.tokens if outer.end <= t.start < inner.start]
    # "two fishermen from Sokcho", "lawmakers in Peru"
    return (is_town and between == ["from"]) or (is_state and between == ["in"])


def _describes(inner: Span, outer: Span, tokens: Sequence[Token]) -> bool:
    """Whether words only say who stands after them: "Iraqi" in "former Iraqi President X"."""
    token = next((t for t in reversed(tokens) if inner.start <= t.start < inner.end), None)
    # Who is named in another sentence says nothing here.
    while token is not None and token.dep in _DESCRIBING and token.head > token.index:
        token = tokens[token.head]
        if outer.start <= token.start < outer.end:
            return True
    return False


def _is_own_state(part: Part, other: Part, draft: Draft) -> bool:
    """Whether a state suffers what its own government does: who threatens that his country quits.

    A minister who speaks of what his country will do does nothing to it; one who defends its policy
    backs it.
    """
    if part.role not in _UNDERGOING or other.role not in _DOING:
        return False
    if draft.match.trigger.type_code == "SUPPORT" and part.found.how == "owner":
        return False
    state, doer = part.found.entity.coding, other.found.entity.coding
    if state is None or doer is None or state.kind != "state":
        return False
    return state.country == doer.country and "GOV" in doer.sectors and doer.kind != "state"


def _is_spoken_for(part: Part, other: Part, draft: Draft) -> bool:
    """Whether it is what the doer speaks for: "promised that his government would pay"."""
    span = part.found.span
    words = [t for t in draft.parse.tokens if span.start <= t.start < span.end]
    owned = (
        bool(words)
        and words[0].tag == "PRP$"
        and words[-1].lemma in _SPOKEN_FOR
        and words[-1].dep in ("nsubj", "nsubjpass", "poss")
    )
    before = other.found.span.end <= span.start
    return owned and before and part is not other and other.role in (*_DOING, "party")


def _is_moved_by(part: Part, other: Part, draft: Draft) -> bool:
    """Whether somebody's own people are what he moves, and so do nothing and suffer nothing.

    "Chad moved 300 soldiers to the border" is aimed at whoever is beyond it; what the soldiers are
    is told by the quantities. Nor are the experts who are sent to help or to investigate a side.
    """
    code, sends = draft.match.trigger.type_code, draft.parse.tokens[draft.index].lemma in _MOVING
    mobilizes = sends or (code == "MOBILIZE" and not draft.match.is_noun)
    if not mobilizes or part.role not in _UNDERGOING or other.role != "initiator":
        return False
    forces, doer = part.found.entity.coding, other.found.entity.coding
    are_sent = sends and code in _SENT_FOR
    is_force = forces is None or are_sent or _ARMED.issuperset(forces.sectors)
    if not is_force or (forces is not None and forces.kind == "state"):
        return False
    span, tokens = part.found.span, draft.parse.tokens
    moved = children(draft.parse, draft.index, "dobj", "nsubjpass")
    # "ordered the deployment of the army"
    moved += [i for noun in moved for name, i in prepositional(draft.parse, noun) if name == "of"]
    for purpose in children(draft.parse, draft.index, "xcomp", "ccomp"):
        moved += children(draft.parse, purpose, "nsubj")  # "deploys the army to support them"
    is_object = any(span.start <= tokens[i].start < span.end for i in moved)
    country = None if forces is None else forces.country
    if are_sent and forces is not None and forces.country_basis == "context":
        country = None  # that of where they are sent
    return is_object and (country is None or doer is None or country == doer.country)


def _posted(part: Part, parts: Sequence[Part], draft: Draft) -> Part:
    """Return forces that nobody is said to move as who shows force: "tanks were massed"."""
    coding, span = part.found.entity.coding, part.found.span
    if draft.match.trigger.type_code != "MOBILIZE" or part.role != "target":
        return part
    is_armed = coding is not None and _ARMED & set(coding.sectors)
    if not is_armed or any(p.role == "initiator" for p in parts):
        return part
    posted = children(draft.parse, draft.index, "nsubjpass")
    is_subject = any(span.start <= draft.parse.tokens[i].start < span.end for i in posted)
    return dataclasses.replace(part, role="initiator") if is_subject else part


def _is_held(part: Part, draft: Draft) -> bool:
    """Whether it is only where forces are: "patrolled the streets of Bari", "based in Chad"."""
    parse, coding = draft.parse, part.found.entity.coding
    if draft.match.trigger.type_code != "MOBILIZE" or part.role != "target":
        return False
    where = [pobj for name, pobj in prepositional(parse, draft.index) if name in _STAYING]
    if parse.tokens[draft.index].lemma == "patrol":
        where += children(parse, draft.index, "dobj", "nsubjpass")
    starts = {parse.tokens[i].start for place in where for i in subtree(parse, place)}
    is_place = coding is None or coding.kind in (None, "state", "population")
    is_place = is_place or not (coding and (coding.country or coding.sectors))
    return is_place and part.found.span.start in starts


def _led(parts: Sequence[Part], draft: Draft) -> list[Part]:
    """Return the parts with one idea of who leads: all are parties, or one acts on the other.

    Those who together yield to a third are no parties: "Chad and Niger agreed to free a Dane".
    """
    held = {part.role for part in parts}
    if draft.match.trigger.type_code in _YIELDING and _is_to_a_third(parts):
        return [dataclasses.replace(p, role="initiator") if p.role == "party" else p for p in parts]
    if not {"initiator", "party"} <= held:
        return list(parts)
    frame = draft.match.trigger.frame
    if frame == "mutual" and "target" not in held:
        return [dataclasses.replace(p, role="party") if p.role == "initiator" else p for p in parts]
    if frame == "acts_on":
        return [dataclasses.replace(p, role="target") if p.role == "party" else p for p in parts]
    return list(parts)


def _is_to_a_third(parts: Sequence[Part]) -> bool:
    """Whether some are on the other side who are known to be of none of the parties' countries."""
    lands = [
        {c.country for p in parts if p.role in roles and (c := p.found.entity.coding) is not None}
        for roles in (("party",), ("target", "beneficiary"))
    ]
    return bool(lands[0] and lands[1]) and None not in lands[1] and not lands[0] & lands[1]
