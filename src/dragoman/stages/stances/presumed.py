"""How sure a text is who somebody is: "suspected rebels", "apparently by rebels".

The deed itself is not in doubt: somebody did it. That these did is only presumed.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import Effect, effect_of, stance_words
from dragoman.records import ParsedSentence
from dragoman.stages.tree import ancestors, child, children, modifiers_before

__all__ = ["PRESUMING", "phrase_above", "presuming_adverb", "presumption"]

_LINKS = ("compound", "nmod", "amod", "pobj", "prep", "appos", "poss", "conj", "agent")
_GIVEN = ("oprd", "attr", "dobj", "xcomp", "ccomp")
_NAMING = frozenset({"call", "name", "dub", "term", "style"})
PRESUMING = frozenset({"presume", "suspect", "believe", "think", "suppose", "allege", "assume"})


def presumption(parse: ParsedSentence, party: int) -> Effect | None:
    """Return how doubtful it is that the party at token `party` is meant, None where it is plain.

    As in "suspected members of X", "allegedly by X", "men believed to be of X".
    """
    for index in phrase_above(parse, party):
        for word in [*modifiers_before(parse, index), *children(parse, index, "advmod")]:
            effect = effect_of(stance_words().presumed, parse.tokens[word].text.lower())
            if effect is not None and word != party:
                return effect
        sign = effect_of(stance_words().nouns, parse.tokens[index].lemma)
        if index != party and sign in ("probable", "uncommitted"):
            return sign  # "evidence of participation by X"
    above = parse.tokens[parse.tokens[phrase_above(parse, party)[-1]].head]
    if above.dep == "acl" and (hedge := presuming_adverb(parse, above.index)) is not None:
        return hedge  # "men presumably hired by X"
    believed = any(_is_believed(parse, i) for i in ancestors(parse, party))
    return "probable" if believed else None


def presuming_adverb(parse: ParsedSentence, verb: int) -> Effect | None:
    """Return how doubtful an adverb of presuming makes what a verb tells, None without one."""
    adverbs = [parse.tokens[i].text.lower() for i in children(parse, verb, "advmod")]
    return effect_of(stance_words().presumed, *adverbs)


def phrase_above(parse: ParsedSentence, party: int) -> list[int]:
    """Return the party and the words it is part of: "members of X", "a gang called X"."""
    found, current = [party], _part_of(parse, party)
    while current is not None and parse.tokens[current].pos not in ("VERB", "AUX"):
        found.append(current)
        current = _part_of(parse, current)
    return found


def _part_of(parse: ParsedSentence, word: int) -> int | None:
    """Return the word of whose phrase another is a part, None where it is of none.

    That is the gang of "a gang called X", "a gang calling itself X" and the men of "men belonging
    to X", too.
    """
    token = parse.tokens[word]
    above = parse.tokens[token.head]
    if token.dep in _GIVEN and above.dep == "acl" and above.lemma in _NAMING:
        return above.head
    verb = parse.tokens[above.head]
    if token.dep == "pobj" and above.lemma == "to" and (verb.lemma, verb.dep) == ("belong", "acl"):
        return verb.head
    return token.head if token.dep in _LINKS and token.head != word else None


def _is_believed(parse: ParsedSentence, verb: int) -> bool:
    """As in "men believed to be of X", where what is presumed is who they are and no deed."""
    if parse.tokens[verb].lemma not in PRESUMING or child(parse, verb, "dobj") is not None:
        return False
    told = children(parse, verb, "xcomp")
    return bool(told) and all(parse.tokens[i].lemma in ("be", "belong") for i in told)
