"""Gold records are read with the text they belong to; faults are named with their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.gold import GoldDocument, read_gold

RECORD = {
    "id": "a",
    "title": "Togo thanks Chad",
    "published": "2024-01-26",
    "events": [{"id": "E1", "type": "SUPPORT", "trigger": "thanked"}],
    "not": [{"words": "thanked", "type": "AID"}],
}


def write(folder: Path, name: str, record: object, text: str | None = "Togo thanked Chad.") -> None:
    (folder / f"{name}.gold.json").write_text(json.dumps(record))
    if text is not None:
        (folder / f"{name}.txt").write_text(text)


def ids(path: Path) -> list[str]:
    return [gold.id for gold, _ in read_gold(path)]


def test_a_folder_gives_each_record_with_the_text_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "a", RECORD)
    [(gold, raw)] = read_gold(tmp_path)
    assert (gold.id, gold.events[0].type, gold.wrong[0].words) == ("a", "SUPPORT", "thanked")
    assert raw.body == b"Togo thanked Chad."


def test_records_come_in_the_order_of_their_files_and_from_folders_below(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name in ("b", "a"):
        write(tmp_path, name, {"id": name})
    write(tmp_path / "more", "c", {"id": "c"})
    assert ids(tmp_path) == ["a", "b", "c"]


def test_a_record_may_name_its_text(tmp_path: Path) -> None:
    write(tmp_path, "a", {"id": "a", "file": "other.txt"}, text=None)
    (tmp_path / "other.txt").write_text("Chad thanked Togo.")
    [(_, raw)] = read_gold(tmp_path)
    assert raw.body == b"Chad thanked Togo."


def test_json_lines_carry_their_text_and_no_gold_fields_go_in(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**RECORD, "text": "Togo thanked Chad."}) + "\n\n")
    [(gold, raw)] = read_gold(path)
    assert gold.id == raw.id == "a"
    assert json.loads(raw.body) == {
        "id": "a",
        "text": "Togo thanked Chad.",
        "published": "2024-01-26",
        "title": "Togo thanks Chad",
    }


def test_nothing_at_the_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        ids(tmp_path / "missing")
    assert caught.value.code == "D100"


def test_a_record_without_its_text_is_an_error_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, "a", RECORD, text=None)
    with pytest.raises(InputError, match=r"a\.gold\.json: no text a\.txt or a\.html") as caught:
        ids(tmp_path)
    assert caught.value.code == "D100"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "line 2: no gold record"),
        ('{"id": "b", "events": [{"id": "E1"}]}', "line 2: no gold record"),
        ('{"id": "b"}', 'line 2: a gold record in JSON Lines needs its "text"'),
    ],
)
def test_a_line_that_is_no_gold_record_is_an_error_with_its_number(
    tmp_path: Path, line: str, message: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "Togo thanked Chad."}\n' + line + "\n")
    with pytest.raises(InputError, match=message) as caught:
        ids(path)
    assert caught.value.code == "D106"


def test_what_is_left_out_of_a_record_is_unknown_and_not_wrong(tmp_path: Path) -> None:
    write(tmp_path, "a", {"id": "a"})
    [(gold, _)] = read_gold(tmp_path)
    assert gold == GoldDocument(id="a")
