"""Settings of the reading room: map tiles from one named host, and borders drawn as disputed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.serve.overviews import disputed_borders
from dragoman.serve.render import PAGES
from dragoman.serve.settings import RoomSettings, checked, load_settings
from dragoman.testing.cli import run_cli
from dragoman.testing.room import client_of, make_store

TILES = "https://tile.example:8443/{z}/{x}/{y}.png"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("settings") / "news.duckdb")


def test_without_tiles_pages_load_nothing_from_elsewhere(store: Path) -> None:
    with client_of(store) as room:
        page = room.get("/map")
    assert "img-src 'self' data:;" in page.headers["content-security-policy"]
    assert "data-tiles" not in page.text


def test_tiles_open_the_policy_to_their_host_alone_and_are_credited(store: Path) -> None:
    settings = RoomSettings(tiles=TILES, tiles_attribution="© <Someone>")
    with client_of(store, settings=settings) as room:
        page = room.get("/map")
    policy = page.headers["content-security-policy"]
    assert "img-src 'self' data: https://tile.example:8443;" in policy
    assert policy.count("tile.example") == 1
    assert f'data-tiles="{TILES}"' in page.text
    assert "Background: © &lt;Someone&gt;." in page.text


@pytest.mark.parametrize(
    "address",
    ["tile.example", "https://tile.example/a.png", "ftp://t.example/{z}/{x}/{y}",
     "https://{s}.tile.example/{z}/{x}/{y}", "https://t.example; script-src */{z}/{x}/{y}",
     "https://a:b@t.example/{z}/{x}/{y}"],
)  # fmt: skip
def test_an_address_that_can_be_no_tiles_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="D201"):
        checked(RoomSettings(tiles=address, tiles_attribution="x"))


def test_tiles_without_a_word_on_who_made_them_are_refused() -> None:
    with pytest.raises(ConfigError, match="--tiles-attribution"):
        checked(RoomSettings(tiles=TILES))


def test_settings_come_from_a_file_and_wrong_ones_are_said_so(tmp_path: Path) -> None:
    path = tmp_path / "room.toml"
    path.write_text(f'sql = true\ntiles = "{TILES}"\ntiles_attribution = "Someone"\n')
    wanted = RoomSettings(sql=True, tiles=TILES, tiles_attribution="Someone")
    assert load_settings(path) == wanted
    path.write_text("tile = 1\n")
    outcome = run_cli("serve", "--store", "none.duckdb", "--config", str(path))
    assert outcome.status == 2
    assert 'room.toml line 1, top level: unknown key "tile"' in outcome.err


def test_disputed_borders_are_explained_in_the_legend(store: Path) -> None:
    with client_of(store) as room:
        page = room.get("/map").text
    assert "dashed lines are disputed borders" in page
    for border in disputed_borders():
        assert border["name"] in page


def test_each_disputed_border_has_a_note_a_source_and_a_course() -> None:
    drawn = json.loads((PAGES / "static" / "disputed.json").read_text(encoding="utf-8"))
    outlines = json.loads((PAGES / "vendor" / "countries-50m.json").read_text(encoding="utf-8"))
    countries = {g["properties"]["name"] for g in outlines["objects"]["countries"]["geometries"]}
    names = [feature["properties"]["name"] for feature in drawn["features"]]
    assert len(names) == len(set(names)) >= 20
    for feature in drawn["features"]:
        told = feature["properties"]
        assert told["note"].endswith(".")
        assert told["source"]
        if feature["geometry"] is None:
            assert set(told["between"]) <= countries
        else:
            points = feature["geometry"]["coordinates"]
            assert len(points) >= 2
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
