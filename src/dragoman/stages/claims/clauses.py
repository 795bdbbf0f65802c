"""Clauses of a parsed sentence as a claim quotes them: from the subject to the end.

What explains, contrasts or goes on in a clause of its own is left out, so that "A is not new, as
B has been before" gives "A is not new".
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from dragoman.records import ParsedSentence, Span
from dragoman.stages.sayings.cue import without_edges
from dragoman.stages.sayings.told_beside import is_remark
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import (
    child,
    children,
    runs,
    span_of,
    subject_of,
    subtree,
    trimmed_subtree,
)

__all__ = [
    "clause_heads", "clause_spans", "clause_start", "is_asked", "is_lasting", "nearest_clause",
    "own_subject", "predicate_of", "run_spans",
]  # fmt: skip

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_ASKING = frozenset({"WP", "WP$", "WDT", "WRB"})
_LEFT_OUT = frozenset({"while", "whereas", "although", "though", "as", "because", "since", "given"})


def clause_heads(parse: ParsedSentence) -> list[int]:
    """Return the verbs that have a subject of their own or share one, in text order."""
    found = []
    for token in parse.tokens:
        # A verb that is also a noun ("rest", "aim") is at times tagged one; its subject tells.
        verbal = token.pos in ("VERB", "AUX") or token.dep == "ROOT"
        if not verbal or token.dep in ("aux", "auxpass", "amod", "compound", "csubj"):
            continue
        if token.dep == "relcl" and not _is_added(parse, token.index):
            continue
        shares = token.dep == "conj" and own_subject(parse, token.index) is not None
        if child(parse, token.index, *_SUBJECTS) is not None or shares:
            found.append(token.index)
    return found


def _is_added(parse: ParsedSentence, head: int) -> bool:
    """After a comma a relative clause asserts; without one it only says which is meant."""
    first = min(subtree(parse, head))
    return parse.tokens[first].text == "," or (first > 0 and parse.tokens[first - 1].text == ",")


@lru_cache(maxsize=512)
def own_subject(parse: ParsedSentence, head: int) -> int | None:
    """Return the subject in the clause itself or in the clause it is joined to."""
    own = child(parse, head, "nsubj", "nsubjpass", "csubj", "csubjpass")
    if own is not None and parse.tokens[head].dep == "relcl":
        # "Iran, which opposes the plan": the party is the antecedent, not the pronoun.
        return subject_of(parse, head)
    if own is not None:
        return own
    if child(parse, head, "expl") is not None:
        return child(parse, head, "attr", "dobj")
    if parse.tokens[head].dep == "conj":
        return subject_of(parse, head)
    return None


def predicate_of(parse: ParsedSentence, head: int) -> int | None:
    """Return the noun, adjective or clause that a copula says of its subject."""
    if parse.tokens[head].lemma not in (
        "be",
        "remain",
        "become",
        "seem",
        "appear",
        "prove",
        "stay",
        "look",
        "sound",
        "feel",
    ):
        return None
    found = child(parse, head, "attr", "acomp", "oprd")
    return child(parse, head, "xcomp", "ccomp") if found is None else found


def clause_start(parse: ParsedSentence, head: int) -> int:
    """Return the first token of the clause's subject, or of the verb if it has none here."""
    subject = child(parse, head, *_SUBJECTS)
    if parse.tokens[head].dep == "relcl" and subject is not None:
        antecedent = subject_of(parse, head)
        return min(trimmed_subtree(parse, subject if antecedent is None else antecedent))
    if subject is None and parse.tokens[head].dep == "conj":
        first = [head, *verb_group(parse, head).auxiliaries]
        return min(i for i in first if i > parse.tokens[head].head)
    if subject is None or subject > head:
        # "Behind the quarrel lies a dispute": turned round, the clause begins before its verb.
        return min(subtree(parse, head))
    return min(subtree(parse, subject))


def clause_spans(
    parse: ParsedSentence,
    head: int,
    *,
    taken: Collection[int] = (),
    start: int | None = None,
    keep: Collection[int] = (),
) -> tuple[Span, ...]:
    """Return the spans of the clause without final punctuation; several where a cue breaks it.

    `taken` are tokens of a speaker or cue that stand inside; `start` is a token before the subject
    from which the content begins, `keep` heads of clauses inside that are not left out. A
    verb joined to another has the subject they share as a span of its own.
    """
    start = clause_start(parse, head) if start is None else start
    dropped = set(taken)
    for i in subtree(parse, head):
        if i != head and i not in keep and _is_apart(parse, i, head):
            dropped.update(subtree(parse, i))
    tokens = [i for i in subtree(parse, head) if i >= start and i not in dropped]
    if parse.tokens[head].dep == "conj" and child(parse, head, *_SUBJECTS) is None:
        shared = subject_of(parse, head)
        beyond = () if shared is None else trimmed_subtree(parse, shared)
        tokens = [*(i for i in beyond if i < start and i not in dropped), *tokens]
    elif start < min(tokens, default=start):
        # A relative clause is quoted with the words it is said of.
        tokens = [i for i in range(start, tokens[0]) if i not in dropped] + tokens
    return run_spans(parse, tokens, ())


def run_spans(
    parse: ParsedSentence, tokens: Collection[int], taken: Collection[int]
) -> tuple[Span, ...]:
    """Return the tokens as spans: gaps of mere punctuation closed, stops at the ends left out."""
    pieces: list[list[int]] = []
    for run in runs(i for i in tokens if i not in taken):
        gap = range(pieces[-1][-1] + 1, run[0]) if pieces else range(0)
        if pieces and all(parse.tokens[i].pos == "PUNCT" for i in gap):
            pieces[-1] = [*pieces[-1], *gap, *run]
        else:
            pieces.append(run)
    trimmed = [without_edges(parse, piece, quotes=True) for piece in pieces]
    return tuple(span_of(parse, piece) for piece in trimmed if _has_word(parse, piece))


def _has_word(parse: ParsedSentence, piece: list[int]) -> bool:
    return any(parse.tokens[i].text[:1].isalnum() for i in piece)


def _is_apart(parse: ParsedSentence, index: int, head: int) -> bool:
    """Whether the token heads a clause of its own that the claim does not need."""
    token = parse.tokens[index]
    if token.dep == "parataxis" or is_remark(parse, index):
        return True
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        return token.head == head or child(parse, index, *_SUBJECTS) is not None
    if token.dep == "advcl" and not is_lasting(parse, index):
        marks = {parse.tokens[i].lemma for i in children(parse, index, "mark", "advmod")}
        late = index > head
        return late and (bool(marks & _LEFT_OUT) or _is_loose(parse, index, head))
    return False


def is_lasting(parse: ParsedSentence, index: int) -> bool:
    """Return whether the clause tells how long: "as long as the rains last"."""
    as_long = parse.tokens[index].head
    return parse.tokens[as_long].lemma == "long" and "as" in {
        parse.tokens[i].lemma for i in children(parse, index, "mark")
    }


def _is_loose(parse: ParsedSentence, index: int, head: int) -> bool:
    """A participle after a comma that adds a further matter: ", adding that …"."""
    token = parse.tokens[index]
    first = min(subtree(parse, index))
    after_comma = first > 0 and parse.tokens[first - 1].text == ","
    return token.head == head and token.tag == "VBG" and after_comma


def is_asked(parse: ParsedSentence, head: int) -> bool:
    """Return whether the clause asks, also within another: "who paid the guards is unknown"."""
    token = parse.tokens[head]
    if token.dep == "ROOT" and _is_question(parse, head):
        return True
    subject = child(parse, head, "nsubj", "nsubjpass")
    if subject is None or token.dep not in ("ROOT", "ccomp", "pcomp"):
        return False
    asking = parse.tokens[subject]
    return asking.tag in ("WP", "WDT") and asking.lemma in ("who", "what", "which")


def _is_question(parse: ParsedSentence, head: int) -> bool:
    """As in "Will there be a war?", "Whose fault is it?": one put as a statement asserts."""
    if parse.tokens[-1].text != "?":
        return False
    first = next((t for t in parse.tokens if t.pos not in ("PUNCT", "CCONJ", "ADV")), None)
    subject = child(parse, head, *_SUBJECTS)
    helping = [i for i in verb_group(parse, head).auxiliaries if subject is None or i < subject]
    turned = subject is not None and (bool(helping) or head < subject)
    return turned or (first is not None and first.tag in _ASKING)


def nearest_clause(parse: ParsedSentence, index: int) -> int:
    """The nearest verb above with a subject."""
    node = index
    while parse.tokens[node].head != node:
        node = parse.tokens[node].head
        if parse.tokens[node].pos in ("VERB", "AUX") and own_subject(parse, node) is not None:
            return node
    return node
