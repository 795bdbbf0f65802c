"""One step up the tree from an event word, and the words of the verb it leads to."""

from __future__ import annotations

from dragoman.knowledge.lexicon import Effect
from dragoman.records import ParsedSentence
from dragoman.records.base import Record
from dragoman.stages.tree import child

__all__ = ["STOP", "Step", "verb_names"]


class Step(Record, frozen=True, kw_only=True):
    """What the next word up does to the reading; `above` None ends the climb."""

    above: int | None = None
    effects: tuple[Effect, ...] = ()
    group: int | None = None
    """A verb whose tense, modal and negation bear on what is below."""
    phrase: int | None = None
    """A noun whose modifiers do."""
    weakens: bool = False
    """Above is a clause that reports; what stands higher can only make it less certain."""
    at_root: bool = False


STOP = Step()


def verb_names(parse: ParsedSentence, verb: int) -> tuple[str, str]:
    """The verb with its particle, and without."""
    lemma = parse.tokens[verb].lemma
    particle = child(parse, verb, "prt")
    return (lemma if particle is None else f"{lemma} {parse.tokens[particle].lemma}", lemma)
