"""Which country an actor is of that its own phrase gives none: "the army", "police", "Minister X".

Evidence, nearest first. For what a state has (its army, its ministers): who issued the document,
the states that the sentence and the paragraph speak of before it. For people of a place: where the
sentence is set. Then the story's own country. Where these do not single out one, none is given.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from dragoman.records import ParsedSentence, Record, Token
from dragoman.stages.borders import is_beyond_border
from dragoman.stages.entities.dealings import (
    RULING,
    dealt_with,
    is_acted_on,
    is_shot_down,
    may_be_abroad,
    who_deploys,
)
from dragoman.stages.entities.following_words import is_favoured
from dragoman.stages.entities.ties import (
    held_by,
    is_backer,
    is_beside_others,
    is_of_many,
    is_repressed,
)
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.mention import ActorDraft

__all__ = [
    "AT_HOME",
    "NOT_STATES",
    "Backdrop",
    "Witness",
    "backdrop_of",
    "country_in_context",
    "is_owner",
]

NOT_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""Codes that stand where a country would, and are none."""
_NATIONAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "OPP", "PTY", "ELI"})
"""Sectors of bodies that a state has, wherever their people are met."""
_SENT = frozenset(
    "ambassador envoy embassy consul diplomat attaché counterpart colleague guest host".split()
)
"""Of another country than where they are, or than whoever meets them: "the Swedish ambassador"."""
_MISSION = re.compile(r"\b(?:embassy|consulate|high commission(?:er)?)\b", re.IGNORECASE)
_FIRST = frozenset({"our", "my", "we", "i"})
_LONGEST_LABEL = 5
_LONGEST_OPENING = 6
"""Words of "In New York City," and the comma."""
_CITIZENS = frozenset("voter elector electorate citizen conscript taxpayer".split())
_OF_THE_STATE = frozenset({"state", "national", "federal", "central"})
"""Words before a noun by which it is a state's: "the state oil company"."""
_SETTLED = frozenset({"LEG", "JUD", "SPY", "OPP", "PTY"})
"""Sectors of whom is, then, of where the sentence is set: "a court in Lagos jailed"."""
_HIRED = frozenset({"mercenary", "contractor", "instructor", "adviser", "advisor", "peacekeeper"})
AT_HOME = frozenset({"COP", "JUD", "LEG"})
"""Sectors of who acts at home: whom "Kenyan police" beat are of Kenya."""
_CLEARLY = 1.5
"""How many times as often as the next a country is spoken of that a story is about."""
_MOSTLY = 2
"""How many times as often as the country where a story is filed that it speaks of its own."""
_OFTEN = 3
_SEATS = frozenset({"BEL", "CHE", "AUT", "NLD", "LUX"})
"""Where unions and courts of many states sit."""
_HEAD_LINES = 8


class Witness(Record, frozen=True, kw_only=True):
    """One mention of an actor whose country is known."""

    first: int
    country: str
    is_place: bool
    """Named as a place: it may be where somebody went."""
    is_hired: bool
    """Mercenaries and the like: they are seldom of the country they fight for."""
    is_at_home: bool
    """Police, a court or a parliament, which act in their own country."""


class Backdrop(Record, frozen=True, kw_only=True):
    """What a document says of countries, for actors that are given none."""

    witnesses: dict[int, tuple[Witness, ...]]
    """By sentence, in order."""
    paragraphs: tuple[int, ...]
    """The paragraph of each sentence."""
    places: dict[int, str]
    """The country that a sentence is set in, by its places."""
    homes: dict[int, str | None]
    """The country of each item of a round-up, of item 0 in a text of one story."""
    items: Items
    issuer: str | None
    known: dict[tuple[int, int], str]
    """The country of actors that have one, by sentence and head."""
    states: frozenset[tuple[int, int]]
    """Those of them that are states."""
    speakers: frozenset[tuple[int, int]]
    """Sentence and head of who speaks, and of what he calls his own: "our troops"."""
    filed: str | None
    """Where the places say that the story is set."""

    def home(self, number: int) -> str | None:
        """Return the country that the story of a sentence is set in."""
        return self.homes.get(self.items.at(number))


def backdrop_of(
    drafts: Iterable[tuple[ActorDraft, str]],
    parses: tuple[ParsedSentence, ...],
    setting: Mapping[int, str],
    items: Items = ONE_STORY,
) -> Backdrop:
    """Return the evidence of `drafts`, each with the country it is known to be of.

    `setting` gives the country each sentence is set in by its places; -1 is the story's own.
    """
    found: dict[int, list[Witness]] = defaultdict(list)
    known = [(draft, country) for draft, country in drafts if draft.form != "pronoun"]
    sent = [d for d, _ in known if d.lemma in _SENT or _MISSION.search(d.name)]
    hired = [draft for draft, _ in known if draft.lemma in _HIRED]
    for draft, country in known:
        if country in NOT_STATES or is_acted_on(draft, parses[draft.sentence]):
            continue
        if _is_beside(draft, parses[draft.sentence]):
            continue
        if not any(_is_within(draft, other) for other in sent):
            found[draft.sentence].append(
                Witness(
                    first=draft.first,
                    country=country,
                    is_place=draft.usage == "literal",
                    is_hired=any(_is_within(draft, other) for other in hired),
                    is_at_home=bool(AT_HOME & set(draft.sectors)),
                )
            )
    witnesses = {n: tuple(sorted(ws, key=lambda w: w.first)) for n, ws in found.items()}
    return Backdrop(
        witnesses=witnesses,
        paragraphs=tuple(parse.sentence.paragraph for parse in parses),
        places={number: country for number, country in setting.items() if number >= 0},
        homes=_homes(setting, witnesses, items),
        items=items,
        issuer=None if items else _issuer(witnesses, parses),
        speakers=frozenset(_speakers(parses)),
        filed=setting.get(-1),
        known={(draft.sentence, draft.head): country for draft, country in known},
        states=frozenset((d.sentence, d.head) for d, _ in known if d.usage == "metonym"),
    )


def _speakers(parses: tuple[ParsedSentence, ...]) -> Iterator[tuple[int, int]]:
    """Yield sentence and head of what is a first person's, and of labels: "THE PRESIDENT: …"."""
    for number, parse in enumerate(parses):
        for token, after in pairwise(parse.tokens):
            is_label = after.text == ":" and after.index <= _LONGEST_LABEL
            if is_label or (token.dep == "poss" and token.lemma in _FIRST):
                yield number, token.index if is_label else token.head


def _is_beside(draft: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether it says whom others are for or against, or border on.

    As in "pro-Russian bloc", "US-backed men" and "the border with Chad".
    """
    if is_beyond_border(parse, draft.head):
        return True
    return is_favoured(parse, draft.first) or is_backer(parse, draft.last)


def _is_within(draft: ActorDraft, other: ActorDraft) -> bool:
    here = draft.sentence == other.sentence
    return here and other.first <= draft.first and draft.last <= other.last


def is_owner(
    draft: ActorDraft, owned: Iterable[ActorDraft], parses: tuple[ParsedSentence, ...]
) -> bool:
    """Whether `draft` says whose one body of `owned` is: "Iran" in "told Iran's Press TV".

    So does a description beside it, and what says whose that is: "the French agency AFP".
    """
    tokens = parses[draft.sentence].tokens
    above = tokens[draft.head].head
    for other in owned:
        if other.sentence != draft.sentence or other.kind == "person" or other.plural:
            continue
        head = tokens[other.head]
        described = head.head if head.dep == "appos" else other.first - 1
        named = range(other.first, other.last)
        if above in named or (described in (above, draft.head) and _is_noun(tokens[described])):
            return True
    return False


def _is_noun(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN")


def country_in_context(
    draft: ActorDraft, sectors: tuple[str, ...], around: Backdrop, parse: ParsedSentence
) -> str | None:
    """Return the country that the text around `draft`, in `parse`, gives it; None if it stays open.

    Not that of the state which deals with it as another's: "Washington sanctioned two generals".
    """
    if is_of_many(parse, draft.head) or is_shot_down(draft, parse):
        return None
    return held_by(_country_told(draft, sectors, around, parse), sectors, draft.lemma)


def _country_told(
    draft: ActorDraft, sectors: tuple[str, ...], around: Backdrop, parse: ParsedSentence
) -> str | None:
    if "MIL" in sectors and (own := who_deploys(draft, parse, around.known)) is not None:
        return own
    if _is_settled(draft, sectors) and _opens_with_place(parse):
        here = around.places.get(draft.sentence)  # "In London, the defence ministry said"
        if here is not None and not _before(draft, around):
            return here
    found = _country_around(draft, sectors, around)
    if found is None and draft.form == "name" and _NATIONAL & {*sectors}:
        found = None if may_be_abroad(parse) else _country_acted_in(draft, around)
    if draft.plural and is_repressed(parse, draft.head):
        found = around.places.get(draft.sentence) or _only(_before(draft, around)) or found
    if is_beside_others(parse, draft.head):
        found = around.places.get(draft.sentence) or found
    others = dealt_with(draft, sectors, parse, around.known, around.states)
    if found not in others:
        return found
    elsewhere = (around.home(draft.sentence), around.places.get(draft.sentence))
    return next((country for country in elsewhere if country not in {None, *others}), None)


def _country_acted_in(draft: ActorDraft, around: Backdrop) -> str | None:
    """Return where an office is used, if the text speaks of no other country: "in Peru"."""
    here = around.places.get(draft.sentence)
    told = {w.country for found in around.witnesses.values() for w in found}
    return here if {*told, *around.places.values()} <= {here} else None


def _opens_with_place(parse: ParsedSentence) -> bool:
    """Whether the sentence opens with "In" and a name, set off by a comma."""
    first, *after = parse.tokens[:_LONGEST_OPENING]
    comma = next((i for i, token in enumerate(after) if token.text == ","), 0)
    return first.lemma == "in" and comma > 0 and all(t.pos == "PROPN" for t in after[:comma])


def _country_around(draft: ActorDraft, sectors: tuple[str, ...], around: Backdrop) -> str | None:
    home = around.home(draft.sentence)
    if draft.form == "name":
        # "Foreign Minister X" is the story's own where no other country is spoken of before, as it
        # is where somebody of another is introduced.
        return home if _told_before(draft, around) <= {home} else None
    if (draft.sentence, draft.head) in around.speakers:
        return around.filed  # whom he speaks of is not where he is from
    told = _only(_before(draft, around))
    # Where each item has a country of its own, others that it speaks of are others.
    told = told or (home if around.items else None) or _only(_in_paragraph(draft, around))
    if _is_national(draft, sectors):
        if around.issuer is not None and draft.definite:
            return around.issuer
        found = told or home or _scene_before(draft, around)
        if found or not _is_settled(draft, sectors):
            return found
        here, others = around.places.get(draft.sentence), set(_in_paragraph(draft, around))
        return here if not others or here in others else None
    place = around.places.get(draft.sentence) or (told if "COP" in sectors else None)
    return (
        place
        or home
        or _scene_before(draft, around)
        or _only(w.country for w in around.witnesses.get(draft.sentence, ()) if w.is_at_home)
    )


def _is_national(draft: ActorDraft, sectors: tuple[str, ...]) -> bool:
    """Whether a state has it: its ministers and courts, its voters, "the state oil company"."""
    owned = _OF_THE_STATE.intersection(draft.name.lower().split())
    return bool(_NATIONAL & set(sectors)) or draft.lemma in _CITIZENS or bool(owned)


def _is_settled(draft: ActorDraft, sectors: tuple[str, ...]) -> bool:
    """Whether it is seldom abroad: "the army" is less often than "troops"."""
    is_the_army = "MIL" in sectors and draft.definite and not draft.plural
    return is_the_army or draft.lemma in RULING or bool(_SETTLED & set(sectors))


def _only(countries: Iterable[str]) -> str | None:
    distinct = set(countries)
    return distinct.pop() if len(distinct) == 1 else None


def _before(draft: ActorDraft, around: Backdrop) -> list[str]:
    here = around.witnesses.get(draft.sentence, ())
    told = [w for w in here if w.first < draft.first]
    return [w.country for w in told if not (w.is_place or w.is_hired)]


def _told_before(draft: ActorDraft, around: Backdrop) -> set[str]:
    """Return the countries spoken of in the paragraph before a name."""
    paragraph = around.paragraphs[draft.sentence]
    return {
        witness.country
        for number, witnesses in around.witnesses.items()
        if around.paragraphs[number] == paragraph
        for witness in witnesses
        if (number, witness.first) < (draft.sentence, draft.first)
    }


def _scene_before(draft: ActorDraft, around: Backdrop) -> str | None:
    """Return where the paragraph was set before, if it speaks of no other country."""
    paragraph = around.paragraphs[draft.sentence]
    scene = _only(
        country for number, country in around.places.items()
        if number < draft.sentence and around.paragraphs[number] == paragraph
    )  # fmt: skip
    return scene if set(_in_paragraph(draft, around)) <= {scene} else None


def _in_paragraph(draft: ActorDraft, around: Backdrop) -> list[str]:
    """Return the countries spoken of in the paragraph up to the draft's sentence."""
    paragraph = around.paragraphs[draft.sentence]
    return [
        witness.country
        for number, witnesses in around.witnesses.items()
        if around.paragraphs[number] == paragraph and number <= draft.sentence
        for witness in witnesses
        if not (witness.is_place or witness.is_hired)
    ]


def _homes(
    setting: Mapping[int, str], witnesses: Mapping[int, tuple[Witness, ...]], items: Items
) -> dict[int, str | None]:
    """Return the country of each item: of a round-up's where it is set, or what it speaks of."""
    if not items:
        return {0: _home(setting.get(-1), witnesses)}
    found: dict[int, str | None] = {}
    for item in set(items.numbers):
        numbers = [number for number, of in enumerate(items.numbers) if of == item]
        places = Counter(setting[number] for number in numbers if number in setting)
        told = Counter(w.country for number in numbers for w in witnesses.get(number, ()))
        found[item] = next((country for country, _ in (places or told).most_common(1)), None)
    return {**found, **items.countries}


def _home(filed: str | None, witnesses: Mapping[int, tuple[Witness, ...]]) -> str | None:
    """Return the story's own country: where it is filed from, unless it speaks mostly of another.

    A story of Sudan's war may be filed from the talks in Jeddah, and one from Brussels that never
    speaks of Belgium is the Union's.
    """
    told = _most_spoken_of(witnesses)
    if filed in _SEATS and all(w.country != filed for ws in witnesses.values() for w in ws):
        return told
    if filed is None or told is None or filed == told:
        return filed or told
    counts = Counter(w.country for ws in witnesses.values() for w in ws)
    return told if counts[told] >= _MOSTLY * counts[filed] else filed


def _most_spoken_of(witnesses: Mapping[int, tuple[Witness, ...]]) -> str | None:
    """Return the country spoken of clearly more often than any other, or None."""
    counts = Counter(w.country for ws in witnesses.values() for w in ws)
    if not counts:
        return None
    (country, count), *others = counts.most_common(2)
    second = others[0][1] if others else 0
    return country if count >= max(_OFTEN, _CLEARLY * second) else None


def _issuer(
    witnesses: Mapping[int, tuple[Witness, ...]], parses: tuple[ParsedSentence, ...]
) -> str | None:
    """Return the state whose letterhead stands above the text: "REPUBLIC OF …", "Embassy of …"."""
    for number, parse in enumerate(parses[:_HEAD_LINES]):
        if parse.sentence.kind == "title":
            continue
        if any(token.pos in ("VERB", "AUX") for token in parse.tokens):
            return None
        states = _only(witness.country for witness in witnesses.get(number, ()))
        if states is not None and all(_is_of_letterhead(token.text) for token in parse.tokens):
            return states
    return None


def _is_of_letterhead(word: str) -> bool:
    return not word[:1].islower() or word in ("of", "the", "and", "for", "to")
