"""Dates of publication, as metadata, date lines and addresses write them.

All functions return ISO 8601 text at the precision that was given ("2024-01-26T22:47",
"2024-01-26", "2024-01") and never invent a time, a zone or an order of day and month.
Dates inside the story are the business of the `date` stage.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dragoman.stages.dates.months import DAY_NAME, MONTH_NAME, month_number

__all__ = [
    "TIME",
    "FoundDate",
    "as_iso",
    "find_date",
    "find_dates",
    "is_iso",
    "title_date",
    "url_date",
]

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
# A year ends here, unless another date is glued to it ("3 Mar 20213 Mar 2021").
_YEAR_ENDS = rf"(?!\d(?!\d?\s+(?:{MONTH_NAME})\b))"
_SUFFIX = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_MONTH = rf"(?P<month>{MONTH_NAME})\b\.?"
_OF = r"(?:\s+(?:of|de|del|di))?"

# Most telling first: where two patterns match the same words, the earlier one is heard.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<mm>\d\d)-(?P<dd>\d\d)(?!\d)",
        rf"(?<!\d){_DAY}{_SUFFIX}{_OF}[\s-]+{_MONTH}{_OF}[\s,-]+{_YEAR}{_YEAR_ENDS}",
        rf"\b{_MONTH}\s+{_DAY}{_SUFFIX}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<sep>[./])(?P<mm>\d\d?)(?P=sep)(?P<dd>\d\d?)(?!\d)",
        rf"(?<![\d.])(?P<dd>\d\d?)\.(?P<mm>\d\d?)\.{_YEAR}(?!\d)",
        rf"(?<![\d/])(?P<a>\d\d?)(?P<sep>[/-])(?P<b>\d\d?)(?P=sep){_YEAR}(?!\d)",
        rf"\b{_MONTH}{_OF},?\s+{_YEAR}(?!\d)",
    )
)

TIME = re.compile(
    r"(?<![\d:.,+-])(?:T|at\s+|um\s+|à\s+)?(?P<hour>[0-2]?\d)"
    r"(?:(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:hrs|uhr|h)\b)?",
    re.IGNORECASE,
)
# Only abbreviations with one meaning: IST, BST, CST, AST and the like have several.
_ZONES = {
    "z": "Z", "gmt": "Z", "utc": "Z", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
    "eest": "+03:00", "msk": "+03:00", "trt": "+03:00", "est": "-05:00", "edt": "-04:00",
    "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "hkt": "+08:00", "pkt": "+05:00",
}  # fmt: skip
_ZONE = re.compile(
    r"[\s(\[]*(?P<name>[A-Z]{3,4}\b|Z\b)?\s*(?P<offset>[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?\b)?"
)
_ISO = re.compile(
    r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T[0-2]\d(?::?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
)
_UPDATED = re.compile(
    r"(?:updated|modified|edited|actualis\w+|actualizad\w+|aktualisiert)\W*$", re.I
)

_LONGEST_DATE = 140
_OF_A_DAY = len("2004-03-09")
_WEEKDAY = re.compile(rf"\b(?:{DAY_NAME})\b\.?,?\s*$", re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date as ISO 8601 and where it stands, time and zone included: [start, end)."""

    iso: str
    start: int
    end: int


def is_iso(value: str) -> bool:
    """True if `value` is ISO 8601 as dragoman keeps it, a year at the least."""
    if _ISO.fullmatch(value) is None:
        return False
    return len(value) < 10 or _civil(int(value[:4]), int(value[5:7]), int(value[8:10])) is not None


def as_iso(value: str) -> str | None:
    """Return a date from a page's metadata or a JSON Lines field as ISO 8601; None if it is none.

    What is ISO 8601 already is returned as it is.
    """
    value = value.strip()
    if is_iso(value):
        return value
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?)?", value)
    if compact is not None:
        year, month, day, hour, minute = compact.groups()
        clock = f"T{hour}:{minute}" if hour else ""
        iso = f"{year}-{month}-{day}{clock}"
        return iso if is_iso(iso) else None
    found = find_date(value[:_LONGEST_DATE])
    return None if found is None else found.iso


def find_date(line: str) -> FoundDate | None:
    """Return the first date of `line` that is not the date of an update; else that; else None."""
    found = find_dates(line)
    for one in found:
        if _UPDATED.search(line[: one.start]) is None:
            return one
    return found[0] if found else None


def find_dates(line: str) -> list[FoundDate]:
    """Return all dates of `line` in order, each with the clock that follows or precedes it."""
    found: list[FoundDate] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(line):
            iso = _day_of(match)
            clear = all(match.end() <= one.start or one.end <= match.start() for one in found)
            if iso is not None and clear:
                found.append(_with_clock(line, match, iso))
    return sorted(found, key=lambda one: one.start)


def title_date(title: str) -> str | None:
    """Return the day that a title ends with, set off as a bulletin's is; None where it does not.

    "News summary: Tuesday, March 9, 2004" and "Briefing (22 July 1998)" say when they came out;
    "The lessons of 11 September 2001" does not.
    """
    for found in find_dates(title)[-1:]:
        before = _WEEKDAY.sub("", title[: found.start]).rstrip()
        is_set_off = before.endswith((":", "-", "–", "—", "|", ",", "("))
        if is_set_off and not title[found.end :].strip(" ).") and len(found.iso) >= _OF_A_DAY:
            return found.iso
    return None


def url_date(url: str) -> str | None:
    """Return the date that an address carries in its path, to the day or the month; else None."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url.lower()).split("#")[0]
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<sep>[/-])(?P<mm>\d\d?)(?P=sep)(?P<dd>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}[/-](?P<month>{MONTH_NAME})[/-]{_DAY}(?!\d)",
        rf"(?<!\d){_DAY}-(?P<month>{MONTH_NAME})-{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<mm>0[1-9]|1[0-2])(?P<dd>[0-3]\d)(?!\d)",
        rf"/{_YEAR}/(?P<mm>0[1-9]|1[0-2])/",
    ):
        for found in re.finditer(pattern, path):
            iso = _day_of(found)
            if iso is not None:
                return iso
    return None


def _day_of(found: re.Match[str]) -> str | None:
    """Return a matched date to the day or month; None if there is no such day or it is unclear."""
    groups = found.groupdict()
    year = int(groups["year"])
    if groups.get("a"):
        first, second = int(groups["a"]), int(groups["b"])
        if first != second and first <= 12 and second <= 12:
            return None  # 5/12 is May to some and December to others
        day, month = (first, second) if second <= 12 else (second, first)
        return _civil(year, month, day)
    month = month_number(groups["month"]) if groups.get("month") else int(groups["mm"])
    day_text = groups.get("day") or groups.get("dd")
    if day_text is None:
        return f"{year:04}-{month:02}"
    return _civil(year, month, int(day_text))


def _civil(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _with_clock(line: str, match: re.Match[str], iso: str) -> FoundDate:
    """Return the date with the clock beside it: after it, or just before ("22:47, 26 January")."""
    start, end = match.span()
    if len(iso) < 10:
        return FoundDate(iso, start, end)
    after = re.compile(r"[\s,|•·–—@T-]*(?:at\s+|um\s+|à\s+)?").match(line, end)
    clock = TIME.match(line, after.end()) if after else None
    if clock is not None and (read := _clock(clock)) is not None:
        zone, zone_end = _zone(line, clock.end())
        return FoundDate(f"{iso}T{read}{zone}", start, zone_end)
    for clock in TIME.finditer(line[:start]):
        read = _clock(clock)
        zone, zone_end = _zone(line, clock.end())
        if read is not None and re.fullmatch(
            rf"[\s,|•·–—-]*(?:on\s+)?(?:{DAY_NAME})?[\s,.]*", line[zone_end:start], re.IGNORECASE
        ):
            return FoundDate(f"{iso}T{read}{zone}", clock.start(), end)
    return FoundDate(iso, start, end)


def _clock(found: re.Match[str]) -> str | None:
    """Return "HH:MM" or "HH:MM:SS", or None for a number that is no time of day."""
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if found["minute"] is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23:
        return None
    seconds = f":{found['second']}" if found["second"] else ""
    return f"{hour:02}:{found['minute'] or '00'}{seconds}"


def _zone(line: str, position: int) -> tuple[str, int]:
    """Return the zone written at `position` ("" if none or unclear) and where it ends."""
    found = _ZONE.match(line, position)
    if found is None or not (found["name"] or found["offset"]):
        return "", position
    name, offset = (found["name"] or "").lower(), found["offset"]
    if name and name not in _ZONES:
        return "", position
    if offset is None:
        return _ZONES[name], found.end()
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{offset[0]}{int(hours):02}:{minutes}", found.end()
