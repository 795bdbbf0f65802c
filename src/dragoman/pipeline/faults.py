"""What keeps a document from being coded, or coded in full, as problems with a remedy."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.pipeline.config import Config
from dragoman.records import Document, Problem, Sentence, Span
from dragoman.stages.date import anchor_date

__all__ = ["outrun", "undated", "unsuited", "within_limit"]

# Cabinets change within a year in most states; heads of state seldom do.
_FRESH_FOR = timedelta(days=365)


def unsuited(document: Document, config: Config) -> Problem | None:
    """Return why a document that was read cannot be coded, or None if it can."""
    if document.language is None or document.language in config.languages:
        return None
    known = ", ".join(config.languages)
    message = f'language "{document.language}" is not coded; languages coded: {known}'
    return Problem(document_id=document.id, stage="language", code="D500", message=message)


def within_limit(
    sentences: tuple[Sentence, ...], document: Document, config: Config
) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """Return the sentences within the configured limit, and a problem if any was cut off."""
    if len(document.text) <= config.max_characters:
        return sentences, ()
    kept = tuple(s for s in sentences if s.span.end <= config.max_characters)
    message = (
        f"{len(document.text)} characters; coded up to {config.max_characters}. "
        "Raise max_characters in the configuration to code all."
    )
    span = Span(document_id=document.id, start=config.max_characters, end=len(document.text))
    problem = Problem(
        document_id=document.id, stage="split", code="D504", message=message, span=span
    )
    return kept, (problem,)


def undated(document: Document) -> tuple[Problem, ...]:
    """Return a problem if nothing says from which day the document speaks."""
    if anchor_date(document)[0] is not None:
        return ()
    message = (
        "no publication date or dateline was found: relative dates stay open and events without a "
        'date of their own have none. Give "published" in JSON Lines, or a date line in the text.'
    )
    return (Problem(document_id=document.id, stage="date", code="D501", message=message),)


def outrun(document: Document, as_of: date | None) -> tuple[Problem, ...]:
    """Return a problem if the document is so new that the index may name holders of the past."""
    day = anchor_date(document)[0]
    if day is None or as_of is None or day - as_of <= _FRESH_FOR:
        return ()
    message = (
        f"the document is of {day}, what is known of offices ends on {as_of}: people may be given "
        "offices they have left. Take a newer dragoman, or build an index of your own with "
        "`dragoman knowledge build` and give it with --knowledge."
    )
    return (Problem(document_id=document.id, stage="knowledge", code="D505", message=message),)
