"""Whose an actor is not, or is, by what is done: states deal with others, and send their own."""

from __future__ import annotations

from collections.abc import Mapping, Set

from dragoman.records import ParsedSentence
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import child, children, object_of, subject_of, subtree

__all__ = [
    "FLYING",
    "RULING",
    "dealt_with",
    "is_acted_on",
    "is_shot_down",
    "may_be_abroad",
    "who_deploys",
]

Known = Mapping[tuple[int, int], str]
"""The country of actors that have one, by sentence and head."""

RULING = frozenset({"government", "authority", "cabinet", "junta", "ministry"})
"""What governs where the sentence is set if no country is spoken of. Presidents travel."""
_FOREIGN = frozenset({"expel", "accuse", "summon", "sue", "invade", "recognise", "recognize"})
"""What governments do to others than their own."""
_TO_OTHERS = _FOREIGN | frozenset(
    "condemn criticise criticize denounce sanction congratulate thank blame".split()
)
"""What a government does not do to its own state."""
_TO_FOREIGNERS = frozenset({"sanction", "invade", "recognise", "recognize", "summon"})
"""What a state does not do to its own people."""
_LISTS = frozenset("designate blacklist delist list".split())
_PENALTIES = frozenset({"sanction", "embargo", "ban"})
"""What states put on those of others, and take off them."""
_MEETS = frozenset("meet speak talk telephone phone greet receive host".split())
"""What a leader does with one who is said to be of a country, which is then another."""
FLYING = frozenset("drone missile rocket projectile warhead uav".split())
"""What comes flying from elsewhere: it is not of where it is shot down."""
_DOWNING = frozenset("shoot down intercept destroy neutralise neutralize repel".split())
"""What is done to what comes from another country."""
_ABROAD = frozenset(
    "meet visit arrive travel fly talk attend land tour host receive greet summit trip visitor "
    "exile flee refuge leave return embassy conference forum delegation condemn denounce deplore "
    "criticise criticize congratulate thank".split()
)
"""Words of who may be in another country than his own, or speaks of one."""
_DEPLOYS = frozenset(
    "deploy mass send withdraw move mobilise mobilize station concentrate reinforce dispatch "
    "redeploy pull lose gather commit amass".split()
)
"""What a state does with troops of its own."""


def may_be_abroad(parse: ParsedSentence) -> bool:
    """Whether a sentence has words of journeys, meetings or of what is said of other countries."""
    return any(token.lemma in _ABROAD for token in parse.tokens)


def is_acted_on(draft: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether it is whom a government deals with as another's: "expelled French troops"."""
    token = parse.tokens[draft.head]
    while token.dep in ("amod", "compound", "nmod", "poss") and token.head != token.index:
        token = parse.tokens[token.head]
    return token.dep in ("dobj", "nsubjpass") and parse.tokens[token.head].lemma in _FOREIGN


def is_shot_down(draft: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether it is what came from elsewhere: "shot down 41 of 70 drones"."""
    token = parse.tokens[draft.head]
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.lemma == "of":
        token, above = parse.tokens[above.head], parse.tokens[parse.tokens[above.head].head]
    is_object = token.dep in ("dobj", "nsubjpass") and above.lemma in _DOWNING
    return is_object and draft.lemma in FLYING


def dealt_with(
    draft: ActorDraft,
    sectors: tuple[str, ...],
    parse: ParsedSentence,
    known: Known,
    states: Set[tuple[int, int]],
) -> set[str]:
    """Return the country that a government deals with as another's, or that deals so with him."""
    token = parse.tokens[draft.head]
    verb, end = parse.tokens[token.head].lemma, None
    if token.dep == "nsubj" and "GOV" in sectors:
        if verb in _MEETS:
            return _countries_met(draft, parse, known)
        if verb in _LISTS or _is_of_penalties(parse, token.head):
            return _countries_in(draft, parse, known, children(parse, token.head, "dobj", "prep"))
        end = object_of(parse, token.head) if verb in _TO_OTHERS else None
    elif token.dep == "dobj" and verb in _TO_FOREIGNERS:
        end = subject_of(parse, token.head)
    elif token.dep in ("dobj", "pobj") and draft.lemma in RULING:
        # "Washington urged the authorities": no state deals with its own government.
        end = subject_of(
            parse, token.head if token.dep == "dobj" else parse.tokens[token.head].head
        )
        end = end if (draft.sentence, end) in states else None
    country = None if end is None else known.get((draft.sentence, end))
    return set() if country is None else {country}


def _countries_met(draft: ActorDraft, parse: ParsedSentence, known: Known) -> set[str]:
    """Return the countries that the words around those met name: "President X of Kenya"."""
    verb = parse.tokens[draft.head].head
    preps = (i for i in children(parse, verb, "prep") if parse.tokens[i].lemma in ("with", "to"))
    met = [child(parse, verb, "dobj"), *(child(parse, i, "pobj") for i in preps)]
    around = [i for m in met if m is not None for i in children(parse, m)]
    return _countries_in(draft, parse, known, around)


def _is_of_penalties(parse: ParsedSentence, verb: int) -> bool:
    """Whether it imposes or lifts sanctions."""
    put = children(parse, verb, "dobj")
    return any(parse.tokens[i].lemma in _PENALTIES for i in put)


def _countries_in(
    draft: ActorDraft, parse: ParsedSentence, known: Known, words: list[int]
) -> set[str]:
    """Return the countries that the words or those below them name."""
    below = {i for word in words for i in subtree(parse, word)}
    return {known[draft.sentence, i] for i in below if (draft.sentence, i) in known}


def who_deploys(draft: ActorDraft, parse: ParsedSentence, known: Known) -> str | None:
    """Return the country of who sends them: "accused Ethiopia of massing troops"."""
    token = parse.tokens[draft.head]
    if token.dep != "dobj" or parse.tokens[token.head].lemma not in _DEPLOYS:
        return None
    subject = subject_of(parse, token.head)
    if subject is None:
        return None
    words = (subject, *children(parse, subject, "amod", "compound", "poss", "nmod"))
    told = (known.get((draft.sentence, word)) for word in words)
    return next((country for country in told if country is not None), None)
