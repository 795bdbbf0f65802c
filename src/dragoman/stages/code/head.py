"""A head of the user's own: what examples taught about a codebook's types, as a small file.

It is a linear layer on the frozen encoder's vectors of a trigger and its sentence. What model and
patterns say without it is its offset, so a head that learnt nothing changes nothing. `dragoman
train` makes it; it holds for the codebook and the weights it was made with and for no other.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import msgspec
import numpy as np

from dragoman.errors import ConfigError
from dragoman.knowledge.codebook import Codebook
from dragoman.records import Record
from dragoman.stages.encode import Encoder, Floats, softmax

__all__ = ["Head", "HeadAbout", "load_head", "write_head"]

_ARRAYS = "head.npz"
_ABOUT = "head.json"
_LEAST = 1e-5


class HeadAbout(Record, frozen=True, kw_only=True):
    """What a head was made of, and how well it did: the file `head.json`."""

    labels: tuple[str, ...]
    """The codebook's types; the first is none."""
    codebook: str
    """Name and version."""
    codebook_sha256: str
    encoder: str
    """Version of the weights whose vectors it reads."""
    examples: dict[str, int]
    """How many triggers of each label it was fitted on; "" is none."""
    f1_before: float
    f1_after: float
    """On examples it was not fitted on, as are all figures."""
    error_before: float
    error_after: float
    """Expected calibration error."""


class Head:
    """The fitted arrays with what they are about."""

    name = "dragoman-head"

    def __init__(self, about: HeadAbout, arrays: dict[str, Floats], version: str) -> None:
        self.about, self.arrays, self.version = about, arrays, version

    def moved(self, shares: Floats, features: Floats) -> Floats:
        """Return the probabilities of the labels, given those without the head.

        `features` [.., width] are those of `judge.features`; `shares` [.., labels].
        """
        arrays = self.arrays
        seen = (features - arrays["middle"]) / arrays["spread"]
        scores = np.log(np.maximum(shares, _LEAST)) + seen @ arrays["weight"].T + arrays["bias"]
        return softmax((scores * arrays["sureness"]).astype(np.float32))

    def check(self, encoder: Encoder, codebook: Codebook) -> None:
        """Raise ConfigError D215 where the head is of another codebook or of other weights."""
        about = self.about
        again = "Make it anew with `dragoman train`."
        if about.codebook_sha256 != codebook.sha256:
            same = about.codebook == codebook.ontology
            change = "has changed since" if same else f"is {codebook.ontology}"
            raise ConfigError(
                "D215",
                f"the head was trained for the codebook {about.codebook}, and the one in use "
                f"{change}. {again}",
            )
        if about.encoder != encoder.version:
            raise ConfigError(
                "D215",
                f"the head was trained on version {about.encoder} of the model, and this is "
                f"{encoder.version}. {again}",
            )


def load_head(folder: Path) -> Head:
    """Return the head of a folder.

    Raises:
        ConfigError: D215 where there is none, or it cannot be read.
    """
    try:
        packed, about = (folder / _ARRAYS).read_bytes(), (folder / _ABOUT).read_bytes()
        with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
            read = dict(arrays)
        head = Head(msgspec.json.decode(about, type=HeadAbout), read, _digest(packed, about))
        width, labels = len(read["middle"]), len(head.about.labels)
        if read["weight"].shape != (labels, width) or read["bias"].shape != (labels,):
            raise ValueError("arrays and labels do not fit together")
    except FileNotFoundError as error:
        raise ConfigError(
            "D215",
            f"{folder}: no head there: {_ARRAYS} and {_ABOUT} expected, as `dragoman train "
            f"--output {folder}` writes them.",
        ) from error
    except (OSError, KeyError, ValueError, msgspec.DecodeError) as error:
        raise ConfigError(
            "D215", f"{folder}: the head cannot be read ({error}). Make it anew."
        ) from error
    return head


def write_head(folder: Path, about: HeadAbout, arrays: dict[str, Floats]) -> Head:
    """Write a head into a folder, which is made, and return it as it is read back.

    Raises:
        ConfigError: D215 where the folder cannot be written.
    """
    packed = io.BytesIO()
    np.savez(packed, **arrays)  # type: ignore[arg-type]  # the stub takes a flag for an array
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _ARRAYS).write_bytes(packed.getvalue())
        encoded = msgspec.json.format(msgspec.json.encode(about), indent=1)
        (folder / _ABOUT).write_bytes(encoded + b"\n")
    except OSError as error:
        raise ConfigError("D215", f"{folder}: cannot be written ({error.strerror}).") from error
    return load_head(folder)


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
