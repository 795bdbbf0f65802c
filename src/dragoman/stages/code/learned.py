"""What the learned model adds to the drafts of the rules, and takes away.

Both read the same sentence. A trigger both see keeps the rules' reading of its grammar and gets
the type the two weigh highest; what the model alone sees becomes a draft of its own, with the
participants it marks; what the rules alone see goes where the model is sure there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np
from msgspec.structs import replace

from dragoman.knowledge.patterns import Frame, Trigger
from dragoman.records import ParsedSentence, Stance
from dragoman.records.report import Role
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.match import Match
from dragoman.stages.encode import Floats, Reading
from dragoman.stages.stance import read_stance

__all__ = ["mixed"]

_ADDED = 0.6
"""Probability of a type from which a trigger that no pattern fits is a draft."""
_NOTHING = 0.93
"""Probability of none from which a pattern's trigger is dropped, unless the pattern is sure."""
_SURE = 0.95
_OVERRULED = 0.8
"""Probability from which the model's type replaces a pattern's."""
_MODE = 0.5
_PART = 0.5
_STANCE = 0.9
_ROLES = frozenset(get_args(Role))
_FRAMES: dict[str, Frame] = {
    "CONSULT": "mutual",
    "COOPERATE": "mutual",
    "AID": "gives",
    "REQUEST": "asks",
    "ASSAULT": "acts_on",
    "COERCE": "acts_on",
    "SANCTION": "acts_on",
    "RETREAT": "leaves",
    "PROTEST": "alone",
    "MOBILIZE": "alone",
}
"""The frame that a type is usually told in; speech for all others."""
_MODE_FRAMES: dict[str, Frame] = {"visit": "visits", "third-party": "mediates"}


def mixed(
    drafts: list[Draft], parse: ParsedSentence, number: int, reading: Reading, cast: Cast
) -> list[Draft]:
    """Return a sentence's drafts in order of their triggers."""
    runs = _triggers(reading, parse)
    kept = [d for d in drafts if not _is_nothing(d, reading, runs)]
    for draft in kept:
        run = next((r for r in runs if _meets(draft, r)), None)
        if run is not None:
            _agree(draft, run, reading, cast)
    met = [r for r in runs if any(_meets(d, r) for d in drafts)]
    added = [_new_draft(r, parse, number, reading, cast) for r in runs if r not in met]
    kept += [draft for draft in added if draft is not None]
    return sorted(kept, key=lambda d: d.index)


class _Run:
    """Neighbouring tokens that the model reads as one trigger."""

    def __init__(self, tokens: tuple[int, ...], type_code: str, score: float, head: int) -> None:
        self.tokens, self.type_code, self.score, self.head = tokens, type_code, score, head


def _triggers(reading: Reading, parse: ParsedSentence) -> list[_Run]:
    best = reading.types.argmax(axis=1)
    runs: list[list[int]] = []
    for index, label in enumerate(best):
        if label == 0:
            continue
        if runs and runs[-1][-1] == index - 1 and best[index - 1] == label:
            runs[-1].append(index)
        else:
            runs.append([index])
    found = []
    for run in runs:
        label = int(best[run[0]])
        score = float(reading.types[run, label].max())
        tokens = tuple(run)
        found.append(_Run(tokens, reading.heads.types[label], score, _head(parse, tokens)))
    return found


def _head(parse: ParsedSentence, tokens: Sequence[int]) -> int:
    """Return the token that the others hang on; of several the first that is a verb or noun."""
    tops = [t for t in tokens if parse.tokens[t].head not in tokens or parse.tokens[t].head == t]
    telling = [t for t in tops if parse.tokens[t].pos in ("VERB", "NOUN", "PROPN")]
    return (telling or tops or list(tokens))[0]


def _meets(draft: Draft, run: _Run) -> bool:
    own = {draft.index, *draft.match.used, *(m.index for m in draft.also)}
    return bool(own & set(run.tokens))


def _is_nothing(draft: Draft, reading: Reading, runs: list[_Run]) -> bool:
    """Whether the model is sure that no word of the draft tells an event."""
    if any(_meets(draft, run) for run in runs):
        return False
    own = [draft.index, *draft.match.used]
    none = float(reading.types[own, 0].min())
    return none > _NOTHING and draft.match.trigger.weight < _SURE


def _agree(draft: Draft, run: _Run, reading: Reading, cast: Cast) -> None:
    """Give a draft the type, mode and participants that the model is surer of."""
    trigger = draft.match.trigger
    if run.type_code != trigger.type_code and run.score > max(_OVERRULED, trigger.weight - 0.1):
        trigger = replace(trigger, type_code=run.type_code, mode=None, weight=round(run.score, 3))
        draft.others = [draft.match, *draft.others]
    if trigger.mode is None and run.type_code == trigger.type_code:
        trigger = replace(trigger, mode=_mode(reading, run))
    draft.match = replace(draft.match, trigger=trigger)
    if not draft.parts or len({p.role for p in draft.parts}) == 1:
        _add_parts(draft, reading, run, cast)


def _mode(reading: Reading, run: _Run) -> str | None:
    shares = reading.of_trigger("modes", run.tokens)
    label = reading.heads.modes[int(shares.argmax())]
    type_code, _, mode = label.partition(".")
    return mode if type_code == run.type_code and float(shares.max()) > _MODE else None


def _new_draft(
    run: _Run, parse: ParsedSentence, number: int, reading: Reading, cast: Cast
) -> Draft | None:
    if run.score < _ADDED:
        return None
    mode = _mode(reading, run)
    frame = _MODE_FRAMES.get(mode or "") or _FRAMES.get(run.type_code, "speaks_to")
    trigger = Trigger(
        id="model", type_code=run.type_code, frame=frame, mode=mode, weight=round(run.score, 3)
    )
    token = parse.tokens[run.head]
    match = Match(
        index=run.head,
        is_noun=token.pos in ("NOUN", "PROPN"),
        trigger=trigger,
        text=" ".join(parse.tokens[t].text for t in run.tokens),
        specificity=0,
        used=tuple(t for t in run.tokens if t != run.head),
    )
    draft = Draft(
        parse=parse,
        number=number,
        match=match,
        others=[],
        stance=_stance(read_stance(parse, run.head), reading, run),
    )
    _add_parts(draft, reading, run, cast)
    return draft if draft.parts else None


def _stance(grammar: Stance, reading: Reading, run: _Run) -> Stance:
    """Return the stance of the grammar, unless it sees nothing and the model surely does."""
    if grammar != Stance():
        return grammar
    heads = reading.heads
    found = {}
    for field, name, labels in (
        ("polarity", "polarity", heads.polarities),
        ("certainty", "certainty", heads.certainties),
        ("status", "status", heads.statuses),
    ):
        shares = reading.of_trigger(name, run.tokens)
        if float(shares.max()) > _STANCE:
            found[field] = labels[int(shares.argmax())]
    return replace(grammar, **found)


def _add_parts(draft: Draft, reading: Reading, run: _Run, cast: Cast) -> None:
    """Add the participants that the model marks, in roles that the draft has nobody for."""
    parse = draft.parse
    shares = reading.arguments(run.tokens, run.type_code)
    present = {p.found.entity.id for p in draft.parts}
    filled = {p.role for p in draft.parts}
    for label, tokens in _marked(shares):
        role = reading.heads.arguments[label]
        if role not in _ROLES or role in filled:
            continue
        score = float(shares[tokens, label].mean())
        if score < _PART:
            continue
        head = _head(parse, tokens)
        for found in cast.behind(parse, head, place="model"):
            if found.entity.id in present:
                continue
            present.add(found.entity.id)
            draft.parts.append(Part(role=role, found=found, place="marked by the model"))  # type: ignore[arg-type]  # checked against the roles


def _marked(shares: Floats) -> list[tuple[int, list[int]]]:
    """Return runs of tokens with the same argument label."""
    best = np.asarray(shares.argmax(axis=1))
    runs: list[tuple[int, list[int]]] = []
    for index, label in enumerate(best):
        if label == 0:
            continue
        if runs and runs[-1][0] == label and runs[-1][1][-1] == index - 1:
            runs[-1][1].append(index)
        else:
            runs.append((int(label), [index]))
    return runs
