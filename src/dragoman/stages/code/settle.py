"""Drafts of a whole document to reports: back references resolved, retellings folded together."""

from __future__ import annotations

from datetime import date

from dragoman.records import DocumentEntity, Token
from dragoman.stages.code.cast import Found
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.harm import effects_of, harms_of
from dragoman.stages.code.light import LightWords, telling_verb
from dragoman.stages.code.nameless import harmed, is_told_again, tells_its_harm
from dragoman.stages.code.noun_places import CLAIMANT
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.tree import children

__all__ = [
    "fold_retellings",
    "is_occasion",
    "is_repeated",
    "is_said_by_the_sides",
    "points_back",
    "side_of",
    "sides_after",
    "tellings",
    "tells_talks",
]

_MEMORY = 150
"""Events back to which a text refers; longer texts are collections."""
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
"""Kinds of words that say what happens; "on" in "call on" does not."""
_TALKING = ("mutual", "visits", "hosts", "mediates")


def sides_after(drafts: list[Draft], before: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the parties of the latest event between two sides, else those of `before`.

    One actor stands for each side: "the two sides" of a visit are host and visitor. Where all are
    of one country, as a government and its opposition are, two actors are two sides.
    """
    for draft in reversed(drafts):
        if not tells_talks(draft):
            continue
        found = [f for f in _without_hosts(draft) if not _only_asks(f.entity)]
        sides = {side_of(f.entity): f for f in reversed(found)}
        if len(sides) > 1:
            return tuple(sides[k] for k in dict.fromkeys(side_of(f.entity) for f in found))
        if len({f.entity.id for f in found}) == len(found) == 2:  # two sides
            return tuple(found)
    return before


def _only_asks(entity: DocumentEntity) -> bool:
    """Whether it is a paper or a reporter: who speaks to one holds no talks with it."""
    return entity.coding is not None and "JRN" in entity.coding.sectors


def _without_hosts(draft: Draft) -> list[Found]:
    """Return who faces whom; a host or mediator between two others is no side."""
    found = [p for p in draft.parts if p.found.how != "leader"]
    guests = [p.found for p in found if p.role not in ("host", "mediator")]
    return guests if len({side_of(f.entity) for f in guests}) > 1 else [p.found for p in found]


def side_of(entity: DocumentEntity) -> str:
    """Return whose side an actor is on: a state's, or that of its armed foes; else its own."""
    coding = entity.coding
    if coding is None or coding.country is None:
        return entity.id
    armed = "REB" in coding.sectors or coding.kind == "armed_group"
    return f"{coding.country}:{'armed' if armed else 'state'}"


def fold_retellings(
    drafts: list[Draft],
    light: LightWords,
    days: dict[int, frozenset[date | str]],
    items: Items = ONE_STORY,
) -> list[Draft]:
    """Return the drafts without those that tell again of an event already there.

    A headline retells its body, "the visit" and "this meeting" point back, and talks between the
    same parties in one story are one event unless one is told as a habit or on another day.
    `days` gives for sentence numbers the days they state, `items` the stories of a round-up.
    """
    body = [d for d in drafts if d.parse.sentence.kind != "title"]
    titles = [d for d in drafts if d.parse.sentence.kind == "title"]
    kept: list[Draft] = []
    for draft in [*body, *titles]:
        is_title = draft.parse.sentence.kind == "title"
        told = (
            k for k in kept[-_MEMORY:]
            if is_title or items.at(k.number) == items.at(draft.number)
        )  # fmt: skip
        earlier = next((k for k in told if _retells(draft, k, light, days)), None)
        if earlier is None:
            kept.append(draft)
        elif _is_fuller(draft, earlier):
            kept[kept.index(earlier)] = draft
            draft.also += earlier.told
        elif tells_its_harm(draft, earlier):
            earlier.take_in(harmed(draft))
        else:
            earlier.also += draft.told
    return sorted(kept, key=lambda d: (d.number, d.index))


def _is_fuller(draft: Draft, earlier: Draft) -> bool:
    """Whether the later of two words of one sentence tells the event, the first names it only."""
    if draft.number != earlier.number or draft.is_passing:
        return False
    surer = draft.score is not None and draft.score > (earlier.score or 0.0)
    tells = draft.parse.tokens[draft.index].pos == "VERB"
    return tells and (surer or earlier.is_passing)


def _retells(
    draft: Draft, earlier: Draft, light: LightWords, days: dict[int, frozenset[date | str]]
) -> bool:
    ours, theirs = days.get(draft.number), days.get(earlier.number)
    if ours and theirs and not ours & theirs and draft.number != earlier.number:
        return False
    return not _is_claimed_by_others(draft, earlier) and _tells_the_same(draft, earlier, light)


def _tells_the_same(draft: Draft, earlier: Draft, light: LightWords) -> bool:
    if draft.match.trigger.type_code != earlier.match.trigger.type_code:
        return False
    if is_repeated(draft, light) != is_repeated(earlier, light):
        return False
    ours, theirs = _parties(draft), _parties(earlier)
    if points_back(draft, light):
        # "The visit is not a new development" denies nothing of the visit: it is presupposed.
        return ours <= theirs or not ours
    if draft.stance.polarity != earlier.stance.polarity:
        return False
    if draft.stance.status != earlier.stance.status:
        return False
    if is_told_again(draft, earlier) or tells_its_harm(draft, earlier):
        return True
    if draft.parse.sentence.kind == "title":
        return _heads(draft, earlier)
    if tells_talks(draft) and tells_talks(earlier):
        if _is_what_for(draft, earlier):
            return ours <= theirs
        # What names another party too is told besides: "arrived in Lima. He met the president".
        return len(ours) > 1 and ours <= theirs
    same_mode = draft.match.trigger.mode == earlier.match.trigger.mode
    same_sides = _roles(draft) == _roles(earlier) and len(ours) > 1
    return same_mode and same_sides and _is_of_the_same_words(draft, earlier)


def _is_claimed_by_others(draft: Draft, earlier: Draft) -> bool:
    """Whether somebody owns up to it who is not told to have done it: it is his word, so far."""
    claimants = {part.found.entity.id for part in draft.parts if part.place == CLAIMANT}
    return not claimants <= {found.entity.id for found in earlier.of_role("initiator")}


def _is_of_the_same_words(draft: Draft, earlier: Draft) -> bool:
    """Whether it is told by the same word, or of the very same actors.

    A ministry that takes another state to court and an envoy who accuses its police do two things.
    """
    words = {d.parse.tokens[d.index].lemma for d in (draft, earlier)}
    actors = [{part.found.entity.id for part in d.parts} for d in (draft, earlier)]
    return len(words) == 1 or actors[0] == actors[1]


def _heads(draft: Draft, earlier: Draft) -> bool:
    """Whether a headline's act is one that the body tells."""
    known = [p.found.entity for p in draft.parts if _is_identified(p.found.entity)]
    if not known:
        # "Two premiers meet", "Ministry summons ambassador": the body says which.
        return draft.match.trigger.mode == earlier.match.trigger.mode
    ours, theirs = {side_of(entity) for entity in known}, _parties(earlier)
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours)


def _is_what_for(draft: Draft, earlier: Draft) -> bool:
    """Whether talks are what a visit of the same clause is for: "flew to Amman for talks"."""
    tokens = draft.parse.tokens
    above = tokens[tokens[draft.index].head]
    joined = draft.number == earlier.number and above.head == earlier.index
    return joined and above.dep == "prep" and above.lemma == "for"


def points_back(draft: Draft, light: LightWords) -> bool:
    """Whether it is named as known, as "the attack" is.

    "The killing of a herder" is not: it brings somebody new.
    """
    if not draft.match.is_noun or _brings_somebody_new(draft):
        return False
    index = draft.index
    while draft.parse.tokens[index].dep == "conj":
        index = draft.parse.tokens[index].head
    determiners = children(draft.parse, index, "det")
    return any(draft.parse.tokens[i].lemma in light.pointing for i in determiners)


def _brings_somebody_new(draft: Draft) -> bool:
    tokens = draft.parse.tokens
    objects = [
        j
        for i in children(draft.parse, draft.index, "prep")
        if tokens[i].lemma == "of"
        for j in children(draft.parse, i, "pobj")
    ]
    return any(
        tokens[k].lemma in ("a", "an") for j in objects for k in children(draft.parse, j, "det")
    )


def tells_talks(draft: Draft) -> bool:
    """Whether sides face each other in it: talks, a visit, mediation."""
    return draft.match.trigger.frame in _TALKING


def is_occasion(draft: Draft, light: LightWords) -> bool:
    """Whether the draft tells talks or a visit that others of the story may be a part of."""
    told = not draft.is_passing and draft.stance.status == "occurred"
    talks = tells_talks(draft) and len(draft.parts) > 1
    return told and talks and not is_repeated(draft, light)


def is_said_by_the_sides(draft: Draft) -> bool:
    """Whether all who do it are the sides of the talks before: "the two sides condemned …"."""
    doers = draft.of_role("initiator", "party")
    return bool(doers) and all(found.how == "group" for found in doers)


def is_repeated(draft: Draft, light: LightWords) -> bool:
    """Whether the event is told as a habit or as many times over."""
    if draft.stance.status == "generic":
        return True
    parse, index = draft.parse, draft.index
    modifiers = children(parse, index, "amod", "nummod", "det", "advmod", "compound")
    lemmas = {parse.tokens[i].lemma for i in modifiers}
    if draft.match.is_noun:
        plural = parse.tokens[index].tag in ("NNS", "NNPS")
        return plural and bool(lemmas & light.repeated)
    return bool(lemmas & light.repeated_adverbs)


def _parties(draft: Draft) -> set[str]:
    return {side_of(p.found.entity) for p in draft.parts}


def _roles(draft: Draft) -> set[tuple[str, str]]:
    return {(p.role, side_of(p.found.entity)) for p in draft.parts}


def _is_identified(entity: DocumentEntity) -> bool:
    return entity.chosen is not None or (
        entity.coding is not None and entity.coding.country is not None
    )


def tellings(draft: Draft, light: LightWords, others: frozenset[int]) -> tuple[Token, ...]:
    """Return the words that tell the event, each once, the trigger first.

    That are its trigger, what the pattern took up beside it ("opened fire"), a verb that says
    little beside it ("launched a raid"), what tells its effect ("raided the town, killing ten"),
    and the same of all that was folded into it. `others` are the other triggers of its sentence.
    """
    found: dict[int, Token] = {}
    for parse, match, _ in draft.told:
        verb = telling_verb(parse, match.index, light) if match.is_noun else None
        words = [match.index, *(i for i in match.used if parse.tokens[i].pos in _TELLING)]
        words += [] if verb is None else [verb]
        if parse is draft.parse:
            told_by = match.index if verb is None else verb
            more = (*effects_of(parse, told_by, light), *harms_of(parse, words, light))
            words += [i for i in more if i not in others]
        for index in words:
            found.setdefault(parse.tokens[index].start, parse.tokens[index])
    return tuple(found.values())
