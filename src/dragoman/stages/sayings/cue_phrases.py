"""Cues of attribution that are no verbs: "according to X", "X's claim that", "reportedly".

Reporting verbs are `reporting`.
"""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec.structs import replace

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.records.claim import VerbClass
from dragoman.stages.culprits import charges
from dragoman.stages.sayings.cue import Cue, clause_tokens
from dragoman.stages.sayings.reporting_words import can_act, can_speak
from dragoman.stages.sayings.told_beside import said_clause
from dragoman.stages.tree import child, children, clause_head, prepositional, subtree

__all__ = ["phrase_cues"]

_OWN = frozenset({"my", "our"})
_STANDPOINTS = frozenset("answer line position stance version case theory verdict".split())
"""What tells a view only where it is said what it is: "the army's line is that …"."""
_GENRES = frozenset(
    "editorial column comment opinion analysis briefing note brief explainer profile dispatch "
    "diary notebook factbox timeline interview essay op-ed".split()
)
"""What an article is, before the colon of its headline: "Editorial: our sea, our lawyers"."""
_OPENING = frozenset({"prep", "advcl", "ROOT", "pcomp"})
_CUED = _OPENING | {"pobj", "advmod"}
"""What a word other than a noun is in its clause, where it may be a cue."""
_DASHES = frozenset({"-", "–", "—"})
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "me", "my"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OPENLY = frozenset(
    "frank blunt clear plain candid categorical direct adamant honest unequivocal emphatic".split()
)
_GESTURES = frozenset("shrug sigh smile laugh grin nod joke snort".split())
_ARRESTS = frozenset({"arrest", "detention", "trial", "indictment", "prosecution", "extradition"})


def phrase_cues(parse: ParsedSentence) -> list[Cue]:
    """Return the cues that are prepositions, nouns and adverbs, in text order."""
    found: list[Cue] = []
    for token in parse.tokens:
        if token.pos != "NOUN" and token.dep not in _CUED:
            continue
        for reader in (_according, _view, _noun, _adverb, _charge):
            cue = reader(parse, token.index)
            if cue is not None:
                found.append(cue)
                break
    return [*found, *_headline(parse), *_before_colon(parse)]


def _according(parse: ParsedSentence, index: int) -> Cue | None:
    """As in "According to X", "per X", "citing X"; the clause it stands in is the content."""
    token = parse.tokens[index]
    if token.dep not in _OPENING or token.tag not in ("IN", "VBG", "VB"):
        return None
    if token.text.lower() not in _first_words():
        return None
    start = next(
        (p for p in _openings(parse, index) if p in attribution_words().according.says), None
    )
    if start is None:
        return None
    last = index + len(start.split()) - 1
    if parse.tokens[min(last + 1, len(parse.tokens) - 1)].tag == "WDT":
        return _according_to_which(parse, index, last)
    source = next(
        (i for i in subtree(parse, index) if parse.tokens[i].dep in ("pobj", "dobj") and i > last),
        None,
    )
    if source is None:
        return None
    cue = tuple(range(index, last + 1))
    content = _clause_around(parse, index)
    kind: VerbClass = "quotes" if start in ("citing", "quoting") else "says"
    return _phrase(parse, kind, index, cue, source, content)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in attribution_words().according.says)


def _according_to_which(parse: ParsedSentence, index: int, last: int) -> Cue | None:
    """As in "reports according to which X did it": the reports say so, and the clause after it."""
    source = parse.tokens[index].head
    after = parse.tokens[last + 2 :]
    subject = next((t for t in after if t.dep in ("nsubj", "nsubjpass")), None)
    if parse.tokens[source].pos not in ("NOUN", "PROPN") or subject is None:
        return None
    own = {source, *children(parse, source, "prep"), *range(index, last + 2)}
    clause = [i for i in clause_tokens(parse, subject.head) if i > last + 1 and i not in own]
    ends = [i for i in children(parse, subject.head, "conj") if i > subject.head]
    content = [i for i in clause if not ends or i < min(ends)]
    cue = tuple(range(index, last + 1))
    found = _phrase(parse, "says", index, cue, source, tuple(content))
    if found is None:
        return None
    return replace(found, source_tokens=tuple(i for i in found.source_tokens if i < index))


def _openings(parse: ParsedSentence, index: int) -> list[str]:
    words = [token.text.lower() for token in parse.tokens[index : index + 5]]
    return [" ".join(words[:n]) for n in range(len(words), 0, -1)]


def _clause_around(parse: ParsedSentence, index: int) -> tuple[int, ...]:
    """The clause that the phrase at `index` modifies, without the phrase."""
    head = parse.tokens[index].head
    top = clause_head(parse, head)
    return clause_tokens(parse, top, without=[index])


def _view(parse: ParsedSentence, index: int) -> Cue | None:
    """As in "In X's view", "in the opinion of X"; "in my view" is the author's own hedge."""
    words = attribution_words().according
    noun = parse.tokens[index]
    if noun.lemma not in words.view_nouns or noun.dep != "pobj":
        return None
    prep = parse.tokens[noun.head]
    if prep.lemma not in ("in", "from", "by", "to") or parse.tokens[prep.head].pos not in (
        "VERB",
        "AUX",
    ):
        return None
    source = child(parse, index, "poss")
    if source is None:
        of = [i for i in children(parse, index, "prep") if parse.tokens[i].lemma == "of"]
        source = child(parse, of[0], "pobj") if of else None
    if source is None:
        return None
    content = _clause_around(parse, prep.index)
    if parse.tokens[source].lemma in _OWN or parse.tokens[source].text.lower() in _OWN:
        return Cue(
            verb="believes", head=index, cue=tuple(subtree(parse, prep.index)), content=content,
            by_author=True, hedge="probable",
        )  # fmt: skip
    cue = tuple(i for i in (prep.index, index))
    return _phrase(parse, "believes", index, cue, source, content)


def _noun(parse: ParsedSentence, index: int) -> Cue | None:
    """As in "X's claim that …", "a statement by X that …", "X's fear is that …"."""
    token = parse.tokens[index]
    if token.pos != "NOUN":
        return None
    kind = next((k for k, nouns in attribution_words().nouns.items() if token.lemma in nouns), None)
    if kind is None and token.lemma not in _STANDPOINTS:
        return None
    held = _held_clause(parse, index)
    if kind is None and held is not None:
        kind = "believes"
    if kind is None:
        return None
    clauses = [
        i for i in children(parse, index, "acl", "ccomp", "relcl") if _is_that_clause(parse, i)
    ]
    if not clauses and held is not None:
        clauses = [held]
    if not clauses:
        return None
    content = said_clause(parse, index, clauses[0])
    being = _held_by_being(parse, index)
    if being is not None:
        return _of_opinion(parse, kind, index, being, content)
    source = _whose(parse, index)
    if source is None and (clauses == [held] or _is_nobodys(parse, index)):
        # "The danger is that": the author's.
        return None
    if source is not None and parse.tokens[source].text.lower() in _OWN:
        return Cue(
            verb=kind, head=index, cue=(source, index), content=content, by_author=True,
            hedge="probable" if kind == "believes" else "certain", noun=True,
        )  # fmt: skip
    cue = _phrase(parse, kind, index, (index,), source, content)
    return msgspec.structs.replace(cue, noun=True)


def _held_by_being(parse: ParsedSentence, noun: int) -> int | None:
    """The verb of "X is of the opinion that", "was under the impression that"."""
    prep = parse.tokens[parse.tokens[noun].head]
    if parse.tokens[noun].dep != "pobj" or prep.lemma not in ("of", "under"):
        return None
    being = parse.tokens[prep.head]
    held = being.lemma in ("be", "remain") and child(parse, being.index, "nsubj") is not None
    return being.index if held else None


def _of_opinion(
    parse: ParsedSentence, kind: VerbClass, noun: int, being: int, content: tuple[int, ...]
) -> Cue | None:
    source = child(parse, being, "nsubj")
    cue = _phrase(parse, kind, noun, tuple(range(being, noun + 1)), source, content)
    own = source is not None and parse.tokens[source].text.lower() in _FIRST_PERSON
    return replace(cue, by_author=own, hedge="probable" if own else "certain")


def _whose(parse: ParsedSentence, noun: int) -> int | None:
    """The X of "X's claim", "a claim by X" and "a view in X"."""
    owner = child(parse, noun, "poss")
    preps = children(parse, noun, "prep", "agent")
    by = [i for i in preps if owner is None and parse.tokens[i].lemma in ("by", "from", "of")]
    if by or owner is not None:
        return child(parse, by[0], "pobj") if by else owner
    where = [child(parse, i, "pobj") for i in preps if parse.tokens[i].lemma in ("in", "among")]
    return next((i for i in where if i is not None and _has_views(parse, i)), None)


def _has_views(parse: ParsedSentence, noun: int) -> bool:
    return parse.tokens[noun].ner == "GPE" or can_act(parse, noun)


def _is_nobodys(parse: ParsedSentence, noun: int) -> bool:
    """As in "there is no doubt that", or "takes the view that", which is read with its verb."""
    denied = any(parse.tokens[i].lemma == "no" for i in children(parse, noun, "det"))
    return denied or _is_taken(parse, noun)


def _is_taken(parse: ParsedSentence, noun: int) -> bool:
    token = parse.tokens[noun]
    light = parse.tokens[token.head].lemma in attribution_words().attitudes.light
    return token.dep == "dobj" and light and child(parse, token.head, "nsubj") is not None


def _held_clause(parse: ParsedSentence, noun: int) -> int | None:
    """The clause that says what the noun is: "X's answer is that …"."""
    token = parse.tokens[noun]
    if token.dep != "nsubj" or parse.tokens[token.head].lemma != "be" or token.head < noun:
        return None
    clauses = children(parse, token.head, "ccomp")
    return next((i for i in clauses if _is_that_clause(parse, i)), None)


def _is_that_clause(parse: ParsedSentence, clause: int) -> bool:
    marks = children(parse, clause, "mark")
    has_that = any(parse.tokens[i].lemma == "that" for i in marks)
    return has_that and child(parse, clause, "nsubj", "nsubjpass", "csubj", "expl") is not None


def _adverb(parse: ParsedSentence, index: int) -> Cue | None:
    """As in "Reportedly", "allegedly": somebody unnamed says so."""
    token = parse.tokens[index]
    if token.dep != "advmod":
        return None
    for kind, adverbs in attribution_words().adverbs.items():
        if token.lemma in adverbs:
            top = clause_head(parse, token.head)
            content = clause_tokens(parse, top, without=[index])
            return Cue(verb=kind, head=index, cue=(index,), content=content, hedge="uncommitted")
    return None


def _charge(parse: ParsedSentence, index: int) -> Cue | None:
    """As in "the arrest of X for the killing": it is laid to X."""
    if parse.tokens[index].lemma not in _ARRESTS or parse.tokens[index].pos != "NOUN":
        return None
    hosts = [index, *(pobj for _, pobj in prepositional(parse, index))]
    deeds = [deed for host in hosts for deed in charges(parse, host)]
    if not deeds:
        return None
    content = tuple(sorted({j for deed in deeds for j in subtree(parse, deed)}))
    return Cue(verb="alleges", head=index, cue=(index,), content=content)


def _headline(parse: ParsedSentence) -> list[Cue]:
    """As in "Minister: talks have failed", in a text's first words; "Drones: who gains?" is none.

    Nor is "Nigeria: gunmen kidnap 31", a matter and what is told of it. "EXCLUSIVE – X: …" is X's.
    """
    is_title = parse.sentence.kind == "title"
    if not (is_title or parse.sentence.index == 0) or parse.tokens[-1].text == "?":
        return []
    colon = next((t.index for t in parse.tokens[:7] if t.text == ":"), None)
    if colon is None or colon == 0 or colon + 2 >= len(parse.tokens):
        return []
    first = next((t.index + 1 for t in parse.tokens[:colon] if t.text in _DASHES), 0)
    before = parse.tokens[first:colon]
    if any(t.pos in ("VERB", "AUX", "PUNCT", "NUM") for t in before):
        return []
    heads = [t.index for t in before if t.pos in ("PROPN", "NOUN")]
    if not heads or parse.tokens[heads[-1]].lemma.lower() in _GENRES:
        return []
    content = tuple(range(colon + 1, len(parse.tokens)))
    return [
        Cue(
            verb="says", head=colon, cue=(colon,), source=heads[-1],
            source_tokens=tuple(range(first, colon)), content=content,
            label=not _is_in_own_voice(parse, colon),
            guessed=not _speaks_in(parse, heads[-1], colon),
        )
    ]  # fmt: skip


def _before_colon(parse: ParsedSentence) -> list[Cue]:
    """As in "A diplomat put it bluntly: …", "the minister is frank: …", "his message was: …"."""
    colon = next((t.index for t in parse.tokens if t.text == ":"), None)
    if parse.sentence.kind != "body" or colon is None or not _is_sentence(parse, colon + 1):
        return []
    for token in parse.tokens[:colon]:
        subject = child(parse, token.index, "nsubj")
        if subject is None or subject > colon or token.dep in ("relcl", "advcl", "acl"):
            continue
        source = subject if _is_outspoken(parse, token.index, subject) else None
        if source is None and parse.tokens[subject].lemma in _told_nouns():
            source = next(iter([*children(parse, subject, "poss"), *_givers(parse, subject)]), None)
        if source is not None and parse.tokens[source].text.lower() not in _OWN | _FIRST_PERSON:
            content = tuple(range(colon + 1, len(parse.tokens)))
            return [_phrase(parse, "says", token.index, (token.index,), source, content)]
    return []


def _is_outspoken(parse: ParsedSentence, verb: int, subject: int) -> bool:
    """Whether somebody "put it so", "was frank", "shrugged" or "had an answer"."""
    if not can_speak(parse, subject):
        return False
    lemma = parse.tokens[verb].lemma
    said = {parse.tokens[i].lemma for i in children(parse, verb, "dobj", "acomp")}
    if lemma in ("put", "phrase"):
        return "it" in said
    if lemma == "be":
        return bool(said & _OPENLY)
    return lemma in _GESTURES or (lemma in ("have", "give", "offer") and bool(said & _told_nouns()))


def _givers(parse: ParsedSentence, noun: int) -> list[int]:
    preps = [i for i in children(parse, noun, "prep") if parse.tokens[i].lemma in ("of", "from")]
    return [i for prep in preps for i in children(parse, prep, "pobj")]


def _told_nouns() -> frozenset[str]:
    """Nouns of what is said or thought: "message", "explanation", "answer"."""
    return _STANDPOINTS.union(*attribution_words().nouns.values())


def _is_sentence(parse: ParsedSentence, start: int) -> bool:
    verbs = [t.index for t in parse.tokens[start:] if t.tag in ("VBD", "VBP", "VBZ", "MD")]
    subjects = [t for t in parse.tokens[start:] if t.dep in ("nsubj", "nsubjpass", "expl")]
    return bool(verbs and subjects)


def _speaks_in(parse: ParsedSentence, source: int, colon: int) -> bool:
    """Whether what stands before the colon of a headline can speak and is not a mere matter."""
    token = parse.tokens[source]
    if _is_in_own_voice(parse, colon):
        return can_speak(parse, source)
    about = any(parse.tokens[i].ner in _PLACES for i in children(parse, source, "compound"))
    if about and token.pos == "PROPN" and token.ner not in ("PERSON", "ORG", "NORP"):
        # "Ukraine War: …" in a headline's capitals; "Iran Minister: …" speaks.
        return token.lemma in attribution_words().sources.office
    return can_act(parse, source)


def _is_in_own_voice(parse: ParsedSentence, colon: int) -> bool:
    said = parse.tokens[colon + 1 :]
    return any(t.pos == "PRON" and t.text.lower() in _FIRST_PERSON for t in said)


def _phrase(
    parse: ParsedSentence,
    kind: VerbClass,
    head: int,
    cue: tuple[int, ...],
    source: int | None,
    content: tuple[int, ...],
) -> Cue:
    tokens = () if source is None else clause_tokens(parse, source)
    kept = tuple(i for i in content if i not in cue and i not in tokens)
    words = tuple(i for i in tokens if parse.tokens[i].tag != "POS" or i != max(tokens))
    return Cue(
        verb=kind, head=head, cue=cue, source=source, source_tokens=words, content=kept
    )  # fmt: skip
