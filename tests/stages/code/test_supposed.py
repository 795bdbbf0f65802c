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


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Three men were charged with plotting an attack on an embassy.", "attack", "planned"),
        ("The army denied it was preparing attacks on Goma.", "attacks", "planned"),
        ("The raids weakened the rebels' capacity to launch attacks.", "attacks", "hypothetical"),
        ("Soldiers had foiled rebel plots to seize Bangui.", "seize", "averted"),
    ],
)
def test_what_is_plotted_or_in_somebodys_power_is_not_done(
    text: str, trigger: str, status: str
) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.trigger.text == trigger]
    assert report.stance is not None
    assert report.stance.status == status


@pytest.mark.parametrize(
    "text",
    [
        "There is no sign that rebels seized the town.",
        "Inspectors found no indication that Russia bombed the hospital.",
        "Monitors have not seen evidence that Russia bombed the hospital.",
    ],
)
def test_what_nothing_points_to_is_denied(text: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    deeds = [r for r in found.reports if r.type in ("ASSAULT", "COERCE")]
    assert deeds
    assert all(r.stance is not None and r.stance.polarity == "denied" for r in deeds)


def test_what_was_to_be_done_is_not_done() -> None:
    text = "The army shelled the town hours before the government was to lift a curfew."
    found = code_text(text, published="2024-01-26")
    assert isinstance(found, CodedDocument)
    stances = {r.type: r.stance.status for r in found.reports if r.stance is not None}
    assert stances == {"ASSAULT": "occurred", "CONCEDE": "planned"}
