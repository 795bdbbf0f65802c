"""Places of spans that somebody else found: `dragoman places resolve`, and its measure.

The caller says where the place names are; we say which places they are. What else the text names
serves as context just as in coding a whole document.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.errors import InputError
from dragoman.io.sniff import NDJSON
from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.places import PlaceHit
from dragoman.pipeline.document import Pipeline
from dragoman.pipeline.output_world import World, places_of
from dragoman.pipeline.setting import place_mentions
from dragoman.pipeline.surroundings import put_by_surroundings
from dragoman.records import (
    Analysis,
    Document,
    Mention,
    ParsedSentence,
    RawDocument,
    Record,
    Span,
    make_id,
)
from dragoman.records.output import OutputPlace
from dragoman.stages.entities.place_context import abbreviation_after, container_after
from dragoman.stages.entities.sentence_names import names_of_sentences
from dragoman.stages.mention import find_mentions
from dragoman.stages.place import resolve_places
from dragoman.stages.read import read
from dragoman.stages.split import split_sentences

__all__ = ["SpanRequest", "resolve_spans"]


class SpanRequest(Record, frozen=True, kw_only=True):
    """A text and the spans of place names in it.

    Spans are half-open and count code points of the text; with a title, of title, blank line and
    text, as everywhere in the output.
    """

    id: str | int
    text: str
    title: str | None = None
    country: str | None = None
    """ISO alpha-3 code of the country the text is known to be set in."""
    spans: tuple[tuple[int, int], ...]


def resolve_spans(request: SpanRequest, pipeline: Pipeline) -> tuple[OutputPlace, ...]:
    """Return one place for each span of the request, in its order.

    A span is taken for a place name because the caller says so: its kind is never "in_name". Where
    the gazetteer has no fitting place, name, id and feature are None, and the point, country and
    region are those of what the text names nearest to it; they are None where it names nothing.

    Raises:
        InputError: D106 where the text cannot be read or a span is not within it.
    """
    document = _document(request)
    parses = pipeline.parser.parse(document, split_sentences(document))
    known = _read_places(document, parses, pipeline)
    asked = tuple(_asked(document, span, known) for span in request.spans)
    others = tuple(m for m in known if not any(_overlap(m.span, a.span) for a in asked))
    mentions = (*dict.fromkeys(asked), *others)
    entities = resolve_places(
        document, mentions, index=pipeline.places, country=request.country, least=0.0
    )
    analysis = Analysis(
        run_id=pipeline.run.id, document=document, mentions=mentions, entities=entities
    )
    world = World(analysis, actors=pipeline.actors, places=pipeline.places)
    rows = {(row.start, row.end): row for row in places_of(analysis, world)}
    places = tuple(rows.values())
    return tuple(
        put_by_surroundings(rows[span], places, _region(document, span, mentions, pipeline))
        for span in request.spans
    )


def _region(
    document: Document, span: tuple[int, int], mentions: Sequence[Mention], pipeline: Pipeline
) -> PlaceHit | None:
    """Return the first-order region named right after a span: "Elm Mills, Mo."."""
    mention = next(m for m in mentions if (m.span.start, m.span.end) == span)
    after = (m for m in mentions if m.span.start >= mention.span.end)
    following = min(after, key=lambda m: m.span.start, default=None)
    found = abbreviation_after(document, mention, pipeline.places)
    found = found or container_after(document, mention, following, pipeline.places)
    return next((hit for hit in found if hit.kind == "A.ADM1"), None)


def _document(request: SpanRequest) -> Document:
    """Return the request's text as a document."""
    name = str(request.id)
    fields = {"id": name, "text": request.text, "title": request.title}
    body = msgspec.json.encode({key: value for key, value in fields.items() if value is not None})
    raw = RawDocument(sha256="", source_id=name, media_type=NDJSON, body=body, id=name)
    document, problems = read(raw)
    if document is None:
        raise InputError("D106", problems[0].message)
    for start, end in request.spans:
        if not 0 <= start < end <= len(document.text):
            raise InputError(
                "D106",
                f"span [{start}, {end}] is not within the text of {len(document.text)} "
                "characters; spans are [start, end) in code points, of title, blank line and text "
                "where there is a title.",
            )
    return document


def _read_places(
    document: Document, parses: tuple[ParsedSentence, ...], pipeline: Pipeline
) -> tuple[Mention, ...]:
    """Return the place mentions that reading the text finds, without those in other names."""
    text, nouns = document.text, load_actor_nouns()
    named = names_of_sentences(
        parses, text, actors=pipeline.actors, places=pipeline.places, nouns=nouns
    )
    _, drafts = find_mentions(parses, text, named, actors=pipeline.actors, nouns=nouns)
    found = place_mentions(drafts, parses, document)
    return tuple(mention for mention in found if mention.usage != "in_name")


def _asked(document: Document, span: tuple[int, int], known: tuple[Mention, ...]) -> Mention:
    """Return a span of the request as a mention, used as the reading of it says if there is one."""
    start, end = span
    where = Span(document_id=document.id, start=start, end=end)
    same = next((m for m in known if _overlap(m.span, where)), None)
    return Mention(
        id=make_id("men", document.id, "asked", start, end),
        span=where,
        head=where,
        kind="place",
        form="name",
        usage="literal" if same is None else same.usage,
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
