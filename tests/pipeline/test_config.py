"""Settings: an empty file means the defaults, and every mistake is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.pipeline.config import Config, load_config


def _load(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert _load(tmp_path, "") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    text = 'codebook = "conflict"\nmax_characters = 10\n[ontology]\nsanction_quad = 3\n'
    expected = Config(codebook="conflict", max_characters=10, ontology={"sanction_quad": 3})
    assert _load(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("coder =\n", "D200", "not valid TOML"),
        ('codr = "x"', "D201", 'unknown key "codr". Did you mean "coder"?'),
        ("max_characters = 0", "D201", "max_characters"),
        ('max_characters = "many"', "D201", "expected a whole number"),
        ('languages = "en"', "D201", "languages: expected a list"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_remedy(
    tmp_path: Path, text: str, code: str, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, text)
    assert caught.value.code == code
    assert message in caught.value.message
    assert str(tmp_path / "settings.toml line 1") in caught.value.message


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, 'codr = "x"\nlanguage = "en"\n')
    assert len(caught.value.message.splitlines()) == 2


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the file is missing"):
        load_config(tmp_path / "none.toml")


def test_the_hash_tells_settings_apart_and_not_machines() -> None:
    assert Config().sha256 == Config().sha256
    assert Config(max_characters=5).sha256 != Config().sha256
    assert Config(codebook="/a/mine").sha256 == Config(codebook="/b/mine").sha256
    assert Config(knowledge="/a/index").sha256 == Config().sha256
    one: dict[str, str | int] = {"a": 1, "b": 2}
    other: dict[str, str | int] = {"b": 2, "a": 1}
    assert Config(ontology=one).sha256 == Config(ontology=other).sha256
