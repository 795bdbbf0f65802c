"""Places named beside an act that are not where it was."""

from __future__ import annotations

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse


def places(text: str, mixed: Pipeline) -> list[str]:
    return [ref.evidence.quote for ref in analyse(document_of("t", text), mixed).reports[0].where]


@pytest.mark.parametrize(
    "text",
    [
        "The barracks were destroyed by shellfire before the army entered Juba on Monday.",
        "Rebels blew up a bridge that joins Goma to Sake.",
        "Jets bombed two bridges linking Tripoli with the south.",
        "Thousands protested against the war in Yemen.",
        "Thousands demonstrated over the arrest of a bishop in Managua.",
        "Ethiopia captured the region from Eritrea in 1998.",
        "Syria is forced to withdraw its troops by France and the United States.",
        "A bomb killed nine people on a bus that was carrying workers to a camp near Karbala.",
        "Gunmen attacked a convoy heading for Bria on Monday.",
    ],
)
def test_words_may_say_that_an_act_was_not_there(mixed: Pipeline, text: str) -> None:
    assert places(text, mixed) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("As soldiers entered Bria, rebels killed two guards.", "Bria"),
        ("Since Monday, rebels have killed 20 people in Bria.", "Bria"),
        ("Rebels linked to al Qaeda killed two guards in Bria.", "Bria"),
        ("Hundreds protested against the price rise in Karachi.", "Karachi"),
        ("Hundreds demonstrated against the murder of a mayor at a rally in Bogota.", "Bogota"),
        ("Hundreds marched through Karachi against the war in Yemen.", "Karachi"),
        ("Rebels seized the city of Bria from the army.", "Bria"),
        ("Rwanda withdrew its soldiers from Congo on Monday.", "Congo"),
        ("The rebels attacked Chad to overthrow the president.", "Chad"),
        ("Police used tear gas in Cairo to disperse protesters.", "Cairo"),
        ("Protesters marched to Bangui on Monday.", "Bangui"),
        ("Protesters gathered before the court in Nairobi on Monday.", "Nairobi"),
        ("Soldiers shot three men travelling to Hebron near a checkpoint in Jenin.", "Jenin"),
    ],
)
def test_what_looks_like_it_is_where_the_act_was(mixed: Pipeline, text: str, place: str) -> None:
    assert places(text, mixed) == [place]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen attacked a minibus south of Kirkuk, killing four people.", ["Kirkuk"]),
        ("Rebels shelled villages east of Goma and north of Bukavu.", ["Goma", "Bukavu"]),
        ("Rebels attacked posts west of Mosul and in Baiji.", ["Mosul", "Baiji"]),
        ("Rebels clashed with soldiers in Karbala, south of Baghdad.", ["Karbala"]),
    ],
)
def test_a_place_named_after_how_it_lies_from_another_is_told_alone(
    mixed: Pipeline, text: str, found: list[str]
) -> None:
    assert places(text, mixed) == found
