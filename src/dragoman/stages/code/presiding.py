"""Who presides over talks: "A met B, a Zambian minister presiding"."""

from __future__ import annotations

from dragoman.stages.code.cast import Cast
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.object_repairs import PRESIDING
from dragoman.stages.tree import ancestors, child, children

__all__ = ["presiding"]

_TALKS = frozenset({"CONSULT", "AGREE"})
"""PLOVER types of what somebody may preside over."""


def presiding(draft: Draft, cast: Cast) -> list[Part]:
    """Return who presides, told in a phrase of its own that ends its clause; [] for nobody."""
    parse = draft.parse
    if draft.match.trigger.type_code not in _TALKS:
        return []
    taking_part = {part.found.entity.id for part in draft.parts}
    for token in parse.tokens[draft.index + 1 :]:
        ends = token.text in PRESIDING and parse.tokens[token.index + 1].pos == "PUNCT"
        if not ends or draft.index not in ancestors(parse, token.index):
            continue
        who = child(parse, token.index, "nsubj")
        named = [who] if who is not None else children(parse, token.index, "compound", "amod")
        for word in reversed(named):
            found = [f for f in cast.behind(parse, word) if f.entity.id not in taking_part]
            if found:
                return [Part(role="mediator", found=f, place="presiding") for f in found]
    return []
