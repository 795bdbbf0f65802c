"""A place that no index knows has the country and province that the text gives it."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.pipeline.document import Pipeline
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "name", "country", "province"),
    [
        (
            "Bandits abducted two nurses in Tarwendu, a village in Nigeria's Kaduna State.",
            "Tarwendu", "NGA", "Kaduna State",
        ),
        ("Gunmen killed six farmers in the Nigerian village of Tarwendu.", "Tarwendu", "NGA", None),
        ("Gunmen killed six farmers in Tarwendu, northern Mali.", "Tarwendu", "MLI", None),
        ("Gunmen killed six farmers at Lido beach in Mogadishu.", "Lido", "SOM", "Banaadir"),
        ("Gunmen killed six farmers in Tarwendu and Mali sent troops.", "Tarwendu", None, None),
    ],
)  # fmt: skip
def test_the_text_says_in_what_an_unknown_place_lies(
    mixed: Pipeline, text: str, name: str, country: str | None, province: str | None
) -> None:
    found = code_text(text, pipeline=mixed)
    assert isinstance(found, CodedDocument)
    [place] = [place for place in found.reports[0].where if place.name == name]
    assert (place.country, place.admin1, place.lat) == (country, province, None)
