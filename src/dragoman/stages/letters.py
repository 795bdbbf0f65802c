"""What a letter, a bill or a statement says for whoever issues it."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.tree import ancestors, is_passive, object_of, subject_of

__all__ = ["is_said_in_a_text", "letter_of"]

_TEXTS = frozenset(
    "letter note statement resolution bill report lawsuit suit motion law decree petition "
    "communique communiqué declaration message memo cable complaint order edict notice ultimatum "
    "warning".split()
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


def is_said_in_a_text(parse: ParsedSentence, verb: int, issuing: int) -> bool:
    """Whether a participle says what the text says that another verb issues.

    So "condemning" in "passed a resolution on Monday condemning X", wherever it hangs.
    """
    token, text = parse.tokens[verb], object_of(parse, issuing)
    if text is None or token.tag != "VBG" or token.dep not in ("acl", "advcl"):
        return False
    issued = parse.tokens[issuing].lemma in _ISSUING and parse.tokens[text].lemma in _TEXTS
    return issued and issuing in ancestors(parse, verb) and verb > text
