"""Whether a sentence reports or argues, from its own words."""

from __future__ import annotations

from typing import Literal

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.tree import child

__all__ = ["sentence_voice"]


def sentence_voice(parse: ParsedSentence) -> Literal["report", "analysis"]:
    """Return "analysis" where a phrase, connective or hedge shows the author arguing.

    "However", "it can be argued that", a copula with "goal", a "should" outside any quotation.
    A sentence with no such sign is "report".
    """
    voice = claim_words().voice
    text = " ".join(token.text.lower() for token in parse.tokens)
    if any(phrase in text for phrase in voice["phrases"]):
        return "analysis"
    for token in parse.tokens:
        if token.dep == "advmod" and token.lemma in voice["adverbs"]:
            return "analysis"
        if token.dep == "ROOT" and token.lemma == "be" and token.tag in ("VBZ", "VBP"):
            return "analysis" if child(parse, token.index, "attr", "acomp", "xcomp") else "report"
    return "report"
