"""Datelines: place, date and agency before the first sentence."""

from __future__ import annotations

import pytest

from dragoman.stages.reading.dateline import find_dateline, headline_before


def parts(text: str) -> tuple[str, str | None, str | None, str | None] | None:
    """The dateline, its place, date and agency as words."""
    found = find_dateline(text, 0)
    if found is None:
        return None

    def words(span: tuple[int, int] | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    return (words(found.span) or "", words(found.place), words(found.date), words(found.agency))


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("OSLO, Jan 25 (Nordwire) —", "OSLO", "Jan 25", "Nordwire"),
        ("GENEVA (AP) -", "GENEVA", None, "AP"),
        ("KYIV, Ukraine (AP) —", "KYIV, Ukraine", None, "AP"),
        ("Nairobi, 3 March 2019 –", "Nairobi", "3 March 2019", None),
        ("LONDON/PARIS, Dec 1 (Reuters) -", "LONDON/PARIS", "Dec 1", "Reuters"),
        ("ADDIS ABABA, Ethiopia, Jan. 5 (Xinhua) --", "ADDIS ABABA, Ethiopia", "Jan. 5", "Xinhua"),
        ("[Beirut, 5 May]", "Beirut", "5 May", None),
        ("(Bishkek, October 5, 2018) –", "Bishkek", "October 5, 2018", None),
        ("SANAA, Nov 23, 2009 (Newswire) _", "SANAA", "Nov 23, 2009", "Newswire"),
        ("DUBAI:", "DUBAI", None, None),
        ("KABUL (Pajhwok):", "KABUL", None, "Pajhwok"),
        ("HERAT (Pajhwok) :", "HERAT", None, "Pajhwok"),
        ("(CNN)", None, None, "CNN"),
        ("BENGHAZI, Libya (AP)", "BENGHAZI, Libya", None, "AP"),
        ("TEHRAN, Jan. 05 (MNA) –", "TEHRAN", "Jan. 05", "MNA"),
        ("BAGHDAD, Jan. 5, IRNA –", "BAGHDAD", "Jan. 5", "IRNA"),
        ("MOSCOW, January 25. /TASS/.", "MOSCOW", "January 25", "TASS"),
        ("GENEVA/NEW YORK (5 May 2020) –", "GENEVA/NEW YORK", "5 May 2020", None),
        ("25 January 2024, Geneva –", "Geneva", "25 January 2024", None),
        ("(Reuters) -", None, None, "Reuters"),
        ("WASHINGTON —", "WASHINGTON", None, None),
        ("Cairo –", "Cairo", None, None),
        ("Lima, 3 of August of 2018. -", "Lima", "3 of August of 2018", None),
        ("SANA’A, Yemen —", "SANA’A, Yemen", None, None),
        ("THE HAGUE, Netherlands --", "THE HAGUE, Netherlands", None, None),
        ("PORT VILA, New Hebrides --", "PORT VILA, New Hebrides", None, None),
        ("Port-au-Prince, Haiti —", "Port-au-Prince, Haiti", None, None),
        ("UNITED NATIONS, March 3 (Reuters) -", "UNITED NATIONS", "March 3", "Reuters"),
        ("N'DJAMENA (AFP) -", "N'DJAMENA", None, "AFP"),
        ("RIO DE JANEIRO, 12.05.2019 —", "RIO DE JANEIRO", "12.05.2019", None),
        ("ŁÓDŹ, 2 June (PAP) —", "ŁÓDŹ", "2 June", "PAP"),
    ],
)
def test_a_dateline_is_read_in_the_style_of_many_houses(
    line: str, place: str | None, date: str | None, agency: str | None
) -> None:
    assert parts(f"{line} The envoys met again.") == (line, place, date, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Note: This text was translated.", "BREAKING: The king has left the capital.",
        "UPDATE: The strait is open again.", "Putin: The talks go on.",
        "UN: The convoy has arrived.", "NATO: The alliance will answer.",
        "Sudan — the largest of them — stayed away.", "Sudan — The largest of them — stayed away.",
        "The minister said on Jan 5 (Friday) - it was a Friday - that he would go.",
        "Russia's Foreign Ministry (MFA) said it would answer.", "Analysis – The truce is weak.",
        "Envoys met in Oslo, Jan 25 being a holiday there.", "ISTANBUL was calm on Monday.",
        "President Kaunda - The father of the nation - spoke.", "Why Oslo? The envoys like it.",
        "Oslo, the capital of Norway, hosted them.", "", "—", "Q: Will the truce hold?",
        "Iran said (Reuters) - it would not come.", "Photo: The envoys in Oslo.",
    ],
)  # fmt: skip
def test_what_opens_with_a_label_or_a_sentence_has_no_dateline(line: str) -> None:
    assert parts(line) is None


@pytest.mark.parametrize("label", ["SPOKESPERSON: ", "QUESTION (Dawn): ", "MINISTER: "])
def test_who_has_the_word_is_no_place(label: str) -> None:
    assert find_dateline(f"{label}Kenya has freed 18 fishermen.", 0) is None


def test_a_dateline_is_looked_for_where_the_body_starts() -> None:
    text = "Talks go on\n\nOSLO, Jan 25 — The envoys met again."
    found = find_dateline(text, 13)
    assert found is not None
    assert text[slice(*found.span)] == "OSLO, Jan 25 —"
    assert find_dateline(text, 0) is None


def test_a_dateline_may_stand_on_a_line_of_its_own() -> None:
    assert parts("OSLO, Jan 25 (Nordwire) —\nThe envoys met.") == (
        "OSLO, Jan 25 (Nordwire) —", "OSLO", "Jan 25", "Nordwire",
    )  # fmt: skip


def test_spans_count_code_points() -> None:
    assert parts("🕊 not here") is None
    found = find_dateline("🕊🕊\nOSLO (AP) — They met.", 3)
    assert found is not None
    assert found.place == (3, 7)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "Minister accused of fraud WARSAW, Poland (AP) — Former ministers called on Monday.",
            "Minister accused of fraud",
        ),
        (
            "Utility seeks a head JOHANNESBURG, February 11 (ANA) - The utility said on Sunday.",
            "Utility seeks a head",
        ),
        ("WASHINGTON (AP) - The president called NATO (AP) - again.", ""),
        ("He asked for NATO (the alliance) - and lost.", ""),
    ],
)
def test_a_headline_ends_where_a_dateline_in_capitals_begins(text: str, headline: str) -> None:
    assert text[: headline_before(text)] == headline


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ATLANTA (AP) An aide to the mayor was indicted on Monday.", "ATLANTA"),
        ("NEW DELHI Prime Minister Modi spoke on Monday.", "NEW DELHI"),
        ("PARIS AGREEMENT Countries met on Monday.", None),
        ("NATO Secretary General Mark Rutte spoke on Monday.", None),
        ("LONDON police said on Monday.", None),
    ],
)
def test_a_known_city_in_capitals_needs_no_dash(text: str, place: str | None) -> None:
    found = find_dateline(text, 0)
    written = None if found is None or found.place is None else text[slice(*found.place)]
    assert written == place
