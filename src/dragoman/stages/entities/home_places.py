"""Large places right before a word for people: "Genoa officials", "Niger Delta militants".

Small NER models take them for people, bodies or common words. What the gazetteer does not have, or
has as a small town, is left to them: nearly every surname is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.directions import is_direction, of_told_states
from dragoman.stages.entities.document_names import DocumentNames
from dragoman.stages.entities.names import TITLES, NameMatch
from dragoman.stages.entities.sectors import noun_at

__all__ = ["with_home_places"]

_LARGE = 0.6
"""Weight of a city of 100,000 people; divisions of states have more."""
_VERY_LARGE = 0.65
"""Weight that a word needs which only its place at the head of the sentence gives a capital."""
_TOWN = 0.55
_LONGEST = 3
_RULING = frozenset({"GOV", "LEG", "COP", "JUD"})
"""Sectors of whom a place has: "Helmand's deputy governor"; others may be a namesake's."""
_LOCAL = _RULING | {"EDU", "MED", "JRN"}
_BODIES = frozenset({"council", "authority", "commission", "chamber", "diocese", "archdiocese"})
_NAMED = frozenset({"NNP", "NNPS", "NN", "JJ", "FW"})


def with_home_places(
    parse: ParsedSentence,
    text: str,
    names: tuple[NameMatch, ...],
    known: DocumentNames,
    *,
    actors: ActorIndex,
    places: PlaceIndex,
    nouns: ActorNouns,
) -> tuple[NameMatch, ...]:
    """Return the names of a sentence with the places whose people a word behind them speaks of.

    Names that the indexes have stay what they are, as does who is named in full in the document.
    """
    found = list(names)
    for first, last in _before_people(parse, nouns):
        surface = text[parse.tokens[first].start : parse.tokens[last - 1].end]
        hits = places.find(surface)
        met = [n for n in found if n.first < last and first < n.last]
        whole = next((n for n in met if n.label == "ORG" and last < n.last), None)
        if is_direction(surface):
            hits = of_told_states(hits, known.states)
        is_other = any(n.actor_hits or n.place_hits or n.first < first for n in met)
        if is_other or not _is_surely_meant(hits, parse.tokens[first:last]):
            continue
        is_known = any(hit.kind == "person" for hit in actors.find(surface))
        if is_known or fold(surface) in known.surnames:
            continue
        found = [n for n in found if n is whole or n.last <= first or last <= n.first]
        place = NameMatch(
            first=first,
            last=last,
            surface=surface,
            place_hits=hits,
            country=hits[0].country,
            label="GPE",
            inside=whole is not None,
        )
        found.append(place)
    return tuple(sorted(found, key=lambda n: (n.first, -n.last)))


def _before_people(parse: ParsedSentence, nouns: ActorNouns) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words that stand before a word for people, longest first.

    Between them may be what kind of people ("Amhara regional officials") or "'s", if they rule.
    """
    for token in parse.tokens:
        last = token.index
        while last > 0 and _is_between(parse.tokens[last - 1]):
            last -= 1
        if last == 0 or not _is_of_name(parse.tokens[last - 1]):
            continue
        noun = noun_at(parse, token.index, nouns)
        if noun is None or not (token.tag == "NNPS" or _is_common(token) or _names_body(noun)):
            continue
        is_owned = any(between.tag == "POS" for between in parse.tokens[last : token.index])
        if is_owned and not _RULING & {*noun.sectors}:
            continue
        for first in range(max(0, last - _LONGEST), last):
            before = parse.tokens[first - 1] if first else None
            is_whole = before is None or not _is_of_name(before)
            if is_whole and all(_is_of_name(t) for t in parse.tokens[first:last]):
                yield first, last


def _is_common(token: Token) -> bool:
    return not token.text[:1].isupper()


def _names_body(noun: ActorNoun) -> bool:
    """Whether the noun closes names of bodies that are of a place: "Sichuan University"."""
    return bool(_LOCAL & {*noun.sectors}) or noun.lemma in _BODIES


def _is_between(token: Token) -> bool:
    """Whether the word may stand between a place and its people."""
    is_modifier = token.text.islower() and token.dep in ("amod", "compound", "nmod")
    return is_modifier or token.tag == "POS"


def _is_of_name(token: Token) -> bool:
    is_title = token.text in TITLES
    return token.text[:1].isupper() and token.tag in _NAMED and not is_title


def _is_surely_meant(hits: tuple[PlaceHit, ...], tokens: Sequence[Token]) -> bool:
    """Whether it is large, or the only place of a name that NER does not take for another."""
    if not hits or hits[0].weight < _TOWN:
        return False
    is_unseen = tokens[0].index == 0 and tokens[-1].tag in ("JJ", "NN") and not tokens[-1].ner
    if hits[0].weight >= (_VERY_LARGE if is_unseen else _LARGE):
        return True
    is_other = is_unseen or any(token.ner in ("PERSON", "ORG") for token in tokens)
    return len(hits) == 1 and not is_other
