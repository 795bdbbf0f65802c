"""An event in the making: a trigger in its sentence, who takes part, how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.records import ParsedSentence, Stance
from dragoman.records.report import Role
from dragoman.stages.code.cast import Found
from dragoman.stages.code.match import Match
from dragoman.stages.encode import Floats, Reading
from dragoman.stages.stances.verb_group import verb_group

__all__ = ["Draft", "Drafted", "Part", "Retelling", "is_told_before"]


@dataclass
class Part:
    """One participant of a draft."""

    role: Role
    found: Found
    place: str
    score: float | None = None
    """Probability that the actor has this role; None where no model was asked."""
    negated: bool = False
    """Said to have had no part in it."""


class Retelling(NamedTuple):
    """Another word that tells the same event, and the sentence where it stands."""

    parse: ParsedSentence
    match: Match
    number: int


class Drafted(NamedTuple):
    """What the rules make of one sentence."""

    number: int
    drafts: list[Draft]
    matches: Mapping[int, Sequence[Match]]
    """All patterns that fit, by token, also where no draft was made of them."""
    excepted: Mapping[int, frozenset[str]] = {}
    """The types, by token, that a wording excepts and that no pattern tells there."""


@dataclass
class Draft:
    """One event of one sentence in the making."""

    parse: ParsedSentence
    number: int
    match: Match
    others: list[Match]
    stance: Stance
    parts: list[Part] = field(default_factory=list)
    also: list[Retelling] = field(default_factory=list)
    """Other words of the same event, folded into this one."""
    is_passing: bool = False
    """Named as a thing, not told: "condemned the strikes"."""
    score: float | None = None
    """Probability of the event and its type; None where no model was asked."""
    reading: Reading | None = None
    """What the model reads in the sentence; None where no model was asked."""
    seen_by: str = ""
    """What pattern and model say of the trigger, for --explain."""

    @property
    def index(self) -> int:
        """The trigger token."""
        return self.match.index

    @property
    def told(self) -> tuple[Retelling, ...]:
        """The trigger and all other words that tell the event."""
        return (Retelling(self.parse, self.match, self.number), *self.also)

    def where_from(self, index: int) -> Floats | None:
        """Return the probability that each token tells where the act of a word was."""
        return None if self.reading is None else self.reading.where((index,))

    def of_role(self, *roles: Role) -> list[Found]:
        """Return the actors in these roles."""
        return [p.found for p in self.parts if p.role in roles]

    def take_in(self, other: Draft) -> None:
        """Add another word of the same event: its parties too, but no second one who did it."""
        self.also += other.told
        self.is_passing = self.is_passing and other.is_passing
        present = {p.found.entity.id for p in self.parts}
        has_doer = bool(self.of_role("initiator"))
        for part in other.parts:
            if part.found.entity.id in present or (part.role == "initiator" and has_doer):
                continue
            self.parts.append(part)


def is_told_before(one: Draft, other: Draft) -> bool:
    """Whether one of two acts was done by then: "closed the border; it had expelled the envoy"."""
    groups = [verb_group(d.parse, d.index) for d in (one, other) if not d.match.is_noun]
    return len(groups) > 1 and groups[0].perfect != groups[1].perfect
