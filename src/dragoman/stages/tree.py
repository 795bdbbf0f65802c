"""Ways through a parsed sentence: children, subtrees, subjects, conjuncts, clause heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.knowledge.lexicon import attribution_words, verb_class
from dragoman.records import ParsedSentence, Span

__all__ = [
    "ANSWERS",
    "JOINED",
    "ancestors",
    "child",
    "children",
    "clause_head",
    "conjuncts",
    "each_other",
    "head_within",
    "is_of_another_time",
    "is_passive",
    "is_what_was_done",
    "modifiers_before",
    "object_of",
    "prepositional",
    "runs",
    "span_of",
    "subject_of",
    "subtree",
    "trimmed_subtree",
    "whom_of",
]

ANSWERS = frozenset({"reprisal", "retaliation", "revenge", "vengeance"})
"""What an act is told to be for another, which is not its own."""
_SUBJECTS = ("nsubj", "csubj")
_VERBS = ("VERB", "AUX")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_ALWAYS_REPORT = ("alleges", "confirms", "denies", "quotes")
JOINED = frozenset({"according", "due", "because", "instead", "owing", "prior", "thanks"})
"""First words of prepositions of two words: what follows is not the second one's."""
_MEANING_BY = frozenset({("at", "hand"), ("on", "part")})
_PROMISING = frozenset({"promise", "vow", "threaten"})
_CALLING = frozenset({"call", "phone", "telephone", "ring", "contact", "cable"})
"""Verbs of reaching somebody, with whom one does it to say something."""
_OUTSIDE_NOUN_PHRASE = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "parataxis"})


def children(parse: ParsedSentence, index: int, *deps: str) -> list[int]:
    """Return dependents of `index`, in order; only those with one of `deps` if any are given."""
    found = parse.children[index]
    if not deps or not found:
        return list(found)
    tokens = parse.tokens
    return [i for i in found if tokens[i].dep in deps]


def child(parse: ParsedSentence, index: int, *deps: str) -> int | None:
    """Return the first dependent with one of `deps`, or None."""
    tokens = parse.tokens
    for i in parse.children[index]:
        if not deps or tokens[i].dep in deps:
            return i
    return None


def ancestors(parse: ParsedSentence, index: int) -> Iterator[int]:
    """Yield the heads above `index`, nearest first, the root last."""
    while parse.tokens[index].head != index:
        index = parse.tokens[index].head
        yield index


def subtree(parse: ParsedSentence, index: int) -> list[int]:
    """Return `index` and all below it, in text order."""
    found, queue = [index], [index]
    while queue:
        below = parse.children[queue.pop()]
        found.extend(below)
        queue.extend(below)
    return sorted(found)


def trimmed_subtree(parse: ParsedSentence, index: int) -> list[int]:
    """Return the noun phrase around `index` without clauses, appositions and conjuncts."""
    found, queue = [index], [index]
    while queue:
        top = queue.pop()
        below = [i for i in parse.children[top] if parse.tokens[i].dep not in _OUTSIDE_NOUN_PHRASE]
        found.extend(below)
        queue.extend(below)
    return sorted(found)


def head_within(parse: ParsedSentence, first: int, last: int) -> int:
    """Return the token of [first, last) whose head lies outside it."""
    for index in range(first, last):
        above = parse.tokens[index].head
        if not first <= above < last or above == index:
            return index
    return last - 1


def span_of(parse: ParsedSentence, indices: list[int]) -> Span:
    """Return the span from the first to the last of `indices`, spaces at the ends left out."""
    first, last = parse.tokens[min(indices)], parse.tokens[max(indices)]
    if first.text.isspace() or last.text.isspace():
        words = [i for i in indices if not parse.tokens[i].text.isspace()] or indices
        first, last = parse.tokens[min(words)], parse.tokens[max(words)]
    return Span(document_id=parse.sentence.span.document_id, start=first.start, end=last.end)


def runs(indices: Iterable[int]) -> list[list[int]]:
    """Return the indices as maximal runs without gaps."""
    found: list[list[int]] = []
    for i in sorted(indices):
        if found and found[-1][-1] == i - 1:
            found[-1].append(i)
        else:
            found.append([i])
    return found


@lru_cache(maxsize=512)  # of a sentence's verbs and nouns many rules ask in a row
def conjuncts(parse: ParsedSentence, index: int) -> tuple[int, ...]:
    """Return `index` and what is coordinated after it ("A, B and C" from A gives all three)."""
    found = [index]
    for i in found:
        found.extend(j for j in children(parse, i, "conj") if j not in found)
    return tuple(found)


@lru_cache(maxsize=512)
def is_passive(parse: ParsedSentence, index: int) -> bool:
    """Whether the verb at `index` is a passive, reduced relatives ("the man killed") included.

    So are "with ten soldiers killed", both verbs of "was hit and killed", and those of "people
    shot and killed by police".
    """
    if children(parse, index, "auxpass", *_PASSIVE_SUBJECTS):
        return True
    token = parse.tokens[index]
    if children(parse, index, "aux", "dobj"):
        return False
    if token.tag != "VBN":
        return token.tag == "VBD" and any(
            children(parse, i, "agent") and not children(parse, i, "auxpass")
            for i in children(parse, index, "conj")
        )
    if children(parse, index, "nsubj"):
        marks = {parse.tokens[i].lemma for i in children(parse, index, "mark")}
        return token.dep in ("pcomp", "advcl") and marks <= {"with"}
    if token.dep == "conj":
        return is_passive(parse, token.head)
    return token.dep in ("acl", "relcl", "amod", "advcl") or bool(children(parse, index, "agent"))


@lru_cache(maxsize=512)
def subject_of(parse: ParsedSentence, index: int) -> int | None:
    """Return the grammatical subject of the verb at `index`, inherited where it is shared.

    Coordinated verbs share a subject; an open complement takes its controller's; the subject of a
    relative or participial clause is the noun it modifies.
    """
    seen: set[int] = set()
    current: int | None = index
    while current is not None and current not in seen:
        seen.add(current)
        found, current = _subject_or_next(parse, current)
        if found is not None:
            return found
    return None


def _subject_or_next(parse: ParsedSentence, index: int) -> tuple[int | None, int | None]:
    """Return the subject that the verb at `index` shows, or the verb it shares one with."""
    own = child(parse, index, *_SUBJECTS, *_PASSIVE_SUBJECTS)
    token = parse.tokens[index]
    if own is not None:
        return _shown(parse, index, own)
    if token.dep in ("relcl", "acl"):
        # "the strikes the army carried out" has its own subject; "the man killed" has not.
        return (None if (token.dep, token.tag) == ("acl", "VB") else token.head), None
    if token.dep == "xcomp":
        return _controlling(parse, index)
    if token.dep == "advcl" and (told := _told_before(parse, index)) is not None:
        return None, told
    if token.dep == "pcomp" and (blamed := _blamed(parse, token.head)) is not None:
        return blamed, None
    if token.dep not in ("conj", "advcl", "pcomp", "prep", "ccomp", "dep", "aux", "acomp"):
        return None, None
    above = token.head
    while parse.tokens[above].dep in ("prep", "pcomp") and parse.tokens[above].pos not in _VERBS:
        above = parse.tokens[above].head
    if token.dep == "pcomp" and parse.tokens[token.head - 1].text == ",":
        told = _told_clause(parse, above)  # "he fired, they said, before being shot"
        above = above if told is None or not told < above < index else told
    return None, above


def _shown(parse: ParsedSentence, index: int, own: int) -> tuple[int | None, int | None]:
    """Return whom a verb's own subject means, or the verb whose subject it has."""
    if is_what_was_done(parse, own):
        return None, own  # "What they did was to leave"
    # "most of whom"
    those = [own, *(i for name, i in prepositional(parse, own) if name == "of")]
    token = parse.tokens[index]
    relative = token.dep == "relcl" and any(parse.tokens[i].tag in ("WDT", "WP") for i in those)
    return (token.head if relative else own), None


def is_what_was_done(parse: ParsedSentence, clause: int) -> bool:
    """Return whether a clause only leads on to what was done: "what they did instead was to …"."""
    what = child(parse, clause, "dobj")
    leads = parse.tokens[clause].dep == "csubj" and parse.tokens[clause].lemma == "do"
    return leads and what is not None and parse.tokens[what].lemma == "what"


def _controlling(parse: ParsedSentence, infinitive: int) -> tuple[int | None, int | None]:
    """Return the object of the verb above, or that verb, whose subject does it: "promised X to"."""
    token = parse.tokens[infinitive]
    controller, verb = child(parse, token.head, "dobj"), parse.tokens[token.head].lemma
    own = verb in _PROMISING or (verb in _CALLING and verb_class(token.lemma) is not None)
    return (None, token.head) if controller is None or own else (controller, None)


def _told_before(parse: ParsedSentence, participle: int) -> int | None:
    """Return the clause before a reporting verb that a participle after it goes with.

    "Troops shelled a market, officials said, killing two": those who shelled killed. Whoever said
    so goes on in "officials said, adding that …", "officials said, accusing them of …".
    """
    verb = parse.tokens[participle].head
    told = _told_clause(parse, verb)
    if parse.tokens[participle].tag != "VBG" or told is None or not told < verb < participle:
        return None
    return None if _reports(parse, participle) else told


def _told_clause(parse: ParsedSentence, verb: int) -> int | None:
    """Return the clause that a verb of saying reports, be the verb put in: "X left, they said"."""
    told, token = child(parse, verb, "ccomp"), parse.tokens[verb]
    put_in = told is None and token.dep == "parataxis" and verb_class(token.lemma) is not None
    return token.head if put_in else told


def _reports(parse: ParsedSentence, verb: int) -> bool:
    """Whether a verb that may report has something reported: a finite clause, a charge."""
    lemma = parse.tokens[verb].lemma
    kind = verb_class(lemma)
    if kind is None or kind in _ALWAYS_REPORT:
        return kind is not None
    clause = child(parse, verb, "ccomp")
    if clause is not None:
        return all(parse.tokens[i].tag != "TO" for i in children(parse, clause, "aux"))
    framed = attribution_words().frames.preposition
    preps = children(parse, verb, "prep")
    return any(f"{lemma} {parse.tokens[i].lemma}" in framed for i in preps)


def _blamed(parse: ParsedSentence, prep: int) -> int | None:
    """Return who is said to do it in "accused X of attacking", "stopped X from leaving"."""
    verb = parse.tokens[prep].head
    lemma = parse.tokens[verb].lemma
    charges = lemma in ("charge", "credit") and parse.tokens[prep].lemma == "with"
    if not charges and parse.tokens[prep].lemma not in ("of", "for", "from", "into", "as"):
        return None
    if is_passive(parse, verb):
        own = child(parse, verb, *_PASSIVE_SUBJECTS)
        described = own is None and parse.tokens[verb].dep == "acl"
        return parse.tokens[verb].head if described else own
    return child(parse, verb, "dobj")


@lru_cache(maxsize=512)
def object_of(parse: ParsedSentence, index: int) -> int | None:
    """Return the direct object, in a passive the subject, of the verb at `index`."""
    if is_passive(parse, index):
        return subject_of(parse, index)
    own = child(parse, index, "dobj")
    token = parse.tokens[index]
    if own is not None and parse.tokens[own].tag in ("WDT", "WP"):
        # "The arms which X is said to have sent": the clause is that of what is said.
        above = parse.tokens[token.head] if token.dep in ("xcomp", "ccomp") else token
        return above.head if above.dep == "relcl" else own
    if own is not None:
        return own
    if token.dep == "relcl" and child(parse, index, *_SUBJECTS) is not None:
        return token.head
    if token.dep == "conj" and parse.tokens[token.head].pos == "VERB":
        # "welcomed and praised the deal": the object hangs on one of the two.
        return None
    later = [j for j in children(parse, index, "conj") if parse.tokens[j].pos == "VERB"]
    return child(parse, later[0], "dobj") if later and later[0] == index + 2 else None


@lru_cache(maxsize=512)
def prepositional(parse: ParsedSentence, index: int) -> tuple[tuple[str, int], ...]:
    """Return (preposition, object) pairs under `index`, multi-word prepositions by their last.

    "Away from the talks" is under "walked away" as "from the talks" is under "walked"; "according
    to X" is a preposition of its own. "At the hands of X" and "on the part of X" are "by X" as
    well.
    """
    found: list[tuple[str, int]] = []
    outside = children(parse, index, "prep", "agent", "dative")
    for particle in children(parse, index, "advmod", "prt"):
        if index < particle and parse.tokens[index].pos in _VERBS:
            outside += children(parse, particle, "prep")
    for outer in outside:
        inner = children(parse, outer, "prep")
        nested = child(parse, outer, "pobj") is None and inner
        prep = inner[0] if nested else outer
        name = parse.tokens[prep].lemma
        if nested and parse.tokens[outer].text.lower() in JOINED:
            # "according to" says who tells it, and nothing "to" him.
            name = f"{parse.tokens[outer].text.lower()} {name}"
        objects = children(parse, prep, "pobj")
        found.extend((name, pobj) for pobj in objects)
        if objects and (name, parse.tokens[objects[0]].lemma) in _MEANING_BY:
            owners = children(parse, objects[0], "prep")
            found.extend(("by", i) for of in owners for i in children(parse, of, "pobj"))
    return tuple(found)


def modifiers_before(parse: ParsedSentence, noun: int) -> list[int]:
    """Return genitives, adjectives and compounds before a noun, with what is joined to them."""
    found: list[int] = []
    queue = children(parse, noun, "poss", "compound", "amod", "nmod", "npadvmod")
    while queue:
        index = queue.pop(0)
        found.append(index)
        queue += [i for i in children(parse, index, "conj", "compound", "nmod", "amod") if i < noun]
    return sorted(found)


def clause_head(parse: ParsedSentence, index: int) -> int:
    """Return the head of the finite clause that `index` is in (the root if none)."""
    current = index
    for above in [index, *ancestors(parse, index)]:
        current = above
        if parse.tokens[above].dep in ("ROOT", "ccomp", "advcl", "relcl", "parataxis"):
            return above
        if parse.tokens[above].dep == "conj" and child(parse, above, *_SUBJECTS) is not None:
            return above
    return current


def is_of_another_time(parse: ParsedSentence, verb: int) -> bool:
    """Whether a clause tells what came at another time: "fired before he was shot"."""
    if parse.tokens[verb].dep != "advcl":
        return False
    joins = children(parse, verb, "mark", "advmod")
    return any(parse.tokens[i].lemma in ("before", "until", "since") for i in joins)


def each_other(parse: ParsedSentence, index: int) -> int | None:
    """Return the head of whom "each other" or "one another" stands for; None for other words."""
    token = parse.tokens[index]
    pair = (parse.tokens[index - 1].lemma, token.lemma) if index else ("", "")
    if pair not in (("each", "other"), ("one", "another")):
        return None
    above = parse.tokens[token.head]
    subject = subject_of(parse, above.head if token.dep == "pobj" else above.index)
    return None if subject == index else subject


def whom_of(parse: ParsedSentence, whose: int) -> tuple[int, ...]:
    """Return the noun that "whose" at an index speaks of, as its only element; () for none."""
    clause = parse.tokens[clause_head(parse, whose)]
    return (clause.head,) if clause.dep == "relcl" else ()
