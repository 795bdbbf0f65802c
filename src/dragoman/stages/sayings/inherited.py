"""Speakers that are not named again: "he added", "the same source said", "the official added".

A pronoun that no mention resolves, and a phrase that points back, stand for the last speaker of
their kind; where nobody has spoken yet, a pronoun stands for whom the text was about.
"""

from __future__ import annotations

import msgspec

from dragoman.records import Document, ParsedSentence
from dragoman.stages.sayings.reporting_words import can_speak
from dragoman.stages.sayings.speaker import EntityMap, Speaker, read_speaker
from dragoman.stages.tree import child, children, trimmed_subtree

__all__ = ["Voices", "points_back"]


class Voices:
    """The speakers of a document so far; grows as it is read."""

    def __init__(self, document: Document, entity_map: EntityMap) -> None:
        self._document = document
        self._entities = entity_map
        self._spoke: list[Speaker] = []
        self._subjects: list[Speaker] = []
        self._nouns: dict[str, Speaker] = {}

    def resolved(self, parse: ParsedSentence, source: int | None, speaker: Speaker) -> Speaker:
        """Return the speaker with who is meant by a pronoun or "the same source"."""
        if speaker.first_person or source is None:
            return speaker
        if speaker.pronoun:
            return self._meant_by_pronoun(speaker)
        if points_back(parse, source):
            meant = next((s for s in reversed(self._spoke) if _is_party(s)), None)
            return speaker if meant is None else _as(speaker, meant)
        lemma = parse.tokens[source].lemma
        issued = speaker.anonymity == "document" and not speaker.entity_ids
        if issued and _is_definite(parse, source) and lemma in self._nouns:
            # "Said in a statement. The statement added": the words are those of its issuer.
            issuer = self._nouns[lemma]
            return msgspec.structs.replace(speaker, entity_ids=issuer.entity_ids)
        return speaker

    def _meant_by_pronoun(self, speaker: Speaker) -> Speaker:
        if speaker.entity_ids:
            known = (s for s in reversed(self._spoke) if s.entity_ids == speaker.entity_ids)
            same = next(known, None)
            if same is None:
                return speaker
            return msgspec.structs.replace(speaker, anonymity=same.anonymity)
        for earlier in (self._spoke, self._subjects):
            for candidate in reversed(earlier):
                unknown = candidate.person is None or speaker.person is None
                if unknown or candidate.person == speaker.person:
                    return _as(speaker, candidate)
        return speaker

    def heard(self, parse: ParsedSentence, speaker: Speaker) -> None:
        """Remember who spoke, and the documents that the sentence names beside them."""
        if speaker.span is None or speaker.first_person:
            return
        self._spoke.append(speaker)
        if speaker.anonymity in ("document", "media"):
            return
        for token in parse.tokens:
            if token.pos == "NOUN" and token.dep == "pobj":
                self._nouns[token.lemma] = speaker

    def passed(self, parse: ParsedSentence) -> None:
        """Remember whom the sentence was about."""
        root = next((t.index for t in parse.tokens if t.dep == "ROOT"), None)
        subject = None if root is None else child(parse, root, "nsubj", "nsubjpass")
        if subject is None or parse.tokens[subject].pos == "PRON":
            return
        if parse.tokens[subject].tag in ("NN", "NNP") and can_speak(parse, subject):
            tokens = trimmed_subtree(parse, subject)
            self._subjects.append(
                read_speaker(self._document, parse, subject, tokens, self._entities)
            )


def points_back(parse: ParsedSentence, source: int) -> bool:
    """Whether the phrase means who spoke before: "the same source", "that official"."""
    return any(parse.tokens[i].lemma == "same" for i in children(parse, source, "amod"))


def _is_party(speaker: Speaker) -> bool:
    return speaker.anonymity not in ("document", "media")


def _is_definite(parse: ParsedSentence, noun: int) -> bool:
    determiners = children(parse, noun, "det", "poss")
    return any(parse.tokens[i].lemma in ("the", "this", "that", "its") for i in determiners)


def _as(speaker: Speaker, meant: Speaker) -> Speaker:
    return msgspec.structs.replace(
        speaker,
        entity_ids=meant.entity_ids,
        description=meant.description,
        anonymity=meant.anonymity,
    )
