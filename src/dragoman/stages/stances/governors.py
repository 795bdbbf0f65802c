"""One step up the tree from an event word: which word governs it, and with what effect."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.knowledge.lexicon import Effect, effect_of, stance_words
from dragoman.records import ParsedSentence
from dragoman.stages.owned import is_shared_in, owned_deeds
from dragoman.stages.stances.clause_governors import (
    adverbial,
    clausal_complement,
    clause_subject,
    noun_clause,
    open_complement,
)
from dragoman.stages.stances.governor_step import STOP, Step, verb_names
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children

__all__ = ["step_up"]


_PARTITIVES = frozenset(
    {"number", "dozen", "hundred", "thousand", "lot", "kind", "type", "form", "set", "string",
     "spate", "barrage", "couple", "pair", "most", "some", "part", "possibility"}
)  # fmt: skip


def step_up(parse: ParsedSentence, node: int) -> Step:
    """Return the step from `node` to whatever governs it."""
    token = parse.tokens[node]
    if token.head == node:
        return Step(at_root=True, effects=("hypothetical",) if _is_imperative(parse, node) else ())
    if token.dep == "ccomp" and _is_called_to(parse, node):
        return Step(at_root=True)
    reader = _READERS.get(token.dep)
    return STOP if reader is None else reader(parse, node, token.head)


def _is_imperative(parse: ParsedSentence, verb: int) -> bool:
    bare = parse.tokens[verb].tag == "VB"
    return bare and not children(parse, verb, "aux", "nsubj", "nsubjpass")


def _is_called_to(parse: ParsedSentence, clause: int) -> bool:
    """As in "Watch: police arrest a man": the call before the colon leaves the clause as it is."""
    head = parse.tokens[clause].head
    colon = any(token.text == ":" for token in parse.tokens[head:clause])
    return colon and parse.tokens[head].head == head and _is_imperative(parse, head)


def _conjunct(_parse: ParsedSentence, _node: int, head: int) -> Step:
    return Step(above=head)


def _copular(parse: ParsedSentence, _node: int, head: int) -> Step:
    verbal = parse.tokens[head].pos in ("VERB", "AUX")
    return Step(above=head, group=head) if verbal else STOP


def _subject(parse: ParsedSentence, node: int, head: int) -> Step:
    verb = parse.tokens[head]
    if verb.lemma == "be" and child(parse, head, "expl") is None:
        return _of_copula(parse, head)
    if verb.lemma in stance_words().light or not _is_definite(parse, node):
        return Step(above=head, group=head) if verb.pos in ("VERB", "AUX") else STOP
    return STOP


def _of_copula(parse: ParsedSentence, head: int) -> Step:
    """As in "the visit is not new", which takes it as done, and "a visit is likely"."""
    said = child(parse, head, "acomp", "attr")
    if said is None:
        return STOP
    effect = effect_of(stance_words().adjectives, parse.tokens[said].lemma)
    effect = effect or effect_of(stance_words().modifiers, parse.tokens[said].lemma)
    return Step(above=head, group=head, effects=(effect,)) if effect else STOP


def _object(parse: ParsedSentence, node: int, head: int) -> Step:
    verb = parse.tokens[head]
    words = stance_words()
    if verb.lemma in words.presupposing or child(parse, head, "oprd") is not None:
        return STOP
    if node in owned_deeds(parse, head):
        return STOP
    if "as" in (parse.tokens[i].lemma for j in (node, head) for i in children(parse, j, "prep")):
        # "Sees the strike as a crime": what is called names takes place.
        return STOP
    effect = effect_of(words.objects, *verb_names(parse, head))
    if effect is not None:
        return Step(above=head, group=head, effects=(effect,))
    if verb.lemma in words.light or not _is_definite(parse, node):
        return Step(above=head, group=head)
    return STOP


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
    if is_shared_in(parse, node):
        return STOP  # "responsibility for the raid", whoever has it
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
    if governor.pos in ("ADJ", "ADV"):  # "stopped short of"
        effect = effect_of(words.adjectives, governor.lemma)
        return Step(above=governor.index, effects=(effect,)) if effect else STOP
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
    if parse.tokens[node].dep != "pcomp":
        return STOP
    if any(parse.tokens[i].lemma == "whether" for i in children(parse, node, "mark")):
        return Step(effects=("open",))  # "looked into whether they had planted it"
    if verb_group(parse, node).perfect:
        return STOP
    if prep == "for" and parse.tokens[parse.tokens[node].head].head != parse.tokens[node].head:
        # "arrested for attacking" blames a deed; "a plan for attacking" does not tell of one.
        above = parse.tokens[parse.tokens[parse.tokens[node].head].head]
        if above.tag in ("VBD", "VBN"):
            return STOP
    effect = effect_of(stance_words().gerund_prepositions, prep)
    return STOP if effect is None else Step(effects=(effect,))


def _phrase_effect(parse: ParsedSentence, prep: int) -> Effect | None:
    """As in "Ahead of", "in the event of": prepositions of up to four words that end here."""
    words = [token.text.lower() for token in parse.tokens[max(0, prep - 3) : prep + 1]]
    endings = [" ".join(words[i:]) for i in range(len(words))]
    return effect_of(stance_words().prepositions, *endings)


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
    "xcomp": open_complement,
    "ccomp": clausal_complement,
    "advcl": adverbial,
    "acl": noun_clause,
    "relcl": noun_clause,
    "csubj": clause_subject,
    "csubjpass": clause_subject,
}
