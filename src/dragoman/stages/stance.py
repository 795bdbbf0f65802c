"""Stance of one event word: did it happen, is it planned, denied, asked; by grammar alone.

The reading starts at the word and climbs: its own verb group or modifiers first, then each word
that governs it, until one that no longer bears on it. Who holds the stance is for `attribute`.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.knowledge.lexicon import Effect, effect_of, stance_words
from dragoman.records import ParsedSentence, Stance
from dragoman.stages.stances.effects import apply_effect, apply_group, weaken
from dragoman.stages.stances.governor_step import Step
from dragoman.stages.stances.governors import step_up
from dragoman.stages.stances.meant import is_meant
from dragoman.stages.stances.verb_group import (
    has_none,
    is_inverted_condition,
    is_lasting_condition,
    is_more_than,
    is_negated,
    verb_group,
)
from dragoman.stages.tree import child, children, is_what_was_done

__all__ = ["is_ahead", "is_shown", "read_stance"]

_DENIED = Stance(polarity="denied")
_FAILING = frozenset({"fail", "neglect", "omit"})
_UNREAL = frozenset({"hypothetical", "planned", "averted", "attempted"})


@lru_cache(maxsize=512)
def read_stance(parse: ParsedSentence, trigger: int) -> Stance:
    """Return the grammatical stance of the predicate or noun at token `trigger`.

    A noun that nothing denies or plans is taken to have happened, as readers do. A reporting
    verb above the word is passed through: its holder's certainty is not lowered here, only its
    negation ("did not say that …") makes the content uncommitted.
    """
    stance = _own_reading(parse, trigger)
    node: int | None = trigger
    weak = False
    for _ in parse.tokens:
        if node is None:
            return stance
        step = step_up(parse, node)
        stance = _taken(parse, stance, step, weak=weak)
        weak = weak or step.weakens
        node = step.above
    return stance


def is_shown(parse: ParsedSentence, trigger: int, stance: Stance) -> bool:
    """Whether the grammatical stance of a word is beyond doubt.

    So is what is only supposed, plotted or within somebody's power, what is asked after "whether",
    what is "not only" so, what nobody does or nobody suffers ("no troops were sent"), what is to
    come before something else ("once arrested, he will be tried"), "the theory is that", what
    somebody fails to do or stops short of, and what "did not" happen.
    """
    if stance == _DENIED and _is_said_not(parse, trigger):
        return True
    is_undone = has_none(parse, trigger) or _is_left_undone(parse, trigger)
    if is_more_than(parse, trigger) or (stance.polarity == "denied" and is_undone):
        return True
    if stance.polarity == "open":
        marks = children(parse, _clause(parse, trigger), "mark")
        return any(parse.tokens[i].lemma in ("whether", "if") for i in marks)
    if _may_have_been(parse, trigger, stance) or _is_theory(parse, trigger, stance):
        return True
    if _is_occasion(parse, trigger, stance):
        return True
    if (stance.status in _UNREAL or stance.polarity == "denied") and is_meant(parse, trigger):
        return True
    if stance.status != "hypothetical" or parse.tokens[trigger].pos not in ("VERB", "AUX"):
        return False
    return _is_condition(parse, _clause(parse, trigger)) or _is_supposed(parse, trigger)


def _is_said_not(parse: ParsedSentence, trigger: int) -> bool:
    """Whether a verb has "not" beside its own "do": "did not fire", but not "until" midnight."""
    group = {parse.tokens[i].lemma for i in children(parse, trigger, "aux", "neg")}
    later = children(parse, trigger, "advcl", "prep", "advmod")
    opening = (j for i in later for j in (i, *children(parse, i, "mark")))
    return group == {"do", "not"} and all(parse.tokens[i].lemma != "until" for i in opening)


def _is_left_undone(parse: ParsedSentence, trigger: int) -> bool:
    token = parse.tokens[trigger]
    above = parse.tokens[token.head]
    if token.dep == "xcomp":
        return above.lemma in _FAILING and token.lemma != "stop"
    return token.dep == "pcomp" and parse.tokens[above.head].lemma == "short"


def is_ahead(parse: ParsedSentence, trigger: int) -> bool:
    """Whether the verb tells what "is to" or "was to" be."""
    token, group = parse.tokens[trigger], verb_group(parse, trigger)
    bare = group.modal is None and group.infinitive and not group.perfect
    if not bare or token.dep != "xcomp" or parse.tokens[token.head].lemma != "be":
        return False
    return not any(is_what_was_done(parse, i) for i in children(parse, token.head, "csubj"))


def _may_have_been(parse: ParsedSentence, trigger: int, stance: Stance) -> bool:
    """As in "may have planted a bomb", where nothing else makes it less than possible."""
    group = verb_group(parse, trigger)
    return group.perfect and group.modal in ("may", "might") and stance.certainty == "possible"


def _is_theory(parse: ParsedSentence, trigger: int, stance: Stance) -> bool:
    token = parse.tokens[trigger]
    said = token.dep == "ccomp" and parse.tokens[token.head].lemma == "be"
    return said and stance.certainty == "uncommitted"


def _is_occasion(parse: ParsedSentence, trigger: int, stance: Stance) -> bool:
    if stance.status != "planned" or parse.tokens[trigger].dep != "advcl":
        return False
    opening = children(parse, trigger, "mark", "advmod")
    return any(parse.tokens[i].lemma in ("once", "when") for i in opening)


def _clause(parse: ParsedSentence, trigger: int) -> int:
    """Return the verb at the head of the joined or complement verbs that the trigger is one of."""
    while parse.tokens[trigger].dep in ("xcomp", "conj"):
        trigger = parse.tokens[trigger].head
    return trigger


def _is_supposed(parse: ParsedSentence, trigger: int) -> bool:
    """Whether grammar alone shows that a verb tells what may be or might have been.

    It does where the verb stands under a condition in "would", "could" or "might", where it is the
    condition itself told by its order ("should it fail"), and in "would have struck".
    """
    group = verb_group(parse, trigger)
    if group.modal == "would" and group.perfect:
        return True
    clauses = children(parse, trigger, "advcl")
    conditional = any(_is_condition(parse, clause) for clause in clauses)
    if conditional and group.modal in ("would", "could", "might", "may"):
        return True
    return is_inverted_condition(parse, _clause(parse, trigger))


def _is_condition(parse: ParsedSentence, clause: int) -> bool:
    marks = {parse.tokens[i].lemma for i in children(parse, clause, "mark")}
    opening = [parse.tokens[i].lemma for i in children(parse, clause, "advmod")]
    told = bool(marks & {"if", "unless"}) and "even" not in opening
    if told or is_inverted_condition(parse, clause) or is_lasting_condition(parse, clause):
        return True
    return _is_in_case(parse, clause)


def _is_in_case(parse: ParsedSentence, clause: int) -> bool:
    """Whether a clause tells what somebody is ready for: "in case the rebels attacked"."""
    token = parse.tokens[clause]
    above = parse.tokens[token.head]
    if token.dep in ("acl", "relcl"):
        prep = parse.tokens[above.head]
        new = child(parse, clause, "mark") is None or prep.index == above.index - 1
        return above.lemma == "case" and prep.lemma == "in" and new
    marks = children(parse, clause, "mark")
    words = [[t.lemma for t in parse.tokens[i : i + 2]] for i in marks]
    return ["in", "case"] in words


def _taken(parse: ParsedSentence, stance: Stance, step: Step, *, weak: bool) -> Stance:
    """Return the stance after one step up."""
    for effect in step.effects:
        stance = weaken(stance, effect) if weak else apply_effect(stance, effect)
    if step.group is not None:
        if weak or step.weakens:
            return _weakly(parse, stance, step.group)
        stance = _with_group(parse, stance, step.group)
    if step.phrase is not None and not weak:
        stance = _with_modifiers(parse, stance, step.phrase)
    if step.at_root and _is_question(parse):
        stance = apply_effect(stance, "probable" if _asks_which(parse) else "open")
    return stance


def _weakly(parse: ParsedSentence, stance: Stance, verb: int) -> Stance:
    """A reporting verb that is denied, asked or imagined leaves its content uncommitted."""
    if is_negated(parse, verb):
        return apply_effect(stance, "uncommitted")
    return stance


def _own_reading(parse: ParsedSentence, trigger: int) -> Stance:
    token = parse.tokens[trigger]
    if token.pos in ("VERB", "AUX") and token.dep != "amod":
        return _with_group(parse, Stance(), trigger)
    return _with_modifiers(parse, Stance(), trigger)


def _with_group(parse: ParsedSentence, stance: Stance, verb: int) -> Stance:
    """Apply a verb's tense, modal, negation and adverbs."""
    group = verb_group(parse, verb)
    stance = apply_group(stance, group, parse, verb)
    for i in children(parse, verb, "advmod", "npadvmod"):
        effect = effect_of(stance_words().adverbs, parse.tokens[i].lemma)
        if effect is None or effect == "denied":
            continue
        if effect == "generic" and (group.tense != "present" or group.progressive):
            continue
        stance = apply_effect(stance, effect)
    if group.tense == "present" and not group.perfect and _says_every(parse, verb):
        stance = apply_effect(stance, "generic")
    if group.tense == "present" and not group.perfect and _is_conditional(parse, verb):
        stance = apply_effect(stance, "hypothetical")
    if _is_in_case(parse, _clause(parse, verb)):
        stance = apply_effect(stance, "hypothetical")
    if group.negated:
        stance = apply_effect(stance, "denied")
    return stance


def _is_conditional(parse: ParsedSentence, verb: int) -> bool:
    """As in "If it rains, they withdraw": told of an occasion that may not come."""
    return any(_is_condition(parse, clause) for clause in children(parse, verb, "advcl"))


def _says_every(parse: ParsedSentence, verb: int) -> bool:
    """As in "Every year", "each week" beside the verb."""
    return any(
        parse.tokens[j].lemma in ("every", "each")
        for i in children(parse, verb, "npadvmod")
        for j in children(parse, i, "det")
    )


def _with_modifiers(parse: ParsedSentence, stance: Stance, noun: int) -> Stance:
    """Apply what stands in the noun phrase: "planned", "alleged", "no", "scheduled for Monday"."""
    words = stance_words()
    effects: list[Effect] = []
    for i in children(parse, noun, "amod", "det", "advmod", "preconj", "nmod", "compound"):
        token = parse.tokens[i]
        effect = effect_of(words.modifiers, token.text.lower(), token.lemma)
        if effect is not None and not (effect == "possible" and token.dep == "det"):
            effects.append(effect)
        for j in children(parse, i, "advmod"):
            adverb = effect_of(words.adverbs, parse.tokens[j].lemma)
            effects.extend([adverb] if adverb is not None else [])
    for i in children(parse, noun, "acl"):
        token = parse.tokens[i]
        effect = effect_of(words.verbs, token.lemma) if token.tag == "VBN" else None
        if effect in ("planned", "averted", "hypothetical", "attempted"):
            effects.append(effect)
    for effect in effects:
        stance = apply_effect(stance, effect)
    return stance


def _asks_which(parse: ParsedSentence) -> bool:
    """As in "Who struck the port?" takes the strike for granted."""
    return any(token.tag in ("WP", "WRB", "WDT", "WP$") for token in parse.tokens[:4])


def _is_question(parse: ParsedSentence) -> bool:
    text = "".join(token.text for token in parse.tokens[-3:])
    return "?" in text
