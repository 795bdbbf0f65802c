"""A toy model learns its two sentences; the real one is trained by `make weights` alone."""

from __future__ import annotations

import json

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: make weights sets it up")
pytest.importorskip("transformers", reason="training needs transformers: see make weights")


def test_a_toy_learns_its_sentences() -> None:
    from measuring import measure  # noqa: PLC0415
    from model import Coder, Labels  # noqa: PLC0415
    from train import anchor, loss_of  # noqa: PLC0415
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    torch.manual_seed(1)
    event = {
        "at": [1], "kind": 1, "arguments": [1, 0, 2, 0], "modes": 0, "polarity": 0,
        "certainty": 0, "status": 0,
    }  # fmt: skip
    told = {"ids": [5, 6, 7, 8], "types": [0, 1, 0, 0], "claims": [0] * 4, "events": [event]}
    silent = {"ids": [5, 9, 7, 8], "types": [0] * 4, "claims": [0] * 4, "events": []}
    batch = [{**x, "named": [0] * 4, "unsure": False} for x in (told, silent)]
    labels = Labels([json.loads('{"events": [{"type": "ASSAULT", "mode": null}]}')])
    config = BertConfig(
        vocab_size=20, hidden_size=384, num_hidden_layers=1, num_attention_heads=4,
        intermediate_size=64,
    )  # fmt: skip
    model = Coder(BertModel(config, add_pooling_layer=False), labels)
    anchor(BertModel(config, add_pooling_layer=False).eval(), batch)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3)
    for _ in range(60):
        optimiser.zero_grad()
        loss_of(model, batch, 3).backward()
        optimiser.step()
    model.eval()
    assert measure(model, batch)["typed F1"] == 1.0
