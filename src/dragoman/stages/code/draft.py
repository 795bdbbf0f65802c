"""Event drafts of one sentence: triggers chosen, participants found, overlaps removed."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.records.report import Role
from dragoman.stages.code.apart import contrasts
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.drafts import Draft, Part, Retelling, is_told_before
from dragoman.stages.code.frames import Slot, slots_of
from dragoman.stages.code.light import LightWords, telling_verb
from dragoman.stages.code.marked_parties import unknown_party
from dragoman.stages.code.match import Match
from dragoman.stages.code.no_event import is_no_event
from dragoman.stages.code.noun_places import CLAIMANT, CULPRIT, told_after
from dragoman.stages.stance import read_stance
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    is_of_another_time,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)

__all__ = ["draft_sentence", "parts_of"]

_INHERITING = frozenset({"in", "during", "by", "through", "with", "after", "from"})
_SOMEBODY = frozenset({"named", "described"})
_SPANS = frozenset("minute hour day night week month year decade".split())
_SURE = 0.9
_SPEECH = frozenset({"speaks_to", "asks"})
_UPON = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE"})
"""Types of what is done to another against his will."""


def draft_sentence(
    parse: ParsedSentence,
    number: int,
    matches: dict[int, list[Match]],
    cast: Cast,
    light: LightWords,
) -> list[Draft]:
    """Return the events of a sentence in order of their triggers; `matches` by trigger token.

    Nominal events are read before verbs, since who did what is condemned is who is condemned.
    """
    chosen, taken_up = _without_parts_of_others(parse, matches, light)
    drafts: dict[int, Draft] = {}
    for index in sorted(chosen, key=lambda i: (_turn(parse, chosen[i][0]), i)):
        best, *others = chosen[index]
        draft = Draft(
            parse=parse,
            number=number,
            match=best,
            others=others,
            stance=read_stance(parse, index),
            is_passing=best.is_noun
            and telling_verb(parse, index, light) is None
            and told_after(parse, index) is None,
        )
        draft.also = [Retelling(parse, match, number) for match in taken_up.get(index, ())]
        draft.parts = parts_of(draft, cast, light, drafts)
        # Who rejects a charge tells of it.
        draft.is_passing &= all(part.place != "suffering subject" for part in draft.parts)
        drafts[index] = draft
    _fold_same_events(drafts)
    kept = []
    for _, draft in sorted(drafts.items()):
        speech = _said_by(draft, drafts)
        if speech is not None:
            _lend_parties(speech, draft)
        elif draft.parts or _stands_alone(draft, cast):
            kept.append(draft)
    return [d for d in kept if not is_no_event(d)]


def _stands_alone(draft: Draft, cast: Cast) -> bool:
    """Whether an act is told whose parties are no actors: "two villages in Syria were shelled"."""
    surely = draft.match.trigger.weight >= _SURE and draft.match.trigger.frame == "acts_on"
    span = draft.parse.sentence.span
    places = cast.places_within(span.start, span.end)
    told = not draft.is_passing and draft.stance.polarity == "affirmed"
    return surely and told and any(place.usage == "literal" for place in places)


def _turn(parse: ParsedSentence, match: Match) -> int:
    """Nouns first, then participles telling their act ("sanctions imposed by …"), then the rest."""
    if match.is_noun:
        return 0
    return 1 if parse.tokens[match.index].dep == "acl" else 2


def _without_parts_of_others(
    parse: ParsedSentence, matches: dict[int, list[Match]], light: LightWords
) -> tuple[dict[int, list[Match]], dict[int, list[Match]]]:
    """Return what is left without nouns that a verb's pattern took up and bare light verbs.

    The second part holds, for a verb, the nouns of its own type that it took up: they may say
    the mode ("began a hunger strike").
    """
    kept = dict(matches)
    taken_up: dict[int, list[Match]] = {}
    for index, (best, *_) in matches.items():
        if best.is_noun:
            continue
        for used in best.used:
            part = kept.get(used)
            if part is not None and _same_type(part[0], best):
                taken_up.setdefault(index, []).append(part[0])
            if part is not None and (part[0].is_noun or _same_type(part[0], best)):
                del kept[used]
        target = child(parse, index, "dobj", "nsubjpass")
        light_here = parse.tokens[index].lemma in light.doer and best.specificity == 0
        if light_here and target in kept and kept[target][0].is_noun:
            kept.pop(index, None)
    return kept, taken_up


def _same_type(one: Match, other: Match) -> bool:
    return one.trigger.type_code == other.trigger.type_code


def parts_of(draft: Draft, cast: Cast, light: LightWords, others: dict[int, Draft]) -> list[Part]:
    """Return who stands in the places that the draft's frame asks for.

    `others` are drafts by trigger token; who did them is who is condemned for a raid.
    """
    parts: list[Part] = []
    taken: set[str] = set()
    words: set[int] = set()
    for slot in slots_of(draft.parse, draft.match, light):
        for place, heads in _in_order(draft, slot, cast):
            asked = place == "required object"
            held = [p for p in parts if p.role == slot.role]
            both = slot.takes_all and draft.match.trigger.type_code == "CONSULT"
            if asked and len(held) > both:
                continue
            new = [
                part
                for head in heads
                if head not in words
                for part in _parts_at(draft, slot.role, head, place, cast, others)
                if part.found.entity.id not in taken
                and not (asked and held and part.found.how not in _SOMEBODY)
            ]
            for part in new:
                if part.found.entity.id not in taken:
                    taken.add(part.found.entity.id)
                    parts.append(part)
            if new:
                words.update(heads)
            if new and not slot.takes_all:
                break
    return parts


def _in_order(draft: Draft, slot: Slot, cast: Cast) -> list[tuple[str, tuple[int, ...]]]:
    """Return the places of a slot, who is spoken to first where the pattern asks for somebody.

    "Summoned the envoy to the ministry" speaks to the envoy.
    """
    places = list(slot.places)
    trigger = draft.match.trigger
    if trigger.frame != "speaks_to" or trigger.id == "model":
        return places
    for pair in places:
        found = [f for i in pair[1] for f in cast.behind(draft.parse, i, place=pair[0])]
        if pair[0] == "required object" and any(f.how in _SOMEBODY for f in found):
            return [pair, *(other for other in places if other != pair)]
    return places


def _parts_at(
    draft: Draft, role: Role, head: int, place: str, cast: Cast, others: dict[int, Draft]
) -> list[Part]:
    """Return who stands at `head`; where it is an event that is spoken of, who did it.

    Who is said to have done it is somebody, known or not.
    """
    found = cast.behind(draft.parse, head, place=place)
    if not found and place in (CLAIMANT, CULPRIT):
        unknown = unknown_party(draft.parse, [head], cast, 1.0)
        found = [] if unknown is None else [unknown]
    told = [head, *children(draft.parse, head, "acl")]
    event = next((others[i] for i in told if i in others), None)
    is_somebody = _is_owned(draft.parse, head) or any(one.how != "owner" for one in found)
    if event is not None and event.index != head and is_somebody:
        event = None  # "the UAE's efforts to mend ties with X", "the UAE, accused of arming them"
    if event is not None and role in ("target", "initiator"):
        done_by = event.of_role("initiator")
        if role == "target":
            done_by = done_by or event.of_role("party", "visitor")
        return [Part(role=role, found=f, place=f"{place}, who did it") for f in done_by]
    if event is not None and event.index == head and role == "party" and place == "subject":
        met = event.of_role("party", "visitor", "host")  # "the talks between X and Y failed"
        return [Part(role=role, found=f, place=f"{place}, who met") for f in met]
    return [Part(role=role, found=f, place=place) for f in found]


def _is_owned(parse: ParsedSentence, noun: int) -> bool:
    """Whether a noun says whose it is, and what follows only what it is for."""
    below = [parse.tokens[i] for i in children(parse, noun, "acl")]
    infinitive = any(t.tag == "VB" for t in below)
    of = any(name in ("of", "by") for name, _ in prepositional(parse, noun))
    return infinitive and (of or child(parse, noun, "poss") is not None)


def _fold_same_events(drafts: dict[int, Draft]) -> None:
    """Fold a nominal event into the verb that tells it, and the same act told by two verbs.

    "An airstrike by X killed Y", "Y were killed in an airstrike by X": one event, its mode that
    of the noun, its parties those of both. "held talks and exchanged views": one event.
    """
    for index in sorted(drafts):
        draft = drafts.get(index)
        if draft is None:
            continue
        for other in [drafts[i] for i in sorted(drafts) if i != index]:
            if other.match.trigger.type_code != draft.match.trigger.type_code:
                continue
            if _is_same_event(draft, other):
                draft.take_in(other)
                del drafts[other.index]


def _is_same_event(draft: Draft, other: Draft) -> bool:
    if is_told_before(draft, other):
        return False
    told_by_verb = other.match.is_noun and not draft.match.is_noun
    if told_by_verb and _hangs_on(draft.parse, other.index, draft.index):
        return True
    if _is_act_beside(draft, other):
        return False
    if draft.index < other.index and _same_parties(draft, other):
        return True
    return _tells_harm_of(draft, other)


def _is_act_beside(draft: Draft, other: Draft) -> bool:
    """Whether a verb joined to another does another thing: "captured nine and razed a house".

    So is it where their modes differ, who is captured is not killed with others, and "while another
    killed three" tells of another.
    """
    parse, token = draft.parse, draft.parse.tokens[other.index]
    if contrasts(parse, other.index) and not is_passive(parse, other.index):
        return True
    modes = {draft.match.trigger.mode, other.match.trigger.mode}
    apart = len(modes) > 1 and ("abduct" in modes or None not in modes)
    joined = token.dep == "conj" and token.head == draft.index and not other.match.is_noun
    own = children(parse, other.index, "dobj", "nsubjpass")
    return joined and bool(own) and apart and object_of(parse, draft.index) is not None


def _hangs_on(parse: ParsedSentence, noun: int, verb: int) -> bool:
    token = parse.tokens[noun]
    if token.head == verb and token.dep in ("nsubj", "nsubjpass", "dobj"):
        return True
    if parse.tokens[verb].dep == "conj" and subject_of(parse, verb) == noun:
        return True
    pairs = [(n, p) for n, p in prepositional(parse, verb) if n in _INHERITING]
    return any(pobj == noun and not _is_later(parse, pobj) for _, pobj in pairs)


def _is_later(parse: ParsedSentence, noun: int) -> bool:
    """Whether it is told how long after another act it was: "killed two days after the clashes"."""
    prep = parse.tokens[parse.tokens[noun].head]
    before = parse.tokens[max(0, prep.index - 1)]
    return prep.lemma == "after" and before.lemma in _SPANS


def _tells_harm_of(draft: Draft, harm: Draft) -> bool:
    """Whether `harm` only says whom the act of `draft` hurt, or by whom.

    "They shelled the port, killing ten"; "ten were killed when rebels ambushed a convoy".
    """
    parse = draft.parse
    if draft.match.is_noun or harm.match.is_noun or draft.stance.status != harm.stance.status:
        return False
    own, theirs = parse.tokens[draft.index], parse.tokens[harm.index]
    below = theirs.head == draft.index and theirs.dep in ("advcl", "acl", "xcomp", "conj")
    if below and is_of_another_time(parse, harm.index):
        return False
    above = own.head == harm.index and own.dep == "advcl"
    if not (below or above):
        return False
    mine = {f.entity.id for f in draft.of_role("initiator")}
    other = {f.entity.id for f in harm.of_role("initiator")}
    return other <= mine if below else bool(mine) and not other


def _are_two_deeds(one: Draft, other: Draft) -> bool:
    """Whether two joined verbs tell of two measures: "dismissed the cabinet, declared a curfew"."""
    mode = other.match.trigger.mode
    measures = other.match.trigger.type_code == "COERCE" and mode is not None
    joined = other.parse.tokens[other.index].dep == "conj"
    named = one.match.is_noun or other.match.is_noun
    return measures and joined and not named and mode != one.match.trigger.mode


def _turns(one: Draft, other: Draft) -> bool:
    """Whether who did the one suffered the other: "opened fire before being shot by police"."""
    did = {f.entity.id for f in one.of_role("initiator")}
    return one.match.trigger.type_code in _UPON and bool(
        did & {f.entity.id for f in other.of_role("target")}
    )


def _same_parties(one: Draft, other: Draft) -> bool:
    if one.stance.status != other.stance.status or one.stance.polarity != other.stance.polarity:
        return False
    if is_of_another_time(other.parse, other.index) or _are_two_deeds(one, other):
        return False
    if _turns(one, other) or _turns(other, one):
        return False
    first = {p.found.entity.id for p in one.parts}
    second = {p.found.entity.id for p in other.parts}
    joined = other.index in one.parse.children[one.index] or any(
        a == one.index for a in ancestors(other.parse, other.index)
    )
    return bool(first) and joined and (first >= second or second >= first)


def _lend_parties(speech: Draft, content: Draft) -> None:
    """Give an act of speaking without an addressee the other party of what it is about.

    "Iran agreed to meet US officials" is an agreement of Iran with US officials.
    """
    if len({p.found.entity.id for p in speech.parts}) > 1:
        return
    present = {p.found.entity.id for p in speech.parts}
    speech.parts += [
        Part(role="target", found=p.found, place=f"{p.place} of what is spoken of")
        for p in content.parts
        if p.found.entity.id not in present
    ]


def _said_by(draft: Draft, drafts: dict[int, Draft]) -> Draft | None:
    """Return the event that only promises, demands, refuses or threatens what the draft tells."""
    told = draft.stance.status in ("occurred", "ongoing", "attempted")
    if told and draft.stance.polarity == "affirmed":
        return None
    for above in ancestors(draft.parse, draft.index):
        other = drafts.get(above)
        if other is None or other is draft:
            continue
        same = other.match.trigger.type_code == draft.match.trigger.type_code
        says = other.match.has_complement or other.match.trigger.frame in _SPEECH
        token = draft.parse.tokens[draft.index]
        says = says or (token.dep == "xcomp" and token.head == other.index)
        return other if says or same else None
    return None
