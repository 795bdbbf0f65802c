"""Trains the coder's encoder and heads on the corpus's sentences; needs torch and transformers.

Beside them it may be given sentences that tell of one verb's act which places it was at, and
nothing else (place_examples.py): from these it learns `where` alone. The embeddings stay as they
are: they are half of the weights, and the corpus is too small for them. The rate falls from layer
to layer downwards. What is written is the running mean of the weights, which on a small corpus is
better than the last.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from encoding import encode, encode_place
from measuring import measure, measure_places
from model import (
    Coder,
    Labels,
    base_folder,
    new_encoder,
    where_chances,
)
from tokenizers import Tokenizer
from torch import nn

MASK_SHARE = 0.04
"""Share of the pieces hidden from the encoder while it learns."""
NAME_SHARE = 0.12
"""Share of the names' pieces hidden: who it was must not tell what was done."""
KEPT = 0.995
"""How much of the running mean a step keeps."""
LAYER_DECAY = 0.88
CLAIMS_COUNT = 0.25
"""Weight of the claims' loss: their spans are long, and each piece counts."""
NEARNESS_COUNTS = 10.0
"""Weight of staying as near or far, sentence from sentence, as the base encoder has them: types
of other codebooks are found by that."""
REAL_A_ROUND = 0.5
"""Share of the real sentences that a round draws: they are much of war, and the corpus is not."""
PLACES_A_ROUND = 0.35
"""Share of the marked verbs that a round draws."""


def batches(encoded: list[dict], size: int, rng: random.Random) -> list[list[dict]]:
    """Return batches of like length in a random order."""
    order = sorted(encoded, key=lambda x: len(x["ids"]) + rng.random() * 8)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    return found


def padded(batch: list[dict], name: str, fill: int) -> torch.Tensor:
    """Return the arrays called `name`, filled up to the longest."""
    longest = max(len(x["ids"]) for x in batch)
    return torch.tensor([x[name] + [fill] * (longest - len(x[name])) for x in batch])


def loss_of(model: Coder, batch: list[dict], mask_id: int) -> torch.Tensor:
    """Return the summed loss of all heads over a batch."""
    types = padded(batch, "types", -100)
    hidden = _hidden(model, batch, mask_id, types == 0)
    cross = nn.functional.cross_entropy
    size = len(batch)
    each = cross(model.types(hidden).transpose(1, 2), types, reduction="sum", label_smoothing=0.02)
    told = torch.zeros(size, model.present.out_features)
    sure = torch.ones(size, 1)
    for row, example in enumerate(batch):
        told[row, sorted({e["kind"] for e in example["events"]})] = 1
        sure[row] = float(not example["unsure"])
    present = nn.functional.binary_cross_entropy_with_logits(
        model.present(hidden[:, 0]), told, weight=sure.expand_as(told)
    )
    total = 1.5 * each / size + present
    claims = cross(
        model.claims(hidden).transpose(1, 2), padded(batch, "claims", -100), reduction="sum"
    )
    total = total + CLAIMS_COUNT * claims / size + NEARNESS_COUNTS * _drift(batch, hidden)
    if any(x["events"] for x in batch):
        total = total + _loss_of_events(model, batch, hidden)
    return total


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


@torch.no_grad()
def anchor(encoder: nn.Module, encoded: list[dict]) -> None:
    """Give each sentence its vector by the base encoder: the mean of its last layer."""
    for example in encoded:
        example["anchor"] = encoder(torch.tensor([example["ids"]])).last_hidden_state[0].mean(0)


def _hidden(model: Coder, batch: list[dict], mask_id: int, may_hide: torch.Tensor) -> torch.Tensor:
    """Return the vectors of a batch, with some of the pieces that may be hidden hidden."""
    ids = padded(batch, "ids", 0)
    mask = (padded(batch, "ids", -1) != -1).long()
    share = torch.where(padded(batch, "named", 0) == 1, NAME_SHARE, MASK_SHARE)
    hides = (torch.rand(ids.shape) < share) & may_hide
    hides[:, 0] = False
    return model.drop(model.hidden(torch.where(hides, mask_id, ids), mask))


def loss_of_places(model: Coder, batch: list[dict], mask_id: int) -> torch.Tensor:
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
    width = hidden.shape[1]
    gold = [e["arguments"] + [-100] * (width - len(e["arguments"])) for _, e in pairs]
    cross = nn.functional.cross_entropy
    arcs = cross(scores.transpose(1, 2), torch.tensor(gold), reduction="sum") / len(pairs)
    small = sum(
        cross(getattr(model, name)(triggers), torch.tensor([e[name] for _, e in pairs]))
        for name in ("modes", "polarity", "certainty", "status")
    )
    kinds = cross(
        model.kinds(triggers, hidden[rows, 0]), torch.tensor([e["kind"] for _, e in pairs])
    )
    return 0.4 * arcs + 0.4 * small + kinds


def optimiser_of(model: Coder, rate: float) -> torch.optim.Optimizer:
    """Return AdamW with a rate that falls from the top layer down; the heads learn fastest."""
    for parameter in model.encoder.embeddings.parameters():
        parameter.requires_grad = False
    layers = model.encoder.encoder.layer
    groups = [
        {"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (len(layers) - 1 - n)}
        for n, layer in enumerate(layers)
    ]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    groups.append({"params": heads, "lr": 8 * rate})
    return torch.optim.AdamW(groups, weight_decay=0.02)


@torch.no_grad()
def follow(mean: Coder, model: Coder, step: int) -> None:
    """Move the running mean towards the model."""
    kept = min(KEPT, (1 + step) / (10 + step))
    for old, new in zip(mean.parameters(), model.parameters(), strict=True):
        old.lerp_(new, 1 - kept)


def train(arguments: argparse.Namespace) -> None:
    """Train, measure after each round, write the weights."""
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    np.random.seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    rng = random.Random(arguments.seed)
    examples = [json.loads(line) for line in Path(arguments.examples).read_text().splitlines()]
    base = arguments.base or base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model, labels = _begun(arguments.start, base, Labels(examples))
    mean = copy.deepcopy(model)
    learning = [encode(x, tokenizer, labels) for x in examples if not x["held_out"]]
    real = [x for x in learning if x["real"]]
    written = [x for x in learning if not x["real"]]
    held_out = [encode(x, tokenizer, labels) for x in examples if x["held_out"]]
    placed, placed_held = _places(arguments.places, tokenizer)
    print(len(written), "sentences of the corpus and", len(real), "real ones to learn from,",
          len(held_out), "held out;", len(placed), "verbs with places,", len(placed_held),
          "held out", flush=True)  # fmt: skip
    anchor(new_encoder(base).eval(), learning)
    optimiser = optimiser_of(model, arguments.rate)
    drawn, drawn_real = int(len(placed) * PLACES_A_ROUND), int(len(real) * REAL_A_ROUND)
    read = len(written) + drawn_real
    steps = arguments.rounds * (
        read // arguments.batch + 1 + drawn // arguments.batch + (drawn > 0)
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    mask_id, step = tokenizer.token_to_id("[MASK]"), 0
    for number in range(min(arguments.rounds, arguments.until or arguments.rounds)):
        began, total = time.time(), 0.0
        now = [*written, *rng.sample(real, drawn_real)]
        tasks = [(loss_of, batch) for batch in batches(now, arguments.batch, rng)]
        some = rng.sample(placed, drawn)
        tasks += [(loss_of_places, batch) for batch in batches(some, arguments.batch, rng)]
        rng.shuffle(tasks)
        for lost, batch in tasks:
            loss = lost(model, batch, mask_id)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            follow(mean, model, step)
            total += loss.item() * len(batch)
        mean.eval()
        took = f"{time.time() - began:.0f} s"
        figures = measure(mean, held_out) | measure_places(mean, placed_held[:400])
        print(number + 1, round(total / read, 3), took, figures, flush=True)
        torch.save({"model": mean.state_dict(), "labels": vars(labels)}, arguments.output)


def _begun(start: Path | None, base: Path, labels: Labels) -> tuple[Coder, Labels]:
    """Return the network to train, and its labels: as the base encoder is, or as saved."""
    if start is None:
        return Coder(new_encoder(base), labels), labels
    saved = torch.load(start, weights_only=True)
    vars(labels).update(saved["labels"])
    model = Coder(new_encoder(base), labels)
    model.load_state_dict(saved["model"])
    return model, labels


def _places(path: Path | None, tokenizer: Tokenizer) -> tuple[list[dict], list[dict]]:
    """Return the marked verbs to learn from and those held out; none without a file."""
    parts: tuple[list[dict], list[dict]] = [], []
    for line in path.read_text().splitlines() if path is not None else ():
        example = json.loads(line)
        encoded = encode_place(example, tokenizer)
        if encoded is not None:
            parts[example["held_out"]].append(encoded)
    return parts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples")
    parser.add_argument("output")
    parser.add_argument("--base", type=Path, default=None, help="folder of the base encoder")
    parser.add_argument("--places", type=Path, default=None, help="of place_examples.py")
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--until", type=int, default=None, help="round to stop after; the rate "
                        "falls as if all were run")  # fmt: skip
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20)
    train(parser.parse_args())
