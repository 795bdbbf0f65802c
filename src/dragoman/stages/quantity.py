"""Finds counts and amounts in a parsed sentence: the killed, the detained, money, troops.

Number phrases come from patterns over the text; what they count and what befell it comes from
the parse. Which event a quantity belongs to is the coder's question; `quantities_near` answers
it for one trigger.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dragoman.records import Evidence, ParsedSentence, Quantity, Span, Token
from dragoman.stages.date import find_times
from dragoman.stages.quantity_words import (
    AGENT_VERBS,
    COUNTED_KINDS,
    CURRENCIES,
    DEED_NOUNS,
    NUMBER_PHRASE,
    PATIENT_VERBS,
    PERSON_NOUNS,
    STATES,
    Bounds,
    QuantityKind,
    bounds_of,
)
from dragoman.stages.tree import ancestors, child, children, clause_head, is_passive

__all__ = ["find_quantities", "quantities_near"]

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_AUXILIARIES: Final = frozenset({"AUX", "ADV", "PART"})
_CASUALTIES: Final = frozenset({"killed", "injured", "detained"})
_AGE_OR_PART: Final = re.compile(
    r"[\s-]?(?:years?[\s-]?olds?\b|years?\sof\sage|%|per\s?cent|percentage|times\b|(?:st|nd|rd|th)\b"
    r"|(?:minute|hour|day|week|month|year|decade|kilomet|met(?:er|re)|mile|km\b))",
    re.IGNORECASE,
)
_AGE_BEFORE: Final = re.compile(r"\b(?:aged|age|resolution|article|number|no\.|group of)\s$", re.I)
_TOLL_BEFORE: Final = re.compile(
    r"\b(?:death\s+toll|toll|number\s+of\s+(?:the\s+)?(?:dead|deaths|fatalities|victims))\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_DEFINITE: Final = frozenset(
    "the these those this that both his her its their our whose all".split()
)
_HOLDING: Final = frozenset("hostage prisoner captive custody".split())
_REPORTING: Final = frozenset("leave report find confirm believe fear presume pronounce".split())


class _Counted(NamedTuple):
    """A number phrase with what it counts, as token indices."""

    first: int
    last: int
    head: int
    """The counted noun, or the number where no noun is written."""
    noun: int | None


def find_quantities(
    parse: ParsedSentence, document_id: str, text: str
) -> tuple[Quantity, ...]:
    """Return the quantities of one sentence in order; `text` is the whole document's.

    Evidence covers the number phrase and the noun: "at least 12 people". `unit` is the noun as
    written in lower case, an ISO 4217 code for money where the words settle it, None where
    nothing is named ("12 dead").
    """
    span = parse.sentence.span
    sentence = text[span.start : span.end]
    matches = [m for m in NUMBER_PHRASE.finditer(sentence) if m.group().strip()]
    singles = _single_victims(parse)
    if not matches and not singles:
        return ()
    dates = find_times(text, span.start, span.end, anchor=None) if matches else ()
    taken = [(t.start, t.end) for t in dates]
    found: dict[int, Quantity] = {}
    for match in matches:
        start, end = span.start + match.start(), span.start + match.end()
        if any(start < b and a < end for a, b in taken) or _is_no_count(sentence, match):
            continue
        bounds = bounds_of(match)
        counted = _counted(parse, start, end)
        if bounds is None or counted is None:
            continue
        quantity = _quantity(parse, match, bounds, counted, sentence)
        if quantity is not None:
            found[quantity.evidence.span.start] = quantity
    for quantity in singles:
        found.setdefault(quantity.evidence.span.start, quantity)
    return tuple(found[start] for start in sorted(found))
