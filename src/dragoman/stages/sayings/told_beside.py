"""Clauses that a parser hangs in what was said though the text tells them itself.

"Israel said it had killed five fighters, while Egypt urged restraint": the urging hangs on the
killing, and Israel said nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.knowledge.lexicon import attribution_words, stance_words
from dragoman.records import ParsedSentence
from dragoman.stages.sayings.cue import Cue, clause_tokens, is_quotation_mark
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children, is_passive, subtree

__all__ = ["is_remark", "said_clause", "told_apart"]

_SAYINGS = frozenset("phrase charge argument formula line excuse notion thesis".split())
_REMARKED = frozenset(
    "doubtful true untrue false wrong unlikely plausible debatable questionable absurd odd right "
    "little nothing much something".split()
)
"""What is remarked of a saying: "which is doubtful", "which proves little"."""
_MARKS = frozenset({"while", "whereas", "as"})


def said_clause(parse: ParsedSentence, cue: int, clause: int) -> tuple[int, ...]:
    """Return the tokens of the clause at `clause`, said at `cue`, in text order.

    A clause at its end that sets a further matter beside it is left out: after a comma, with
    "while", "whereas" or "as", a subject of its own and a plain past. Where what is said is in a
    plain past too, only one that tells of another's words is. So is a remark on what is said.
    """
    remarks = [i for i in subtree(parse, clause) if cue < clause < i and is_remark(parse, i)]
    end = min((min(subtree(parse, i)) for i in remarks), default=len(parse.tokens))
    beside = [
        i
        for i in subtree(parse, clause)
        if parse.tokens[i].dep == "advcl"
        and cue < clause < i
        and _is_set_beside(parse, i)
        and not _is_plain_past(parse, parse.tokens[i].head)
    ]
    return tuple(i for i in clause_tokens(parse, clause, without=beside) if i < end)


def is_remark(parse: ParsedSentence, index: int) -> bool:
    """Return whether it is said of a saying: ", a charge that few believe", ", which is untrue"."""
    token = parse.tokens[index]
    if token.dep not in ("appos", "attr", "npadvmod", "relcl", "advcl"):
        return False
    below = subtree(parse, index)
    if not below or parse.tokens[below[0] - 1].text != ",":
        return False
    if token.pos == "NOUN" and token.dep in ("appos", "attr", "npadvmod"):
        named = token.lemma in _SAYINGS | attribution_words().nouns["says"]
        article = "a" in {parse.tokens[i].lemma for i in children(parse, index, "det")}
        return named and article and child(parse, index, "relcl", "acl") is not None
    subject = child(parse, index, "nsubj")
    if token.dep not in ("relcl", "advcl") or subject is None:
        return False
    found = child(parse, index, "acomp", "oprd", "attr", "dobj", "advmod")
    weighed = found is not None and parse.tokens[found].lemma in _REMARKED
    return parse.tokens[subject].lemma == "which" and weighed


def told_apart(parse: ParsedSentence, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues, each without what stands under another's beyond a semicolon.

    "Troops fled, villagers said; the army said two had died": each tells of one half.
    """
    spoken = {c.head for c in cues if c.source is not None and not c.attitude}
    halves = _halves(parse) if len(spoken) > 1 else []
    spoken = {halves[head] for head in spoken} if halves else set()
    if len(spoken) < 2:
        return list(cues)
    return [
        replace(
            c, content=tuple(i for i in c.content if halves[i] not in spoken - {halves[c.head]})
        )
        for c in cues
    ]


def _halves(parse: ParsedSentence) -> list[int]:
    """The number of semicolons before each token, without those in a quotation or before "that"."""
    found, before, quoted = [], 0, False
    for token in parse.tokens:
        quoted ^= is_quotation_mark(parse, token.index)
        after = parse.tokens[min(token.index + 1, len(parse.tokens) - 1)]
        before += token.text == ";" and not quoted and after.lemma not in ("that", "and")
        found.append(before)
    return found


def _is_set_beside(parse: ParsedSentence, clause: int) -> bool:
    first = min(subtree(parse, clause))
    marked = parse.tokens[first].lemma in _MARKS and parse.tokens[first].head == clause
    subject = child(parse, clause, "nsubj", "nsubjpass")
    return (
        marked
        and parse.tokens[first - 1].text == ","
        and subject is not None
        and not _is_of_the_speech(parse, subject)
        and _is_plain_past(parse, clause)
    )


def _is_of_the_speech(parse: ParsedSentence, subject: int) -> bool:
    """Whether it goes back to what was named in the words said: "it", "its forces"."""
    owners = children(parse, subject, "poss")
    return any(parse.tokens[i].pos == "PRON" for i in (subject, *owners))


def _is_plain_past(parse: ParsedSentence, verb: int) -> bool:
    """Whether it tells of a deed in the past of the text: not "had fled", "would flee", "was ill".

    Those may be what a speaker put as "fled", "will flee" and "is ill".
    """
    group = verb_group(parse, verb)
    lasting = parse.tokens[verb].lemma in stance_words().stative and not is_passive(parse, verb)
    return group.tense == "past" and not (group.perfect or group.progressive or lasting)
