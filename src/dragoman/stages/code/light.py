"""Verbs that say little beside the act they go with, and words that point or repeat: as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from dragoman.records import ParsedSentence, Record
from dragoman.stages.quantities.kind import dies
from dragoman.stages.tree import children, is_passive, prepositional

__all__ = [
    "CAUSING",
    "LEADING_TO",
    "LIFTING",
    "UNDERGONE",
    "LightWords",
    "load_light_words",
    "telling_verb",
    "tells_harm",
]

_FORCE = frozenset({"force", "effect", "place"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
CAUSING = frozenset({"by", "in", "during", "through", "from"})
"""Prepositions before the act that a harm came of."""
LEADING_TO = frozenset(
    "spark trigger cause prompt provoke ignite inflame precede follow unleash spur fuel".split()
)
"""Verbs of what an act leads to or comes after, each an act of its own."""
LIFTING = frozenset(
    "lift ease end remove relax loosen scrap drop revoke repeal cancel waive rescind "
    "suspend".split()
)
"""What is done to a measure that is not to last."""
UNDERGONE = frozenset({"come", "be", "remain"})
"""Verbs by which one is under an act: "came under attack"."""


class LightWords(Record, frozen=True, kw_only=True):
    """The lists of light_verbs.toml; each is described there."""

    doer: frozenset[str]
    undergoer: frozenset[str]
    drawing: frozenset[str]
    occurrence: frozenset[str]
    effect: frozenset[str]
    noticed: frozenset[str]
    repeated: frozenset[str]
    repeated_adverbs: frozenset[str]
    pointing: frozenset[str]
    lasting: frozenset[str]
    topic_verbs: frozenset[str]
    topic_prepositions: frozenset[str]
    happenings: frozenset[str]
    disasters: frozenset[str]


@cache
def load_light_words() -> LightWords:
    """Return the shipped lists."""
    path = files("dragoman") / "assets" / "lexicon" / "light_verbs.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return LightWords(**{name: frozenset(words) for name, words in table.items()})


def telling_verb(parse: ParsedSentence, index: int, light: LightWords) -> int | None:
    """Return the verb with which a clause tells the act that a noun names; None if it does not.

    Acts are launched, held or suffered, they erupt or kill, one comes under them or dies in them,
    and there are some.
    """
    token = parse.tokens[index]
    while token.dep == "conj" and parse.tokens[token.head].pos == "NOUN":
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "pobj":
        verb = parse.tokens[above.head]
        under = above.lemma == "under" and verb.lemma in UNDERGONE
        hurt = above.lemma in CAUSING and tells_harm(parse, verb.index, light)
        return verb.index if under or hurt else None
    if token.dep in ("dobj", "nsubjpass"):
        noticed = light.noticed if token.dep == "nsubjpass" else frozenset()
        is_told = above.lemma in light.doer | light.undergoer | noticed
        is_told = is_told and not makes_use(parse, token.index, above.lemma)
    elif token.dep == "nsubj":
        if above.lemma in LEADING_TO and children(parse, above.index, "dobj"):
            return None
        is_told = above.lemma in light.occurrence | light.effect or _is_in_force(parse, above.index)
    else:
        is_told = token.dep == "attr" and bool(children(parse, above.index, "expl"))
    return above.index if is_told else None


def makes_use(parse: ParsedSentence, noun: int, verb: str) -> bool:
    """Return whether a verb makes use of somebody's known act: "used the coup as an excuse"."""
    determiners = children(parse, noun, "det")
    return verb == "use" and any(parse.tokens[i].lemma in _KNOWN for i in determiners)


def tells_harm(parse: ParsedSentence, verb: int, light: LightWords) -> bool:
    """Return whether a verb tells whom something hurt, its subject: "died", "were wounded"."""
    harmed = parse.tokens[verb].lemma in light.effect and is_passive(parse, verb)
    return harmed or dies(parse, verb)


def _is_in_force(parse: ParsedSentence, verb: int) -> bool:
    """As "is" in "a curfew is in force"."""
    if parse.tokens[verb].lemma not in ("be", "remain", "stay"):
        return False
    return any(n == "in" and parse.tokens[p].lemma in _FORCE for n, p in prepositional(parse, verb))
