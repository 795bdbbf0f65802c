"""Task `toponyms`: places named in news, found and set on the map.

Two questions are asked of every text. Given where the names are: is the place ours within 161 km
(100 miles) of the gold point, the field's usual measure? And reading the text ourselves: which
names are found, and do they get the right GeoNames id? Gold toponyms without an id (streets,
common nouns) count for neither, and what we find where they are is not held against us.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.knowledge.sphere import great_circle_km
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output_world import World, places_of
from dragoman.pipeline.spans import SpanRequest, resolve_spans
from dragoman.records import Record
from dragoman.records.output import OutputPlace

__all__ = ["GoldText", "GoldToponym", "score_read", "score_spans", "toponyms"]

NEAR_KM = 161.0


class GoldToponym(Record, frozen=True, kw_only=True):
    """A place name of the text; without an id it is no place of the gazetteer."""

    start: int
    end: int
    geonameid: str | None = None
    lat: float | None = None
    lon: float | None = None


class GoldText(Record, frozen=True, kw_only=True):
    """One text with its place names."""

    id: str
    text: str
    toponyms: tuple[GoldToponym, ...]


def toponyms(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of texts at `path` and the measures over them."""
    tally = Tally()
    texts = list(read_lines(path, GoldText))
    for number, gold in enumerate(texts):
        tally.document = number
        placed = [t for t in gold.toponyms if t.geonameid]
        spans = tuple((t.start, t.end) for t in placed)
        request = SpanRequest(id=gold.id, text=gold.text, spans=spans)
        score_spans(placed, resolve_spans(request, pipeline), tally)
        score_read(gold.toponyms, _read(gold, pipeline), tally)
    return len(texts), tally.measures()


def _read(gold: GoldText, pipeline: Pipeline) -> tuple[OutputPlace, ...]:
    """Return the places that coding the text finds."""
    analysis = analyse(document_of(gold.id, gold.text), pipeline)
    world = World(analysis, actors=pipeline.actors, places=pipeline.places)
    return places_of(analysis, world)


def score_spans(gold: Sequence[GoldToponym], ours: Sequence[OutputPlace], tally: Tally) -> None:
    """Count how many of the given names are set within 161 km, and to the very place.

    A name that the gazetteer does not have may be set by what is named beside it: that is a guess.
    """
    pairs = list(zip(gold, ours, strict=True))
    near = [other for one, other in pairs if _is_near(one, other)]
    tally.add("span within 161 km", len(near), len(pairs))
    tally.add("span within 161 km, not guessed", sum(map(_is_known, near)), len(pairs))
    tally.add("span with right id", sum(_is_same(one, other) for one, other in pairs), len(pairs))
    tally.add("span resolved", sum(map(_is_known, ours)), len(pairs))


def score_read(gold: Sequence[GoldToponym], found: Sequence[OutputPlace], tally: Tally) -> None:
    """Count the names found, those with the right id, and those within 161 km.

    A found name answers the first gold name that it overlaps and that has no answer yet.
    """
    placed = [t for t in gold if t.geonameid]
    others = [t for t in gold if not t.geonameid]
    pairs: list[tuple[GoldToponym, OutputPlace]] = []
    answered: set[int] = set()
    counted = 0
    for place in found:
        if place.kind == "in_name":
            continue
        at = [n for n, one in enumerate(placed) if _overlap(one, place)]
        free = next((n for n in at if n not in answered), None)
        if free is not None:
            answered.add(free)
            pairs.append((placed[free], place))
        elif not at and any(_overlap(one, place) for one in others):
            continue
        counted += 1
    for name, matched in (
        ("toponym", len(pairs)),
        ("toponym with right id", sum(_is_same(one, other) for one, other in pairs)),
        ("toponym within 161 km", sum(_is_near(one, other) for one, other in pairs)),
    ):
        tally.found(name, matched=matched, gold=len(placed), found=counted)


def _overlap(gold: GoldToponym, place: OutputPlace) -> bool:
    return gold.start < place.end and place.start < gold.end


def _is_same(gold: GoldToponym, place: OutputPlace) -> bool:
    return place.geonames_id is not None and str(place.geonames_id) == gold.geonameid


def _is_known(place: OutputPlace) -> bool:
    """True if the place is one of the gazetteer's, with a point."""
    return place.name is not None and place.lat is not None


def _is_near(gold: GoldToponym, place: OutputPlace) -> bool:
    """True if the place is within 161 km of the gold point."""
    if gold.lat is None or gold.lon is None or place.lat is None or place.lon is None:
        return False
    return great_circle_km(gold.lat, gold.lon, place.lat, place.lon) <= NEAR_KM
