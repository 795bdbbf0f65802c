"""Names of national bodies as their own country calls them: the "General Council" of Andorra.

The tables have many a body with its country in the name. In a text of that country it goes without,
and is then this body and no other's; elsewhere the bare name says nothing, so it is local.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.actor_nouns import ActorNouns, load_actor_nouns
from dragoman.knowledge.local_names import LOCAL
from dragoman.knowledge.names import fold

if TYPE_CHECKING:
    from dragoman.knowledge.build_actors import ActorEntry

__all__ = ["OF_STATES", "bare_names"]

_KNOWN = 0.3
"""Weight from which a name of a state stands in those of its bodies."""
_LONGEST = 3
OF_STATES = frozenset(
    "council commission committee agency authority board service office bureau".split()
)
"""Bodies that are read as a government's where nothing else is said of them."""


def bare_names(entries: Iterable[ActorEntry]) -> Iterator[tuple[ActorEntry, str]]:
    """Yield national bodies, each with a name of it without its country.

    Those that the words alone tell as well ("Supreme Court"), and names that another body has,
    are left out.
    """
    entries = tuple(entries)
    lands = _names_of_lands(entries)
    taken = {fold(name.form) for entry in entries for name in entry.names if name.weight > LOCAL}
    nouns = load_actor_nouns()
    for entry in entries:
        if entry.kind != "organisation" or not entry.id.startswith("gov:"):
            continue
        bare = {
            fold(b): b for name in entry.names for b in _without_country(name.form, entry, lands)
        }
        for folded, form in bare.items():
            if folded not in taken and not _is_told(folded, entry.sectors, nouns):
                yield entry, form


def _names_of_lands(entries: tuple[ActorEntry, ...]) -> dict[str, set[str | None]]:
    """Return the countries that each name and adjective of a state may mean."""
    found: dict[str, set[str | None]] = {}
    for entry in entries:
        for name in entry.names if entry.kind == "state" else ():
            if name.usage in ("name", "alias", "adjective") and name.weight >= _KNOWN:
                found.setdefault(name.form, set()).add(entry.country)
    return found


def _without_country(
    form: str, entry: ActorEntry, lands: dict[str, set[str | None]]
) -> Iterator[str]:
    """Yield "General Council" for "General Council of Andorra" and "Andorran General Council"."""
    words = form.split()
    ends = [(form[: of.start()], form[of.end() :]) for of in re.finditer(" of (?:the )?", form)]
    begins = [(" ".join(words[size:]), " ".join(words[:size])) for size in range(1, _LONGEST + 1)]
    for rest, land in (*ends, *begins):
        is_own = entry.country in lands.get(re.sub("['’]s?$", "", land), ())
        if is_own and " " in rest and rest[0].isupper():
            yield rest


def _is_told(folded: str, sectors: tuple[str, ...], nouns: ActorNouns) -> bool:
    """Whether the words of a name alone tell a sector of the body."""
    words = folded.split()
    noun = nouns.nouns.get(folded) or nouns.find(words)
    if noun is None:
        return False
    told = noun.sectors or tuple(nouns.modifiers[word] for word in words if word in nouns.modifiers)
    return bool({*told, *(("GOV",) if noun.lemma in OF_STATES and not told else ())} & set(sectors))
