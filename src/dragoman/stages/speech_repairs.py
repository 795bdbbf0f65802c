"""Mends what a small parser cuts wrongly around a word of saying.

In "informed the guest that a boat opened fire" the clause is hung on the guest, in "said in a
statement that" on the statement. In "The army, said its chief, will not move" the army speaks; in
"…, an editorial in the paper said" nobody does. In "troops moved, according to villagers; the
ministry denied it" the villagers are hung on the denial.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.lexicon import verb_class
from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "according_before",
    "label_of_turn",
    "said_at_end",
    "said_before_speaker",
    "said_between",
    "said_by_who_does",
    "told_that",
]

_VERBS = ("VERB", "AUX")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LONGEST_LABEL = 7
_TELLING = frozenset({"tell", "inform", "notify", "assure", "remind", "warn", "advise", "brief"})
_WHERE = frozenset({"in", "at", "on", "during", "via"})
_CLOSING = frozenset({",", '"', "”", "''", "’", "'", "»"})
_SAYING = frozenset({"say", "add", "write", "insist", "note", "argue", "warn", "claim", "stress"})


def told_that(tokens: tuple[Token, ...]) -> Relations:
    """Return a clause with "that" behind whom somebody told as what was told."""
    mended: Relations = {}
    for mark in tokens:
        clause = tokens[mark.head]
        if mark.lemma != "that" or mark.dep != "mark" or clause.dep not in ("relcl", "acl"):
            continue
        told = tokens[clause.head]
        verb = tokens[told.head]
        if told.dep == "dobj" and verb.lemma in _TELLING and told.index < mark.index:
            mended[clause.index] = ("ccomp", verb.index)
        sayer = tokens[verb.head]
        where = told.dep == "pobj" and verb.lemma in _WHERE and sayer.index < mark.index
        free = sayer.lemma in _SAYING and not any(_below(tokens, sayer.index, "ccomp"))
        if where and free:
            mended[clause.index] = ("ccomp", sayer.index)
    return mended


def said_at_end(tokens: tuple[Token, ...]) -> Relations:
    """Return who stands before a last "said" as its subject: "…, an editorial said"."""
    verb = next((t for t in reversed(tokens) if t.pos != "PUNCT"), None)
    if verb is None or verb.lemma not in _SAYING or verb.tag not in ("VBD", "VBZ"):
        return {}
    said = next(_below(tokens, verb.index, "ccomp"), None)
    if said is None or any(_below(tokens, verb.index, "nsubj", "nsubjpass")):
        return {}
    for noun in tokens[said.index : verb.index]:
        first = min(_under(tokens, noun.index))
        ends = max(_under(tokens, noun.index)) == verb.index - 1
        if noun.dep == "appos" and ends and tokens[first - 1].text == ",":
            return {noun.index: ("nsubj", verb.index)}
    return {}


def said_by_who_does(tokens: tuple[Token, ...]) -> Relations:
    """Return who is told by a participle as who speaks: "a man calling himself X said".

    The parser takes the participle for what is said, or for what he does before he says it.
    """
    for verb in tokens:
        if verb.tag not in ("VBD", "VBZ") or verb_class(verb.lemma) is None:
            continue
        if any(_below(tokens, verb.index, "nsubj", "nsubjpass", "expl")):
            continue
        joined = verb.dep == "conj" and not any(_below(tokens, verb.head, "cc"))
        above = [tokens[verb.head]] if joined else []
        for doing in (*_below(tokens, verb.index, "ccomp", "csubj", "advcl"), *above):
            who = next(_below(tokens, doing.index, "nsubj"), None)
            if doing.tag != "VBG" or who is None or not who.index < doing.index < verb.index:
                continue
            if not any(_below(tokens, doing.index, "aux", "mark")):
                return _spoken_by(tokens, who, doing, verb)
    return {}


def _spoken_by(tokens: tuple[Token, ...], who: Token, doing: Token, verb: Token) -> Relations:
    """Return the relations of "in a call, a man calling himself X said it" as they should be."""
    mended: Relations = {
        t.index: (t.dep, verb.index)
        for t in tokens
        if t.head == doing.index and (t.index < who.index or t.index > verb.index)
    }
    if verb.head == doing.index:
        root = doing.head == doing.index
        mended[verb.index] = (doing.dep, verb.index if root else doing.head)
    return mended | {who.index: ("nsubj", verb.index), doing.index: ("acl", who.index)}


def said_before_speaker(tokens: tuple[Token, ...]) -> Relations:
    """Return who stands right behind a verb of saying after what was said: "…," sighed a trader."""
    for verb in tokens:
        if verb.tag not in ("VBD", "VBZ") or tokens[verb.index - 1].text not in _CLOSING:
            continue
        quoted = next(
            (t for t in _below(tokens, verb.index, "ccomp") if t.index < verb.index), None
        )
        after = [t for t in _below(tokens, verb.index, "dobj") if t.index > verb.index]
        if quoted is None or not after or any(_below(tokens, verb.index, "nsubj", "nsubjpass")):
            continue
        if min(_under(tokens, after[0].index)) == verb.index + 1:
            last = max(_under(tokens, after[0].index))
            beside = [t for t in _below(tokens, verb.index, "prep") if t.index == last + 1]
            of_speaker = {t.index: ("prep", after[0].index) for t in beside}
            return {after[0].index: ("nsubj", verb.index)} | of_speaker
    return {}


def said_between(tokens: tuple[Token, ...]) -> Relations:
    """Return the two subjects around an inserted "said X" with the verbs they belong to."""
    for verb in tokens:
        if verb.lemma not in _SAYING or verb.tag not in ("VBD", "VBZ") or not verb.index:
            continue
        spoken_of = next(_below(tokens, verb.index, "nsubj"), None)
        main = next((t for t in _below(tokens, verb.index, "ccomp") if t.index > verb.index), None)
        speaker = None if main is None else next(_below(tokens, main.index, "nsubj"), None)
        if spoken_of is None or main is None or speaker is None:
            continue
        first = min(
            [main.index, *(t.index for t in _below(tokens, main.index, "aux", "neg", "auxpass"))]
        )
        set_off = tokens[verb.index - 1].text == "," and tokens[first - 1].text == ","
        if set_off and spoken_of.index < verb.index < speaker.index < first:
            return {spoken_of.index: ("nsubj", main.index), speaker.index: ("nsubj", verb.index)}
    return {}


def according_before(tokens: tuple[Token, ...]) -> Relations:
    """Return "according to X" before a semicolon as part of the clause that it ends."""
    for token in tokens[2:]:
        is_after = token.dep == "prep" and token.head > token.index
        if token.text.lower() != "according" or not is_after:
            continue
        if any(t.text == ";" for t in tokens[token.index : token.head]):
            verb = _verb_before(tokens, token.index)
            if verb is not None:
                return {token.index: ("prep", verb)}
    return {}


def _under(tokens: tuple[Token, ...], index: int) -> list[int]:
    """Return `index` and what hangs on it, however far down."""
    found = [index]
    for top in found:
        found.extend(t.index for t in tokens if t.head == top and t.index not in found)
    return found


def _below(tokens: tuple[Token, ...], index: int, *deps: str) -> Iterator[Token]:
    return (t for t in tokens if t.head == index and t.index != index and t.dep in deps)


def _verb_before(tokens: tuple[Token, ...], index: int) -> int | None:
    """Return the verb over the words right before `index`, a comma left out."""
    word = tokens[index - 1 - (tokens[index - 1].text == ",")]
    for _ in tokens:
        if word.pos in _VERBS and word.index < index:
            return word.index
        if word.head == word.index:
            return None
        word = tokens[word.head]
    return None


def label_of_turn(tokens: tuple[Token, ...]) -> Relations:
    """Return what stands before a colon as a label where the verb has its subject behind it.

    As in "MORENO: The rebels said that …", which tells of two who said it to a small parser.
    """
    colon = next((t for t in tokens[1:_LONGEST_LABEL] if t.text.endswith(":")), None)
    if colon is None:
        return {}
    for label in tokens[: colon.index]:
        if label.dep in _SUBJECTS and any(
            t.head == label.head and t.dep in _SUBJECTS
            for t in tokens[colon.index : max(label.head, colon.index)]
        ):
            return {label.index: ("dep", label.head)}
    return {}
