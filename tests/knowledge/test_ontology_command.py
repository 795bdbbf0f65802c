from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from dragoman.cli.ontology import app


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_without_a_command_the_codebooks_are_listed() -> None:
    code, output = run()
    header, *lines = output.splitlines()
    assert code == 0
    assert header == "codebook\tversion\ttypes\tmodes\ttitle"
    assert [line.split("\t")[:4] for line in lines] == [
        ["conflict", "1.0", "8", "13"],
        ["plover", "2.0", "16", "67"],
    ]


def test_a_type_is_shown_with_its_modes_and_wordings() -> None:
    code, output = run("show", "conflict", "agreement")
    assert code == 0
    assert output.startswith("AGREEMENT: agreement between fighting sides\n")
    assert "truce\t6\t\tFighting is to stop for a time or for good." in output
    assert "  - agreement#3 mutual exchange 0.85: exchange <prisoner|captive" in output


def test_an_unknown_type_is_a_wrong_call_with_a_suggestion() -> None:
    code, output = run("show", "conflict", "batle")
    assert code == 2
    assert 'Did you mean "BATTLE"?' in output


def test_a_new_codebook_has_no_fault_and_its_folder_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run("new", str(folder))[0] == 0
    assert run("check", str(folder)) == (
        0,
        "mycodebook-0.1: no fault. 2 types, 2 modes, 1 context, 14 wordings.\n",
    )
    assert run("new", str(folder))[0] == 2


def test_check_prints_every_fault_and_exits_with_2(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    run("new", str(folder))
    path = folder / "triggers" / "visit.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("'visits'", "'visit'").replace("verbs = ['host'", "verb = ['x'"))
    code, output = run("check", str(folder))
    first, second, third, last = output.splitlines()
    assert code == 2
    assert first.startswith(f"D211 {folder}/triggers/visit.toml line 4, [[trigger]] 1: frame: ")
    assert 'unknown key "verb". Did you mean "verbs"?' in second
    assert third == "note: VISIT has no triggers: the model alone can tell it."
    assert last == "2 faults"


def test_a_folder_that_is_not_there_is_named() -> None:
    result = CliRunner().invoke(app, ["check", "nowhere"])
    assert str(result.exception).startswith("D210 nowhere: no such folder")


def test_the_how_to_leads_to_what_it_prints(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "bring-your-own-codebook.md"
    text = page.read_text(encoding="utf-8")
    type_file, trigger_file = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    printed = re.search(r"ontology check mycodebook\n(.*\n)", text)
    assert printed is not None
    folder = tmp_path / "mycodebook"
    run("new", str(folder))
    (folder / "types" / "blockade.toml").write_text(type_file, encoding="utf-8")
    (folder / "triggers" / "blockade.toml").write_text(trigger_file, encoding="utf-8")
    assert run("check", str(folder)) == (0, printed.group(1))


def test_the_how_to_shows_the_messages_as_they_are(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "bring-your-own-codebook.md"
    text = page.read_text(encoding="utf-8")
    type_file, trigger_file = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    folder = tmp_path / "mycodebook"
    run("new", str(folder))
    (folder / "types" / "blockade.toml").write_text(type_file, encoding="utf-8")
    first, second = trigger_file.split("\n\n")
    faulty = first.replace("<blockade>", "<blockade") + "\n\n" + second.replace("acts_on", "act_on")
    (folder / "triggers" / "blockade.toml").write_text(faulty, encoding="utf-8")
    status, printed = run("check", str(folder))
    assert status == 2
    assert f"```\n{printed.replace(f'{tmp_path}/', '')}" in text
