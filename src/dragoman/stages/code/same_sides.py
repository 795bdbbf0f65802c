"""What "the two countries" means beside those whom the same sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.stages.code.cast import GROUP_REFERENCE
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.settle import sides_after

__all__ = ["name_the_sides"]


def name_the_sides(drafts: Sequence[Draft], text: str) -> None:
    """Put those who met, or who are named as parties, in the place of words for both of them.

    "The premiers met and the two leaders signed a pact" is signed by the premiers; "A and B signed
    a pact between the two countries" names all its parties without the two countries.
    """
    for number, draft in enumerate(drafts):
        groups = [p for p in draft.parts if _means_both(p, text)]
        if not groups:
            continue
        named = [p for p in draft.parts if not any(p is group for group in groups)]
        known = {p.found.entity.id for p in named}
        sides = [f for f in sides_after([*drafts[:number]], ()) if f.entity.id not in known]
        if len(known) > 1:
            draft.parts = named
        elif len(known) + len(sides) > 1:
            group = groups[0]
            draft.parts = [*named, *(Part(group.role, f, group.place, group.score) for f in sides)]


def _means_both(part: Part, text: str) -> bool:
    coding, span = part.found.entity.coding, part.found.span
    unknown = coding is None or coding.country is None
    words = text[span.start : span.end]
    return part.role == "party" and unknown and GROUP_REFERENCE.fullmatch(words) is not None
