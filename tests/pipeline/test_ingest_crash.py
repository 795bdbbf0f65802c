"""An ingest that is killed at any moment and taken up again ends as if nothing had happened.

DRAGOMAN_CRASHES=30 kills thirty times over 2,000 documents; the usual run is smaller.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

from dragoman.testing.crash import contents, ingest_stub, killed_ingest
from dragoman.testing.stub import corpus_lines

_CRASHES = int(os.environ.get("DRAGOMAN_CRASHES", "3"))
_DOCUMENTS = 2000 if _CRASHES > 3 else 200


def test_a_store_whose_ingests_were_killed_equals_one_that_was_left_in_peace(
    tmp_path: Path,
) -> None:
    source = tmp_path / "corpus.jsonl"
    source.write_bytes(b"\n".join(corpus_lines(_DOCUMENTS)))
    undisturbed = ingest_stub(tmp_path / "peace.duckdb", [str(source)])
    chance = random.Random(7)
    within_s = max(0.5, 1.5 * undisturbed.seconds / _CRASHES)
    killed = tmp_path / "killed.duckdb"
    in_time = [
        killed_ingest(killed, [str(source)], chance, within_s=within_s) for _ in range(_CRASHES)
    ]
    assert any(in_time)
    ingest_stub(killed, [str(source)])
    assert contents(killed) == contents(tmp_path / "peace.duckdb")
