"""The words of a cue as annotators mark them, folded out of ours for task `attribution`.

Ours is the verb of saying with its auxiliaries; annotators mark all that stands between speaker
and words: what governs the verb ("declined to say"), an adverb or a day behind it ("said Friday"),
the colon ("added:"), the article and adjectives of a noun ("the idea that").
"""

from __future__ import annotations

from collections.abc import Collection

from dragoman.records import ParsedSentence, Span
from dragoman.stages.sayings.attribution import Attribution
from dragoman.stages.tree import child, children, span_of, subtree

__all__ = ["as_marked"]

_VERBS = ("VERB", "AUX")
_BESIDE = ("aux", "auxpass", "neg")
_DAYS = ("DATE", "TIME")


def as_marked(parse: ParsedSentence, one: Attribution, found: Collection[Attribution]) -> Span:
    """Return the cue of `one`, read in the sentence, as annotators mark it.

    It never reaches into the cue, the speaker or the content of one of `found`.
    """
    if one.cue is None:
        return one.anchor
    cue = one.cue
    inside = [t.index for t in parse.tokens if cue.start <= t.start and t.end <= cue.end]
    if not inside:
        return one.cue
    taken = _taken(parse, one, found)
    first = _before_noun(parse, inside[0], taken) if one.noun else _governed(parse, inside, taken)
    last = _beside(parse, inside, taken)
    if last + 1 < len(parse.tokens) and parse.tokens[last + 1].text == ":":
        last += 1
    return span_of(parse, [first, last])


def _taken(
    parse: ParsedSentence, one: Attribution, found: Collection[Attribution]
) -> frozenset[int]:
    """The tokens of speakers, and of the other cues and this one's words."""
    spans = [s for s in (one.source, *one.content) if s is not None]
    spans += [a.cue for a in found if a.cue is not None and a is not one]
    return frozenset(
        t.index for t in parse.tokens for s in spans if s.start < t.end and t.start < s.end
    )


def _governed(parse: ParsedSentence, inside: list[int], taken: Collection[int]) -> int:
    """Where the verbs begin that lead to the cue's: "went on to say", "declined to say"."""
    first = inside[0]
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[-1])
    token = parse.tokens[head]
    while _is_led_to(parse, token.index):
        above = parse.tokens[token.head]
        if child(parse, above.index, "dobj") is not None or above.index > head:
            break
        parts = [above.index, *children(parse, above.index, *_BESIDE)]
        parts += [i for i in children(parse, above.index, "advmod") if i == min(parts) - 1]
        start = min(parts)
        if any(i in taken for i in range(start, first)):
            break
        first, token = start, above
    return first


def _is_led_to(parse: ParsedSentence, verb: int) -> bool:
    """As in "declined to say", "went on to say"."""
    token = parse.tokens[verb]
    if parse.tokens[token.head].pos not in _VERBS:
        return False
    went_on = child(parse, token.head, "prt") == min(children(parse, verb, "aux"), default=0) - 1
    return token.dep == "xcomp" or (token.dep == "advcl" and went_on)


def _before_noun(parse: ParsedSentence, first: int, taken: Collection[int]) -> int:
    before = set(children(parse, first, "det", "amod"))
    while first - 1 in before and first - 1 not in taken:
        first -= 1
    return first


def _beside(parse: ParsedSentence, inside: list[int], taken: Collection[int]) -> int:
    """Where the adverbs and days right behind the cue end."""
    last = inside[-1]
    below = [i for j in inside for i in children(parse, j) if i > last]
    for i in below:
        phrase = subtree(parse, i)
        if phrase[0] != last + 1 or any(j in taken for j in phrase):
            break
        if not _belongs(parse, i, phrase):
            break
        last = phrase[-1]
    return last


def _belongs(parse: ParsedSentence, top: int, phrase: list[int]) -> bool:
    """As in "said recently", "said Friday"."""
    token = parse.tokens[top]
    if token.dep == "npadvmod":
        return token.ner in _DAYS
    return token.dep == "advmod" and token.tag == "RB" and len(phrase) == 1
