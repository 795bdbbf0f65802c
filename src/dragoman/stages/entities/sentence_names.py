"""The names of a document, sentence by sentence: of the indexes, of NER, and as the text says."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.places import PlaceIndex
from dragoman.records import ParsedSentence
from dragoman.stages.entities.designated import with_designated
from dragoman.stages.entities.document_names import read_document_names
from dragoman.stages.entities.home_places import with_home_places
from dragoman.stages.entities.names import NameMatch, find_names
from dragoman.stages.entities.ships import with_ships
from dragoman.stages.entities.surnames import with_surnames

__all__ = ["SentenceNames", "names_of_sentences"]

SentenceNames = tuple[tuple[NameMatch, ...], ...]
"""The names of each sentence."""


def names_of_sentences(
    parses: tuple[ParsedSentence, ...],
    text: str,
    *,
    actors: ActorIndex,
    places: PlaceIndex,
    nouns: ActorNouns,
    home: str | None = None,
    freely: bool = False,
) -> SentenceNames:
    """Return the names of each sentence in order, before the document's places are known.

    `home` (alpha-3) is where the document is known to be set. With `freely`, it is a phrase that
    somebody asks after.
    """
    known = read_document_names(parses, text, actors, home=home, freely=freely)
    found = []
    for parse in parses:
        names = find_names(parse, text, actors=actors, places=places, known=known)
        names = with_designated(parse, text, names, places)
        names = with_home_places(
            parse, text, names, known, actors=actors, places=places, nouns=nouns
        )
        found.append(with_ships(parse, text, with_surnames(parse, text, names, known)))
    return tuple(found)
