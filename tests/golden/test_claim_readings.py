"""The claims marked by hand rest on words of their texts, and each text has a reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.claim_lines import read_claim_lines

CLAIMS = Path(__file__).with_name("claims")
ELSEWHERE = [CLAIMS / line for line in (CLAIMS / "elsewhere.list").read_text("utf-8").split()]
TEXTS = {path.stem: path for path in [*CLAIMS.glob("*.txt"), *ELSEWHERE]}
READINGS = [
    path for hand in ("first", "second", "settled") for path in sorted(CLAIMS.glob(f"{hand}/*.txt"))
]


@pytest.mark.parametrize("path", READINGS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_is_a_claim_in_words_of_the_text(path: Path) -> None:
    text = TEXTS[path.stem].read_text(encoding="utf-8")
    assert read_claim_lines(path.read_text(encoding="utf-8"), text, place=path.name)


def test_the_first_hand_has_read_each_of_sixty_texts() -> None:
    assert len(TEXTS) == 60
    assert sorted(path.stem for path in READINGS if path.parent.name == "first") == sorted(TEXTS)
