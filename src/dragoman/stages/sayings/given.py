"""What words take as given: "Iran denied arming the group that bombed the embassy" denies no bomb.

A relative clause of a name or a definite noun only says which one is meant, and so does a
participle before a noun ("the visiting envoy"). A meeting at which something is asked for is not
asked for.
"""

from __future__ import annotations

from collections.abc import Collection

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.tree import children, subtree

__all__ = ["given_tokens"]

_AT = frozenset({"at", "during"})
_OCCASIONS = frozenset(
    "meeting talk summit conference session visit ceremony gathering rally briefing dinner "
    "lunch assembly hearing".split()
)
_OF_WHAT_IS = frozenset("stop halt cease end investigate probe punish condemn avenge".split())
"""Their objects are there already: "asked them to stop the attacks"."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def given_tokens(parse: ParsedSentence, content: Collection[int], cue: int) -> tuple[int, ...]:
    """Return the tokens of the content, said at `cue`, that only tell which one is meant.

    Not those of "the attack that killed two" where that attack itself is what is said or denied.
    """
    inside = set(content)
    found: set[int] = set()
    for i in content:
        token = parse.tokens[i]
        relative = token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN")
        if relative and _is_identified(parse, token.head):
            clause = subtree(parse, i)
            added = parse.tokens[min(clause) - 1].text == ","
            if added or parse.tokens[token.head].head != cue:
                found |= {j for j in clause if j in inside}
        elif token.dep == "dobj" and parse.tokens[token.head].lemma in _OF_WHAT_IS:
            found |= {j for j in subtree(parse, i) if j in inside}
        elif token.dep == "amod" and token.tag in ("VBG", "VBN"):
            found.add(i)
        elif token.dep == "prep" and token.lemma in _AT and _is_occasion(parse, i):
            found |= {j for j in subtree(parse, i) if j in inside}
    return tuple(sorted(found))


def _is_occasion(parse: ParsedSentence, prep: int) -> bool:
    return any(parse.tokens[i].lemma in _OCCASIONS for i in children(parse, prep, "pobj"))


def _is_identified(parse: ParsedSentence, noun: int) -> bool:
    token = parse.tokens[noun]
    if any(token.lemma in nouns for nouns in attribution_words().nouns.values()):
        # "The claims that its troops fled": what is claimed is in question.
        return False
    owners = children(parse, noun, "det", "poss")
    return (
        token.pos == "PROPN"
        or token.lemma in _DEFINITE
        or any(parse.tokens[i].lemma in _DEFINITE or parse.tokens[i].dep == "poss" for i in owners)
    )
