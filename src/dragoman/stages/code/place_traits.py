"""What speaks for and against a place as the one where a verb's act was: traits for a weighing.

Each trait is a short word. Their weights are learnt (training/event_places.py); the choice itself
is in place_choice.
"""

from __future__ import annotations

from dragoman.records import Mention, ParsedSentence
from dragoman.stages.code.cast import Cast
from dragoman.stages.tree import ancestors, child, children

__all__ = ["place_head", "place_traits"]

_VERBS = ("VERB", "AUX")
_LONGEST_PATH = 5


def place_traits(
    parse: ParsedSentence,
    trigger: int,
    mention: Mention,
    rivals: tuple[Mention, ...],
    cast: Cast,
    precision: str | None,
) -> tuple[str, ...]:
    """Return the traits of a place mention, seen from the verb at `trigger`.

    `rivals` are all place mentions of the sentence, in order; `precision` is how fine the place
    is, as `LocationRef.precision`, or None.
    """
    head = place_head(parse, mention)
    up, down, top = _path(parse, head, trigger)
    found = [
        *_of_path(parse, up, down, top, trigger),
        *_of_preposition(parse, head, trigger),
        *_of_standing(parse, head, mention, cast),
        *_of_rivals(parse, head, trigger, mention, rivals),
        f"precision={precision}",
        f"trigger={parse.tokens[trigger].tag}",
        f"trigger dep={parse.tokens[trigger].dep}",
    ]
    return tuple(dict.fromkeys(found))


def place_head(parse: ParsedSentence, mention: Mention) -> int:
    """Return the word that heads a place mention of the sentence."""
    return next(t.index for t in parse.tokens if t.start == mention.head.start)


def _path(
    parse: ParsedSentence, head: int, trigger: int
) -> tuple[list[int], list[int], int | None]:
    """Return the words from place and trigger up to what they share, and that word."""
    above = [head, *ancestors(parse, head)]
    over = [trigger, *ancestors(parse, trigger)]
    top = next((i for i in above if i in over), None)
    if top is None:
        return above, over, None
    return above[: above.index(top)], over[: over.index(top)], top


def _of_path(
    parse: ParsedSentence, up: list[int], down: list[int], top: int | None, trigger: int
) -> list[str]:
    tokens = parse.tokens
    deps = [tokens[i].dep for i in up if tokens[i].dep not in ("compound", "conj")]
    lower = [tokens[i].dep for i in down]
    verbs = sum(tokens[i].pos in _VERBS for i in up)
    where = "own" if top == trigger else "none" if top is None else "shared"
    speaks = any(tokens[i].dep == "ccomp" for i in down)
    return [
        f"top={where}",
        f"verbs={min(verbs, 3)} {where}",
        f"up={'>'.join(deps[:_LONGEST_PATH])}",
        f"path={'>'.join(deps[:3])}|{'<'.join(lower[:2])}",
        f"down={'<'.join(lower[:3])}",
        f"steps={min(len(up), 8)}",
        f"down steps={min(len(down), 5)}",
        f"told by another={speaks and top != trigger}",
        f"top pos={tokens[top].pos if top is not None else None} {where}",
    ]


def _of_preposition(parse: ParsedSentence, head: int, trigger: int) -> list[str]:
    tokens = parse.tokens
    preps = [i for i in [head, *ancestors(parse, head)] if tokens[i].dep in ("prep", "agent")]
    if not preps:
        return ["prep=none"]
    first = tokens[preps[0]]
    above = tokens[first.head]
    outer = tokens[preps[1]].lemma if len(preps) > 1 else "none"
    to = "trigger" if above.index == trigger else above.pos
    return [
        f"prep={first.lemma}",
        f"prep={first.lemma}>{to}",
        f"prep={first.lemma} outer={outer}",
        f"under={above.lemma}" if above.pos == "NOUN" else f"under={above.pos}",
        f"fronted={first.index < 2}",
        f"after verb={above.index == trigger and first.index > trigger}",
    ]


def _of_standing(parse: ParsedSentence, head: int, mention: Mention, cast: Cast) -> list[str]:
    token = parse.tokens[head]
    above = parse.tokens[token.head]
    owner = any(parse.tokens[i].dep == "case" for i in children(parse, head))
    below = child(parse, head, "prep")
    return [
        f"dep={token.dep}",
        f"dep={token.dep} of={above.lemma if above.pos in ('NOUN', 'PROPN') else above.pos}",
        f"ner={token.ner}",
        f"usage={mention.usage}",
        f"owner={owner}",
        f"inside actor={cast.is_inside_actor(mention)}",
        f"state={cast.is_state_at(mention.head.start)}",
        f"within={parse.tokens[below].lemma if below is not None else None}",
        f"subject of={token.dep if token.dep.startswith('nsubj') else None}",
    ]


def _of_rivals(
    parse: ParsedSentence, head: int, trigger: int, mention: Mention, rivals: tuple[Mention, ...]
) -> list[str]:
    heads = [place_head(parse, r) for r in rivals]
    distance = {h: abs(h - trigger) for h in heads}
    nearer = sum(d < distance[head] for h, d in distance.items())
    told = [h for h in heads if _verb_above(parse, h) == trigger]
    own = _verb_above(parse, head) == trigger
    below = set(heads) & set(_below(parse, head))
    over = set(heads) & set(ancestors(parse, head))
    return [
        f"rivals={min(len(rivals), 5)}",
        f"nearer={min(nearer, 3)}",
        f"nearest={nearer == 0} own={own}",
        f"own={own} others own={min(len([h for h in told if h != head]), 2)}",
        f"distance={_bucket(distance[head])} {'after' if head > trigger else 'before'}",
        f"holds a place={bool(below)}",
        f"held by a place={bool(over)}",
        f"first={rivals[0] is mention} last={rivals[-1] is mention}",
    ]


def _verb_above(parse: ParsedSentence, index: int) -> int | None:
    return next((i for i in ancestors(parse, index) if parse.tokens[i].pos in _VERBS), None)


def _below(parse: ParsedSentence, index: int) -> list[int]:
    found = list(parse.children[index])
    for i in found:
        found.extend(parse.children[i])
    return found


def _bucket(distance: int) -> str:
    return next((str(limit) for limit in (1, 2, 3, 5, 8, 12, 20) if distance <= limit), "far")
