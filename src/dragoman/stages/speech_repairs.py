"""Mends what a small parser cuts wrongly around a word of saying.

In "informed the guest that a boat opened fire" the clause is hung on the guest, in "said in a
statement that" on the statement. In "The army, said its chief, will not move" the army speaks; in
"…, an editorial in the paper said" nobody does; in "ten died, confirmed officials" there are
officials called so. In "troops moved, according to villagers; the ministry denied it" the villagers
are hung on the denial, and in "Togo accused Chad of it, a charge Chad denies" all that was said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.knowledge.lexicon import verb_class
from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "according_before",
    "charge_denied",
    "confirmed_by",
    "label_of_turn",
    "said_at_end",
    "said_before_speaker",
    "said_before_that",
    "said_between",
    "said_by_who_does",
    "told_that",
]

_VERBS = ("VERB", "AUX")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LONGEST_LABEL = 7
_NOMINAL = ("NOUN", "PROPN", "PRON")
_TELLING = frozenset({"tell", "inform", "notify", "assure", "remind", "warn", "advise", "brief"})
_WHERE = frozenset({"in", "at", "on", "during", "via"})
_CLOSING = frozenset({",", '"', "”", "''", "’", "'", "»"})
_CONFIRMING = frozenset({"confirm", "report", "acknowledge", "announce", "say", "claim", "admit"})
_CHARGES = frozenset({"charge", "claim", "accusation", "allegation", "assertion", "suggestion"})
_OPENING = ([",", "a"], [",", "an"])
_REFUSING = frozenset({"deny", "reject", "dispute", "refute", "dismiss"})
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


def said_before_that(tokens: tuple[Token, ...]) -> Relations:
    """Return "X charged in Y today that Z did it" with X as the speaker, not as a second doer.

    The parser takes the word of saying for a participle of X, and X for a subject beside Z or for
    no part of a clause at all.
    """
    for mark in tokens:
        clause = tokens[mark.head]
        if mark.lemma != "that" or mark.dep != "mark":
            continue
        speaker = _speaker_taken_apart(tokens, mark, clause)
        if speaker is None:
            continue
        for verb in _below(tokens, speaker.index, "acl"):
            if verb.index < mark.index and verb_class(verb.lemma) is not None:
                return {
                    verb.index: ("ROOT", verb.index),
                    clause.index: ("ccomp", verb.index),
                    speaker.index: ("nsubj", verb.index),
                }
    return {}


def _speaker_taken_apart(tokens: tuple[Token, ...], mark: Token, clause: Token) -> Token | None:
    subjects = list(_below(tokens, clause.index, "nsubj", "nsubjpass"))
    behind = [t for t in subjects if t.index > mark.index]
    before = [t for t in subjects if t.index < mark.index]
    if len(behind) != 1:
        return None
    above = tokens[clause.head]
    if clause.dep in ("acl", "relcl") and above.dep == "ROOT" and above.pos in _NOMINAL:
        return above
    return before[0] if clause.dep == "ROOT" and len(before) == 1 else None


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


def confirmed_by(tokens: tuple[Token, ...]) -> Relations:
    """Return "confirmed officials" at the end as a verb and who said so: "…, confirmed officials".

    The parser takes the verb for a part of the noun, or joins it to what was done.
    """
    for comma, verb in pairwise(tokens):
        is_verb = verb.lemma in _CONFIRMING and verb.tag in ("VBD", "VBN")
        if comma.text != "," or not is_verb or verb.index + 1 >= len(tokens):
            continue
        main = next((t for t in tokens[: comma.index] if t.head == t.index), None)
        who = (
            tokens[verb.head]
            if verb.dep == "amod"
            else next(_below(tokens, verb.index, "dobj"), None)
        )
        if main is None or main.pos not in _VERBS or who is None or who.index < verb.index:
            continue
        plain = who.tag in ("NNS", "NNP", "NNPS") and verb.dep in ("amod", "conj")
        if not plain or min(_under(tokens, who.index)) not in (verb.index, verb.index + 1):
            continue
        if any(t.pos in _VERBS and t.index > who.index and t.head == main.index for t in tokens):
            continue
        return {
            main.index: ("ccomp", verb.index),
            verb.index: ("ROOT", verb.index),
            who.index: ("nsubj", verb.index),
        }
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


def charge_denied(tokens: tuple[Token, ...]) -> Relations:
    """Return ", a charge Chad denies" as said of the charge, and not of the whole sentence."""
    for verb in tokens:
        if verb.pos != "VERB" or verb.lemma not in _REFUSING:
            continue
        noun = _charge_before(tokens, verb.index)
        ends = verb.index + 1 == len(tokens) or tokens[verb.index + 1].pos == "PUNCT"
        between = () if noun is None else tokens[noun.index + 1 : verb.index]
        who = [t for t in between if t.pos in _NOMINAL and not t.tag.startswith("W")]
        if noun is None or not ends or not who:
            continue
        comma = max(t.index for t in tokens[: noun.index] if t.text == ",")
        tops = (t for t in tokens[:comma] if t.pos in _VERBS and _is_top(t, comma))
        main = next(tops, None)
        if main is not None:
            return _with_charge(tokens, main, noun, verb, who[-1])
    return {}


def _charge_before(tokens: tuple[Token, ...], index: int) -> Token | None:
    """Return the noun of "…, a charge" with nothing but the denier between it and `index`."""
    for noun in reversed(tokens[max(0, index - 8) : index]):
        if noun.pos in ("PUNCT", "VERB", "ADP"):
            return None
        if noun.lemma in _CHARGES:
            before = [t.text.lower() for t in tokens[max(0, noun.index - 3) : noun.index]]
            return noun if before[-2:] in _OPENING or before[:2] in _OPENING else None
    return None


def _is_top(token: Token, comma: int) -> bool:
    return token.head == token.index or token.head > comma


def _with_charge(
    tokens: tuple[Token, ...], main: Token, noun: Token, verb: Token, who: Token
) -> Relations:
    mended: Relations = {}
    for t in tokens[noun.index + 1 : verb.index]:
        if t.index > who.index or t.tag.startswith("W"):
            kind = {"AUX": "aux", "ADV": "advmod"}.get(t.pos, "dobj")
            mended[t.index] = (kind, verb.index)
        elif t.index < who.index and not noun.index < t.head <= who.index:
            mended[t.index] = ("compound" if t.pos in _NOMINAL else "det", who.index)
    for t in tokens[noun.index - 2 : noun.index]:
        if t.text != ",":
            mended[t.index] = ("det" if t.pos == "DET" else "amod", noun.index)
    for t in tokens:
        if t.pos == "PUNCT" and t.head > noun.index:
            mended[t.index] = ("punct", main.index)
    if main.head != main.index:
        mended[main.index] = ("ROOT", main.index)
    mended[noun.index] = ("npadvmod", main.index)
    mended[verb.index] = ("relcl", noun.index)
    mended[who.index] = ("nsubj", verb.index)
    return mended


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
