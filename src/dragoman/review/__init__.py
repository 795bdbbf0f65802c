"""Lays people's corrections over what the machine read: pure, total and order-free.

What is kept of a correction is words, so it is matched anew each time: by its span where the text
is the same, by its quotation and what stands around it where the text was revised. Keeping the
log is `io.corrections`' work, showing it that of `serve`.
"""

from dragoman.review.added import AddedClaim, AddedEvent, Matter
from dragoman.review.anchors import anchor_at, anchor_of, locate
from dragoman.review.overlay import Codes, Recode, overlay, seen_of
from dragoman.review.pairs import settle_pair
from dragoman.review.values import CLAIM_FIELDS, REPORT_FIELDS

__all__ = [
    "CLAIM_FIELDS",
    "REPORT_FIELDS",
    "AddedClaim",
    "AddedEvent",
    "Codes",
    "Matter",
    "Recode",
    "anchor_at",
    "anchor_of",
    "locate",
    "overlay",
    "seen_of",
    "settle_pair",
]
