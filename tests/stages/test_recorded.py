"""Turns of speakers that monitors of broadcasts name in brackets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analysed = Callable[..., Analysis]
BEFORE = "Minister Ana Orta spoke on the radio in Lima. "


def said(analysis: Analysis) -> dict[str, str]:
    """Who says it, "" for nobody, by the trigger of each report on a shelling."""
    text = analysis.document.text
    found = {}
    for report in analysis.reports:
        (claim,) = [c for c in analysis.claims if c.report_id == report.id]
        speaker = claim.chain[0].description if claim.chain else ""
        found[text[report.trigger.start : report.trigger.end]] = speaker
    return found


@pytest.mark.parametrize(("left", "right"), ["[]", "()"])
def test_what_follows_a_name_in_brackets_is_the_speakers(
    analysed: Analysed, left: str, right: str
) -> None:
    text = BEFORE + (
        "[Begin recording] [Orta] Rebels shelled a village in Peru. "
        "[Reporter] Troops raided a camp in Peru? "
        "[Orta] They killed [words indistinct] two farmers in Peru. [End recording] "
        "Police arrested three rebels in Lima."
    )
    for old, new in zip("[]", (left, right), strict=True):
        text = text.replace(old, new)
    found = said(analysed(text))
    assert "Orta" in found["shelled"]
    assert "Orta" in found["killed"]
    assert found["arrested"] == ""
    assert found.get("raided", "") == ""


def test_the_speaker_is_whom_the_text_names_in_full(analysed: Analysed) -> None:
    analysis = analysed(
        BEFORE + "[Begin recording] [Orta] Rebels shelled a village in Peru. [End recording]"
    )
    (step,) = next(c.chain for c in analysis.claims if c.chain)
    names = {e.id: e.name for e in analysis.entities}
    assert names[step.entity_id or ""] == "Ana Orta"


@pytest.mark.parametrize(
    "recording",
    [
        "[Begin recording] Rebels shelled a village in Peru. [End recording]",
        "[Begin recording] [passage omitted] Rebels shelled a village in Peru. [End recording]",
        "[Orta] Rebels shelled a village in Peru.",
    ],
)
def test_without_a_name_or_a_recording_there_is_no_turn(analysed: Analysed, recording: str) -> None:
    assert said(analysed(BEFORE + recording))["shelled"] == ""


def test_the_rest_of_a_recording_may_come_without_its_beginning(analysed: Analysed) -> None:
    found = said(
        analysed(
            "(Orta) We know the rebels well. (Reporter) Did they fight? "
            "(Orta) They shelled a village in Peru. (End recording) "
            "Police arrested three rebels in Lima."
        )
    )
    assert "Orta" in found["shelled"]
    assert found["arrested"] == ""


def test_the_mark_of_a_recording_is_nobody_who_speaks(analysed: Analysed) -> None:
    found = said(
        analysed(
            "(Orta) We regret it. (End recording) Meanwhile, Colonel Marin, commander of the "
            "garrison, regretted the attack and said that the rebels had shelled a school."
        )
    )
    assert "Marin" in found["shelled"]
