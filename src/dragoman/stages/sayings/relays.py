"""Words that pass through several mouths in one sentence.

"The agency quoted a minister as saying …" and "…, the agency reported, citing the ministry" have
two speakers over the same words, the one who relays outside; "told the agency" and "in an
interview with the agency" name in passing who carries what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.knowledge.lexicon import attribution_words, verb_class
from dragoman.records import ParsedSentence
from dragoman.stages.sayings.cue import Cue, clause_tokens
from dragoman.stages.sayings.reporting_frames import clausal, loose_clause
from dragoman.stages.sayings.reporting_words import cue_tokens, source_of, source_tokens
from dragoman.stages.tree import child, children, is_passive, subtree

__all__ = ["carriers_of", "is_outlet", "with_relays"]

_TOLD_TO = frozenset({"tell", "inform", "say", "speak", "talk", "write", "confirm", "state"})
_OCCASIONS = frozenset(
    {"interview", "statement", "remark", "comment", "message", "letter", "report", "dispatch",
     "article", "speech", "communique", "communiqué", "call"}
)  # fmt: skip
_OWN = frozenset({"this", "our"})
_CARRYING = frozenset(
    {"carry", "publish", "quote", "cite", "report", "broadcast", "air", "release", "run", "print",
     "distribute", "relay", "post", "televise"}
)  # fmt: skip


def with_relays(parse: ParsedSentence, reporting: list[Cue], phrases: list[Cue]) -> list[Cue]:
    """Return both kinds of cues as one list, those that relay another's words told apart.

    The cue inside names the head of the one around it in `within`.
    """
    kept = list(reporting)
    for token in parse.tokens:
        if token.pos == "VERB" and verb_class(token.lemma) == "quotes":
            pair = _quoted_as_saying(parse, token.index)
            heads = {cue.head for cue in pair}
            kept = [cue for cue in kept if not pair or cue.head not in heads] + pair
    return _with_citations(parse, kept, phrases)


def _quoted_as_saying(parse: ParsedSentence, verb: int) -> list[Cue]:
    """As in "X quoted Y as saying", "Y was quoted by X as saying": X's cue and Y's, or nothing."""
    passive = is_passive(parse, verb)
    quoted = child(parse, verb, "nsubjpass" if passive else "dobj")
    relaying = source_of(parse, verb)
    if quoted is None or relaying is None:
        return []
    saying = _saying(parse, verb, quoted)
    if saying is None:
        return []
    below = set(subtree(parse, parse.tokens[saying].head))
    content = clausal(parse, saying) or loose_clause(parse, saying)
    if not content:
        content = tuple(i for i in clausal(parse, verb) if i not in below)
    speaker = tuple(i for i in clause_tokens(parse, quoted) if i not in below)
    inner = Cue(
        verb=verb_class(parse.tokens[saying].lemma) or "says",
        head=saying,
        cue=(parse.tokens[saying].head, saying),
        source=quoted,
        source_tokens=speaker,
        content=content,
        within=verb,
    )
    outer = Cue(
        verb="quotes",
        head=verb,
        cue=tuple(i for i in cue_tokens(parse, verb) if i not in below),
        source=relaying,
        source_tokens=source_tokens(parse, relaying, verb),
        content=content,
    )
    return [outer, inner]


def _saying(parse: ParsedSentence, *hosts: int) -> int | None:
    """Return the word of saying after the "as" that hangs on one of `hosts`."""
    for host in hosts:
        for prep in children(parse, host, "prep"):
            if parse.tokens[prep].lemma == "as":
                for said in children(parse, prep, "pcomp"):
                    if verb_class(parse.tokens[said].lemma) is not None:
                        return said
    return None


def _with_citations(
    parse: ParsedSentence, reporting: Sequence[Cue], phrases: Sequence[Cue]
) -> list[Cue]:
    """Put who is cited inside who cites: "…, the agency reported, citing the ministry"."""
    found, cited = list(reporting), []
    for phrase in phrases:
        citing = next((i for i, cue in enumerate(found) if _cites(parse, cue, phrase)), None)
        if phrase.verb != "quotes" or citing is None:
            cited.append(phrase)
            continue
        below = set(subtree(parse, phrase.head))
        content = tuple(i for i in found[citing].content if i not in below)
        found[citing] = msgspec.structs.replace(found[citing], content=content)
        cited.append(msgspec.structs.replace(phrase, content=content, within=found[citing].head))
    return [*found, *cited]


def _cites(parse: ParsedSentence, cue: Cue, phrase: Cue) -> bool:
    """Whether the participle goes with the cue's verb, also where the parser hung it below."""
    if parse.tokens[cue.head].pos != "VERB" or cue.within is not None or cue.source is None:
        return False
    above = parse.tokens[phrase.head].head
    if above == cue.head:
        return True
    opens_clause = min(subtree(parse, above)) == min(subtree(parse, phrase.head))
    return opens_clause and cue.head < phrase.head and parse.tokens[above].head == cue.head


def carriers_of(parse: ParsedSentence, cue: Cue) -> Iterator[int]:
    """Yield the heads of phrases that may name who carries what the cue's speaker says.

    "Told the agency", "in an interview with the agency", "in a statement carried by the agency";
    whether one is a news medium is for the caller to tell.
    """
    token = parse.tokens[cue.head]
    if token.pos != "VERB":
        return
    if token.lemma in _TOLD_TO:
        yield from children(parse, cue.head, "dobj", "dative")
        yield from _after(parse, cue.head)
    for prep in children(parse, cue.head, "prep"):
        for noun in children(parse, prep, "pobj"):
            if parse.tokens[noun].lemma in _OCCASIONS:
                yield from _carrying(parse, noun)
    for clause in children(parse, cue.head, "advcl"):
        if parse.tokens[clause].tag == "VBG" and parse.tokens[clause].lemma in _TOLD_TO:
            yield from _after(parse, clause)


def _after(parse: ParsedSentence, head: int) -> Iterator[int]:
    for prep in children(parse, head, "prep", "dative"):
        if parse.tokens[prep].lemma in ("to", "with", "on"):
            yield from children(parse, prep, "pobj")


def _carrying(parse: ParsedSentence, noun: int) -> Iterator[int]:
    yield from _after(parse, noun)
    for clause in children(parse, noun, "acl"):
        if parse.tokens[clause].lemma in _CARRYING:
            for agent in children(parse, clause, "agent", "prep"):
                yield from children(parse, agent, "pobj")


def is_outlet(parse: ParsedSentence, noun: int) -> bool:
    """Whether the words of the phrase name one news medium: not "reporters", not "the press".

    "This newspaper" is the text's own and carries nothing but itself.
    """
    if {parse.tokens[i].lemma for i in children(parse, noun, "det", "poss")} & _OWN:
        return False
    words = attribution_words().sources
    near = [parse.tokens[i] for i in (noun, *children(parse, noun, "compound", "amod", "nmod"))]
    return any(
        token.lemma.lower() in words.media
        and (token.pos == "PROPN" or token.lemma.lower() not in words.scrum)
        for token in near
    )
