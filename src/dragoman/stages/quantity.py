"""Finds counts and amounts in a parsed sentence: the killed, the detained, money, troops.

Number phrases come from patterns over the text, what they count from the parse. Which event a
quantity belongs to is the coder's question; `quantities_near` answers it for one trigger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dragoman.records import Evidence, ParsedSentence, Quantity, Span
from dragoman.stages.date import find_times
from dragoman.stages.quantity_kind import Counted, kind_of
from dragoman.stages.quantity_words import (
    CURRENCIES,
    CURRENCY_CODES,
    NUMBER_PHRASE,
    PERSON_NOUNS,
    Bounds,
    QuantityKind,
    bounds_of,
)
from dragoman.stages.tree import ancestors, child, clause_head

__all__ = ["find_quantities", "quantities_near"]

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
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
    r"\b(?:toll|number\s+of\s+(?:the\s+)?(?:dead|deaths|fatalities|victims))\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_MEASURES: Final = frozenset(
    "kilometer kilometre mile meter metre hectare acre foot degree percent point time year month"
    " week day hour minute second".split()
)
_DEFINITE: Final = frozenset("the these those both all each".split())
_MOST_WORDS_BETWEEN: Final = 6


def find_quantities(parse: ParsedSentence, document_id: str, text: str) -> tuple[Quantity, ...]:
    """Return the quantities of one sentence in order; `text` is the whole document's.

    Evidence covers the number phrase and the noun: "at least 12 people". `unit` is the noun as
    written in lower case; for money an ISO 4217 code where the words settle it; None where
    nothing is named ("12 dead"). Ages, shares, dates, durations and distances are no quantities.
    """
    span = parse.sentence.span
    sentence = text[span.start : span.end]
    found = _singles(parse, document_id, text)
    matches = list(NUMBER_PHRASE.finditer(sentence))
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
    quantities: Sequence[Quantity], parse: ParsedSentence, token_index: int
) -> tuple[Quantity, ...]:
    """Return those in the clause of the trigger at `token_index`, or in clauses that hang on it.

    "The blast killed 12" is near "blast" and near "killed"; in "said the blast killed 12"
    nothing is near "said".
    """
    home = clause_head(parse, token_index)
    near: list[Quantity] = []
    for quantity in quantities:
        last = _token_at(parse, quantity.evidence.span.end - 1)
        if last is not None and {token_index, home} & _clause_path(parse, last):
            near.append(quantity)
    return tuple(near)


def _clause_path(parse: ParsedSentence, index: int) -> set[int]:
    """Return the tokens above `index` up to its finite clause's head, and the noun it modifies."""
    path = {index}
    for above in ancestors(parse, index):
        path.add(above)
        token = parse.tokens[above]
        if token.dep in ("relcl", "acl"):
            path.add(token.head)
        if token.dep in ("ROOT", "ccomp", "relcl", "parataxis"):
            break
        if token.dep in ("advcl", "conj") and child(parse, above, "nsubj", "nsubjpass") is not None:
            break
    return path


def _token_at(parse: ParsedSentence, offset: int) -> int | None:
    """Return the token that holds the character at `offset` of the document, or None."""
    return next((t.index for t in parse.tokens if t.start <= offset < t.end), None)


def _from_match(
    match: re.Match[str], parse: ParsedSentence, document_id: str, text: str
) -> Quantity | None:
    """Return the quantity a number phrase states, None if it is a number of another sort."""
    sentence, base = match.string, parse.sentence.span.start
    if _NO_COUNT_AFTER.match(sentence, match.end()):
        return None
    if _NO_COUNT_BEFORE.search(sentence[max(0, match.start() - 24) : match.start()]):
        return None
    try:
        bounds = bounds_of(match)
    except KeyError:
        # "ſix" with a long s matches where case is ignored, but is no number.
        return None
    start = base + match.start()
    last = _token_at(parse, base + match.end() - 1)
    if bounds is None or last is None:
        return None
    start += len(match.group()) - len(match.group().lstrip())
    counted = _counted(parse, last)
    if counted.noun is not None and parse.tokens[counted.noun].lemma in _MEASURES:
        return None
    currency = _currency(match, parse, counted, bounds)
    if currency is not None:
        end = base + match.end()
        if not match["sign"] and counted.noun is not None:
            end = max(end, parse.tokens[counted.noun].end)
        return _quantity("money", bounds, currency, (document_id, start, end), text)
    kind = kind_of(parse, counted)
    if counted.noun is None and _TOLL_BEFORE.search(sentence[: match.start()]):
        kind = "killed"
    if kind is None or (kind == "other" and _is_definite(parse, start)):
        return None
    unit = None if counted.noun is None else parse.tokens[counted.noun].text.lower()
    end = max(base + match.end(), parse.tokens[counted.last].end)
    return _quantity(kind, bounds, unit, (document_id, start, end), text)


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


def _counted(parse: ParsedSentence, last: int) -> Counted:
    """Return what the number phrase ending at token `last` counts."""
    tokens = parse.tokens
    number = last
    head = tokens[number].head
    while head > number and tokens[number].dep in ("nummod", "quantmod", "compound", "advmod"):
        if tokens[head].pos in _NOUNS and head - last <= _MOST_WORDS_BETWEEN:
            return Counted(head, head, head)
        number, head = head, tokens[head].head
        if head == number:
            break
    following = _noun_after(parse, last)
    if following is not None:
        return Counted(following, following, following)
    partitive = _noun_of(parse, last)
    return Counted(last if partitive is None else partitive, last, partitive)


def _noun_after(parse: ParsedSentence, last: int) -> int | None:
    """Return the noun that ends the run of adjectives and nouns after the number, or None."""
    found = None
    for token in parse.tokens[last + 1 : last + 1 + _MOST_WORDS_BETWEEN]:
        if token.pos in _NOUNS and token.tag != "POS":
            found = token.index
        elif found is not None or not (
            token.pos in ("ADJ", "NUM") or token.tag in ("HYPH", "VBN", "VBG")
        ):
            break
    return found


def _noun_of(parse: ParsedSentence, last: int) -> int | None:
    """Return the noun of "two of the soldiers", "dozens of people", or None."""
    if last + 1 < len(parse.tokens) and parse.tokens[last + 1].lemma == "of":
        return child(parse, last + 1, "pobj")
    return None


def _currency(
    match: re.Match[str], parse: ParsedSentence, counted: Counted, bounds: Bounds
) -> str | None:
    """Return the currency of an amount, None for a count of something else."""
    if match["sign"]:
        return CURRENCIES[match["sign"].lower()]
    if counted.noun is None:
        return None
    noun = parse.tokens[counted.noun]
    code = CURRENCIES.get(noun.lemma) or CURRENCIES.get(noun.text.lower())
    if noun.text in CURRENCY_CODES:
        return noun.text
    if noun.lemma in ("won", "crown", "pound") and (bounds.low or bounds.high or 0) < 1000:
        # A verb, a thing and a weight as well.
        return None
    return code


def _is_definite(parse: ParsedSentence, start: int) -> bool:
    """True after "the" or "these": such a count points back and reports nothing."""
    index = _token_at(parse, start)
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
