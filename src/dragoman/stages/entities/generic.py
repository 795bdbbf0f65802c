"""Bodies called by common nouns alone: "Congress", "the House of Representatives".

The index has the most famous one under such a name, but many a state has one. It is meant where
the document speaks of its state, or of none; elsewhere the name is a description like "the
parliament", whose country the text around it tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.knowledge.bare_names import OF_STATES
from dragoman.knowledge.names import fold
from dragoman.stages.entities.home import NOT_STATES

if TYPE_CHECKING:
    from dragoman.stages.mention import ActorDraft

__all__ = ["is_generic", "with_described_bodies"]

_OF_BODIES = frozenset(
    "national federal supreme central general special public constitutional interim transitional "
    "provisional governing high higher joint peace election elections republican presidential "
    "regional provincial revolutionary civil armed border anti terrorism corruption counter unit "
    "royal human rights independent".split()
)
"""Words that, with what modifies any description, make up names that many a state has."""
_UNIQUE = 0.9
"""Weight from which such a name means one body wherever it stands: "the State Department"."""


def is_generic(draft: ActorDraft, nouns: ActorNouns) -> bool:
    """Whether it is a body called by common nouns, and none that is one of its name."""
    is_body = draft.form == "name" and (bool(draft.hits) or draft.label == "ORG")
    return (
        is_body
        and _noun(draft, nouns) is not None
        and all(h.kind == "organisation" and h.weight < _UNIQUE for h in draft.hits)
    )


def _noun(draft: ActorDraft, nouns: ActorNouns) -> ActorNoun | None:
    """Return what kind of body the name says it is, by its own words or by its last ones.

    "High Peace Council" is a council of somebody's.
    """
    words = fold(draft.name).split()
    if (whole := nouns.nouns.get(" ".join(words))) is not None:
        return whole
    noun = nouns.find(words)
    if noun is None or noun.kind != "organisation":
        return None
    others = words[: -len(noun.lemma.split())]
    is_common = bool(others) and all(w in _OF_BODIES or w in nouns.modifiers for w in others)
    return noun if is_common else None


def with_described_bodies(
    drafts: tuple[ActorDraft, ...], told: Mapping[str, frozenset[str]], nouns: ActorNouns
) -> tuple[ActorDraft, ...]:
    """Return the drafts, those bodies described whose state the document does not speak of.

    `told` are the countries that it speaks of, with who tells them, such bodies left out.
    """
    states = told.keys() - NOT_STATES
    if not states:
        return drafts
    placed = {(d.sentence, d.head) for d in drafts if d.form == "nominal" and d.country}
    generic = {
        (d.sentence, d.head) for d in drafts
        if is_generic(d, nouns) and states.isdisjoint(_countries(d))
        and (d.hits or (d.sentence, d.head) not in placed)
    }  # fmt: skip
    named = [d for d in drafts if d.form == "name" or (d.sentence, d.head) not in generic]
    return tuple(
        _described(d, nouns) if d.form == "name" and (d.sentence, d.head) in generic else d
        for d in named
    )


def _countries(draft: ActorDraft) -> frozenset[str | None]:
    return frozenset(hit.country for hit in draft.hits)


def _described(draft: ActorDraft, nouns: ActorNouns) -> ActorDraft:
    noun = _noun(draft, nouns)
    if noun is None:
        return draft
    sectors = noun.sectors or next(
        (
            (sector,)
            for word in fold(draft.name).split()
            if (sector := nouns.modified(word, noun.lemma)) is not None
        ),
        ("GOV",) if noun.lemma in OF_STATES else (),
    )
    return replace(
        draft,
        form="nominal",
        hits=(),
        label="",
        kind=noun.kind,
        sectors=sectors,
        lemma=noun.lemma,
        definite=True,
    )
