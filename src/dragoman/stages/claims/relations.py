"""Reader of relations between parties: support, opposition, alliance, rivalry, dependence.

Takes a parsed sentence and the head of a clause in it and returns a Reading or None.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.stages.claims.clauses import own_subject, predicate_of
from dragoman.stages.claims.reading import (
    Reading,
    lemmas_under,
    of_phrase,
    phrase_in,
    with_preposition,
)
from dragoman.stages.sayings.reporting_words import can_act
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import (
    child,
    children,
    conjuncts,
    is_passive,
    subtree,
    trimmed_subtree,
)

__all__ = ["read_relation"]


_TOWARDS = ("to", "with", "of", "on", "toward", "towards", "at", "about", "over")


def read_relation(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X supports Y", "X is an ally of Y", "the common ground between X and Y lies in …"."""
    words = claim_words().relation
    clause = child(parse, head, "csubj")
    if clause is not None and parse.tokens[clause].lemma in words["joining"]:
        return Reading(kind="relation", head=head)
    subject = own_subject(parse, head)
    if subject is None:
        return None
    reading = Reading(kind="relation", head=head, of=_sides(parse, subject))
    token = parse.tokens[head]
    predicate = predicate_of(parse, head)
    tells = predicate is not None or token.lemma in words["bond_verbs"]
    if tells and _is_bond(parse, subject):
        return reading
    if predicate is not None:
        return reading if _relates(parse, predicate, subject) else None
    if token.lemma in ("be", "remain", "stand"):
        placed = [parse.tokens[first].head for first, _ in phrase_in(parse, words["phrases"])]
        if head in placed or "against" in lemmas_under(parse, head, "prep"):
            return reading
    if not _lasts(parse, head) or parse.tokens[subject].tag in ("WP", "DT", "EX"):
        return None
    return reading if _stands(parse, head, subject) else None


def _sides(parse: ParsedSentence, subject: int) -> tuple[int, ...]:
    """Whose relation it is: the subject's, and of a bond all of those whom it joins."""
    if parse.tokens[subject].lemma in claim_words().relation["bond_nouns"]:
        return tuple(subtree(parse, subject))
    found = trimmed_subtree(parse, subject)
    joined = conjuncts(parse, subject)[1:]
    return tuple(sorted({*found, *(j for i in joined for j in trimmed_subtree(parse, i))}))


def _lasts(parse: ParsedSentence, head: int) -> bool:
    """A present, or a perfect that reaches into it: "has long backed"."""
    group = verb_group(parse, head)
    if group.modal is not None or group.infinitive or group.progressive:
        return False
    since = lemmas_under(parse, head, "advmod") & {"long", "always", "traditionally", "never"}
    return group.tense == "present" and (not group.perfect or bool(since))


def _stands(parse: ParsedSentence, head: int, subject: int) -> bool:
    """Whether the verb tells how the parties stand to each other."""
    words = claim_words().relation
    lemma = parse.tokens[head].lemma
    held = child(parse, head, "dobj")
    if is_passive(parse, head):
        several = child(parse, subject, "conj") is not None or parse.tokens[subject].tag == "NNS"
        over = bool(of_phrase(parse, head, "over", "on", "about")) and can_act(parse, subject)
        return lemma in words["joining"] and (several or over)
    if with_preposition(parse, head) & words["verb_prepositions"]:
        return True
    if held is None:
        return False
    noun = parse.tokens[held].lemma
    if lemma == "make" and noun in words["nouns"]:
        return True
    if noun in ("other", "another") and can_act(parse, subject):
        # "Kandahar and Qom detest each other": whatever the verb, it is between them.
        return True
    if noun in ("other", "another") and lemma in words["verbs"] | {"need", "hate", "love"}:
        return True
    if lemma in ("have", "maintain", "keep", "enjoy", "cultivate", "share", "retain"):
        if noun in words["shared"] and (lemma == "share" or _is_common(parse, held)):
            return True
        if noun in ("little", "much", "nothing", "something"):
            return bool(of_phrase(parse, held, "in")) or "in common" in _text(parse)
        return noun in words["bond_nouns"] | {"leverage", "influence", "sway"} and bool(
            of_phrase(parse, held, "with", "to", "over", "in", "on")
            or of_phrase(parse, head, "with", "over")
        )
    return lemma in words["verbs"]


def _text(parse: ParsedSentence) -> str:
    return " ".join(token.text.lower() for token in parse.tokens)


def _is_common(parse: ParsedSentence, held: int) -> bool:
    return bool(lemmas_under(parse, held, "amod") & {"common", "shared", "mutual", "joint", "same"})


def _is_bond(parse: ParsedSentence, subject: int) -> bool:
    """Whether the subject is, or is said of, a bond with its parties: "the basis of their ties"."""
    words = claim_words().relation
    nouns = [subject, *of_phrase(parse, subject)]
    return any(
        parse.tokens[i].lemma in words["bond_nouns"] and _has_parties(parse, i) for i in nouns
    )


def _has_parties(parse: ParsedSentence, noun: int) -> bool:
    """The parties of a bond are named: "between X and Y", "X's ties with Y", "their ties"."""
    if of_phrase(parse, noun, "between", "with", "among"):
        return True
    named = children(parse, noun, "poss", "amod", "compound")
    possessed = any(parse.tokens[i].ner != "" or parse.tokens[i].tag == "PRP$" for i in named)
    one_sided = parse.tokens[noun].lemma in ("interest", "cause", "thread", "ground", "difference")
    return (possessed and not one_sided) or bool(
        parse.tokens[noun].lemma in ("opposition", "hostility", "antagonism")
        and of_phrase(parse, noun, "to", "towards", "toward")
    )


def _relates(parse: ParsedSentence, predicate: int, subject: int) -> bool:
    """Whether a predicate noun or adjective names a relation, with the other party."""
    words = claim_words().relation
    token = parse.tokens[predicate]
    joined = child(parse, subject, "conj") is not None or parse.tokens[subject].tag == "NNS"
    if token.lemma in words["joining"] and token.pos != "NOUN":
        return joined or bool(of_phrase(parse, predicate, "to", "with", "by", "over", "on", "in"))
    if token.pos == "ADJ" or token.dep == "acomp":
        tied = of_phrase(parse, predicate, *_TOWARDS)
        return token.lemma in words["adjectives"] and bool(tied)
    if token.lemma not in words["nouns"]:
        return False
    tied = of_phrase(parse, predicate, "of", "to", "with", "for", "between", "in")
    named = child(parse, predicate, "poss", "amod", "compound") is not None
    return joined or bool(tied) or named
