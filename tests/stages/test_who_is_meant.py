"""Who is meant by names with the words around them: ranks, families, peoples, kinds of bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.records import Analysis, DocumentEntity
from dragoman.records.output import CodedDocument

Analyse = Callable[..., Analysis]


def called(analysis: Analysis, words: str) -> DocumentEntity:
    """Return the actor that a mention of just these words is of."""
    text = analysis.document.text
    ids = {m.id for m in analysis.mentions if text[m.span.start : m.span.end] == words}
    return next(e for e in analysis.entities if e.kind == "actor" and ids & set(e.mention_ids))


def codes(entity: DocumentEntity) -> tuple[str | None, tuple[str, ...]]:
    assert entity.coding is not None
    return entity.coding.country, entity.coding.sectors


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("The Ecuadorean congress met.", "The Ecuadorean congress", "ECU", ("LEG",)),
        ("Rebel troops fired in Chad.", "Rebel troops", "TCD", ("REB",)),
        ("Haitian guardsmen fired.", "Haitian guardsmen", "HTI", ("MIL",)),
        ("A Polish deputy left.", "A Polish deputy", "POL", ("LEG",)),
        ("The youth wing of ETA spoke.", "The youth wing of ETA", "ESP", ("REB",)),
        (
            "Artists of a Danish weekly left.",
            "Artists of a Danish weekly",
            "DNK",
            ("CVL",),
        ),
        ("Oslo-based Iraqi exiles met.", "Oslo-based Iraqi exiles", "IRQ", ("REF",)),
        ("Serb farmers in Kosovo met.", "Serb farmers", "XKX", ("AGR",)),
        ("Romania's ethnic Hungarians voted.", "Hungarians", "ROU", ("CVL",)),
        ("Bosnia's rebel Serbs attacked.", "Serbs", "BIH", ("REB",)),
        ("Romania's Hungarian minority voted.", "Romania's Hungarian minority", "ROU", ("CVL",)),
        ("The Kenyan president's brother fled.", "The Kenyan president's brother", "KEN", ("ELI",)),
        (
            "The son-in-law of President Joko Widodo spoke.",
            "The son-in-law of President Joko Widodo",
            "IDN",
            ("ELI",),
        ),
        ("Accra-based rebels fled.", "Accra-based rebels", "GHA", ("REB",)),
        ("Romanian rights workers left.", "Romanian rights workers", "ROU", ("SOC",)),
        ("Algerian strike leaders left.", "Algerian strike leaders", "DZA", ("LAB",)),
        ("The USS Barbour Creek sank.", "USS Barbour Creek", "USA", ("MIL",)),
        ("The frigate HMS Fern sank.", "HMS Fern", "GBR", ("MIL",)),
        (
            "The crew of a Greek warship left.",
            "The crew of a Greek warship",
            "GRC",
            ("MIL",),
        ),
        ("The crew of a Greek plane left.", "The crew of a Greek plane", "GRC", ("LAB",)),
        ("Police met displaced Chechens.", "Chechens", "RUS", ("REF",)),
        ("Students at Cairo University left.", "Students", "EGY", ("EDU",)),
        ("A Danish toy maker left.", "A Danish toy maker", "DNK", ("BUS",)),
        ("Russian-speaking separatists fled.", "Russian-speaking separatists", None, ("REB",)),
        ("Both Germanies signed it.", "Both Germanies", "DEU", ("GOV",)),
        ("Kosovars fled.", "Kosovars", "XKX", ("CVL",)),
        ("Nuuk officials left.", "Nuuk officials", "DNK", ("GOV",)),
        ("Gulf War veterans left.", "Gulf War veterans", None, ("MIL",)),
        ("A Kenyan teacher's sister fled.", "A Kenyan teacher's sister", "KEN", ("CVL",)),
    ],
)
def test_descriptions_are_of_their_country_and_sector(
    analysed: Analyse, text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    assert codes(called(analysed(text), words)) == (country, sectors)


@pytest.mark.parametrize(
    ("text", "published", "name", "codes_of"),
    [
        ("Former dictator Gen. Jorge Videla spoke.", "2001-05-01", "Jorge Videla", ("ARG", "ELI")),
        ("President General Idriss Deby spoke.", "2001-05-01", "Idriss Deby", ("TCD", "GOV")),
        ("Rebel leader Idriss Deby spoke.", "1991-05-01", "Idriss Deby", ("TCD", "REB")),
        ("Gabonese rebel General Pedro Mba spoke.", "2001-05-01", "Pedro Mba", ("GAB", "REB")),
        ("FARC commander Raul Reyes spoke.", "2004-05-01", "Raul Reyes", ("COL", "REB")),
        ("Warlord Jonas Savimbi spoke.", "1994-05-01", "Jonas Savimbi", ("AGO", "REB")),
        ("U.N. envoy Ibrahim Gambari spoke.", "2008-05-01", "Ibrahim Gambari", ("UNO", "GOV")),
    ],
)
def test_a_title_is_read_with_the_office_and_the_body_it_tells(
    analysed: Analyse, text: str, published: str, name: str, codes_of: tuple[str, str]
) -> None:
    country, sectors = codes(called(analysed(text, published=published), name))
    assert (country, sectors[0]) == codes_of


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Tanjug news agency reported it.", "The Tanjug news agency", "media:tanjug"),
        ("House Democrats left.", "House Democrats", "gov:us-house-democrats"),
        (
            "The Front for the Liberation of the Enclave of Cabinda fell.",
            "Front for the Liberation of the Enclave of Cabinda",
            "group:flec",
        ),
        ("Chilean lawyer and poet Ken Saro-Wiwa left.", "Ken Saro-Wiwa", "person:ken-saro-wiwa"),
        ("The Seleka coalition fell.", "The Seleka coalition", "group:seleka"),
        ("He led the anti-Balaka.", "anti-Balaka", "group:anti-balaka"),
    ],
)
def test_a_body_named_before_its_kind_is_that_body(
    analysed: Analyse, text: str, words: str, actor: str
) -> None:
    chosen = called(analysed(text), words).chosen
    assert chosen is not None
    assert chosen.target_id == actor


def test_what_a_group_owns_is_not_the_group(analysed: Analyse) -> None:
    assert (
        called(analysed("The Hezbollah newspaper said so."), "The Hezbollah newspaper").chosen
        is None
    )


def test_somebody_called_by_two_offices_is_one(analysed: Analyse) -> None:
    found = analysed("Police held Chilean lawyer and senator Ana Rojas.")
    assert codes(called(found, "Ana Rojas")) == ("CHL", ("LEG",))
    assert len([e for e in found.entities if e.coding and e.coding.kind == "person"]) == 1


def test_of_which_party_of_a_name_somebody_is_the_party_itself_tells(analysed: Analyse) -> None:
    words = "Leaders of the Workers' Party"
    assert codes(called(analysed(f"{words} left."), words)) == (None, ("PTY",))
    assert codes(called(analysed(f"{words} left Malta."), words)) == ("MLT", ("PTY",))


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Lula met Petro in Bogotá.", {"BRA", "COL"}),
        ("Milei met Trump in Washington.", {"ARG", "USA"}),
        ("Luiz Inácio Lula da Silva rested. Lula promised aid to Haiti.", {"BRA", "HTI"}),
    ],
)
def test_leaders_are_known_by_what_they_are_called(text: str, countries: set[str]) -> None:
    found = code_text(text, published="2024-01-26")
    assert isinstance(found, CodedDocument)
    assert {p.country for r in found.reports for p in r.participants} == countries


def test_who_storms_a_mission_is_of_where_it_is() -> None:
    found = code_text("Gunmen stormed the US consulate in Benghazi.")
    assert isinstance(found, CodedDocument)
    [one] = found.reports
    assert {(p.name, p.country) for p in one.participants} == {
        ("Gunmen", "LBY"), ("US consulate", "USA"),
    }  # fmt: skip


def test_who_apologises_for_a_deed_did_it() -> None:
    found = code_text("Russia apologised for the bombing of a hospital in Aleppo.")
    assert isinstance(found, CodedDocument)
    [deed] = [r for r in found.reports if r.type == "ASSAULT"]
    assert [p.country for p in deed.participants if p.role == "initiator"] == ["RUS"]
