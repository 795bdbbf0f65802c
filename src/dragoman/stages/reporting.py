"""Reporting verbs in a sentence: the verb, whose words they are, and what they report.

"X said that …", "…, said X", "X was quoted as saying", "X urged Y to …", "X denied the attack",
"X called it a farce". Other cues are `cue_phrases`; speakers are told apart in `speaker`.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import attribution_words, verb_class
from dragoman.records import ParsedSentence
from dragoman.records.claim import VerbClass
from dragoman.stages.cue import Cue, clause_tokens, runs, without_edges
from dragoman.stages.tree import child, children, conjuncts, is_passive, subject_of, subtree
from dragoman.stages.verb_group import is_negated, verb_group

__all__ = ["reporting_cues"]

_CLAUSES = ("ccomp",)
_SMALL = ("NOUN", "ADJ", "PROPN", "NUM", "PRON")
_POSSIBLE = frozenset({"can", "could", "may", "might", "should", "must"})


def reporting_cues(parse: ParsedSentence) -> list[Cue]:
    """Return the cues that are verbs, in text order."""
    found = []
    for token in parse.tokens:
        if token.pos not in ("VERB", "AUX") or token.dep in ("amod", "aux", "auxpass", "compound"):
            continue
        cue = _read_verb(parse, token.index)
        if cue is not None:
            found.append(cue)
    return found


def _read_verb(parse: ParsedSentence, verb: int) -> Cue | None:
    lemma = parse.tokens[verb].lemma
    if lemma in attribution_words().frames.seeming:
        return _seeming(parse, verb)
    kind = verb_class(lemma)
    if kind is None and lemma in ("put", "phrase"):
        kind = "says"
    if kind is None:
        return None
    if lemma in ("put", "phrase") and not _parenthetical(parse, verb):
        return None
    for frame in (_parenthetical, _clausal, _naming, _infinitive, _prepositional, _noun_object):
        content = frame(parse, verb)
        if content:
            return _cue(parse, verb, kind, content, view=frame is _naming)
    return None


def _cue(
    parse: ParsedSentence, verb: int, kind: VerbClass, content: tuple[int, ...], *, view: bool
) -> Cue | None:
    source = _source_of(parse, verb)
    hedged = _is_author_hedge(parse, verb, source)
    if source is not None and source in content:
        source = None
    if source is None and not hedged and _has_no_holder(parse, verb):
        return None
    return Cue(
        verb="believes" if view else kind,
        head=verb,
        cue=_cue_tokens(parse, verb),
        source=source,
        source_tokens=() if source is None else source_tokens(parse, source, verb),
        content=content,
        by_author=hedged,
        hedge=_hedge(parse, verb) if hedged else "certain",
        view=view,
        negated=is_negated(parse, verb),
    )


def _has_no_holder(parse: ParsedSentence, verb: int) -> bool:
    """A bare infinitive or gerund without any subject tells of no speaker."""
    return not is_passive(parse, verb) and subject_of(parse, verb) is None


def source_tokens(parse: ParsedSentence, source: int, verb: int) -> tuple[int, ...]:
    """Return the speaker's phrase without the clause of the verb itself, if that hangs on it."""
    below = [i for i in children(parse, source) if verb in subtree(parse, i)]
    later = [i for i in children(parse, source, "relcl", "acl") if i > verb]
    phrase = runs(clause_tokens(parse, source, without=[*below, *later]))
    return tuple(without_edges(parse, next(run for run in phrase if source in run)))


def _source_of(parse: ParsedSentence, verb: int) -> int | None:
    """The active subject, the agent of a passive, or None."""
    if is_passive(parse, verb):
        agents = [p for a in children(parse, verb, "agent") for p in children(parse, a, "pobj")]
        return agents[0] if agents else None
    subject = subject_of(parse, verb)
    if subject is None or parse.tokens[subject].dep == "expl":
        return None
    token = parse.tokens[subject]
    return None if token.pos in ("VERB", "AUX", "ADJ") or token.tag == "WDT" else subject


def _cue_tokens(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, particle and, for "quoted as saying", what leads to it."""
    parts = [verb, *verb_group(parse, verb).auxiliaries, *children(parse, verb, "prt")]
    token = parse.tokens[verb]
    if token.dep == "pcomp" and parse.tokens[token.head].lemma == "as":
        above = parse.tokens[token.head].head
        parts += [token.head, *_cue_tokens(parse, above)]
    close = [i for i in parts if abs(i - verb) <= 6 and i <= verb + 2]
    return tuple(sorted(close))


def _parenthetical(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """ ", officials said," and "as the minister put it": the clause around it is the content."""
    token = parse.tokens[verb]
    if token.head == verb or child(parse, verb, *_CLAUSES) is not None:
        return ()
    subject = child(parse, verb, "nsubj", "nsubjpass")
    marks = [parse.tokens[i].lemma for i in children(parse, verb, "mark", "advmod")]
    inserted = token.dep in ("parataxis", "dep") and subject is not None and not marks
    compared = token.dep == "advcl" and "as" in marks and subject is not None
    objects = children(parse, verb, "dobj", "xcomp")
    compared = compared and all(parse.tokens[i].lemma == "it" for i in objects)
    if token.lemma in ("put", "phrase") and not (compared and objects):
        return ()
    if not (inserted or compared):
        return ()
    top = parse.tokens[token.head]
    return clause_tokens(parse, top.index, without=[verb]) if top.pos in ("VERB", "AUX") else ()


def _clausal(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """A clause as object: finite, quoted, or with a wh-word."""
    clauses = children(parse, verb, *_CLAUSES)
    finite = [i for i in clauses if not _is_small(parse, verb, i)]
    if not finite:
        return ()
    kept = [j for i in finite for j in clause_tokens(parse, i)]
    own = set(_cue_tokens(parse, verb))
    source = _source_of(parse, verb)
    own |= set() if source is None else set(source_tokens(parse, source, verb))
    return tuple(i for i in sorted(kept) if i not in own)


def _is_small(parse: ParsedSentence, verb: int, clause: int) -> bool:
    """A clause without a verb ("deems it vital") or with "to" ("wants Y to leave")."""
    token = parse.tokens[clause]
    if token.pos in _SMALL and child(parse, clause, "nsubj") is not None:
        return child(parse, clause, "cop", "mark", "aux") is None
    group = verb_group(parse, clause)
    listed = attribution_words().frames.infinitive
    return group.infinitive and parse.tokens[verb].lemma not in listed


def _naming(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """ "Considers X important", "sees X as the cause", "called X a farce"."""
    if parse.tokens[verb].lemma not in attribution_words().frames.naming:
        return ()
    for clause in children(parse, verb, *_CLAUSES):
        if _is_small(parse, verb, clause) and not verb_group(parse, clause).infinitive:
            return clause_tokens(parse, clause)
    named = (
        child(parse, verb, "nsubjpass") if is_passive(parse, verb) else child(parse, verb, "dobj")
    )
    predicate = _named_as(parse, verb, named)
    if named is None or predicate is None:
        return ()
    return tuple(sorted({*clause_tokens(parse, named), *clause_tokens(parse, predicate)}))


def _named_as(parse: ParsedSentence, verb: int, named: int | None) -> int | None:
    predicate = child(parse, verb, "oprd")
    if predicate is not None:
        return predicate
    hosts = [verb] if named is None else [verb, *subtree(parse, named)]
    for host in hosts:
        for prep in children(parse, host, "prep", "mark"):
            if parse.tokens[prep].lemma == "as" and prep > verb and children(parse, prep):
                return prep
    return None


def _infinitive(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """ "Vowed to respond", "urged Y to withdraw", "is said to have fled"."""
    if parse.tokens[verb].lemma not in attribution_words().frames.infinitive:
        return ()
    complement = child(parse, verb, "xcomp", "ccomp")
    if complement is None or not verb_group(parse, complement).infinitive:
        return ()
    kept = set(clause_tokens(parse, complement))
    controller = child(parse, verb, "nsubjpass") if is_passive(parse, verb) else None
    controller = child(parse, verb, "dobj") if controller is None else controller
    if controller is not None:
        kept |= set(clause_tokens(parse, controller))
    return tuple(sorted(kept))


def _prepositional(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """ "Called for a truce", "accused Y of shelling"."""
    listed = attribution_words().frames.preposition
    for prep in children(parse, verb, "prep"):
        if f"{parse.tokens[verb].lemma} {parse.tokens[prep].lemma}" not in listed:
            continue
        inside = [j for i in children(parse, prep, "pobj", "pcomp") for j in subtree(parse, i)]
        blamed = child(parse, verb, "nsubjpass") if is_passive(parse, verb) else None
        blamed = child(parse, verb, "dobj") if blamed is None else blamed
        if blamed is not None and inside:
            inside += [*clause_tokens(parse, blamed), prep]
        return tuple(sorted(set(inside)))
    return ()


def _noun_object(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """ "Announced the withdrawal", "the attack was confirmed by Y"."""
    if parse.tokens[verb].lemma not in attribution_words().frames.noun_object:
        return ()
    passive = is_passive(parse, verb)
    named = child(parse, verb, "nsubjpass") if passive else child(parse, verb, "dobj")
    named = child(parse, verb, "xcomp") if named is None and not passive else named
    if named is None or parse.tokens[named].ner in ("PERSON", "NORP"):
        return ()
    if parse.tokens[named].pos == "PRON":
        return ()
    return tuple(sorted({j for i in conjuncts(parse, named) for j in subtree(parse, i)}))


def _seeming(parse: ParsedSentence, verb: int) -> Cue | None:
    """ "It seems that …": nobody's words but the author's, and not firm."""
    content = _clausal(parse, verb)
    subject = child(parse, verb, "nsubj")
    if not content or subject is None or parse.tokens[subject].lemma != "it":
        return None
    return Cue(
        verb="believes", head=verb, cue=_cue_tokens(parse, verb), content=content,
        by_author=True, hedge="probable",
    )  # fmt: skip


def _is_author_hedge(parse: ParsedSentence, verb: int, source: int | None) -> bool:
    """ "It can be considered that", "one could argue that", "I believe": the author speaks."""
    words = attribution_words().frames
    modal = verb_group(parse, verb).modal
    lemma = parse.tokens[verb].lemma
    if source is None:
        return modal in _POSSIBLE and lemma in words.author_hedge
    speaker = parse.tokens[source].lemma
    if speaker in ("one", "you") and parse.tokens[source].dep == "nsubj":
        return modal in _POSSIBLE and lemma in words.author_hedge
    return speaker in ("i", "we") and verb_class(lemma) in ("believes", "says")


def _hedge(parse: ParsedSentence, verb: int) -> str:
    modal = verb_group(parse, verb).modal
    if modal in ("must", "should"):
        return "probable"
    if modal is not None:
        return "possible"
    return "probable" if verb_class(parse.tokens[verb].lemma) == "believes" else "certain"
