"""What a letter, a bill or a statement says for whoever issues it."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.tree import is_passive, prepositional, subject_of

__all__ = ["addressees", "letter_of"]

_TEXTS = frozenset(
    "letter note statement resolution bill report lawsuit suit motion law decree petition "
    "communique communiqué declaration message memo cable complaint order edict notice".split()
)
_ISSUING = frozenset(
    "issue send write adopt pass table introduce file sign publish release submit draft propose "
    "approve make deliver circulate post lodge present sponsor enact hand".split()
)


def letter_of(parse: ParsedSentence, verb: int) -> int | None:
    """Return what somebody issues that does what the verb tells: "sent a letter threatening X"."""
    token = parse.tokens[verb]
    if token.dep not in ("acl", "relcl") or is_passive(parse, verb):
        return None
    text = parse.tokens[token.head]
    speaks = text.lemma in _TEXTS and subject_of(parse, verb) == text.index
    issued = text.dep == "dobj" and parse.tokens[text.head].lemma in _ISSUING
    return text.index if speaks and issued else None


def addressees(parse: ParsedSentence, verb: int) -> list[int]:
    """Return whom the letter is sent to that does what the verb tells."""
    text = letter_of(parse, verb)
    if text is None:
        return []
    beside = [*prepositional(parse, text), *prepositional(parse, parse.tokens[text].head)]
    return [pobj for name, pobj in beside if name == "to"]
