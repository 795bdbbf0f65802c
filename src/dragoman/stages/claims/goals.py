"""Reader of goals: "X's main goal is to …", "X seeks to …", "what X wants is …".

Takes a parsed sentence and the head of a clause in it and returns a Reading or None.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.claims.clauses import nearest_clause, own_subject, predicate_of
from dragoman.stages.claims.reading import (
    Reading,
    infinitive_under,
    of_phrase,
    phrase_in,
    with_preposition,
)
from dragoman.stages.claims.views import is_ranking
from dragoman.stages.sayings.reporting_words import can_act, can_speak
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children, is_passive, subtree

__all__ = ["read_goal"]

_AIMS = frozenset({"goal", "aim", "objective", "ambition", "intention", "wish", "desire"})
_LIES = frozenset({"lie", "rest", "reside", "consist"})


def read_goal(parse: ParsedSentence, head: int) -> Reading | None:
    """Return the goal that the clause tells of; its `of` is the phrase of whose goal it is."""
    subject = own_subject(parse, head)
    cleft = _cleft(parse, head)
    if cleft is not None or subject is None or is_ranking(parse, head):
        return cleft
    words = claim_words().goal
    predicate = predicate_of(parse, head)
    if parse.tokens[subject].lemma in words["nouns"]:
        named = _named(parse, head, subject, predicate)
        if named is not None:
            return named
    whose = tuple(subtree(parse, subject))
    if _wants(parse, head) and _may_want(parse, subject):
        # "May want to", "would like to": the modal tells how sure the reader of minds is.
        return Reading(
            kind="goal", head=head, of=whose, bare=verb_group(parse, head).modal is not None
        )
    if _has_goal(parse, head) or _is_eager(parse, predicate) or _is_aimed(parse, head):
        return Reading(kind="goal", head=head, of=whose)
    for first, _ in phrase_in(parse, words["phrases"]):
        if nearest_clause(parse, first) == head and not _is_formal(parse, head, predicate):
            start = first if first < min(whose) else None
            return Reading(kind="goal", head=head, of=whose, start=start)
    if _is_after(parse, head) and can_act(parse, subject):
        wished = verb_group(parse, head).modal is not None
        return Reading(kind="goal", head=head, of=whose, bare=wished)
    return _purpose_first(parse, head, whose)


def _is_formal(parse: ParsedSentence, head: int, predicate: int | None) -> bool:
    """As in "in order to win it is necessary to wait": a goal of nobody's."""
    subject = child(parse, head, "nsubj")
    formal = subject is not None and parse.tokens[subject].lemma == "it"
    return formal and predicate is not None and parse.tokens[predicate].pos == "ADJ"


def _is_after(parse: ParsedSentence, head: int) -> bool:
    """As in "X is after recognition", "X would rather wait"."""
    lemma = parse.tokens[head].lemma
    if lemma == "be" and predicate_of(parse, head) is None:
        wanted = [i for p in children(parse, head, "prep") if parse.tokens[p].lemma == "after"
                  for i in children(parse, p, "pobj")]  # fmt: skip
        return any(parse.tokens[i].ner not in ("DATE", "TIME") for i in wanted)
    rather = {parse.tokens[i].lemma for i in children(parse, head, "advmod")} & {"rather", "sooner"}
    return bool(rather) and verb_group(parse, head).modal == "would"


def _purpose_first(parse: ParsedSentence, head: int, whose: tuple[int, ...]) -> Reading | None:
    """As in "To win time, X proposed talks": put first, the purpose is what is claimed."""
    for clause in children(parse, head, "advcl"):
        first = min(subtree(parse, clause))
        aimed = verb_group(parse, clause).infinitive and clause < min(whose)
        phrase = parse.tokens[clause].lemma in ("be", "put", "say", "begin", "start", "quote")
        if aimed and not phrase and parse.tokens[first].tag == "TO" and _names_party(parse, head):
            return Reading(kind="goal", head=head, of=whose, start=first)
    return None


def _names_party(parse: ParsedSentence, head: int) -> bool:
    subject = own_subject(parse, head)
    return subject is not None and can_speak(parse, subject)


def _has_goal(parse: ParsedSentence, head: int) -> bool:
    """As in "pursues the aim of …", "has no wish to …", "has no interest in …"."""
    held = child(parse, head, "dobj")
    if held is None:
        return False
    if parse.tokens[held].lemma == "interest" and parse.tokens[head].lemma == "have":
        return bool(of_phrase(parse, held, "in") or of_phrase(parse, head, "in"))
    if parse.tokens[held].lemma not in _AIMS:
        return False
    return bool(of_phrase(parse, held)) or infinitive_under(parse, held) is not None


def _cleft(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "what X wants is Y"."""
    clause = child(parse, head, "csubj")
    if clause is None or parse.tokens[clause].lemma not in claim_words().goal["noun_object"]:
        return None
    subject = own_subject(parse, clause)
    whose = () if subject is None else tuple(subtree(parse, subject))
    return Reading(kind="goal", head=head, of=whose)


def _named(parse: ParsedSentence, head: int, noun: int, predicate: int | None) -> Reading | None:
    """As in "X's goal is to …", "the idea is to …", "X's interest lies in …"."""
    words = claim_words().goal
    lemma = parse.tokens[noun].lemma
    owners = [
        j for i in children(parse, noun, "poss", "compound", "amod") for j in subtree(parse, i)
    ]
    owners += of_phrase(parse, noun, "of", "for", "behind")
    reading = Reading(kind="goal", head=head, of=tuple(owners))
    if predicate is None:
        lies = parse.tokens[head].lemma in _LIES and bool(of_phrase(parse, head, "in"))
        return reading if lies and owners else None
    token = parse.tokens[predicate]
    is_clause = token.dep in ("xcomp", "ccomp", "acomp") and token.pos in ("VERB", "AUX")
    told = predicate_of(parse, predicate) if token.lemma == "be" else predicate
    quality = told is not None and parse.tokens[told].pos == "ADJ"  # "seems to be different"
    if quality or (lemma in words["vague"] and not is_clause):
        return None
    return reading


def _wants(parse: ParsedSentence, head: int) -> bool:
    """Whether the verb has what is wanted: an infinitive, for some verbs a noun."""
    words = claim_words().goal
    lemma = parse.tokens[head].lemma
    group = verb_group(parse, head)
    if group.infinitive or group.modal in ("will", "shall", "should", "can"):
        return False
    pairs = with_preposition(parse, head)
    if infinitive_under(parse, head) is not None:
        trying = lemma in words["trying"] and (group.progressive or group.tense == "present")
        wishing = lemma in ("like", "love", "hate", "settle", "prefer") and group.modal == "would"
        return lemma in words["verbs"] or trying or wishing
    if pairs & words["verb_prepositions"]:
        return True
    wanted = child(parse, head, "dobj", "ccomp") is not None
    return wanted and (
        lemma in words["noun_object"] or (lemma == "prefer" and group.modal == "would")
    )


def _may_want(parse: ParsedSentence, subject: int) -> bool:
    """Whether the subject can have a goal: a party or its pronoun, not "who" or "this"."""
    token = parse.tokens[subject]
    if token.pos == "PRON":
        return token.lemma in ("they", "it", "he", "she", "we", "both", "neither", "all")
    return token.pos in ("PROPN", "NOUN", "NUM", "ADJ")


def _is_eager(parse: ParsedSentence, predicate: int | None) -> bool:
    """As in "X is keen to …", "X is determined to …", "X is interested in …"."""
    if predicate is None or parse.tokens[predicate].lemma not in claim_words().goal["adjectives"]:
        return False
    if infinitive_under(parse, predicate) is not None:
        return True
    return bool(of_phrase(parse, predicate, "in", "on", "for"))


def _is_aimed(parse: ParsedSentence, head: int) -> bool:
    """As in "the drills are aimed at …", "the law is designed to …"."""
    lemma = parse.tokens[head].lemma
    advised = verb_group(parse, head).modal in ("must", "should")
    if advised or lemma not in claim_words().goal["aimed"] or not is_passive(parse, head):
        return False
    if infinitive_under(parse, head) is not None:
        return True
    return bool(with_preposition(parse, head) & {f"{lemma} at", f"{lemma} as"})
