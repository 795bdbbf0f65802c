"""Rules for years and what years are cut into or gathered in: halves, seasons, decades.

Four-digit numbers that are no years (counts, resolutions, models, clock times) are kept out
here, by what stands around them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dragoman.stages.dates.calendar import Precision, Written, between, day_range, months_range
from dragoman.stages.dates.rules import Context, Reading, Rule, rule
from dragoman.stages.dates.words import ORDINAL_WORD, ORDINALS, SEASONS, YEAR

__all__ = ["YEAR_RULES"]

_NUMBERED_BEFORE: Final = re.compile(
    r"(?:\b(?:resolutions?|res|no|nos|number|flight|articles?|boeing|section|law|decree|order"
    r"|paragraph|page|pp?|room|route|highway|channel|airbus|unscr|directive|regulation|code|some"
    r"|about|around|nearly|almost|than|least|approximately|roughly|killed|up\sto)\.?\s"
    r"|[$€£#&@]\s?)$",
    re.IGNORECASE,
)
"""After these a four-digit number is a name or a count."""
_CUE_BEFORE: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|early|late|mid|before|after|to|and|between"
    r"|through|throughout|the|year|circa|or|for|his|her|its|their|our|a|that|this|per|on|summer"
    r"|spring|autumn|winter|fall|fiscal|ended|ending|as)\s|['’]s?\s|mid-|[(,–—-]\s?|^)$",
    re.IGNORECASE,
)
_MODIFIES: Final = re.compile(
    r"['’]s\b|\)|\s(?:[a-z]+\s){0,2}(?:bid|campaign|nominee|race|primary|agreement|attacks?|deal|elections?|war|invasion|treaty|summit"
    r"|coup|constitution|accords?|ceasefire|truce|protests|uprising|revolution|conflict|crisis"
    r"|referendum|talks|budget|report|season|olympics|games|bombings?)\b",
    re.IGNORECASE,
)
"""What a bare year may stand before: "2015 nuclear deal"."""
_COUNTED_AFTER: Final = re.compile(
    r"\s?(?:-?\s?(?:km|kilomet|met(?:er|re)|miles?\b|feet|kg|tons?\b|tonnes|barrels|dollars|euros"
    r"|pounds|rubles|roubles|gmt|utc|hours|hrs|local\stime|people|persons|civilians|soldiers"
    r"|troops|fighters|militants|men\b|women|children|protesters|demonstrators|refugees|migrants"
    r"|prisoners|detainees|hostages|police|officers|victims|members|families|houses|homes"
    r"|households|vehicles|missiles|rockets|drones|tanks|shells|bombs|weapons|workers|students"
    r"|voters|votes|others|deaths|cases|casualties|times|million|billion|cubic|square|megawatts"
    r"|percent|per\scent|of\s(?:them|whom|which))|[%°])",
    re.IGNORECASE,
)
_IN_BEFORE: Final = re.compile(r"\bin\s$", re.IGNORECASE)
_IN_BEFORE_OLD: Final = re.compile(
    r"\b(?:in|since|of|from|to|until|early|late|year)\s$|mid-$", re.IGNORECASE
)
_DECADES: Final = (
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties",
)  # fmt: skip


def _read_year(match: re.Match[str], _context: Context) -> Reading | None:
    text, year = match.string, int(match["year"])
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :]
    if _COUNTED_AFTER.match(after) and not _IN_BEFORE.search(before):
        return None
    if _NUMBERED_BEFORE.search(before):
        return None
    if year < 1900:
        if not _IN_BEFORE_OLD.search(before):
            return None
    elif not (_CUE_BEFORE.search(before) or _MODIFIES.match(after)):
        return None
    written = Written(year)
    return Reading(written.resolved(None), written=written)


def _read_years(match: re.Match[str], _context: Context) -> Reading | None:
    """Read "2015-16" and "2015/2016" as a period of whole years."""
    first, last = int(match["year"]), match["last"]
    second = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if not first < second <= first + 60:
        return None
    begin, end = Written(first).resolved(None), Written(second).resolved(None)
    return Reading(begin, "period", "period", end)


def _decade(first: int, part: str | None) -> Reading:
    """Read a decade or its early (4), mid (3) or late (4) years."""
    offset, count = {"early": (0, 4), "mid": (4, 3), "late": (6, 4)}.get(
        (part or "").lower(), (0, 10)
    )
    precision: Precision = "years" if part else "decade"
    return Reading(months_range(first + offset, 1, 12 * count, precision))


def _read_decade(match: re.Match[str], _context: Context) -> Reading | None:
    return _decade(int(match["decade"]), match["part"])


def _read_short_decade(match: re.Match[str], _context: Context) -> Reading | None:
    """Read "the '90s" and "in the nineties", of the twentieth century."""
    word = match["decade"]
    digits = int(word) if word.isdecimal() else 20 + 10 * _DECADES.index(word.lower())
    return _decade(1900 + digits, match["part"])


def _read_century(match: re.Match[str], _context: Context) -> Reading | None:
    word = match["ordinal"].lower()
    number = ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))
    if not 1 <= number <= 30:
        return None
    first = (number - 1) * 100
    return Reading(between(date(max(first, 1), 1, 1), date(first + 100, 1, 1), "unknown", "stated"))


def _which_year(match: re.Match[str], context: Context) -> int | None:
    """Return the year of "2023" or "last year"; None if it hangs on an unknown anchor."""
    if match["year"]:
        return int(match["year"])
    if context.anchor is None:
        return None
    return context.anchor.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)


def _read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    year = _which_year(match, context)
    if year is None:
        return Reading(None)
    number = _part_number(match["number"])
    return Reading(months_range(year, 3 * number - 2, 3, "quarter")) if number <= 4 else None


def _read_half(match: re.Match[str], context: Context) -> Reading | None:
    year = _which_year(match, context)
    if year is None:
        return Reading(None)
    number = _part_number(match["number"])
    return Reading(months_range(year, 6 * number - 5, 6, "year")) if number <= 2 else None


def _part_number(word: str) -> int:
    """Return 1 to 4 for "third" or "3"; "last" is a half's second."""
    lowered = word.lower()
    return int(lowered) if lowered.isdecimal() else ORDINALS[lowered]


def _read_season(match: re.Match[str], context: Context) -> Reading | None:
    month = SEASONS[match["season"].lower()]
    if match["year"] or match["which"]:
        year = _which_year(match, context)
        return Reading(None if year is None else months_range(year, month, 3, "season"))
    return _season_near(month, "", context)


_JUST_OVER = timedelta(days=75)
"""For how long after its end a season is still \"this\" one."""


def _read_which_season(match: re.Match[str], context: Context) -> Reading | None:
    return _season_near(SEASONS[match["season"].lower()], match["which"].lower(), context)


def _season_near(month: int, which: str, context: Context) -> Reading:
    """Read "last summer", "this winter" or plain "in the spring", which looks back."""
    anchor = context.anchor
    if anchor is None:
        return Reading(None)
    choices = [months_range(anchor.year + shift, month, 3, "season") for shift in (-2, -1, 0, 1)]
    over = [r for r in choices if r.before is not None and r.before <= anchor]
    begun = [r for r in choices if r.earliest is not None and r.earliest <= anchor]
    if which in ("last", "past"):
        return Reading(over[-1])
    if which in ("next", "coming") or (not which and context.lean == "forward"):
        return Reading(choices[len(begun)] if len(begun) < len(choices) else None)
    # In September "this summer" is the one just over; in October "this winter" is to come.
    last = over[-1]
    is_fresh = last.before is not None and anchor < last.before + _JUST_OVER
    done = context.lean == "past" or (is_fresh and context.lean != "forward")
    if which != "this" or (len(begun) == len(over) and done):
        return Reading(begun[-1])
    return Reading(choices[len(over)])


def _read_eleventh(_match: re.Match[str], _context: Context) -> Reading:
    """Read "9/11", which names one day."""
    return Reading(day_range(date(2001, 9, 11), "inferred"))


_DIGIT = frozenset("#")
_WHICH_YEAR = rf"(?:(?P<year>{YEAR})(?![0-9])|(?:the|(?P<which>last|this|next))\s+year\b)"
_PART = r"(?:\b(?P<part>early|mid|late)[\s-]+(?:the\s+)?)?"
_SEASON = r"\b(?P<season>spring|summer|autumn|fall|winter)\b"
_SEASON_WORDS = frozenset(SEASONS)

YEAR_RULES: Final[tuple[Rule, ...]] = (
    rule(
        _DIGIT,
        rf"(?<![\w.,/$€£#-])(?P<year>{YEAR})[-–/](?P<last>{YEAR}|[0-9]{{2}})(?![\w/-]|[.,][0-9])",
        _read_years,
    ),
    rule(
        _DIGIT,
        rf"(?<![\w.,/$€£#+])(?P<year>{YEAR})(?![\w/]|[.,:][0-9]|\s?%|-[0-9])",
        _read_year,
    ),
    rule(
        _DIGIT,
        rf"(?<![\w.,/$€£#])(?:the\s+)?{_PART}(?P<decade>1[0-9]{{2}}0|20[0-9]0)['’]?s\b",
        _read_decade,
    ),
    rule(_DIGIT, rf"\bthe\s+{_PART}['’]?(?P<decade>[2-9]0)['’]?s\b", _read_short_decade),
    rule(
        frozenset(_DECADES),
        rf"\b(?:in|of|since|during)\s+the\s+{_PART}(?P<decade>{'|'.join(_DECADES)})\b",
        _read_short_decade,
    ),
    rule(
        "century",
        rf"\b(?:the\s+)?(?P<ordinal>[0-9]{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})[\s-]century\b",
        _read_century,
    ),
    rule(
        "quarter",
        rf"\b(?:the\s+)?(?P<number>first|second|third|fourth)\s+quarter\s+of\s+{_WHICH_YEAR}",
        _read_quarter,
    ),
    rule(_DIGIT, rf"\bQ(?P<number>[1-4])\s+(?:of\s+)?{_WHICH_YEAR}", _read_quarter),
    rule(
        "half",
        rf"\b(?:the\s+)?(?P<number>first|second)\s+half\s+of\s+{_WHICH_YEAR}",
        _read_half,
    ),
    rule(_DIGIT, rf"\bH(?P<number>[12])\s+(?:of\s+)?{_WHICH_YEAR}", _read_half),
    rule(
        _SEASON_WORDS,
        rf"(?:\bthe\s+)?{_SEASON},?\s+(?:of\s+)?(?:(?P<year>{YEAR})(?![0-9])"
        r"|(?P<which>last|this|next)\s+year\b)",
        _read_season,
    ),
    rule(
        _SEASON_WORDS,
        r"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bduring\s)|(?<=\buntil\s)|(?<=\bby\s))"
        rf"(?:the\s+)?(?:(?:early|late)\s+)?{_SEASON}"
        r"(?!\s+(?:of|session|water|offensive|from)\b)(?P<year>(?!))?(?P<which>(?!))?",
        _read_season,
        "anchor",
    ),
    rule(
        _SEASON_WORDS,
        rf"\b(?:this\s+)?(?P<which>last|past|this|next|coming)\s+{_SEASON}",
        _read_which_season,
        "anchor",
    ),
    rule(_DIGIT, r"(?<![\w./-])9/11(?![\w/-]|\.[0-9])", _read_eleventh),
)
