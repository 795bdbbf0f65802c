"""What an office's title and a person's name tell: PLOVER sector, how prominent, family name."""

from __future__ import annotations

import re

__all__ = ["FAMILY_FIRST", "PARTICLES", "family_name", "is_first_rank", "sector_of"]

FAMILY_FIRST = frozenset("CHN TWN HKG KOR PRK VNM KHM".split())
"""Countries in whose names the family name stands first."""
PARTICLES = frozenset("al el bin ibn ben de da do dos du del della di von van der den le la ter "
                      "st abu ould ag".split())  # fmt: skip
"""Words that belong to the family name after them."""
_FIRST_NAME_USED = frozenset("ETH ERI ISL".split())
_SECTORS = (
    (r"chief of (the )?(general|national defen[cs]e|defen[cs]e|army|naval|navy|air|armed)", "MIL"),
    (r"joint chiefs|general staff|staff of the (army|navy|air)|\bcommander\b", "MIL"),
    (r"intelligence|secret service|mossad|shin bet|state security|security service", "SPY"),
    (r"speaker|duma|senat|representative$|congress|house|rep$|sen$|federation council", "LEG"),
    (r"chief justice|attorney[- ]general|court of justice|prosecutor", "JUD"),
    (r"\bpolice\b|gendarmerie", "COP"),
)
_MORE_SECTORS = (
    (r"(supreme|constitutional) (people's )?court|constitutional council", "JUD"),
    (r"member of (the )?.*(parliament|assembly|knesset|bundestag|chamber|legislat)", "LEG"),
    (r"president of the (chamber|national assembly|parliament|assembly)", "LEG"),
    (r"\bjudge\b|\bjustice of the\b", "JUD"),
    (r"leader of the opposition", "OPP"),
    (r"\bparty (chair|leader|president)|leader of the .*party", "PTY"),
)
_CIVIL = re.compile(r"bank|minister|white house|secretary of|sovereign")
_FIRST_RANK = re.compile(
    r"(?i)^(acting |interim )?(president|prime minister|king|queen|emir|sultan|chancellor|"
    r"supreme leader|pope|secretary[- ]general|head of (state|government))|"
    r"\b(foreign|external|defen[cs]e) (minister|affairs)|minister (of|for) (foreign|defen[cs]e)"
)


def sector_of(position: str, *, also_lesser: bool = False) -> str:
    """Return the PLOVER sector of an office; GOV where its title tells no other.

    With `also_lesser`, members of parliaments, judges and party leaders are told as well.
    """
    text = position.lower()
    patterns = (*_SECTORS, *_MORE_SECTORS) if also_lesser else _SECTORS
    for pattern, sector in patterns:
        if re.search(pattern, text) and not _CIVIL.search(text):
            return sector
    return "GOV"


def is_first_rank(position: str) -> bool:
    """True for heads of state and government, of world bodies, foreign and defence ministers."""
    deputy = re.search(r"(?i)deputy|vice|former|assistant|parliamentary", position)
    return _FIRST_RANK.search(position) is not None and deputy is None


def family_name(person: str, country: str) -> str:
    """Return the name by which a paper calls the person for short; a single name as it is."""
    words = person.split()
    if len(words) < 2:
        return person
    if country in FAMILY_FIRST or country in _FIRST_NAME_USED:
        return words[-1] if country == "VNM" else words[0]
    if re.fullmatch(r"(Jr|Sr|II|III|IV)\.?", words[-1]) and len(words) > 2:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])
