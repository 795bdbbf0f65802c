"""Verbs that papers write with a hyphen, which a tokenizer cuts: "test-fired", "re-opened"."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["HYPHENED"]

_WRITTEN = {
    "re-open": "reopen", "re-impose": "reimpose", "re-establish": "reestablish",
    "re-elect": "reelect", "re-arm": "rearm", "re-arrest": "rearrest", "re-deploy": "redeploy",
    "re-join": "rejoin", "re-enter": "reenter", "re-start": "restart", "re-affirm": "reaffirm",
    "re-instate": "reinstate", "co-host": "co-host", "co-sponsor": "cosponsor",
    "co-sign": "cosign", "co-chair": "cochair", "co-operate": "cooperate",
    "test-fire": "test-fire", "test-launch": "test-launch", "air-drop": "airdrop",
    "air-lift": "airlift", "tear-gas": "teargas", "fire-bomb": "firebomb",
    "petrol-bomb": "firebomb", "carpet-bomb": "bomb", "pepper-spray": "pepper-spray",
    "court-martial": "court-martial", "counter-attack": "counterattack",
    "black-list": "blacklist", "fast-track": "fast-track",
}  # fmt: skip
"""Verbs with the lemmas under which they are known."""
_DOUBLED = {"drop": "dropp", "gas": "gass", "martial": "martiall"}
"""How the last part of a verb is written before "ed" and "ing", where not as it is."""


_NO_NOUNS = frozenset({"re", "co", "test"})
"""First parts of verbs that are written like no noun: a "counter-attack" is one too."""


def _forms(verb: str) -> Iterator[str]:
    """Yield how a verb is written in its forms, without those that may be a noun's."""
    first, _, last = verb.rpartition("-")
    stem = f"{first}-{_DOUBLED.get(last, last.removesuffix('e'))}"
    yield from (f"{stem}ed", f"{stem}ing")
    if first in _NO_NOUNS:
        yield from (verb, f"{verb}s")


HYPHENED = {form: lemma for verb, lemma in _WRITTEN.items() for form in _forms(verb)}
"""Each form with its lemma."""
