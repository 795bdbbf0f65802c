"""Readers of forecasts and recommendations.

Each takes a parsed sentence and the head of a clause in it and returns a Reading or None.
"""

from __future__ import annotations

from collections.abc import Collection

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.claims.clauses import is_lasting, own_subject, predicate_of
from dragoman.stages.claims.reading import (
    Reading,
    infinitive_under,
    lemmas_under,
    of_phrase,
    phrase_in,
    with_preposition,
)
from dragoman.stages.claims.views import is_weighed
from dragoman.stages.sayings.reporting_words import can_act, can_speak
from dragoman.stages.stances.verb_group import VerbGroup, is_inverted_condition, verb_group
from dragoman.stages.tree import child, children, is_passive, subtree

__all__ = ["condition_start", "is_condition", "read_forecast", "read_recommendation"]

_CLAUSES = ("ccomp", "xcomp", "acl", "advcl")
_PERMITTED = frozenset({"order", "obtain", "buy", "reproduce", "quote", "download", "find"})
_USEFUL = frozenset("better best prudent wise sensible advisable".split())
_NOBODY = frozenset({"it", "one", "we", "I"})
"""Who remarks something: the author, by whatever name."""
_BETS = frozenset({"bet", "guess", "hunch", "prediction", "forecast", "expectation"})
_DEEMING = frozenset("regard consider deem see view judge hold".split())
_ASSUMING = frozenset("assume suppose guess expect presume think suspect wager".split())
_HARD = frozenset({"hard", "difficult"})
_IMAGINING = frozenset({"imagine", "see", "conceive", "picture", "believe"})
_OPEN_MARKS = frozenset({"whether", "how", "when", "if"})


def read_recommendation(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X should …", "X needs to …", "it is necessary that …", "the way out is to …"."""
    words = claim_words().recommendation
    reading = Reading(kind="recommendation", head=head)
    clause = child(parse, head, "csubj")
    if clause is not None and parse.tokens[clause].lemma in ("need", "require"):
        return reading
    subject = own_subject(parse, head)
    if subject is None or _is_of_cause(parse, subject):
        return None
    group = verb_group(parse, head)
    if group.modal in words["modals"] and not group.perfect:
        wishes = parse.tokens[head].lemma == "like"  # "we should like to wait"
        remarks = _is_remark(parse, head, words["noting"]) or _is_deemed(parse, head)
        return None if wishes or remarks or _is_inverted(parse, head) else reading
    if _is_advice(parse, head, subject, group):
        return reading
    token = parse.tokens[head]
    now = group.tense == "present" or (token.lemma == "need" and group.modal == "will")
    now = now or (group.tense == "past" and _is_reported(parse, head))  # "said they had to go"
    yet = "yet" in lemmas_under(parse, head, "advmod")
    obliged = token.lemma in ("need", "have") and now and not (group.perfect or yet)
    if obliged and infinitive_under(parse, head) is not None:
        return reading
    if token.lemma in words["require"] and is_passive(parse, head) and group.modal is None:
        return (
            reading if token.lemma != "call" or "for" in lemmas_under(parse, head, "prep") else None
        )
    better = "better" in lemmas_under(parse, head, "advmod")
    if better and "have" in lemmas_under(parse, head, "aux"):
        return reading
    if (
        group.modal == "would"
        and token.lemma == "do"
        and "well" in lemmas_under(parse, head, "advmod")
    ):
        return reading
    predicate = predicate_of(parse, head)
    if parse.tokens[subject].lemma in words["ways"] and predicate is not None:
        return reading if parse.tokens[predicate].dep == "xcomp" else None
    return _impersonal_need(parse, head, predicate)


def _is_of_cause(parse: ParsedSentence, subject: int) -> bool:
    """As in "the root of the attacks must be sought in": no advice, but a cause."""
    noun = parse.tokens[subject].lemma in claim_words().cause["nouns"]
    return noun and bool(of_phrase(parse, subject, "of", "for"))


def _is_advice(parse: ParsedSentence, head: int, subject: int, group: VerbGroup) -> bool:
    """As in "X might try", "X could usefully pay", "X would do well to", "talks deserve a try"."""
    token = parse.tokens[head]
    adverbs = lemmas_under(parse, head, "advmod")
    if token.lemma == "ought":
        return child(parse, head, "xcomp") is not None
    if token.lemma == "deserve":
        return bool(lemmas_under(parse, head, "dobj") & {"try", "chance", "support", "hearing"})
    if not can_act(parse, subject) or group.negated or group.perfect:
        return False
    if group.modal in ("might", "could"):
        useful = adverbs & {"usefully", "profitably", "sensibly", "well", "better"}
        return bool(useful) or token.lemma in ("try", "consider")
    if group.modal == "would" and token.lemma == "do":
        return bool({*adverbs, *lemmas_under(parse, head, "dobj")} & {"well", "favour", "favor"})
    return False


def _is_remark(parse: ParsedSentence, head: int, noting: Collection[str]) -> bool:
    """As in "it should be noted that": what follows is told, and nothing advised."""
    subject = child(parse, head, "nsubj", "nsubjpass")
    if subject is None or parse.tokens[subject].lemma not in _NOBODY:
        return False
    return child(parse, head, *_CLAUSES) is not None and parse.tokens[head].lemma in noting


def _impersonal_need(parse: ParsedSentence, head: int, predicate: int | None) -> Reading | None:
    """As in "there is a need for …", "it is vital that …", "a truce is necessary"."""
    if predicate is None:
        return None
    words = claim_words().recommendation
    lemma = parse.tokens[predicate].lemma
    reading = Reading(kind="recommendation", head=head)
    if child(parse, head, "expl") is not None and lemma in words["nouns"]:
        return reading
    subject = child(parse, head, "nsubj")
    formal = subject is not None and parse.tokens[subject].lemma == "it"
    if verb_group(parse, head).modal == "would" and (
        lemma in _USEFUL
        or {parse.tokens[i].text.lower() for i in children(parse, predicate, "amod")}
        & {"best", "better"}
    ):
        return reading
    if lemma in ("advised", "ill-advised", "well-advised", "advise"):
        return reading if verb_group(parse, head).modal == "would" else None
    if lemma in words["plain"] and not formal:
        return reading
    clause = child(parse, head, *_CLAUSES)
    clause = child(parse, predicate, *_CLAUSES) if clause is None else clause
    if clause is not None and verb_group(parse, head).modal == "would" and lemma in words["would"]:
        return reading
    if formal and lemma in words["adjectives"] and clause is not None:
        return None if parse.tokens[clause].lemma in words["noting"] else reading
    return None


def read_forecast(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X may …", "X is likely to …", "the prospects are dim", "it remains to be seen"."""
    subject = own_subject(parse, head)
    if subject is None:
        return None
    group = verb_group(parse, head)
    words = claim_words().forecast
    is_deemed = _is_deemed(parse, head) or _cannot_be_excluded(parse, head, group)
    if is_deemed or _counts_on(parse, head, group):
        return Reading(kind="forecast", head=head)
    expected = group.modal == "can" and parse.tokens[head].lemma in words["participles"]
    if group.modal is None or (expected and is_passive(parse, head)):
        return _without_modal(parse, head, subject)
    ahead = group.modal in ("will", "shall", "'ll")  # "will have run dry by then"
    if (group.perfect and not ahead) or group.modal not in words["modals"]:
        return None
    if parse.tokens[head].lemma in ("seem", "appear") and predicate_of(parse, head) is None:
        return None
    if group.modal == "could" and group.negated and not _has_condition(parse, head):
        # "Neither account could be checked" tells what was not done.
        return None
    if group.modal == "may" and is_passive(parse, head) and parse.tokens[head].lemma in _PERMITTED:
        return None
    reading = Reading(kind="forecast", head=head)
    if group.modal in ("may", "might", "could"):
        return reading
    hedged = lemmas_under(parse, head, "advmod") & words["adverbs"] or _is_put_in(parse, head)
    if hedged or _has_condition(parse, head):
        return reading
    return reading if _foretells(parse, head, subject, group) else None


def _cannot_be_excluded(parse: ParsedSentence, head: int, group: VerbGroup) -> bool:
    """As in "An escalation cannot be ruled out"."""
    if group.modal not in ("can", "could") or not group.negated or not is_passive(parse, head):
        return False
    pairs = (parse.tokens[head].lemma, "out" in lemmas_under(parse, head, "prt", "advmod"))
    return pairs in (("rule", True), ("exclude", False))


def _is_deemed(parse: ParsedSentence, head: int) -> bool:
    """As in "a truce this year may be regarded as unlikely"."""
    if parse.tokens[head].lemma not in _DEEMING or not is_passive(parse, head):
        return False
    likely = claim_words().forecast["bare"]
    preps = [i for i in children(parse, head, "prep") if parse.tokens[i].lemma == "as"]
    told = {*children(parse, head, "oprd"), *(j for i in preps for j in parse.children[i])}
    return any(parse.tokens[i].lemma in likely for i in told)


def _is_put_in(parse: ParsedSentence, head: int) -> bool:
    """As in "the troops, one may assume, will be home"."""
    for clause in children(parse, head, "parataxis"):
        who = child(parse, clause, "nsubj")
        if who is not None and parse.tokens[clause].lemma in _ASSUMING:
            return parse.tokens[who].lemma in _NOBODY
    return False


def _counts_on(parse: ParsedSentence, head: int, group: VerbGroup) -> bool:
    """As in "counts on a mild winter", "counts on Y to give in": not so "counts on its allies"."""
    pairs = with_preposition(parse, head) & {"count on", "bank on", "bet on"}
    if not pairs or group.modal is not None or child(parse, head, "dobj") is not None:
        return False
    counted = of_phrase(parse, head, "on")
    things = [i for i in counted if parse.tokens[parse.tokens[i].head].lemma == "on"]
    ahead = infinitive_under(parse, head) is not None
    return ahead or (bool(things) and not can_act(parse, things[0]))


def _foretells(parse: ParsedSentence, head: int, subject: int, group: VerbGroup) -> bool:
    """Whether "will" or "would" tells what will be, not what a party has arranged to do."""
    acts = can_speak(parse, subject)
    if group.modal == "would":
        # "It would be a mistake" judges, whatever comes of it.
        judging = predicate_of(parse, head)
        judges = judging is not None and is_weighed(parse, judging)
        return not judges and (not acts or _is_reported(parse, head))
    dated = any(parse.tokens[i].ner in ("DATE", "TIME") for i in subtree(parse, head))
    if group.negated or not (acts or dated):
        return True
    return not dated and not _is_scheduled(parse, head)


def _is_scheduled(parse: ParsedSentence, head: int) -> bool:
    if parse.tokens[head].lemma == "take":
        return "place" in lemmas_under(parse, head, "dobj")
    return parse.tokens[head].lemma in claim_words().forecast["scheduled"]


def _without_modal(parse: ParsedSentence, head: int, subject: int) -> Reading | None:
    words = claim_words().forecast
    token = parse.tokens[head]
    predicate = predicate_of(parse, head)
    if predicate is not None:
        return _with_predicate(parse, head, subject, predicate)
    ahead = infinitive_under(parse, head)
    foreseen = token.lemma in words["participles"] and is_passive(parse, head)
    if ahead is None:
        told = foreseen and token.lemma in ("expect", "predict", "forecast", "anticipate")
        return Reading(kind="forecast", head=head) if told else None
    if foreseen:
        return Reading(kind="forecast", head=head, stance_at=ahead)
    if token.lemma == "remain" and parse.tokens[ahead].lemma == "see":
        return Reading(kind="forecast", head=head, stance_at=child(parse, ahead, "ccomp"))
    if token.lemma == "go" and verb_group(parse, head).progressive:
        dated = any(parse.tokens[i].ner in ("DATE", "TIME") for i in subtree(parse, head))
        return None if dated and can_speak(parse, subject) else Reading(kind="forecast", head=head)
    looming = token.lemma in words["verbs"] and not can_speak(parse, subject)
    return Reading(kind="forecast", head=head) if looming else None


def _with_predicate(
    parse: ParsedSentence, head: int, subject: int, predicate: int
) -> Reading | None:
    words = claim_words().forecast
    lemma = parse.tokens[predicate].lemma
    reading = Reading(kind="forecast", head=head)
    if parse.tokens[subject].lemma in _BETS and child(parse, head, "ccomp") is not None:
        return reading
    if parse.tokens[subject].lemma in words["nouns"] and of_phrase(parse, subject, "of", "for"):
        return reading
    clause = child(parse, predicate, *_CLAUSES)
    clause = child(parse, head, "ccomp", "xcomp") if clause is None else clause
    if clause is None:
        placed = [parse.tokens[first].head for first, _ in phrase_in(parse, words["phrases"])]
        return reading if head in placed or lemma in words["bare"] else None
    if lemma in _HARD and _is_imagined(parse, clause):
        return reading
    if lemma in words["adjectives"] and not verb_group(parse, clause).perfect:
        return Reading(kind="forecast", head=head, stance_at=clause)
    if lemma in words["nouns"] and child(parse, head, "expl") is not None:
        return Reading(kind="forecast", head=head, stance_at=clause)
    marks = lemmas_under(parse, clause, "mark", "advmod")
    if lemma in words["unclear"] and marks & _OPEN_MARKS and verb_group(parse, clause).modal:
        return Reading(kind="forecast", head=head, stance_at=clause)
    return None


def _is_imagined(parse: ParsedSentence, clause: int) -> bool:
    """As in "it is hard to imagine that this changes anything", and not that it did."""
    told = child(parse, clause, "ccomp")
    if parse.tokens[clause].lemma not in _IMAGINING or told is None:
        return False
    return verb_group(parse, told).tense != "past" and not verb_group(parse, told).perfect


def _is_reported(parse: ParsedSentence, head: int) -> bool:
    """In a clause under another verb "would" is the past of "will"."""
    top = head
    while parse.tokens[top].dep == "conj":
        top = parse.tokens[top].head
    beside = [parse.tokens[i].dep for i in parse.children[top]]
    return parse.tokens[top].dep == "ccomp" or "parataxis" in beside


def _has_condition(parse: ParsedSentence, head: int) -> bool:
    """As in "if …", "should …", "unless …", "without …"."""
    if _conditions(parse, head):
        return True
    beside = {parse.tokens[i].lemma for i in children(parse, head, "prep", "advmod")}
    return bool(beside & {"without", "otherwise", "absent"})


def condition_start(parse: ParsedSentence, head: int) -> int | None:
    """Return where a condition begins that stands before the clause: "if …, X will …"."""
    firsts = (min(subtree(parse, top)) for top in _conditions(parse, head))
    return next((first for first in firsts if first < head), None)


def _conditions(parse: ParsedSentence, head: int) -> list[int]:
    """The conditions of a clause, with "as long" where that opens them."""
    lasting = [i for i in children(parse, head, "advmod") if parse.tokens[i].lemma == "long"]
    found = [i for i in children(parse, head, "advcl") if is_condition(parse, i)]
    return found + [
        i for i in lasting if any(is_condition(parse, j) for j in children(parse, i, "advcl"))
    ]


def is_condition(parse: ParsedSentence, clause: int) -> bool:
    """Return whether the clause is one: "if …", "as long as …", "should it fail", "were it to"."""
    if parse.tokens[clause].dep != "advcl":
        return False
    marked = lemmas_under(parse, clause, "mark") & {"if", "unless"}
    inverted = _is_inverted(parse, clause) or is_inverted_condition(parse, clause)
    return bool(marked) or inverted or is_lasting(parse, clause)


def _is_inverted(parse: ParsedSentence, head: int) -> bool:
    """As in "should the talks fail": a condition, no advice."""
    subject = child(parse, head, "nsubj", "nsubjpass")
    modals = [i for i in children(parse, head, "aux") if parse.tokens[i].tag == "MD"]
    return subject is not None and bool(modals) and modals[0] < subject
