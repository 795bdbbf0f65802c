"""Tests of harm that nobody does to another: quakes, blazes, matches, what one does to himself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse

Types = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def types(mixed: Pipeline) -> Types:
    return lambda text: [r.types[0].code for r in analyse(document_of("t", text), mixed).reports]


def test_a_story_of_a_disaster_tells_no_attack_that_nobody_did(types: Types) -> None:
    told = "Four villages were destroyed and three people killed near Zahedan, the governor said."
    assert types(f"A strong quake struck on Sunday. {told}") == []
    assert "ASSAULT" in types(told)


def test_an_attack_in_a_disaster_is_still_one(types: Types) -> None:
    text = "A quake struck on Sunday. Gunmen killed three nurses near Zahedan the next day."
    assert types(text) == ["ASSAULT"]


def test_a_fire_that_broke_out_is_not_gunfire(types: Types) -> None:
    text = "The fire, which broke out when several people were inside the church, did much damage."
    assert types(text) == []


def test_who_locks_himself_in_is_not_held(types: Types) -> None:
    text = "Officers freed seven clerks who had locked themselves in an office in Turin."
    assert types(text) == ["RETREAT"]


def test_a_team_beaten_by_a_score_is_not_beaten_up(types: Types) -> None:
    assert types("Cheers are in order for South Dakota, who beat Harlan 77-66.") == []
    assert types("Rebels killed 20-30 soldiers near Kidal.") == ["ASSAULT"]


def test_a_politician_whom_another_beat_lost_to_him(types: Types) -> None:
    text = "A year after President Maia Sandu beat Igor Dodon, Moldova thanked Romania."
    assert "ASSAULT" not in types(text)
    assert types("Police beat Igor Dodon in Chisinau.") == ["ASSAULT"]
