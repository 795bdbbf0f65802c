"""Several processes print the same bytes as one."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.testing.cli import run_cli

STORY = (
    "Kenya hosts talks\n\n4 March 2024\n\nKenyan officials met a delegation from Somalia in "
    "Nairobi on Monday. The two sides discussed trade and the security of the border.\n"
)


def test_workers_change_nothing(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": STORY.replace("4", str(n))}) for n in range(1, 6)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([*rows[:2], "not json", *rows[2:]]) + "\n", encoding="utf-8")
    one = run_cli("code", str(path))
    assert run_cli("code", str(path), "--workers", "2") == one
    assert one.status == 1
    assert len(one.out.splitlines()) == 6
