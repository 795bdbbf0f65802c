"""How one more governing word changes a stance: the algebra behind `read_stance`."""

from __future__ import annotations

import msgspec

from dragoman.knowledge.lexicon import Effect, stance_words
from dragoman.records import ParsedSentence, Stance
from dragoman.stages.stances.verb_group import VerbGroup
from dragoman.stages.tree import children

__all__ = ["apply_effect", "apply_group", "less_certain", "weaken"]

_CERTAINTIES = ("certain", "probable", "possible", "uncommitted")
_REAL = ("occurred", "ongoing", "generic")
_CAUSATIVES = frozenset({"make", "let", "help", "see", "hear", "watch", "have", "feel"})
_FUTURE_WORDS = frozenset({"tomorrow", "next", "later", "soon", "shortly", "upcoming", "coming"})


def less_certain(stance: Stance, certainty: str) -> Stance:
    """Return the stance with the lower of its own and the given certainty."""
    lower = max(_CERTAINTIES.index(stance.certainty), _CERTAINTIES.index(certainty))
    return msgspec.structs.replace(stance, certainty=_CERTAINTIES[lower])


def apply_effect(stance: Stance, effect: Effect) -> Stance:
    """Return what `effect` makes of a stance read so far, from the inside outwards."""
    replace = msgspec.structs.replace
    match effect:
        case "denied":
            return _denied(stance)
        case "unlikely":
            return less_certain(_denied(replace(stance, status="hypothetical")), "probable")
        case "open":
            return less_certain(replace(stance, polarity="open"), "uncommitted")
        case "excluded":
            return _denied(replace(stance, status="hypothetical"))
        case "probable" | "possible" | "uncommitted":
            return less_certain(stance, effect)
        case "occurred":
            return stance
        case "planned":
            changed = stance.status in (*_REAL, "attempted")
            return replace(stance, status="planned") if changed else stance
        case "hypothetical":
            changed = stance.status in (*_REAL, "attempted", "planned")
            now = replace(stance, status="hypothetical") if changed else stance
            return less_certain(now, "uncommitted")
        case "purpose":
            # Imagined like any aim, but of something done: it is likelier than not.
            changed = stance.status in (*_REAL, "attempted", "planned")
            now = replace(stance, status="hypothetical") if changed else stance
            return less_certain(now, "probable")
        case _:
            # "Foiled an attempt to attack", "cancelled the planned visit".
            aimed = effect == "averted" and stance.status in ("attempted", "planned")
            changed = aimed or stance.status in _REAL
            return replace(stance, status=effect) if changed else stance


def _denied(stance: Stance) -> Stance:
    """Negate: an attempt at preventing that failed leaves the thing itself as having happened."""
    if stance.status == "averted":
        return msgspec.structs.replace(stance, status="occurred")
    flipped = {"affirmed": "denied", "denied": "affirmed", "open": "open"}[stance.polarity]
    return msgspec.structs.replace(stance, polarity=flipped)


def weaken(stance: Stance, effect: Effect) -> Stance:
    """Return what is left of an effect on the far side of a reporting verb: doubt, no more."""
    if effect in ("denied", "open", "hypothetical", "uncommitted", "unlikely"):
        return less_certain(stance, "uncommitted")
    if effect in ("probable", "possible"):
        return less_certain(stance, effect)
    return stance


def apply_group(stance: Stance, group: VerbGroup, parse: ParsedSentence, verb: int) -> Stance:
    """Apply tense, aspect and modal; negation and adverbs are the caller's."""
    if group.modal is not None:
        return _with_modal(stance, group, parse, verb)
    if group.infinitive:
        return stance
    if _is_bare(parse, verb, group):
        return apply_effect(stance, "hypothetical")
    token = parse.tokens[verb]
    if group.progressive and group.tense == "present":
        ahead = _has_future_time(parse, verb)
        return apply_effect(stance, "planned" if ahead else "ongoing")
    if group.tense == "present" and not group.perfect:
        if _has_future_time(parse, verb):
            return apply_effect(stance, "planned")
        if token.lemma in stance_words().stative and parse.sentence.kind != "title":
            return apply_effect(stance, "ongoing")
    return stance


def _is_bare(parse: ParsedSentence, verb: int, group: VerbGroup) -> bool:
    """A base form with no "do", no "to" and no causative above: a command or a subjunctive."""
    token = parse.tokens[verb]
    if token.tag != "VB" or (group.auxiliaries and token.dep not in ("ROOT", "conj")):
        return False
    if not group.auxiliaries and _has_told_subject(parse, verb):
        return False
    if any(parse.tokens[i].lemma == "do" for i in group.auxiliaries):
        return token.dep == "ROOT" and not any(c < verb for c in children(parse, verb, "nsubj"))
    above = parse.tokens[token.head].lemma
    return not (token.dep in ("ccomp", "xcomp") and above in _CAUSATIVES)


def _has_told_subject(parse: ParsedSentence, verb: int) -> bool:
    """As in "Gunmen kidnap 31", "Watch: police arrest a man": nobody is told to do it."""
    token = parse.tokens[verb]
    alone = token.head == verb or (
        token.dep == "ccomp" and any(t.text == ":" for t in parse.tokens[token.head : verb])
    )
    return alone and any(i < verb for i in children(parse, verb, "nsubj"))


def _with_modal(stance: Stance, group: VerbGroup, parse: ParsedSentence, verb: int) -> Stance:
    match group.modal:
        case "will" | "shall":
            return apply_effect(stance, "planned")
        case "would":
            if group.perfect:
                return apply_effect(apply_effect(stance, "hypothetical"), "denied")
            reported = _is_reported(parse, verb)
            return apply_effect(stance, "planned" if reported else "hypothetical")
        case "may" | "might" | "could" | "can":
            if not group.perfect:
                stance = _imagined(stance)
            return less_certain(stance, "possible")
        case "must" if group.perfect:
            return less_certain(stance, "probable")
        case "should" | "ought" if group.perfect:
            return apply_effect(apply_effect(stance, "hypothetical"), "denied")
        case _:
            return apply_effect(stance, "hypothetical")


def _imagined(stance: Stance) -> Stance:
    if stance.status in _REAL:
        return msgspec.structs.replace(stance, status="hypothetical")
    return stance


def _is_reported(parse: ParsedSentence, verb: int) -> bool:
    """Whether the verb is in a clause under another verb, where "would" is the past of "will"."""
    token = parse.tokens[verb]
    while token.dep == "conj":
        token = parse.tokens[token.head]
    return token.dep in ("ccomp", "relcl", "acl", "pcomp")


def _has_future_time(parse: ParsedSentence, verb: int) -> bool:
    for i in children(parse, verb, "npadvmod", "advmod"):
        nearby = [i, *children(parse, i, "amod", "advmod")]
        if any(parse.tokens[j].lemma in _FUTURE_WORDS for j in nearby):
            return parse.tokens[verb].lemma != "say"
    return False
