"""The network as networkx reads it, and the entities as FollowTheMoney wants them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from dragoman.io.exports.ftm import ftm_entities
from dragoman.io.exports.network import write_graphml


def _dyad(actor: str, recipient: str, **values: Any) -> dict[str, Any]:
    return {
        "actor_key": f"name:{actor}", "actor": actor, "actor_id": None, "actor_country": None,
        "actor_sector": None, "recipient_key": f"name:{recipient}", "recipient": recipient,
        "recipient_id": None, "recipient_country": "KEN", "recipient_sector": None,
        "is_directed": True, "quad": 4, "intensity": -9.0, "earliest": date(2024, 3, 4), **values,
    }  # fmt: skip


def test_networkx_reads_the_network(tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    dyads = [
        _dyad("A & B", '"C" <1>'),
        _dyad("A & B", '"C" <1>', intensity=-5.0, earliest=date(2024, 1, 1)),
        _dyad("A & B", "D", is_directed=False, quad=1, intensity=2.5),
    ]
    assert write_graphml(dyads, path) == 3
    network = nx.read_graphml(path)
    assert network.nodes['name:"C" <1>'] == {"name": '"C" <1>', "country": "KEN"}
    assert network.edges["name:A & B", 'name:"C" <1>'] == {
        "events": 2, "together": 0, "weight": 2, "cooperation": 0, "conflict": 2,
        "mean_intensity": -7.0, "first": "2024-01-01", "last": "2024-03-04",
    }  # fmt: skip
    assert network.edges["name:D", "name:A & B"]["together"] == 1


def test_entities_have_ids_and_codes_that_followthemoney_takes() -> None:
    party = {"name": "Kenya", "actor_id": "state:KEN", "country": "KEN", "sector": "GOV",
             "kind": "state", "office": None, "wikidata": "Q114"}  # fmt: skip
    event = {
        "id": "evt-1", "type": "CONSULT", "mode": "visit", "contexts": [], "assertion": "contested",
        "participants": [party], "actors": ["Kenya"], "recipients": [], "place": None,
        "place_country": None, "earliest": date(2024, 3, 4), "before": date(2024, 3, 5),
        "sentence": None, "urls": ["https://example.org/1"], "publishers": [],
    }  # fmt: skip
    actor, happening = ftm_entities([event])
    assert actor["schema"] == "PublicBody"
    assert actor["properties"] == {"name": ["Kenya"], "country": ["ke"], "wikidataId": ["Q114"]}
    assert happening["properties"]["involved"] == [actor["id"]]
    assert happening["properties"]["date"] == ["2024-03-04"]
    assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", happening["id"])
    assert list(ftm_entities([event, event]))[2]["schema"] == "Event"
    *_, done = ftm_entities([{**event, "actors": [], "recipients": ["Kenya"]}])
    assert done["properties"]["name"] == ["CONSULT visit: unspecified actor → Kenya"]
