"""A store that a reviewer went through: one correction of each kind, for tests of what they change.

"Chad shelled Niger" is rejected, "Mali shelled Ghana" was aimed at somebody else and elsewhere,
"Kenya met Somalia" is right, and the coder missed what Gabon did to Angola.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from dragoman.io.corrections import append_correction, new_correction
from dragoman.records import Correction
from dragoman.review import anchor_at
from dragoman.store.database import Store
from dragoman.testing.room import ARTICLES, make_store

__all__ = ["correct", "corrected_store"]

_REPRINT = {
    "id": "coast", "title": "Visit to the coast", "published": "2024-03-04", "source": "Mercury",
    "url": "https://mercury.example/coast", "language": "en",
    "text": "A day by the sea was planned long ago. Kenya met Somalia on the coast.",
}  # fmt: skip
_PLACE = {
    "name": "Bamako", "relation": "at", "country": "MLI", "admin1": "Bamako", "lat": 12.65,
    "lon": -8.0, "geonames_id": 2460596, "precision": "city",
}  # fmt: skip


def correct(store: Path, document_id: str, quote: str, action: str, **values: Any) -> Correction:
    """Add a correction of the first `quote` in a document to the log, and return it.

    `value` is given as it is, `other` as a document's id and words of it.
    """
    with Store.open(store) as opened:
        anchor = _anchor(opened, document_id, quote)
        if other := values.pop("other", None):
            values["other_anchor"] = _anchor(opened, *other)
        log = opened.files / "corrections.jsonl"
    if "value" in values:
        values["value"] = msgspec.json.encode(values["value"]).decode()
    given: dict[str, Any] = {
        "kind": "report", "author": "An", "made_at": "2024-06-02T12:00:00Z", **values
    }  # fmt: skip
    made = new_correction(Correction(id="", anchor=anchor, action=action, **given))  # type: ignore[arg-type]  # checked by the record
    append_correction(log, made)
    return made


def _anchor(store: Store, document_id: str, quote: str) -> Any:
    text = store.output(document_id).document.text  # type: ignore[union-attr]  # is coded
    start = text.index(quote)
    return anchor_at(document_id, text, start, start + len(quote))


def _party(role: str, name: str, country: str) -> dict[str, Any]:
    return {
        "role": role, "name": name, "description": name, "actor_id": "ent-by-reviewer",
        "country": country, "sector": "GOV", "sectors": ["GOV"], "group": 0, "negated": False,
        "score": None,
        "span": {"start": 0, "end": 4, "text": "Guns"},
    }  # fmt: skip


def corrected_store(path: Path) -> Path:
    """Make a store of stub readings with corrections of each kind, and return its path."""
    store = make_store(path, (*ARTICLES, _REPRINT))
    span = {"start": 0, "end": 4, "text": "Guns"}
    where = [{**_PLACE, "span": span}]
    when = {"earliest": "2024-03-05", "before": "2024-03-06", "precision": "day",
            "basis": "stated", "extent": "occasion", "end": None, "span": None}  # fmt: skip
    correct(store, "talks", "met", "confirm")
    correct(store, "talks", "shelled", "reject")
    parties = [
        _party("initiator", "Mali", "MLI"), _party("target", "Sentria", "TGO"),
        _party("target", "Ostria", "BEN"),
    ]  # fmt: skip
    correct(store, "war", "shelled", "set", field="participants", value=parties)
    correct(store, "war", "shelled", "set", field="where", value=where)
    correct(
        store, "war", "market", "add",
        value={
            "type": "ASSAULT", "mode": None, "contexts": ["military"],
            "participants": [
                _party("initiator", "Gabonia", "GAB"), _party("target", "Angolia", "AGO"),
            ],
            "when": when, "where": where, "stance": {},
        },
    )  # fmt: skip
    correct(store, "war", "met", "set", kind="claim", field="certainty", value="possible")
    return store
