"""Tests of statements that are given in full without quotation marks."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.records.output import CodedDocument

Code = Callable[..., CodedDocument]

_STATEMENT = """The Minister for Africa, James Duddridge, said:

I condemn the attack on a hotel in Kismayo on Friday. We stand with the people of Somalia.

The United Kingdom will provide £5 million. I urge all parties to protect civilians.

Further information

Kenya condemned the attack on Sunday."""


def _speakers(found: CodedDocument, words: str) -> list[str]:
    [report] = [r for r in found.reports if r.trigger.text == words]
    return [s.name for c in found.claims if c.report_id == report.id for s in c.chain]


def test_its_words_are_the_speakers_to_the_next_heading(coded: Code) -> None:
    found = coded(_STATEMENT)
    assert _speakers(found, "condemn") == ["James Duddridge"]
    assert _speakers(found, "urge") == ["James Duddridge"]
    assert _speakers(found, "condemned") == []


def test_i_and_we_are_who_states_it(coded: Code) -> None:
    found = coded(_STATEMENT)
    [report] = [r for r in found.reports if r.trigger.text == "condemn"]
    assert [p.name for p in report.participants if p.role == "initiator"] == ["James Duddridge"]


def test_a_list_after_a_colon_is_no_statement(coded: Code) -> None:
    found = coded(
        "The ministry announced:\n\nKenya condemned the attack on Sunday.\n\nWe were there."
    )
    assert _speakers(found, "condemned") == []
