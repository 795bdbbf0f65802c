"""The words of a reporting verb and of its speaker, as token indices."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.sayings.cue import clause_tokens, without_edges
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    is_passive,
    prepositional,
    runs,
    subject_of,
    subtree,
)

__all__ = [
    "can_act", "can_speak", "cue_tokens", "is_nor_joined", "source_of", "source_tokens",
]  # fmt: skip

_MOVED = frozenset({"convince", "persuade", "concern", "worry"})
_DECISIONS = frozenset({"decision", "choice", "move", "readiness", "willingness", "courage"})


def source_of(parse: ParsedSentence, verb: int) -> int | None:
    """The active subject, the agent of a passive, or None: who "is convinced" holds it himself."""
    if is_passive(parse, verb) and parse.tokens[verb].lemma in _MOVED:
        return subject_of(parse, verb)
    if is_passive(parse, verb):
        agents = [p for a in children(parse, verb, "agent") for p in children(parse, a, "pobj")]
        return agents[0] if agents else None
    subject = _who_can_speak(parse, verb, subject_of(parse, verb))
    subject = _who_decides(parse, verb) if subject is None else subject
    if subject is None or parse.tokens[subject].dep == "expl":
        return None
    token = parse.tokens[subject]
    if token.pos == "ADJ" and any(n in ("of", "in") for n, _ in prepositional(parse, subject)):
        return subject  # "several of the newcomers", "many in the capital"
    return None if token.pos in ("VERB", "AUX", "ADJ") or token.tag == "WDT" else subject


def _who_decides(parse: ParsedSentence, verb: int) -> int | None:
    """As in "the decision of X to admit that", "its readiness to say that"."""
    token = parse.tokens[verb]
    if token.dep != "acl" or parse.tokens[token.head].lemma not in _DECISIONS:
        return None
    of = (noun for name, noun in prepositional(parse, token.head) if name == "of")
    return child(parse, token.head, "poss") or next(of, None)


def _who_can_speak(parse: ParsedSentence, verb: int, subject: int | None) -> int | None:
    """As in "Baku cancelled talks, saying …", where the participle is hung on the talks.

    Only one set off by a comma may go with another than the noun before it: "a video, showing".
    """
    token = parse.tokens[verb]
    loose = token.dep == "acl" and token.tag == "VBG" and parse.tokens[verb - 1].text == ","
    if subject is None or not loose or can_act(parse, subject):
        return subject
    above = next((i for i in ancestors(parse, subject) if parse.tokens[i].pos == "VERB"), None)
    other = None if above is None else subject_of(parse, above)
    return other if other is not None and can_speak(parse, other) else subject


def source_tokens(parse: ParsedSentence, source: int, verb: int) -> tuple[int, ...]:
    """Return the speaker's phrase without the clause of the verb itself, if that hangs on it."""
    below = [i for i in children(parse, source) if verb in subtree(parse, i)]
    later = [i for i in children(parse, source, "relcl", "acl") if i > verb]
    phrase = runs(clause_tokens(parse, source, without=[*below, *later]))
    return tuple(without_edges(parse, next(run for run in phrase if source in run)))


def cue_tokens(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, particle and, for "quoted as saying", what leads to it."""
    subject = child(parse, verb, "nsubj", "nsubjpass")
    # "Does she think": what stands before the speaker is no part of the cue.
    first = -1 if subject is None or subject > verb else subject
    helping = [i for i in verb_group(parse, verb).auxiliaries if i > first]
    parts = [verb, *helping, *children(parse, verb, "prt")]
    token = parse.tokens[verb]
    if token.dep == "pcomp" and parse.tokens[token.head].lemma == "as":
        above = parse.tokens[token.head].head
        parts += [token.head, *cue_tokens(parse, above)]
    # "Also said", "repeatedly warned": the adverb just before belongs to the saying.
    parts += [i for i in children(parse, verb, "advmod") if i == min(parts) - 1]
    close = [i for i in parts if abs(i - verb) <= 6 and i <= verb + 2]
    return tuple(sorted(close))


def can_speak(parse: ParsedSentence, source: int) -> bool:
    """Whether the noun names a party, a person or a document, not a fact that shows something."""
    token = parse.tokens[source]
    if token.pos in ("PROPN", "PRON"):
        return token.lemma not in ("this", "that", "it", "all", "these", "which", "what")
    if token.ner in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    words = attribution_words().sources
    listed = (words.document, words.media, words.unnamed, words.office)
    return any(token.lemma in nouns for nouns in listed)


def can_act(parse: ParsedSentence, noun: int) -> bool:
    """Whether the noun names somebody who does things: also soldiers, followers, tribesmen."""
    token = parse.tokens[noun]
    if can_speak(parse, noun) or token.lemma in ("they", "we", "he", "she", "i", "you"):
        return True
    return token.pos == "NOUN" and load_actor_nouns().find([token.lemma]) is not None


def is_nor_joined(parse: ParsedSentence, verb: int) -> bool:
    """As in "neither confirmed nor denied": the second verb is negated by what joins it."""
    token = parse.tokens[verb]
    if token.dep != "conj":
        return False
    joining = [parse.tokens[i].lemma for i in children(parse, token.head, "cc")]
    return "nor" in joining and verb > token.head
