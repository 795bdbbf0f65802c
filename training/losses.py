"""What the network is wrong by: the summed losses of its heads over a batch of sentences."""

from __future__ import annotations

import torch
from model import Coder, where_chances
from teaching import TOLD, TOLD_TYPES, Echo, belief
from torch import nn

__all__ = ["loss_of", "loss_of_places", "loss_of_predicates", "padded"]

MASK_SHARE = 0.04
"""Share of the pieces hidden from the encoder while it learns."""
NAME_SHARE = 0.12
"""Share of the names' pieces hidden: who it was must not tell what was done."""
CLAIMS_COUNT = 0.4
"""Weight of the claims' loss: their spans are long, and each piece counts."""
NEARNESS_COUNTS = 10.0
"""Weight of staying as near or far, sentence from sentence, as the base encoder has them: types
of other codebooks are found by that."""
ECHO_COUNTS = 2.0
"""Weight of guessing the larger network's vectors, where one teaches."""
SMALL = ("modes", "polarity", "certainty", "status")


def padded(batch: list[dict], name: str, fill: int) -> torch.Tensor:
    """Return the arrays called `name`, filled up to the longest."""
    longest = max(len(x["ids"]) for x in batch)
    return torch.tensor([x[name] + [fill] * (longest - len(x[name])) for x in batch])


def targets(batch: list[dict], name: str, labels: int, trust: float = TOLD) -> torch.Tensor:
    """Return how likely each label is of each piece, [sentences, pieces, labels]; 0 is no loss."""
    told = padded(batch, name, -100)
    if "beliefs" not in batch[0]:
        return belief(told, None, labels)
    said = torch.zeros(*told.shape, labels)
    for row, example in enumerate(batch):
        said[row, : len(example["ids"])] = example["beliefs"][name]
    return belief(told, said, labels, trust)


def _cross(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Return the summed cross entropy of label scores [..., labels] against chances."""
    return -(wanted * scores.log_softmax(-1)).sum()


def loss_of(
    model: Coder, batch: list[dict], mask_id: int, echo: Echo | None = None
) -> torch.Tensor:
    """Return the summed loss of all heads over a batch, and of the echo of a larger network."""
    hidden = _hidden(model, batch, mask_id, padded(batch, "types", -100) == 0)
    size = len(batch)
    types = targets(batch, "types", model.types.out_features, TOLD_TYPES)
    claims = targets(batch, "claims", model.claims.out_features)
    total = 1.5 * _cross(model.types(hidden), types) / size
    total = total + CLAIMS_COUNT * _cross(model.claims(hidden), claims) / size
    told, sure = _present(batch, model.present.out_features)
    total = total + nn.functional.binary_cross_entropy_with_logits(
        model.present(hidden[:, 0]), told, weight=sure.expand_as(told)
    )
    if "anchor" in batch[0]:
        total = total + NEARNESS_COUNTS * _drift(batch, hidden)
    if echo is not None:
        total = total + ECHO_COUNTS * echo(hidden, batch)
    if any(x["events"] for x in batch):
        total = total + _loss_of_events(model, batch, hidden)
    if any(x["spans"] for x in batch):
        total = total + _loss_of_spans(model, batch, hidden)
    return total


def _present(batch: list[dict], labels: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return which types each sentence tells, and whether that is known, 1 or 0."""
    told = torch.zeros(len(batch), labels)
    sure = torch.ones(len(batch), 1)
    for row, example in enumerate(batch):
        told[row, sorted({e["kind"] for e in example["events"]})] = 1
        if "beliefs" in example:
            said = example["beliefs"]["present"]
            told[row] = said if example["unsure"] else said + TOLD_TYPES * (told[row] - said)
        else:
            sure[row] = float(not example["unsure"])
    return told, sure


def _drift(batch: list[dict], hidden: torch.Tensor) -> torch.Tensor:
    """Return how far the cosines between the sentences of a batch are from the base encoder's."""
    mask = (padded(batch, "ids", -1) != -1).float()[..., None]
    anchors = torch.stack([x["anchor"] for x in batch])
    own, base = (_cosines(v) for v in ((hidden * mask).sum(1) / mask.sum(1), anchors))
    return ((own - base) ** 2).mean()


def _cosines(vectors: torch.Tensor) -> torch.Tensor:
    """Return the cosines [sentences, sentences] of vectors seen from their middle."""
    seen = nn.functional.normalize(vectors - vectors.mean(0), dim=-1)
    return seen @ seen.T


def _hidden(model: Coder, batch: list[dict], mask_id: int, may_hide: torch.Tensor) -> torch.Tensor:
    """Return the vectors of a batch, with some of the pieces that may be hidden hidden."""
    ids = padded(batch, "ids", 0)
    mask = (padded(batch, "ids", -1) != -1).long()
    share = torch.where(padded(batch, "named", 0) == 1, NAME_SHARE, MASK_SHARE)
    hides = (torch.rand(ids.shape) < share) & may_hide
    hides[:, 0] = False
    return model.drop(model.hidden(torch.where(hides, mask_id, ids), mask))


def loss_of_places(
    model: Coder, batch: list[dict], mask_id: int, _: Echo | None = None
) -> torch.Tensor:
    """Return the loss of `where` against all else, seen from marked verbs of unknown type."""
    told = padded(batch, "where", -1.0)
    may_hide = told == 0
    for row, example in enumerate(batch):
        may_hide[row, example["at"]] = False
    hidden = _hidden(model, batch, mask_id, may_hide)
    chances = where_chances(model, hidden, [x["at"] for x in batch])
    chances = chances.clamp(1e-5, 1 - 1e-5)
    lost = nn.functional.binary_cross_entropy(chances, told.clamp(min=0), reduction="none")
    return 0.4 * (lost * (told >= 0)).sum() / len(batch)


def loss_of_predicates(
    model: Coder, batch: list[dict], mask_id: int, _: Echo | None = None
) -> torch.Tensor:
    """Return the loss of polarity, certainty and status at the marked predicates of a batch."""
    pairs = [(row, one) for row, x in enumerate(batch) for one in x["marked"]]
    may_hide = padded(batch, "ids", 0) != 0
    for row, one in pairs:
        may_hide[row, one["at"]] = False
    hidden = _hidden(model, batch, mask_id, may_hide)
    triggers = torch.stack([hidden[row, one["at"]].mean(0) for row, one in pairs])
    lost = torch.zeros(())
    for name in SMALL[1:]:
        allowed = torch.tensor([one[name] for _, one in pairs])
        scores = getattr(model, name)(triggers)
        shares = (scores.softmax(-1) * allowed).sum(-1)
        lost = lost - shares.clamp(min=1e-6).log().mean()
    return lost


def _loss_of_events(model: Coder, batch: list[dict], hidden: torch.Tensor) -> torch.Tensor:
    pairs = [(row, event) for row, x in enumerate(batch) for event in x["events"]]
    rows = torch.tensor([row for row, _ in pairs])
    triggers = torch.stack([hidden[row, e["at"]].mean(0) for row, e in pairs])
    scores = model.arguments(
        hidden,
        rows,
        triggers,
        torch.tensor([e["kind"] for _, e in pairs]),
        torch.tensor([e["at"][0] for _, e in pairs]),
    )
    events = [event for _, event in pairs]
    lost = 0.4 * _cross(scores, _of_events(events, "arguments", scores)) / len(pairs)
    for name in SMALL:
        said = getattr(model, name)(triggers)
        lost = lost + 0.4 * _cross(said, _of_events(events, name, said)) / len(pairs)
    kinds = model.kinds(triggers, hidden[rows, 0])
    return lost + _cross(kinds, _of_events(events, "kind", kinds)) / len(pairs)


def _loss_of_spans(model: Coder, batch: list[dict], hidden: torch.Tensor) -> torch.Tensor:
    """Return the loss of the kind of claim, or none, of words taken together."""
    pairs = [(row, span) for row, x in enumerate(batch) for span in x["spans"]]
    means = torch.stack([hidden[row, span["at"]].mean(0) for row, span in pairs])
    scores = model.claim_kinds(means, hidden[[row for row, _ in pairs], 0])
    told = torch.tensor([span["claim"] for _, span in pairs])
    said = torch.stack([span["belief"] for _, span in pairs]) if "belief" in pairs[0][1] else None
    return _cross(scores, belief(told, said, scores.shape[-1], TOLD_TYPES)) / len(pairs)


def _of_events(events: list[dict], name: str, scores: torch.Tensor) -> torch.Tensor:
    """Return how likely each label of one field is, shaped as its scores."""
    told = torch.full(scores.shape[:-1], -100)
    said = torch.zeros(scores.shape) if "beliefs" in events[0] else None
    for row, event in enumerate(events):
        value = torch.tensor(event[name])
        place = (row, slice(len(value))) if value.ndim else (row,)
        told[place] = value
        if said is not None:
            said[place] = event["beliefs"]["kinds" if name == "kind" else name]
    trust = TOLD_TYPES if name == "kind" else TOLD
    return belief(told, said, scores.shape[-1], trust)
