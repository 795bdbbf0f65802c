from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.knowledge.codebook import (
    STARTER,
    check_codebook,
    load_codebook,
    shipped_codebooks,
)
from dragoman.knowledge.crosswalk import load_crosswalk

HEAD = """
name = 'small'
version = '1'
title = 'Small'
licence = 'CC0-1.0'
source = 'test'
[quads]
1 = 'good'
2 = 'bad'
"""
HIT = """
code = 'HIT'
name = 'hit'
quad = 2
intensity = -5
definition = 'Hits.'
cameo = '190'
cameo_hints = { 175 = ['police'] }
[[mode]]
code = 'hard'
name = 'hard'
definition = 'Hits hard.'
intensity = -9.5
cameo = '195'
cameo_hints = { 185 = ['attempted'] }
[[mode]]
code = 'soft'
name = 'soft'
definition = 'Hits softly.'
"""
TRIGGERS = """
[[trigger]]
frame = 'acts_on'
mode = 'hard'
contexts = ['sea']
status = 'attempted'
verbs = ['hit', 'strike (at)']
nouns = ['hard blow']
except = ['hit <record>']

[[trigger]]
frame = 'mutual'
verbs = ['clash']
"""
CONTEXTS = """
[[context]]
code = 'sea'
name = 'sea'
definition = 'At sea.'
words = ['ship', 'coast guard']
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "codebook.toml": HEAD,
        "types/hit.toml": HIT,
        "triggers/hit.toml": TRIGGERS,
        "contexts.toml": CONTEXTS,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    return [f"{fault.code} {fault}" for fault in check_codebook(folder).faults]


def test_a_folder_is_loaded_with_all_it_holds(folder: Path) -> None:
    book = load_codebook(folder)
    assert (book.ontology, book.language, book.quads) == ("small-1", "en", {1: "good", 2: "bad"})
    assert [event_type.code for event_type in book.types] == ["HIT"]
    assert book.mode("HIT", "soft").name == "soft"
    assert book.contexts[0].words == ("ship", "coast guard")
    assert book.sectors == ()


def test_a_trigger_table_becomes_a_trigger(folder: Path) -> None:
    first, second = load_codebook(folder).triggers
    assert (first.id, first.type_code, first.frame, first.mode) == (
        "hit#1", "HIT", "acts_on", "hard",
    )  # fmt: skip
    assert (first.contexts, first.status, first.weight) == (("sea",), "attempted", 0.8)
    assert [verb.text for verb in first.verbs] == ["hit", "strike (at)"]
    assert [noun.lemmas for noun in first.nouns] == [("hard", "blow")]
    assert [verb.text for verb in first.excepts] == ["hit <record>"]
    assert (second.id, second.mode, second.status) == ("hit#2", None, None)


def test_a_mode_without_intensity_has_that_of_its_type(folder: Path) -> None:
    book = load_codebook(folder)
    assert book.intensity("HIT", "hard") == -9.5
    assert book.intensity("HIT", "soft") == -5.0
    assert book.intensity("HIT") == -5.0


def test_a_cameo_hint_of_the_mode_goes_before_its_code_and_before_the_type(folder: Path) -> None:
    book = load_codebook(folder)
    assert book.cameo("HIT", "hard", "attempted") == "185"
    assert book.cameo("HIT", "hard", "police") == "195"
    assert book.cameo("HIT", "soft", None, "police") == "175"
    assert book.cameo("HIT", "soft", "host") == "190"
    assert book.cameo("HIT") == "190"


def test_a_type_without_a_cameo_code_has_none(folder: Path) -> None:
    edit(folder, "types/hit.toml", "cameo = '190'\ncameo_hints = { 175 = ['police'] }\n", "")
    assert load_codebook(folder).cameo("HIT", "soft") is None


def test_an_unknown_type_is_a_key_error(folder: Path) -> None:
    with pytest.raises(KeyError):
        load_codebook(folder).type("MISS")


def test_a_codebook_travels_to_another_process(folder: Path) -> None:
    book = load_codebook(folder)
    copy = pickle.loads(pickle.dumps(book))
    assert copy.types == book.types
    assert copy.triggers == book.triggers


def test_the_hash_depends_on_contents_and_names_alone(folder: Path, tmp_path: Path) -> None:
    before = load_codebook(folder).sha256
    assert load_codebook(folder).sha256 == before
    edit(folder, "types/hit.toml", "Hits softly.", "Hits gently.")
    assert load_codebook(folder).sha256 != before


def test_an_unknown_codebook_names_the_shipped_ones() -> None:
    with pytest.raises(ConfigError) as caught:
        load_codebook("conflit")
    assert str(caught.value) == (
        "D210 conflit: no such folder and no shipped codebook. "
        'Did you mean "conflict"? Shipped: conflict, plover.'
    )


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "codebook.toml").unlink()
    assert faults(folder) == ["D210 codebook.toml: the file is missing. Add it."]


def test_a_codebook_without_triggers_does_not_load(folder: Path) -> None:
    (folder / "triggers/hit.toml").unlink()
    with pytest.raises(ConfigError) as caught:
        load_codebook(folder)
    assert str(caught.value) == (
        f"D210 {folder}/triggers/: the folder is missing or empty. "
        "Add triggers/<type>.toml, one file per type."
    )


def test_broken_toml_is_reported_with_its_line(folder: Path) -> None:
    edit(folder, "triggers/hit.toml", "verbs = ['hit',", "verbs = ['hit'")
    (fault,) = faults(folder)
    assert fault.startswith("D211 triggers/hit.toml line 7: not valid TOML: ")


def test_an_unknown_key_is_reported_with_the_nearest_known_one(folder: Path) -> None:
    edit(folder, "triggers/hit.toml", "frame = 'mutual'", "frme = 'mutual'\nframe = 'mutual'")
    assert faults(folder) == [
        (
            'D211 triggers/hit.toml line 12, [[trigger]] 2: unknown key "frme". '
            'Did you mean "frame"? '
            "Known keys: contexts, except, except_nouns, frame, mode, nouns, status, verbs, weight."
        )
    ]


def test_a_wrong_frame_is_reported_with_the_nearest_known_one(folder: Path) -> None:
    edit(folder, "triggers/hit.toml", "'mutual'", "'mutuel'")
    assert faults(folder) == [
        (
            'D211 triggers/hit.toml line 12, [[trigger]] 2: frame: "mutuel" is not known. '
            'Did you mean "mutual"? Expected one of acts_on, mutual, visits, hosts, mediates, '
            "speaks_to, asks, gives, leaves, alone, draws."
        )
    ]


def test_a_pattern_that_cannot_be_read_is_reported_with_its_line(folder: Path) -> None:
    edit(folder, "triggers/hit.toml", "'strike (at)'", "'strike <ship'")
    assert faults(folder) == [
        (
            'D212 triggers/hit.toml line 7, [[trigger]] 1, verbs: "strike <ship": '
            '"<ship" is not closed: <lemma|lemma> expected.'
        )
    ]


def test_all_faults_of_all_files_are_reported_at_once(folder: Path) -> None:
    edit(folder, "types/hit.toml", "quad = 2", "quad = 7\nplaned_as = 'X'")
    edit(folder, "types/hit.toml", "intensity = -9.5", "intensity = -19.5")
    edit(folder, "contexts.toml", "code = 'sea'", "code = 'Sea'")
    edit(folder, "codebook.toml", "version = '1'", "")
    assert [fault.split(":")[0] for fault in faults(folder)] == [
        "D211 codebook.toml, top level",
        "D211 types/hit.toml line 5, top level",
        "D211 types/hit.toml line 14, [[mode]] 1",
        "D211 contexts.toml line 3, [[context]] 1",
    ]


def test_a_number_out_of_bounds_is_reported(folder: Path) -> None:
    edit(folder, "types/hit.toml", "intensity = -9.5", "intensity = -19.5")
    assert faults(folder) == [
        "D211 types/hit.toml line 13, [[mode]] 1: intensity: expected a number >= -10.0."
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "types/hit.toml", "quad = 2", "quad = 3",
            "D211 types/hit.toml line 4: quad 3 is not among [quads] of codebook.toml: 1, 2.",
        ),
        (
            "types/hit.toml", "quad = 2", "quad = 2\nplanned_as = 'HITS'",
            ('D211 types/hit.toml line 5: planned_as names "HITS", which is no type. '
            'Did you mean "HIT"?'),
        ),
        (
            "types/hit.toml", "code = 'soft'", "code = 'hard'",
            'D211 types/hit.toml: mode "hard" is given twice. Keep one.',
        ),
        (
            "triggers/hit.toml", "mode = 'hard'", "mode = 'herd'",
            ('D211 triggers/hit.toml line 4, [[trigger]] 1, mode: HIT has no mode "herd". '
            'Did you mean "hard"? Its modes: hard, soft.'),
        ),
        (
            "triggers/hit.toml", "contexts = ['sea']", "contexts = ['see']",
            ('D211 triggers/hit.toml line 5, [[trigger]] 1, contexts: "see" is no context of '
            'contexts.toml. Did you mean "sea"?'),
        ),
        (
            "triggers/hit.toml", "verbs = ['clash']", "weight = 0.5",
            ("D211 triggers/hit.toml line 11, [[trigger]] 2, verbs: neither verbs nor nouns: "
            "the table can never fire. Add one."),
        ),
        (
            "codebook.toml", "[quads]", "[settings]\nside = 'left'\n[quads]",
            'D201 codebook.toml, settings: setting "side" has no [options.side] in codebook.toml.',
        ),
        (
            "codebook.toml", "2 = 'bad'", "2 = 'bad'\nthree = 'ugly'",
            'D211 codebook.toml, [quads]: quad class "three": expected a whole number from 1.',
        ),
        (
            "contexts.toml", "[[context]]", "[context]",
            "D211 contexts.toml line 2: [context] must be a list of tables: write [[context]].",
        ),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_reported(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(folder, file, old, new)
    assert message in faults(folder)


def test_a_trigger_file_named_for_no_type_is_reported(folder: Path) -> None:
    (folder / "triggers/hits.toml").write_text(TRIGGERS, encoding="utf-8")
    assert faults(folder) == [
        (
            'D211 triggers/hits.toml: named for no type of this codebook. Did you mean "hit"? '
            "Expected <type>.toml."
        )
    ]


def test_a_type_in_a_file_of_another_name_is_reported(folder: Path) -> None:
    (folder / "types/hit.toml").rename(folder / "types/blow.toml")
    assert faults(folder)[0] == (
        'D211 types/blow.toml line 2: code "HIT" in a file of another name. '
        "Rename it types/hit.toml."
    )


def test_a_setting_changes_the_types_its_choice_names(folder: Path) -> None:
    edit(folder, "codebook.toml", "[quads]", "settings = { side = 'a' }\n[quads]")
    options = "[options.side]\nabout = 'x'\nchoices.a.HIT = {}\nchoices.b.HIT = { quad = 1 }\n"
    edit(folder, "codebook.toml", "2 = 'bad'\n", "2 = 'bad'\n" + options)
    assert load_codebook(folder).quad("HIT") == 2
    chosen = load_codebook(folder, settings={"side": "b"})
    assert (chosen.quad("HIT"), chosen.settings) == (1, {"side": "b"})
    with pytest.raises(ConfigError) as caught:
        load_codebook(folder, settings={"side": "c"})
    assert caught.value.code == "D201"
    assert caught.value.message.endswith("side is 'c'. Expected one of a, b.")


def test_a_wording_that_tells_two_types_is_noted_and_loads(folder: Path) -> None:
    (folder / "types/blow.toml").write_text(HIT.replace("'HIT'", "'BLOW'"), encoding="utf-8")
    text = "[[trigger]]\nframe = 'alone'\nweight = 0.6\nverbs = ['hit']\n"
    (folder / "triggers/blow.toml").write_text(text, encoding="utf-8")
    found = check_codebook(folder)
    assert found.faults == ()
    assert found.notes == (
        'the verb "hit" tells 2 types: blow#1 (0.6), hit#1 (0.8). The heavier wins.',
    )


def test_a_bare_word_that_is_no_preposition_is_noted(folder: Path) -> None:
    edit(folder, "triggers/hit.toml", "'hit', ", "'open fire on', 'hit hardly', ")
    assert check_codebook(folder).notes == (
        (
            'hit#1 "open fire on": "fire" is no particle, preposition or adverb in -ly. '
            "An object is written <fire>; a verb comes first."
        ),
    )


def test_a_type_without_triggers_is_noted(folder: Path) -> None:
    (folder / "types/blow.toml").write_text(HIT.replace("'HIT'", "'BLOW'"), encoding="utf-8")
    assert check_codebook(folder).notes == ("BLOW has no triggers: the model alone can tell it.",)


def test_a_codebook_without_a_crosswalk_says_so(folder: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_crosswalk(load_codebook(folder))
    assert caught.value.code == "D210"


def test_a_cameo_code_that_does_not_exist_is_reported(folder: Path) -> None:
    cameo = (
        "source = 'a'\nscale_source = 'b'\n"
        "rows = [{ cameo = '190', type = 'HIT', mode = 'herd', reading = { type = 'HITT' } }]\n"
        "[scale]\n190 = ['Fight', -10.0]\n175 = ['Repress']\n195 = ['Bomb', -10.0]\n"
    )
    (folder / "cameo.toml").write_text(cameo, encoding="utf-8")
    assert faults(folder) == [
        'D211 cameo.toml line 3, rows: 190: "HITT" is no type. Did you mean "HIT"?',
        "D211 types/hit.toml, hard: 185 is not in [scale] of cameo.toml: no such CAMEO code.",
    ]


def test_the_starter_is_a_codebook_without_faults_and_is_not_listed() -> None:
    found = check_codebook(STARTER)
    assert (found.faults, found.notes) == ((), ())
    assert shipped_codebooks() == ("conflict", "plover")
