"""What stands before the colon of a headline: who speaks, or what the headline is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analysed = Callable[..., Analysis]
BODY = "The end came on Monday."


def told(analysis: Analysis, word: str) -> list[tuple[tuple[str, ...], str, str]]:
    """Speakers, certainty and status of each claim of the report whose trigger is `word`."""
    text = analysis.document.text
    (report,) = (r for r in analysis.reports if text[r.trigger.start : r.trigger.end] == word)
    mine = [c for c in analysis.claims if c.report_id == report.id]
    return [
        (tuple(s.description for s in c.chain), c.stance.certainty, c.stance.status) for c in mine
    ]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Nigeria: Gunmen kidnap 31 passengers", "kidnap"),
        ("Sudan: Army shells market", "shells"),
        ("Kaduna: Gunmen kill five villagers", "kill"),
        ("Ukraine war: Russia shells Kharkiv", "shells"),
        ("Breaking: Gunmen kill ten soldiers", "kill"),
        ("Editorial: Gunmen kill ten soldiers", "kill"),
        ("Briefing note: Gunmen kill ten soldiers", "kill"),
        ("Watch: Police arrest protesters in Paris", "arrest"),
    ],
)
def test_a_place_or_a_matter_says_nothing(analysed: Analysed, title: str, word: str) -> None:
    analysis = analysed(BODY, title=title)
    assert told(analysis, word) == [((), "certain", "occurred")]
    (report,) = (r for r in analysis.reports if r.trigger.start < len(title))
    assert report.when is not None


@pytest.mark.parametrize(
    ("title", "word", "speaker"),
    [
        ("Pentagon: US strikes killed ten militants", "killed", "Pentagon"),
        ("Zelensky: Russia shelled hospital", "shelled", "Zelensky"),
        ("Hamas: Israel killed ten civilians", "killed", "Hamas"),
        ("Villagers: army burned homes", "burned", "Villagers"),
        ("Iran: we reject talks with Israel", "reject", "Iran"),
        ("EXCLUSIVE – Jack Straw: Russia shelled hospital", "shelled", "Jack Straw"),
    ],
)
def test_who_can_speak_does(analysed: Analysed, title: str, word: str, speaker: str) -> None:
    ((chain, _, _),) = told(analysed(BODY, title=title), word)
    assert chain == (speaker,)


@pytest.mark.parametrize(
    ("label", "chain"), [("Sergei Lavrov", ("Sergei Lavrov",)), ("Weather", ()), ("Georgia", ())]
)
def test_a_headline_may_stand_in_one_line_with_the_text(
    analysed: Analysed, label: str, chain: tuple[str, ...]
) -> None:
    analysis = analysed(f"{label}: Gunmen shelled a hospital. The end came on Monday in Tbilisi.")
    assert [c for c, _, _ in told(analysis, "shelled")] == [chain]
