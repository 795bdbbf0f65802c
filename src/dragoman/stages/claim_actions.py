"""Readers of claims about what is to come: goals, forecasts, recommendations.

Each takes a parsed sentence and the head of a clause in it and returns a Reading or None.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.claim_reading import (
    Reading,
    lemmas_under,
    of_phrase,
    phrase_in,
    with_preposition,
)
from dragoman.stages.clauses import nearest_clause, own_subject, predicate_of
from dragoman.stages.tree import child, children, is_passive, subtree
from dragoman.stages.verb_group import verb_group

__all__ = ["read_forecast", "read_goal", "read_recommendation"]

_VAGUE_GOALS = frozenset(
    {"plan", "policy", "interest", "end", "mission", "design", "priority", "target", "agenda"}
)


_PERSONS = frozenset({"he", "she", "we", "i", "they", "you", "who"})
_SCHEDULED = frozenset(
    "hold take begin start meet visit arrive travel open attend host address last continue resume "
    "run speak sign join discuss".split()
)


def read_goal(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X's main goal is to …", "X seeks to …", "… in order to …"."""
    words = claim_words().goal
    subject = own_subject(parse, head)
    if subject is None:
        return None
    token, noun = parse.tokens[head], parse.tokens[subject]
    predicate = predicate_of(parse, head)
    if predicate is not None and noun.lemma in words["nouns"]:
        return _named_goal(parse, head, subject, predicate)
    if token.lemma in words["verbs"] and _wants(parse, head):
        group = verb_group(parse, head)
        if group.modal is None and not group.infinitive and _may_want(parse, subject):
            return Reading(kind="goal", head=head, of=tuple(subtree(parse, subject)))
    if _is_eager(parse, head) or _is_aimed(parse, head):
        return Reading(kind="goal", head=head, of=tuple(subtree(parse, subject)))
    for first, _ in phrase_in(parse, words["phrases"]):
        if nearest_clause(parse, first) == head:
            start = first if first < min(subtree(parse, subject)) else None
            of = tuple(subtree(parse, subject))
            return Reading(kind="goal", head=head, of=of, start=start)
    return None


def _is_eager(parse: ParsedSentence, head: int) -> bool:
    """As in "X is keen to …", "X is determined to …"."""
    predicate = predicate_of(parse, head)
    if predicate is None or parse.tokens[predicate].lemma not in claim_words().goal["adjectives"]:
        return False
    clause = child(parse, predicate, "xcomp", "ccomp")
    return clause is not None and verb_group(parse, clause).infinitive


def _is_aimed(parse: ParsedSentence, head: int) -> bool:
    """As in "the drills are aimed at …", "the law is designed to …"."""
    lemma = parse.tokens[head].lemma
    if lemma not in claim_words().goal["aimed"] or not is_passive(parse, head):
        return False
    clause = child(parse, head, "xcomp", "advcl", "ccomp")
    to = clause is not None and verb_group(parse, clause).infinitive
    return to or f"{lemma} at" in with_preposition(parse, head)


def _named_goal(parse: ParsedSentence, head: int, noun: int, predicate: int) -> Reading | None:
    token = parse.tokens[predicate]
    is_clause = token.dep in ("xcomp", "ccomp", "acomp") and token.pos in ("VERB", "AUX")
    if parse.tokens[noun].lemma in _VAGUE_GOALS and not is_clause:
        return None
    if token.pos == "ADJ":
        return None
    owners = [
        j for i in children(parse, noun, "poss", "compound", "amod") for j in subtree(parse, i)
    ]
    owners += of_phrase(parse, noun, "of", "for", "behind")
    return Reading(kind="goal", head=head, of=tuple(owners))


def _wants(parse: ParsedSentence, head: int) -> bool:
    """Whether the verb has what is wanted: an infinitive, or for some verbs a noun."""
    lemma = parse.tokens[head].lemma
    words = claim_words().goal
    complement = child(parse, head, "xcomp", "ccomp")
    if complement is not None and verb_group(parse, complement).infinitive:
        return lemma not in ("plan", "try", "attempt", "look")
    if lemma in words["plain_verbs"]:
        return lemma == "want" and child(parse, head, "dobj") is not None
    if lemma == "aim":
        return "aim at" in with_preposition(parse, head)
    return lemma in ("seek", "pursue", "desire") and child(parse, head, "dobj") is not None


def _may_want(parse: ParsedSentence, subject: int) -> bool:
    """Whether the subject names a party; "he", "we" and "who" want too many things."""
    token = parse.tokens[subject]
    if token.pos == "PRON":
        return token.lemma in ("they", "it", "he", "she", "we")
    return token.pos in ("PROPN", "NOUN")


def read_recommendation(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X should …", "X needs to …", "it is necessary that …", "there is a need for …"."""
    words = claim_words().recommendation
    group = verb_group(parse, head)
    if own_subject(parse, head) is None:
        return None
    if group.modal in words["modals"] and not group.perfect and not _is_inverted(parse, head):
        return Reading(kind="recommendation", head=head)
    token = parse.tokens[head]
    complement = child(parse, head, "xcomp")
    to = complement is not None and verb_group(parse, complement).infinitive
    if token.lemma == "need" and to and group.tense == "present":
        return Reading(kind="recommendation", head=head)
    if token.lemma == "have" and to and group.tense == "present" and group.modal is None:
        return Reading(kind="recommendation", head=head)
    if "better" in lemmas_under(parse, head, "advmod") and "have" in lemmas_under(
        parse, head, "aux"
    ):
        return Reading(kind="recommendation", head=head)
    return _impersonal_need(parse, head)


def _impersonal_need(parse: ParsedSentence, head: int) -> Reading | None:
    words = claim_words().recommendation
    predicate = predicate_of(parse, head)
    if predicate is None:
        return None
    lemma = parse.tokens[predicate].lemma
    if child(parse, head, "expl") is not None and lemma in words["nouns"]:
        return Reading(kind="recommendation", head=head)
    subject = child(parse, head, "nsubj")
    formal = subject is not None and parse.tokens[subject].lemma == "it"
    clause = child(parse, head, "ccomp", "xcomp", "advcl") or child(
        parse, predicate, "ccomp", "xcomp", "acl"
    )
    if lemma in words["plain"] and not formal:
        return Reading(kind="recommendation", head=head)
    if formal and lemma in words["adjectives"] and clause is not None:
        noting = parse.tokens[clause].lemma in (
            "note",
            "remember",
            "mention",
            "say",
            "recall",
            "stress",
        )
        return None if noting else Reading(kind="recommendation", head=head)
    return None


def read_forecast(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X may …", "X is likely to …", "Y is expected to …", "X will probably …"."""
    words = claim_words().forecast
    subject = own_subject(parse, head)
    if subject is None:
        return None
    group = verb_group(parse, head)
    token = parse.tokens[head]
    predicate = predicate_of(parse, head)
    if predicate is not None and group.modal is None:
        lemma = parse.tokens[predicate].lemma
        clause = child(parse, predicate, "xcomp", "ccomp") or child(parse, head, "xcomp", "ccomp")
        looks_ahead = clause is not None and not verb_group(parse, clause).perfect
        if lemma in words["adjectives"] and looks_ahead:
            return Reading(kind="forecast", head=head, stance_at=clause)
    complement = child(parse, head, "xcomp")
    to = complement is not None and verb_group(parse, complement).infinitive
    if token.lemma in words["participles"] and is_passive(parse, head) and to:
        return Reading(kind="forecast", head=head, stance_at=complement)
    if group.perfect or group.modal not in words["modals"]:
        return None
    if group.modal in ("may", "might", "could"):
        return Reading(kind="forecast", head=head)
    if lemmas_under(parse, head, "advmod") & words["adverbs"]:
        return Reading(kind="forecast", head=head)
    if token.lemma in _SCHEDULED or (is_passive(parse, head) and token.lemma in _SCHEDULED):
        return None
    noun = parse.tokens[subject]
    acts = noun.pos == "PROPN" or noun.ner != "" or (noun.pos == "PRON" and noun.lemma in _PERSONS)
    if group.modal == "would" and not (_is_reported(parse, head) or _has_condition(parse, head)):
        return None
    return None if acts and not _has_condition(parse, head) else Reading(kind="forecast", head=head)


def _is_reported(parse: ParsedSentence, head: int) -> bool:
    """In a clause under another verb "would" is the past of "will"."""
    top = head
    while parse.tokens[top].dep == "conj":
        top = parse.tokens[top].head
    beside = [parse.tokens[i].dep for i in parse.children[top]]
    return parse.tokens[top].dep == "ccomp" or "parataxis" in beside


def _has_condition(parse: ParsedSentence, head: int) -> bool:
    """As in "if …", "should …", "unless …"."""
    for clause in children(parse, head, "advcl"):
        marks = lemmas_under(parse, clause, "mark")
        if marks & {"if", "unless"} or _is_inverted(parse, clause):
            return True
    return False


def _is_inverted(parse: ParsedSentence, head: int) -> bool:
    """As in "should the talks fail": a condition, no advice."""
    subject = child(parse, head, "nsubj", "nsubjpass")
    modals = [i for i in children(parse, head, "aux") if parse.tokens[i].tag == "MD"]
    return subject is not None and bool(modals) and modals[0] < subject
