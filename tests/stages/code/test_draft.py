"""Drafts of one sentence: what is one event, what is two, what is only spoken of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records.output import CodedDocument

Code = Callable[..., CodedDocument]


def triggers(document: CodedDocument) -> list[str]:
    return [report.trigger.text for report in document.reports]


def types(document: CodedDocument) -> list[str]:
    return [report.type for report in document.reports]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("An air strike by Saudi Arabia killed six Yemenis.", "killed"),
        ("Six Yemenis were killed in an air strike by Saudi Arabia.", "killed"),
        ("Syrian rebels shelled a base, wounding four soldiers.", "shelled"),
        ("Four soldiers died when Syrian rebels shelled a base.", "shelled"),
        ("Togo and Chad met and exchanged views on trade.", "met"),
        ("Togo launched an attack on Chad.", "attack"),
        ("Togo carried out attacks on Chad.", "attacks"),
    ],
)
def test_two_words_for_one_act_are_one_report(coded: Code, text: str, trigger: str) -> None:
    assert triggers(coded(text)) == [trigger]


def test_the_mode_of_a_folded_noun_is_kept(coded: Code) -> None:
    [report] = coded("An air strike by Saudi Arabia killed six Yemenis.").reports
    assert (report.type, report.mode) == ("ASSAULT", "aerial")


def test_the_parties_of_a_folded_noun_are_kept(coded: Code) -> None:
    [report] = coded("Six Yemenis were killed in an air strike by Saudi Arabia.").reports
    assert {(p.role, p.country) for p in report.participants} == {
        ("initiator", "SAU"),
        ("target", "YEM"),
    }


def test_fighters_of_the_struck_side_are_its_own(coded: Code) -> None:
    document = coded("Israeli air strikes against Hezbollah killed three fighters on Tuesday.")
    [report] = document.reports
    assert {(p.role, p.name) for p in report.participants} >= {
        ("initiator", "Israel"),
        ("target", "Hezbollah"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togo thanked Ghana and condemned Chad.", ["SUPPORT", "ACCUSE"]),
        ("Chadian troops attacked rebels and arrested two traders.", ["ASSAULT", "COERCE"]),
        ("Togo condemned the attack by Chad on a ship.", ["ACCUSE", "ASSAULT"]),
        ("Rebels raped a girl and stabbed two men in Bria.", ["ASSAULT", "ASSAULT"]),
        ("Rebels killed the mayor and kidnapped his wife in Bria.", ["ASSAULT", "ASSAULT"]),
    ],
)
def test_two_acts_of_one_sentence_are_two_reports(
    coded: Code, text: str, expected: list[str]
) -> None:
    assert types(coded(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togo agreed to meet Ghana's ministers.", ["AGREE"]),
        ("Togo refused to meet Ghana's ministers.", ["REJECT"]),
        ("Togo threatened to expel Ghana's ambassador.", ["THREATEN"]),
        ("Togo urged Ghana to release two journalists.", ["REQUEST"]),
        ("Togo called for talks with Ghana.", ["REQUEST"]),
        ("Togo promised to send troops to Ghana.", ["AGREE"]),
    ],
)
def test_what_is_only_promised_demanded_or_refused_is_no_event_of_its_own(
    coded: Code, text: str, expected: list[str]
) -> None:
    assert types(coded(text)) == expected


def test_a_speech_act_is_lent_the_other_side_of_what_it_speaks_of(coded: Code) -> None:
    [report] = coded("Togo agreed to meet Ghana's ministers.").reports
    assert {p.country for p in report.participants} == {"TGO", "GHA"}


@pytest.mark.parametrize(
    "text",
    [
        "Before the two sides met again, prices rose in Togo.",
        "The need for talks with Ghana is plain to Togo.",
        "Togo's aim is attacking poverty.",
    ],
)
def test_what_only_dates_or_is_only_wished_for_is_no_event(coded: Code, text: str) -> None:
    assert triggers(coded(text)) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Togo condemned the attack by Chad on a ship.", "ASSAULT"),
        ("Togo praised Ghana after the visit of its minister to Accra.", "CONSULT"),
    ],
)
def test_an_event_named_in_passing_scores_less_than_one_told(
    coded: Code, text: str, event: str
) -> None:
    passing = [r.score for r in coded(text).reports if r.type == event]
    told = [r.score for r in coded("Chad attacked a Togolese ship. Togo visited Ghana.").reports
            if r.type == event]  # fmt: skip
    assert passing
    assert told
    assert (passing[0] or 0) < (told[0] or 0)


def test_a_participle_after_the_speaker_is_not_what_the_speaker_did(coded: Code) -> None:
    document = coded(
        "Russian troops shelled a market on Sunday, Ukrainian officials said, killing two people."
    )
    doers = {p.country for r in document.reports for p in r.participants if p.role == "initiator"}
    assert doers == {"RUS"}


def test_the_bombed_are_not_who_did_the_bombing(coded: Code) -> None:
    document = coded("The bombing of a mosque in Nigeria killed 30 worshippers.")
    roles = {p.role for report in document.reports for p in report.participants}
    assert roles == {"target"}


def test_who_did_the_one_and_suffered_the_other_has_part_in_two_acts(coded: Code) -> None:
    text = "The guard opened fire on a crowd, officials said, before being shot dead by police."
    document = coded(text)
    assert triggers(document) == ["opened", "shot"]
    shot = [(p.role, p.description) for p in document.reports[1].participants]
    assert ("target", "The guard") in shot
