"""Places that only the learned model sees; the model is a stand-in."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import LocationRef
from dragoman.records.output import CodedDocument
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import event_places
from dragoman.stages.code.marked_places import with_unknown_places
from dragoman.stages.encode import Floats
from dragoman.stages.protocols import CodingInput


def places_of(
    pipeline: Pipeline, text: str, verb: str, marked: str, share: float = 0.9
) -> tuple[CodingInput, tuple[LocationRef, ...]]:
    """Return where the verb's act was, in a sentence in which the model marks some words."""
    given = read_for_coding(document_of("t", text), pipeline)
    assert given is not None
    [parse] = given.parses
    start = text.index(marked)
    where: Floats = np.zeros(len(parse.tokens), dtype=np.float32)
    for token in parse.tokens:
        if start <= token.start < start + len(marked):
            where[token.index] = share
    trigger = next(t.index for t in parse.tokens if t.text == verb)
    found = event_places(given, parse, trigger, Cast(given), frozenset(), where=where)
    return given, found


def test_a_name_that_no_index_knows_is_kept_as_the_text_has_it(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers in Tarkwendu on Monday."
    _, [place] = places_of(pipeline, text, "attacked", "Tarkwendu")
    assert (place.evidence.quote, place.place_id, place.precision) == ("Tarkwendu", None, None)


def test_a_known_place_is_not_told_twice(pipeline: Pipeline) -> None:
    text = "Rebels attacked soldiers in Goma on Monday."
    _, [place] = places_of(pipeline, text, "attacked", "in Goma")
    assert place.place_id is not None


def test_common_words_are_no_place(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers by the old mill on Monday."
    _, found = places_of(pipeline, text, "attacked", "by the old mill")
    assert found == ()


def test_what_the_model_doubts_is_left(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers in Tarkwendu on Monday."
    _, found = places_of(pipeline, text, "attacked", "Tarkwendu", share=0.3)
    assert all(place.place_id is not None for place in found)


def test_an_unknown_place_gets_a_mention_and_an_entity(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers at Camp Zorrin Gate on Monday."
    given, found = places_of(pipeline, text, "attacked", "Camp Zorrin Gate")
    report = pipeline.coder(given, pipeline.codebook)[0].report
    changed = replace(report, where=found)
    mentions, entities = with_unknown_places(given.mentions, given.entities, (changed,))
    ids = {m.id for m in mentions}
    assert {place.entity_id for place in found} <= {e.id for e in entities}
    assert all(m in ids for e in entities for m in e.mention_ids)
    assert with_unknown_places(mentions, entities, (changed,)) == (mentions, entities)


def test_a_capital_that_something_is_brought_to_is_the_place_that_the_index_has() -> None:
    found = code_text("Kenya delivered forty tons of medicine to Niamey in February.")
    assert isinstance(found, CodedDocument)
    places = [place for report in found.reports for place in report.where]
    assert [(place.name, place.country) for place in places] == [("Niamey", "NER")]
