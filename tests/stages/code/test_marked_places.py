"""Places that only the learned model sees; the model is a stand-in."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import DocumentEntity, EventReport, LocationRef, Mention
from dragoman.records.output import CodedDocument
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import event_places
from dragoman.stages.code.marked_places import with_unknown_places
from dragoman.stages.encode import Floats
from dragoman.stages.protocols import CodingInput

CodedDocumentParts = tuple[tuple[Mention, ...], tuple[DocumentEntity, ...], tuple[EventReport, ...]]


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


def test_a_described_place_is_kept_in_the_words_of_the_text(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers by the gate of the old mill on Monday."
    _, [place] = places_of(pipeline, text, "attacked", "gate")
    assert (place.evidence.quote, place.place_id) == ("the gate of the old mill", None)


def test_a_name_is_kept_whole_with_its_article_and_what_the_site_is(pipeline: Pipeline) -> None:
    text = "Jets struck rebels near the Tarkwendu Water Works and the al-Dulma checkpoint."
    _, [works] = places_of(pipeline, text, "struck", "Tarkwendu")
    _, [post] = places_of(pipeline, text, "struck", "Dulma")
    assert works.evidence.quote == "Tarkwendu Water Works"
    assert post.evidence.quote == "al-Dulma checkpoint"


def test_a_day_is_no_part_of_a_name(pipeline: Pipeline) -> None:
    text = "Soldiers patrolled Tarkwendu Thursday."
    _, [place] = places_of(pipeline, text, "patrolled", "Tarkwendu")
    assert place.evidence.quote == "Tarkwendu"


def test_a_town_of_a_name_is_not_described_as_well(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers in the town of Goma on Monday."
    _, [place] = places_of(pipeline, text, "attacked", "in the town of Goma")
    assert place.evidence.quote == "Goma"


def test_words_that_describe_nothing_are_no_place(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers there again on Monday."
    _, found = places_of(pipeline, text, "attacked", "there again")
    assert found == ()


def test_a_description_is_looked_up_in_no_gazetteer(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers on the frontier on Monday."
    once, twice = kept(pipeline, text, "attacked", "the frontier")
    mentions, _, [report] = once
    assert [(p.evidence.quote, p.place_id) for p in report.where] == [("the frontier", None)]
    assert ("the frontier", "nominal") in {
        (text[m.span.start : m.span.end], m.form) for m in mentions if m.kind == "place"
    }
    assert twice == once


def test_what_the_model_doubts_is_left(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers in Tarkwendu on Monday."
    _, found = places_of(pipeline, text, "attacked", "Tarkwendu", share=0.3)
    assert all(place.place_id is not None for place in found)


def kept(
    pipeline: Pipeline, text: str, verb: str, marked: str
) -> tuple[CodedDocumentParts, CodedDocumentParts]:
    """Return mentions, entities and reports with the marked place, and those kept once more."""
    given, found = places_of(pipeline, text, verb, marked)
    report = replace(pipeline.coder(given, pipeline.codebook)[0].report, where=found)
    once = with_unknown_places(
        given.document, given.mentions, given.entities, (report,), pipeline.places
    )
    return once, with_unknown_places(given.document, *once, pipeline.places)


def test_an_unknown_place_gets_a_mention_and_an_entity(pipeline: Pipeline) -> None:
    text = "Gunmen attacked soldiers at Camp Zorrin Gate on Monday."
    once, twice = kept(pipeline, text, "attacked", "Camp Zorrin Gate")
    mentions, entities, [report] = once
    ids = {m.id for m in mentions}
    assert {place.entity_id for place in report.where} <= {e.id for e in entities}
    assert all(m in ids for e in entities for m in e.mention_ids)
    assert [place.place_id for place in report.where] == [None]
    assert twice == once


def test_a_marked_name_is_the_place_that_the_index_has(pipeline: Pipeline) -> None:
    text = "Gunmen robbed Bukavu and attacked soldiers on Monday."
    once, twice = kept(pipeline, text, "robbed", "Bukavu")
    _, entities, [report] = once
    [place] = report.where
    assert place.place_id is not None
    assert (pipeline.places.get(place.place_id).country, place.precision) == ("COD", "city")
    assert place.entity_id in {e.id for e in entities}
    assert twice == once


def test_a_capital_that_something_is_brought_to_is_the_place_that_the_index_has() -> None:
    found = code_text("Kenya delivered forty tons of medicine to Niamey in February.")
    assert isinstance(found, CodedDocument)
    places = [place for report in found.reports for place in report.where]
    assert [(place.name, place.country) for place in places] == [("Niamey", "NER")]


def test_the_name_of_a_group_is_no_place(pipeline: Pipeline) -> None:
    text = "Eritrea sent a load of rifles to al-Shabaab on Monday."
    _, found = places_of(pipeline, text, "sent", "al-Shabaab")

    assert found == ()


def test_a_name_that_ends_with_who_somebody_is_is_no_place(pipeline: Pipeline) -> None:
    text = "The Tarkwendu Sheriff's Department arrested two men on Monday."
    assert places_of(pipeline, text, "arrested", "Tarkwendu Sheriff")[1] == ()
