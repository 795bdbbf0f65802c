"""Verbs of judging and wanting: "condemned the strikes", "wants to leave", "referred to it".

Their content is somebody's concern and nobody's assertion, so it is an attribution that no chain
of a report goes through. Verbs that report are `reporting`; adjectives and nouns of attitude are
`attitude_phrases`.
"""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.lexicon import attribution_words, claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.sayings.attitude_phrases import (
    attitude_cue,
    attitude_phrases,
    is_attitude_noun,
)
from dragoman.stages.sayings.cue import Cue, clause_tokens
from dragoman.stages.sayings.reporting_words import cue_tokens, source_of
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children, is_passive, subtree

__all__ = ["attitude_cues"]

_PLACES = frozenset({"GPE", "LOC", "FAC", "PRODUCT"})
_TARGETS = frozenset(
    {"convoy", "port", "base", "village", "ship", "tanker", "town", "camp", "city", "bridge",
     "position", "post", "outpost", "checkpoint", "barracks", "vehicle", "bus", "house", "home",
     "building", "plant", "airport", "market", "station", "target", "patrol", "vessel", "train"}
)  # fmt: skip
_OF_THE_OBJECT = frozenset({"for", "as", "of", "on", "over", "about", "to", "with", "from"})
_PHYSICAL = frozenset({"attack", "hit", "hammer", "target", "strike", "block", "rip"})


def attitude_cues(parse: ParsedSentence, reporting: list[Cue]) -> list[Cue]:
    """Return the cues of attitude, in text order; verbs already read as reporting are left out.

    One that reports only if words are quoted beside it ("praised him") may be of attitude too.
    """
    known = {cue.head for cue in reporting if cue.content}
    verbs = [
        t.index
        for t in parse.tokens
        if t.pos == "VERB" and t.dep not in ("amod", "compound") and t.index not in known
    ]
    found = {i: cue for i in verbs if (cue := _judging(parse, i)) is not None}
    heads = known | set(found)
    for i in verbs:
        cue = None if i in heads else _wanting(parse, i, heads)
        if cue is not None:
            found[i] = cue
    phrases = attitude_phrases(parse, known | set(found))
    return sorted((*found.values(), *phrases), key=lambda cue: cue.head)


def _judging(parse: ParsedSentence, verb: int) -> Cue | None:
    if is_attitude_noun(parse, verb):
        return None  # "voiced optimism that": the noun tells the attitude
    prep, content = -1, _content(parse, verb)
    if not content:
        prep, content = _after_preposition(parse, verb)
    source = source_of(parse, verb) if content else None
    if source is None or source in content:
        return None
    cue = cue_tokens(parse, verb)
    cue = (*cue, prep) if prep == max(cue) + 1 else cue
    found = attitude_cue(parse, verb, cue, source, content)
    expects = parse.tokens[verb].lemma in claim_words().forecast["outlooks"]
    return replace(found, by_author=expects and parse.tokens[source].lemma in ("we", "i"))


def _content(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    if parse.tokens[verb].lemma not in attribution_words().attitudes.judging:
        return ()
    named = child(parse, verb, "nsubjpass" if is_passive(parse, verb) else "dobj")
    if named is None or parse.tokens[named].tag in ("WP", "WDT"):
        return ()
    if parse.tokens[verb].lemma in _PHYSICAL and not _is_judged(parse, named):
        return ()
    phrase = clause_tokens(parse, named)
    return phrase if is_passive(parse, verb) else (*phrase, *_behind(parse, verb, phrase))


def _behind(parse: ParsedSentence, verb: int, phrase: tuple[int, ...]) -> tuple[int, ...]:
    """As in "thanked him for the aid": what stands right behind the object, of the verb's own."""
    last = max(phrase)
    for prep in children(parse, verb, "prep"):
        below = subtree(parse, prep)
        if below[0] == last + 1 and parse.tokens[prep].lemma in _OF_THE_OBJECT:
            last = below[-1]
    return tuple(range(max(phrase) + 1, last + 1))


def _after_preposition(parse: ParsedSentence, verb: int) -> tuple[int, tuple[int, ...]]:
    """As in "referred to the raid", "lashed out at the court": the preposition and what follows."""
    words = attribution_words()
    for prep in children(parse, verb, "prep"):
        named = f"{parse.tokens[verb].lemma} {parse.tokens[prep].lemma}"
        if named in words.attitudes.preposition:
            told = children(parse, prep, "pobj", "pcomp")
            if told and child(parse, verb, "dobj") is None:
                return prep, clause_tokens(parse, told[0])
    return -1, ()


def _wanting(parse: ParsedSentence, verb: int, heads: set[int]) -> Cue | None:
    """As in "wants to leave", "refused to talk", "is expected to resign", "seems to have fled"."""
    words = attribution_words().attitudes
    lemma = parse.tokens[verb].lemma
    told = child(parse, verb, "xcomp", "ccomp")
    if told is None or not verb_group(parse, told).infinitive or told in heads:
        return None
    passive = is_passive(parse, verb)
    is_nobodys = lemma in (words.foreseen if passive else words.seeming)
    if not is_nobodys and (passive or lemma not in words.wanting):
        return None
    clause = clause_tokens(parse, told)
    cue = cue_tokens(parse, verb)
    if is_nobodys:
        subject = child(parse, verb, "nsubj", "nsubjpass")
        if subject is None:
            return None
        return attitude_cue(parse, verb, cue, None, (*clause_tokens(parse, subject), *clause))
    source = source_of(parse, verb)
    return (
        None
        if source is None or source in clause
        else attitude_cue(parse, verb, cue, source, clause)
    )


def _is_judged(parse: ParsedSentence, named: int) -> bool:
    """Whether what is attacked is attacked with words: a rival, a plan, and no town or troops."""
    token = parse.tokens[named]
    if token.pos == "NOUN" and load_actor_nouns().find([token.lemma]) is not None:
        return False
    return token.ner not in _PLACES and token.lemma not in _TARGETS
