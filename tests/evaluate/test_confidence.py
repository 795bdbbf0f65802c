"""How an organisation's deed is held: the answer that reports, claims and sentences come to."""

from __future__ import annotations

import pytest

from dragoman.evaluate.tasks.confidence import confidence_of, deeds_of
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Hezbollah fighters killed two villagers in Haifa.", "fact"),
        ("Police said that Hezbollah killed two villagers in Haifa.", "fact"),
        ("Hezbollah may have killed two villagers in Haifa.", "accused"),
        ("Suspected Hezbollah fighters killed two villagers in Haifa.", "accused"),
        ("Police accused Hezbollah of killing two villagers in Haifa.", "accused"),
        ("Hezbollah was not involved in the killing of two villagers in Haifa.", "accused"),
        ("Hezbollah claimed responsibility for killing two villagers in Haifa.", "claimed"),
        ("A Hezbollah spokesman said that its fighters had killed two villagers.", "claimed"),
        ("Hezbollah threatened to bomb Haifa. Its fighters killed two villagers there.", "fact"),
        ("Two villagers were killed by men presumably in the pay of Hezbollah.", "accused"),
        ("A note signed by Hezbollah said that its men had killed two villagers.", "claimed"),
        ("The envoy met Hezbollah.", "fact"),
        ("The envoy met the mayor.", None),
    ],
)
def test_the_weightiest_sign_answers(mixed: Pipeline, text: str, held: str | None) -> None:
    given = read_for_coding(document_of("t", text), mixed)
    assert given is not None
    assert confidence_of(given, deeds_of(given, mixed), ["hezbollah"]) == held


def test_what_a_key_adds_in_brackets_is_another_name(mixed: Pipeline) -> None:
    given = read_for_coding(document_of("t", "The TLF killed two villagers in Haifa."), mixed)
    assert given is not None
    names = ["the tlf [tiger liberation front]"]
    assert confidence_of(given, deeds_of(given, mixed), names) == "fact"


def test_charges_count_for_nothing_beside_twice_as_many_deeds_that_are_told(
    mixed: Pipeline,
) -> None:
    told = "Hezbollah killed two villagers in Haifa. It kidnapped a judge in Acre on Monday."
    charged = "Police blame Hezbollah for the murder of a nurse."
    for text, held in ((f"{told} {charged}", "fact"), (f"{told[:40]} {charged}", "accused")):
        given = read_for_coding(document_of("t", text), mixed)
        assert given is not None
        assert confidence_of(given, deeds_of(given, mixed), ["hezbollah"]) == held
