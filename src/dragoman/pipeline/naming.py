"""Who and where a document names: its actors and places, and the stories it strings together."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.pipeline.pointing import pointing_of
from dragoman.pipeline.setting import countries_of, countries_set_in, place_mentions, span_of_draft
from dragoman.records import Document, DocumentEntity, Mention, ParsedSentence, Record
from dragoman.stages.actor import resolve_actors
from dragoman.stages.entities.namesakes import countries_of_towns, namesakes_of_states
from dragoman.stages.entities.place_nouns import with_place_nouns
from dragoman.stages.entities.sentence_names import names_of_sentences
from dragoman.stages.entities.spellings import with_spellings
from dragoman.stages.items import Items, items_of
from dragoman.stages.mention import ActorDraft, find_mentions
from dragoman.stages.place import resolve_places
from dragoman.stages.reading.dateline import DatelineSpans

if TYPE_CHECKING:
    from dragoman.pipeline.document import Pipeline

__all__ = ["Named", "entities_in"]


class Named(Record, frozen=True, kw_only=True):
    """Who and where a document names: mentions, and the entities made of them."""

    who: tuple[Mention, ...]
    where: tuple[Mention, ...]
    actors: tuple[DocumentEntity, ...]
    places: tuple[DocumentEntity, ...]
    items: Items


def entities_in(
    document: Document,
    parses: tuple[ParsedSentence, ...],
    pipeline: Pipeline,
    *,
    as_of: date | None,
    home: str | None = None,
    freely: bool = False,
    leads: tuple[DatelineSpans, ...] = (),
) -> Named:
    """Return the actors and places of a document, as of a day.

    `home` (alpha-3) is where it is known to be set; its own words come before that. With
    `freely`, names are also read as misspelt ones: for phrases, not for running text.
    `leads` open the items of a round-up.
    """
    nouns = load_actor_nouns()
    drafts, where, places = _named_in(document, parses, pipeline, home, leads, freely=freely)
    if freely:
        drafts = with_spellings(drafts, pipeline.actors, home)
    items = items_of(parses, leads, where, countries_of(places, pipeline.places))
    setting = countries_set_in(parses, where, places, document, pipeline.places, items)
    if home is not None:
        setting = {-1: home} | setting
    who, actors = resolve_actors(
        drafts,
        parses,
        document,
        index=pipeline.actors,
        nouns=nouns,
        as_of=as_of,
        setting=setting,
        items=items,
        freely=freely,
    )
    indexes = pipeline.actors, pipeline.places
    pointing = pointing_of(who, actors, setting, as_of, indexes)
    where, places = with_place_nouns(document, parses, (where, places), pointing, pipeline.places)
    return Named(who=who, where=where, actors=actors, places=places, items=items)


def _named_in(
    document: Document,
    parses: tuple[ParsedSentence, ...],
    pipeline: Pipeline,
    home: str | None,
    leads: tuple[DatelineSpans, ...],
    *,
    freely: bool,
) -> tuple[tuple[ActorDraft, ...], tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return actor drafts and places; names are read again where places tell that they mislead.

    A town that is left open is, read freely, the first of its name.
    """
    text, nouns = document.text, load_actor_nouns()
    named = names_of_sentences(
        parses,
        text,
        actors=pipeline.actors,
        places=pipeline.places,
        nouns=nouns,
        home=home,
        freely=freely,
    )
    find = partial(find_mentions, parses, text, named, actors=pipeline.actors, nouns=nouns)
    drafts, place_drafts = find()
    where = place_mentions(place_drafts, parses, document, leads)
    places = resolve_places(document, where, index=pipeline.places, country=home)
    readings = {span_of_draft(draft, parses): draft.hits for draft in place_drafts}
    namesakes = namesakes_of_states(readings, where, places, document.text)
    countries = countries_of_towns(readings, where, places, pipeline.places)
    if freely:
        countries = {span: country for span, country in countries.items() if country is not None}
    if namesakes or countries:
        drafts, place_drafts = find(namesakes=namesakes, countries=countries)
        again = place_mentions(place_drafts, parses, document, leads)
        if again != where:
            where = again
            places = resolve_places(document, where, index=pipeline.places, country=home)
    return drafts, where, places
