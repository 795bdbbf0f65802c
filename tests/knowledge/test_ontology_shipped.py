"""What the codebooks that come with dragoman hold, and that each of their files is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.knowledge.codebook import (
    SHIPPED,
    Codebook,
    check_codebook,
    load_codebook,
    shipped_codebooks,
)
from dragoman.knowledge.crosswalk import Crosswalk, load_crosswalk

TRIGGER_FILES = sorted(SHIPPED.glob("*/triggers/*.toml"))

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}


@pytest.fixture(scope="module")
def plover() -> Codebook:
    return load_codebook("plover")


@pytest.fixture(scope="module")
def crosswalk(plover: Codebook) -> Crosswalk:
    return load_crosswalk(plover)


def kinds(book: Codebook) -> list[tuple[str, str | None]]:
    """Return each type alone and with each of its modes."""
    return [(t.code, mode) for t in book.types for mode in (None, *(m.code for m in t.modes))]


@pytest.mark.parametrize("name", shipped_codebooks())
def test_a_shipped_codebook_has_no_fault(name: str) -> None:
    assert [str(fault) for fault in check_codebook(SHIPPED / name).faults] == []


@pytest.mark.parametrize("name", shipped_codebooks())
def test_each_type_of_a_shipped_codebook_has_wordings(name: str) -> None:
    book = load_codebook(name)
    told = {trigger.type_code for trigger in book.triggers}
    assert told == {event_type.code for event_type in book.types}


@pytest.mark.parametrize(
    "path", TRIGGER_FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}"
)
def test_each_trigger_file_is_read_in_full(path: Path) -> None:
    book = load_codebook(path.parent.parent)
    triggers = [t for t in book.triggers if t.id.split("#")[0] == path.stem]
    assert len(triggers) == ("\n" + path.read_text(encoding="utf-8")).count("\n[[trigger]]\n")
    assert {trigger.type_code.lower() for trigger in triggers} == {path.stem}


@pytest.mark.parametrize("name", shipped_codebooks())
def test_each_type_has_a_definition_and_an_example(name: str) -> None:
    for event_type in load_codebook(name).types:
        assert event_type.definition.endswith("."), event_type.code
        assert event_type.examples, event_type.code
        for mode in event_type.modes:
            assert mode.definition.endswith("."), (event_type.code, mode.code)


@pytest.mark.parametrize("name", shipped_codebooks())
def test_cue_words_are_lower_case_and_of_one_or_two_words(name: str) -> None:
    for context in load_codebook(name).contexts:
        for word in context.words:
            assert word == word.lower(), (context.code, word)
            assert 1 <= len(word.split()) <= 3, (context.code, word)


def test_plover_has_its_types_in_their_quad_classes(plover: Codebook) -> None:
    found: dict[int, set[str]] = {}
    for event_type in plover.types:
        found.setdefault(event_type.quad, set()).add(event_type.code)
    assert found == QUADS


def test_plover_has_its_modes_in_the_standard_order(plover: Codebook) -> None:
    found = {t.code: " ".join(mode.code for mode in t.modes) for t in plover.types if t.modes}
    assert found == MODES
    assert len(plover.modes_by_code) == 67


def test_plover_has_its_contexts_and_sectors(plover: Codebook) -> None:
    assert (len(plover.contexts), len(plover.sectors)) == (37, 25)


def test_plover_scores_are_those_of_the_standard(plover: Codebook) -> None:
    assert plover.intensity("AID") == 10.0
    assert plover.intensity("REQUEST") == 0.0
    assert plover.intensity("RETREAT", "disarm") == 10.0
    assert plover.intensity("ASSAULT", "unconventional") == -10.0
    assert plover.intensity("PROTEST", "vandalize") == -5.0


def test_plans_become_what_the_standard_says(plover: Codebook) -> None:
    planned = {t.code: t.planned_as for t in plover.types if t.planned_as}
    assert planned == {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
    }


def test_three_types_need_a_recipient(plover: Codebook) -> None:
    assert {t.code for t in plover.types if t.requires_recipient} == {
        "COOPERATE",
        "AID",
        "SANCTION",
    }


def test_the_contradictions_of_the_standard_are_settings(plover: Codebook) -> None:
    other = load_codebook("plover", settings={"sanction_quad": "verbal", "accuse_score_sign": 1})
    assert (plover.quad("SANCTION"), other.quad("SANCTION")) == (4, 3)
    assert (plover.intensity("ACCUSE"), other.intensity("ACCUSE")) == (-3.0, 3.0)
    assert other.intensity("ACCUSE", "allege") == -3.5


@pytest.mark.parametrize(
    ("code", "mode", "hint", "cameo"),
    [
        ("AGREE", None, None, "030"),
        ("AGREE", None, "CONSULT", "036"),
        ("CONSULT", None, None, "040"),
        ("CONSULT", None, "negotiated", "046"),
        ("CONSULT", None, "mediator", "045"),
        ("CONSULT", "visit", "visitor", "042"),
        ("CONSULT", "visit", "host", "043"),
        ("CONSULT", "phone", None, "041"),
        ("CONSULT", "third-party", None, "045"),
        ("SUPPORT", None, "signing", "057"),
        ("CONCEDE", None, "apologised", "055"),
        ("AID", None, "military", "072"),
        ("RETREAT", "ceasefire", None, "0871"),
        ("ACCUSE", "disapprove", None, "111"),
        ("THREATEN", "violence", "military", "138"),
        ("MOBILIZE", "troops", None, "154"),
        ("SANCTION", "discontinue", None, "163"),
        ("COERCE", "arrest", None, "173"),
        ("ASSAULT", None, "military", "190"),
        ("ASSAULT", "aerial", None, "195"),
        ("ASSAULT", "explosives", None, "183"),
        ("ASSAULT", "targeted", "attempted", "185"),
    ],
)
def test_a_type_goes_to_the_cameo_code_that_fits_best(
    plover: Codebook, code: str, mode: str | None, hint: str | None, cameo: str
) -> None:
    assert plover.cameo(code, mode, hint) == cameo


def test_each_type_and_mode_goes_to_a_cameo_code_and_back(
    plover: Codebook, crosswalk: Crosswalk
) -> None:
    for code, mode in kinds(plover):
        cameo = plover.cameo(code, mode)
        assert cameo is not None
        assert cameo in crosswalk.names
        back = crosswalk.reading(cameo)
        assert back is not None
        assert (cameo, back.type) == (cameo, code)


def test_each_hinted_cameo_code_goes_back_to_its_type(
    plover: Codebook, crosswalk: Crosswalk
) -> None:
    for event_type in plover.types:
        hinted = {*event_type.cameo_hints, *(c for m in event_type.modes for c in m.cameo_hints)}
        for cameo in hinted:
            back = crosswalk.reading(cameo)
            assert back is not None
            assert (cameo, back.type) == (cameo, event_type.code)


def test_the_published_table_is_kept_whole(crosswalk: Crosswalk) -> None:
    assert len(crosswalk.rows) == 257
    assert [row.cameo for row in crosswalk.rows if "repeated" in row.flags] == ["175"]


def test_the_published_cells_are_kept_beside_our_reading(crosswalk: Crosswalk) -> None:
    row = crosswalk.by_cameo["116"]
    assert (row.type, row.mode) == ("ACCUSE", "disapprove")
    assert (row.taken.type, row.taken.mode) == ("SANCTION", "convict")


@pytest.mark.parametrize(
    ("cameo", "code", "mode"),
    [
        ("020", "REQUEST", None),
        ("036", "AGREE", None),
        ("0841", "RETREAT", "release"),
        ("1834", "ASSAULT", "suicide-attack"),
        ("176", "COERCE", None),
        ("14", "PROTEST", None),
        ("09", "ACCUSE", "investigate"),
        ("195", "ASSAULT", "aerial"),
    ],
)
def test_a_cameo_code_is_read_as_a_type(
    crosswalk: Crosswalk, cameo: str, code: str, mode: str | None
) -> None:
    reading = crosswalk.reading(cameo)
    assert reading is not None
    assert (reading.type, reading.mode) == (code, mode)


def test_a_public_statement_is_nothing_in_plover(crosswalk: Crosswalk) -> None:
    assert crosswalk.reading("010") is None


def test_the_goldstein_scale_has_the_values_of_its_source(crosswalk: Crosswalk) -> None:
    assert crosswalk.goldstein("046") == 7.0
    assert crosswalk.goldstein("163") == -6.5
    assert crosswalk.goldstein("129") is None
    assert crosswalk.names["195"] == "Employ aerial weapons"


def test_the_conflict_codebook_shares_no_mode_and_no_quad_class_with_plover(
    plover: Codebook,
) -> None:
    conflict = load_codebook("conflict")
    assert set(conflict.quads.values()).isdisjoint(plover.quads.values())
    assert set(conflict.modes_by_code).isdisjoint(plover.modes_by_code)
    assert conflict.cameo("BATTLE") is None
