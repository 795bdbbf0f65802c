"""When an event was: what the story's day reaches, and what a plan's saying does not date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputWhen

Code = Callable[..., CodedDocument]

_WRITTEN = "2023-06-14"
"""A Wednesday."""
_STORY = ("2023-06-14", "2023-06-15")
_STRUCK = "Turkey struck Qamishli on Monday. "
_MONDAY = ("2023-06-12", "2023-06-13")
_DONE = (None, "2023-06-15")
_AHEAD = ("2023-06-14", None)
_FRIDAY = ("2023-06-16", "2023-06-17")


def days(when: OutputWhen | None) -> tuple[str | None, str | None]:
    assert when is not None
    return when.earliest, when.before


def read(text: str) -> CodedDocument:
    """The text as the shipped coder reads it."""
    found = code_text(text, published=_WRITTEN)
    assert isinstance(found, CodedDocument)
    return found


def last_day(document: CodedDocument) -> tuple[str | None, str | None]:
    """The days of the event told last."""
    return days(max(document.reports, key=lambda report: report.trigger.start).when)


@pytest.mark.parametrize(
    "text",
    [
        _STRUCK + "Turkish troops also shelled Kobani.",
        _STRUCK + "The strikes killed ten Syrian soldiers.",
        _STRUCK + "They shelled Kobani too.",
        "Mali expelled the French ambassador on Monday. France recalled its envoy from Bamako.",
        "Police arrested twelve protesters in Nairobi on Monday. Officers opened fire on a crowd.",
        "Israel and Jordan met in Amman on Monday. The two sides signed a water agreement.",
        "Russia attacked Kyiv on Monday. Ukraine said Russian forces had shelled Kharkiv.",
    ],
)
def test_what_goes_on_in_the_story_falls_on_its_day(coded: Code, text: str) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == _MONDAY


@pytest.mark.parametrize(
    "text",
    [
        _STRUCK + "Iran recognised the junta in Mali.",
        _STRUCK + "China condemned Taiwan.",
        _STRUCK + "\n\nFrench and German ministers met in Paris.",
    ],
)
def test_what_others_did_does_not_fall_on_the_day_of_the_story(coded: Code, text: str) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == _STORY


@pytest.mark.parametrize(
    "text",
    [
        _STRUCK + "Russia has supplied jets to Syria.",
        _STRUCK + "Syria has condemned Turkey.",
        "Syria has expelled the Belgian ambassador.",
        "Iran had supplied missiles to Iraq.",
    ],
)
def test_what_has_been_done_was_done_before_the_story(coded: Code, text: str) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == _DONE


def test_what_is_only_named_by_a_perfect_draws_nobody_into_the_story(coded: Code) -> None:
    text = _STRUCK + "Russia has supplied jets to Syria. Russia recognised the junta in Mali."
    assert last_day(coded(text, published=_WRITTEN)) == _STORY


def test_a_day_of_two_deeds_is_that_of_what_either_doer_goes_on_to_do(coded: Code) -> None:
    text = (
        "Danish Interior Minister Peter Holm asked the visiting Togolese minister, Anna Lund, on "
        "Monday for help with schools. She praised Ghana and promised an answer. Holm ruled out "
        "closing the border."
    )
    assert last_day(coded(text, published=_WRITTEN)) == _MONDAY


def test_what_is_said_of_a_deed_was_said_since(coded: Code) -> None:
    document = coded(_STRUCK + "Syria accused Turkey of aggression.", published=_WRITTEN)
    assert last_day(document) == ("2023-06-12", "2023-06-15")


@pytest.mark.parametrize(
    "text",
    [
        "Macron said last Friday that France would send instructors to Ukraine.",
        "Macron said on Tuesday France would send instructors to Ukraine.",
        "Scholz said last week that Germany would send tanks to Ukraine.",
        "On Friday, Macron said France would send instructors to Ukraine.",
        "France plans to send tanks to Ukraine, Macron said last Thursday.",
        "Speaking on Sunday, Putin said Russia would attack Georgia.",
    ],
)
def test_when_a_plan_was_told_is_not_when_it_is_for(coded: Code, text: str) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == _AHEAD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biden will visit Poland on Friday.", _FRIDAY),
        ("Biden said on Monday he would visit Poland on Friday.", _FRIDAY),
        ("Macron said France would send instructors to Ukraine on Friday.", _FRIDAY),
        ("Biden will meet Xi in November.", ("2023-11-01", "2023-12-01")),
        (
            "The EU said on Monday it would lift sanctions on Syria next week.",
            ("2023-06-19", "2023-06-26"),
        ),
    ],
)
def test_a_date_of_the_plan_itself_is_kept(
    coded: Code, text: str, expected: tuple[str, str]
) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Japan and India signed a cooperation plan for 2023 to 2025.",
        "Japan and India signed a cooperation plan for 2024.",
    ],
)
def test_the_years_of_a_plan_do_not_date_its_signing(coded: Code, text: str) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == _STORY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China and Laos met in 2022 for the first time.", ("2022-01-01", "2023-01-01")),
        ("Japanese and Indian ministers met as recently as last week.",
         ("2023-06-05", "2023-06-12")),
    ],
)  # fmt: skip
def test_the_time_that_tells_more_dates_the_act(
    coded: Code, text: str, expected: tuple[str, str]
) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kenya closed its border with Somalia until March.",
        "Hamas demanded the release of prisoners by Sunday.",
        "Sudan's generals agreed to a truce from Thursday.",
        "The army announced a ceasefire from midnight on Friday.",
    ],
)
def test_from_when_till_when_or_by_when_it_holds_is_no_day_of_it(coded: Code, text: str) -> None:
    assert last_day(coded(text, published=_WRITTEN)) == _STORY


def test_what_was_done_by_sunday_was_done_by_the_last_one(coded: Code) -> None:
    text = "By Sunday Turkish troops had captured Kobani."
    assert last_day(coded(text, published=_WRITTEN)) == ("2023-06-11", "2023-06-12")


@pytest.mark.parametrize(("by", "before"), [("by Friday", "2023-06-10"), ("by June", "2023-06-15")])
def test_what_was_done_by_a_day_was_done_by_the_last_one_or_by_now(
    coded: Code, by: str, before: str
) -> None:
    text = f"Turkish troops captured Kobani {by}."
    assert last_day(coded(text, published=_WRITTEN)) == (None, before)


def test_a_participle_of_what_went_on_meanwhile_lends_its_day(coded: Code) -> None:
    document = coded("Guards pushed back boats carrying 130 refugees on Tuesday, the army said.")
    [pushed] = [r.when for r in document.reports if r.trigger.text == "pushed"]
    assert days(pushed) == ("2024-01-23", "2024-01-24")


def test_a_look_back_goes_on_on_its_own_day(coded: Code) -> None:
    text = "Police in Mary detained the cleric on September 21. Officers tortured the cleric."
    document = coded(text, published="2018-10-30")
    assert [days(r.when) for r in document.reports] == [("2018-09-21", "2018-09-22")] * 2


def test_the_same_month_is_the_one_told_last(coded: Code) -> None:
    text = (
        "On 3 April rebels shelled the town. In March the army shelled the port. "
        "In the same month police arrested four monks."
    )
    assert last_day(coded(text, published="2016-05-14")) == ("2016-03-01", "2016-04-01")


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (
            "Gunmen freed the engineer on Monday, six days after they had kidnapped him.",
            "kidnapped",
            ("2024-01-16", "2024-01-17"),
        ),
        (
            "On Monday, two years after the army seized power, the junta freed 40 prisoners.",
            "seized",
            ("2022-01-01", "2023-01-01"),
        ),
        (
            "Gunmen attacked a bus, three days after a bomb killed 12 in Lahore.",
            "bomb",
            ("2024-01-23", "2024-01-24"),
        ),
        (
            "Police arrested the monk on Monday after he attacked a shop.",
            "attacked",
            ("2024-01-22", "2024-01-23"),
        ),
    ],
)
def test_what_came_so_long_before_is_counted_back(
    text: str, told: str, expected: tuple[str, str]
) -> None:
    found = code_text(text, published="2024-01-26")
    assert isinstance(found, CodedDocument)
    assert [days(r.when) for r in found.reports if r.trigger.text == told] == [expected]


@pytest.mark.parametrize(
    "before",
    [
        "Rebels shelled the port on Tuesday after soldiers killed a monk on Sunday.",
        "Rebels shelled the port on Tuesday, which soldiers had taken on Sunday.",
    ],
)
def test_the_story_goes_on_from_its_own_day_and_not_from_a_look_back(
    coded: Code, before: str
) -> None:
    document = coded(f"{before} The rebels shelled the market, too.", published=_WRITTEN)
    assert last_day(document) == ("2023-06-13", "2023-06-14")


@pytest.mark.parametrize(
    "text",
    [
        "Togo met Benin on Monday and recalled that Mali had sent engineers to Lome.",
        "Togo and Benin have quarrelled since Malian troops left Lome.",
    ],
)
def test_what_is_looked_back_on_was_done_before_the_story(text: str) -> None:
    assert last_day(read(text)) == _DONE


def test_a_look_back_keeps_the_month_it_tells() -> None:
    text = "Trade has fallen since Malian troops left Togo last August."
    assert last_day(read(text)) == ("2022-08-01", "2022-09-01")


def test_a_threat_is_made_now_whenever_it_is_to_come_true() -> None:
    text = "The union said it would strike from Thursday unless the Togolese government gave way."
    assert [(r.type, days(r.when)) for r in read(text).reports] == [("THREATEN", _STORY)]


@pytest.mark.parametrize("when", ["In the course of 8 May", "On the weekend of 8 May"])
def test_a_part_of_a_day_is_the_day_that_the_next_is_counted_from(when: str) -> None:
    text = f"{when}, Turkey struck Qamishli. The following day it shelled Kobani."
    assert last_day(read(text)) == ("2023-05-09", "2023-05-10")


def test_in_the_course_of_a_week_is_in_that_week() -> None:
    text = "In the course of last week Togo threatened Benin."
    assert last_day(read(text)) == ("2023-06-05", "2023-06-12")


def test_what_would_be_done_and_is_no_threat_keeps_its_own_time() -> None:
    text = "Turkey, which would attack Syria in October, threatened the Kurds on Monday."
    assert ("2023-10-01", "2023-11-01") in [days(r.when) for r in read(text).reports]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togolese police killed four bandits and freed two nuns near Lome on Monday.", _MONDAY),
        (
            "Togo closed the border in March and expelled two envoys of Benin on Monday.",
            ("2023-03-01", "2023-04-01"),
        ),
    ],
)
def test_a_day_at_the_end_dates_both_verbs_unless_the_first_has_its_own(
    coded: Code, text: str, expected: tuple[str, str]
) -> None:
    assert days(coded(text, published=_WRITTEN).reports[0].when) == expected


def test_a_season_of_what_one_is_thanked_for_is_not_when_one_is_thanked(coded: Code) -> None:
    text = "Togo thanked Benin for its support during the floods of last autumn."
    assert days(coded(text, published=_WRITTEN).reports[0].when) == _STORY


def test_what_an_author_tells_while_he_argues_is_not_of_the_day_he_writes(coded: Code) -> None:
    text = "What do the generals want? They need time. Togo recalled its envoy from Benin."
    assert last_day(coded(text, published=_WRITTEN)) == _DONE


def test_news_told_beside_what_holds_now_is_of_the_day(coded: Code) -> None:
    text = "The port of Lome is closed. Togo recalled its envoy from Benin."
    assert last_day(coded(text, published=_WRITTEN)) == _STORY


def test_since_when_it_is_the_first_of_its_kind_is_not_when_it_was() -> None:
    text = "Togo telephoned Benin, their first contact since last year's coup."
    assert days(read(text).reports[0].when) == _STORY


@pytest.mark.parametrize(
    "text",
    [
        "The rebels killed 800 people over four decades.",
        "In two decades of war, the army killed thousands of villagers.",
        "The rebels have killed 800 people in more than 20 years.",
    ],
)
def test_what_is_summed_up_over_years_is_not_of_the_day(text: str) -> None:
    assert last_day(read(text)) == _DONE


def test_what_was_done_to_many_since_a_day_was_done_between() -> None:
    text = "Forty people have been arrested in Lome since Monday."
    assert last_day(read(text)) == ("2023-06-12", "2023-06-15")


def test_a_blame_is_not_of_the_day_of_an_old_deed() -> None:
    found = read("Togo condemned the attack on a mosque in Lome on 4 March.")
    told = {r.trigger.text: days(r.when) for r in found.reports}
    assert told == {"condemned": _STORY, "attack": ("2023-03-04", "2023-03-05")}


def test_the_second_of_two_days_is_that_of_the_deed_spoken_of() -> None:
    found = read("On Monday Togo condemned the attack on a mosque in Lome on 4 June.")
    told = {r.trigger.text: days(r.when) for r in found.reports}
    assert told == {"condemned": _MONDAY, "attack": ("2023-06-04", "2023-06-05")}


def test_the_year_of_what_is_to_be_looked_into_does_not_date_the_promise(coded: Code) -> None:
    text = "Japan and India agreed to set up a panel over the 1994 raid."
    assert last_day(coded(text, published=_WRITTEN)) == _STORY


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The captain was killed in the 2008 Mumbai attacks.", "2008"),
        ("The 2008 attacks in Mumbai killed four Americans.", "2008"),
        ("The general was jailed in the 2019 coup.", "2019"),
    ],
)
def test_the_year_of_what_an_act_was_part_of_is_its_own(text: str, year: str) -> None:
    assert last_day(read(text)) == (f"{year}-01-01", f"{int(year) + 1}-01-01")


def test_the_year_of_what_is_condemned_is_not_that_of_the_blame() -> None:
    [report] = read("The president of Togo condemned the 2015 raid.").reports[:1]
    assert days(report.when) == _STORY
