"""Dyads as a network in GraphML, for Gephi, igraph, networkx and Cytoscape."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dragoman.io.exports.files import opened

__all__ = ["write_graphml"]

_NODE_KEYS = {"name": "string", "country": "string", "sector": "string", "actor_id": "string"}
_EDGE_KEYS = {
    "events": "long", "together": "long", "weight": "long", "cooperation": "long",
    "conflict": "long", "mean_intensity": "double", "first": "string", "last": "string",
}  # fmt: skip
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class _Edge:
    """What one actor did to another, over all their events."""

    def __init__(self) -> None:
        self.events = self.together = self.cooperation = self.conflict = 0
        self.intensities: list[float] = []
        self.days: list[str] = []

    def add(self, dyad: dict[str, Any]) -> None:
        if dyad["is_directed"]:
            self.events += 1
        else:
            self.together += 1
        self.cooperation += dyad["quad"] in (1, 2)
        self.conflict += dyad["quad"] in (3, 4)
        if dyad["intensity"] is not None:
            self.intensities.append(dyad["intensity"])
        if dyad["earliest"] is not None:
            self.days.append(dyad["earliest"].isoformat())

    def values(self) -> dict[str, Any]:
        found = self.intensities
        return {
            "events": self.events,
            "together": self.together,
            "weight": self.events + self.together,
            "cooperation": self.cooperation,
            "conflict": self.conflict,
            "mean_intensity": round(sum(found) / len(found), 4) if found else None,
            "first": min(self.days, default=None),
            "last": max(self.days, default=None),
        }


def write_graphml(dyads: Iterable[dict[str, Any]], path: Path) -> int:
    """Write actors as nodes and one edge for each ordered pair; return how many edges.

    `events` counts what the first did to the second; `together` what they did as equals, which
    stands on the edges of both directions. `weight` is their sum.

    Raises:
        InputError: D122 the file cannot be written.
    """
    nodes: dict[str, dict[str, Any]] = {}
    edges: dict[tuple[str, str], _Edge] = {}
    for dyad in dyads:
        ends = (_node(nodes, dyad, "actor"), _node(nodes, dyad, "recipient"))
        edges.setdefault(ends, _Edge()).add(dyad)
        if not dyad["is_directed"]:
            edges.setdefault((ends[1], ends[0]), _Edge()).add(dyad)
    with opened(path) as file:
        file.write(_HEAD)
        for of, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
            for name, kind in keys.items():
                file.write(
                    f' <key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
                )
        file.write(' <graph id="dyads" edgedefault="directed">\n')
        for key in sorted(nodes):
            data = _data("node", nodes[key])
            file.write(f"  <node id={quoteattr(_plain(key))}>{data}</node>\n")
        for (source, target), edge in sorted(edges.items()):
            ends_of = f"source={quoteattr(_plain(source))} target={quoteattr(_plain(target))}"
            file.write(f"  <edge {ends_of}>{_data('edge', edge.values())}</edge>\n")
        file.write(" </graph>\n</graphml>\n")
    return len(edges)


def _node(nodes: dict[str, dict[str, Any]], dyad: dict[str, Any], side: str) -> str:
    key: str = dyad[f"{side}_key"]
    named = {
        "name": dyad[side],
        "country": dyad[f"{side}_country"],
        "sector": dyad[f"{side}_sector"],
        "actor_id": dyad[f"{side}_id"],
    }
    nodes.setdefault(key, named)
    return key


def _data(of: str, values: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{of}_{name}">{escape(_plain(str(value)))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _plain(text: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return "".join(c if c >= " " or c in "\t\n" else " " for c in text if c not in "￾￿")
