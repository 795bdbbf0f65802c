"""Makes actors/states.csv, actors/state_names.csv and places/countries.csv from open tables.

Usage: python data/make/states.py FOLDER_OF_OPEN_TABLES
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import read, write

from dragoman.knowledge.names import fold, is_one_script

# Correlates of War names states in its own way; alpha-3 codes for those that do not fold alike.
COW_NAMES = {
    "antigua and barbuda": "ATG", "bosnia and herzegovina": "BIH", "brunei": "BRN",
    "cape verde": "CPV", "congo": "COG", "czech republic": "CZE",
    "democratic republic of the congo": "COD", "east timor": "TLS",
    "federated states of micronesia": "FSM", "gambia": "GMB", "iran": "IRN",
    "ivory coast": "CIV", "kosovo": "XKX", "laos": "LAO", "macedonia": "MKD", "moldova": "MDA",
    "myanmar": "MMR", "north korea": "PRK", "russia": "RUS", "sao tome and principe": "STP",
    "south korea": "KOR", "st kitts and nevis": "KNA", "st lucia": "LCA",
    "st vincent and the grenadines": "VCT", "swaziland": "SWZ", "syria": "SYR", "taiwan": "TWN",
    "tanzania": "TZA", "turkey": "TUR", "united kingdom": "GBR",
    "united states of america": "USA", "venezuela": "VEN", "vietnam": "VNM", "bolivia": "BOL",
    "trinidad and tobago": "TTO",
}  # fmt: skip
# The preferred English name where the open table's is formal or carries a note.
NAMES = {
    "AGO": "Angola", "BOL": "Bolivia", "BRN": "Brunei", "CIV": "Ivory Coast",
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo",
    "CZE": "Czech Republic", "FSM": "Micronesia", "GBR": "United Kingdom", "HKG": "Hong Kong",
    "IRN": "Iran", "KOR": "South Korea", "PRK": "North Korea", "LAO": "Laos", "MAC": "Macau",
    "MDA": "Moldova", "MKD": "North Macedonia", "PSE": "Palestine", "RUS": "Russia",
    "SYR": "Syria", "TZA": "Tanzania", "USA": "United States", "VAT": "Vatican",
    "VEN": "Venezuela", "VNM": "Vietnam", "TWN": "Taiwan", "MMR": "Myanmar", "SWZ": "Eswatini",
    "TUR": "Turkey", "CPV": "Cape Verde", "TLS": "East Timor", "GMB": "Gambia",
    "BHS": "Bahamas", "NLD": "Netherlands",
}  # fmt: skip
OWN_CODE = {"HKG", "PSE", "ATA", "TWN", "XKX"}
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC"}
GREAT = {"USA", "RUS", "CHN", "GBR", "FRA", "IND", "DEU", "JPN", "ISR", "IRN", "UKR", "TUR"}
COUNTRIES = "countries/countries.csv; countries/geonames_countries.csv; states/cow_gw_states.csv"


def main(tables: Path) -> None:
    """Write the three tables."""
    rows = [row for row in read(tables, "countries/countries.csv") if row["iso3"]]
    kosovo = {"iso3": "XKX", "iso2": "XK", "name_en": "Kosovo", "official_en": "the Republic of "
              "Kosovo", "wikidata": "Q1246", "geonameid": "831053", "independent": "Yes",
              "languages": "sq,sr"}  # fmt: skip
    rows.append(kosovo)
    rows.sort(key=lambda row: row["iso3"])
    write_states(tables, rows)
    write_names(tables, rows)
    write_countries(tables, rows)


def write_states(tables: Path, rows: list[dict[str, str]]) -> None:
    """Write one row for each ISO country or territory; territories take their state's code."""
    iso2 = {row["iso2"]: row["iso3"] for row in rows}
    names = {fold(row["name_en"]): row["iso3"] for row in rows}
    cow = {}
    for row in read(tables, "states/cow_gw_states.csv"):
        iso3 = COW_NAMES.get(fold(row["name"])) or names.get(fold(row["name"]))
        if row["system"] == "COW" and iso3 and row["end"].startswith("9999"):
            cow[iso3] = (row["code"], row["start"])
    made = []
    for row in rows:
        iso3, independent = row["iso3"], row["independent"]
        owner = iso2.get(independent.rsplit(" ", 1)[-1], iso3)
        code = iso3 if independent == "Yes" or iso3 in OWN_CODE else owner
        code = "MAR" if iso3 == "ESH" else code
        is_state = independent == "Yes" or iso3 in {"PSE", "TWN"}
        weight = 1.0 if iso3 in GREAT else 0.95 if is_state else 0.6
        number, start = cow.get(iso3, ("345", "") if iso3 == "SRB" else ("", ""))
        since = start if start > "1945" else ""
        made.append((
            f"state:{iso3}", name_of(row), iso3, row["iso2"], number, row["wikidata"],
            row["geonameid"], code, "PRE" if iso3 == "ESH" else "", since, "", "", weight,
            COUNTRIES,
        ))  # fmt: skip
    header = ("id", "name", "iso3", "iso2", "cow", "wikidata", "geonames", "code", "sectors",
              "since", "until", "successor_of", "weight", "source")  # fmt: skip
    write("actors/states.csv", header, made)


def name_of(row: dict[str, str]) -> str:
    """Return the preferred English name."""
    name = NAMES.get(row["iso3"], row["name_en"]).replace(" & ", " and ")
    return re.sub(r"^St\. ", "Saint ", name)


def write_names(tables: Path, rows: list[dict[str, str]]) -> None:
    """Write further names: formal ones, and those in Arabic and Cyrillic script."""
    known = {row["iso3"]: name_of(row) for row in rows}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for iso3, given, source in names_given(tables, rows):
        name = re.sub(r"\s*\((the|l'|le|la|les)\).*$|\*", "", given).strip()
        name = re.sub(r"^[Tt]he ", "", name)
        if iso3 in known and len(name) > 3 and fold(name) != fold(known[iso3]):
            found.setdefault((iso3, fold(name)), (name, source))
    made = [
        (f"state:{iso3}", name, "alias", "", "", "", "", source)
        for (iso3, _), (name, source) in sorted(found.items())
        if is_clean(name)
    ]
    header = ("actor", "name", "usage", "since", "until", "weight", "case", "source")
    write("actors/state_names.csv", header, made)


def names_given(tables: Path, rows: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (alpha-3, name, table) of all names the open tables give states in our scripts."""
    for row in rows:
        yield row["iso3"], row["official_en"], "countries/countries.csv"
    for row in read(tables, "countries/country_names_un.csv"):
        if row["lang"] == "en":
            yield row["iso3"], row["name"], "countries/country_names_un.csv"
    for row in read(tables, "factbook/country_forms.csv"):
        if row["iso3"] != "PSE":
            yield row["iso3"], row["long_form"], "factbook/country_forms.csv"
    for row in read(tables, "places/ne_countries.csv"):
        for column in ("name", "name_long", "formal_en"):
            yield row["iso_a3_eh"], row[column], "places/ne_countries.csv"
    for row in read(tables, "countries/territory_names_cldr.csv"):
        script = SCRIPTS.get(row["lang"])
        if script and is_one_script(row["name"], (script,)):
            yield row["iso3"], row["name"], "countries/territory_names_cldr.csv"


def is_clean(name: str) -> bool:
    """True unless the cell holds a note, several names or nothing but a placeholder."""
    return not re.search(r"[;,()\[\]0-9]|\bnone\b|conventional|note", name)


def write_countries(tables: Path, rows: list[dict[str, str]]) -> None:
    """Write countries as places; their names are those of the actors."""
    points = {row["iso3"]: row for row in read(Path(__file__).parent, "country_points.csv")}
    geonames = {row["iso3"]: row for row in read(tables, "countries/geonames_countries.csv")}
    made = []
    for row in rows:
        iso3 = row["iso3"]
        place = geonames.get(iso3)
        if place is None:
            continue
        point = points[iso3]
        area = float(place["areakm2"] or 0)
        extent = round(2 * math.sqrt(area / math.pi)) or ""
        independent = row["independent"] == "Yes" or iso3 in {"TWN", "PSE"}
        made.append((
            place["geonameid"], name_of(row), iso3, point["latitude"], point["longitude"],
            place["population"],
            "A.PCLI" if independent else "A.PCLD", extent, f"geonames_countries; {point['source']}",
        ))  # fmt: skip
    header = ("geonameid", "name", "iso3", "latitude", "longitude", "population", "feature",
              "extent_km", "source")  # fmt: skip
    write("places/countries.csv", header, made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
