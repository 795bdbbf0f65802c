"""Who stands behind a word: from the head of a phrase to the document's actors and places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping

from dragoman.records import DocumentEntity, Mention, ParsedSentence, Record, Span
from dragoman.stages.borders import is_beyond_border
from dragoman.stages.code.known_names import named_people, names_of_known_actors
from dragoman.stages.code.light import load_light_words
from dragoman.stages.code.precision import precision_of
from dragoman.stages.protocols import CodingInput
from dragoman.stages.tree import (
    child,
    children,
    conjuncts,
    each_other,
    modifiers_before,
    prepositional,
    span_of,
)

__all__ = ["GROUP_REFERENCE", "Cast", "Found"]

_SIDES = (
    "sides|parties|leaders|countries|states|nations|delegations|(?:foreign |prime )?ministers|"
    "neighbou?rs|governments|presidents|heads of (?:state|government)(?: and government)?"
)
_PEOPLE = (
    "officials|arm(?:ies|ed forces)|forces|factions|powers|allies|capitals|men|women|teams|heads|"
    "counterparts|premiers|chiefs|rivals|camps|groups|movements|diplomats|negotiators|envoys|"
    "republics|peoples|kings|generals|politicians"
)
"""Who point back only with an article: "two men" are any, "the two men" those who met."""
GROUP_REFERENCE = re.compile(
    rf"(?:the |these |those )?(?:two|both|three)(?: of the)? (?:{_SIDES})|"
    rf"(?:(?:the|these|those) (?:two|three)|both)(?: of the)? (?:{_PEOPLE})|"
    r"the (?:two |warring |opposing |rival )?(?:sides|parties|pair|duo)|"
    r"both|each|each side|either side|all (?:sides|parties)|they|the latter",
    re.IGNORECASE,
)
_OFFICES = re.compile(
    r"the (?:foreign |prime |defen[cs]e )?(?:ministers|presidents|leaders|premiers)",
    re.IGNORECASE,
)
"""What two who met are called without a number: "the ministers"."""
_QUANTITIES = frozenset("dozen hundred thousand score number group majority member most".split())
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBER = re.compile(rf"(?:{'|'.join(_NUMBERS)})\b(?!-)", re.IGNORECASE)
_THE_NUMBER = re.compile(r"(?:the|these|those|all) \w+", re.IGNORECASE)
_PAIR = ("two", "both")
_LATELY = 600
"""Characters in which a group that is only counted is still meant by its number."""
_LONGEST_PHRASE = 200
"""Characters from the head of a description to its last place name."""
_NEAR = 12
"""Mentions that may begin before a phrase and still reach into it."""
_LEADING = frozenset({"lead", "head"})
_OWNING = frozenset({"of", "by", "from"})
_IN_ARMS = frozenset({"MIL", "REB", "UAF", "PRM"})
_OPENING = 3
"""Sentences that say what a story is of."""
_PLACES = frozenset(
    "city town village region province district governorate county state island area territory "
    "valley enclave suburb neighbourhood neighborhood peninsula strip".split()
)
_LIMBS = frozenset({"affiliate", "branch", "offshoot", "wing", "arm", "chapter", "cell"})


class Found(Record, frozen=True, kw_only=True):
    """An actor found behind a word."""

    entity: DocumentEntity
    span: Span
    score: float
    how: str
    """named, described, pronoun, owner, leader, group, marked: what the finding rests on."""


class Cast:
    """The document's actors and places by the position of the words that head them."""

    def __init__(self, given: CodingInput) -> None:
        entities = {m: e for e in given.entities for m in e.mention_ids}
        self.text = given.document.text
        self._kinds = given.place_kinds
        self._actors: dict[int, list[tuple[Mention, DocumentEntity]]] = defaultdict(list)
        self._places: dict[int, tuple[Mention, DocumentEntity | None]] = {}
        for mention in given.mentions:
            entity = entities.get(mention.id)
            if mention.kind == "actor" and entity is not None:
                self._actors[mention.head.start].append((mention, entity))
            elif mention.kind == "place":
                self._places[mention.head.start] = (mention, entity)
        self._actor_spans = sorted(
            (m.span.start, m.span.end) for pairs in self._actors.values() for m, _ in pairs
        )
        self._described = sorted(
            (head, m.span.start, m.span.end)
            for head, pairs in self._actors.items()
            for m, _ in pairs
            if m.form == "nominal"
        )
        self._names = names_of_known_actors(given)
        self._place_starts = sorted(self._places)
        self._counted = [
            (mention.span.start, said[0].lower(), entity)
            for mention, entity in sorted(
                (pair for pairs in self._actors.values() for pair in pairs),
                key=lambda pair: pair[0].span.start,
            )
            if mention.form == "nominal" and (said := _NUMBER.match(self._words(mention)))
        ]
        self._people = named_people(pair for pairs in self._actors.values() for pair in pairs)
        self.has_arms = _names_the_armed(given)
        """Whether the document speaks of anybody in arms: an army, rebels, gunmen."""
        self.opens_with_disaster = _opens_with_disaster(given)
        """Whether it is a story of a quake, storm or blaze, without anybody but an army in arms."""
        self.sides: tuple[Found, ...] = ()
        """The parties of the latest talks or visit: what "the two sides" means."""

    def place_at(self, offset: int) -> tuple[Mention, DocumentEntity | None] | None:
        """Return the place named by the word at `offset`, or None."""
        return self._places.get(offset)

    def is_inside_actor(self, place: Mention) -> bool:
        """Whether the place only says who somebody is: Kenya in "a delegation from Kenya"."""
        at = place.span.start
        first = bisect_left(self._described, (at - _LONGEST_PHRASE, 0, 0))
        last = bisect_left(self._described, (at, 0, 0))
        near = self._described[first:last]
        return any(start <= at and place.span.end <= end for _, start, end in near)

    def names_within(self, within: Span, kinds: Container[str]) -> list[Span]:
        """Return the names of known actors of some kinds that begin inside a span."""
        first = bisect_left(self._names, within.start, key=lambda pair: pair[0].start)
        last = bisect_left(self._names, within.end, key=lambda pair: pair[0].start)
        return [span for span, kind in self._names[first:last] if kind in kinds]

    def is_state_at(self, offset: int) -> bool:
        """Whether the word at `offset` names a state: "UK airstrikes" are not in the UK."""
        codings = [entity.coding for _, entity in self._actors.get(offset, [])]
        return any(coding is not None and coding.kind == "state" for coding in codings)

    def is_people_at(self, offset: int) -> bool:
        """Whether the word at `offset` heads a description of people."""
        return any(
            mention.form == "nominal" and entity.coding and entity.coding.kind == "population"
            for mention, entity in self._actors.get(offset, [])
        )

    def is_actor_in(self, start: int, end: int) -> bool:
        """Whether a mention of an actor shares characters with [start, end)."""
        last = bisect_left(self._actor_spans, (end, 0))
        near = self._actor_spans[max(0, last - _NEAR) : last]
        return any(start < b for _, b in near)

    def places_within(self, start: int, end: int) -> list[Mention]:
        """Return the place mentions headed inside [start, end), in order."""
        first = bisect_left(self._place_starts, start)
        last = bisect_left(self._place_starts, end)
        return [self._places[at][0] for at in self._place_starts[first:last]]

    def behind(self, parse: ParsedSentence, index: int, *, place: str = "") -> list[Found]:
        """Return the actors behind the phrase headed by `index`, coordinated ones included.

        `place` is the grammatical place; owners that are mere cities are no actors.
        """
        sides = each_other(parse, index)
        if sides is not None:
            return self.behind(parse, sides)
        found: list[Found] = []
        for joined in conjuncts(parse, index):
            if parse.tokens[joined].pos in ("VERB", "AUX"):
                continue
            counted = _counted(parse, joined)
            # "large numbers of Somalis and Sudanese" are both.
            more = [i for i in conjuncts(parse, counted) if i > counted and counted != joined]
            found += self._behind_first(parse, (counted, joined), place)
            for other in more:
                found += self._behind_first(parse, (other,), place)
        return list({f.entity.id: f for f in reversed(found)}.values())[::-1]

    def _behind_first(
        self, parse: ParsedSentence, heads: tuple[int, ...], place: str
    ) -> list[Found]:
        """Return who is behind the first of the words behind which anybody is."""
        for head in dict.fromkeys(heads):
            here = self._named_beside(parse, head)
            here = here or self._at(parse, head, owner=place in ("owner", "behind harm"))
            here = here or self._owner(parse, head)
            if here:
                return [*here, *self._leaders(parse, head)]
        return []

    def _named_beside(self, parse: ParsedSentence, head: int) -> list[Found]:
        """Return the people named after a plural, or after a word that is itself no actor.

        As in "the chiefs, A and B,", "the laureate A".
        """
        beside = child(parse, head, "appos")
        if beside is None:
            return []
        names = [i for i in conjuncts(parse, beside) if parse.tokens[i].ner == "PERSON"]
        is_plural = parse.tokens[head].tag in ("NNS", "NNPS")
        known = is_plural or not self._actors.get(parse.tokens[head].start)
        return [f for i in names for f in self._at(parse, i)] if known and names[is_plural:] else []

    def _at(self, parse: ParsedSentence, head: int, *, owner: bool = False) -> list[Found]:
        token = parse.tokens[head]
        pairs = self._actors.get(token.start, [])
        # A pronoun whose antecedent is known is that actor's, unless it is a group itself.
        words = [e.name if m.form == "pronoun" else self._words(m) for m, e in pairs] or [
            " ".join(parse.tokens[i].text for i in _with_article(parse, head))
        ]
        if len(pairs) > 1 and GROUP_REFERENCE.fullmatch(self._words(pairs[0][0])):
            # "The two ministers" that the text names before are known without the talks.
            return [Found(entity=e, span=m.span, score=0.7, how="group") for m, e in pairs]
        group = [] if pairs else self._group_before(token.start, words[0])
        if group:
            span = span_of(parse, _with_article(parse, head))
            return [Found(entity=e, span=span, score=0.7, how="group") for e in group]
        if self.sides and any(self._means_the_sides(w) for w in words):
            span = pairs[0][0].span if pairs else span_of(parse, _with_article(parse, head))
            return [Found(entity=f.entity, span=span, score=0.7, how="group") for f in self.sides]
        found = []
        for mention, entity in pairs:
            mere = owner and token.dep != "poss" and _is_mere_place(entity)
            if mere and not self._names_country(token.start):
                continue
            how = {"name": "named", "nominal": "described", "pronoun": "pronoun"}[mention.form]
            score = mention.score if mention.score is not None else 0.5
            found.append(Found(entity=entity, span=mention.span, score=score, how=how))
        return found

    def _names_country(self, offset: int) -> bool:
        """Whether a state that is called by its capital elsewhere is here called by its name."""
        mention, place = self._places.get(offset, (None, None))
        chosen = None if place is None else place.chosen
        kind = precision_of(self._kinds.get(chosen.target_id) if chosen is not None else None)
        return mention is not None and (mention.usage == "demonym" or kind == "country")

    def _words(self, mention: Mention) -> str:
        return self.text[mention.span.start : mention.span.end]

    def _means_the_sides(self, words: str) -> bool:
        """Whether words mean those who met; "the three" only where three did."""
        number = _NUMBERS.get(words.lower().split(" ")[-1])
        counted = number == len(self.sides) and _THE_NUMBER.fullmatch(words) is not None
        if counted or GROUP_REFERENCE.fullmatch(words) is not None:
            return True
        offices = [f.entity.coding for f in self.sides]
        held = all(c is not None and c.kind == "person" and "GOV" in c.sectors for c in offices)
        return held and len(self.sides) > 1 and _OFFICES.fullmatch(words) is not None

    def _group_before(self, offset: int, words: str) -> list[DocumentEntity]:
        """Return the latest group before `offset` that is as many: "three men" for "the three".

        "The two" and "both" are also the only two people whom the paragraph names by then.
        """
        number = words.rsplit(maxsplit=1)[-1].lower()
        if words.lower() == number and number != "both":
            return []
        near = range(offset - _LATELY, offset)
        alike = [(at, [e]) for at, count, e in self._counted if count == number and at in near]
        opening = self.text.rfind("\n", 0, offset) + 1
        named = {e.id: (at, e) for at, e in self._people if opening <= at < offset}
        is_pair = number == "two" or not self.sides  # "both" are rather the sides of talks
        if is_pair and len(named) == len(_PAIR) and number in _PAIR:
            alike.append((max(at for at, _ in named.values()), [e for _, e in named.values()]))
        return max(alike, key=lambda group: group[0])[1] if alike else []

    def _owner(self, parse: ParsedSentence, head: int) -> list[Found]:
        """Return who the thing at `head` belongs to: "Israel's decision", "a ship of the navy".

        Behind "its border with Chad" is Chad.
        """
        if parse.tokens[head].pos not in ("NOUN", "PROPN"):
            return []
        modifiers = modifiers_before(parse, head)
        if parse.tokens[head].lemma in _LIMBS and any(
            n == "of" for n, _ in prepositional(parse, head)
        ):
            modifiers = []  # "the Egyptian branch of X" is X's
        owned = parse.tokens[head].lemma not in _PLACES  # "the Marib region" is Marib
        beyond = [pobj for _, pobj in prepositional(parse, head) if is_beyond_border(parse, pobj)]
        if beyond:
            modifiers = []
        before = {i: self._at(parse, i, owner=owned) for i in modifiers}
        found = [f for i, own in before.items() if not _says_who(parse, i, before) for f in own]
        for name, pobj in prepositional(parse, head):
            if (name in _OWNING or pobj in beyond) and not found:
                found += [f for j in conjuncts(parse, pobj) for f in self._at(parse, j)]
        return [
            Found(entity=f.entity, span=f.span, score=round(f.score * 0.8, 3), how="owner")
            for f in found
        ]

    def _leaders(self, parse: ParsedSentence, head: int) -> list[Found]:
        """Return who leads it: "a delegation led by X"; the clause may hang inside the phrase."""
        inside = [head, *(pobj for _, pobj in prepositional(parse, head))]
        inside += [pobj for i in list(inside[1:]) for _, pobj in prepositional(parse, i)]
        for holder in inside:
            for clause in children(parse, holder, "acl", "relcl"):
                agent = child(parse, clause, "agent", "prep")
                pobj = None if agent is None else child(parse, agent, "pobj")
                if parse.tokens[clause].lemma in _LEADING and pobj is not None:
                    return [
                        Found(entity=f.entity, span=f.span, score=f.score, how="leader")
                        for f in self._at(parse, pobj)
                    ]
        return []


def _says_who(parse: ParsedSentence, word: int, found: Mapping[int, list[Found]]) -> bool:
    """Whether a word only says who another owner is: the US in "US President X's decision".

    So do "Turkish" in "Turkish police bullets" and "jihadist" in "jihadist rebel positions"; both
    are owners in "Russia-Turkey talks".
    """
    token = parse.tokens[word]
    describes = token.dep == "amod" or (token.dep == "compound" and token.pos == "NOUN")
    if describes and found.get(word + 1) and parse.tokens[word + 1].dep == "compound":
        return True
    while token.dep != "conj" and token.head in found:
        token = parse.tokens[token.head]
        if found[token.index]:
            return not all(_is_state(one.entity) for one in found[token.index])
    return False


def _names_the_armed(given: CodingInput, sectors: frozenset[str] = _IN_ARMS) -> bool:
    codings = (entity.coding for entity in given.entities)
    return any(c is not None and sectors.intersection(c.sectors) for c in codings)


def _opens_with_disaster(given: CodingInput) -> bool:
    tokens = [token for parse in given.parses[:_OPENING] for token in parse.tokens]
    disasters = load_light_words().disasters
    told = any(token.lemma in disasters and token.pos == "NOUN" for token in tokens)
    return told and not _names_the_armed(given, _IN_ARMS - {"MIL"})


def _counted(parse: ParsedSentence, index: int) -> int:
    """Return what a number or quantity counts: the messengers in "two of their messengers"."""
    token = parse.tokens[index]
    counts = token.lemma in _QUANTITIES and child(parse, index, "compound") is None
    if token.pos in ("NUM", "DET", "PRON") or counts:  # not "family members of"
        for name, pobj in prepositional(parse, index):
            if name == "of":
                return pobj
    return index


def _with_article(parse: ParsedSentence, index: int) -> list[int]:
    """Return the word with the article or "all" right before it: "the three"."""
    before = child(parse, index, "det", "predet")
    return [index - 1, index] if before == index - 1 else [index]


def _is_state(entity: DocumentEntity) -> bool:
    return entity.coding is not None and entity.coding.kind == "state"


def _is_mere_place(entity: DocumentEntity) -> bool:
    """Whether an owner is a place and no party: "the Aleppo bombing"; a state may be a party."""
    if entity.chosen is not None:
        return entity.chosen.method == "capital"
    coding = entity.coding
    return coding is not None and coding.kind == "population" and not coding.sectors
