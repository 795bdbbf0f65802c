"""Whether a sentence reports or argues, from its own words, and where a document argues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child

__all__ = ["arguing_paragraphs", "sentence_voice"]

_HALF = 0.5


@lru_cache(maxsize=512)  # a document's sentences are asked for by several stages
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


def arguing_paragraphs(parses: Sequence[ParsedSentence], *, mostly: bool = False) -> frozenset[int]:
    """Return the paragraphs in which the author argues; the title's, where half of the body does.

    News is told in the past; half of the sentences in the present or under a modal, or marked as
    analysis by their own words, make a paragraph one of argument, whatever the genre of the whole.
    `mostly` asks for more than half: "The port is closed. Iran shelled it" tells news.
    """
    titles = {p.sentence.paragraph for p in parses if p.sentence.kind == "title"}
    signs: dict[int, list[bool]] = defaultdict(list)
    for parse in parses:
        if parse.sentence.kind == "body":
            argues = _is_present(parse) or sentence_voice(parse) == "analysis"
            signs[parse.sentence.paragraph].append(argues)
    over = 1 if mostly else 0
    arguing = {n for n, found in signs.items() if sum(found) >= _HALF * (len(found) + over)}
    return frozenset(arguing | titles if len(arguing) > _HALF * len(signs) else arguing)


@lru_cache(maxsize=512)
def _is_present(parse: ParsedSentence) -> bool:
    root = next((t for t in parse.tokens if t.dep == "ROOT"), None)
    if root is None or root.pos not in ("VERB", "AUX"):
        return False
    group = verb_group(parse, root.index)
    return group.modal is not None or (group.tense == "present" and not group.perfect)
