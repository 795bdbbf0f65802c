"""Readers of claims that weigh things: importance and judgements.

Each takes a parsed sentence and the head of a clause in it and returns a Reading or None;
`kind_of_predicate` tells the kind of a small clause, as in "considers X important".
"""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.records.claim import ClaimKind
from dragoman.stages.claims.clauses import nearest_clause, own_subject, predicate_of
from dragoman.stages.claims.reading import (
    Reading,
    infinitive_under,
    lemmas_under,
    of_phrase,
    phrase_in,
    with_preposition,
)
from dragoman.stages.sayings.reporting_words import can_speak
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, child, children, subtree

__all__ = [
    "is_judging",
    "is_plain_judgement",
    "is_ranking",
    "is_weighed",
    "kind_of_predicate",
    "read_importance",
    "read_judgement",
]

_LIES = frozenset(
    {"lie", "rest", "consist", "reside", "stem", "base", "center", "centre", "revolve"}
)
_DIFFERING = frozenset({"differ", "distinguish", "set"})
"""As in "what sets it apart is", "what differs now is"."""
_ALL = frozenset({"much", "everything", "all", "nothing", "little", "lot", "more"})
"""As in "much depends on the price"."""
_DEGREES = frozenset({"more", "less"})
_BARE = frozenset({"nsubj", "neg", "advmod", "punct", "cc", "intj", "preconj", "ROOT"})
"""What stands beside the verb of a short answer."""
_HEAVILY = frozenset("heavy heavily more less little much most".split())
_WEIGHTS = frozenset({"weight", "significance", "importance"})
_SIZES = frozenset(
    "considerable great greater large small slight little enormous immense huge limited".split()
)
_MOMENT = frozenset({"account", "consequence", "moment"})
"""What is "of little account" weighs little."""
_GIVING = frozenset("attach give assign attribute ascribe carry have hold gain".split())
_GAINING = frozenset({"gain from", "profit from", "benefit from", "lose by"})
_KEEPING = frozenset("keep break honor honour betray fulfil fulfill dishonor dishonour".split())
_WORD = frozenset("word promise pledge commitment obligation bargain".split())
"""Who "has kept its word" is judged, by what is told of him."""
_AMOUNTS = frozenset(
    {"represent", "constitute", "mark", "amount", "signal", "reflect", "mean", "serve", "prove"}
)


def read_importance(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X is important", "of great importance", "the significant aspect of X is …"."""
    words = claim_words().importance
    clause = child(parse, head, "csubj")
    if clause is not None and parse.tokens[clause].lemma in words["verbs"] | _DIFFERING:
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
    if is_ranking(parse, head) or _matters(parse, head) or _has_weight(parse, head, subject):
        return reading
    if token.lemma == "come" and lemmas_under(parse, head, "advmod") & {"first", "second", "last"}:
        return reading
    if token.lemma in ("depend", "hinge") and noun.lemma in _ALL:
        return reading
    predicate = predicate_of(parse, head)
    if predicate is not None and _is_stake(parse, predicate):
        return reading
    if predicate is not None and _weighs(parse, predicate):
        formal = noun.lemma == "it" and _formal(parse, head, predicate)
        advised = claim_words().recommendation["adjectives"]
        return None if formal and parse.tokens[predicate].lemma in advised else reading
    if predicate is None and token.lemma in ("be", "lie", "stand") and _is_central(parse, head):
        return reading
    return _gives_weight(parse, head, subject)


def _has_weight(parse: ParsedSentence, head: int, subject: int) -> bool:
    """As in "the weight of the affair lies elsewhere", "its weight as a sign is great"."""
    predicate = predicate_of(parse, head)
    is_told = (
        parse.tokens[head].lemma in _LIES
        if predicate is None
        else (parse.tokens[predicate].lemma in _SIZES)
    )
    return is_told and parse.tokens[subject].lemma in _WEIGHTS


def _matters(parse: ParsedSentence, head: int) -> bool:
    """As in "the port counts for little": not so in "counted the votes"."""
    lemma = parse.tokens[head].lemma
    counted = lemma == "count" and child(parse, head, "dobj") is not None
    modal = verb_group(parse, head).modal
    weighs = lemma == "weigh" and bool(lemmas_under(parse, head, "advmod", "acomp") & _HEAVILY)
    matters = weighs or lemma in claim_words().importance["verbs"]
    return matters and modal is None and not counted


def is_ranking(parse: ParsedSentence, head: int) -> bool:
    """Return whether one thing is wanted or feared above another: "wants land more than peace"."""
    if parse.tokens[head].lemma not in claim_words().importance["ranked"]:
        return False
    for degree, than, after in zip(parse.tokens, parse.tokens[1:], parse.tokens[2:], strict=False):
        if degree.lemma in _DEGREES and than.lemma == "than" and after.pos != "NUM":
            above = next(i for i in ancestors(parse, degree.index) if _is_verb(parse, i))
            return above == head and degree.index > head + 1
    return False


def _is_verb(parse: ParsedSentence, index: int) -> bool:
    return parse.tokens[index].pos in ("VERB", "AUX") or parse.tokens[index].dep == "ROOT"


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
    if token.lemma == "worth":
        return any(t.lemma in ("more", "less") and predicate in (t.head, t.head - 1, t.index - 1)
                   for t in parse.tokens)  # fmt: skip
    if token.pos == "ADJ":
        return token.lemma in words["adjectives"]
    if token.lemma in words["nouns"] - {"key", "weight"}:
        return True
    if token.lemma == "key" and of_phrase(parse, predicate, "to"):
        return True
    relation = claim_words().relation["nouns"] | claim_words().judgement["verdicts"]
    weighty = lemmas_under(parse, predicate, "amod") & words["adjectives"]
    return bool(weighty) and token.pos == "NOUN" and token.lemma not in relation


def _is_stake(parse: ParsedSentence, predicate: int) -> bool:
    """As in "is a turning point for", "is a question of survival"."""
    phrases = phrase_in(parse, claim_words().importance["phrases"])
    return any(first <= predicate < end for first, end in phrases)


def _is_central(parse: ParsedSentence, head: int) -> bool:
    """As in "is of great importance", "lies at the heart of"."""
    words = claim_words().importance
    for prep in children(parse, head, "prep"):
        if parse.tokens[prep].lemma == "of" and (
            lemmas_under(parse, prep, "pobj") & (words["nouns"] | _MOMENT)
        ):
            return True
    return any(parse.tokens[first].head == head for first, _ in phrase_in(parse, words["phrases"]))


def read_judgement(parse: ParsedSentence, head: int) -> Reading | None:
    """As in "X is (not) a mistake", "X has failed to …", "X marks a setback"."""
    subject = own_subject(parse, head)
    if subject is None:
        return None
    modal = verb_group(parse, head).modal
    predicate = predicate_of(parse, head)
    judges = False
    if predicate is not None and modal in (None, "would"):
        judges = _is_copular_judgement(parse, subject, predicate)
        judges = judges or (modal is not None and is_weighed(parse, predicate))
    elif predicate is None and modal is None:
        judges = _is_verbal_judgement(parse, head, subject)
    # "It would be a mistake" judges as firmly as "it is one".
    return Reading(kind="judgement", head=head, bare=modal is not None) if judges else None


def _is_copular_judgement(parse: ParsedSentence, subject: int, predicate: int) -> bool:
    if parse.tokens[subject].dep == "csubj":
        # "What makes this round different is …" weighs, whatever it is.
        return any(t.tag == "WP" and t.head == subject for t in parse.tokens)
    posed = parse.tokens[subject].lemma in claim_words().judgement["posed"]
    return (posed and _is_posed(parse, predicate)) or is_judging(parse, predicate)


def _is_verbal_judgement(parse: ParsedSentence, head: int, subject: int) -> bool:
    words = claim_words().judgement
    phrases = phrase_in(parse, words["phrases"])
    if any(nearest_clause(parse, first) == head or first == head for first, _ in phrases):
        return True
    token = parse.tokens[head]
    held = child(parse, head, "dobj")
    shown = held is not None or bool(of_phrase(parse, head, "to"))
    if token.lemma in words["evidential"] and shown and not can_speak(parse, subject):
        return True
    lasting = verb_group(parse, head).tense == "present" or _is_perfect(parse, head)
    if token.lemma == "fail" and child(parse, head, "xcomp") is not None:
        return lasting
    if token.lemma in _AMOUNTS:
        tokens = [held] if held is not None else of_phrase(parse, head, "to", "as")
        return any(is_judging(parse, i) for i in tokens[:1])
    if with_preposition(parse, head) & _GAINING and verb_group(parse, head).tense == "present":
        return True
    if token.lemma == "have" and _lacks(parse, head):
        return True
    if token.lemma in _KEEPING and held is not None and parse.tokens[held].lemma in _WORD:
        return lasting
    weighs = token.lemma in words["verbs"] - _AMOUNTS - {"fail"}
    return weighs and (held is not None or token.lemma == "backfire")


def _is_perfect(parse: ParsedSentence, head: int) -> bool:
    return "have" in lemmas_under(parse, head, "aux")


def _lacks(parse: ParsedSentence, head: int) -> bool:
    """As in "has little leverage", "has no chance"."""
    held = child(parse, head, "dobj")
    if held is None:
        return False
    words = claim_words().judgement
    scant = lemmas_under(parse, held, "amod", "det") & {"little", "no", "few", "scant", "enough"}
    return bool(scant) and parse.tokens[held].lemma in words["means"]


def _is_posed(parse: ParsedSentence, predicate: int) -> bool:
    """As in "the main problem is …", "the danger is that …": not "the problem is solved"."""
    return parse.tokens[predicate].dep in ("attr", "ccomp", "xcomp")


def is_judging(parse: ParsedSentence, predicate: int) -> bool:
    """Return whether a predicate weighs its subject: by its word, by a degree, by a comparison."""
    words = claim_words().judgement
    token = parse.tokens[predicate]
    degrees = lemmas_under(parse, predicate, "advmod")
    if token.pos == "ADJ" or token.dep == "acomp":
        compared = token.tag in ("JJR", "JJS") or bool(degrees & words["degrees"])
        return token.lemma in words["adjectives"] or compared
    if token.lemma in words["nouns"]:
        return True
    determiners = lemmas_under(parse, predicate, "det")
    if "no" in determiners and token.lemma in words["denied"]:
        return True
    adjectives = lemmas_under(parse, predicate, "amod")
    return bool(adjectives & words["adjectives"]) and bool(determiners)


def is_weighed(parse: ParsedSentence, predicate: int) -> bool:
    """Return whether what would be so is weighed by it: "it would be dear", "… a high price"."""
    token = parse.tokens[predicate]
    kind = lemmas_under(parse, predicate, "det") & {"a", "an"}
    quality = token.pos == "ADJ" and token.lemma not in _STATES
    return quality or (token.pos == "NOUN" and bool(kind)) or is_judging(parse, predicate)


_STATES = frozenset(
    "able due open available present absent alive dead over ready set married born pregnant "
    "closed shut awake asleep next first second third last late early own same other such "
    "responsible aware unaware willing unwilling likely unlikely possible about".split()
)
"""Adjectives that tell how things are, and judge nobody."""


_PARTS = frozenset({"part", "one", "number", "type", "kind", "form", "member", "name", "date"})


def is_plain_judgement(parse: ParsedSentence, head: int) -> bool:
    """Whether a present copula says what its subject is like: "the border is a rumour".

    Only where the author argues or somebody speaks: told in news it is as often a plain fact. What
    somebody is by office or origin is no judgement of them.
    """
    group = verb_group(parse, head)
    subject = own_subject(parse, head)
    predicate = predicate_of(parse, head)
    if subject is None or group.modal is not None or group.tense != "present":
        return False
    if predicate is None or parse.tokens[subject].tag in ("EX", "WP", "WDT"):
        return predicate is None and _is_short_answer(parse, head)
    token = parse.tokens[predicate]
    if token.ner != "":
        return False
    if token.pos == "ADJ" or token.dep == "acomp":
        measured = child(parse, predicate, "npadvmod") is not None
        return token.pos == "ADJ" and token.lemma not in _STATES and not measured
    determined = children(parse, predicate, "det", "poss", "preconj")
    if token.pos != "NOUN" or not determined:
        return False
    who = parse.tokens[subject]
    named = who.pos == "PROPN" or who.ner != "" or who.lemma in ("he", "she", "i", "they", "we")
    office = token.lemma == "member" or load_actor_nouns().find([token.lemma]) is not None
    return token.lemma not in _PARTS and not (named and office)


def _is_short_answer(parse: ParsedSentence, head: int) -> bool:
    """As in "it does", "they are not": it says that what was said before is so, or is not."""
    below = {parse.tokens[i].dep for i in parse.children[head]}
    token = parse.tokens[head]
    helping = token.lemma in ("be", "do") and token.dep in ("ROOT", "ccomp")
    return helping and below <= _BARE and "so" not in lemmas_under(parse, head, "advmod")


def kind_of_predicate(parse: ParsedSentence, predicate: int) -> ClaimKind:
    """Return the kind of a view "X (as) PREDICATE", a judgement where no word tells another."""
    words = claim_words()
    token = parse.tokens[predicate]
    if token.lemma in words.cause["nouns"] and "the" in lemmas_under(parse, predicate, "det"):
        return "cause"  # not so "a cause of war"
    if token.lemma in ("responsible", "behind"):
        return "cause"
    if token.lemma in words.forecast["bare"]:
        return "forecast"
    if _is_aimed(parse, predicate):
        return "goal"
    ranked = token.pos == "NOUN" and "than" in lemmas_under(parse, predicate, "prep")
    if (
        ranked
        or _weighs(parse, predicate)
        or (token.pos != "NOUN" and token.lemma in words.importance["adjectives"])
    ):
        return "importance"
    if token.lemma in words.relation["nouns"] | words.relation["adjectives"]:
        return "relation"
    return "judgement"


def _is_aimed(parse: ParsedSentence, predicate: int) -> bool:
    """As in "sees it as directed at him", "read it as a bid for votes"."""
    words = claim_words().goal
    token = parse.tokens[predicate]
    if token.lemma in words["aimed"] or token.lemma == "direct":
        return bool(of_phrase(parse, predicate, "at")) or _has_infinitive(parse, predicate)
    bids = token.lemma in words["bids"]
    return bids and (bool(of_phrase(parse, predicate, "for")) or _has_infinitive(parse, predicate))


def _has_infinitive(parse: ParsedSentence, head: int) -> bool:
    return infinitive_under(parse, head) is not None
