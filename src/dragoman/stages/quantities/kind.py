"""Says from the parse what a count is of: the killed, the injured, a crowd, troops.

What befell those counted goes before what they are: "12 soldiers were killed" counts the
killed, "12 soldiers arrived" counts troops.
"""

from __future__ import annotations

from typing import Final

from dragoman.records import ParsedSentence
from dragoman.stages.quantities.count import Counted
from dragoman.stages.quantities.words import (
    AGENT_VERBS,
    COUNTED_KINDS,
    DEED_NOUNS,
    PATIENT_VERBS,
    PERSON_NOUNS,
    STATES,
    QuantityKind,
)
from dragoman.stages.tree import child, children, is_passive, prepositional

__all__ = ["dies", "kind_of"]

_TIMES: Final = frozenset("minute hour day night week weekend month year decade".split())
_HOLDING: Final = frozenset("hostage prisoner captive custody".split())
_REPORTING: Final = frozenset(
    "leave report find confirm believe fear presume pronounce declare say know".split()
)
_MAY_BE_FATAL: Final = frozenset(
    "shoot stab beat burn hack bludgeon gun crush torture trample stone".split()
)
_LOSING: Final = {"lose": {"life"}, "meet": {"death", "end"}, "succumb": {"wound", "injury"}}
"""Verbs of dying by what stands behind them: "lost their lives", "succumbed to his wounds"."""
_TAKES_LAND: Final = frozenset("capture evacuate uproot".split())
_TURNING_OUT: Final = frozenset("take attend join turn participate fill".split())
_GATHERINGS: Final = frozenset(
    "street rally protest march demonstration vigil funeral parade strike".split()
)
_TAKING: Final = frozenset("claim take cost end".split())
_COMPLEMENTS: Final = ("xcomp", "oprd", "acomp", "ccomp", "attr", "advcl", "dobj")


def kind_of(parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    """Return what is counted, None for a count of no known kind or of a part of one."""
    is_time = counted.noun is not None and _lemma(parse, counted.noun) in _TIMES
    if is_time or _is_part(parse, counted.head):
        return None  # "two nights of clashes in which ten were held"
    kind = (
        _by_state(parse, counted)
        or _by_own_noun(parse, counted)
        or _by_governor(parse, _first_conjunct(parse, counted.head))
        or _by_left_verb(parse, counted)
        or _by_right_verb(parse, counted)
    )
    if not _may_be_people(parse, counted.noun) and (
        kind == "crowd" or _is_of_land(parse, kind) or _is_of_things(parse, kind)
    ):
        # "Captured three cities", "two studies demonstrate", "shot down two planes".
        kind = None
    return kind or _by_category(parse, counted)


def _is_of_land(parse: ParsedSentence, kind: QuantityKind | None) -> bool:
    """True where a verb that takes towns as well as people may be what told the kind."""
    return kind in ("detained", "displaced") and any(t.lemma in _TAKES_LAND for t in parse.tokens)


def _is_of_things(parse: ParsedSentence, kind: QuantityKind | None) -> bool:
    """True where a verb that wrecks things as well may be what told it: "burned 40 houses"."""
    return kind == "killed" and any(t.lemma in _MAY_BE_FATAL for t in parse.tokens)


def _is_part(parse: ParsedSentence, index: int) -> bool:
    """True in "12 people, including two children": the two are among the twelve."""
    while parse.tokens[index].dep in ("conj", "pobj", "nummod", "appos", "compound"):
        index = parse.tokens[index].head
        if parse.tokens[index].lemma in ("include", "including"):
            return True
    return False


def _may_be_people(parse: ParsedSentence, noun: int | None) -> bool:
    """True for nouns of persons, names of peoples, and where no noun is written."""
    if noun is None:
        return True
    token = parse.tokens[noun]
    return (
        token.lemma in PERSON_NOUNS
        or token.lemma in DEED_NOUNS
        or COUNTED_KINDS.get(token.lemma) in ("troops", "crowd", "displaced")
        or token.pos == "PROPN"
        or token.ner == "NORP"
        or token.lemma.endswith(("er", "or", "ist", "ian", "man", "ant", "ee"))
    )


def _lemma(parse: ParsedSentence, index: int) -> str:
    return parse.tokens[index].lemma


def _first_conjunct(parse: ParsedSentence, index: int) -> int:
    """Return the first of coordinated nouns: "soldiers and two civilians" share their verb."""
    while parse.tokens[index].dep == "conj":
        head = parse.tokens[index].head
        if parse.tokens[head].pos not in ("NOUN", "PROPN", "NUM", "PRON"):
            break
        index = head
    return index


def _by_state(parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    """Read "12 dead", "30 people wounded in the blast", "30 wounded soldiers"."""
    for index in (counted.head, counted.noun):
        if index is None:
            continue
        for below in children(parse, index, "amod", "acl", "relcl", "appos", "advcl"):
            token = parse.tokens[below]
            kind = STATES.get(token.text.lower())
            if kind is not None:
                return kind
            if token.dep == "acl" and _is_fatal(parse, below):
                return "killed"
            if token.dep == "relcl" and (kind := _by_relative(parse, below)):
                return kind
    after = counted.last + 1
    if after < len(parse.tokens):
        token = parse.tokens[after]
        kind = STATES.get(token.text.lower())
        if kind is not None and not children(parse, after, "dobj"):
            return kind
    return STATES.get(parse.tokens[counted.last].text.lower())


def _by_relative(parse: ParsedSentence, clause: int) -> QuantityKind | None:
    """Read "people who died", "soldiers who were killed", "people whom they arrested"."""
    lemma = _lemma(parse, clause)
    subject = child(parse, clause, "nsubj")
    if is_passive(parse, clause) or child(parse, clause, "dobj") is None:
        is_object = subject is None or parse.tokens[subject].tag not in ("WP", "WDT")
        if is_object or is_passive(parse, clause):
            fatal: QuantityKind | None = "killed" if _is_fatal(parse, clause) else None
            return PATIENT_VERBS.get(lemma) or AGENT_VERBS.get(lemma) or fatal
    return AGENT_VERBS.get(lemma)


def _by_own_noun(parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    """Read "12 deaths", "30 arrests"."""
    kind = DEED_NOUNS.get(_lemma(parse, counted.head))
    # "Three protests" counts protests; in the headline "Thousands protest" it is a verb.
    return None if kind == "crowd" and counted.noun is not None else kind


def _by_governor(parse: ParsedSentence, index: int) -> QuantityKind | None:
    """Read the verb or noun the phrase depends on."""
    token = parse.tokens[index]
    head = token.head
    if token.dep in ("dobj", "nsubjpass", "dative", "oprd"):
        return _by_verb(parse, head)
    if token.dep == "nsubj":
        return _by_subject_verb(parse, head)
    if token.dep == "pobj":
        return _by_preposition(parse, head)
    if token.dep == "compound" and head > index:
        return STATES.get(parse.tokens[head].text.lower())
    return None


def _by_verb(parse: ParsedSentence, verb: int) -> QuantityKind | None:
    """Read a verb of which those counted are object or passive subject."""
    kind = PATIENT_VERBS.get(_lemma(parse, verb))
    if kind is not None:
        return kind
    if _is_fatal(parse, verb):
        return "killed"
    if _lemma(parse, verb) == "lose":
        # Killed, captured or deserted: "lost 20 soldiers" does not say.
        return "other"
    if _lemma(parse, verb) == "take" and any(
        _lemma(parse, i) in _HOLDING for i in range(verb, min(verb + 8, len(parse.tokens)))
    ):
        return "detained"
    if _lemma(parse, verb) in _REPORTING:
        for below in children(parse, verb, *_COMPLEMENTS):
            if kind := STATES.get(parse.tokens[below].text.lower()):
                return kind
    return None


def _is_fatal(parse: ParsedSentence, verb: int) -> bool:
    """True for "shot dead", "fatally stabbed", "beaten to death", "shot and killed"."""
    if _lemma(parse, verb) not in _MAY_BE_FATAL:
        return False
    if verb and _lemma(parse, verb - 1) == "fatally":
        return True
    after = [token.text.lower() for token in parse.tokens[verb + 1 : verb + 4]]
    if after[:1] in (["dead"], ["down"], ["alive"]) or after[:2] == ["to", "death"]:
        return True
    return after[:2] == ["and", "killed"]


def dies(parse: ParsedSentence, verb: int) -> bool:
    """Return whether the subject of a verb dies: "died", "lost their lives"."""
    lemma = _lemma(parse, verb)
    below = [*children(parse, verb, "dobj"), *(i for _, i in prepositional(parse, verb))]
    fatal = _LOSING.get(lemma, set())
    return lemma in ("die", "perish") or any(_lemma(parse, i) in fatal for i in below)


def _by_subject_verb(parse: ParsedSentence, verb: int) -> QuantityKind | None:
    """Read a verb of which those counted are the subject."""
    lemma = _lemma(parse, verb)
    if lemma in AGENT_VERBS:
        return AGENT_VERBS[lemma]
    if dies(parse, verb):
        return "killed"
    if lemma in PATIENT_VERBS and child(parse, verb, "dobj") is None:
        # Headlines leave the auxiliary out: "12 killed in raid".
        return PATIENT_VERBS[lemma]
    if is_passive(parse, verb) and _is_fatal(parse, verb):
        return "killed"
    if lemma in _TURNING_OUT and any(t.lemma in _GATHERINGS for t in parse.tokens[verb : verb + 6]):
        return "crowd"
    if parse.tokens[verb].pos == "AUX" or lemma in _REPORTING:
        for below in children(parse, verb, *_COMPLEMENTS):
            if kind := STATES.get(parse.tokens[below].text.lower()):
                return kind
    return None


def _by_preposition(parse: ParsedSentence, preposition: int) -> QuantityKind | None:
    """Read "the deaths of 12 people", "a crowd of 500"."""
    governor = parse.tokens[preposition].head
    lemma = _lemma(parse, preposition)
    if lemma == "of":
        if parse.tokens[governor].lemma == "life":
            return "killed" if _lemma(parse, parse.tokens[governor].head) in _TAKING else None
        return DEED_NOUNS.get(_lemma(parse, governor))
    return None


def _by_left_verb(parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    """Read the verb that ends just before the phrase, where the parser has lost the object."""
    first = counted.head if counted.noun is None else counted.noun
    for index in range(first - 1, max(first - 7, -1), -1):
        token = parse.tokens[index]
        if token.pos == "VERB":
            is_active = token.tag in ("VBG", "VBD", "VB", "VBZ", "VBP")
            if _is_fatal(parse, index):
                return "killed"
            return PATIENT_VERBS.get(token.lemma) if is_active else None
        if token.pos not in ("NUM", "ADJ", "ADV", "DET", "ADP", "NOUN") or token.text == ",":
            return None
    return None


def _by_right_verb(parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    """Read the passive that follows the phrase, where the parser has lost the subject."""
    for token in parse.tokens[counted.last + 1 : counted.last + 5]:
        if token.tag == "VBN" and token.pos == "VERB":
            is_active = parse.tokens[token.index - 1].lemma == "have"
            return None if is_active else PATIENT_VERBS.get(token.lemma)
        if token.pos not in ("AUX", "ADV"):
            return None
    return None


def _by_category(parse: ParsedSentence, counted: Counted) -> QuantityKind | None:
    return None if counted.noun is None else COUNTED_KINDS.get(_lemma(parse, counted.noun))
