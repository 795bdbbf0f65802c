"""What the wordings of the PLOVER codebook read in one sentence, without parties or stance."""

from __future__ import annotations

from functools import cache

from dragoman.knowledge.codebook import load_codebook
from dragoman.stages.code.match import TriggerIndex, find_matches
from dragoman.testing.parties import document_of, parse_text

__all__ = ["told"]


@cache
def _index() -> TriggerIndex:
    return TriggerIndex(load_codebook("plover").triggers)


def told(text: str) -> list[tuple[str, str | None]]:
    """Return type and mode of the best match at each word of the sentence."""
    (parse,) = parse_text(document_of(text))
    found = find_matches(parse, _index(), names=frozenset())
    return [(at[0].trigger.type_code, at[0].trigger.mode) for _, at in sorted(found.items())]
