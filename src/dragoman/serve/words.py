"""How values are said on the pages: days, numbers, countries, roles; and what may be a link."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, get_args

import msgspec

from dragoman.records import Stance
from dragoman.records.claim import Anonymity, ClaimKind, VerbClass
from dragoman.records.report import Role

__all__ = ["FILTERS", "QUADS", "said_date", "said_day"]

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
ASSERTIONS = {
    "uncontested": "reported, nobody denies it",
    "contested": "some affirm it, some deny it",
    "denied_only": "nobody affirms it",
    "unconfirmed": "planned, possible or unsaid",
}
FACET_NAMES = {
    "quad": "Kind", "type": "Type", "mode": "Mode", "actor": "Actor", "dyad": "Two actors",
    "country": "Country of an actor", "place": "Where", "source": "Source", "party": "Party",
    "assertion": "How it stands",
}  # fmt: skip
_YEAR_AND_MONTH = len("2024-03")
CHOICES: dict[str, tuple[str, ...]] = {
    "role": get_args(Role), "claim_kind": get_args(ClaimKind), "verb": get_args(VerbClass),
    "anonymity": get_args(Anonymity),
    **{field.name: get_args(field.type) for field in msgspec.structs.fields(Stance)},
}  # fmt: skip
"""What a form of review may choose, by field."""
STATUS_WORDS = {
    "applied": "in force",
    "stale": "in force, but the coder has changed its mind: look again",
    "superseded": "replaced by a later one",
    "redundant": "changes nothing: it is so without it",
    "conflict": "reviewers disagree: nobody's value counts",
    "ambiguous": "fits several readings: not in force",
    "orphaned": "its words are no longer there: not in force",
}


def said_day(day: date | None) -> str:
    """Return a day as it is said: "4 March 2024"."""
    return "no date" if day is None else f"{day.day} {day:%B} {day.year}"


def said_when(day: date | None, published: str | None) -> str:
    """Return when a text was published: the day, else what is known of it: "March 2024"."""
    if day is not None or not published:
        return said_day(day)
    year, _, month = published[:_YEAR_AND_MONTH].partition("-")
    return f"{date(int(year), int(month), 1):%B} {year}" if month else year


def said_date(earliest: date | str | None, before: date | str | None) -> str:
    """Return the days [earliest, before) as one would say them."""
    first, after = _as_date(earliest), _as_date(before)
    if first is None:
        return "no date" if after is None else f"before {said_day(after)}"
    if after is None:
        return f"{said_day(first)} or later"
    last = after - timedelta(days=1)
    if first == last:
        return said_day(first)
    if first.day == 1 and after.day == 1:
        if (after.year * 12 + after.month) - (first.year * 12 + first.month) == 1:
            return f"{first:%B} {first.year}"
        if first.month == 1 and after == date(first.year + 1, 1, 1):
            return str(first.year)
    if first.year == last.year:
        if first.month == last.month:
            return f"{first.day}–{said_day(last)}"
        return f"{first.day} {first:%B} – {said_day(last)}"
    return f"{said_day(first)} – {said_day(last)}"


def _as_date(value: date | str | None) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def clip(text: str | None, length: int = 160) -> str:
    """Return a text of at most `length` characters, with an ellipsis if it was longer."""
    shown = " ".join((text or "").split()) if len(text or "") < 10_000 else (text or "")[:length]
    return shown if len(shown) <= length else shown[: length - 1].rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """Return an address that may be made a link; None for javascript: and all but http(s)."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def percent(score: float | None) -> str:
    """Return a score in hundredths."""
    return "–" if score is None else f"{score * 100:.0f} %"


def grouped(number: int | float | None) -> str:
    """Return a number with thin spaces between thousands."""
    if number is None:
        return "–"
    return f"{number:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


@cache
def country_name(code: str | None) -> str:
    """Return the English name of a country's code, or the code."""
    return _country_names().get(code or "", code or "")


@cache
def _country_names() -> dict[str, str]:
    from dragoman.knowledge.actors import ActorIndex  # noqa: PLC0415  # slow to import

    names = {"IGO": "intergovernmental", "UNO": "United Nations", "EUR": "European bodies",
             "NGO": "non-governmental", "ISM": "armed movement", "IMG": "international militant",
             "MNC": "multinational company"}  # fmt: skip
    index = ActorIndex.open()
    for code in index.countries:
        try:
            names[code] = index.current(f"state:{code}").name
        except KeyError:
            continue
    return names


def kind_word(value: str | None) -> str:
    """Return a code as words: "denied_only" is "denied only"."""
    return (value or "").replace("_", " ")


def source_name(source: str | None) -> str:
    """Return an outlet, or the file's name where the source is a path."""
    text = source or "unnamed source"
    return text.rsplit("/", 1)[-1] if "://" not in text else text


def last_day(when: Any) -> str:
    """Return the last day a report's time may be, for a date field; "" if it is not known."""
    before = None if when is None else _as_date(when.before)
    return "" if before is None else (before - timedelta(days=1)).isoformat()


def is_unknown_actor(actor_id: str | None) -> bool:
    """True for an actor that the index does not know."""
    return actor_id is None or actor_id.startswith("ent-")


FILTERS: dict[str, Any] = {
    "day": said_day,
    "clip": clip,
    "web": web_address,
    "percent": percent,
    "grouped": grouped,
    "country": country_name,
    "words": kind_word,
    "outlet": source_name,
    "last_day": last_day,
}
"""The filters of the templates."""
