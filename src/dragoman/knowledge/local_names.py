"""Names that mean a body only in its own country: "PSD", "Socialist Party".

Which names are local is their weight: `LOCAL` at most. The tables have some; those that parties of
several countries share become so when the index is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from dragoman.knowledge.names import fold

if TYPE_CHECKING:
    from dragoman.knowledge.build_actors import ActorEntry

__all__ = ["LOCAL", "make_local"]

LOCAL = 0.1
"""Weight up to which a body's name is local: many bodies have it, or it is a word elsewhere."""
_SEVERAL = 3
"""Countries with a party of one name, from which the name is local."""
_LITTLE_KNOWN = 0.3
"""Weight up to which a party has no claim to a name that others have."""

_PERSUASION = re.compile(r"The [A-Z][a-z]+s")


def make_local(entries: Iterable[ActorEntry]) -> None:
    """Make names local that parties of several countries have: "Socialist Party".

    So is one of no more than an article and a persuasion, "The Liberals".
    """
    parties = [entry for entry in entries if "PTY" in entry.sectors and entry.kind != "person"]
    countries: dict[str, set[str | None]] = {}
    for entry in parties:
        for name in entry.names:
            countries.setdefault(fold(name.form), set()).add(entry.country)
    for entry in parties:
        entry.names[:] = [
            msgspec.structs.replace(name, weight=min(name.weight, LOCAL))
            if name.weight <= _LITTLE_KNOWN
            and (len(countries[fold(name.form)]) >= _SEVERAL or _PERSUASION.fullmatch(name.form))
            else name
            for name in entry.names
        ]
