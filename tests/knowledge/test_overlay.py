from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actor_search import find_alike
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.overlay import ActorRow, NameRow, RoleRow, append_rows

FRONT = """
[[actor]]
id = "local:front-for-the-delta"
name = "Front for the Delta"
kind = "armed_group"
country = "NGA"
sectors = ["REB"]

[[name]]
actor = "local:front-for-the-delta"
name = "FFD"
usage = "abbreviation"
until = 2020-05-01

[[role]]
actor = "local:front-for-the-delta"
position = "ruling party"
sector = "PTY"
since = "2021"
"""


def opened(folder: Path, text: str) -> ActorIndex:
    path = folder / "overlay.toml"
    path.write_text(text, encoding="utf-8")
    return ActorIndex.open(overlay=path)


def fault(folder: Path, text: str) -> str:
    with pytest.raises(KnowledgeError) as raised:
        opened(folder, text)
    return str(raised.value).replace(str(folder), "")


def test_an_actor_of_the_overlay_is_found_by_its_names(tmp_path: Path) -> None:
    index = opened(tmp_path, FRONT)
    name, short = index.find("Front for the Delta")[0], index.find("FFD")[0]
    assert (name.actor_id, name.kind, name.usage) == (
        "local:front-for-the-delta",
        "armed_group",
        "name",
    )
    assert (short.usage, short.until) == ("abbreviation", date(2020, 5, 1))
    assert [n.text for n in index.get("local:front-for-the-delta").names] == [
        "Front for the Delta",
        "FFD",
    ]


def test_its_dated_role_is_looked_up_at_a_day_and_its_own_codes_hold_without(
    tmp_path: Path,
) -> None:
    index = opened(tmp_path, FRONT)
    days = (date(2020, 12, 31), date(2021, 1, 1))
    sectors = [[r.sector for r in index.roles("local:front-for-the-delta", day)] for day in days]
    assert sectors == [[], ["PTY"]]
    assert index.find("FFD")[0].sectors == ("REB",)


def test_a_role_gives_its_codes_to_an_actor_that_has_none(tmp_path: Path) -> None:
    index = opened(tmp_path, FRONT.replace('sectors = ["REB"]\n', ""))
    assert index.find("FFD")[0].sectors == ("PTY",)


def test_a_misspelt_name_of_the_overlay_is_found_too(tmp_path: Path) -> None:
    index = opened(tmp_path, FRONT)
    assert find_alike("Front for the Dilta", index)[0].actor_id == "local:front-for-the-delta"


def test_a_further_name_leads_to_an_actor_of_the_index(tmp_path: Path) -> None:
    text = '[[name]]\nactor = "person:vladimir-putin"\nname = "Vova the Great"\nlanguage = "en"'
    index = opened(tmp_path, text)
    assert index.find("vova the great")[0].name == "Vladimir Putin"
    last = index.get("person:vladimir-putin").names[-1]
    assert (last.text, last.language) == ("Vova the Great", "en")


def test_a_name_of_the_overlay_comes_before_namesakes(tmp_path: Path) -> None:
    index = opened(tmp_path, '[[name]]\nactor = "state:COG"\nname = "Congo"')
    assert [hit.actor_id for hit in index.find("Congo")] == ["state:COG", "state:COD", "state:COG"]


def test_a_role_with_an_end_ends_the_role_of_the_index(tmp_path: Path) -> None:
    shipped = ActorIndex.open().roles("person:vladimir-putin", date(2023, 1, 1))
    assert {role.position for role in shipped} == {"President"}
    index = opened(
        tmp_path,
        '[[role]]\nactor = "person:vladimir-putin"\nposition = "president"\nuntil = 2022-01-01',
    )
    assert index.roles("person:vladimir-putin", date(2023, 1, 1)) == ()
    assert [r.country for r in index.roles("person:vladimir-putin", date(2021, 1, 1))] == ["RUS"]


def test_who_holds_an_office_by_the_overlay_is_among_its_holders(tmp_path: Path) -> None:
    text = """
[[actor]]
id = "local:okoro"
name = "Amina Okoro"
kind = "person"

[[role]]
actor = "local:okoro"
position = "Foreign Minister"
country = "NGA"
since = "2025"
"""
    shipped = {hit.actor_id for hit in ActorIndex.open().office_holders("NGA")}
    holders = {hit.actor_id: hit.usage for hit in opened(tmp_path, text).office_holders("NGA")}
    assert set(holders) - shipped == {"local:okoro"}
    assert set(holders.values()) == {"office"}


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "overlay.toml"
    rows = (
        ActorRow(id="local:q", name='The "Quoted" Group', kind="organisation", sectors=("CVL",)),
        NameRow(actor="local:q", name="Группа", language="ru"),
    )
    append_rows(path, rows)
    append_rows(path, [RoleRow(actor="local:q", position="union", since="2020-01")])
    index = ActorIndex.open(overlay=path)
    assert [n.text for n in index.get("local:q").names] == ['The "Quoted" Group', "Группа"]
    assert [role.position for role in index.roles("local:q")] == ["union"]


def test_the_hash_is_that_of_the_rows_and_not_of_the_layout(tmp_path: Path) -> None:
    plain, commented = (opened(tmp_path, t).overlay_sha256 for t in (FRONT, f"# mine\n{FRONT}\n"))
    changed = opened(tmp_path, FRONT.replace("2021", "2022")).overlay_sha256
    assert plain == commented != changed
    assert opened(tmp_path, "# nothing yet").overlay_sha256 == ""


def test_an_index_with_an_overlay_travels_to_another_process(tmp_path: Path) -> None:
    index = opened(tmp_path, FRONT)
    assert pickle.loads(pickle.dumps(index)).find("FFD") == index.find("FFD")


def test_a_missing_overlay_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"D304 .*none\.toml: the file is missing"):
        ActorIndex.open(overlay=tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[actor]]\nid = "a"\nname = "A"\nkind = "army"',
            '/overlay.toml line 4, [[actor]] 1: kind: "army" is not known.',
        ),
        (
            '[[actor]]\nid = "a"\nname = "A"\nkind = "person"\ncountry = "GER"',
            '/overlay.toml line 5, [[actor]] 1: "GER" is no country code.',
        ),
        (
            '[[actor]]\nid = "a"\nname = "A"\nkind = "person"\nsectors = ["REBEL"]',
            '"REBEL" is no PLOVER sector. Expected one of AGR,',
        ),
        (
            '[[actor]]\nid = "state:FRA"\nname = "A"\nkind = "state"',
            '"state:FRA" is an actor already. Choose another id, or add a name.',
        ),
        (
            '\n[[name]]\nactor = "person:nobody"\nname = "N"',
            '/overlay.toml line 3, [[name]] 1: there is no actor "person:nobody".',
        ),
        (
            '[[name]]\nactor = "state:FRA"\nname = "N"\nsince = "last year"',
            '"last year" is no date. Write 2011, "2011-07" or 2011-07-09.',
        ),
        (
            '[[name]]\nactor = "state:FRA"\nname = "N"\nsince = "2020"\nuntil = "2010"',
            "until 2010 is before since 2020. Correct one of them.",
        ),
        (
            '[[role]]\nactor = "state:FRA"',
            "a role needs a position or a sector. Add one.",
        ),
        (
            '[[role]]\nactor = "state:FRA"\npositon = "king"',
            'unknown key "positon". Did you mean "position"?',
        ),
        ('[[person]]\nid = "x"', 'unknown key "person". Only [[actor]], [[name]] and [[role]]'),
        ('[[name]]\nactor = "state:FRA"\nname = "—"', '"—" has no letters. Write a name.'),
    ],
)
def test_a_wrong_row_is_named_with_its_line_and_a_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    assert message in fault(tmp_path, text)


def test_all_wrong_rows_are_told_at_once(tmp_path: Path) -> None:
    row = '[[name]]\nactor = "state:FRA"\nname = "N"\nsince = "x"\n'
    assert len(fault(tmp_path, row + row).splitlines()) == 2
