"""Figures on held-out sentences: F1 of triggers, types and arguments, shares of the rest.

Triggers are compared as runs of pieces of one type, which must overlap; arguments as pieces, with
the trigger and its type given.
"""

from __future__ import annotations

import torch
from model import Coder, where_chances

__all__ = ["measure", "measure_places", "measure_predicates", "runs"]

PLACE_FROM = 0.5
_SMALL = ("modes", "polarity", "certainty", "status")


@torch.no_grad()
def measure(model: Coder, encoded: list[dict]) -> dict[str, float]:
    """Return the figures by name, three digits each."""
    counts = {k: [0, 0, 0] for k in ("trigger", "typed", "argument", "claim")}
    right = {k: [0, 0] for k in ("kind", "claim kind", *_SMALL)}
    for example in encoded:
        ids = torch.tensor([example["ids"]])
        hidden = model.hidden(ids, torch.ones_like(ids))
        found = runs(model.types(hidden)[0].argmax(-1).tolist())
        gold = runs([max(kind, 0) for kind in example["types"]])
        _count_runs(counts["trigger"], gold, found, typed=False)
        _count_runs(counts["typed"], gold, found, typed=True)
        _count_pieces(counts["claim"], example["claims"], model.claims(hidden)[0])
        for span in example["spans"]:
            mean = hidden[0, span["at"]].mean(0, keepdim=True)
            guess = model.claim_kinds(mean, hidden[:, 0])[0].argmax().item()
            right["claim kind"][0] += int(guess == span["claim"] > 0)
            right["claim kind"][1] += int(guess > 0 or span["claim"] > 0)
        for event in example["events"]:
            trigger = hidden[0, event["at"]].mean(0, keepdim=True)
            scores = model.seen_from(hidden, trigger, event)
            _count_pieces(counts["argument"], event["arguments"], scores)
            kind = model.kinds(trigger, hidden[:, 0])[0].argmax().item()
            right["kind"][0] += int(kind == event["kind"])
            right["kind"][1] += 1
            for name in _SMALL:
                guess = getattr(model, name)(trigger)[0].argmax().item()
                right[name][0] += int(guess == event[name])
                right[name][1] += 1
    figures = {f"{k} F1": round(2 * m / max(1, g + f), 3) for k, (m, g, f) in counts.items()}
    return figures | {k: round(a / max(1, b), 3) for k, (a, b) in right.items()}


@torch.no_grad()
def measure_places(model: Coder, encoded: list[dict]) -> dict[str, float]:
    """Return F1 of the pieces of places, the verb given; nothing where none are given."""
    counts = [0, 0, 0]
    for example in encoded:
        ids = torch.tensor([example["ids"]])
        hidden = model.hidden(ids, torch.ones_like(ids))
        chances = where_chances(model, hidden, [example["at"]])[0].tolist()
        taken = [chance > PLACE_FROM for chance in chances]
        counts[0] += sum(a and b > 0 for a, b in zip(taken, example["where"], strict=True))
        counts[1] += sum(b > 0 for b in example["where"])
        counts[2] += sum(taken)
    matched, gold, found = counts
    return {"place F1": round(2 * matched / max(1, gold + found), 3)} if encoded else {}


@torch.no_grad()
def measure_predicates(model: Coder, encoded: list[dict]) -> dict[str, float]:
    """Return the shares of marked predicates whose polarity, certainty, status are found."""
    right: dict[str, list[bool]] = {name: [] for name in _SMALL[1:]}
    for example in encoded:
        ids = torch.tensor([example["ids"]])
        hidden = model.hidden(ids, torch.ones_like(ids))
        for one in example["marked"]:
            trigger = hidden[0, one["at"]].mean(0, keepdim=True)
            for name, found in right.items():
                if not all(one[name]):
                    found.append(one[name][getattr(model, name)(trigger)[0].argmax().item()] > 0)
    return {f"predicates' {k}": round(sum(v) / len(v), 3) for k, v in right.items() if v}


def _count_runs(
    counts: list[int],
    gold: list[tuple[int, int, int]],
    found: list[tuple[int, int, int]],
    *,
    typed: bool,
) -> None:
    left = list(found)
    for a, b, kind in gold:
        for run in left:
            if run[0] < b and a < run[1] and (run[2] == kind or not typed):
                counts[0] += 1
                left.remove(run)
                break
    counts[1] += len(gold)
    counts[2] += len(found)


def _count_pieces(counts: list[int], gold: list[int], scores: torch.Tensor) -> None:
    guess = scores.argmax(-1).tolist()
    counts[0] += sum(a == b > 0 for a, b in zip(guess, gold, strict=True))
    counts[1] += sum(x > 0 for x in gold)
    counts[2] += sum(x > 0 for x in guess)


def runs(types: list[int]) -> list[tuple[int, int, int]]:
    """Return [start, end) and label of each run of pieces with one label that is not none."""
    found, start = [], 0
    for i in range(1, len(types) + 1):
        if i == len(types) or types[i] != types[start]:
            if types[start]:
                found.append((start, i, types[start]))
            start = i
    return found
