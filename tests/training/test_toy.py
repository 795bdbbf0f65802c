"""A toy model learns its two sentences; the real one is trained by `make weights` alone."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: make weights sets it up")
pytest.importorskip("transformers", reason="training needs transformers: see make weights")


EVENT = {
    "at": [1], "kind": 1, "arguments": [1, 0, 2, 0], "modes": 0, "polarity": 0,
    "certainty": 0, "status": 0,
}  # fmt: skip
CLAIM = {"at": [1, 2], "claim": 1}
TOLD = {
    "ids": [5, 6, 7, 8], "types": [0, 1, 0, 0], "claims": [0, 1, 1, 0], "events": [EVENT],
    "spans": [CLAIM],
}  # fmt: skip
SILENT = {
    "ids": [5, 9, 7, 8], "types": [0] * 4, "claims": [0] * 4, "events": [],
    "spans": [CLAIM | {"claim": 0}],
}  # fmt: skip


def a_batch(*sentences: dict[str, Any]) -> list[dict[str, Any]]:
    return [copy.deepcopy(x) | {"named": [0] * 4, "unsure": False} for x in sentences]


def a_network(width: int) -> Any:
    from model import Coder, Labels  # noqa: PLC0415
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    labels = Labels([json.loads('{"events": [{"type": "ASSAULT", "mode": null}]}')])
    config = BertConfig(
        vocab_size=20, hidden_size=width, num_hidden_layers=1, num_attention_heads=4,
        intermediate_size=64,
    )  # fmt: skip
    return Coder(BertModel(config, add_pooling_layer=False), labels)


def learn(model: Any, batch: list[dict[str, Any]], echo: Any = None) -> dict[str, float]:
    """Return the figures on the batch after learning it by heart."""
    from losses import loss_of  # noqa: PLC0415
    from measuring import measure  # noqa: PLC0415

    learnt = [*model.parameters(), *(echo.parameters() if echo is not None else ())]
    optimiser = torch.optim.AdamW(learnt, lr=2e-3)
    model.train()
    for _ in range(60):
        optimiser.zero_grad()
        loss_of(model, batch, 3, echo).backward()
        optimiser.step()
    model.eval()
    return dict(measure(model, a_batch(TOLD, SILENT)))


def test_a_toy_learns_its_sentences() -> None:
    from train import anchor  # noqa: PLC0415

    torch.manual_seed(1)
    batch = a_batch(TOLD, SILENT)
    model = a_network(384)
    anchor(a_network(384).encoder.eval(), batch)
    figures = learn(model, batch)
    assert figures["typed F1"] == figures["claim kind"] == 1.0


def test_a_small_network_learns_from_a_larger_one_what_nobody_told_it() -> None:
    from teaching import Echo, teach  # noqa: PLC0415

    torch.manual_seed(1)
    teacher = a_network(64)
    assert learn(teacher, a_batch(TOLD, SILENT))["typed F1"] == 1.0
    plain = [x | {"plain": True, "events": []} for x in a_batch(TOLD, SILENT)]
    for x in plain:
        x["types"] = [0] * 4
    teach(teacher, plain, shift=0)
    assert learn(a_network(32), plain, Echo(32, 64))["typed F1"] == 1.0


def test_a_toy_learns_what_marked_predicates_came_to() -> None:
    from losses import loss_of_predicates  # noqa: PLC0415
    from measuring import measure_predicates  # noqa: PLC0415

    torch.manual_seed(1)
    so = [1, 0, 1, 0, 0, 0, 0]
    yes = {"at": [1], "polarity": [1, 0, 0], "certainty": [1, 0, 0, 0], "status": so}
    asked = {"at": [1], "polarity": [0, 0, 1], "certainty": [1] * 4, "status": so}
    batch = [
        {"ids": ids, "named": [0] * 4, "marked": [one]}
        for ids, one in (([5, 6, 7, 8], yes), ([5, 9, 7, 8], asked))
    ]
    model = a_network(32)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3)
    model.train()
    for _ in range(60):
        optimiser.zero_grad()
        loss_of_predicates(model, batch, 3).backward()
        optimiser.step()
    model.eval()
    assert set(measure_predicates(model, batch).values()) == {1.0}
