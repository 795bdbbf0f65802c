"""Whom pronouns inside quotations and those of their speakers cannot mean.

Who is quoted calls himself "I": "he" in the quotation is somebody else, and so is whoever "he said"
means from those whom the quotation calls by name or by "he".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.knowledge.lexicon import verb_class
from dragoman.records import ParsedSentence
from dragoman.stages.mention import ActorDraft
from dragoman.stages.sayings.quotation import Quotation

__all__ = ["QuotedWords"]

Place = tuple[int, int]
"""A sentence and the head of a phrase in it."""


class QuotedWords:
    """The quotations of a document, each with the places of those who may be its speakers."""

    def __init__(
        self,
        parses: Sequence[ParsedSentence],
        drafts: Sequence[ActorDraft],
        quotations: Sequence[Quotation],
    ) -> None:
        self._parses = parses
        self._starts = [p.sentence.span.start for p in parses]
        self._inside: dict[Place, int] = {}
        self._speakers: dict[int, list[Place]] = {}
        quotations = [q for q in quotations if q.closed and _is_set_close(q, parses)]
        self._pieces = sorted((a, b, n) for n, q in enumerate(quotations) for a, b in q.pieces)
        self._ends = [self._sentence_at(q.end - 1) for q in quotations]
        for draft in drafts:
            number = self._quotation_at(draft.sentence, draft.head)
            if number is not None:
                self._inside[draft.sentence, draft.head] = number
        for number, quotation in enumerate(quotations):
            self._speakers[number] = self._speakers_of(quotation)

    def turn(self, draft: ActorDraft) -> tuple[int, bool]:
        """Return when a pronoun is to be read: inside a quotation after who speaks it."""
        number = self._inside.get((draft.sentence, draft.head))
        return (draft.sentence, False) if number is None else (self._ends[number], True)

    def is_left(self, draft: ActorDraft, other: ActorDraft) -> bool:
        """Whether `other` was told of in a quotation that is over where the pronoun stands."""
        here, there = (draft.sentence, draft.head), (other.sentence, other.head)
        return there in self._inside and here not in self._inside and here[0] > there[0]

    def apart(self, draft: ActorDraft) -> list[Place]:
        """Return the places of those whom the pronoun cannot mean."""
        here = (draft.sentence, draft.head)
        number = self._inside.get(here)
        if number is not None:
            return self._speakers[number] if self._is_whole(number) else []
        if draft.gender is None:
            return []  # a body tells of itself by its name
        spoken = {n for n, places in self._speakers.items() if here in places}
        return [place for place, n in self._inside.items() if n in spoken]

    def _is_whole(self, number: int) -> bool:
        """Whether a quotation begins as a sentence does.

        The writer fits a smaller part to his own sentence: "would do 'all within its power'".
        """
        start = next(a for a, _, n in self._pieces if n == number)
        number = self._sentence_at(start)
        words = (t for t in self._parses[number].tokens if t.start > start and t.text[:1].isalnum())
        first = next(words, None)
        return first is not None and first.text[:1].isupper()

    def _speakers_of(self, quotation: Quotation) -> list[Place]:
        """Return the subjects of reporting verbs beside a quotation, else in the sentence before.

        The sentence before has them where it quotes, too: "'It is over,' he said. 'Go home.'"
        """
        first = self._sentence_at(quotation.start)
        last = self._sentence_at(quotation.end - 1)
        beside = [place for n in range(first, last + 1) for place in self._saying(n)]
        if beside or first == 0:
            return beside
        before = self._parses[first - 1].sentence.span
        quotes = any(a < before.end and before.start < b for a, b, _ in self._pieces)
        ends = self._parses[first - 1].tokens[-1].text
        return self._saying(first - 1) if quotes or ends == ":" else []

    def _saying(self, number: int) -> list[Place]:
        tokens = self._parses[number].tokens
        return [
            (number, t.index)
            for t in tokens
            if t.dep == "nsubj"
            and verb_class(tokens[t.head].lemma) is not None
            and self._quotation_at(number, t.index) is None
            and self._quotation_at(number, t.head) is None
        ]

    def _quotation_at(self, sentence: int, index: int) -> int | None:
        start = self._parses[sentence].tokens[index].start
        at = bisect_right(self._pieces, (start, len(self._starts) + 10**9, 0)) - 1
        return self._pieces[at][2] if at >= 0 and start < self._pieces[at][1] else None

    def _sentence_at(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


def _is_set_close(quotation: Quotation, parses: Sequence[ParsedSentence]) -> bool:
    """Whether a word follows the opening mark at once; with spaces, marks cannot be paired."""
    start = quotation.start + 1
    near = (p for p in parses if p.sentence.span.start < start <= p.sentence.span.end)
    return any(t.start <= start < t.end and not t.text.isspace() for p in near for t in p.tokens)
