"""Which readings of a name a story leaves out, as they are of lands that it does not speak of."""

from __future__ import annotations

from dragoman.knowledge.actors import ActorHit
from dragoman.knowledge.places import PlaceHit
from dragoman.stages.entities.document_names import FAMOUS, DocumentNames

__all__ = ["of_this_story"]


def of_this_story(
    hits: tuple[ActorHit, ...],
    place_hits: tuple[PlaceHit, ...],
    known: DocumentNames,
    surface: str,
) -> tuple[ActorHit, ...]:
    """Return the readings of a name without those of other lands that others bear as well.

    In a story of Mali, Gao is its town and no Mr Gao abroad; and many lands have had a
    "transitional government".
    """
    at_home = any(hit.country in known.states for hit in place_hits)
    kept = tuple(hit for hit in hits if not _is_borne_elsewhere(hit, known, at_home=at_home))
    if not any(hit.is_local for hit in kept):
        return kept
    return _of_told_countries(kept, known, surface, is_place=bool(place_hits))


def _is_borne_elsewhere(hit: ActorHit, known: DocumentNames, *, at_home: bool) -> bool:
    if not known.states or hit.country in known.states:
        return False
    is_namesake = at_home and hit.usage == "surname" and hit.weight < FAMOUS
    is_body = hit.kind in ("armed_group", "organisation")
    return is_namesake or (is_body and "government of" in hit.name.lower())


def _of_told_countries(
    hits: tuple[ActorHit, ...], known: DocumentNames, surface: str, *, is_place: bool
) -> tuple[ActorHit, ...]:
    """Return the readings without local names of bodies of other countries than are spoken of.

    Where no country is, a name that is nothing else may be anybody's; in running text it has to
    be of several words.
    """
    is_open = known.anywhere or (" " in surface and not known.countries)
    anywhere = is_open and not is_place and all(h.is_local for h in hits)
    return tuple(h for h in hits if not h.is_local or anywhere or h.country in known.countries)
