"""What a larger network, trained on the same sentences, would say: the small one learns from both.

The larger network is `all-mpnet-base-v2` with the same heads. Its word pieces are those of the
base encoder, so what it says of a piece is said of the same piece. A label of the corpus counts
for some part, the larger network's belief for the rest: where the hand left a piece open, its
belief alone. Sentences without annotations are read by it too; what it finds in them is taken as
told.
"""

from __future__ import annotations

from typing import Any

import torch
from measuring import runs
from model import Coder
from torch import nn

__all__ = ["TOLD", "TOLD_TYPES", "Echo", "belief", "teach"]

TOLD = 0.7
"""How much a label of the corpus counts against the larger network's belief."""
TOLD_TYPES = 0.4
"""The same for types, where the larger network is furthest ahead."""
AT_ONCE = 48
OF_EVENTS = ("kinds", "arguments", "modes", "polarity", "certainty", "status")
Encoded = dict[str, Any]


class Echo(nn.Module):
    """The larger network's vectors as guessed from the small one's; used in training alone."""

    def __init__(self, width: int, wider: int) -> None:
        super().__init__()
        self.guess = nn.Linear(width, wider)

    def forward(self, hidden: torch.Tensor, batch: list[Encoded]) -> torch.Tensor:
        """Return the mean square error over the pieces of a batch, the target's scale taken out."""
        own = torch.cat([hidden[row, : len(x["ids"])] for row, x in enumerate(batch)])
        told = torch.cat([x["beliefs"]["hidden"] for x in batch]).float()
        told = nn.functional.layer_norm(told, told.shape[-1:])
        return nn.functional.mse_loss(self.guess(own), told)


@torch.no_grad()
def teach(teacher: Coder, encoded: list[Encoded], shift: int) -> None:
    """Give each sentence the beliefs of the larger network, whose piece ids are `shift` higher."""
    teacher.eval()
    # The longest first: what is kept of each batch lies between the holes that the next one fills.
    order = sorted(encoded, key=lambda x: -len(x["ids"]))
    for start in range(0, len(order), AT_ONCE):
        batch = order[start : start + AT_ONCE]
        width = max(len(x["ids"]) for x in batch)
        ids = torch.ones((len(batch), width), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, x in enumerate(batch):
            ids[row, : len(x["ids"])] = torch.tensor(_renumbered(x["ids"], shift))
            mask[row, : len(x["ids"])] = 1
        hidden = teacher.hidden(ids, mask)
        for row, x in enumerate(batch):
            _believe(teacher, x, hidden[row : row + 1, : len(x["ids"])])


def _renumbered(ids: list[int], shift: int) -> list[int]:
    """Return the ids as the larger network numbers them: its first and last piece are its own."""
    return [0, *(i + shift for i in ids[1:-1]), 2 if ids[-1] == 102 else ids[-1] + shift]


def _believe(teacher: Coder, example: Encoded, hidden: torch.Tensor) -> None:
    types = teacher.types(hidden)[0].softmax(-1)
    claims = teacher.claims(hidden)[0].softmax(-1)
    example["beliefs"] = {
        "hidden": hidden[0].half(),
        "types": types,
        "claims": claims,
        "present": teacher.present(hidden[:, 0])[0].sigmoid(),
    }
    if example.get("plain"):
        example["types"] = types.argmax(-1).tolist()
        example["claims"] = claims.argmax(-1).tolist()
        found = runs(example["types"])
        example["events"] = [{"at": list(range(a, b)), "kind": kind} for a, b, kind in found]
        found = runs(example["claims"])
        example["spans"] = [{"at": list(range(a, b)), "claim": kind} for a, b, kind in found]
    for event in example["events"]:
        _believe_event(teacher, event, hidden)
    for span in example["spans"]:
        mean = hidden[0, span["at"]].mean(0, keepdim=True)
        span["belief"] = teacher.claim_kinds(mean, hidden[:, 0])[0].softmax(-1)


def _believe_event(teacher: Coder, event: Encoded, hidden: torch.Tensor) -> None:
    trigger = hidden[0, event["at"]].mean(0, keepdim=True)
    scores = teacher.seen_from(hidden, trigger, event)
    said = {name: getattr(teacher, name)(trigger)[0] for name in OF_EVENTS[2:]}
    said |= {"arguments": scores, "kinds": teacher.kinds(trigger, hidden[:, 0])[0]}
    event["beliefs"] = {name: said[name].softmax(-1) for name in OF_EVENTS}
    for name in OF_EVENTS[1:]:
        event.setdefault(name, said[name].argmax(-1).tolist())


def belief(
    told: torch.Tensor, said: torch.Tensor | None, labels: int, trust: float = TOLD
) -> torch.Tensor:
    """Return how likely each label is, [..., labels]: `told`, blended with what is believed.

    `trust` is how much `told` counts. A label of -100 is none: what is believed stands alone there,
    or nothing (zeros).
    """
    known = (told >= 0).float()[..., None]
    one = nn.functional.one_hot(told.clamp(min=0), labels) * known
    return one if said is None else said + trust * known * (one - said)
