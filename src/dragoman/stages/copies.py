"""Copies of one text: exact, and near ones such as reprints with another headline or a cut tail.

`fingerprint` says where to look (texts that share one of its numbers may be copies), `is_copy`
decides. Both count the words of the body in runs of five; case and marks make no difference, nor
do the agency's credit line and the page's furniture.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.records import Document

__all__ = ["Wording", "fingerprint", "is_copy", "wording_of"]

_RUN = 5
_WORD = re.compile(r"\w+")
_LEAD = 80
"""Words of a text's lead, which reprints keep when they cut the tail."""
_ROWS = 3
_BANDS, _LEAD_BANDS = 40, 12
"""MinHash in bands of 3 values: texts half alike share one of 40 in 995 cases of 1,000."""
_SEED = 20240126

_ALIKE = 0.5
_ALIKE_OF_ONE_AGENCY = 0.35
"""Two outlets' own stories of one event share at most a tenth of their runs: 22,000 pairs."""
_LEAST_RUNS = 8


class Wording(NamedTuple):
    """What is compared of a document."""

    runs: frozenset[str]
    lead: frozenset[str]
    agency: str | None
    """The wire service it credits, in small letters."""


def wording_of(document: Document) -> Wording:
    """Return what is compared of a document: its body without title, dateline and furniture."""
    words = _WORD.findall(_body_of(document).lower())
    return Wording(_runs(words), _runs(words[:_LEAD]), _agency_of(document))


def _body_of(document: Document) -> str:
    position = document.title_end
    if document.dateline is not None:
        position = max(position, document.dateline.span.end)
    parts = []
    for span in document.furniture:
        parts.append(document.text[position : max(position, span.start)])
        position = max(position, span.end)
    return "\n".join((*parts, document.text[position:]))


def _agency_of(document: Document) -> str | None:
    dateline = document.dateline
    if dateline is None or dateline.agency is None:
        return None
    return document.text[dateline.agency.start : dateline.agency.end].strip("()[] ").lower()


def _runs(words: list[str]) -> frozenset[str]:
    if not words:
        return frozenset()
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


def fingerprint(wording: Wording) -> tuple[int, ...]:
    """Return the numbers of which copies share one; none for a text without words."""
    if not wording.runs:
        return ()
    return (
        *_bands(wording.runs, _BANDS, first=1),
        *_bands(wording.lead, _LEAD_BANDS, first=1 + _BANDS),
    )


def _bands(runs: frozenset[str], count: int, *, first: int) -> list[int]:
    from rensa import RMinHash  # noqa: PLC0415  # only an ingest needs it

    minhash = RMinHash(num_perm=count * _ROWS, seed=_SEED)
    minhash.update(sorted(runs))
    values = minhash.digest()
    return [_mixed(first + n, values[n * _ROWS : (n + 1) * _ROWS]) for n in range(count)]


def _mixed(number: int, values: list[int]) -> int:
    """Return one number of 64 bits for the values of a band; other bands give others."""
    mixed = number
    for value in values:
        mixed = ((mixed ^ value) * 0x9E3779B97F4A7C15 + value) & 0xFFFFFFFFFFFFFFFF
    return mixed


def is_copy(one: Wording, other: Wording) -> bool:
    """True if half of the shorter text stands in the longer one, word for word.

    Of texts that credit the same agency less is asked. Very short ones must be the same.
    """
    if one.runs == other.runs:
        return bool(one.runs)
    shorter = min(len(one.runs), len(other.runs))
    if shorter < _LEAST_RUNS:
        return False
    shared = len(one.runs & other.runs) / shorter
    is_one_agency = one.agency is not None and one.agency == other.agency
    return shared >= (_ALIKE_OF_ONE_AGENCY if is_one_agency else _ALIKE)
