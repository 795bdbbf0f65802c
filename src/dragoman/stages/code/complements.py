"""Clauses that a verb pattern asks for: what is to be done, what is said, what is asked."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children, is_passive, subject_of, subtree

__all__ = ["complement_of", "conditioned"]

_OWN = frozenset({"it", "they", "he", "she", "we", "i"})
_OWNING = frozenset({"its", "their", "his", "her", "our", "my"})
_IF = frozenset({"if", "unless", "should", "had"})
_ON_TERMS = frozenset({"if", "unless", "until"})
_FOLLOWING = frozenset(
    "consequence response retaliation reprisal revenge punishment sanction countermeasure "
    "war respond retaliate punish pay regret suffer tolerate".split()
)
"""What tells that somebody will see to it that something follows."""
_DEALING = frozenset(
    "sink shoot arrest detain prosecute punish expel deport seize jail imprison intercept treat "
    "meet fine board impound dismiss".split()
)
"""What is done to somebody by whoever has the power and says so before."""


def complement_of(
    parse: ParsedSentence, verb: int, wanted: tuple[str, frozenset[str] | None]
) -> int | None:
    """Return the verb of the wanted clause under `verb`, None where there is none.

    `wanted` is as in `VerbPattern.complement`.
    """
    kind, lemmas = wanted
    if kind == "whether" and any(token.text == "?" for token in parse.tokens):
        return verb
    for i in children(parse, verb, "xcomp", "ccomp", "advcl"):
        token = parse.tokens[i]
        infinitive = any(parse.tokens[j].tag == "TO" for j in children(parse, i, "aux"))
        if kind == "to" and infinitive and (lemmas is None or token.lemma in lemmas):
            return i
        if infinitive or token.tag == "VBG":
            continue
        if token.dep != "ccomp":
            # Parsers hang "if he would go" on the verb: "asked the king if he would go".
            if kind == "whether" and i > verb and _asks(parse, i):
                return i
            continue
        asks = _asks(parse, i)
        if (kind == "whether") == asks and (kind != "own" or _is_own(parse, i)) and kind != "to":
            return i
    return None


def conditioned(parse: ParsedSentence, word: int) -> list[int]:
    """Return of whom something is wanted under a threat: "unless X pays", "if X strikes"."""
    clauses = [i for i in subtree(parse, word) if parse.tokens[i].dep == "advcl"]
    marks = {i: child(parse, i, "mark") for i in clauses}
    told = [i for i, m in marks.items() if m is not None and parse.tokens[m].lemma in _ON_TERMS]
    subjects = (child(parse, i, "nsubj", "nsubjpass") for i in told)
    return [i for i in subjects if i is not None and parse.tokens[i].pos != "PRON"]


def _asks(parse: ParsedSentence, clause: int) -> bool:
    """Whether a clause is a question, told or quoted: "if they met", "which of them met"."""
    first, *others = (parse.tokens[i] for i in subtree(parse, clause))
    quoted = any(token.text == "?" for token in parse.tokens)
    opening = [first, *others[:1]] if first.tag == "IN" else [first]
    asked = any(token.tag in ("WP", "WDT", "WRB", "WP$") for token in opening)
    return quoted or asked or first.lemma in ("whether", "if")


def _is_own(parse: ParsedSentence, clause: int) -> bool:
    """Whether a clause tells what its speaker will do, or what will follow on something.

    "That it would strike", "that its patience was ending", "that there would be consequences", "if
    they came, they would pay", "that ships would be sunk"; not "that prices would rise".
    """
    subject = subject_of(parse, clause)
    if subject is not None:
        owners = (parse.tokens[i].lemma.lower() for i in children(parse, subject, "poss"))
        if parse.tokens[subject].text.lower() in _OWN or any(o in _OWNING for o in owners):
            return True
    if _is_dealt_with(parse, clause):
        return True
    words = [parse.tokens[i] for i in subtree(parse, clause)]
    if any(word.lemma in _FOLLOWING for word in words):
        return True
    marks = [child(parse, i, "mark") for i in children(parse, clause, "advcl", "ccomp")]
    conditions = [words[0], *(parse.tokens[m] for m in marks if m is not None)]
    return any(token.text.lower() in _IF for token in conditions)


def _is_dealt_with(parse: ParsedSentence, clause: int) -> bool:
    """Whether it tells how others would be dealt with: "that protesters would be shot"."""
    ahead = verb_group(parse, clause).modal in ("would", "will", "shall")
    return ahead and is_passive(parse, clause) and parse.tokens[clause].lemma in _DEALING
