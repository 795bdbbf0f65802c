"""The hand-written readings are well formed and rest on words that stand in their texts."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent
SHIPPED = GOLDEN.parents[1] / "src" / "dragoman" / "assets" / "articles"
GOLD_FILES = sorted(GOLDEN.glob("*/*.gold.json"))
CLAIMS_ALONE = {
    path.parents[1] / path.name
    for folder in ("claims", "unread")
    for path in GOLDEN.glob(f"{folder}/first/*.txt")
    if (path.parents[1] / path.name).exists()
    and not (path.parents[1] / f"{path.stem}.gold.json").exists()
}
"""Texts of which only the claims are marked; `dragoman evaluate --task claims` reads them."""
TEN_NOTES = {*GOLDEN.glob("ten/*.txt"), *GOLDEN.glob("ten_more/*.txt")}
"""Notes with what a reader finds in them, in a few words; `benchmarks/ten_notes.py` reads them."""
NAMES = [path.name.removesuffix(".gold.json") for path in GOLD_FILES]

MODES: dict[str, set[str]] = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    },
    "ASSAULT": {
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    },
}
ROLES = {"initiator", "target", "party", "mediator", "host", "visitor", "beneficiary", "affected"}
SECTORS = {
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
}
KINDS = {
    "report",
    "statement",
    "cause",
    "goal",
    "importance",
    "relation",
    "judgement",
    "forecast",
    "recommendation",
}
POLARITIES = {"affirmed", "denied", "open"}
CERTAINTIES = {"certain", "probable", "possible", "uncommitted"}
STATUSES = {"occurred", "ongoing", "planned", "attempted", "averted", "hypothetical", "generic"}
BASES = {"stated", "relative", "metadata", "url", "publication", "inferred"}

TOP_KEYS = {
    "id",
    "genre",
    "title",
    "published",
    "published_basis",
    "furniture",
    "events",
    "claims",
    "not",
}
EVENT_KEYS = {
    "id",
    "type",
    "mode",
    "or_types",
    "trigger",
    "participants",
    "where",
    "when",
    "stance",
    "repeated",
    "chain",
}
OPTIONAL_EVENT_KEYS = {"also", "optional", "or_modes", "quantities"}
QUANTITY_KINDS = {"killed", "injured", "detained", "released", "money"}
CLAIM_KEYS = {"id", "kind", "words", "holder", "of", "about", "certainty"}


def load(path: Path) -> dict[str, Any]:
    """The reading kept in one gold file."""
    reading: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return reading


def text_path(path: Path) -> Path:
    """The article file that a gold file belongs to; exactly one of .txt and .html exists."""
    shipped = json.loads(path.read_text(encoding="utf-8")).get("file")
    if shipped is not None:
        return (path.parent / str(shipped)).resolve()
    stem = path.name.removesuffix(".gold.json")
    found = [path.with_name(stem + ending) for ending in (".txt", ".html")]
    existing = [candidate for candidate in found if candidate.exists()]
    assert len(existing) == 1, f"{stem}: expected one text, found {len(existing)}"
    return existing[0]


def visible_text(path: Path) -> str:
    """The text a reader sees: for HTML without scripts, comments and tags, unescaped."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def quoted_words(gold: dict[str, Any]) -> list[str]:
    """Every string of a reading that must stand verbatim in the text."""
    words = [gold["title"], *gold["furniture"], *(wrong["words"] for wrong in gold["not"])]
    for event in gold["events"]:
        words += [event["trigger"], *event["chain"], *event.get("also", [])]
        words += [part["words"] for part in event["participants"] + event["where"]]
        words += [quantity["words"] for quantity in event.get("quantities", [])]
    for claim in gold["claims"]:
        words += [claim["words"], *claim["holder"], *claim["of"], *claim["about"]]
    return words


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_every_quoted_word_stands_verbatim_in_the_text(path: Path) -> None:
    text = visible_text(text_path(path))
    assert [words for words in quoted_words(load(path)) if not words or words not in text] == []


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_a_reading_has_just_the_documented_fields(path: Path) -> None:
    gold = load(path)
    assert TOP_KEYS <= set(gold) <= TOP_KEYS | {"file"}
    assert gold["id"] == path.name.removesuffix(".gold.json")
    for event in gold["events"]:
        assert EVENT_KEYS <= set(event) <= EVENT_KEYS | OPTIONAL_EVENT_KEYS, event["id"]
        for part in event["participants"]:
            assert set(part) == {"role", "words", "country", "sectors"}, event["id"]
    for claim in gold["claims"]:
        assert CLAIM_KEYS <= set(claim) <= CLAIM_KEYS | {"polarity"}, claim["id"]
    for number, prefix in (("events", "E"), ("claims", "C")):
        ids = [entry["id"] for entry in gold[number]]
        assert ids == [f"{prefix}{n}" for n in range(1, len(ids) + 1)]


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_every_label_of_an_event_exists(path: Path) -> None:
    for event in load(path)["events"]:
        assert event["type"] in MODES, event["id"]
        assert event["mode"] is None or event["mode"] in MODES[event["type"]], event["id"]
        assert set(event.get("or_modes", [])) <= MODES[event["type"]] - {event["mode"]}, event["id"]
        assert set(event["or_types"]) <= set(MODES) - {event["type"]}, event["id"]
        for part in event["participants"]:
            assert part["role"] in ROLES, event["id"]
            assert set(part["sectors"]) <= SECTORS, event["id"]
        for entry in event["participants"] + event["where"]:
            country = entry["country"]
            assert country is None or re.fullmatch("[A-Z]{3}", country), event["id"]
        stance = event["stance"]
        assert stance["polarity"] in POLARITIES, event["id"]
        assert stance["certainty"] in CERTAINTIES, event["id"]
        assert stance["status"] in STATUSES, event["id"]
        assert isinstance(event["repeated"], bool), event["id"]


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_every_label_of_a_claim_and_of_a_wrong_reading_exists(path: Path) -> None:
    gold = load(path)
    for claim in gold["claims"]:
        assert claim["kind"] in KINDS, claim["id"]
        assert claim["certainty"] in CERTAINTIES, claim["id"]
        assert claim.get("polarity", "affirmed") in POLARITIES, claim["id"]
    for wrong in gold["not"]:
        assert set(wrong) == {"words", "type", "why"}
        assert wrong["type"] is None or wrong["type"] in MODES
        assert wrong["why"]


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_dates_are_calendar_dates_in_order(path: Path) -> None:
    gold = load(path)
    assert (gold["published"] is None) == (gold["published_basis"] is None)
    if gold["published"] is not None:
        date.fromisoformat(gold["published"][:10])
        assert gold["published_basis"] in BASES
    for event in gold["events"]:
        when = event["when"]
        if when is None:
            continue
        bounds = [date.fromisoformat(day) for day in (when["earliest"], when["before"]) if day]
        assert bounds, event["id"]
        assert bounds == sorted(set(bounds)), event["id"]


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_quantities_are_bounds_in_order(path: Path) -> None:
    for event in load(path)["events"]:
        for quantity in event.get("quantities", []):
            assert set(quantity) == {"kind", "low", "high", "words"}, event["id"]
            assert quantity["kind"] in QUANTITY_KINDS, event["id"]
            assert quantity["low"] is not None, event["id"]
            assert quantity["high"] is None or quantity["low"] <= quantity["high"], event["id"]


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_a_wrong_reading_does_not_contradict_an_event(path: Path) -> None:
    gold = load(path)
    for wrong in gold["not"]:
        for event in gold["events"]:
            stance = event["stance"]
            told_flatly = (
                not event["chain"]
                and stance["polarity"] == "affirmed"
                and stance["certainty"] == "certain"
                and stance["status"] in {"occurred", "ongoing"}
            )
            same_type = wrong["type"] in {None, event["type"]}
            same_words = wrong["words"] in event["trigger"] or event["trigger"] in wrong["words"]
            assert not (told_flatly and same_type and same_words), (event["id"], wrong["words"])


@pytest.mark.parametrize("path", GOLD_FILES, ids=NAMES)
def test_no_event_or_claim_rests_on_page_furniture(path: Path) -> None:
    gold = load(path)
    body = visible_text(text_path(path))
    for line in gold["furniture"]:
        body = body.replace(line, "")
    rested = [event["trigger"] for event in gold["events"]]
    rested += [claim["words"] for claim in gold["claims"]]
    assert [words for words in rested if words not in body] == []


@pytest.mark.parametrize("path", sorted(TEN_NOTES), ids=lambda path: path.stem)
def test_what_a_reader_finds_in_a_note_stands_in_it(path: Path) -> None:
    found = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    assert all(text.count(each["words"]) == 1 for each in (*found["events"], *found["claims"]))
    assert {t for each in (*found["events"], *found["not"]) for t in each["types"]} <= MODES.keys()


def test_every_text_has_a_reading_and_is_unlike_the_others() -> None:
    files = [*GOLDEN.glob("*/*"), *SHIPPED.iterdir()]
    texts = sorted(p for p in files if p.suffix in {".txt", ".html"})
    read = {text_path(path) for path in GOLD_FILES}
    assert {path for path in texts if path not in read} == CLAIMS_ALONE | TEN_NOTES
    paragraphs = [
        line.strip()
        for path in texts
        for line in set(visible_text(path).splitlines())
        if len(line.strip()) > 60
    ]
    assert len(paragraphs) == len(set(paragraphs))
