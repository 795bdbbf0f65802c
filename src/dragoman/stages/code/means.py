"""By what an attack was made, as who made it or what it was made on tells: the mode that follows.

Warplanes bomb from the air and guerrillas do not; what is shot down is no person. So it is with who
patrols: police are no troops.
"""

from __future__ import annotations

from typing import Final

from dragoman.records import Token
from dragoman.stages.code.cast import Found
from dragoman.stages.code.drafts import Draft
from dragoman.stages.tree import children

__all__ = ["mode_by_means"]

_STRIKING: Final = frozenset(
    "bomb target strike hit attack raid pound pummel blast shell fire rocket".split()
)
"""Verbs that do not say by what an attack was made."""
_AIRCRAFT: Final = frozenset(
    "warplane warplanes jet jets plane planes aircraft airplane airplanes helicopter helicopters "
    "gunship gunships bomber bombers".split()
)
_FLYING: Final = frozenset({"fighter", "fighters", "force", "forces"})
"""What flies after "jet" or "air"."""
_FORCES: Final[dict[tuple[str, ...], str]] = {("COP",): "police", ("REB",): "militia"}
_ON_FOOT: Final = frozenset({"REB", "PRM", "CRM", "UAF", "SPY"})
"""Sectors of those who have no aircraft, as a rule."""


def mode_by_means(draft: Draft) -> str | None:
    """Return the mode of a draft, another than its pattern's or the model's where the means tell.

    So warplanes that strike do it from the air, militants who bomb a house use explosives, an
    aircraft is shot down with heavy weapons, and police who patrol are police.
    """
    trigger, verb = draft.match.trigger, draft.parse.tokens[draft.index]
    if trigger.type_code == "MOBILIZE" and trigger.mode == "troops":
        forces = {_forces(found) for found in draft.of_role("initiator")}
        return next(iter(forces)) if len(forces) == 1 else "troops"
    if trigger.type_code != "ASSAULT" or draft.match.is_noun:
        return trigger.mode
    if verb.lemma == "shoot" and _is_downing(draft, verb):
        return "heavy-weapons"
    if verb.lemma not in _STRIKING:
        return trigger.mode
    doers = draft.of_role("initiator")
    if doers and all(_flies(draft, found) for found in doers):
        return "aerial"
    if trigger.mode == "aerial" and doers and all(_is_on_foot(found) for found in doers):
        return "explosives" if verb.lemma == "bomb" else None
    return trigger.mode


def _forces(found: Found) -> str:
    """Return the mode of what somebody's forces do as a body."""
    coding = found.entity.coding
    sectors = () if coding is None else coding.sectors
    return _FORCES.get(sectors, "troops")


def _is_downing(draft: Draft, verb: Token) -> bool:
    """Whether a thing was shot down: no person, and nobody unnamed."""
    tokens = draft.parse.tokens
    down = children(draft.parse, verb.index, "prt", "advmod")
    targets = draft.of_role("target")
    is_down = any(tokens[i].text.lower() == "down" for i in down)
    return is_down and bool(targets) and all(_is_thing(draft, found) for found in targets)


def _is_thing(draft: Draft, found: Found) -> bool:
    """Whether it is a noun of no people, or a name with an article: "a Black Hawk"."""
    nouns = [t for t in _words(draft, found) if t.pos in ("NOUN", "PROPN")]
    if not nouns or nouns[-1].ner in ("PERSON", "NORP"):
        return False
    coding = found.entity.coding
    if nouns[-1].pos == "PROPN":
        return any(children(draft.parse, t.index, "det") for t in nouns)
    return coding is None or coding.kind is None


def _flies(draft: Draft, found: Found) -> bool:
    words = [token.text.lower() for token in _words(draft, found) if token.text.isalpha()]
    if not words or words[-1] in _AIRCRAFT:
        return bool(words)
    return words[-1] in _FLYING and len(words) > 1 and words[-2] in ("jet", "air")


def _is_on_foot(found: Found) -> bool:
    coding = found.entity.coding
    return coding is not None and bool(_ON_FOOT.intersection(coding.sectors))


def _words(draft: Draft, found: Found) -> list[Token]:
    """Return the words of somebody in the trigger's sentence, none where they are elsewhere."""
    span = found.span
    return [t for t in draft.parse.tokens if span.start <= t.start < span.end]
