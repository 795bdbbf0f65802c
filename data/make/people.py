"""Names and offices of people: normal case, family names, which office is high, its sector."""

from __future__ import annotations

import re

from dragoman.knowledge.names import fold

GREAT = frozenset("USA RUS CHN GBR FRA DEU IND JPN ISR IRN UKR TUR".split())
# Family names that alone, at the start of a sentence, are most often something else.
ORDINARY = frozenset(
    "bishop case date day hall hill house judge king long major mark marshall or page poor pope "
    "power price rich short snow son song such sun wood young".split()
)
_NOT_A_NAME = re.compile(
    r"\b(Republic|Kingdom|Commonwealth|Council|Minister|represented|Zealand|Air|Prince of|"
    r"vacant|note|Government|Committee|President|Emperor|Chairman|Sheikhdom|Federation|Union)\b"
)
_LESSER = 0.2
_LOCAL = re.compile(
    r"(?i)under-?secretary of|university|party|state of (?-i:[A-Z])|legislative assembly of|"
    r"court of appeal|bar assoc|football|olympic|\bregion\b|regional council|province|city of"
)
_HIGH = re.compile(
    r"^(acting |interim |caretaker )?(federal |cabinet |\w+(ian|ot) )?("
    r"(vice[- ]|deputy )?president|(first |second )?(deputy )?prime minister|"
    r"premier|chancellor|king|queen|emir|amir|sultan|emperor|monarch|pope|"
    r"secretary (for|of) foreign( and political)? affairs|foreign affairs minister|"
    r"secretary of (state|defen[cs]e|the treasury|homeland security|foreign affairs|"
    r"national defense|the interior|government)$|secretary of state for (foreign|defence|the home|"
    r"international)|attorney general|national security advis|secretary of the security council|"
    r"(deputy )?minister (of|for) (the )?(foreign|external|defen[cs]e|national defen[cs]e|"
    r"interior|internal|home|finance|justice|europe|state security|public security|oil|petroleum|"
    r"energy|intelligence|armed forces|emergency|information|unification|international|"
    r"economy|trade|commerce|strategic)|foreign minister|chancellor of the exchequer|"
    r"home secretary|foreign secretary|"
    r"chief of (the )?(general|defen[cs]e|army|naval|air|armed)|chairman of the joint chiefs|"
    r"director of (the )?(central|national intelligence|federal bureau|secret|mossad|shin)|"
    r"director[- ]general of|speaker of the (house|national|parliament|knesset|verkhovna|"
    r"lok|grand)|secretary[- ]general of|under[- ]secretary[- ]general|high commissioner|"
    r"high representative|governor of the (central )?bank|chairman of the (central bank|state duma|"
    r"federation council|federal reserve)|(permanent representative|ambassador) to the (united "
    r"nations|united states|european union|united kingdom)|(ambassador) to (russia|china|ukraine|"
    r"israel|iran|syria|yemen|turkey|france|germany|nato)$|chief justice of|chief executive|"
    r"taoiseach|supreme leader|head of (state|government|the presidential)|leader of)",
    re.IGNORECASE,
)


def in_normal_case(name: str) -> str:
    """Return a name whose family name is in capitals with just its first letters so.

    "Abdel Fattah el-SISI" becomes "Abdel Fattah el-Sisi", "McDONALD" stays "McDonald".
    """
    words = []
    for word in name.replace("’", "'").split():
        parts = [_part(part) for part in re.split(r"([-'])", word)]
        for index in range(2, len(parts), 2):
            # "O'Brien", "N'Djamena", but "Tuila'epa".
            if parts[index - 1] == "'" and len(parts[index - 2]) > 1:
                parts[index] = parts[index].lower()
        words.append("".join(parts))
    return " ".join(words)


def without_rank(name: str) -> str:
    """Return a name without the ranks before it: "Lt. Col. Paul-Henri Sandaogo Damiba"."""
    return _RANKS.sub("", name)


def _part(part: str) -> str:
    """Return one part of a name in normal case; roman numerals and initials stay."""
    if re.fullmatch(r"[IVX]+|[A-Z]\.?|[-']", part) or part.upper() != part:
        mac = re.fullmatch(r"(Mc|Mac|De|Le|La|Di)([A-Z]{2,})", part)
        return mac[1] + mac[2].capitalize() if mac else part
    return part.capitalize()


def is_plain_name(person: str, position: str) -> bool:
    """True unless the row was split wrongly: title words in the name, or a cut-off title."""
    is_cut = re.search(r"( of| of the| by|Prime|^Minister)$|represented|Air\b", position)
    is_cut = is_cut or re.search(r" (and|as|serving) ", person)
    return not (is_cut or _NOT_A_NAME.search(person) or not re.search(r"[A-Z]{2}", person))


_RANKS = re.compile(
    r"^((Lt|Col|Gen|Maj|Brig|Capt|Cdre|Adm|Sgt|Dr|Prof|Hon|Rev)\.\s*|Field Marshal |Sir )+"
)
_INITIAL = re.compile(r"[A-Z]\.?")
SPANISH = frozenset(
    "ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split()
)
"""Countries where a full name ends in the father's family name and then the mother's."""


def forms_of(name: str, surname: str, others: list[str]) -> list[str]:
    """Return further full forms of a name: as others write it, and first with family name."""
    found = {fold(name): name}
    for other in others:
        bare = re.sub(r'\s*["“(][^"”)]*["”)]', "", other).strip()
        for form in (bare, _first_and_family(bare, surname)):
            if len(form.split()) > 1:
                found.setdefault(fold(form), form)
    return [form for form in found.values() if form != name]


def spoken_forms(name: str, country: str, given_names: set[str]) -> list[str]:
    """Return a full name as it is spoken: without initials, in Spanish without the mother's name.

    "Andrés Pastrana Arango" of Colombia is "Andrés Pastrana", while "Juan Manuel Santos" has two
    given names; `given_names` tells, folded.
    """
    words = name.split()
    found = []
    if len(words) > 2 and any(_INITIAL.fullmatch(word) for word in words[1:-1]):
        words = [words[0], *(w for w in words[1:-1] if not _INITIAL.fullmatch(w)), words[-1]]
        found.append(" ".join(words))
    plain = all(word[:1].isupper() and len(word) > 2 for word in words)
    if country in SPANISH and plain and len(words) in (3, 4):
        given = 1 + (fold(words[1]) in given_names)
        if len(words) - given == 2:  # the father's name and the mother's
            found.append(" ".join(words[:-1]))
            if given > 1:
                found += [f"{words[0]} {words[2]}", f"{words[0]} {words[2]} {words[3]}"]
    return found


def _first_and_family(name: str, surname: str) -> str:
    """Return "Vladimir Putin" for "Vladimir Vladimirovich Putin"; "" where it cannot be told."""
    words = name.split()
    if not surname or fold(words[0]) in fold(surname).split() or surname not in name:
        return ""
    return f"{words[0]} {surname}"


def is_high_office(position: str) -> bool:
    """True for heads of state and government, main ministers, chiefs of staff, world bodies."""
    text = position.strip()
    return _HIGH.match(text) is not None and not _LOCAL.search(text)


def is_local(position: str) -> bool:
    """True for offices of parties, towns, provinces, universities and the like."""
    return _LOCAL.search(position) is not None


def weight_of(position: str, country: str, source: str) -> float:
    """Return a prior: how prominent holders of such an office are in world news."""
    text = position.lower().removeprefix("federal ")
    base = 0.4
    if source == "us_congress_current":
        return 0.35
    if not is_high_office(position) and source.startswith("wikidata"):
        return _LESSER
    if re.match(r"(president|prime minister|king|queen|emir|chancellor$|supreme|leader|pope|"
                r"secretary-general of the united nations|taoiseach)", text):  # fmt: skip
        base = 0.65
    elif (
        re.search(r"foreign|external|secretary of state|defen[cs]e", text) and "deputy" not in text
    ):
        base = 0.5
    elif re.search(r"ambassador|deputy|vice|governor", text):
        base = 0.35
    return round(base + (0.15 if country in GREAT | {"UNO"} else 0.0), 2)
