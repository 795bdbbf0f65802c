"""Verbs of judging: "condemned the strikes", "praised the deal", "discussed the crisis".

Their content is somebody's concern and nobody's assertion, so it is an attribution that no chain
of a report goes through. Verbs that report are `reporting`.
"""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.sayings.cue import Cue, clause_tokens
from dragoman.stages.sayings.reporting_words import cue_tokens, source_of, source_tokens
from dragoman.stages.stances.verb_group import is_negated
from dragoman.stages.tree import child, is_passive

__all__ = ["attitude_cues"]

_PLACES = frozenset({"GPE", "LOC", "FAC", "PRODUCT"})
_TARGETS = frozenset(
    {"convoy", "port", "base", "village", "ship", "tanker", "town", "camp", "city", "bridge",
     "position", "post", "outpost", "checkpoint", "barracks", "vehicle", "bus", "house", "home",
     "building", "plant", "airport", "market", "station", "target", "patrol", "vessel", "train"}
)  # fmt: skip


def attitude_cues(parse: ParsedSentence, reporting: list[Cue]) -> list[Cue]:
    """Return the cues of attitude, in text order; verbs already read as reporting are left out."""
    known = {cue.head for cue in reporting}
    found = []
    for token in parse.tokens:
        if token.pos != "VERB" or token.dep in ("amod", "compound") or token.index in known:
            continue
        content = _content(parse, token.index)
        source = source_of(parse, token.index) if content else None
        if source is None or source in content:
            continue
        found.append(
            Cue(
                verb="believes",
                head=token.index,
                cue=cue_tokens(parse, token.index),
                source=source,
                source_tokens=source_tokens(parse, source, token.index),
                content=content,
                attitude=True,
                negated=is_negated(parse, token.index),
            )
        )
    return found


def _content(parse: ParsedSentence, verb: int) -> tuple[int, ...]:
    if parse.tokens[verb].lemma not in attribution_words().attitudes.judging:
        return ()
    named = child(parse, verb, "nsubjpass" if is_passive(parse, verb) else "dobj")
    if named is None or parse.tokens[named].pos == "PRON":
        return ()
    if parse.tokens[verb].lemma == "attack" and not _is_judged(parse, named):
        return ()
    return clause_tokens(parse, named)


def _is_judged(parse: ParsedSentence, named: int) -> bool:
    """Whether what is attacked is attacked with words: a rival, a plan, and no town or troops."""
    token = parse.tokens[named]
    if token.pos == "NOUN" and load_actor_nouns().find([token.lemma]) is not None:
        return False
    return token.ner not in _PLACES and token.lemma not in _TARGETS
