"""Names that the words beside them say are places: "the towns of A and B", "the C district".

Gazetteers lack most villages and small NER models take their names for people or bodies; what a
text itself calls a village is one. Nothing here looks further than the sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.place_names import look_up

__all__ = ["WORKS", "whole_name", "with_designated"]

_SINGULAR = frozenset(
    "city town village hamlet settlement suburb neighbourhood neighborhood district subdistrict "
    "province governorate county commune municipality prefecture oblast region island port parish "
    "township locality capital peninsula valley checkpoint".split()
)
_PLURAL = frozenset(
    "cities towns villages hamlets settlements suburbs neighbourhoods neighborhoods districts "
    "subdistricts provinces governorates counties communes municipalities regions islands ports "
    "localities areas valleys".split()
)
_BEHIND = (_SINGULAR | _PLURAL | frozenset("area countryside outskirts crossing".split())) - {
    "capital", "settlement", "settlements", "city", "cities", "port", "ports", "checkpoint"
}  # fmt: skip
_POSTS = frozenset("border frontier customs guard military army police trading".split())
"""Words before a post that is a place and no office."""
_LAND = frozenset(
    "governorate county district province mountains mountain valley river lake island islands "
    "oblast prefecture heights peninsula".split()
)
_FACILITIES = frozenset(
    "airport airbase hospital university square street bridge dam mosque church prison stadium "
    "palace".split()
)
"""These act, too: "Minya University condemned"; they are places after a word of place."""
_STREETS = frozenset({"street", "avenue", "square", "bridge"})
_KINDS = _SINGULAR | _PLURAL
_JUSTICE = frozenset({"Attorney", "Attorneys", "Court", "Judge"})
"""Words that have "District" as a part of an office: "San Francisco District Attorney"."""
_CLOSING = _LAND | _FACILITIES
_SITES = _FACILITIES | frozenset("camp base checkpoint crossing hilltop hill".split())
"""What closes a name of a place in small letters, too: "the Ibn Sina hospital"."""
WORKS = frozenset("mine mines quarry oilfield gasfield field refinery plant plantation".split())
_TRADE = frozenset({"NN", "JJ"})
_DIVISIONS = frozenset("governorate county district province oblast prefecture".split())
_OF_PLACE = frozenset("at in near inside outside around into from behind opposite to".split())
_DIRECTION = frozenset(
    "northern southern eastern western northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western central downtown".split()
)
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west "
    "south-east south-west".split()
)
_PARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "az", "ash"})
_MARKS = frozenset("-‘’'`")
_LONGEST = 5


def with_designated(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...], places: PlaceIndex
) -> tuple[NameMatch, ...]:
    """Return the names of a sentence with those added that it says are places.

    A name that is somebody's by the index, or a people's, stays what it is; a part of a longer
    place name is marked as inside it.
    """
    found = list(names)
    works = set(_works(parse.tokens))
    streets = set(_streets(parse.tokens, names))
    for first, last in dict.fromkeys((*_designated(parse), *sorted(works | streets))):
        met = [n for n in found if n.first < last and first < n.last]
        if any(n.actor_hits and (first, last) not in streets for n in met):
            continue
        if any(n.first < first or last < n.last for n in met):
            continue
        if any(n.place_hits and (n.first, n.last) == (first, last) for n in met):
            continue
        surface = text[parse.tokens[first].start : parse.tokens[last - 1].end]
        found = [n for n in found if n not in met]
        closing = parse.tokens[last - 1].text
        # "San Juan River" is not San Juan; "Idlib Governorate" is Idlib.
        is_whole = closing.lower() in _CLOSING and closing.lower() not in _DIVISIONS
        hits = places.find(surface) if is_whole else look_up(surface, places)
        if (first, last) in works and last - first > 1:
            hits = tuple(hit for hit in hits if not hit.kind.startswith("P"))
        country = hits[0].country if hits else None
        found.append(
            NameMatch(
                first=first,
                last=last,
                surface=surface,
                place_hits=hits,
                country=country,
                label="GPE",
            )
        )
    return tuple(sorted(found, key=lambda n: (n.first, -n.last)))


def whole_name(
    tokens: tuple[Token, ...], first: int, last: int, apart: Collection[int]
) -> tuple[int, int]:
    """Return the whole name [first, last) that some words of a place's name are a part of.

    It is what is written as a name without a break, from "al-" to "Hospital", and a small word for
    the site after it: "the al-Wafidin camp". The words `apart` are of other names.
    """
    begin, end = first, last
    while begin > 0 and begin - 1 not in apart and _is_inside_name(tokens, begin - 1):
        begin -= 1
    while end < len(tokens) and end not in apart and _is_inside_name(tokens, end):
        end += 1
    while begin < first and tokens[begin].text in _MARKS:
        begin += 1
    while end > last and tokens[end - 1].text in _MARKS:
        end -= 1
    is_site = end < len(tokens) and end not in apart and tokens[end].text in _SITES
    return begin, end + is_site


def _is_inside_name(tokens: tuple[Token, ...], index: int) -> bool:
    token, before = tokens[index], tokens[max(index - 1, 0)]
    is_glued = before.text in _MARKS and before.end == token.start
    is_noun = token.tag in ("NNP", "NNPS") and token.ner not in ("DATE", "TIME")
    is_name = token.text[:1].isupper() and (is_noun or is_glued)
    is_mark = token.text in _MARKS or token.text.lower() in _PARTICLES
    return is_name or (is_mark and _is_of_name(tokens, -1, index))


def _designated(parse: ParsedSentence) -> Iterator[tuple[int, int]]:
    """Yield the tokens [first, last) of names that a word beside them calls a place."""
    tokens = parse.tokens
    for index, token in enumerate(tokens):
        word = token.text.lower()
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        is_post = word == "post" and index > 0 and tokens[index - 1].text in _POSTS
        if (word in _KINDS or is_post) and after == "of":
            yield from _listed(tokens, index + 2, several=word in _PLURAL)
        elif word in _COMPASS and after == "of":
            yield from _listed(tokens, index + 2, several=False)
        elif word in _PLURAL and after == ":":
            yield from _listed(tokens, index + 2, several=True)
        elif word in _DIRECTION:
            yield from _listed(tokens, index + 1, several=False)
        if word in _BEHIND and token.text.islower():
            yield from _ending(tokens, index)
        elif word in _CLOSING and token.text[:1].isupper() and after not in _JUSTICE:
            for first, last in _ending(tokens, index, closing=1):
                if word in _LAND or _before(tokens, first) in _OF_PLACE:
                    yield first, last


def _works(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Yield the tokens [first, last) of names of works: "near the Las Bambas copper mine"."""
    for token in tokens:
        if token.text not in WORKS:
            continue
        kind = token.index
        while kind > 0 and tokens[kind - 1].text.islower() and tokens[kind - 1].tag in _TRADE:
            kind -= 1
        named = _ending(tokens, kind)
        yield from ((a, b) for a, b in named if _before(tokens, a) in _OF_PLACE)


def _streets(tokens: tuple[Token, ...], names: tuple[NameMatch, ...]) -> Iterator[tuple[int, int]]:
    """Yield the tokens [first, last) of streets called after countries: "in Lebanon street"."""
    for name in names:
        after = tokens[name.last] if name.last < len(tokens) else None
        is_street = after is not None and after.text in _STREETS and after.dep == "pobj"
        at = tokens[name.first - 1] if name.first else None
        is_country = any(hit.kind.startswith("A.PCL") for hit in name.place_hits[:1])
        if is_street and is_country and at is not None and at.tag == "IN":
            yield name.first, name.last + 1


def _listed(tokens: tuple[Token, ...], first: int, *, several: bool) -> Iterator[tuple[int, int]]:
    """Yield the name at `first`, and of several those after commas and "and"."""
    while first < len(tokens):
        if tokens[first].tag == "DT":
            first += 1
        last = first
        while last < min(first + _LONGEST, len(tokens)) and _is_of_name(tokens, first, last):
            last += 1
        while last > first and tokens[last - 1].text in _MARKS:
            last -= 1
        if last == first or not _may_be_place(tokens[first:last]):
            return
        yield first, last
        joined = last
        while joined < len(tokens) and tokens[joined].text in (",", "and", "&"):
            joined += 1
        if not several or joined == last:
            return
        first = joined


def _ending(
    tokens: tuple[Token, ...], index: int, *, closing: int = 0
) -> Iterator[tuple[int, int]]:
    """Yield the name that ends before `index`, or with it where that word is part of the name."""
    first = index
    while first > max(0, index - _LONGEST) and _is_of_name(tokens, first - 1, first - 1):
        first -= 1
    while first < index and tokens[first].text in _MARKS:
        first += 1
    inside_sentence = first > 0 or closing
    if first < index and inside_sentence and _may_be_place(tokens[first:index]):
        yield first, index + closing


def _before(tokens: tuple[Token, ...], first: int) -> str:
    """Return the word before a name, its article left out."""
    before = first - 1
    while before >= 0 and tokens[before].tag == "DT":
        before -= 1
    return tokens[before].text.lower() if before >= 0 else ""


def _is_of_name(tokens: tuple[Token, ...], first: int, index: int) -> bool:
    token = tokens[index]
    if token.text[:1].isupper() or token.text[:1] in "‘’":
        return token.tag in ("NNP", "NNPS", "NN", "JJ", "FW", "HYPH", "``", "''", "XX", "NNS")
    if token.text in _MARKS:
        glued = index + 1 < len(tokens) and token.end == tokens[index + 1].start
        return glued and (index == first or tokens[index - 1].end == token.start)
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    particle = token.text.lower()
    bare = particle in ("al", "el") and following[:1].isupper()
    return particle in _PARTICLES and (bare or following in _MARKS)


def _may_be_place(tokens: tuple[Token, ...]) -> bool:
    """Whether it is a name, and not a people's ("the Kurdish areas") or a person's with a title."""
    labels = {t.ner for t in tokens}
    if labels & {"NORP", "DATE", "TIME", "CARDINAL", "ORDINAL"}:
        return False
    return any(t.tag in ("NNP", "NNPS", "FW", "XX") and t.text[:1].isupper() for t in tokens)
