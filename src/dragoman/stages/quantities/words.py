"""How counts and amounts are written: number phrases as bounds, and the words that tell kinds.

Bounds of vague words, all approximate: dozens 24, scores 40, hundreds 200, thousands 2,000,
tens of thousands 20,000, several and a few 2; none of them has an upper bound.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from dragoman.stages.dates.words import NUMBERS

__all__ = [
    "AGENT_VERBS",
    "COUNTED_KINDS",
    "CURRENCIES",
    "CURRENCY_CODES",
    "DEED_NOUNS",
    "NUMBER_PHRASE",
    "PATIENT_VERBS",
    "PERSON_NOUNS",
    "STATES",
    "Bounds",
    "QuantityKind",
    "bounds_of",
    "may_count",
]

QuantityKind = Literal[
    "killed", "injured", "detained", "displaced", "crowd", "money", "troops", "other"
]


class Bounds(NamedTuple):
    """What a number phrase says: low to high, both inclusive; None is open."""

    low: float | None
    high: float | None
    is_approximate: bool = False


_MULTIPLIERS: Final = {
    "hundred": 1e2, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6,
    "bn": 1e9, "bln": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12, "dozen": 12.0,
    "score": 20.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_VAGUE: Final = {
    "dozens": 24.0, "scores": 40.0, "tens": 20.0, "hundreds": 200.0, "thousands": 2e3,
    "millions": 2e6, "billions": 2e9, "several": 2.0, "few": 2.0, "handful": 2.0, "couple": 2.0,
}  # fmt: skip
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:{_ONES}))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    rf"|{_ONES})"
)
_TIMES = r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)"
# Corpora that part words and signs write "20 , 000".
_DIGITS = r"(?!0[0-9])(?:[0-9]{1,3}(?:(?:,|\s,\s)[0-9]{3}(?![0-9]))+|[0-9]+)(?:\.[0-9]+)?"
_SUFFIX = rf"(?:(?:\s|-)?(?:{_TIMES[3:-1]}|mln|bln|bn|mn|tn)|m|k)\b"
_NUMBER = (
    rf"(?:{_DIGITS}(?:{_SUFFIX})?"
    rf"|(?:half\sa|(?:a|{_SMALL}))(?:[\s-](?:and\sa\shalf\s)?{_TIMES})+"
    rf"(?:\s(?:and\s)?{_SMALL}(?:\s{_TIMES})*)*"
    rf"|{_SMALL})"
)
_VAGUE_PHRASE = (
    r"(?:(?:tens|dozens|scores|hundreds|thousands|millions)(?:\sof\s(?:thousands|millions|billions))?"
    r"|several(?:\s(?:dozen|hundred|thousand|million|billion))?"
    r"|a\s(?:few|handful|couple)(?:\s(?:dozen|hundred|thousand))?)"
)
_CURRENCY_SIGN = (
    r"(?:(?:US|A|C|NZ|HK)?\$|€|£|¥|₽|₹|₴|(?-i:Rs\.?|R(?=[0-9])|USD|EUR|GBP|CHF|JPY|CNY|RUB|INR"
    r"|SDG|UAH|ILS|AED|EGP|ZAR|NGN|KES|ETB|PKR))"
)
_AT_LEAST = (
    r"(?:at\sleast|no\s(?:fewer|less)\sthan|not\s(?:fewer|less)\sthan|a\sminimum\sof|more\sthan"
    r"|over|above|upwards\sof|in\sexcess\sof|exceeding|well\sover|no\sless\sthan)"
)
_AT_MOST = (
    r"(?:up\sto|as\smany\sas|as\smuch\sas|no\smore\sthan|not\smore\sthan|at\smost"
    r"|a\smaximum\sof|fewer\sthan|less\sthan|under|below)"
)
_ABOUT = (
    r"(?:about|around|some|roughly|approximately|nearly|almost|an\sestimated|estimated|close\sto"
    r"|circa|perhaps|probably|~|≈)"
)
NUMBER_PHRASE: Final = re.compile(
    rf"""(?<![\w.,:/#-])(?:(?P<least>{_AT_LEAST})\s|(?P<most>{_AT_MOST})\s|(?P<about>{_ABOUT})\s?
    |(?P<from>between|from)\s)?(?:an?\s(?:additional|further|total\sof)\s)?
    (?P<sign>{_CURRENCY_SIGN})?\s?
    (?:(?P<number>{_NUMBER}(?(sign)(?:\s[mk]\b)?))
    (?:(?P<gap>\s?[-–]\s?|\s(?:to|or)\s|\sand\s(?=(?:{_CURRENCY_SIGN})?[0-9a-z]))
    (?:{_CURRENCY_SIGN})?(?P<second>{_NUMBER})(?![\w]))?
    |(?P<vague>{_VAGUE_PHRASE}))
    (?P<after>\s(?:or\smore|or\sso|and\smore))?(?![\w%]|[.,:/][0-9]|\s?(?:%|per\s?cent))""",
    re.IGNORECASE | re.VERBOSE,
)


_NUMBER_WORDS: Final = frozenset(
    re.findall("[a-z]+", f"{_SMALL} {_TIMES} {' '.join(_VAGUE)}".replace("\\s", " "))
)


def may_count(sentence: str) -> bool:
    """Whether a sentence has a digit or a word of which numbers are made; most have neither."""
    has_word = not _NUMBER_WORDS.isdisjoint(re.findall("[a-z]+", sentence.casefold()))
    return has_word or re.search("[0-9]", sentence) is not None


def bounds_of(match: re.Match[str]) -> Bounds | None:
    """Return the bounds a match of `NUMBER_PHRASE` states; None if they are out of order.

    "More than 1,000" has low 1,000, as reporters use it, not 1,001; "fewer than 10" has high 10.
    """
    if match["vague"]:
        return Bounds(_vague_value(match["vague"]), None, is_approximate=True)
    low = high = _value(match["number"])
    second = match["second"]
    if second and (match["from"] or "").lower() == "from":
        # "Rose from 40 to 45": the count is the later one.
        high = _value(second)
        return Bounds(high, high)
    if second and (match["gap"].strip().lower() != "and" or match["from"]):
        high = _value(second)
        low *= _borrowed(match["number"], second)
        if high <= low:
            return None
    about = bool(match["about"]) or (match["after"] or "").strip().lower() == "or so"
    if match["least"] or (match["after"] or "").strip().lower() in ("or more", "and more"):
        return Bounds(low, None)
    if match["most"]:
        return Bounds(None, high)
    return Bounds(low, high, about)


def _borrowed(first: str, second: str) -> float:
    """Return the multiplier "10 to 15 million" leaves unsaid at its first number."""
    words = re.findall(r"[a-z]+", second.lower())
    own = re.findall(r"[a-z]+", first.lower())
    times = _MULTIPLIERS.get(words[-1], 1.0) if words else 1.0
    return times if times > 1 and not any(word in _MULTIPLIERS for word in own) else 1.0


def _vague_value(phrase: str) -> float:
    """Return the lowest value of "several hundred", "tens of thousands"."""
    value = 1.0
    for word in phrase.lower().split():
        if word in ("thousands", "millions", "billions") and value > 1:
            value *= _MULTIPLIERS[word[:-1]]
        else:
            value *= _VAGUE.get(word) or _MULTIPLIERS.get(word, 1.0)
    return value


def _value(phrase: str) -> float:
    """Return the value of "1,200", "2.5 million", "a hundred and twenty", "two dozen"."""
    total, current = 0.0, 0.0
    for word in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?|[a-z]+", phrase.lower().replace(" , ", ",")):
        if word[0].isdecimal():
            current += float(word.replace(",", ""))
        elif word == "half":
            current += 0.5
        elif word in _MULTIPLIERS:
            times = _MULTIPLIERS[word]
            current = (current or 1.0) * times
            if times >= 1e3:
                total, current = total + current, 0.0
        elif word not in ("and", "of") and not (word in ("a", "an") and current):
            current += NUMBERS[word]
    return total + current


PATIENT_VERBS: Final[dict[str, QuantityKind]] = {
    **dict.fromkeys(
        "kill murder slay assassinate execute behead massacre slaughter martyr lynch".split(),
        "killed",
    ),
    **dict.fromkeys("injure wound hurt maim hospitalize hospitalise".split(), "injured"),
    **dict.fromkeys(
        "arrest detain imprison jail capture apprehend kidnap abduct intern incarcerate".split(),
        "detained",
    ),
    **dict.fromkeys("displace evacuate uproot".split(), "displaced"),
}
"""Verbs, by what they do to those counted as their object or passive subject."""
AGENT_VERBS: Final[dict[str, QuantityKind]] = {
    **dict.fromkeys("die perish drown".split(), "killed"),
    "flee": "displaced",
    **dict.fromkeys("protest rally march demonstrate gather assemble congregate".split(), "crowd"),
}
"""Verbs, by what those counted as their subject do or undergo."""
STATES: Final[dict[str, QuantityKind]] = {
    **dict.fromkeys("dead killed slain murdered executed massacred beheaded".split(), "killed"),
    **dict.fromkeys("injured wounded hurt hospitalized hospitalised".split(), "injured"),
    **dict.fromkeys(
        "arrested detained jailed imprisoned captured kidnapped abducted".split(), "detained"
    ),
    **dict.fromkeys("displaced homeless evacuated".split(), "displaced"),
}
"""Words for the state of those counted: "12 dead", "30 wounded soldiers"."""
DEED_NOUNS: Final[dict[str, QuantityKind]] = {
    **dict.fromkeys(
        "death fatality killing murder assassination execution body corpse massacre".split(),
        "killed",
    ),
    **dict.fromkeys("injury wounding".split(), "injured"),
    **dict.fromkeys(
        "arrest detention capture kidnapping abduction imprisonment".split(), "detained"
    ),
    **dict.fromkeys("displacement evacuation exodus".split(), "displaced"),
    **dict.fromkeys("crowd rally protest demonstration march gathering turnout".split(), "crowd"),
}
"""Nouns for what befell those counted: "12 deaths", "the arrest of 30 people"."""
PERSON_NOUNS: Final = frozenset(
    "people person civilian man woman child boy girl resident villager student worker "
    "journalist activist official officer policeman policewoman soldier guard teacher doctor "
    "nurse driver passenger pilot farmer shepherd fisherman tourist worshipper pilgrim "
    "protester demonstrator minister lawmaker politician judge lawyer priest cleric businessman "
    "engineer prisoner detainee hostage migrant refugee national citizen settler commander "
    "militant fighter rebel gunman insurgent bystander pedestrian victim suspect diplomat "
    "contractor peacekeeper reporter photographer cameraman teenager baby infant paramedic "
    "medic firefighter aid-worker bomber attacker assailant member mourner other youth general "
    "colonel major captain sergeant lieutenant admiral bodyguard operative mayor governor "
    "mother father son daughter brother sister wife husband grandmother grandfather "
    "senator deputy leader chief spokesman dissident opponent critic blogger writer author "
    "editor witness relative negotiator envoy schoolchildren schoolchild schoolgirl schoolboy "
    "pupil ambassador supporter artist peasant trader merchant inmate".split()
)
COUNTED_KINDS: Final[dict[str, QuantityKind]] = {
    **dict.fromkeys(
        "soldier troop serviceman servicewoman marine peacekeeper fighter militant reservist"
        " conscript paratrooper gunman rebel insurgent mercenary combatant militiaman commando"
        " personnel".split(),
        "troops",
    ),
    **dict.fromkeys("protester demonstrator marcher mourner striker rioter".split(), "crowd"),
    **dict.fromkeys("refugee evacuee".split(), "displaced"),
    **dict.fromkeys(
        "hostage prisoner detainee migrant diplomat ambassador guard operative employee "
        "civilian casualty victim missile rocket drone shell mortar bomb warhead tank jet "
        "aircraft warplane helicopter ship vessel boat tanker warship submarine vehicle truck "
        "ambulance house home building village school hospital ton tonne barrel people person "
        "child woman man student worker journalist activist official officer policeman monitor "
        "observer expert family household settler individual entity company inmate suspect".split(),
        "other",
    ),
}
"""What a count is of when no verb or state tells more."""
CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₴": "UAH", "usd": "USD", "eur": "EUR",
    "r": "ZAR", "rs": "rupees", "rs.": "rupees",
    "gbp": "GBP", "dollar": "USD", "euro": "EUR", "yen": "JPY", "ruble": "RUB", "rouble": "RUB",
    "yuan": "CNY", "renminbi": "CNY", "hryvnia": "UAH", "shekel": "ILS", "zloty": "PLN",
    "naira": "NGN", "baht": "THB", "pound": "pounds", "lira": "lira", "rupee": "rupees",
    "peso": "pesos", "franc": "francs", "rial": "rials", "riyal": "riyals", "dinar": "dinars",
    "dirham": "dirhams", "krone": "kroner", "krona": "kronor", "crown": "crowns", "won": "won",
    "shilling": "shillings", "birr": "birr", "afghani": "afghanis", "tenge": "tenge",
}  # fmt: skip
"""Currency signs and nouns to ISO 4217 codes, to the noun where several states use it."""
CURRENCY_CODES: Final = frozenset(
    "USD EUR GBP CHF JPY CNY RUB INR SDG UAH TRY ILS AED SAR EGP ZAR NGN KES ETB PKR".split()
)
"""Codes written after an amount."""
