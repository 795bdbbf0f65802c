"""Finds counts and amounts in a parsed sentence: the killed, the detained, money, troops.

Number phrases come from patterns over the text, what they count from the parse. Which event a
quantity belongs to is the coder's question; `quantities_near` answers it for one trigger.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from dragoman.records import Evidence, ParsedSentence, Quantity, Span
from dragoman.stages.date import find_times
from dragoman.stages.quantities.count import Counted, counted_by, token_at
from dragoman.stages.quantities.kind import kind_of
from dragoman.stages.quantities.words import (
    CURRENCIES,
    CURRENCY_CODES,
    NUMBER_PHRASE,
    PERSON_NOUNS,
    STATES,
    Bounds,
    QuantityKind,
    bounds_of,
    may_count,
)
from dragoman.stages.tree import ANSWERS, ancestors, child, clause_head

__all__ = ["find_quantities", "is_answered", "quantities_near"]

_NO_COUNT_AFTER: Final = re.compile(
    r"[\s-]?(?:years?[\s-]olds?\b|%|per\s?cent|percentage|times\b|(?:st|nd|rd|th)\b"
    r"|(?:second|minute|hour|day|week|month|year|decade|kilomet|met(?:er|re)|mile|km\b|feet\b))",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE: Final = re.compile(
    r"\b(?:aged?|resolutions?|articles?|number|no\.|groups? of|chapter|phase|page|route|flight)\s$",
    re.IGNORECASE,
)
_TOLL_BEFORE: Final = re.compile(
    r"\b(?:(?P<toll>toll)|number\s+of\s+(?:the\s+|people\s+|those\s+)?(?P<state>[a-z]+))\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_PART_BEFORE: Final = re.compile(
    r"\b(?:among|of)\s+(?:them|those|whom)\s*[,:]?\s*(?:were\s+|was\s+)?$", re.IGNORECASE
)
"""After "among them" a count is of some of those counted before."""
_NOBODY_BEFORE: Final = re.compile(
    r"\b(?:no|any|every|which|this|that|the|last)[\s-]$", re.IGNORECASE
)
_DEFINITE: Final = frozenset("the these those both all each".split())
_THEIRS: Final = frozenset("its his her their our".split())
_SELDOM_MONEY: Final = frozenset({"won", "crown", "pound"})
"""A verb, a thing and a weight as well as currencies."""


def find_quantities(parse: ParsedSentence, document_id: str, text: str) -> tuple[Quantity, ...]:
    """Return the quantities of one sentence in order; `text` is the whole document's.

    Evidence covers the number phrase and the noun: "at least 12 people". `unit` is the noun as
    written in lower case; for money an ISO 4217 code where the words settle it; None where
    nothing is named ("12 dead"). Ages, shares, dates, durations and distances are no quantities.
    """
    span = parse.sentence.span
    sentence = text[span.start : span.end]
    found = _singles(parse, document_id, text)
    matches = list(NUMBER_PHRASE.finditer(sentence)) if may_count(sentence) else []
    if matches:
        times = find_times(text, span.start, span.end, anchor=None)
        taken = [(time.start - span.start, time.end - span.start) for time in times]
        for match in matches:
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            if quantity := _from_match(match, parse, document_id, text):
                found[quantity.evidence.span.start] = quantity
    return tuple(found[start] for start in sorted(found))


def quantities_near(
    quantities: Sequence[Quantity],
    parse: ParsedSentence,
    token_index: int,
    others: Collection[int] = (),
) -> tuple[Quantity, ...]:
    """Return those in the clause of the trigger at `token_index`, or in clauses that hang on it.

    "The blast killed 12" is near "blast" and near "killed"; in "said the blast killed 12"
    nothing is near "said". `others` are the triggers of other events: in "killed four and freed
    20" the 20 are near "freed" alone, and in "held 20 after a raid" near "held" alone.
    """
    home = clause_head(parse, token_index)
    if home in others:
        home = token_index
    near: list[Quantity] = []
    for quantity in quantities:
        last = token_at(parse, quantity.evidence.span.end - 1)
        if last is not None and {token_index, home} & _clause_path(parse, last, others):
            near.append(quantity)
    return tuple(near)


def is_answered(parse: ParsedSentence, word: int) -> bool:
    """Return whether it is what another act is told to be for: "in retaliation for the attack"."""
    before = parse.tokens[parse.tokens[word].head]
    return before.pos == "ADP" and parse.tokens[before.index - 1].lemma in ANSWERS


def _clause_path(parse: ParsedSentence, index: int, others: Collection[int]) -> set[int]:
    """Return the tokens above `index` up to its finite clause's head, and the noun it modifies.

    A verb of `others` that is joined to another ends it, too, and so does a noun of theirs: "in
    reprisal for the killing of 26".
    """
    path = {index}
    for above in ancestors(parse, index):
        path.add(above)
        token = parse.tokens[above]
        if token.dep in ("relcl", "acl"):
            path.add(token.head)
        is_other = above in others and (token.dep == "conj" or token.pos == "NOUN")
        is_other = is_other or token.lemma in ANSWERS
        if is_other or token.dep in ("ROOT", "ccomp", "relcl", "parataxis"):
            break
        if token.dep in ("advcl", "conj") and child(parse, above, "nsubj", "nsubjpass") is not None:
            break
    return path


def _from_match(
    match: re.Match[str], parse: ParsedSentence, document_id: str, text: str
) -> Quantity | None:
    """Return the quantity a number phrase states, None if it is a number of another sort."""
    base, bounds = parse.sentence.span.start, _bounds(match)
    last = token_at(parse, base + match.end() - 1)
    if bounds is None or last is None or bounds.high == 0:
        return None
    counted = counted_by(parse, last)
    if counted is None:
        return None
    is_lone = match["from"] and not match["second"]
    opening = match["from"] if is_lone else None
    first = token_at(parse, base + match.start())
    if match["least"] and first is not None and parse.tokens[first].dep == "prt":
        bounds, opening = bounds._replace(high=bounds.low), match["least"]  # "handed over 15"
    words = match.group()[len(opening or "") :]
    start = base + match.end() - len(words.lstrip())
    end = max(base + match.end(), parse.tokens[counted.last].end)
    currency = _currency(match, parse, counted, bounds)
    if currency is not None:
        end = base + match.end() if match["sign"] else end
        return _quantity("money", bounds, currency, (document_id, start, end), text)
    kind = None if _is_whole(parse, start) else _kind(match, parse, counted)
    if kind is None or (kind == "other" and _is_definite(parse, start)):
        return None
    unit = None if counted.noun is None else parse.tokens[counted.noun].text.lower()
    return _quantity(kind, bounds, unit, (document_id, start, end), text)


def _bounds(match: re.Match[str]) -> Bounds | None:
    """Return the bounds of a number phrase; None if it is an age, a share or a name."""
    if _NO_COUNT_AFTER.match(match.string, match.end()):
        return None
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _NO_COUNT_BEFORE.search(before):
        return None
    if match.group().strip().lower() == "one" and _NOBODY_BEFORE.search(before):
        return None
    try:
        return bounds_of(match)
    except KeyError:
        # "ſix" with a long s matches where case is ignored, but is no number.
        return None


def _kind(match: re.Match[str], parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    """Return what is counted, by the words before ("the toll rose to 45") and by the parse."""
    before = match.string[: match.start()]
    kind = kind_of(parse, counted)
    if match.string.startswith("-strong", match.end()):
        return "crowd" if kind == "crowd" else "troops"
    if counted.noun is None and (toll := _TOLL_BEFORE.search(before)):
        return "killed" if toll["toll"] else STATES.get(toll["state"].lower(), kind)
    is_part = _PART_BEFORE.search(before) and kind in ("other", "troops", "crowd")
    return None if is_part else kind


def _currency(
    match: re.Match[str], parse: ParsedSentence, counted: Counted, bounds: Bounds
) -> str | None:
    """Return the currency of an amount, None for a count of something else."""
    if match["sign"]:
        sign = match["sign"]
        return sign if sign in CURRENCY_CODES else CURRENCIES.get(sign.lower())
    if counted.noun is None:
        return None
    noun = parse.tokens[counted.noun]
    code = CURRENCIES.get(noun.lemma) or CURRENCIES.get(noun.text.lower())
    if noun.text in CURRENCY_CODES:
        return noun.text
    if noun.lemma in _SELDOM_MONEY and (bounds.low or bounds.high or 0) < 1000:
        return None
    return code


def _quantity(
    kind: QuantityKind,
    bounds: Bounds,
    unit: str | None,
    place: tuple[str, int, int],
    text: str,
) -> Quantity:
    document_id, start, end = place
    return Quantity(
        kind=kind,
        low=bounds.low,
        high=bounds.high,
        unit=unit,
        approximate=bounds.is_approximate,
        evidence=Evidence(
            span=Span(document_id=document_id, start=start, end=end),
            quote=text[start:end],
            supports="quantity",
        ),
    )


def _is_whole(parse: ParsedSentence, start: int) -> bool:
    """Whether it counts those of whom some are meant: "six of the 14 hostages were killed"."""
    index = token_at(parse, start) or 0
    before = parse.tokens[max(index - 3, 0) : index]
    return (
        len(before) > 2
        and before[0].tag in ("CD", "DT")
        and before[1].lemma == "of"
        and before[2].text.lower() in _DEFINITE | _THEIRS
    )


def _is_definite(parse: ParsedSentence, start: int) -> bool:
    """True after "the" or "these": such a count points back and reports nothing."""
    index = token_at(parse, start)
    if index is None or index == 0:
        return False
    before = parse.tokens[index - 1]
    return before.text.lower() in _DEFINITE or before.tag in ("PRP$", "POS")


def _singles(parse: ParsedSentence, document_id: str, text: str) -> dict[int, Quantity]:
    """Return "a soldier was killed" as one killed, keyed by where the words begin."""
    found: dict[int, Quantity] = {}
    for token in parse.tokens:
        if token.text.lower() not in ("a", "an", "another") or token.dep != "det":
            continue
        noun = token.head
        if parse.tokens[noun].tag != "NN" or parse.tokens[noun].lemma not in PERSON_NOUNS:
            continue
        kind = kind_of(parse, Counted(noun, noun, noun))
        if kind not in ("killed", "injured", "detained"):
            continue
        place = (document_id, token.start, parse.tokens[noun].end)
        unit = parse.tokens[noun].text.lower()
        before = [t.text.lower() for t in parse.tokens[max(0, token.index - 2) : token.index]]
        bounds = Bounds(1.0, None) if before == ["at", "least"] else Bounds(1.0, 1.0)
        found[token.start] = _quantity(kind, bounds, unit, place, text)
    return found
