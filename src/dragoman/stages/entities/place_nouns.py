"""Places that a text points to without their name: "the capital", "Kenya's capital", "the city".

A capital is that of the country beside the word, else of where the sentence or the story is set,
else of whose police or court acts. A city or town is the latest that was named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import Document, DocumentEntity, Link, Mention, ParsedSentence, Span, make_id
from dragoman.stages.tree import child, children, prepositional, span_of

__all__ = ["Pointing", "with_place_nouns"]

_TOWNS = frozenset({"city", "town"})
_ARTICLES = frozenset({"the", "this", "that"})
_OWN = frozenset({"its", "their", "our", "his", "her"})
_BEFORE = ("det", "poss", "amod", "compound", "nmod")
_PLACING = frozenset(
    "in into near around outside inside from to through across at over toward towards throughout "
    "reach leave enter surround besiege".split()
)
"""Words that make what they govern a place: "the capital needed" is money."""
_SCORE = 0.7
_LATELY = 600
"""Characters within which a town that was named is still the one meant."""


class Pointing(NamedTuple):
    """What tells which place is meant."""

    actors: Sequence[tuple[Mention, str]]
    """The mentions of actors whose country is known, with it."""
    at_home: frozenset[str]
    """The ids of those who act in their own country: police, courts, parliaments."""
    states: frozenset[str]
    """The ids of those mentions that are of a state itself: "Kenya", "Kenyan"."""
    setting: Mapping[int, str]
    """The country each sentence is set in, by its number; -1: the story's own."""
    capital: Callable[[str], str | None]
    """The id of the capital of a country."""


def with_place_nouns(
    document: Document,
    parses: Sequence[ParsedSentence],
    named: tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]],
    pointing: Pointing,
    index: PlaceIndex,
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return mentions and entities of places, with those that are only pointed to.

    What stands inside such a phrase ("Kenyan" in "the Kenyan capital") says which place it is, and
    is none beside it.
    """
    mentions, entities = named
    towns = list(_towns(mentions, entities, index))
    found: list[tuple[Mention, str]] = []
    for number, parse in enumerate(parses):
        for token in parse.tokens:
            if token.lemma in _TOWNS:
                phrase = _town_phrase(parse, token.index, mentions)
                target = None if phrase is None else _named_before(towns, phrase.start)
            elif token.lemma == "capital":
                phrase = _capital_phrase(parse, token.index, mentions)
                country = phrase and _country(parse, token.index, pointing, number)
                target = pointing.capital(country) if country else None
            else:
                continue
            if phrase is not None and target is not None:
                found.append((_mention(document, phrase, token.start, token.end), target))
                towns.append((phrase.start, target))
    return _merged(mentions, entities, found, index) if found else named


def _town_phrase(parse: ParsedSentence, noun: int, mentions: Sequence[Mention]) -> Span | None:
    """Return "the city" where nothing more is said of it."""
    before = children(parse, noun, *_BEFORE)
    alone = len(before) == 1 and parse.tokens[before[0]].text.lower() in _ARTICLES
    if not alone or _of(parse, noun) is not None or not _is_a_place(parse, noun, mentions):
        return None
    return span_of(parse, [before[0], noun])


def _capital_phrase(parse: ParsedSentence, noun: int, mentions: Sequence[Mention]) -> Span | None:
    """Return "the capital", "Kenya's capital", "the capital of Kenya"."""
    before = [i for i in children(parse, noun, *_BEFORE) if i < noun]
    inside = [*before, *(i for b in before for i in children(parse, b, *_BEFORE))]
    if not before or not _is_a_place(parse, noun, mentions):
        return None
    of = _of(parse, noun)
    return span_of(parse, [*inside, noun, *([] if of is None else [of])])


def _is_a_place(parse: ParsedSentence, noun: int, mentions: Sequence[Mention]) -> bool:
    """Whether something is or goes there, and its name stands not beside: "the capital, Accra"."""
    token = parse.tokens[noun]
    if token.tag != "NN" or token.dep not in ("pobj", "dobj"):
        return False
    if parse.tokens[token.head].lemma not in _PLACING:
        return False
    beside = child(parse, noun, "appos")
    after = range(token.end, token.end + 4 if beside is None else parse.tokens[beside].end)
    return not any(m.span.start in after for m in mentions)


def _of(parse: ParsedSentence, noun: int) -> int | None:
    return next((pobj for name, pobj in prepositional(parse, noun) if name == "of"), None)


def _country(parse: ParsedSentence, noun: int, pointing: Pointing, number: int) -> str | None:
    """Return the country whose capital is meant, None where the words leave it open.

    "The financial capital" is another city, and "the Scottish capital" that of no state.
    """
    span = parse.sentence.span
    here = [(m, c) for m, c in pointing.actors if span.start <= m.span.start < span.end]
    beside = [*children(parse, noun, "amod", "compound", "nmod", "poss"), _of(parse, noun)]
    owners = {i for i in beside if i is not None and parse.tokens[i].text.lower() not in _OWN}
    if owners:
        return _owner(parse, owners, [(m, c) for m, c in here if m.id in pointing.states])
    is_own = len(owners) < len([i for i in beside if i is not None])
    told = {country for mention, country in here if is_own or mention.id in pointing.at_home}
    home = pointing.setting.get(number, pointing.setting.get(-1))
    return home or (told.pop() if len(told) == 1 else None)


def _owner(
    parse: ParsedSentence, owners: set[int], states: Sequence[tuple[Mention, str]]
) -> str | None:
    """Return the one state that all words beside the noun name."""
    named = {m.head.start: country for m, country in states}
    told = {named.get(parse.tokens[i].start) for i in owners}
    joined = any(children(parse, i, "conj") for i in owners)
    return told.pop() if len(told) == 1 and not joined else None


def _towns(
    mentions: Sequence[Mention], entities: Sequence[DocumentEntity], index: PlaceIndex
) -> Iterator[tuple[int, str]]:
    """Yield where towns are named, in order, and their ids."""
    places = {m: e.chosen.target_id for e in entities if e.chosen for m in e.mention_ids}
    for mention in sorted(mentions, key=lambda m: m.span.start):
        target = places.get(mention.id)
        is_place = mention.usage == "literal" and target is not None
        if is_place and target is not None and index.get(target).kind.startswith("P."):
            yield mention.span.start, target


def _named_before(towns: Sequence[tuple[int, str]], offset: int) -> str | None:
    """Return the latest town named not long before `offset`."""
    near = [target for start, target in towns if offset - _LATELY <= start < offset]
    return near[-1] if near else None


def _mention(document: Document, span: Span, start: int, end: int) -> Mention:
    return Mention(
        id=make_id("men", document.id, "place", span.start, span.end),
        span=span,
        head=Span(document_id=document.id, start=start, end=end),
        kind="place",
        form="nominal",
        usage="literal",
        score=_SCORE,
    )


def _merged(
    mentions: Sequence[Mention],
    entities: Sequence[DocumentEntity],
    found: Sequence[tuple[Mention, str]],
    index: PlaceIndex,
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return both with what was found, each with the entity of its place where that is named."""
    phrases = [mention.span for mention, _ in found]
    inside = {
        m.id
        for m in mentions
        if any(p.start <= m.span.start and m.span.end <= p.end for p in phrases)
    }
    told = [replace(m, usage="in_name") if m.id in inside else m for m in mentions]
    kept: dict[str, DocumentEntity] = {}
    for entity in entities:
        ids = tuple(m for m in entity.mention_ids if m not in inside)
        if ids:
            kept[entity.id] = replace(entity, mention_ids=ids)
    by_target = {e.chosen.target_id: e.id for e in reversed(kept.values()) if e.chosen}
    for mention, target in found:
        known = kept.get(by_target.get(target, ""))
        if known is None:
            entity = _entity(mention, target, index)
        else:
            entity = replace(known, mention_ids=(*known.mention_ids, mention.id))
        kept[entity.id], by_target[target] = entity, entity.id
    order = sorted((*told, *(m for m, _ in found)), key=lambda m: m.span.start)
    at = {mention.id: number for number, mention in enumerate(order)}
    return tuple(order), tuple(
        replace(e, mention_ids=tuple(sorted(e.mention_ids, key=at.__getitem__)))
        for e in kept.values()
    )


def _entity(mention: Mention, target: str, index: PlaceIndex) -> DocumentEntity:
    link = Link(target_id=target, score=_SCORE, method="pointed")
    return DocumentEntity(
        id=make_id("ent", mention.span.document_id, "place", mention.id),
        kind="place",
        name=index.get(target).names[0].text,
        mention_ids=(mention.id,),
        candidates=(link,),
        chosen=link,
    )
