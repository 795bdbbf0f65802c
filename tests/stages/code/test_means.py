"""Tests of the mode that those who attack, or what is shot down, tell of an attack."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A compound in Riyadh was bombed by militants on Saturday.", "explosives"),
        ("Saboteurs targeted a pipeline near Kirkuk.", None),
        ("Army helicopters fired on a crowd in Bor.", "aerial"),
        ("Russian warplanes bombed a camp near Idlib.", "aerial"),
        ("Insurgents shot down a Black Hawk over Mosul.", "heavy-weapons"),
        ("Hundreds of police officers patrolled the market in Lagos.", "police"),
        ("Soldiers and police patrolled Dili.", "troops"),
        ("Police shot down two protesters in Lima.", "firearms"),
        ("Guardado was shot down outside a bar in Lima by cartel gunmen.", "firearms"),
    ],
)
def test_who_attacks_and_what_is_shot_down_tell_the_means(text: str, mode: str | None) -> None:
    found = code_text(text, published="2024-01-26")
    assert isinstance(found, CodedDocument)
    assert [r.mode for r in found.reports] == [mode]
