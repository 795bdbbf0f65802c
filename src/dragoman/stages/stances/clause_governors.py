"""What stands above an event that is told in a clause: "vowed to strike", "if it strikes".

Nouns and prepositions are `governors`.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import Effect, effect_of, stance_words, verb_class
from dragoman.records import ParsedSentence
from dragoman.stages.stances.governor_step import STOP, Step, verb_names
from dragoman.stages.stances.meant import is_told_of_nothing
from dragoman.stages.stances.verb_group import (
    VerbGroup,
    is_inverted_condition,
    is_lasting_condition,
    verb_group,
)
from dragoman.stages.tree import child, children, is_passive, is_what_was_done

__all__ = ["adverbial", "clausal_complement", "clause_subject", "noun_clause", "open_complement"]

_FACTUAL_HEADS = frozenset({"first", "last", "only", "latest", "second", "third", "next"})
_REPUTED = frozenset({"say", "report", "allege", "claim", "rumor", "rumour", "suspect"})
_CAUSATIVES = frozenset({"make", "let", "help", "see", "hear", "watch", "have", "feel"})
_WISHES = frozenset({"hope", "want", "like", "wish", "expect", "plan", "intend"})
_MARKS_TO_COME = frozenset({"when", "once", "until", "till", "after", "before", "whenever"})

_ASKING = frozenset("know learn determine establish clarify ascertain ask wonder verify".split())
"""Verbs after which "if" may stand for "whether"."""
_OCCASIONS = frozenset({"once", "when", "whenever", "before", "soon"})


def open_complement(parse: ParsedSentence, node: int, head: int) -> Step:
    """Return the step from an infinitive or gerund: "plans to strike", "began shelling"."""
    governor = parse.tokens[head]
    group = verb_group(parse, node)
    words = stance_words()
    if governor.pos == "ADJ" or governor.dep == "acomp":
        return Step(above=head, effects=(_of_adjective(parse, head),))
    if governor.pos not in ("VERB", "AUX"):
        effect = effect_of(words.nouns, governor.lemma) or "hypothetical"
        return Step(above=head, effects=(effect,), phrase=head)
    effect = _of_verb(parse, group, head)
    if effect == "uncommitted" and not is_passive(parse, head):
        effect = "occurred"
    if group.perfect and governor.lemma not in _WISHES and effect in ("planned", "hypothetical"):
        effect = "uncommitted"
    return Step(above=head, effects=(effect,), group=head)


def _of_adjective(parse: ParsedSentence, adjective: int) -> Effect:
    """What an adjective does to its infinitive: "was able to" tells what was done, "is able" not.

    "Too weak to resist" tells what cannot be.
    """
    words = stance_words()
    token = parse.tokens[adjective]
    if any(parse.tokens[i].lemma == "too" for i in children(parse, adjective, "advmod")):
        return "denied"
    if token.lemma in words.feelings and verb_group(parse, token.head).tense == "past":
        return "occurred"
    return effect_of(words.adjectives, token.lemma) or "hypothetical"


def _of_verb(parse: ParsedSentence, group: VerbGroup, head: int) -> Effect:
    """What a verb does to the infinitive or gerund in its complement."""
    words = stance_words()
    names = verb_names(parse, head)
    if group.infinitive:
        token = parse.tokens[head]
        if token.lemma == "use" and token.tag == "VBD" and not is_passive(parse, head):
            # "Used to shell the town": a habit of the past, and no purpose.
            return "occurred"
        effect = effect_of(words.infinitives, *names)
        if effect is not None:
            return effect
    return effect_of(words.verbs, *names) or _default(parse, group, head)


def _default(parse: ParsedSentence, group: VerbGroup, head: int) -> Effect:
    """The effect of an unlisted verb on the verb in its complement."""
    governor = parse.tokens[head]
    above = verb_group(parse, head)
    if not group.infinitive:
        return "occurred"
    if governor.lemma == "be":
        led = any(is_what_was_done(parse, i) for i in children(parse, head, "csubj"))
        return "occurred" if led and above.tense == "past" else "planned"
    if governor.lemma == "have":
        return "occurred" if above.tense == "past" else "hypothetical"
    if governor.lemma == "go" and above.progressive:
        return "planned"
    return "uncommitted" if verb_class(governor.lemma) is not None else "hypothetical"


def clausal_complement(parse: ParsedSentence, node: int, head: int) -> Step:
    """Return the step from a clause that is said, thought or wished."""
    governor = parse.tokens[head]
    group = verb_group(parse, node)
    bare = parse.tokens[node].tag == "VB" and governor.lemma in _CAUSATIVES and group.modal is None
    if (group.infinitive and group.modal is None) or bare:
        return open_complement(parse, node, head)
    words = stance_words()
    said = child(parse, head, "acomp", "attr") if governor.lemma == "be" else None
    if said is not None:
        # "It is unlikely that …": the clause hangs on the copula, its weight on the adjective.
        table = words.adjectives if parse.tokens[said].pos == "ADJ" else words.nouns
        weighed = _certain_only(effect_of(table, parse.tokens[said].lemma))
        return Step(above=head, effects=weighed, group=head, weakens=True)
    if governor.lemma == "be" and (subject := child(parse, head, "nsubj")) is not None:
        # "One theory is that …".
        weighed = _certain_only(effect_of(words.nouns, parse.tokens[subject].lemma))
        return Step(above=head, effects=weighed, group=head, weakens=True)
    if governor.pos not in ("VERB", "AUX"):
        table = words.adjectives if governor.pos == "ADJ" else words.nouns
        return Step(above=head, effects=_certain_only(effect_of(table, governor.lemma)))
    subjunctive = parse.tokens[node].tag == "VB" and group.modal is None and group.tense == "none"
    mark = _mark_effect(parse, node, "open")
    effects: list[Effect] = [] if mark is None else [mark]
    if verb_class(governor.lemma) == "denies":
        effects.append("denied")
    elif subjunctive and effect_of(words.verbs, governor.lemma) == "hypothetical":
        effects.append("hypothetical")
    elif is_passive(parse, head) and governor.lemma in _REPUTED:
        effects.append("uncommitted")
    else:
        found = effect_of(words.verbs, governor.lemma)
        effects.extend(() if found == "uncommitted" else _certain_only(found))
    if governor.lemma in ("hope", "wish", "imagine", "pretend") and not effects:
        effects.append("hypothetical")
    if governor.lemma in ("believe", "think", "suppose", "guess"):
        effects = ["probable"]
    return Step(above=head, effects=tuple(effects), group=head, weakens=True)


def _certain_only(effect: Effect | None) -> tuple[Effect, ...]:
    """Before a finite clause a word changes certainty or polarity, never the time."""
    lasting = ("open", "probable", "possible", "uncommitted", "unlikely")
    return (effect,) if effect in lasting else ()


def _mark_effect(parse: ParsedSentence, node: int, for_if: Effect) -> Effect | None:
    for i in children(parse, node, "mark", "advmod"):
        word = parse.tokens[i].lemma
        if word == "if":
            return for_if
        if parse.tokens[i].dep == "mark":
            effect = effect_of(stance_words().marks, word)
            if effect is not None:
                return effect
    return None


def adverbial(parse: ParsedSentence, node: int, head: int) -> Step:
    """Return the step from a clause of condition, purpose, time or manner."""
    group = verb_group(parse, node)
    asked: Effect = "open" if _is_asked(parse, node, head) else "hypothetical"
    effect = _mark_effect(parse, node, asked)
    if effect is None and (is_inverted_condition(parse, node) or is_lasting_condition(parse, node)):
        effect = "hypothetical"
    if effect is not None:
        return Step(effects=(effect, "uncommitted"))
    if group.infinitive:
        return Step(effects=("purpose",) if _was_done(parse, head) else ("hypothetical",))
    marks = [parse.tokens[i].lemma for i in children(parse, node, "mark", "advmod")]
    if group.tense == "none" and group.modal is None:
        marked = bool(children(parse, node, "mark"))
        verbal = parse.tokens[head].pos in ("VERB", "AUX")
        return Step(above=head, group=head) if verbal and not marked else STOP
    if _is_past_to_come(parse, node, head):
        return Step(effects=("planned",))
    ahead = verb_group(parse, head).modal in ("will", "would", "shall", "may", "could", "might")
    if group.tense == "present" and not group.perfect and _MARKS_TO_COME & set(marks):
        # "When they meet": a coming occasion after "will", any occasion otherwise.
        return Step(effects=("planned",) if ahead else ("hypothetical",))
    return STOP


def _is_asked(parse: ParsedSentence, node: int, head: int) -> bool:
    """As in "it is not known if they planted it", where "if" stands for "whether"."""
    verb = parse.tokens[head]
    return node > head and verb.lemma in _ASKING and child(parse, head, "dobj") is None


def _is_past_to_come(parse: ParsedSentence, node: int, head: int) -> bool:
    """As in "would leave once it was paid", "only after it had been": yet to come, told as past.

    A plain "after" more often tells what was done: "would recall its envoy after he was insulted".
    """
    marks = {parse.tokens[i].lemma for i in children(parse, node, "mark", "advmod")}
    if parse.tokens[head].lemma == "soon":
        marks, head = marks | {"soon"}, parse.tokens[head].head
    if verb_group(parse, node).tense != "past" or verb_group(parse, head).modal != "would":
        return False
    return bool(marks & _OCCASIONS) or {"only", "after"} <= marks


def _was_done(parse: ParsedSentence, verb: int) -> bool:
    """A plain past or perfect that nothing denies: what was done for a purpose mostly served it."""
    group = verb_group(parse, verb)
    told = group.tense == "past" or (group.tense == "present" and group.perfect)
    held = child(parse, verb, "dobj")
    # "Praised the efforts to hold talks": hung on the verb, it is what the noun aims at.
    aimed = held is not None and effect_of(stance_words().nouns, parse.tokens[held].lemma)
    return told and not group.negated and not aimed


def noun_clause(parse: ParsedSentence, node: int, head: int) -> Step:
    """A clause that hangs on a noun: "plans to strike", "the claim that it struck"."""
    token, group = parse.tokens[node], verb_group(parse, node)
    words = stance_words()
    noun = parse.tokens[head]
    if group.infinitive:
        near = [noun.lemma, *(parse.tokens[i].lemma for i in children(parse, head, "amod"))]
        if _FACTUAL_HEADS & set(near) and noun.lemma not in ("step", "goal", "time", "plan"):
            return Step(above=head)
        if noun.pos == "ADJ":
            effect = effect_of(words.adjectives, noun.lemma) or "hypothetical"
        else:
            effect = effect_of(words.nouns, noun.lemma) or "hypothetical"
        return Step(above=head, effects=(effect,), phrase=head)
    if token.dep == "acl" and any(
        parse.tokens[i].lemma == "that" for i in children(parse, node, "mark")
    ):
        if is_told_of_nothing(parse, head):
            return Step(effects=("denied",))
        told = effect_of(words.nouns, noun.lemma)
        if told == "uncommitted" and children(parse, head, "poss", "prep"):
            # "The ministry's claim that …": whoever claims it is sure.
            told = None
        return Step(effects=() if told is None else (told,))
    return STOP


def clause_subject(parse: ParsedSentence, node: int, head: int) -> Step:
    """Return the step from a clause as subject: "to strike now would be wrong"."""
    if verb_group(parse, node).infinitive:
        return Step(effects=("hypothetical",))
    gerund = parse.tokens[node].tag == "VBG" and verb_group(parse, node).tense == "none"
    told = verb_group(parse, head).tense == "past"
    return Step(effects=("hypothetical",)) if gerund and not told else STOP
