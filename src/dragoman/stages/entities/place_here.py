"""Whether a name that only the gazetteer knows is a place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence
from dragoman.stages.entities.directions import is_direction, of_told_states
from dragoman.stages.entities.document_names import AT, GEOGRAPHIC, DocumentNames
from dragoman.stages.entities.following_words import RESIDENTS, RULING, word_after
from dragoman.stages.tree import children, head_within

if TYPE_CHECKING:
    from dragoman.stages.entities.names import NameMatch

__all__ = ["is_place_here", "is_somebody_here"]

_LARGE, _HUGE = 0.65, 0.7
"""Weights of cities of 350,000 and of a million."""
_PLACED = AT | GEOGRAPHIC | {"in", "off", "station"}
_MOVING = frozenset({"to", "into", "from", "of", "toward", "towards", "through"})
_TAKING = frozenset(
    "enter reach leave attack assault storm capture recapture seize retake occupy invade besiege "
    "encircle surround bomb bombard shell strike raid overrun liberate loot raze evacuate "
    "retook".split()  # the parser leaves "retook" as it is
)
"""Verbs of going somewhere and of taking or striking it: their object is a place like "into" it."""
_VISITING = frozenset({"visit", "tour"})
"""The same of whom NER takes for no person."""
_TOWNSFOLK = frozenset({"CVL", "EDU", "AGR", "LAB", "MED"})
"""Sectors of people who are called after their town: "Chibok schoolgirls"."""
_TOWN = 0.5
_BESIDE_WATER = frozenset({"on", "along", "across", "over"})


def is_place_here(parse: ParsedSentence, match: NameMatch, known: DocumentNames) -> bool:
    """Whether a name that only the gazetteer knows is a place where it stands.

    Nearly every surname and many a word is some town or district: "Steele", "University". It is
    one if NER says so here or elsewhere in the document, if a preposition of place or a word such
    as "province" stands beside it, or if it is a country, an area of land or water, or a large
    city, and NER does not take it for another name.
    """
    if match.actor_hits or not match.place_hits:
        return True
    tokens = parse.tokens[match.first : match.last]
    labels = {token.ner for token in tokens}
    following = parse.tokens[match.last] if match.last < len(parse.tokens) else None
    is_called_so = word_after(parse, match) in GEOGRAPHIC | RESIDENTS
    if is_direction(match.surface) and not is_called_so:
        return bool(of_told_states(match.place_hits, known.states))
    if len(tokens) > 1 and word_after(parse, match) in RULING:
        return True
    if labels & {"GPE", "LOC", "FAC", "NORP"} or tokens[-1].text.lower() in GEOGRAPHIC:
        return True
    is_plural = tokens[-1].tag in ("NNS", "NNPS")
    if is_plural and any(hit.usage == "demonym" for hit in match.place_hits):
        return True
    best, folded = match.place_hits[0], fold(match.surface)
    is_other = labels <= {"PERSON", "ORG"}
    is_area = not best.kind.startswith(("P", "A.ADM")) or best.weight >= _LARGE
    if not is_other and (is_area or folded in known.places):
        return True
    word = _word_before(parse, match)
    if word in _PLACED or is_called_so or _is_of_folk_or_body(parse, match):
        return True
    has_article = match.first > 0 and parse.tokens[match.first - 1].tag == "DT"
    if best.kind.startswith("H") and word in _BESIDE_WATER and has_article:
        return True  # "on the Danube"
    # "into Goma" is a place even where NER takes it for a person, unless somebody is called so.
    is_whole = following is None or following.ner != tokens[-1].ner or following.ner_begins
    is_told = word in _MOVING or best.weight >= _HUGE or folded in known.places
    is_taken = (is_whole or not tokens[-1].ner) and _is_taken(parse, match)
    return ((is_told and is_whole) or is_taken) and folded not in known.surnames


def is_somebody_here(parse: ParsedSentence, match: NameMatch, known: DocumentNames) -> bool:
    """Whether a small town's name is that of somebody in the document, whatever NER says of it.

    So is "Lopez" in "Lopez, 20, was charged" after "Andrew Lopez", but not in "near Lopez".
    """
    if fold(match.surface) not in known.surnames or not match.place_hits:
        return False
    is_small = match.place_hits[0].weight < _LARGE
    is_placed = _word_before(parse, match) in _PLACED | {"into"}
    return is_small and not is_placed and word_after(parse, match) not in GEOGRAPHIC | RESIDENTS


def _word_before(parse: ParsedSentence, match: NameMatch) -> str:
    """Return the word before a name with its article and adjectives, "" where none stands there."""
    before = match.first - 1
    while before >= 0 and parse.tokens[before].tag in ("DT", "JJ"):
        before -= 1
    return parse.tokens[before].text.lower() if before >= 0 else ""


def _is_of_folk_or_body(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether people or a body are called after it: "Chibok schoolgirls", "Basra Port Council".

    A body's town is large, as many are called after a person.
    """
    weight, after = match.place_hits[0].weight, parse.tokens[match.last : match.last + 1]
    if not after or (match.first > 0 and parse.tokens[match.first - 1].tag in ("NNP", "POS")):
        return False
    nouns, last = load_actor_nouns().nouns, match.last
    if after[0].tag == "NNS" and after[0].text.islower():
        noun = nouns.get(after[0].lemma)
        return weight >= _TOWN and noun is not None and bool(_TOWNSFOLK & set(noun.sectors))
    rest = parse.tokens[last:]
    last += next((n for n, t in enumerate(rest) if t.ner != "ORG" or t.ner_begins), len(rest))
    noun = nouns.get(parse.tokens[last - 1].lemma.lower()) if last > match.last else None
    return weight >= _LARGE and noun is not None and noun.kind != "person"


def _is_taken(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether the name is what somebody entered, left, took or struck: "Israel bombed Rafah".

    Words beside it that are part of the name or say who it is ("Mr Palma", "Palma, a lawyer")
    make it a person's.
    """
    head = head_within(parse, match.first, match.last)
    beside = [i for i in children(parse, head, "compound", "nmod", "appos")
              if not match.first <= i < match.last]  # fmt: skip
    if any(parse.tokens[i].lemma.lower() not in GEOGRAPHIC for i in beside):
        return False
    token = parse.tokens[head]
    while token.dep == "conj":
        token = parse.tokens[token.head]
    verb = parse.tokens[token.head]
    is_taken = verb.lemma in _TAKING or (verb.lemma in _VISITING and token.ner != "PERSON")
    return token.dep in ("dobj", "nsubjpass") and is_taken
