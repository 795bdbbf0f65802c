"""What a document says about where its places lie: containers beside a name, countries named.

Everything here is evidence for `stages.place`, which weighs it. Distances are great-circle
kilometres.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.knowledge.sphere import great_circle_km
from dragoman.records import Document, Mention

__all__ = ["Setting", "container_after", "container_before", "distance_km", "lies_in", "look_up"]

# What may stand between a place and the larger place it is said to lie in.
_JOIN = re.compile(r",? ?\(?|,? in (the )?|, (near|outside) ")
_OF_KIND = re.compile(r"(['’]s)? ([a-z][\w-]* ){0,4}(of |in |at )?(the )?")
_NEXT_NAME = re.compile(r", ([A-Z][\w’'-]*\.?(?: (?:and |of |the )?[A-Z][\w’'-]*\.?){0,3})")
_DIRECTION = re.compile(
    r"(?i)^(the |greater |metropolitan |downtown |central |mainland |occupied |"
    r"(north|south|east|west)(ern|-?east(ern)?|-?west(ern)?)? |upper |lower )+"
)
_KIND_WORD = re.compile(
    r"(?i) (province|region|state|governorate|oblast|county|district|prefecture|city|town|village|"
    r"municipality|department|division|area|metro|republic|peninsula)$"
)
# Abbreviations of US states as papers write them after a town; too short to be names by themselves.
_US_STATES = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California",
    "colo": "Colorado", "conn": "Connecticut", "del": "Delaware", "fla": "Florida",
    "ga": "Georgia", "ill": "Illinois", "ind": "Indiana", "kan": "Kansas", "ky": "Kentucky",
    "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts", "mich": "Michigan",
    "minn": "Minnesota", "miss": "Mississippi", "mo": "Missouri", "mont": "Montana",
    "neb": "Nebraska", "nev": "Nevada", "nh": "New Hampshire", "nj": "New Jersey",
    "nm": "New Mexico", "ny": "New York", "nc": "North Carolina", "nd": "North Dakota",
    "okla": "Oklahoma", "ore": "Oregon", "pa": "Pennsylvania", "ri": "Rhode Island",
    "sc": "South Carolina", "sd": "South Dakota", "tenn": "Tennessee", "tex": "Texas",
    "vt": "Vermont", "va": "Virginia", "wash": "Washington", "wva": "West Virginia",
    "wis": "Wisconsin", "wyo": "Wyoming", "dc": "District of Columbia", "al": "Alabama",
    "ak": "Alaska", "az": "Arizona", "ar": "Arkansas", "ca": "California", "co": "Colorado",
    "ct": "Connecticut", "de": "Delaware", "fl": "Florida", "hi": "Hawaii", "id": "Idaho",
    "il": "Illinois", "in": "Indiana", "ia": "Iowa", "ks": "Kansas", "ma": "Massachusetts",
    "me": "Maine", "mi": "Michigan", "mn": "Minnesota", "ms": "Mississippi", "mt": "Montana",
    "ne": "Nebraska", "nv": "Nevada", "oh": "Ohio", "ok": "Oklahoma", "or": "Oregon",
    "tn": "Tennessee", "tx": "Texas", "ut": "Utah", "wa": "Washington", "wi": "Wisconsin",
    "wv": "West Virginia", "wy": "Wyoming",
}  # fmt: skip


def look_up(surface: str, index: PlaceIndex) -> tuple[PlaceHit, ...]:
    """Return what a place name may mean, also without a word of direction or kind.

    "northern Mali" is found as kept, else as Mali; "Idlib province" as the region before the
    city. A US state's abbreviation with its full stop or in capitals is that state.
    """
    name = re.sub(r"['’]s$", "", " ".join(surface.split())).strip(" ,;:()")
    hits = index.find(name, minor=True) or index.find(name.rstrip("."), minor=True)
    if hits:
        return hits
    state = _US_STATES.get(fold(name))
    if state is not None and (surface.rstrip().endswith(".") or name.isupper()):
        return tuple(h for h in index.find(state) if h.country == "USA" and h.kind == "A.ADM1")
    bare = _KIND_WORD.sub("", name)
    if bare != name and (hits := index.find(bare, minor=True)):
        is_city = re.search(r"(?i) (city|town|village)$", name) is not None
        return tuple(sorted(hits, key=lambda h: h.kind.startswith("P") != is_city))
    undirected = _DIRECTION.sub("", name)
    return index.find(undirected, minor=True) if undirected and undirected != name else ()


def container_after(
    document: Document, mention: Mention, following: Mention | None, index: PlaceIndex
) -> tuple[PlaceHit, ...]:
    """Return the larger places named right after a mention: "Paris, Texas", "Goma in Congo"."""
    text, end = document.text, mention.span.end
    if following is not None and following.span.start >= end:
        between = text[end : following.span.start]
        if len(between) < 14 and _JOIN.fullmatch(between):
            return _large(look_up(text[following.span.start : following.span.end], index))
    match = _NEXT_NAME.match(text, end)
    if match is None:
        return ()
    words = match[1].split(" ")
    for count in range(len(words), 0, -1):
        if hits := _large(look_up(" ".join(words[:count]), index)):
            return hits
    return ()


def container_before(
    document: Document, mention: Mention, previous: Mention | None, index: PlaceIndex
) -> tuple[PlaceHit, ...]:
    """Return the larger places a mention is tied to from the left: "the Syrian city of Aleppo"."""
    if previous is None or previous.span.end > mention.span.start:
        return ()
    between = document.text[previous.span.end : mention.span.start]
    if len(between) > 40 or not _OF_KIND.fullmatch(between):
        return ()
    return _large(look_up(document.text[previous.span.start : previous.span.end], index))


def _large(hits: Iterable[PlaceHit]) -> tuple[PlaceHit, ...]:
    """Return the countries, regions and areas among `hits`."""
    return tuple(hit for hit in hits if hit.kind[0] in "AL")


def lies_in(hit: PlaceHit, container: PlaceHit) -> bool:
    """True if `hit` is part of `container`, by its country, region or nearness to an area."""
    if hit.place_id == container.place_id:
        return False
    if container.kind.startswith("A.PCL"):
        return hit.country is not None and hit.country == container.country
    if container.kind == "A.ADM1" and hit.kind != "A.ADM1":
        return hit.country == container.country and hit.admin1 == container.name
    if hit.latitude is None or container.extent_km is None:
        return False
    return distance_km(hit, container) <= container.extent_km * 0.6


def distance_km(one: PlaceHit, other: PlaceHit) -> float:
    """Return the great-circle distance; infinite where a place has no coordinates."""
    if one.latitude is None or one.longitude is None:
        return math.inf
    if other.latitude is None or other.longitude is None:
        return math.inf
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


class Setting:
    """Where a document is set, by the places it names that are settled already."""

    def __init__(self, settled: Sequence[tuple[PlaceHit, int]], country: str | None) -> None:
        """Take settled places with how often each is named, and a country known from outside."""
        self.countries: Counter[str] = Counter()
        self.regions: Counter[tuple[str | None, str]] = Counter()
        self.points: list[PlaceHit] = []
        for hit, count in settled:
            if hit.country is not None:
                self.countries[hit.country] += count
            if hit.kind == "A.ADM1":
                self.regions[hit.country, hit.name] += count
            elif hit.admin1 is not None:
                self.regions[hit.country, hit.admin1] += count
            if not hit.kind.startswith(("A.PCL", "L.CONT", "H.OCN")):
                self.points.append(hit)
        if country is not None:
            self.countries[country] += 2

    def country_share(self, hit: PlaceHit) -> float:
        """Return the share, 0 to 1, of settled places that lie in the country of `hit`."""
        total = self.countries.total()
        return self.countries[hit.country] / total if hit.country is not None and total else 0.0

    def names_region_of(self, hit: PlaceHit) -> bool:
        """True if the first-order region `hit` lies in is named or has another settled place."""
        return hit.admin1 is not None and self.regions[hit.country, hit.admin1] > 0

    def nearness(self, hit: PlaceHit) -> float:
        """Return 1 beside another settled place, falling to 0 at about a thousand kilometres."""
        others = [point for point in self.points if point.place_id != hit.place_id]
        nearest = min((distance_km(hit, point) for point in others), default=math.inf)
        return max(0.0, 1.0 - nearest / 1000.0)
