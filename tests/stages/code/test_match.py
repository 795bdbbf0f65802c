"""Which patterns fit which words, the more constrained before the surer."""

from __future__ import annotations

import pytest

from dragoman.knowledge.patterns import Trigger, parse_noun, parse_verb
from dragoman.records import ParsedSentence
from dragoman.stages.code.match import Match, TriggerIndex, find_matches
from dragoman.testing.parties import document_of, parse_text
