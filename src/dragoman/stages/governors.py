"""One step up the tree from an event word: which word governs it, and with what effect."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.knowledge.lexicon import Effect, effect_of, stance_words, verb_class
from dragoman.records import ParsedSentence
from dragoman.records.base import Record
from dragoman.stages.tree import child, children
from dragoman.stages.verb_group import VerbGroup, verb_group

__all__ = ["Step", "step_up"]


class Step(Record, frozen=True, kw_only=True):
    """What the next word up does to the reading; `above` None ends the climb."""

    above: int | None = None
    effects: tuple[Effect, ...] = ()
    group: int | None = None
    """A verb whose tense, modal and negation bear on what is below."""
    phrase: int | None = None
    """A noun whose modifiers do."""
    weakens: bool = False
    """Above is a clause that reports; what stands higher can only make it less certain."""
    at_root: bool = False


_STOP = Step()
_FACTUAL_HEADS = frozenset({"first", "last", "only", "latest", "second", "third", "next"})
_PARTITIVES = frozenset(
    {"number", "dozen", "hundred", "thousand", "lot", "kind", "type", "form", "set", "string",
     "spate", "barrage", "couple", "pair", "most", "some", "part", "possibility"}
)  # fmt: skip
_WISHES = frozenset({"hope", "want", "like", "wish", "expect", "plan", "intend"})
_MARKS_TO_COME = frozenset({"when", "once", "until", "till", "after", "before", "whenever"})


def step_up(parse: ParsedSentence, node: int) -> Step:
    """Return the step from `node` to whatever governs it."""
    token = parse.tokens[node]
    if token.head == node:
        imperative = token.tag == "VB" and not children(parse, node, "aux", "nsubj", "nsubjpass")
        return Step(at_root=True, effects=("hypothetical",) if imperative else ())
    reader = _READERS.get(token.dep)
    return _STOP if reader is None else reader(parse, node, token.head)


def _conjunct(_parse: ParsedSentence, _node: int, head: int) -> Step:
    return Step(above=head)


def _copular(parse: ParsedSentence, _node: int, head: int) -> Step:
    verbal = parse.tokens[head].pos in ("VERB", "AUX")
    return Step(above=head, group=head) if verbal else _STOP


def _subject(parse: ParsedSentence, node: int, head: int) -> Step:
    verb = parse.tokens[head]
    if verb.lemma in stance_words().light or not _is_definite(parse, node):
        return Step(above=head, group=head) if verb.pos in ("VERB", "AUX") else _STOP
    return _STOP


def _object(parse: ParsedSentence, node: int, head: int) -> Step:
    verb = parse.tokens[head]
    words = stance_words()
    if verb.lemma in words.presupposing or child(parse, head, "oprd") is not None:
        return _STOP
    effect = effect_of(words.objects, *_names(parse, head))
    if effect is not None:
        return Step(above=head, group=head, effects=(effect,))
    if verb.lemma in words.light or not _is_definite(parse, node):
        return Step(above=head, group=head)
    return _STOP


def _names(parse: ParsedSentence, verb: int) -> tuple[str, str]:
    """The verb with its particle, and without."""
    lemma = parse.tokens[verb].lemma
    particle = child(parse, verb, "prt")
    return (lemma if particle is None else f"{lemma} {parse.tokens[particle].lemma}", lemma)


def _is_definite(parse: ParsedSentence, noun: int) -> bool:
    determiners = [parse.tokens[i].lemma for i in children(parse, noun, "det", "poss")]
    return any(word not in ("a", "an", "any", "some", "no", "another") for word in determiners)


def _prepositional(parse: ParsedSentence, node: int, head: int) -> Step:
    """The event is the object of a preposition, as a noun or a gerund."""
    words = stance_words()
    prep = parse.tokens[head]
    effect = _phrase_effect(parse, head)
    if effect is not None:
        return Step(effects=(effect,))
    governor = parse.tokens[prep.head]
    if governor.dep == "prt" or (governor.pos == "ADP" and governor.head != prep.head):
        governor = parse.tokens[governor.head]
    if governor.pos in ("VERB", "AUX"):
        effect = effect_of(words.verb_prepositions, f"{governor.lemma} {prep.lemma}")
        if effect is not None:
            return Step(above=governor.index, effects=(effect,), group=governor.index)
        if prep.lemma == "by" and parse.tokens[node].dep == "pcomp":
            return Step(above=governor.index, group=governor.index)
        return _gerund(parse, node, prep.lemma)
    if governor.pos == "ADJ":
        effect = effect_of(words.adjectives, governor.lemma)
        return Step(above=governor.index, effects=(effect,)) if effect else _STOP
    if governor.lemma in _PARTITIVES:
        return Step(above=governor.index, phrase=governor.index)
    effect = effect_of(words.nouns, governor.lemma)
    if effect is None or (effect == "denied" and governor.lemma == "failure"):
        return _gerund(parse, node, prep.lemma)
    onward = effect in ("occurred", "planned", "averted", "attempted")
    above = governor.index if onward else None
    return Step(above=above, effects=(effect,), phrase=governor.index)


def _gerund(parse: ParsedSentence, node: int, prep: str) -> Step:
    """What a preposition alone tells of a gerund; "before" and "after" take it as done."""
    if parse.tokens[node].dep != "pcomp" or verb_group(parse, node).perfect:
        return _STOP
    if prep == "for" and parse.tokens[parse.tokens[node].head].head != parse.tokens[node].head:
        # "arrested for attacking" blames a deed; "a plan for attacking" does not tell of one.
        above = parse.tokens[parse.tokens[parse.tokens[node].head].head]
        if above.tag in ("VBD", "VBN"):
            return _STOP
    effect = effect_of(stance_words().gerund_prepositions, prep)
    return _STOP if effect is None else Step(effects=(effect,))


def _phrase_effect(parse: ParsedSentence, prep: int) -> Effect | None:
    """ "Ahead of", "in the event of": prepositions of up to four words that end here."""
    words = [token.text.lower() for token in parse.tokens[max(0, prep - 3) : prep + 1]]
    endings = [" ".join(words[i:]) for i in range(len(words))]
    return effect_of(stance_words().prepositions, *endings)


def _open_complement(parse: ParsedSentence, node: int, head: int) -> Step:
    governor = parse.tokens[head]
    group = verb_group(parse, node)
    words = stance_words()
    if governor.pos == "ADJ" or governor.dep == "acomp":
        effect = effect_of(words.adjectives, governor.lemma) or "hypothetical"
        return Step(above=head, effects=(effect,))
    if governor.pos not in ("VERB", "AUX"):
        effect = effect_of(words.nouns, governor.lemma) or "hypothetical"
        return Step(above=head, effects=(effect,), phrase=head)
    effect = effect_of(words.verbs, *_names(parse, head)) or _default(parse, group, head)
    if group.perfect and governor.lemma not in _WISHES and effect in ("planned", "hypothetical"):
        effect = "uncommitted"
    return Step(above=head, effects=(effect,), group=head)


def _default(parse: ParsedSentence, group: VerbGroup, head: int) -> Effect:
    """The effect of an unlisted verb on the verb in its complement."""
    governor = parse.tokens[head]
    above = verb_group(parse, head)
    if not group.infinitive:
        return "occurred"
    if governor.lemma == "be":
        return "planned"
    if governor.lemma == "have":
        return "occurred" if above.tense == "past" else "hypothetical"
    if governor.lemma == "go" and above.progressive:
        return "planned"
    return "uncommitted" if verb_class(governor.lemma) is not None else "hypothetical"


def _clausal_complement(parse: ParsedSentence, node: int, head: int) -> Step:
    governor = parse.tokens[head]
    group = verb_group(parse, node)
    if group.infinitive and group.modal is None:
        return _open_complement(parse, node, head)
    words = stance_words()
    if governor.pos not in ("VERB", "AUX"):
        table = words.adjectives if governor.pos == "ADJ" else words.nouns
        return Step(above=head, effects=_certain_only(effect_of(table, governor.lemma)))
    subjunctive = parse.tokens[node].tag == "VB" and group.modal is None and group.tense == "none"
    effects: list[Effect] = [e for e in (_mark_effect(parse, node, "open"),) if e]
    if verb_class(governor.lemma) == "denies":
        effects.append("denied")
    elif subjunctive and effect_of(words.verbs, governor.lemma) == "hypothetical":
        effects.append("hypothetical")
    else:
        effects.extend(_certain_only(effect_of(words.verbs, governor.lemma)))
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


def _adverbial(parse: ParsedSentence, node: int, head: int) -> Step:
    group = verb_group(parse, node)
    effect = _mark_effect(parse, node, "hypothetical")
    if effect is not None:
        return Step(effects=(effect, "uncommitted"))
    if group.infinitive:
        return Step(effects=("hypothetical",))
    marks = [parse.tokens[i].lemma for i in children(parse, node, "mark", "advmod")]
    if group.tense == "none" and group.modal is None:
        joined = not any(parse.tokens[i].dep == "mark" for i in children(parse, node, "mark"))
        verbal = parse.tokens[head].pos in ("VERB", "AUX")
        return Step(above=head, group=head) if joined and verbal else _STOP
    ahead = verb_group(parse, head).modal in ("will", "would", "shall", "may", "could", "might")
    if group.tense == "present" and ahead and _MARKS_TO_COME & set(marks):
        return Step(effects=("planned",))
    return _STOP


def _noun_clause(parse: ParsedSentence, node: int, head: int) -> Step:
    """A clause that hangs on a noun: "plans to strike", "the claim that it struck"."""
    token, group = parse.tokens[node], verb_group(parse, node)
    words = stance_words()
    noun = parse.tokens[head]
    if group.infinitive:
        near = [parse.tokens[i].lemma for i in children(parse, head, "amod")]
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
        effect = effect_of(words.nouns, noun.lemma)
        return Step(effects=() if effect is None else (effect,))
    return _STOP


def _clause_subject(parse: ParsedSentence, node: int, _head: int) -> Step:
    return Step(effects=("hypothetical",)) if verb_group(parse, node).infinitive else _STOP


_READERS: dict[str, Callable[[ParsedSentence, int, int], Step]] = {
    "conj": _conjunct,
    "compound": _conjunct,
    "attr": _copular,
    "acomp": _copular,
    "oprd": _copular,
    "nsubj": _subject,
    "nsubjpass": _object,
    "dobj": _object,
    "dative": _object,
    "pobj": _prepositional,
    "pcomp": _prepositional,
    "xcomp": _open_complement,
    "ccomp": _clausal_complement,
    "advcl": _adverbial,
    "acl": _noun_clause,
    "relcl": _noun_clause,
    "csubj": _clause_subject,
    "csubjpass": _clause_subject,
}
