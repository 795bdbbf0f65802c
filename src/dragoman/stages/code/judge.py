"""Which type an event has: model, patterns and a head of the user's own, weighed together.

The model speaks through `own_types`, the codebook's patterns by their weights. Where somebody has
taught the coder a codebook (`dragoman train`), the head has the last word: it moves what came out
so far by what it learnt from examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dragoman.knowledge.codebook import Codebook
from dragoman.stages.code.head import Head
from dragoman.stages.code.light import LIFTING
from dragoman.stages.code.own_types import OwnTypes, own_types
from dragoman.stages.code.weigh import Evidence, weigh_types
from dragoman.stages.encode import Encoder, Floats, Reading

__all__ = ["Judge", "Judged", "features", "granted", "judge_of", "refused"]

_HINTED = 0.7
"""How much a pattern counts of which grammar makes no event, beside one of which it does."""


_REFUSED = frozenset({"AGREE", "CONCEDE", "RETREAT"})
_ENDING = frozenset({"stop", "halt", "call", "cease", "quit"})


class Judged(NamedTuple):
    """The types of one trigger."""

    shares: Floats
    """Probability of none and each type, in the order of `Judge.labels`."""
    evidence: Evidence
    """What they were weighed from, in the same order."""


def refused(judged: Judged, labels: Sequence[str], lemma: str) -> Judged:
    """Return the types with what would be promised or given way to told as refused.

    Who says that he will not end a strike neither gives way nor promises anything, nor does he
    begin one. `lemma` is the verb of what he will not do.
    """
    types = _REFUSED | {"PROTEST"} if lemma in LIFTING or lemma in _ENDING else _REFUSED
    return _moved(judged, labels, types, "REJECT")


def granted(judged: Judged, labels: Sequence[str]) -> Judged:
    """Return the types with what is asked told as given way to: "met the demands"."""
    return _moved(judged, labels, frozenset({"REQUEST"}), "CONCEDE")


def _moved(judged: Judged, labels: Sequence[str], types: frozenset[str], to: str) -> Judged:
    shares = judged.shares.copy()
    at = labels.index(to)
    for n, label in enumerate(labels):
        if label in types:
            shares[at] += shares[n]
            shares[n] = 0.0
    return Judged(shares, judged.evidence)


class Judge:
    """Weighs the types of a codebook at a trigger."""

    def __init__(self, codebook: Codebook, own: OwnTypes, head: Head | None) -> None:
        self.codebook, self.own, self.head = codebook, own, head
        self.labels = own.labels

    @property
    def is_plain(self) -> bool:
        """Whether the codebook's types are those that the model was trained on."""
        return self.own.is_plain

    @property
    def is_calibrated(self) -> bool:
        """Whether it is known how often what comes out is right: for those types, untaught."""
        return self.is_plain and self.head is None

    def types(
        self,
        reading: Reading,
        tokens: tuple[int, ...],
        *,
        rule: str | None,
        weight: float,
        hint: str | None,
        hint_weight: float = 0.0,
    ) -> Judged:
        """Return the probabilities of types at the words of a trigger.

        `rule` is the type of a pattern whose grammar fits, with the pattern's weight; `hint` that
        of one of which grammar makes no event, with its weight.
        """
        types, present, kinds = self.own.shares(reading, tokens)
        at = self.labels.index(rule) if rule in self.labels else None
        evidence = Evidence(
            shares=types,
            present=present,
            rule=at,
            rule_weight=weight,
            hint=self.labels.index(hint) if hint in self.labels else None,
            kinds=kinds,
        )
        shares = weigh_types(evidence, reading.heads.weighing.types)
        if not self.is_plain:
            told, sure = (at, weight) if at is not None else (evidence.hint, _HINTED * hint_weight)
            if told is not None:
                shares = self._with_pattern(shares, told, sure, reading, tokens)
        if self.head is not None:
            shares = self.head.moved(shares, features(reading, tokens))
        return Judged(shares, evidence)

    def _with_pattern(
        self, shares: Floats, told: int, sure: float, reading: Reading, tokens: tuple[int, ...]
    ) -> Floats:
        """Return the probabilities beside a pattern of a codebook that the model does not know.

        Which of the codebook's types it is, the pattern knows better, so far as its author calls it
        sure; whether anything happened at all, the model does, which is believed half, since it was
        not trained on events of this type.
        """
        kind = self.own.plover(self.labels[told], reading, tokens)
        evidence = Evidence(
            shares=reading.types[list(tokens)].mean(0),
            present=reading.present,
            rule=reading.heads.types.index(kind),
            rule_weight=sure,
            hint=None,
            kinds=reading.kinds(tokens),
        )
        event = 1 - float(weigh_types(evidence, reading.heads.weighing.types)[0]) / 2
        found = (1 - sure) * shares
        found[told] += sure * event
        found[0] += sure * (1 - event)
        return found.astype(np.float32)


def features(reading: Reading, tokens: tuple[int, ...]) -> Floats:
    """Return what a head looks at: the vector of the trigger's words and that of the sentence."""
    found: Floats = np.concatenate([reading.at(tokens), reading.whole])
    return found


def judge_of(encoder: Encoder, codebook: Codebook, head: Head | None) -> Judge:
    """Return the judge of a codebook's types.

    Raises:
        ConfigError: as `Head.check`.
    """
    own = own_types(encoder, codebook)
    if head is not None:
        head.check(encoder, codebook)
    return Judge(codebook, own, head)
