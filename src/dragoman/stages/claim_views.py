"""Readers of claims that weigh things: importance, relations between parties, judgements.

Each takes a parsed sentence and the head of a clause; `read_view` takes a small clause, as in
"considers X important". All return a Reading or None.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.records.claim import ClaimKind
from dragoman.stages.claim_reading import Reading, lemmas_under, of_phrase, phrase_in
from dragoman.stages.clauses import own_subject, predicate_of
from dragoman.stages.reporting_words import can_speak
from dragoman.stages.tree import child, children, subtree
from dragoman.stages.verb_group import verb_group

__all__ = ["kind_of_predicate", "read_importance", "read_judgement", "read_relation"]

_LIES = frozenset(
    {"lie", "rest", "consist", "reside", "stem", "base", "center", "centre", "revolve"}
)
_BOND_VERBS = frozenset(
    {"improve", "deteriorate", "worsen", "deepen", "strengthen", "weaken", "grow", "sour", "warm",
     "cool", "thaw", "widen", "narrow", "remain", "be"}
)  # fmt: skip
_GIVING = frozenset("attach give assign attribute ascribe carry have hold gain".split())
_AMOUNTS = frozenset(
    {"represent", "constitute", "mark", "amount", "signal", "reflect", "mean", "serve", "prove"}
)


def read_importance(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X is important", "of great importance", "the significant aspect of X is …"."""
    words = claim_words().importance
    clause = child(parse, head, "csubj")
    if clause is not None and parse.tokens[clause].lemma in words["verbs"]:
        return Reading(kind="importance", head=head)
    subject = own_subject(parse, head)
    if subject is None:
        return None
    reading = Reading(kind="importance", head=head)
    token, noun = parse.tokens[head], parse.tokens[subject]
    if (
        noun.lemma in words["holders"]
        and lemmas_under(parse, subject, "amod") & words["adjectives"]
    ):
        return reading if predicate_of(parse, head) is not None or token.lemma in _LIES else None
    if token.lemma in words["verbs"] and verb_group(parse, head).modal is None:
        return reading
    predicate = predicate_of(parse, head)
    if predicate is not None and _weighs(parse, predicate):
        formal = noun.lemma == "it" and _formal(parse, head, predicate)
        advised = claim_words().recommendation["adjectives"]
        return None if formal and parse.tokens[predicate].lemma in advised else reading
    if predicate is None and parse.tokens[head].lemma == "be" and _of_importance(parse, head):
        return reading
    return _gives_weight(parse, head, subject)


def _gives_weight(parse: ParsedSentence, head: int, subject: int) -> Reading | None:
    """As in "attaches great importance to", "plays a key role"."""
    words = claim_words().importance
    lemma = parse.tokens[head].lemma
    given = child(parse, head, "dobj")
    if given is None:
        return None
    if lemma in _GIVING and parse.tokens[given].lemma in words["weights"]:
        return Reading(kind="importance", head=head, of=tuple(subtree(parse, subject)))
    if lemma == "play" and lemmas_under(parse, given, "amod") & words["adjectives"]:
        return Reading(kind="importance", head=head)
    return None


def _formal(parse: ParsedSentence, head: int, predicate: int) -> bool:
    """As in "It is important to …": a recommendation, or no claim at all."""
    clause = child(parse, head, "ccomp", "xcomp", "advcl")
    return (child(parse, predicate, "xcomp", "ccomp") if clause is None else clause) is not None


def _weighs(parse: ParsedSentence, predicate: int) -> bool:
    """An adjective of weight, alone or before a noun, or "of importance" after the copula."""
    words = claim_words().importance
    token = parse.tokens[predicate]
    if token.pos == "ADJ":
        return token.lemma in words["adjectives"]
    if token.lemma in words["nouns"] - {"key", "weight"}:
        return True
    relation = claim_words().relation["nouns"] | claim_words().judgement["verdicts"]
    weighty = lemmas_under(parse, predicate, "amod") & words["adjectives"]
    return bool(weighty) and token.pos == "NOUN" and token.lemma not in relation


def _of_importance(parse: ParsedSentence, head: int) -> bool:
    words = claim_words().importance
    for prep in children(parse, head, "prep"):
        if parse.tokens[prep].lemma == "of" and lemmas_under(parse, prep, "pobj") & words["nouns"]:
            return True
    return False


def read_relation(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X supports Y", "X is an ally of Y", "the common ground between X and Y lies in …"."""
    words = claim_words().relation
    subject = own_subject(parse, head)
    if subject is None:
        return None
    token, noun = parse.tokens[head], parse.tokens[subject]
    reading = Reading(kind="relation", head=head)
    predicate = predicate_of(parse, head)
    if _is_bond(parse, subject) and (predicate is not None or token.lemma in _LIES | _BOND_VERBS):
        return reading
    if predicate is not None and _relates(parse, predicate, subject):
        return reading
    if predicate is None and token.lemma in ("be", "remain"):
        placed = [parse.tokens[first].head for first, _ in phrase_in(parse, words["phrases"])]
        if head in placed or "against" in lemmas_under(parse, head, "prep"):
            return reading
    group = verb_group(parse, head)
    lasting = group.tense == "present" and group.modal is None and not group.progressive
    parties = child(parse, head, "dobj", "prep") is not None
    if token.lemma == "have" and lasting and _is_shared(parse, head):
        return reading
    if token.lemma in words["verbs"] and lasting and parties and noun.tag not in ("WP", "DT", "EX"):
        return _standing(parse, head, reading)
    return None


def _is_bond(parse: ParsedSentence, subject: int) -> bool:
    """Whether the subject is, or is said of, a bond with its parties: "the basis of their ties"."""
    bonds = claim_words().relation["bond_nouns"]
    nouns = [subject, *of_phrase(parse, subject)]
    return any(parse.tokens[i].lemma in bonds and _between(parse, i) for i in nouns)


def _is_shared(parse: ParsedSentence, head: int) -> bool:
    """As in "have a common interest in"."""
    held = child(parse, head, "dobj")
    if held is None or parse.tokens[held].lemma not in claim_words().relation["shared"]:
        return False
    return bool(lemmas_under(parse, held, "amod") & {"common", "shared", "mutual", "joint", "same"})


def _standing(parse: ParsedSentence, head: int, reading: Reading) -> Reading | None:
    """As in "Share an interest", "back Y": not "share photographs"."""
    if parse.tokens[head].lemma != "share":
        return reading
    shared = child(parse, head, "dobj")
    known = claim_words().relation["bond_nouns"] | {"goal", "view", "aim", "concern", "position"}
    return reading if shared is not None and parse.tokens[shared].lemma in known else None


def _between(parse: ParsedSentence, noun: int) -> bool:
    """The parties of a bond are named: "between X and Y", "X's ties with Y", "their ties"."""
    if of_phrase(parse, noun, "between", "with", "among", "to", "of"):
        return True
    named = children(parse, noun, "poss", "amod", "compound")
    return any(parse.tokens[i].ner != "" or parse.tokens[i].tag == "PRP$" for i in named)


def _relates(parse: ParsedSentence, predicate: int, subject: int) -> bool:
    words = claim_words().relation
    token = parse.tokens[predicate]
    if token.pos == "ADJ":
        return token.lemma in words["adjectives"] and bool(
            of_phrase(parse, predicate, "to", "with", "of")
        )
    if token.lemma not in words["nouns"]:
        return False
    joined = child(parse, subject, "conj") is not None
    tied = of_phrase(parse, predicate, "of", "to", "with", "for", "between")
    return joined or bool(tied) or child(parse, predicate, "poss", "amod", "compound") is not None


def read_judgement(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X is (not) a mistake", "X has failed to …", "X marks a setback"."""
    words = claim_words().judgement
    subject = own_subject(parse, head)
    if subject is None or verb_group(parse, head).modal is not None:
        return None
    reading = Reading(kind="judgement", head=head)
    predicate = predicate_of(parse, head)
    if predicate is not None and parse.tokens[subject].dep == "csubj":
        # "What makes this round different is …" weighs, whatever it is.
        return reading if any(t.tag == "WP" and t.head == subject for t in parse.tokens) else None
    if predicate is not None:
        return reading if _judges(parse, predicate) else None
    token = parse.tokens[head]
    shown = child(parse, head, "dobj") is not None or bool(of_phrase(parse, head, "to"))
    if token.lemma in words["evidential"] and shown and not can_speak(parse, subject):
        return reading
    if token.lemma == "fail" and child(parse, head, "xcomp") is not None:
        perfect = "have" in lemmas_under(parse, head, "aux")
        return reading if perfect or verb_group(parse, head).tense == "present" else None
    if token.lemma in _AMOUNTS:
        weighed = child(parse, head, "dobj")
        tokens = [weighed] if weighed is not None else of_phrase(parse, head, "to", "as")
        return reading if any(_judges(parse, i) for i in tokens[:1]) else None
    if token.lemma in words["verbs"] - _AMOUNTS - {"fail"}:
        return (
            reading
            if child(parse, head, "dobj") is not None or token.lemma in ("backfire",)
            else None
        )
    return None


def _judges(parse: ParsedSentence, predicate: int) -> bool:
    words = claim_words().judgement
    token = parse.tokens[predicate]
    if token.pos == "ADJ" or token.dep == "acomp":
        compared = token.tag in ("JJR", "JJS") or "more" in lemmas_under(parse, predicate, "advmod")
        return token.lemma in words["adjectives"] or compared
    if token.lemma in words["nouns"]:
        return True
    adjectives = lemmas_under(parse, predicate, "amod")
    return bool(adjectives & words["adjectives"]) and child(parse, predicate, "det") is not None


def kind_of_predicate(parse: ParsedSentence, predicate: int) -> ClaimKind:
    """Return the kind of a view "X (as) PREDICATE": cause, importance, relation or judgement."""
    words = claim_words()
    token = parse.tokens[predicate]
    if token.lemma in words.cause["nouns"] and of_phrase(parse, predicate, "of", "for", "behind"):
        return "cause"
    if token.lemma in ("responsible", "behind"):
        return "cause"
    if _weighs(parse, predicate) or (
        token.pos != "NOUN" and token.lemma in words.importance["adjectives"]
    ):
        return "importance"
    if token.lemma in words.relation["nouns"] | words.relation["adjectives"]:
        return "relation"
    return "judgement"
