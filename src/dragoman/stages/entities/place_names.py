"""What a place name may mean: the gazetteer asked with and without words of direction and kind.

Also what the words beside a name say of the kind of place it is ("the Tisa river", "the province of
Idlib"), and the abbreviations of states and provinces that stand after a town's name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit, PlaceIndex

__all__ = ["abbreviated_region", "bare_name", "kinds_asked_for", "look_up"]

_DIRECTION = re.compile(
    r"(?i)^(the |greater |metropolitan |downtown |central |mainland |occupied |inner |outer |"
    r"(north|south|east|west)(ern|-?east(ern)?|-?west(ern)?)? |upper |lower )+"
)
_KIND_WORD = re.compile(
    r"(?i)[ -](province|region|state|governorate|oblast|county|co\.?|district|prefecture|city|town|"
    r"village|municipality|department|division|area|metro|metropolitan area|republic|peninsula|"
    r"based|parish|borough|township|twp\.?)$"
)
_KINDS = {
    "A.ADM1": "province region state governorate oblast prefecture department krai emirate canton "
    "governor gov legislature",
    "A.ADM2": "county co district rayon raion parish borough subdistrict",
    "P": "city town village suburb hamlet township twp municipality metropolis neighbourhood "
    "neighborhood municipality settlement",
    "A.PCL": "country republic kingdom nation",
    "H": "river sea lake bay gulf strait straits ocean channel reservoir creek dam",
    "T": "mountain mountains mount island islands isle desert peninsula valley plateau hills hill "
    "range cape volcano heights",
    "S": "airport airbase base airfield camp plant bridge station",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_CALLED_AFTER = re.compile(r"(?i)[ -](street|avenue|boulevard|square)$")
"""What is called after places without lying there: "Damascus Street"."""
_WELL_KNOWN = 0.6
"""Weight of a city of 100,000 people."""
_AFTER = re.compile(r"[ -]([A-Za-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+)(?: of)?(?: the)? $")
# States and provinces as papers write them after a town; too short to be names by themselves.
_REGIONS = {
    "USA": {
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
    },
    "CAN": {
        "alta": "Alberta", "ab": "Alberta", "bc": "British Columbia", "man": "Manitoba",
        "mb": "Manitoba", "nb": "New Brunswick", "nfld": "Newfoundland and Labrador",
        "nl": "Newfoundland and Labrador", "ns": "Nova Scotia", "nwt": "Northwest Territories",
        "ont": "Ontario", "on": "Ontario", "pei": "Prince Edward Island", "que": "Quebec",
        "qc": "Quebec", "sask": "Saskatchewan", "sk": "Saskatchewan", "yt": "Yukon",
    },
    "AUS": {
        "nsw": "New South Wales", "qld": "Queensland", "vic": "Victoria", "tas": "Tasmania",
        "act": "Australian Capital Territory",
    },
}  # fmt: skip


@lru_cache(maxsize=4096)  # a document asks several times for each of its names
def look_up(surface: str, index: PlaceIndex) -> tuple[PlaceHit, ...]:
    """Return what a place name may mean, also without a word of direction or kind.

    "northern Mali" is found as kept, else as Mali; "Idlib province" as kept, else as Idlib. The
    abbreviation of a state or province is that region and nothing else. A longer name that is not
    known is what a part of it names.
    """
    region = abbreviated_region(surface, index)
    if region:
        return region
    name = bare_name(surface)
    hits = index.find(name, minor=True) or index.find(name.rstrip("."), minor=True)
    if hits:
        return hits
    shorter = _KIND_WORD.sub("", name)
    if shorter != name and (hits := index.find(shorter, minor=True)):
        return hits
    shortest = _DIRECTION.sub("", shorter)
    return (index.find(shortest) if shortest else ()) or _part(name, index)


def _part(name: str, index: PlaceIndex) -> tuple[PlaceHit, ...]:
    """Return the place that a longer name is called after: "Colorado State University".

    The longest part wins, then the first. It must be well known: "University" is a town too.
    Streets are called after places far away.
    """
    if _CALLED_AFTER.search(name):
        return ()
    words = re.split(r"[ /-]+", name)
    for count in range(len(words) - 1, 0, -1):
        for first in range(len(words) - count + 1):
            part = " ".join(words[first : first + count])
            hits = index.find(part) if part[:1].isupper() else ()
            if any(hit.weight >= _WELL_KNOWN for hit in hits):
                return hits
    return ()


def bare_name(surface: str) -> str:
    """Return a name without genitive, odd spaces and marks around it."""
    return re.sub(r"['’]s?$", "", " ".join(surface.split()).strip(' ,;:()"“”')).strip()


def abbreviated_region(surface: str, index: PlaceIndex) -> tuple[PlaceHit, ...]:
    """Return the state or province that `surface` abbreviates; () if it is no abbreviation.

    It must be written with its full stop ("Mo.", "B.C.") or all in capitals ("NY").
    """
    name = bare_name(surface)
    if not (name.endswith(".") or (name.isupper() and len(name) < 4)):
        return ()
    folded = fold(name).replace(" ", "")
    for country, names in _REGIONS.items():
        if folded in names:
            found = index.find(names[folded])
            return tuple(h for h in found if h.country == country and h.kind == "A.ADM1")
    return ()


def kinds_asked_for(text: str, start: int, end: int) -> str:
    """Return the GeoNames kind that the name at [start, end) is said to be of, "" for none.

    The word may close the name itself ("Idlib province"), follow it, or stand before it ("the
    city of Hama", "Lake Chad").
    """
    last = text[start:end].rsplit(None, 1)[-1].lower().strip(".,") if end > start else ""
    following = _AFTER.match(text, end, end + 20)
    before = _BEFORE.search(text[max(0, start - 30) : start])
    words = [last, following[1].lower() if following else "", before[1].lower() if before else ""]
    return next((_KIND_OF[word] for word in words if word in _KIND_OF), "")
