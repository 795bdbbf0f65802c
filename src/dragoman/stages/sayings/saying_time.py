"""When something was said, as against when what is said took place: "said on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import ParsedSentence
from dragoman.stages.date import TimeExpression
from dragoman.stages.sayings.cue import Cue
from dragoman.stages.tree import ancestors

__all__ = ["dates_saying", "saying_time"]

_SPEAKING = frozenset(
    {"speak", "address", "talk", "ask", "brief", "issue", "release", "publish", "date", "visit",
     "post", "carry", "broadcast", "write", "send", "interview"}
)  # fmt: skip
_LEADING = frozenset({"on", "in", "late", "early", "earlier", "last", "at", "during", "also"})


def saying_time(
    parse: ParsedSentence, cue: Cue, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return the time that the sentence gives for the saying itself, or None.

    A time inside the content is that of what is said, but for one right behind the verb: "said
    Tuesday the army left".
    """
    for time in times:
        if dates_saying(parse, cue, time):
            return time
    return None


def dates_saying(parse: ParsedSentence, cue: Cue, time: TimeExpression) -> bool:
    """Whether a time is when something was said, not when what is said was or will be."""
    if time.when is None or time.kind not in ("date", "period"):
        return False
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    return bool(inside) and (_follows(parse, cue, inside) or _dates(parse, cue, inside))


def _follows(parse: ParsedSentence, cue: Cue, inside: list[int]) -> bool:
    """Whether nothing but a preposition or "late" stands between the verb and the time."""
    if parse.tokens[cue.head].pos != "VERB" or inside[0] <= max(cue.cue):
        return False
    between = parse.tokens[max(cue.cue) + 1 : inside[0]]
    return all(token.lemma.lower() in _LEADING for token in between)


def _dates(parse: ParsedSentence, cue: Cue, inside: list[int]) -> bool:
    """Whether the time hangs on the cue, or on words that tell of its occasion or document."""
    content = set(cue.content) - set(cue.cue)
    if set(inside) & content:
        return False
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
    for above in ancestors(parse, head):
        if above in (cue.head, cue.source):
            return True
        token = parse.tokens[above]
        if above in content or (token.pos == "VERB" and token.lemma not in _SPEAKING):
            return False
    return False
