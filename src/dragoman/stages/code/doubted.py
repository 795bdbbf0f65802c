"""Deeds whose doer is in doubt: "suspected rebels killed two", "a bombing blamed on X killed two".

A report tells who did it, so that it is no surer than its doer, though the deed itself is sure.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import ParsedSentence
from dragoman.stages.code.drafts import Draft
from dragoman.stages.sayings.blaming import is_laid_on
from dragoman.stages.stances.effects import apply_effect
from dragoman.stages.stances.presumed import presumption
from dragoman.stages.tree import ancestors, head_within

__all__ = ["with_doubted_doers"]


def with_doubted_doers(parse: ParsedSentence, drafts: Iterable[Draft]) -> None:
    """Give each draft of a sentence the certainty that the least sure of its doers leaves it."""
    for draft in drafts:
        for found in draft.of_role("initiator"):
            inside = [
                t.index for t in parse.tokens
                if found.span.start <= t.start and t.end <= found.span.end
            ]  # fmt: skip
            if not inside:
                continue
            party = head_within(parse, inside[0], inside[-1] + 1)
            effect = presumption(parse, party)
            if effect is None and _is_only_charged(parse, party):
                effect = "uncommitted"
            if effect is not None:
                draft.stance = apply_effect(draft.stance, effect)


def _is_only_charged(parse: ParsedSentence, party: int) -> bool:
    """Whether a participle beside the deed lays it to the party: "an attack blamed on X"."""
    for above in ancestors(parse, party):
        token = parse.tokens[above]
        if token.pos == "VERB":
            return token.dep == "acl" and token.tag == "VBN" and is_laid_on(parse, party)
    return False
