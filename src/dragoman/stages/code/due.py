"""What somebody says that another is to do, and what he says that he will not do himself."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Part
from dragoman.stages.sayings.cue import Cue
from dragoman.stages.sayings.reporting import reporting_cues
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import is_passive, subject_of

__all__ = ["asking", "is_asked_of_another", "is_refused"]

_DUE = frozenset({"must", "should", "ought", "need"})
_COMING = frozenset({"will", "would", "shall"})


def asking(parse: ParsedSentence, index: int, parts: list[Part], cast: Cast) -> list[Part]:
    """Return who says that somebody is to do it, if nobody else asks: "Togo must pay, he said".

    Who tells of a demand does not ask: "witnesses said that the demand was made".
    """
    if not _is_due(parse, index) or any(part.role in ("initiator", "party") for part in parts):
        return []
    cue = _cue_of(parse, index)
    if cue is None or cue.source is None:
        return []
    behind = cast.behind(parse, cue.source, place="subject")
    return [Part(role="initiator", found=found, place="who says so") for found in behind]


def is_asked_of_another(parse: ParsedSentence, index: int, cast: Cast) -> bool:
    """Whether somebody says that another actor is to do what the verb tells."""
    cue = _cue_of(parse, index) if _is_due(parse, index) else None
    subject = subject_of(parse, index)
    if cue is None or cue.source is None or subject is None or parse.tokens[subject].pos == "PRON":
        return False
    asked, asks = cast.behind(parse, subject), cast.behind(parse, cue.source, place="subject")
    return bool(asked) and not _ids(asked) & _ids(asks)


def is_refused(parse: ParsedSentence, index: int, cast: Cast) -> bool:
    """Whether somebody will not do what the verb tells, by his own words or the text's."""
    group = verb_group(parse, index)
    if group.modal not in _COMING or not group.negated or group.perfect:
        return False
    subject, cue = subject_of(parse, index), _cue_of(parse, index)
    if subject is None:
        return False
    if cue is None or cue.source is None:
        return not is_passive(parse, index) and bool(cast.behind(parse, subject))
    return subject == cue.source or parse.tokens[subject].pos == "PRON"


def _is_due(parse: ParsedSentence, index: int) -> bool:
    group = verb_group(parse, index)
    return group.modal in _DUE and not group.perfect


def _cue_of(parse: ParsedSentence, index: int) -> Cue | None:
    """Return the innermost cue that the word is told under."""
    told = [cue for cue in reporting_cues(parse) if index in cue.content]
    return told[-1] if told else None


def _ids(found: list[Found]) -> set[str]:
    return {one.entity.id for one in found}
