"""The words dates are written with: months, weekdays, units, numbers, and pattern pieces.

Pattern pieces are strings to be put into larger verbose patterns, compiled with `compiled`.
What an expression means is left to `calendar` and the rule modules.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CLOCK",
    "COUNT",
    "DAY",
    "MONTH",
    "MONTHS",
    "MONTH_WORDS",
    "NO_MORE_DIGITS",
    "NUMBERS",
    "ORDINALS",
    "ORDINAL_WORD",
    "PARTS_OF_TIME",
    "PART_OF_DAY",
    "SEASONS",
    "UNIT",
    "UNIT_WORDS",
    "WEEKDAY",
    "WEEKDAYS",
    "WEEKDAY_SHORT",
    "WEEKDAY_WORDS",
    "YEAR",
    "compiled",
    "month_number",
    "number_value",
    "weekday_number",
]

MONTHS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season, northern hemisphere, as meteorologists count."""

NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "dozen": 12, "hundred": 100,
}  # fmt: skip
_FIRST_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: Final = (
    {word: i for i, word in enumerate(_FIRST_ORDINALS, 1)}
    | {f"twenty-{word}": 20 + i for i, word in enumerate(_FIRST_ORDINALS[:9], 1)}
    | {"thirtieth": 30, "thirty-first": 31}
)

MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?)(?![a-z])"
)
MONTH_WORDS: Final = frozenset(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept "
    "september oct october nov november dec december".split()
)
WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY_SHORT: Final = rf"(?:{WEEKDAY}|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b"
WEEKDAY_WORDS: Final = frozenset(
    word + ending
    for word in "monday tuesday wednesday thursday friday saturday sunday".split()
    for ending in ("", "s")
)
DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
NO_MORE_DIGITS: Final = r"(?![0-9]|[.,:/][0-9]|\s?(?:%|per\s?cent))"
COUNT: Final = (
    r"(?:[0-9]{1,3}(?![0-9])|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
UNIT: Final = r"(?:minute|hour|day|week|fortnight|month|quarter|year|decade)"
UNIT_WORDS: Final = frozenset(
    word + ending
    for word in "minute hour day week weekend fortnight month quarter year decade".split()
    for ending in ("", "s")
)
PARTS_OF_TIME: Final = frozenset(
    "morning afternoon evening night noon midday midnight day dawn dusk hour hours eve end start "
    "beginning course middle half close week weekend month spring summer autumn winter as".split()
)
"""What a time may be told as a part of: "the course of last week", "as of May"."""
PART_OF_DAY: Final = r"(?:morning|afternoon|evening|night|noon)"
ORDINAL_WORD: Final = (
    r"(?:(?:twenty|thirty)-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth"
)
_ZONE = r"(?:GMT|UTC|BST|CES?T|EES?T|MSK|[ECMP][SD]T|[EP]T|IST|IRST|JST|KST|AES?T|AST|PKT|TRT|WIB)"
CLOCK: Final = (
    r"(?:(?:[01]?[0-9]|2[0-4])[:.h][0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?"
    r"|(?:[01][0-9]|2[0-4])[0-5][0-9](?=\s?(?:hrs|hours|local|GMT|UTC|Z\b)))"
    rf"(?:\s?(?:hrs|hours)\b)?(?:\s(?:local\stime|{_ZONE}(?:[+-][0-9]{{1,2}})?)\b"
    rf"|\s\((?:local\stime|{_ZONE})\))?"
)


def compiled(pattern: str) -> re.Pattern[str]:
    """Return the verbose pattern compiled to ignore case, as all rules are."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or abbreviation."""
    return WEEKDAYS[word[:3].lower()]


def number_value(word: str) -> int:
    """Return the value of digits or of a number word below a hundred; KeyError otherwise."""
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.lower().partition("-")
    return NUMBERS[tens] + (NUMBERS[ones] if ones else 0)
