"""What a party owns up to: the raid of "claimed responsibility for the raid", "claimed the raid".

A claim of responsibility takes the deed as done, and tells only whose it was.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.letters import letter_of
from dragoman.stages.stances.verb_group import is_negated
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    conjuncts,
    is_passive,
    object_of,
    prepositional,
    subject_of,
    subtree,
)

__all__ = ["claimant_of", "counted", "is_deed", "is_shared_in", "owned_deeds", "owned_noun"]

_PARTITIVES = frozenset("series wave spate string number one two three some many dozen".split())
_STEAD = frozenset({"behalf", "name"})
_LEADING = frozenset({"for", "of"})
_VOICES = frozenset(
    "spokesman spokeswoman spokesperson member representative leader commander fighter".split()
)
_SPEAKING_FOR = {"speak": "for", "belong": "to", "represent": ""}
"""Verbs that tell for whom somebody speaks, with what brings in whom; "" for their object."""


@lru_cache(maxsize=512)
def owned_deeds(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """Return the words for the deeds that somebody owns up to by a verb; () for any other verb.

    They are nouns and gerunds: "claimed responsibility for the blast and for killing the mayor".
    Whether the verb is denied is left open: "has not claimed the blast".
    """
    noun = owned_noun(parse, verb)
    if noun is None:
        return ()
    if parse.tokens[noun].lemma not in attribution_words().owning.shares:
        return tuple(i for i in conjuncts(parse, counted(parse, noun)) if is_deed(parse, i))
    hosts = (noun, verb)
    deeds = [i for host in hosts for i in _led_to(parse, host)]
    relative = [i for i in deeds if parse.tokens[i].tag == "WDT"]
    if relative:  # "the attack for which it claimed responsibility"
        return (parse.tokens[verb].head,) if is_deed(parse, parse.tokens[verb].head) else ()
    told = [j for i in deeds for j in conjuncts(parse, counted(parse, i))]
    return tuple(i for i in told if is_deed(parse, i) or parse.tokens[i].tag == "VBG")


def owned_noun(parse: ParsedSentence, verb: int) -> int | None:
    """Return the object of a verb of owning up, the deed or "responsibility" for it, or None."""
    words = attribution_words().owning
    token = parse.tokens[verb]
    if token.pos not in ("VERB", "AUX") or token.lemma not in words.verbs:
        return None
    noun = object_of(parse, verb)
    if noun is None and token.lemma in words.outright:  # "confessed to the murder"
        noun = next((i for name, i in prepositional(parse, verb) if name == "to"), None)
    if noun is None:
        return None
    if parse.tokens[noun].lemma in words.shares:
        return noun
    done_by_others = any(name == "by" for name, _ in prepositional(parse, noun))
    outright = token.lemma in words.outright and is_deed(parse, counted(parse, noun))
    return noun if outright and not done_by_others else None


def claimant_of(parse: ParsedSentence, deed: int) -> int | None:
    """Return who owns up to the deed: for whom a caller speaks, if he does, else the speaker."""
    verb = next((i for i in ancestors(parse, deed) if deed in owned_deeds(parse, i)), None)
    if verb is None or is_negated(parse, verb):
        return None
    for host in (verb, owned_noun(parse, verb), deed):
        for name, noun in [] if host is None else prepositional(parse, host):
            if name in ("on", "in") and parse.tokens[noun].lemma in _STEAD:
                return next((i for of, i in prepositional(parse, noun) if of == "of"), None)
    if not is_passive(parse, verb):
        text = letter_of(parse, verb)  # "issued a communique claiming the raid"
        subject = subject_of(parse, verb if text is None else parse.tokens[text].head)
        return None if subject is None else _spoken_for(parse, subject) or subject
    told = [*prepositional(parse, verb)]
    told += [pair for _, noun in told for pair in prepositional(parse, noun)]  # "in a call by X"
    return next((i for name, i in told if name == "by"), None)


def _spoken_for(parse: ParsedSentence, speaker: int) -> int | None:
    """Return for whom somebody is said to speak: "a man who said he was a member of X claimed …".

    So too "a caller claiming to speak on behalf of X", "identifying himself as an X spokesman".
    """
    told = [
        i for clause in children(parse, speaker, "acl", "relcl") for i in subtree(parse, clause)
    ]
    told += [speaker] if parse.tokens[speaker].lemma.startswith("spokes") else []
    for word in told:
        lemma = parse.tokens[word].lemma
        if lemma in _STEAD | _VOICES:
            named = [i for name, i in prepositional(parse, word) if name in _LEADING]
            named += children(parse, word, "compound")[-1:] if lemma in _VOICES else []
        elif lemma in _SPEAKING_FOR:
            leading = _SPEAKING_FOR[lemma]
            named = [i for name, i in prepositional(parse, word) if name == leading]
            named += children(parse, word, "dobj") if not leading else []
        else:
            continue
        if whom := [i for i in named if parse.tokens[i].pos in ("PROPN", "NOUN")]:
            return whom[0]
    return None


def is_deed(parse: ParsedSentence, index: int) -> bool:
    """Whether the word is a noun for a deed that somebody may own up to."""
    token = parse.tokens[index]
    return token.pos in ("NOUN", "PROPN") and token.lemma in attribution_words().owning.deeds


def is_shared_in(parse: ParsedSentence, index: int) -> bool:
    """Whether the word tells the deed under "responsibility for", which is taken as done."""
    prep = parse.tokens[parse.tokens[index].head]
    share = parse.tokens[prep.head]
    if prep.lemma not in _LEADING or share.lemma not in attribution_words().owning.shares:
        return False
    return is_deed(parse, index) or any(
        index in owned_deeds(parse, above) for above in ancestors(parse, index)
    )


def _led_to(parse: ParsedSentence, host: int) -> list[int]:
    """Return what "for" or "of" leads to from a word."""
    preps = [i for i in children(parse, host, "prep") if parse.tokens[i].lemma in _LEADING]
    return [i for prep in preps for i in children(parse, prep, "pobj", "pcomp")]


def counted(parse: ParsedSentence, noun: int) -> int:
    """Return the attacks of "a series of attacks", else the noun itself."""
    if parse.tokens[noun].lemma not in _PARTITIVES:
        return noun
    preps = [i for i in children(parse, noun, "prep") if parse.tokens[i].lemma == "of"]
    deed = child(parse, preps[0], "pobj") if preps else None
    return noun if deed is None else deed
