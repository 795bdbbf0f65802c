"""Writes trained weights as the package ships them: ONNX in int8, heads as arrays, labels.

int8 is per channel with a reduced range: without both, cosines to the full weights fell from 0.99
to 0.96 on this encoder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from graph import rewrite
from model import Coder, Labels, base_folder, new_encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

UNFITTED = {
    "types": {"model": 1, "rule": 0, "sure": 0, "nothing_with_rule": 0, "nothing_alone": 0,
        "present": 0, "hint": 0, "kind": 0},
    "roles": {
        "model": 1, "rule": 0, "nothing_with_rule": 0, "nothing_beside_rules": 0,
        "nothing_alone": 0,
    },
}  # fmt: skip
"""The model alone counts, until training/fit.py has weighed it with the rules."""


class _Hidden(nn.Module):
    """The encoder alone: word pieces in, one vector each out."""

    def __init__(self, model: Coder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.model.hidden(ids, mask)


def export(weights: Path, folder: Path) -> None:
    """Write encoder.onnx, heads.npz, labels.json and tokenizer.json into `folder`."""
    base = base_folder()
    saved = torch.load(weights, weights_only=True)
    labels = Labels([])
    vars(labels).update(saved["labels"])
    model = Coder(new_encoder(base, trained=False), labels)
    model.load_state_dict(saved["model"])
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(work) / "encoder.onnx"
        ids = torch.ones((2, 16), dtype=torch.long)
        torch.onnx.export(
            _Hidden(model),
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=["ids", "mask"],
            output_names=["hidden"],
            dynamic_axes={name: {0: "sentence", 1: "piece"} for name in ("ids", "mask", "hidden")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(full),
            str(folder / "encoder.onnx"),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        rewrite(folder / "encoder.onnx")
    heads = {
        name: value.numpy().astype(np.float32)
        for name, value in model.state_dict().items()
        if not name.startswith("encoder.") and name != "shares"
    }
    np.savez(folder / "heads.npz", **heads)
    (folder / "labels.json").write_text(json.dumps(saved["labels"], indent=1) + "\n")
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    (folder / "weighing.json").write_text(json.dumps(UNFITTED) + "\n")
    for file in sorted(folder.iterdir()):
        print(file.name, file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "folder"):
        parser.add_argument(name, type=Path)
    export(**vars(parser.parse_args()))
