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
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from encoding import encode, encode_place, encode_plain, encode_predicates
from losses import loss_of, loss_of_places, loss_of_predicates, padded
from measuring import measure, measure_places, measure_predicates
from model import Coder, Labels, base_folder, new_encoder
from predicates import predicates_in
from teaching import Echo, teach
from tokenizers import Tokenizer
from torch import nn

MEASURED_OF = 6
"""Of so many held-out sentences one is measured after a round; after the last one all are."""
KEPT = 0.995
"""How much of the running mean a step keeps."""
LAYER_DECAY = 0.88
PLAIN_A_ROUND = 0.6
"""Share of the sentences without annotations that a round draws."""
REAL_A_ROUND = 0.5
"""Share of the real sentences that a round draws: they are much of war, and the corpus is not."""
ANCHORED_AT_ONCE = 32
PLACES_A_ROUND = 0.35
"""Share of the marked verbs that a round draws."""


def batches(encoded: list[dict], size: int, rng: random.Random) -> list[list[dict]]:
    """Return batches of like length in a random order."""
    order = sorted(encoded, key=lambda x: len(x["ids"]) + rng.random() * 8)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    return found


@torch.no_grad()
def anchor(encoder: nn.Module, encoded: list[dict]) -> None:
    """Give each sentence its vector by the base encoder: the mean of its last layer."""
    for batch in batches(encoded, ANCHORED_AT_ONCE, random.Random(0)):
        mask = (padded(batch, "ids", -1) != -1).long()
        last = encoder(padded(batch, "ids", 0), attention_mask=mask).last_hidden_state
        for row, example in enumerate(batch):
            example["anchor"] = last[row, : len(example["ids"])].mean(0)


def optimiser_of(model: Coder, echo: Echo | None, rate: float) -> torch.optim.Optimizer:
    """Return AdamW with a rate that falls from the top layer down; the heads learn fastest."""
    for parameter in model.encoder.embeddings.parameters():
        parameter.requires_grad = False
    layers = model.encoder.encoder.layer
    groups = [
        {"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (len(layers) - 1 - n)}
        for n, layer in enumerate(layers)
    ]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    heads += echo.parameters() if echo is not None else ()
    groups.append({"params": heads, "lr": 8 * rate})
    return torch.optim.AdamW(groups, weight_decay=0.02, fused=True)


@torch.no_grad()
def follow(mean: Coder, model: Coder, step: int) -> None:
    """Move the running mean towards the model."""
    kept = min(KEPT, (1 + step) / (10 + step))
    pairs = zip(mean.parameters(), model.parameters(), strict=True)
    moved = [(old, new.detach()) for old, new in pairs if new.requires_grad]
    torch._foreach_lerp_([old for old, _ in moved], [new for _, new in moved], 1 - kept)


def train(arguments: argparse.Namespace) -> None:
    """Train, measure after each round, write the weights."""
    for seeded in (random.seed, torch.manual_seed, np.random.seed):
        seeded(arguments.seed)
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    Coder.short = arguments.short
    if arguments.plain and arguments.teacher is None:
        raise SystemExit("--plain needs --teacher: nobody else says what those sentences tell")
    base = arguments.base or base_folder()
    tokenizer = _tokenizer(base)
    examples = [json.loads(line) for line in Path(arguments.examples).read_text().splitlines()]
    model, labels = _begun(arguments.start, base, Labels(examples))
    learning = [encode(x, tokenizer, labels) for x in examples if not x["held_out"]]
    held_out = [encode(x, tokenizer, labels) for x in examples if x["held_out"]]
    for path in arguments.plain:
        learning += [encode_plain(x, tokenizer) for x in path.read_text().splitlines() if x]
    placed, placed_held = _places(arguments.places, tokenizer)
    marked, marked_held = _predicates(tokenizer)
    echo = None
    if arguments.teacher is not None:
        wider = _taught(arguments.teacher, arguments.teacher_base, tokenizer, labels, learning)
        echo = Echo(model.encoder.config.hidden_size, wider)
    if arguments.base is None:
        anchor(new_encoder(base).eval(), learning)
    real = sum(x["real"] for x in learning)
    print(len(learning), "sentences to learn from,", real, "of them real,",
          len(held_out), "held out;", len(placed), "verbs with places,", len(placed_held),
          "held out", flush=True)  # fmt: skip
    mean = copy.deepcopy(model)
    for number, figure in enumerate(
        _rounds(arguments, model, mean, echo, learning, placed, marked), 1
    ):
        torch.save({"model": mean.state_dict(), "labels": vars(labels)}, arguments.output)
        is_last = number == min(arguments.rounds, arguments.until or arguments.rounds)
        measured = held_out if is_last else held_out[::MEASURED_OF]
        figures = measure(mean, measured) | measure_places(mean, placed_held[:400])
        figures |= measure_predicates(mean, marked_held)
        print(number, figure, figures, flush=True)


def _rounds(
    arguments: argparse.Namespace,
    model: Coder,
    mean: Coder,
    echo: Echo | None,
    learning: list[dict],
    placed: list[dict],
    marked: list[dict],
) -> Iterator[str]:
    """Learn round by round; yield the mean loss of each, and its seconds."""
    rng = random.Random(arguments.seed)
    tokenizer = _tokenizer(arguments.base or base_folder())
    mask_id = tokenizer.token_to_id("<mask>") or tokenizer.token_to_id("[MASK]")
    rest = [x for x in learning if not x["real"] and not x.get("plain")]
    drawn_from = [
        (found, int(len(found) * share))
        for found, share in (
            ([x for x in learning if x["real"]], REAL_A_ROUND),
            ([x for x in learning if x.get("plain")], PLAIN_A_ROUND),
        )
    ]
    drawn = int(len(placed) * PLACES_A_ROUND)
    read = len(rest) + sum(number for _, number in drawn_from)
    steps = arguments.rounds * (
        read // arguments.batch
        + 1
        + sum(-(-number // arguments.batch) for number in (drawn, len(marked)))
    )
    optimiser = optimiser_of(model, echo, arguments.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    step = 0
    for _ in range(min(arguments.rounds, arguments.until or arguments.rounds)):
        began, total = time.time(), 0.0
        some = [x for found, number in drawn_from for x in rng.sample(found, number)]
        tasks = [(loss_of, batch) for batch in batches([*rest, *some], arguments.batch, rng)]
        some = rng.sample(placed, drawn)
        tasks += [(loss_of_places, batch) for batch in batches(some, arguments.batch, rng)]
        tasks += [(loss_of_predicates, b) for b in batches(marked, arguments.batch, rng)]
        rng.shuffle(tasks)
        model.train()
        for lost, batch in tasks:
            loss = lost(model, batch, mask_id, echo)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            follow(mean, model, step)
            total += loss.item() * len(batch)
            if step % 100 == 0:
                print(f"step {step} of {steps}: {loss.item():.3f}", file=sys.stderr, flush=True)
        mean.eval()
        yield f"{total / read:.3f} {time.time() - began:.0f} s"


def _tokenizer(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _taught(
    weights: Path, base: Path, tokenizer: Tokenizer, labels: Labels, learning: list[dict]
) -> int:
    """Have a larger network read what is to be learnt from; return how wide its vectors are."""
    saved = torch.load(weights, weights_only=True)
    if saved["labels"] != vars(labels):
        raise SystemExit(f"{weights} has other labels than the examples: train it on the same ones")
    teacher = Coder(new_encoder(base, trained=False), labels)
    teacher.load_state_dict(saved["model"])
    shift = _tokenizer(base).token_to_id("the") - tokenizer.token_to_id("the")
    teach(teacher, learning, shift)
    return teacher.encoder.config.hidden_size


def _begun(start: Path | None, base: Path, labels: Labels) -> tuple[Coder, Labels]:
    """Return the network to train, and its labels: as the base encoder is, or as saved."""
    if start is None:
        return Coder(new_encoder(base), labels), labels
    saved = torch.load(start, weights_only=True)
    vars(labels).update(saved["labels"])
    model = Coder(new_encoder(base), labels)
    missing, unknown = model.load_state_dict(saved["model"], strict=False)
    if unknown:
        raise SystemExit(f"{start} holds heads that are none of ours: {unknown}")
    if missing:
        print("learnt from nothing:", ", ".join(missing), file=sys.stderr)
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


def _predicates(tokenizer: Tokenizer) -> tuple[list[dict], list[dict]]:
    """Return the sentences with marked predicates to learn from and those held out."""
    parts: tuple[list[dict], list[dict]] = [], []
    for example in predicates_in():
        encoded = encode_predicates(example, tokenizer)
        if encoded["marked"]:
            parts[example["held_out"]].append(encoded)
    return parts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples")
    parser.add_argument("output")
    parser.add_argument("--base", type=Path, default=None, help="folder of the base encoder")
    parser.add_argument("--places", type=Path, default=None, help="of place_examples.py")
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from")
    parser.add_argument("--teacher", type=Path, default=None, help="weights of a larger network")
    parser.add_argument("--teacher-base", type=Path, default=None, help="its base encoder's folder")
    parser.add_argument("--plain", type=Path, nargs="*", default=(), help="sentences, one a line, "
                        "that only the larger network has read")  # fmt: skip
    parser.add_argument("--short", action="store_true", help="multiply in bfloat16")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--until", type=int, default=None, help="round to stop after; the rate "
                        "falls as if all were run")  # fmt: skip
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20)
    train(parser.parse_args())
