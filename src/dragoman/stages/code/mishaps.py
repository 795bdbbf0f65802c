"""Harm that nobody does to another: by quakes, storms and fires, to oneself, on the pitch."""

from __future__ import annotations

import re

from dragoman.records import ParsedSentence
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.light import load_light_words
from dragoman.stages.tree import child, children, subject_of

__all__ = ["is_mishap"]

_HARMS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_BURNING = frozenset("break start spread burn rage gut engulf sweep do smoulder smolder".split())
_BLASTS = frozenset({"suicide-attack", "explosives"})
_WINNING = frozenset({"beat", "defeat", "trounce", "thrash"})
_ELECTED = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI"})
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


def is_mishap(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells harm that nobody does to another, for one of the reasons below."""
    if draft.match.trigger.type_code not in _HARMS:
        return False
    if _is_to_himself(draft):
        return draft.match.trigger.mode not in _BLASTS  # "blew himself up" in a crowd
    is_assault = draft.match.trigger.type_code == "ASSAULT"
    if is_assault and _is_a_race(draft):
        return True
    return is_assault and (_is_of_nature(draft, cast) or _is_a_blaze(draft) or _is_a_match(draft))


def _is_to_himself(draft: Draft) -> bool:
    """As "locked themselves in"."""
    objects = children(draft.parse, draft.index, "dobj")
    words = (draft.parse.tokens[i].text.lower() for i in objects)
    return not draft.match.is_noun and any(w.endswith(("self", "selves")) for w in words)


def _is_of_nature(draft: Draft, cast: Cast) -> bool:
    """Whether a disaster does it, or nobody in a story that a disaster opens."""
    disasters = load_light_words().disasters
    subject = None if draft.match.is_noun else subject_of(draft.parse, draft.index)
    if subject is not None and draft.parse.tokens[subject].lemma in disasters:
        return True
    return cast.opens_with_disaster and not draft.of_role("initiator", "party")


def _is_a_blaze(draft: Draft) -> bool:
    """Whether a fire burns and nobody opens it: "the fire broke out", "a fire that killed nine"."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    if token.lemma != "fire" or token.pos != "NOUN" or children(parse, token.index, "compound"):
        return False
    clauses = [token.head] if token.dep == "nsubj" else []
    clauses += children(parse, token.index, "relcl")
    burns = any(parse.tokens[i].lemma in _BURNING for i in clauses)
    return burns or (not draft.of_role("initiator", "party") and _is_some_fire(parse, token.index))


def _is_some_fire(parse: ParsedSentence, noun: int) -> bool:
    """Whether it is one of several, or the one told of, and nobody's: no "Israeli fire"."""
    adjectives = children(parse, noun, "amod", "nmod", "poss")
    determiner = child(parse, noun, "det")
    article = "" if determiner is None else parse.tokens[determiner].lemma
    named = any(parse.tokens[i].ner for i in adjectives)
    return not named and (article in ("a", "an") or (article == "the" and not adjectives))


def _is_a_race(draft: Draft) -> bool:
    """Whether one politician beat another: "since she beat the president, as she had vowed"."""
    if draft.match.is_noun or draft.parse.tokens[draft.index].lemma not in _WINNING:
        return False
    sides = draft.of_role("initiator"), draft.of_role("target")
    return all(side and all(_is_politician(found) for found in side) for side in sides)


def _is_politician(found: Found) -> bool:
    coding = found.entity.coding
    return coding is not None and coding.kind == "person" and bool(_ELECTED & {*coding.sectors})


def _is_a_match(draft: Draft) -> bool:
    """Whether a score stands behind who was beaten: "beat Harlow 3-1"."""
    parse = draft.parse
    beaten = child(parse, draft.index, "dobj", "npadvmod")
    if draft.match.is_noun or beaten is None:
        return False
    after = [t for t in parse.tokens if t.index > draft.index and t.text[:1].isdigit()]
    return any(_opens_score(parse, t.index) for t in after[:1])


def _opens_score(parse: ParsedSentence, index: int) -> bool:
    """Whether a score and nothing else that it counts stands there."""
    first = parse.tokens[index]
    end = next((t.index for t in parse.tokens[index:] if t.tag not in ("CD", "SYM", "HYPH", ":")),
               len(parse.tokens))  # fmt: skip
    written = "".join(t.text for t in parse.tokens[index:end])
    counts = end < len(parse.tokens) and parse.tokens[end].pos in ("NOUN", "PROPN", "ADJ")
    return _SCORE.fullmatch(written) is not None and first.ner != "DATE" and not counts
