from __future__ import annotations

import msgspec
import pytest

from dragoman.io.coded import CodedActors
from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.pipeline.unknown import gather_unknown


def gathered(name: str, *, kind: str = "organisation", actor_id: str = "ent-1") -> list[str]:
    """Return the unknown actors of one document that names just this one."""
    actor = {"id": actor_id, "name": name, "kind": kind, "mentions": [{"start": 0, "end": 3}]}
    document = {"document": {"id": "d", "text": name}, "actors": [actor]}
    coded = msgspec.convert(document, CodedActors)
    found = gather_unknown([coded], index=ActorIndex.open(), nouns=load_actor_nouns())
    return [row.name for row in found]


@pytest.mark.parametrize(
    "name",
    ["Quorvex Foundation", "Movement for the Quorvex", "Ханафи Джамаат", "Quorvex Supreme Council"],
)
def test_a_name_is_an_unknown_actor(name: str) -> None:
    assert gathered(name) == [name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Local officials", "population"),
        ("soldiers of Kyrgyzstan", "organisation"),
        ("Soldiers of Kyrgyzstan", "organisation"),
        ("President of the Republic", "person"),
        ("Algerian Party", "organisation"),
        ("Police", "organisation"),
        ("Rebels", "population"),
        ("B.", "organisation"),
    ],
)
def test_a_description_is_none(name: str, kind: str) -> None:
    assert gathered(name, kind=kind) == []


def test_an_actor_of_the_index_is_none() -> None:
    assert gathered("Quorvex", actor_id="org:quorvex") == gathered("Hamas") == []
