"""The triggers of a sentence that rules or model see: which of the two sees which word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dragoman.knowledge.codebook import Codebook
from dragoman.records import ParsedSentence, Record, Token
from dragoman.stages.code.drafts import Draft, Drafted
from dragoman.stages.code.match import Match
from dragoman.stages.code.stretches import head_of, stretches
from dragoman.stages.code.weigh import Evidence
from dragoman.stages.encode import Floats, Reading, mean_of

__all__ = ["SEEN", "Run", "Sighting", "rule_type", "sightings"]

SEEN = 0.15
"""Probability of an event from which a word is looked at as a trigger."""
_AS_LIKELY = 0.5
_SURE = 0.6
"""Probability of a type from which a word that grammar folds into another tells an own event."""
_FORMAL = frozenset("PART DET CCONJ SCONJ PRON PUNCT SPACE".split())
_NONE: frozenset[str] = frozenset()


class Run(Record, frozen=True, kw_only=True):
    """Neighbouring tokens that the model reads as one trigger."""

    tokens: tuple[int, ...]
    head: int


class Sighting:
    """A trigger that the rules see, or the model, or both; one of `draft` and `run` is there.

    `fitting` is the pattern that fits best where the rules have no draft, `excepted` the types that
    the wording does not tell by the tables.
    """

    def __init__(
        self,
        draft: Draft | None,
        run: Run | None,
        fitting: Match | None,
        excepted: frozenset[str] = frozenset(),
    ) -> None:
        self.draft, self.run, self.fitting, self.excepted = draft, run, fitting, excepted

    @property
    def hint(self) -> str | None:
        """The type of a pattern that fits but that grammar makes no event of."""
        return None if self.fitting is None else self.fitting.trigger.type_code

    @property
    def hint_weight(self) -> float:
        """How sure that pattern is; 0.0 where there is none."""
        return 0.0 if self.fitting is None else self.fitting.trigger.weight

    @property
    def tokens(self) -> tuple[int, ...]:
        """The words that the model is asked about."""
        if self.run is not None:
            return self.run.tokens
        return () if self.draft is None else (self.draft.index,)

    @property
    def is_at_object(self) -> bool:
        """Whether the model reads only what a pattern's verb has with it: "met the demands"."""
        used = () if self.draft is None else self.draft.match.used
        return self.run is not None and set(self.run.tokens) <= set(used)

    def shares(self, reading: Reading) -> Floats:
        """Return the model's probabilities of types here."""
        return mean_of(reading.types, self.tokens)

    def evidence(self, reading: Reading, codebook: Codebook) -> Evidence:
        """Return what speaks for each type."""
        types = reading.heads.number_of_type
        rule = None if self.draft is None else rule_type(self.draft, codebook)
        return Evidence(
            shares=self.shares(reading),
            present=reading.present,
            rule=None if rule is None else types.get(rule),
            rule_weight=0.0 if self.draft is None else self.draft.match.trigger.weight,
            hint=None if self.hint is None else types.get(self.hint),
            kinds=reading.kinds(self.tokens),
        )


def rule_type(draft: Draft, codebook: Codebook) -> str:
    """Return the type a draft of the rules comes to: a planned telling has another."""
    code = draft.match.trigger.type_code
    planned = codebook.type(code).planned_as
    return planned if draft.stance.status == "planned" and planned is not None else code


def sightings(
    drafted: Drafted, reading: Reading, parse: ParsedSentence, *, least: float = SEEN
) -> list[Sighting]:
    """Return all triggers that either sees, those of the rules first.

    `least` is the probability of an event from which the model sees one.
    """
    runs = _runs(reading, parse, least)
    drafts = drafted.drafts
    excepted = drafted.excepted
    found = [
        Sighting(d, _seen_at(runs, d, reading), None, excepted.get(d.index, _NONE)) for d in drafts
    ]
    alone = [r for r in runs if not any(_covers(d, r, reading) for d in drafts)]
    return [
        *found,
        *(
            Sighting(None, run, _hint(run, drafted.matches), excepted.get(run.head, _NONE))
            for run in alone
        ),
    ]


def _seen_at(runs: list[Run], draft: Draft, reading: Reading) -> Run | None:
    """Return the run at a draft's words: at its trigger, if that is as likely an event as not.

    Of "paid a visit" it is the one at "visit", of "called for talks" the one at "called".
    """
    met = [run for run in runs if _meets(draft, run)]
    if draft.match.trigger.type_code == "REJECT":
        # "Denied the request" is told at the verb alone.
        met = [run for run in met if not set(run.tokens) <= set(draft.match.used)]
    own = next((run for run in met if draft.index in run.tokens), None)
    if own is not None and _nothing(own, reading) <= _AS_LIKELY:
        return own
    return min(met, key=lambda run: _nothing(run, reading), default=None)


def _nothing(run: Run, reading: Reading) -> float:
    """Return the model's probability that a run tells no event."""
    return float(mean_of(reading.types[:, 0], run.tokens))


def _hint(run: Run, matches: Mapping[int, Sequence[Match]]) -> Match | None:
    """Return the pattern that fits best at a word of the run, or None."""
    return next((matches[t][0] for t in (run.head, *run.tokens) if t in matches), None)


def _runs(reading: Reading, parse: ParsedSentence, least: float) -> list[Run]:
    best = np.asarray(reading.types[:, 1:].argmax(axis=1))
    likely = np.asarray(reading.types[:, 0] < 1 - least)
    groups = stretches(likely, best)
    told = [g for g in groups if any(_may_tell(parse.tokens[t]) for t in g)]
    return [Run(tokens=tuple(g), head=head_of(parse, g)) for g in told]


def _may_tell(token: Token) -> bool:
    """Whether a word can tell an event: no auxiliary, "be", preposition, article or pronoun can.

    Nor can a mere adjective: "ballistic" in "fired two ballistic missiles".
    """
    describes = token.pos == "ADJ" and token.dep == "amod"
    if token.pos == "ADP" and token.dep != "prt":
        return False
    if token.lemma == "be":
        return False
    return token.pos not in _FORMAL and token.dep not in ("aux", "auxpass") and not describes


def _covers(draft: Draft, run: Run, reading: Reading) -> bool:
    """Whether the run tells a draft's event, and not another that grammar folded into it.

    Of "captured the town and killed ten" the model sees two of different types.
    """
    if not _meets(draft, run):
        return False
    own = {draft.index, *draft.match.used}
    if own & set(run.tokens):
        return True
    shares, theirs = reading.types[draft.index], mean_of(reading.types, run.tokens)
    differs = int(shares[1:].argmax()) != int(theirs[1:].argmax())
    return not (differs and float(shares[1:].max()) > _SURE and float(theirs[1:].max()) > _SURE)


def _meets(draft: Draft, run: Run) -> bool:
    own = {draft.index, *draft.match.used, *(t.match.index for t in draft.also)}
    return bool(own & set(run.tokens))
