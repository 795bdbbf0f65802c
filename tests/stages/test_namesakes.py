"""Names of states and capitals that mean another place here."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.pipeline.document import Pipeline
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Police in Lima, Ohio, arrested two men on Monday.", "USA"),
        ("Police in Lima arrested two men on Monday.", "PER"),
        ("Georgia's governor sent troops to Savannah after the storm.", "USA"),
        ("Georgia's president sent troops to Batumi after the storm.", "GEO"),
    ],
)
def test_who_acts_is_of_the_country_of_the_place_meant(
    pipeline: Pipeline, text: str, country: str
) -> None:
    found = code_text(text, pipeline=pipeline)
    assert isinstance(found, CodedDocument)
    assert found.reports[0].participants[0].country == country
