"""What is only supposed is never told as done, whatever the model makes of its words."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Had the captors not relented, troops would have stormed the village.", "stormed"),
        ("Troops would have stormed the village had the captors not relented.", "stormed"),
        ("Should the army try to retake Kabasha, rebels would attack Goma.", "retake"),
        ("Should the army try to retake Kabasha, rebels would attack Goma.", "attack"),
    ],
)
def test_what_an_unmet_condition_would_bring_did_not_happen(text: str, trigger: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.trigger.text == trigger]
    assert report.stance is not None
    assert report.stance.status == "hypothetical"
