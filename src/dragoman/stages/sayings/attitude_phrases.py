"""Attitudes that adjectives and nouns tell: "is critical of the deal", "her refusal to sign".

What they are about is nobody's assertion, as with the verbs of `attitudes`.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.sayings.cue import Cue, clause_tokens
from dragoman.stages.sayings.reporting_words import cue_tokens, source_of, source_tokens
from dragoman.stages.stances.verb_group import is_negated, verb_group
from dragoman.stages.tree import child, children, is_passive

__all__ = ["attitude_cue", "attitude_phrases", "is_attitude_noun"]

_CLAUSES = ("ccomp", "acl", "xcomp", "pcomp", "csubj", "advcl")
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_BELIEVING = frozenset(
    "convinced persuaded confident certain sure concerned worried afraid fearful hopeful "
    "optimistic adamant sceptical skeptical doubtful".split()
)
_FEARS = frozenset({"fear", "worry", "nightmare", "dread", "expectation"})
_NEARLY = ("det", "amod", "nummod", "compound", "advmod", "neg")


def attitude_phrases(parse: ParsedSentence, known: Collection[int]) -> list[Cue]:
    """Return the cues with an adjective or a noun, in text order; `known` are heads of others."""
    found = []
    for token in parse.tokens:
        cue = None
        if token.index in known:
            continue
        if token.pos in ("VERB", "AUX"):
            cue = _adjective(parse, token.index) or _light(parse, token.index)
        elif token.pos == "NOUN":
            cue = _noun(parse, token.index)
        if cue is not None:
            found.append(_as_belief(parse, cue))
    return found


def _as_belief(parse: ParsedSentence, cue: Cue) -> Cue:
    """Return the cue as one of saying where a whole clause is believed: "is convinced that …"."""
    words = [parse.tokens[i] for i in cue.cue]
    nouns = attribution_words().nouns["believes"]
    believes = any(t.text.lower() in _BELIEVING or t.lemma in nouns for t in words)
    whole = any(parse.tokens[i].tag in _FINITE for i in cue.content)
    opens = bool(cue.content) and parse.tokens[cue.content[0]].lemma == "that"
    if not (believes and whole and opens) or cue.source is None:
        return cue
    own = parse.tokens[cue.source].lemma in ("we", "i")
    return replace(cue, attitude=False, by_author=own, hedge="probable" if own else "certain")


def _adjective(parse: ParsedSentence, verb: int) -> Cue | None:
    """As in "is critical of", "remains confident that", "are worried about", "made clear that"."""
    words = attribution_words().attitudes
    token = parse.tokens[verb]
    state = child(parse, verb, "acomp", "oprd")
    if state is None and token.lemma == "make":
        # "Made clear that": to the parser a clause of its own.
        state = child(parse, verb, "ccomp")
    if state is None and is_passive(parse, verb) and token.text.lower() in words.adjectives:
        state = verb
    if state is None or parse.tokens[state].text.lower() not in words.adjectives:
        return None
    if state != verb and token.lemma not in words.being and token.lemma != "make":
        return None
    told = _complement(parse, state) or _complement(parse, verb, after=state)
    subject = child(parse, verb, "nsubj", "nsubjpass")
    if told is None or subject is None:
        return None
    lead, content = told
    start = min(cue_tokens(parse, verb))
    empty = parse.tokens[subject].lemma == "it" and state != verb
    source = None if empty else subject
    start = subject if empty and subject == start - 1 else start
    cue = range(start, max(verb, state, lead) + 1)
    if subject in cue and not empty:
        return None
    return attitude_cue(parse, verb, tuple(cue), source, content)


def is_attitude_noun(parse: ParsedSentence, verb: int) -> bool:
    """Return whether a light verb's object tells an attitude by itself: "voiced hope that"."""
    return _light(parse, verb) is not None


def _light(parse: ParsedSentence, verb: int) -> Cue | None:
    """As in "made the case that", "took issue with", "has doubts about"."""
    words = attribution_words()
    if parse.tokens[verb].lemma not in words.attitudes.light:
        return None
    noun = child(parse, verb, "dobj")
    if noun is None or not _is_attitude(parse.tokens[noun].lemma):
        return None
    told = _complement(parse, noun) or _complement(parse, verb, after=noun)
    source = source_of(parse, verb)
    if told is None or source is None:
        return None
    lead, content = told
    start = min(cue_tokens(parse, verb))
    cue = tuple(range(start, max(noun, lead) + 1))
    return None if source in cue or not cue else attitude_cue(parse, verb, cue, source, content)


def _noun(parse: ParsedSentence, noun: int) -> Cue | None:
    """As in "his criticism of the deal", "the minister's refusal to sign"."""
    owner = child(parse, noun, "poss")
    feared = _feared(parse, noun)
    if feared is not None and owner is not None:
        cue = tuple(range(noun, parse.tokens[noun].head + 1))
        return attitude_cue(parse, noun, cue, owner, clause_tokens(parse, feared))
    if not _is_attitude(parse.tokens[noun].lemma):
        return None
    told = _complement(parse, noun)
    if told is None or owner is None:
        return None
    lead, content = told
    first = noun
    near = set(children(parse, noun, *_NEARLY))
    while first - 1 in near:
        first -= 1
    return attitude_cue(parse, noun, tuple(range(first, max(noun, lead) + 1)), owner, content)


def _feared(parse: ParsedSentence, noun: int) -> int | None:
    """What somebody's fear is: "the ministry's worry is a new raid"."""
    token = parse.tokens[noun]
    if token.lemma not in _FEARS or token.dep != "nsubj" or parse.tokens[token.head].lemma != "be":
        return None
    # "What are their fears?" says none.
    return child(parse, token.head, "attr") if noun < token.head else None


def _is_attitude(lemma: str) -> bool:
    words = attribution_words()
    return lemma in words.attitudes.nouns or any(lemma in listed for listed in words.nouns.values())


def _complement(
    parse: ParsedSentence, head: int, *, after: int | None = None
) -> tuple[int, tuple[int, ...]] | None:
    """What an adjective or noun is about, and the last word that leads to it.

    Where it hangs on the verb `head`, a preposition must stand right behind the word `after`.
    """
    last = head if after is None else after
    for clause in children(parse, head, *_CLAUSES):
        infinitive = verb_group(parse, clause).infinitive and parse.tokens[clause].dep != "advcl"
        that = any(parse.tokens[i].lemma == "that" for i in children(parse, clause, "mark"))
        finite = parse.tokens[clause].dep == "ccomp"
        if clause > last and (infinitive or that or finite):
            return last, clause_tokens(parse, clause)
    for prep in children(parse, head, "prep"):
        listed = attribution_words().attitudes.leading
        told = children(parse, prep, "pobj", "pcomp")
        near = prep > last if after is None else prep == last + 1
        if near and told and parse.tokens[prep].lemma in listed:
            return prep, clause_tokens(parse, told[0])
    return None


def attitude_cue(
    parse: ParsedSentence,
    head: int,
    cue: tuple[int, ...],
    source: int | None,
    content: tuple[int, ...],
) -> Cue:
    """Return a cue of attitude at `head`; the genitive's "'s" is no part of its source."""
    tokens = () if source is None else source_tokens(parse, source, head)
    last = max(tokens, default=-1)
    return Cue(
        verb="believes",
        head=head,
        cue=cue,
        source=source,
        source_tokens=tuple(i for i in tokens if i != last or parse.tokens[i].tag != "POS"),
        content=tuple(i for i in content if i not in cue),
        attitude=True,
        negated=is_negated(parse, head),
    )
