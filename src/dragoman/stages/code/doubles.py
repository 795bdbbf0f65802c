"""One happening that rules and model see at two words beside each other is one draft."""

from __future__ import annotations

from dragoman.stages.code.drafts import Draft

__all__ = ["without_doubles"]


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Fold what the model alone sees into a neighbour of the same type with the same actors."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if _is_double(draft, k)), None)
        if same is None:
            kept.append(draft)
        elif draft.match.trigger.id == "model":
            same.also.append(draft.match)
        else:
            draft.also.append(same.match)
            kept[kept.index(same)] = draft
    return kept


def _is_double(one: Draft, other: Draft) -> bool:
    if "model" not in (one.match.trigger.id, other.match.trigger.id):
        return False
    if one.match.trigger.type_code != other.match.trigger.type_code:
        return False
    tokens = one.parse.tokens
    joined = tokens[one.index].head == other.index or tokens[other.index].head == one.index
    first = {p.found.entity.id for p in one.parts}
    second = {p.found.entity.id for p in other.parts}
    return joined and (first <= second or second <= first)
