"""Which way a date without a year or week looks: back, ahead, or to whichever is nearer.

Told from the words around it: "will meet on Thursday" looks ahead, "met on 3 May" back.
"""

from __future__ import annotations

import re
from typing import Final

from dragoman.stages.dates.calendar import Lean

__all__ = ["lean_of"]

_FORWARD_BEFORE: Final = re.compile(
    r"\b(?:will|shall|won['’]t|would|(?:is|are)\s+(?:due|set\s+(?:to|for)|expected|to)"
    r"|due\s+(?:to|in|on)|(?:scheduled|slated|planned)\s+(?:to|for|on|in)|plans?\s+to"
    r"|intends?\s+to|upcoming)\b|['’]ll\b|\bnext\s$",
    re.IGNORECASE,
)
_FORWARD_AFTER: Final = re.compile(
    r"[^;:]{0,60}?\b(?:will|shall|(?:is|are)\s+(?:to|due|set|scheduled|expected))\b", re.IGNORECASE
)
_PAST_VERB: Final = re.compile(
    r"\b(?:said|told|announced|reported|wrote|added|was|were|did|had|met|held|killed|after)\b"
    r"|(?<!be\s)(?<!been\s)\b[a-z]{3,}ed\s+(?:the|an?|in|on|at|there|by|to|that|his|her|its|their"
    r"|into|out|over|against)\b|[;:]",
    re.IGNORECASE,
)
_DONE_BEFORE: Final = re.compile(
    r"\b(?:was|were|been|had|took\s+place|happened|occurred|died|killed|met|held|arrived|struck"
    r"|attacked|signed|visited|since)\b[^;:,]{0,40}$",
    re.IGNORECASE,
)
_LASTED_BEFORE: Final = re.compile(
    r"\b(?:lasted|ran|remained|stayed|served|lived|was|were|had|did|until)\b[^;:,]{0,40}"
    r"\b(?:until|till|by|through)\s",
    re.IGNORECASE,
)
_DEADLINE_BEFORE: Final = re.compile(
    r"\b(?:until|till|by|through|no\s+later\s+than)\s+(?:the\s+)?(?:(?:end|start|beginning|middle)"
    r"\s+of\s+|early\s+|late\s+|mid-)?$",
    re.IGNORECASE,
)


def lean_of(sentence: str, start: int, end: int) -> Lean:
    """Return which way a date without a year or week looks, from the verbs around it."""
    before = sentence[max(0, start - 70) : start]
    if _DEADLINE_BEFORE.search(before):
        return "past" if _LASTED_BEFORE.search(before) else "nearest"
    for match in _FORWARD_BEFORE.finditer(before):
        if not _PAST_VERB.search(before, match.end()):
            return "forward"
    if start <= 4:
        match_after = _FORWARD_AFTER.match(sentence, end)
        if match_after and not _PAST_VERB.search(sentence, end, match_after.end()):
            return "forward"
    return "past" if _DONE_BEFORE.search(before) else "plain"
