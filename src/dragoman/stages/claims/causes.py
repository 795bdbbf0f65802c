"""Readers of claims about causes: "X led to Y", "X is behind Y", "because of X".

Each takes a parsed sentence and the head of a clause in it and returns a Reading or None.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.claims.clauses import nearest_clause, own_subject, predicate_of
from dragoman.stages.claims.reading import (
    Reading,
    lemmas_under,
    of_phrase,
    phrase_in,
    with_preposition,
)
from dragoman.stages.sayings.reporting_words import can_act
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children, is_passive, subtree, trimmed_subtree

__all__ = ["read_cause", "read_purpose", "read_reason"]

_WISHED = frozenset("can could may might shall should will would need".split())
"""In what is done "so that" it may be: what "must" follow only comes of it."""
_HARM = frozenset({"damage", "casualty", "death", "injury", "wound"})
_REASONS = frozenset({"reason", "cause", "explanation", "trigger", "catalyst", "culprit"})
"""Nouns that name a cause also where its effect was named before: "the drought is the reason"."""
_TURNING = frozenset({"make", "leave", "keep", "put", "render", "turn", "bring"})
"""Cause only with what they turn something into: "made it weak", not "made a visit"."""
_EFFECTS = frozenset(
    {
        "consequence",
        "result",
        "outcome",
        "product",
        "fruit",
        "by-product",
        "byproduct",
        "response",
        "reaction",
        "reprisal",
        "retaliation",
        "revenge",
    }
)


def read_cause(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X led to Y", "X is the cause of Y", "blamed X for Y", "X is behind Y"."""
    subject = own_subject(parse, head)
    if subject is None:
        return None
    means = _means_first(parse, head, subject)
    if means is not None:
        return Reading(kind="cause", head=head, of=tuple(subtree(parse, subject)), start=means)
    predicate = predicate_of(parse, head)
    if predicate is not None:
        return _copular_cause(parse, head, subject, predicate)
    causing = _causing(parse, head, subject)
    return None if causing is None else Reading(kind="cause", head=head, of=tuple(causing))


def _means_first(parse: ParsedSentence, head: int, subject: int) -> int | None:
    """Where "by closing the port" begins that stands before what it brings, if that lasts."""
    group = verb_group(parse, head)
    if group.tense != "present" and not group.perfect:
        return None
    for prep in children(parse, head, "prep"):
        doing = [i for i in children(parse, prep, "pcomp") if parse.tokens[i].tag == "VBG"]
        if parse.tokens[prep].lemma == "by" and prep < subject and doing:
            return prep
    return None


def _causing(parse: ParsedSentence, head: int, subject: int) -> list[int] | None:
    """The tokens of what causes, by the verb at `head`; None if it tells of no cause."""
    words = claim_words().cause
    lemma = parse.tokens[head].lemma
    whole = subtree(parse, subject)
    named = parse.tokens[subject].lemma in words["nouns"] and of_phrase(parse, subject)
    if named and lemma in ("lie", "rest", "reside", "seek", "find"):
        return of_phrase(parse, head, "in", "with")
    had = _had(parse, head, whole) if lemma in ("have", "produce", "carry") else None
    if had is not None:
        return had
    if lemma in ("lie", "stand", "loom") and "behind" in lemmas_under(parse, head, "prep"):
        return None if can_act(parse, subject) else whole
    pairs = with_preposition(parse, head)
    if pairs & words["reversed"]:
        return of_phrase(parse, head, "from", "in", "to", "by")
    if pairs & {"blame for", "blame on"}:
        return _blamed(parse, head)
    if pairs & words["verb_prepositions"]:
        return whole
    deed = lemma in words["of_things"] and _is_deed(parse, head, subject)
    if deed or lemma not in words["verbs"] | words["of_things"] or not _has_effect(parse, head):
        return None
    return of_phrase(parse, head, "by") if is_passive(parse, head) else whole


def _had(parse: ParsedSentence, head: int, whole: list[int]) -> list[int] | None:
    """As in "has its roots in Y", "had an effect on Y", "has little to do with Y"."""
    below = (i for i in subtree(parse, head) if i > head and parse.tokens[i].lemma == "do")
    done = next((i for i in below if parse.tokens[i - 1].tag == "TO"), None)
    concerned = [] if done is None else of_phrase(parse, done, "with")
    held = child(parse, head, "dobj")
    if concerned or held is None:
        return concerned or None
    noun = parse.tokens[held].lemma
    if noun in ("root", "origin", "source"):
        return of_phrase(parse, head, "in")
    affects = noun in claim_words().cause["effects"] and of_phrase(parse, held, "on", "for")
    return whole if affects else None


def _is_deed(parse: ParsedSentence, head: int, subject: int) -> bool:
    """Whether a party does it: "Kenya strengthened its army"; not so "the drought forced"."""
    if is_passive(parse, head):
        agents = [i for a in children(parse, head, "agent") for i in children(parse, a, "pobj")]
        return not agents or can_act(parse, agents[0])
    return can_act(parse, subject)


def _has_effect(parse: ParsedSentence, head: int) -> bool:
    """An effect that is a state of affairs; damage and casualties are told, not claimed."""
    if is_passive(parse, head):
        return bool(of_phrase(parse, head, "by"))
    lemma = parse.tokens[head].lemma
    if lemma in _TURNING and child(parse, head, "ccomp", "oprd", "acomp", "xcomp") is None:
        return False
    if child(parse, head, "prt") is not None:
        return False
    effect = child(parse, head, "dobj", "ccomp")
    if effect is None and lemma == "help":
        return child(parse, head, "xcomp") is not None  # "helped to calm the border"
    return effect is not None and parse.tokens[effect].lemma not in _HARM


def _blamed(parse: ParsedSentence, head: int) -> list[int]:
    blamed = child(parse, head, "nsubjpass" if is_passive(parse, head) else "dobj")
    if "blame on" in with_preposition(parse, head):
        return of_phrase(parse, head, "on")
    return [] if blamed is None else subtree(parse, blamed)


def _copular_cause(
    parse: ParsedSentence, head: int, subject: int, predicate: int
) -> Reading | None:
    words = claim_words().cause
    token = parse.tokens[predicate]
    if token.lemma == "blame" and token.dep == "xcomp":
        return Reading(kind="cause", head=head, of=tuple(subtree(parse, subject)))
    if token.lemma in words["nouns"] and of_phrase(parse, predicate, "of", "for", "behind", "to"):
        effect_first = token.lemma in _EFFECTS
        causing = (
            of_phrase(parse, predicate, "of", "to", "for")
            if effect_first
            else subtree(parse, subject)
        )
        return Reading(kind="cause", head=head, of=tuple(causing))
    if token.lemma in words["adjectives"] and of_phrase(parse, predicate, "for", "to"):
        backwards = token.lemma in ("due", "attributable")
        causing = of_phrase(parse, predicate, "to") if backwards else subtree(parse, subject)
        return Reading(kind="cause", head=head, of=tuple(causing))
    noun = parse.tokens[subject].lemma
    named = noun in _EFFECTS or bool(of_phrase(parse, subject, "of", "for", "behind"))
    posed = noun in words["nouns"] and parse.tokens[subject].dep.startswith("nsubj")
    if posed and token.pos != "ADJ" and (named or noun in _REASONS):
        return Reading(kind="cause", head=head, of=tuple(trimmed_subtree(parse, predicate)))
    if token.lemma in _REASONS and "the" in lemmas_under(parse, predicate, "det"):
        return Reading(kind="cause", head=head, of=tuple(subtree(parse, subject)))
    return None


def read_reason(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "… because of X", "due to X, …", "… because Y …", "that is why …", "X is behind Y"."""
    subject = own_subject(parse, head)
    if subject is None:
        return None
    for first, end in phrase_in(parse, claim_words().cause["prepositions"]):
        due = parse.tokens[end - 1].tag == "TO"
        if nearest_clause(parse, end - 1) == head and not due:
            below = [
                j
                for i in range(first, end)
                for k in children(parse, i, "pobj", "pcomp")
                for j in subtree(parse, k)
                if j >= end
            ]
            words = () if _is_copula(parse, head) else (*range(first, end), *below)
            return Reading(kind="cause", head=head, of=tuple(below), tokens=words, bare=True)
    for clause in children(parse, head, "advcl", "ccomp"):
        marks = lemmas_under(parse, clause, "mark", "advmod")
        if parse.tokens[clause].dep == "advcl" and _gives_reason(parse, clause, marks):
            return _because(parse, head, clause)
        if "why" in marks and parse.tokens[head].lemma == "be":
            return Reading(kind="cause", head=head, bare=True)
    if parse.tokens[head].lemma == "be" and "behind" in lemmas_under(parse, head, "prep"):
        return Reading(kind="cause", head=head, of=tuple(subtree(parse, subject)))
    return None


def _gives_reason(parse: ParsedSentence, clause: int, marks: frozenset[str]) -> bool:
    """After "because", or "for" and "since" with a present or after a comma.

    "Since 1990", "since they met" and "for years" do not.
    """
    if "because" in marks:
        return True
    group = verb_group(parse, clause)
    lasting = group.tense == "present" or group.modal is not None
    first = min(subtree(parse, clause))
    added = group.tense == "past" and first > 0 and parse.tokens[first - 1].text == ","
    return (lasting or added) and not group.infinitive and bool(marks & {"since", "for"})


def read_purpose(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "the ford was mined so that nobody might cross": not ", so that all was lost"."""
    subject = own_subject(parse, head)
    for clause in children(parse, head, "advcl", "ccomp"):
        so = [i for i in children(parse, clause, "mark", "advmod") if parse.tokens[i].lemma == "so"]
        that = "that" in lemmas_under(parse, clause, "mark")
        aimed = verb_group(parse, clause).modal in _WISHED
        if subject is not None and so and that and aimed:
            whose, words = subtree(parse, subject), subtree(parse, clause)
            return Reading(
                kind="goal", head=clause, of=tuple(whose), tokens=tuple(words), keep=(clause,),
                bare=True,
            )  # fmt: skip
    return None


def _because(parse: ParsedSentence, head: int, clause: int) -> Reading:
    """The clause that gives the reason; both in "it is because"; `of` is who or what does it."""
    subject = own_subject(parse, clause)
    of = () if subject is None else tuple(subtree(parse, subject))
    words = () if _is_copula(parse, head) else tuple(subtree(parse, clause))
    return Reading(kind="cause", head=head, of=of, tokens=words, keep=(clause,), bare=True)


def _is_copula(parse: ParsedSentence, head: int) -> bool:
    """Whether a reason is all that the verb has: "it is because of the price"."""
    return parse.tokens[head].lemma == "be" and predicate_of(parse, head) is None
