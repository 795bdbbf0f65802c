"""What stands beside a place name: the larger place it is said to lie in, places listed with it.

Everything here is evidence for `stages.place`, which weighs it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from dragoman.knowledge.index import MINOR_BELOW
from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.knowledge.sphere import great_circle_km
from dragoman.records import Document, Mention
from dragoman.stages.entities.designated import WORKS
from dragoman.stages.entities.place_names import abbreviated_region, look_up

__all__ = [
    "abbreviation_after",
    "are_within",
    "container_after",
    "container_before",
    "distance_km",
    "holds_the_next",
    "is_said_as_region",
    "lies_in",
    "no_city_if_a_village",
    "within_its_town",
]

# What may stand between a place and the larger place it is said to lie in.
_THE_PART = (
    r"(?:the )?(?:(?:(?:north|south|east|west)(?:ern)?(?:-?(?:east|west)(?:ern)?)?|central|upper|"
    r"lower|coastal|mainland|rural|neighbou?ring|nearby) )*"
)
_KIND = (
    r"(?:village|town|city|capital|port|hamlet|suburb|settlement|municipality|township|resort|"
    r"district|county|province|region|neighbou?rhood|quarter|area|island)"
)
_JOIN = re.compile(
    rf",? ?\(?|, {_THE_PART}|,? in {_THE_PART}|, (near|outside) |"
    rf"(,? (an?|the) ([a-z-]+ ){{0,2}}?| ){_KIND} (in|of) {_THE_PART}"
)
_OF_KIND = re.compile(r"(['’]s)? ([a-z][\w-]* ){0,4}(of |in |at )?(the )?")
_ABROAD = re.compile(
    r"\b(?:arriv|land|fl(?:ew|ies|y)|travel|visit|me(?:e?t|eting)|h[eo]ld|talks|c[ao]me|went|"
    r"embass|consul|ambassador|envoy|diplomat|shell|bomb|hit\b|str[iu](?:k|ck)|attack|raid|invad)|"
    r"\b(?:on|near|against|from|to|into|over|towards?) $"
)
"""Words of who is in another country, or acts on it: "the Greek minister arrived in Tripoli"."""
# "The Congolese border town of": no verb or article between, for what Russian troops took is not
# Russian.
_OF_ITS_TOWNS = re.compile(
    rf"(['’]s)? {_THE_PART}(?:(?!(?:an?|the|th\w+|held|hit|took|of|in|on|to|[a-z-]+(?:ed|s)) )"
    rf"[a-z-]+ )?(?:village|town|city|capital|port|hamlet|suburb|province|region|district) (of )?"
)
_REGION_OF = re.compile(r" (?:[a-z-]+ )?(?:state|province|region|governorate) of (?:the )?")
_SITE_IN = re.compile(
    rf"(?i:.* (?:beach|square|market|street|avenue|road|roundabout|junction|bridge|gate|park|hotel|"
    rf"mosque|church|school|hospital|stadium|prison|barracks|camp|cemetery|station)) "
    rf"(?:in|of) {_THE_PART}"
)
_VILLAGE_BEFORE = re.compile(
    r"\b(?:[Vv]illages?|[Hh]amlets?)(?: of|:) (?:(?:[\w’'-]+ ){0,2}[\w’'-]+(?:, and |, | and ))*$"
)
_VILLAGE_AFTER = re.compile(r" (?:village|hamlet)\b(?! of)")
_BEFORE = 80
"""Characters in which a list of villages begins."""
_CITY = 0.6
"""Weight of a city of 100,000 people."""
_APART_KM = 50.0
_ACROSS_TOWN_KM = 60.0
_KM_OF_LATITUDE = 111.0
"""Kilometres that a degree of latitude has at least."""
_SITE_WORDS = 3
"""Words of "toll gate in"."""
_NEXT_NAME = re.compile(r", ([A-Z][\w’'-]*\.?(?: (?:and |of |the )?[A-Z][\w’'-]*\.?){0,3})")
_ABBREVIATION = re.compile(
    r",? \(?((?:[A-Z][a-z]{0,4}\.|[A-Z]\.[A-Z]\.|[A-Z]{2,3}\b)(?! [A-Z][a-z]))"
)


def container_after(
    document: Document, mention: Mention, following: Mention | None, index: PlaceIndex
) -> tuple[PlaceHit, ...]:
    """Return the larger places named right after a mention: "Paris, Texas", "Goma in Congo"."""
    text, end = document.text, mention.span.end
    if following is not None and following.span.start >= end:
        between = text[end : following.span.start]
        if len(between) < 40 and _JOIN.fullmatch(between):
            return _large(look_up(text[following.span.start : following.span.end], index))
    match = _NEXT_NAME.match(text, end)
    if match is None:
        return ()
    words = match[1].split(" ")
    for count in range(len(words), 0, -1):
        if hits := _large(look_up(" ".join(words[:count]), index)):
            return hits
    return ()


def within_its_town(
    document: Document,
    mention: Mention,
    following: Mention | None,
    hits: tuple[PlaceHit, ...],
    index: PlaceIndex,
) -> tuple[PlaceHit, ...]:
    """Return the readings of a site's name that lie in the town named after it.

    "Lido beach in Mogadishu" is in no other country, and nowhere where the gazetteer has it not.
    """
    if following is None or following.span.start < mention.span.end:
        return hits
    text, start, end = document.text, mention.span.start, mention.span.end
    between = text[end : following.span.start]
    if len(between.split()) > _SITE_WORDS or not _SITE_IN.fullmatch(text[start:end] + between):
        return hits
    towns = look_up(text[following.span.start : following.span.end], index)
    return tuple(h for h in hits if any(distance_km(h, town) < _ACROSS_TOWN_KM for town in towns))


_WORKS_AFTER = re.compile(rf" (?:[a-z]+ ){{0,2}}(?:{'|'.join(sorted(WORKS))})\b")


def no_city_if_a_village(
    document: Document, mention: Mention, hits: tuple[PlaceHit, ...]
) -> tuple[PlaceHit, ...]:
    """Return the readings without cities and provinces where the text calls it a village.

    A mine of several words is called like a town, and is in none of them: "the Cerro Pardo mine".
    """
    text, start, end = document.text, mention.span.start, mention.span.end
    if " " in text[start:end] and _WORKS_AFTER.match(text, end):
        return tuple(hit for hit in hits if not hit.kind.startswith("P"))
    before = text[max(0, start - _BEFORE) : start]
    is_said = _VILLAGE_BEFORE.search(before) or _VILLAGE_AFTER.match(text, end)
    if not is_said or mention.usage == "demonym":
        return hits
    cities = [h for h in hits if h.kind.startswith("P") and h.weight >= _CITY]
    about = ("A.ADM", "A.PCL") if cities else ("A.ADM1", "A.PCL")  # the city's district, too
    return tuple(h for h in hits if h not in cities and not h.kind.startswith(about))


def abbreviation_after(
    document: Document, mention: Mention, index: PlaceIndex
) -> tuple[PlaceHit, ...]:
    """Return the state or province that abbreviated follows: "Holliday, Mo."; () if none does.

    Unlike a name in full, which may go on a list, it can only say where the place lies.
    """
    match = _ABBREVIATION.match(document.text, mention.span.end)
    return () if match is None else abbreviated_region(match[1], index)


def container_before(
    document: Document,
    mention: Mention,
    previous: Mention | None,
    index: PlaceIndex,
    *,
    surely: bool = False,
) -> tuple[PlaceHit, ...]:
    """Return the larger places a mention is tied to from the left: "the Syrian city of Aleppo".

    With `surely` only those that it must lie in: not Russia of "Russian strikes on Aleppo".
    """
    if previous is None or previous.span.end > mention.span.start:
        return ()
    between = document.text[previous.span.end : mention.span.start]
    tie = _OF_ITS_TOWNS if surely else _OF_KIND
    if len(between) > 40 or not tie.fullmatch(between) or _ABROAD.search(between):
        return ()
    return _large(look_up(document.text[previous.span.start : previous.span.end], index))


def holds_the_next(
    document: Document,
    mention: Mention,
    hits: Sequence[PlaceHit],
    following: Mention | None,
    index: PlaceIndex,
) -> bool:
    """Return whether it is a country before a region of it: "the Mexico state of Durango"."""
    if following is None or following.span.start < mention.span.end:
        return False
    text = document.text
    if not _REGION_OF.fullmatch(text[mention.span.end : following.span.start]):
        return False
    regions = look_up(text[following.span.start : following.span.end], index)
    countries = [hit for hit in hits if hit.kind.startswith("A.PCL")]
    return any(r.kind == "A.ADM1" and lies_in(r, c) for r in regions for c in countries)


def is_said_as_region(
    document: Document,
    mention: Mention,
    hits: Sequence[PlaceHit],
    previous: Mention | None,
    index: PlaceIndex,
) -> bool:
    """Whether a town of the region stands before a name of region and city: "Buffalo, New York".

    The town must be large, or the one most likely meant, for "Paris, Washington" is a list; and
    it must lie away from the city, for Brooklyn is in both.
    """
    if previous is None or document.text[previous.span.end : mention.span.start] != ", ":
        return False
    region = next((hit for hit in hits if hit.kind == "A.ADM1"), None)
    cities = [hit for hit in hits if hit.kind.startswith("P")]
    if region is None or not cities:
        return False
    towns = look_up(document.text[previous.span.start : previous.span.end], index)
    return any(
        town.kind.startswith("P")
        and lies_in(town, region)
        and (number == 0 or town.weight >= MINOR_BELOW)
        and all(distance_km(town, city) > _APART_KM for city in cities[:1])
        for number, town in enumerate(towns)
    )


def _large(hits: Iterable[PlaceHit]) -> tuple[PlaceHit, ...]:
    """Return the countries, regions, districts and areas among `hits`."""
    return tuple(hit for hit in hits if hit.kind[0] in "AL")


def lies_in(hit: PlaceHit, container: PlaceHit) -> bool:
    """True if `hit` is part of `container`, by country, region, district or nearness to an area."""
    if hit.place_id == container.place_id:
        return False
    if container.kind.startswith("A.PCL"):
        return hit.country is not None and hit.country == container.country
    if container.kind == "A.ADM1" and hit.kind != "A.ADM1":
        return hit.country == container.country and hit.admin1 == container.name
    if container.kind == "A.ADM2":
        return hit.admin2_id == container.place_id
    if hit.latitude is None or container.extent_km is None:
        return False
    return distance_km(hit, container) <= container.extent_km * 0.6


def are_within(km: float, one: PlaceHit, other: PlaceHit) -> bool:
    """Whether two places are less than so far apart; that of unknown ones is not known."""
    if one.latitude is None or other.latitude is None:
        return False
    # Most are told apart by their latitudes alone.
    far = abs(one.latitude - other.latitude) * _KM_OF_LATITUDE > km
    return not far and distance_km(one, other) < km


def distance_km(one: PlaceHit, other: PlaceHit) -> float:
    """Return the great-circle distance; infinite where a place has no coordinates."""
    if one.latitude is None or one.longitude is None:
        return math.inf
    if other.latitude is None or other.longitude is None:
        return math.inf
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)
