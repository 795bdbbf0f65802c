"""What a reporting verb reports, by the frame it stands in; each reader returns token indices.

An empty tuple means that the verb does not stand in that frame.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.culprits import accusation, charges
from dragoman.stages.owned import owned_deeds
from dragoman.stages.sayings.cue import clause_tokens
from dragoman.stages.sayings.reporting_words import cue_tokens, source_of, source_tokens
from dragoman.stages.sayings.told_beside import said_clause
from dragoman.stages.stances.verb_group import is_inverted_condition, is_negated, verb_group
from dragoman.stages.tree import child, children, conjuncts, is_passive, object_of, subtree

__all__ = [
    "WEIGHED", "charged", "clausal", "infinitive", "loose_clause",
    "named_tokens", "naming", "noun_object", "owned", "parenthetical", "prepositional",
    "questioned",
]  # fmt: skip

_CLAUSES = ("ccomp",)
WEIGHED = frozenset({"importance", "significance", "need", "necessity", "urgency"})
"""What is told of a thing by naming it: "stressed the need for a vote"."""
_QUESTIONING = frozenset({"ask", "wonder", "question", "inquire", "debate"})
_AS_ALONE = frozenset({"understand", "rate"})
"""They name with "as" only: "understood it as a threat", but "is understood to be ill"."""
_SEEING = frozenset("see hear read detect discern perceive sense".split())
_FOUND = frozenset({"guilty", "liable", "dead", "alive", "unconscious"})
_CONVENED = frozenset(
    "election vote meeting session summit strike referendum ballot rally conference march hearing "
    "poll".split()
)
_RESPONSIBLE = frozenset({"responsible", "accountable", "liable"})
_SMALL = ("NOUN", "ADJ", "PROPN", "NUM", "PRON")


def parenthetical(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in ", officials said," and "as the minister put it": the clause around is content."""
    token = parse.tokens[verb]
    if token.head == verb or child(parse, verb, *_CLAUSES) is not None:
        return ()
    subject = child(parse, verb, "nsubj", "nsubjpass")
    marks = [parse.tokens[i].lemma for i in children(parse, verb, "mark", "advmod")]
    spliced = token.dep in ("parataxis", "dep") or _is_spliced(parse, verb)
    inserted = spliced and subject is not None and not marks
    compared = token.dep == "advcl" and "as" in marks and subject is not None
    objects = children(parse, verb, "dobj", "xcomp")
    compared = compared and all(parse.tokens[i].lemma == "it" for i in objects)
    if token.lemma in ("put", "phrase") and not (compared and objects):
        return ()
    if not (inserted or compared):
        return ()
    top = parse.tokens[token.head]
    return clause_tokens(parse, top.index, without=[verb]) if top.pos in ("VERB", "AUX") else ()


def _is_spliced(parse: ParsedSentence, verb: int) -> bool:
    """As in "the border is shut, a farmer points out": joined by a comma alone, with no object."""
    token = parse.tokens[verb]
    before = parse.tokens[min(subtree(parse, verb)) - 1].text == ","
    joined = token.dep == "conj" and before and not children(parse, token.head, "cc")
    told = child(parse, verb, "dobj", "ccomp", "xcomp", "prep", "attr", "acomp")
    return joined and token.head < verb and told is None


def clausal(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """A clause as object: finite, quoted, or with a wh-word."""
    clauses = children(parse, verb, *_CLAUSES)
    finite = [i for i in clauses if not _is_small(parse, verb, i)]
    if not finite:
        return ()
    if any(verb < i and child(parse, i, "mark") is not None for i in finite):
        # "Patience wears thin: an envoy hinted that …": what stands before is the author's.
        finite = [i for i in finite if verb < i or not _ends_at_colon(parse, i)]
    kept = [j for i in finite for j in said_clause(parse, verb, i)]
    own = set(cue_tokens(parse, verb))
    source = source_of(parse, verb)
    own |= set() if source is None else set(source_tokens(parse, source, verb))
    return tuple(i for i in sorted(kept) if i not in own)


def _ends_at_colon(parse: ParsedSentence, clause: int) -> bool:
    last = max(subtree(parse, clause))
    return any(t.text == ":" for t in parse.tokens[last : last + 2])


def _is_small(parse: ParsedSentence, verb: int, clause: int) -> bool:
    """A clause without a verb ("deems it vital") or with "to" ("wants Y to leave")."""
    token = parse.tokens[clause]
    if token.pos in _SMALL and child(parse, clause, "nsubj") is not None:
        return child(parse, clause, "cop", "mark", "aux") is None
    group = verb_group(parse, clause)
    listed = attribution_words().frames.infinitive
    return group.infinitive and parse.tokens[verb].lemma not in listed


def naming(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "considers X important", "sees X as the cause", "called X a farce"."""
    token = parse.tokens[verb]
    seen = _seen_in(parse, verb) if token.lemma in _SEEING else None
    if seen is not None:
        return clause_tokens(parse, seen)
    if token.lemma not in attribution_words().frames.naming:
        return ()
    if token.lemma == "hold" and not _called_responsible(parse, verb):
        return ()
    if token.lemma == "call" and token.dep == "acl" and child(parse, verb, "agent") is None:
        # "A company called Meridian": its name, and nobody's view of it.
        return ()
    for clause in () if token.lemma in _AS_ALONE else children(parse, verb, *_CLAUSES):
        if _is_small(parse, verb, clause) and not verb_group(parse, clause).infinitive:
            return clause_tokens(parse, clause)
        if _is_to_be(parse, clause):
            return clause_tokens(parse, clause)
    if _calls_that(parse, verb):
        return clause_tokens(parse, children(parse, verb, "dobj")[0])
    named = _named(parse, verb)
    predicate = _named_as(parse, verb, named)
    if named is None or predicate is None or _is_no_view(parse, verb, named, predicate):
        return ()
    return tuple(sorted({*_phrase(parse, named, verb), *clause_tokens(parse, predicate)}))


def _calls_that(parse: ParsedSentence, verb: int) -> bool:
    """As in "calls that blackmail", one phrase to the parser: not so "called this election"."""
    called = child(parse, verb, "dobj")
    if called is None or parse.tokens[verb].lemma != "call" or is_passive(parse, verb):
        return False
    noun = parse.tokens[called]
    before = [parse.tokens[i] for i in children(parse, called)]
    pointing = len(before) == 1 and before[0].lemma in ("this", "that")
    return pointing and noun.tag == "NN" and noun.lemma not in _CONVENED


def _seen_in(parse: ParsedSentence, verb: int) -> int | None:
    """What is seen in something: "sees in the pact a threat", "heard in the speech an offer"."""
    seen = child(parse, verb, "dobj")
    before = [i for i in children(parse, verb, "prep") if parse.tokens[i].lemma == "in"]
    return seen if seen is not None and any(verb < i < seen for i in before) else None


def _is_no_view(parse: ParsedSentence, verb: int, named: int, predicate: int) -> bool:
    """As in "found guilty of riot", "found dead", "read law as a young man"."""
    if parse.tokens[verb].lemma == "read":
        return not children(parse, named, "det", "poss")
    return parse.tokens[verb].lemma == "find" and parse.tokens[predicate].lemma in _FOUND


def _is_to_be(parse: ParsedSentence, clause: int) -> bool:
    """As in "considers X to be a threat"."""
    to = verb_group(parse, clause).infinitive and parse.tokens[clause].lemma == "be"
    return to and child(parse, clause, "nsubj") is not None


def _phrase(parse: ParsedSentence, named: int, verb: int) -> tuple[int, ...]:
    """The phrase of what is named, without the naming clause; nothing for "what"."""
    if parse.tokens[named].tag == "WP":
        return ()
    below = [i for i in children(parse, named) if verb in subtree(parse, i)]
    return clause_tokens(parse, named, without=below)


def named_tokens(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """Return the tokens of what a naming verb calls something, without the predicate."""
    named = _named(parse, verb)
    for clause in children(parse, verb, *_CLAUSES):
        if named is None and (_is_small(parse, verb, clause) or _is_to_be(parse, clause)):
            named = child(parse, clause, "nsubj")
    if named is None:
        return ()
    predicate = _named_as(parse, verb, named)
    dropped = set() if predicate is None else set(subtree(parse, predicate))
    return tuple(i for i in _phrase(parse, named, verb) if i not in dropped)


def _named(parse: ParsedSentence, verb: int) -> int | None:
    """What is called something; in a relative clause the noun it hangs on."""
    token = parse.tokens[verb]
    # A participle taken for a preposition has its object as one: ", regarding it as …".
    own = child(parse, verb, "pobj" if token.dep == "prep" else "dobj")
    if is_passive(parse, verb):
        own = child(parse, verb, "nsubjpass")
    if token.dep in ("relcl", "acl") and (own is None or _is_relative(parse, own)):
        return token.head
    return own


def _is_relative(parse: ParsedSentence, token: int) -> bool:
    return parse.tokens[token].tag == "WDT" or parse.tokens[token].lemma == "whom"


def _named_as(parse: ParsedSentence, verb: int, named: int | None) -> int | None:
    # "Whom they call fools": two objects to the parser.
    objects = children(parse, verb, "dobj")
    whom = bool(objects) and parse.tokens[objects[0]].lemma == "whom"
    predicate = objects[1] if whom and objects[1:] else child(parse, verb, "oprd")
    if predicate is not None:
        return predicate
    hosts = [verb] if named is None else [verb, *subtree(parse, named)]
    hosts += [j for i in children(parse, verb, "agent") for j in subtree(parse, i)]
    for host in hosts:
        for prep in children(parse, host, "prep", "mark"):
            if parse.tokens[prep].lemma == "as" and prep > verb and children(parse, prep):
                return prep
    for clause in children(parse, verb, "advcl"):
        # "Rejected the report as biased", a participle to the parser.
        marks = {parse.tokens[i].lemma for i in children(parse, clause, "mark", "advmod")}
        if clause > verb and marks == {"as"} and parse.tokens[clause].tag in ("VBN", "JJ"):
            return clause if child(parse, clause, "nsubj", "nsubjpass", "auxpass") is None else None
    return None


def infinitive(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "Vowed to respond", "urged Y to withdraw", "is said to have fled"."""
    if parse.tokens[verb].lemma not in attribution_words().frames.infinitive:
        return ()
    complement = child(parse, verb, "xcomp", "ccomp")
    if complement is None or not verb_group(parse, complement).infinitive:
        return ()
    if any(parse.tokens[i].tag == "WRB" for i in children(parse, complement, "advmod")):
        return ()  # "knows how to bargain"
    if parse.tokens[verb].lemma == "expect" and child(parse, complement, "nsubj") is None:
        # "Expects her to resign" is a forecast of hers; "expects to resign" a plan of one's own.
        return ()
    reputed = parse.tokens[verb].lemma in attribution_words().frames.reputed
    if is_passive(parse, verb) and child(parse, verb, "agent") is None and not reputed:
        # "Is said to have fled" is somebody's word; "is expected to meet" is a plan.
        return ()
    kept = set(said_clause(parse, verb, complement))
    controller = child(parse, verb, "nsubjpass") if is_passive(parse, verb) else None
    controller = child(parse, verb, "dobj") if controller is None else controller
    if controller is None and parse.tokens[verb].lemma in ("call", "appeal", "plead"):
        asked = [i for i in children(parse, verb, "prep") if parse.tokens[i].lemma in ("on", "to")]
        controller = child(parse, asked[0], "pobj") if asked else None
    if controller is not None:
        kept |= set(_somebody(parse, controller))
    return tuple(sorted(kept))


def prepositional(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "Called for a truce", "accused Y of shelling"."""
    listed = attribution_words().frames.preposition
    for prep in children(parse, verb, "prep"):
        if f"{parse.tokens[verb].lemma} {parse.tokens[prep].lemma}" not in listed:
            continue
        told = children(parse, prep, "pobj", "pcomp")
        inside = [j for i in told for j in said_clause(parse, verb, i)]
        if inside:
            inside += [*_blamed(parse, verb), prep] if _blamed(parse, verb) else []
        return tuple(sorted(set(inside)))
    return ()


def _blamed(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """Whom or what the verb accuses or blames: "the attack" of "an attack blamed on X", too."""
    passive = is_passive(parse, verb)
    own = child(parse, verb, "nsubjpass") if passive else None
    own = child(parse, verb, "dobj") if own is None else own
    if own is not None and parse.tokens[own].tag != "WDT":
        return _somebody(parse, own)
    if own is None and not (passive and parse.tokens[verb].dep == "acl"):
        return ()
    named = object_of(parse, verb)
    return () if named is None else clause_tokens(parse, named, without=[verb])


def charged(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "arrested X for the killing", "held in connection with the raid": what is laid to X.

    So too "holds X responsible for the killing", "attributed it to X", "implicated X in it".
    """
    laid, to = accusation(parse, verb)
    if laid:
        around = [j for i in (*laid, *to) for j in children(parse, i) if verb in subtree(parse, j)]
        told = {j for i in (*laid, *to) for j in clause_tokens(parse, i, without=around)}
        return tuple(sorted(told - set(cue_tokens(parse, verb))))
    if parse.tokens[verb].lemma not in attribution_words().frames.charging:
        return ()
    deeds, blamed = charges(parse, verb), object_of(parse, verb)
    for called in _called_responsible(parse, verb):
        blamed = child(parse, called, "nsubj") if blamed is None else blamed
        deeds = [*deeds, *charges(parse, called)]
    if not deeds or blamed is None:
        return ()
    phrase = {j for deed in deeds for j in subtree(parse, deed)}
    return tuple(sorted(phrase | set(clause_tokens(parse, blamed, without=[verb]))))


def _called_responsible(parse: ParsedSentence, verb: int) -> list[int]:
    found = children(parse, verb, "oprd", "acomp", "ccomp")
    return [i for i in found if parse.tokens[i].lemma in _RESPONSIBLE]


def _somebody(parse: ParsedSentence, noun: int) -> tuple[int, ...]:
    """The phrase without what is told of them besides: "accused Iran, which struck Erbil, of"."""
    return clause_tokens(parse, noun, without=children(parse, noun, "relcl"))


def owned(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "claimed responsibility for the raid", "claimed the raid": the deed and what it did."""
    deeds = owned_deeds(parse, verb)
    if not deeds or is_negated(parse, verb):
        return ()
    phrase: set[int] = set()
    for deed in deeds:
        around = [i for i in children(parse, deed) if verb in subtree(parse, i)]
        phrase |= set(clause_tokens(parse, deed, without=around))
    return tuple(sorted(phrase))


def noun_object(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "Announced the withdrawal", "the attack was confirmed by Y"."""
    frames = attribution_words().frames
    lemma = parse.tokens[verb].lemma
    passive = is_passive(parse, verb)
    named = child(parse, verb, "nsubjpass") if passive else child(parse, verb, "dobj")
    if named is not None and parse.tokens[named].lemma in WEIGHED:
        return tuple(subtree(parse, named))
    if lemma not in frames.noun_object and lemma not in frames.report_object:
        return ()
    named = child(parse, verb, "xcomp") if named is None and not passive else named
    if named is None or parse.tokens[named].ner in ("PERSON", "NORP"):
        return ()
    if parse.tokens[named].pos == "PRON":
        return ()
    if lemma in frames.report_object and not _is_something_said(parse, named):
        return ()
    return tuple(sorted({j for i in conjuncts(parse, named) for j in subtree(parse, i)}))


def _is_something_said(parse: ParsedSentence, noun: int) -> bool:
    lemma = parse.tokens[noun].lemma
    return any(lemma in nouns for nouns in attribution_words().nouns.values())


def questioned(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """As in "asked reporters whether …", "Asked if …", where the clause hangs on as a condition."""
    if parse.tokens[verb].lemma not in _QUESTIONING:
        return ()
    for clause in children(parse, verb, "advcl"):
        marks = {parse.tokens[i].lemma for i in children(parse, clause, "mark", "advmod")}
        if clause > verb and marks & {"if", "whether"}:
            return said_clause(parse, verb, clause)
    return ()


def loose_clause(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    """A clause that the parser hung on the verb as an adverbial though nothing introduces it.

    Empty where there is none; a quotation beside the verb may still be what was said.
    """
    if parse.tokens[verb].lemma not in attribution_words().frames.clause_only:
        return ()
    for clause in children(parse, verb, "advcl", "dep"):
        marks = {parse.tokens[i].lemma for i in children(parse, clause, "mark", "advmod")}
        has_subject = child(parse, clause, "nsubj", "nsubjpass", "expl") is not None
        if is_inverted_condition(parse, clause):
            continue
        if has_subject and marks <= {"that", "also"}:
            return said_clause(parse, verb, clause)
    return ()
