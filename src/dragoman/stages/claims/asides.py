"""Claims told in passing, outside any clause with a subject of its own.

", hoping to win time", ", raising fears of war", ", a close ally of X,", "its desire to …". Their
content is the words themselves, so each Reading brings its tokens.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import ParsedSentence
from dragoman.records.claim import ClaimKind
from dragoman.stages.claims.clauses import clause_start, own_subject
from dragoman.stages.claims.reading import (
    Reading,
    infinitive_under,
    of_phrase,
    with_preposition,
)
from dragoman.stages.tree import child, children, subject_of, subtree, trimmed_subtree

__all__ = ["read_asides"]

_HARM = frozenset({"damage", "casualty", "death", "injury", "wound", "people", "person"})
_MIN_ORDER = 5
"""Words; shorter commands are buttons and links of a page."""
_ASIDE = frozenset({"advcl", "acl", "ROOT", "appos", "amod"})
"""Relations of the words that are read, but for the wishes named by nouns."""
_FINITE = frozenset({"MD", "VBZ", "VBP", "VBD"})
_OPENING = frozenset({"WDT", "WP", "WRB"})
_WISHES = frozenset(
    "desire ambition aim goal wish intention aspiration determination objective eagerness".split()
)


def read_asides(parse: ParsedSentence, *, argues: bool = False) -> list[Reading]:
    """Return the readings, in text order; a headline commands only where the author `argues`."""
    found = []
    orders = parse.sentence.kind == "body" or (argues and parse.sentence.kind == "title")
    readers = (_wish, *((_order,) if orders else ()), *_READERS)
    for token in parse.tokens:
        if token.dep not in _ASIDE and token.lemma not in _WISHES | {"for"}:
            continue
        for read in readers:
            reading = read(parse, token.index)
            if reading is not None:
                found.append(reading)
                break
    return found


def _wish(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "X left early, hoping to win time"."""
    words = claim_words().goal
    token = parse.tokens[index]
    if token.tag != "VBG" or token.dep not in ("advcl", "acl") or token.lemma not in words["verbs"]:
        return None
    wanted = token.lemma in words["noun_object"] and child(parse, index, "dobj") is not None
    if infinitive_under(parse, index) is None and not wanted:
        return None
    subject = subject_of(parse, index)
    whose = () if subject is None else tuple(trimmed_subtree(parse, subject))
    return Reading(kind="goal", head=index, of=whose, tokens=tuple(subtree(parse, index)))


def _order(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "Send observers to the border.", and "Expect more raids.", which foretells."""
    token = parse.tokens[index]
    if token.dep != "ROOT" or token.tag != "VB":
        return None
    letting = token.lemma == "let" and child(parse, index, "ccomp") is not None
    if children(parse, index, "nsubj", "nsubjpass", "expl", "aux"):
        return None
    if child(parse, index, "ccomp") is not None and not (letting or token.lemma == "expect"):
        return None
    if any(infinitive_under(parse, i) is not None or parse.tokens[i - 1].tag == "TO"
           for i in children(parse, index, "advcl") if i < index):  # fmt: skip
        # "To subscribe, send a mail": a page's service, not a course of action.
        return None
    if letting and any(parse.tokens[i].lemma in ("we", "us") for i in subtree(parse, index)[:3]):
        return None
    words = subtree(parse, index)
    addressed = any(parse.tokens[i].lemma in ("you", "your", "here", "more") for i in words[:6])
    headed = parse.sentence.kind == "title"
    whole = headed or (parse.tokens[-1].text in (".", "”", '"') and len(words) >= _MIN_ORDER)
    if not whole or (addressed and token.lemma != "expect") or token.text.isupper():
        return None
    kind: ClaimKind = "forecast" if token.lemma == "expect" else "recommendation"
    return Reading(kind=kind, head=index, tokens=tuple(words))


def _reason(parse: ParsedSentence, index: int) -> Reading | None:
    """As in ", for those who chose him will choose the next", a phrase to the parser."""
    if parse.tokens[index].lemma != "for" or parse.tokens[index].dep != "prep":
        return None
    phrase = subtree(parse, index)
    after = parse.tokens[phrase[-1] + 1 : phrase[-1] + 2]
    if parse.tokens[index - 1].text != "," or len(phrase) < 2 or phrase[0] != index:
        return None
    finite = [i for i in phrase if parse.tokens[i].tag in _FINITE]
    opened = [i for i in phrase if parse.tokens[i].tag in _OPENING or parse.tokens[i].dep == "mark"]
    if after and after[0].tag in _FINITE:
        helping = after[0].dep in ("aux", "auxpass")
        verb = after[0].head if helping else after[0].index
        end = max(subtree(parse, verb))
    elif len(finite) > len(opened):
        verb, end = finite[-1], phrase[-1]
    else:
        return None
    return Reading(
        kind="cause", head=verb, of=tuple(phrase[1:]), tokens=tuple(range(index, end + 1)),
        keep=(verb,), bare=True,
    )  # fmt: skip


def _result(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "Prices doubled, forcing families to leave": the whole sentence is the claim."""
    words = claim_words().cause
    token = parse.tokens[index]
    if token.tag != "VBG" or token.dep != "advcl" or parse.tokens[index - 1].text != ",":
        return None
    if token.lemma not in words["verbs"] | words["of_things"]:
        return None
    effect = child(parse, index, "dobj", "ccomp")
    if effect is None or parse.tokens[effect].lemma in _HARM:
        return None
    subject = own_subject(parse, token.head)
    if subject is None:
        return None
    last = max(subtree(parse, index))
    tokens = tuple(range(clause_start(parse, token.head), last + 1))
    return Reading(kind="cause", head=index, of=tuple(subtree(parse, subject)), tokens=tokens)


def _apposition(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "X, a close ally of Y,"."""
    token = parse.tokens[index]
    if token.dep != "appos" or token.lemma not in claim_words().relation["nouns"]:
        return None
    if not of_phrase(parse, index) and child(parse, index, "poss") is None:
        return None
    tokens = (*trimmed_subtree(parse, token.head), *subtree(parse, index))
    whole = tuple(range(min(tokens), max(tokens) + 1))
    return Reading(kind="relation", head=index, of=(token.head,), tokens=whole)


def _named_wish(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "X's desire to keep the port"; as a subject of "is" it is a clause's own claim."""
    token = parse.tokens[index]
    if token.lemma not in _WISHES or token.pos != "NOUN" or token.dep == "nsubj":
        return None
    owners = children(parse, index, "poss")
    if not owners or infinitive_under(parse, index) is None:
        return None
    whose = tuple(j for i in owners for j in subtree(parse, i))
    return Reading(kind="goal", head=index, of=whose, tokens=tuple(subtree(parse, index)))


def _meant(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "a gesture meant to please the donors", "drills aimed at Seoul"."""
    token = parse.tokens[index]
    if token.tag not in ("VBN", "VBD") or token.dep not in ("acl", "advcl"):
        return None
    if token.lemma not in claim_words().goal["aimed"] or child(parse, index, "nsubj") is not None:
        return None
    aimed = bool(with_preposition(parse, index) & {f"{token.lemma} at"})
    if infinitive_under(parse, index) is None and not aimed:
        return None
    thing = parse.tokens[index].head if token.dep == "acl" else subject_of(parse, index)
    below = set(subtree(parse, index))
    whose = (
        () if thing is None else tuple(i for i in trimmed_subtree(parse, thing) if i not in below)
    )
    return Reading(kind="goal", head=index, of=whose, tokens=tuple(subtree(parse, index)))


def _bound(parse: ParsedSentence, index: int) -> Reading | None:
    """As in "a militia allied with the army"."""
    token = parse.tokens[index]
    if token.lemma not in ("ally", "align", "allied", "aligned") or token.dep not in (
        "acl",
        "amod",
    ):
        return None
    if not of_phrase(parse, index, "with", "to"):
        return None
    tokens = (*trimmed_subtree(parse, token.head), *subtree(parse, index))
    whole = tuple(range(min(tokens), max(tokens) + 1))
    return Reading(kind="relation", head=index, of=(token.head,), tokens=whole)


_READERS = (_reason, _result, _apposition, _named_wish, _meant, _bound)
