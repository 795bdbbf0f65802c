"""Who did what to whom, in the words of a note on two actors."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.serve.dossier_deeds import said_deed

CHAD = {"name": "Chad", "actor_id": "state:TCD", "country": "TCD", "sector": "GOV"}
MALI = {"name": "Mali", "actor_id": "state:MLI", "country": "MLI", "sector": "GOV"}
REBELS = {"name": "rebels", "actor_id": None, "country": "MLI", "sector": "REB"}
TROOPS = {"name": "Malian troops", "actor_id": None, "country": "MLI", "sector": "MIL"}
UNION = {"name": "African Union", "actor_id": "org:au", "country": "IGO", "sector": "GOV"}


@pytest.mark.parametrize(
    ("kind", "doers", "others", "said"),
    [
        ("AID", [CHAD], [REBELS], "Chad gave aid to rebels (Mali)"),
        ("ASSAULT", [TROOPS], [CHAD], "Mali used force against Chad"),
        ("REQUEST", [UNION], [MALI, CHAD], "African Union demanded something of Chad and Mali"),
        ("COOPERATE", [MALI, CHAD], [], "Chad and Mali worked with each other"),
    ],
)
def test_those_who_act_are_named_and_not_only_their_states(
    kind: str, doers: list[dict[str, Any]], others: list[dict[str, Any]], said: str
) -> None:
    event = {"type": kind, "from": doers, "to": others}
    assert said_deed(event, ("state:TCD", "state:MLI"), ("Chad", "Mali")) == said
