"""What a noun phrase is tied to by grammar: names of states and bodies, and the codes they give."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.knowledge.actors import ActorHit
from dragoman.records import ParsedSentence, Record
from dragoman.stages.entities.names import NameMatch

__all__ = ["Tie", "country_of", "sectors_of", "tie_of"]


class Tie(Record, frozen=True, kw_only=True):
    """A name that a noun is tied to by grammar."""

    head: int
    first: int
    last: int
    hit: ActorHit | None
    surface: str


def tie_of(parse: ParsedSentence, text: str, name: NameMatch, side: list[int]) -> Tie | None:
    """Return `name` as a tie if all of it lies among the tokens of `side`, else None."""
    if name.inside or not set(range(name.first, name.last)) <= set(side):
        return None
    hits = [h for h in name.actor_hits if h.kind != "person"]
    head = next(
        (i for i in range(name.first, name.last)
         if not name.first <= parse.tokens[i].head < name.last),
        name.last - 1,
    )  # fmt: skip
    surface = text[parse.tokens[name.first].start : parse.tokens[name.last - 1].end]
    return Tie(
        head=head,
        first=name.first,
        last=name.last,
        hit=hits[0] if hits else None,
        surface=surface,
    )


def country_of(ties: list[Tie]) -> str | None:
    """Return the country of the ties, a body's ("the Hamas envoy in Iran") before a state's."""
    states = [t.hit.country for t in ties if t.hit is not None and t.hit.kind == "state"]
    others = [t.hit.country for t in ties if t.hit is not None and t.hit.kind != "state"]
    return next((c for c in [*others, *states] if c is not None), None)


def sectors_of(
    parse: ParsedSentence,
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
    side: list[int],
    ties: list[Tie],
) -> tuple[str, ...]:
    """Return the noun's sectors, else those of the body it belongs to, else of its modifiers.

    A group's own sectors come before a general noun's ("Houthi officials" are REB).
    """
    group = next((t.hit for t in ties if t.hit and t.hit.kind == "armed_group"), None)
    if group is not None and group.sectors:
        return group.sectors
    if noun.lemma == "party" and any(parse.tokens[i].lemma in ("both", "two") for i in side):
        return ()  # "both parties" to a talk or a war are no political parties
    if noun.sectors:
        return noun.sectors
    owned = next((t.hit.sectors for t in ties if t.hit and _is_body(t.hit)), None)
    if owned is not None:
        return owned
    return _sectors_beside(nouns, noun, [(i, parse.tokens[i].lemma) for i in side], head, ties)


def _is_body(hit: ActorHit) -> bool:
    return hit.kind != "state" and bool(hit.sectors)


def _sectors_beside(
    nouns: ActorNouns,
    noun: ActorNoun,
    side: list[tuple[int, str]],
    head: int,
    ties: list[Tie],
) -> tuple[str, ...]:
    """Return what modifiers ("rebel leader") or the body named after it ("head of the court") say.

    Who stands for a state without more being said stands for its government.
    """
    for index, lemma in side:
        sector = nouns.modifiers.get(lemma)
        if sector:
            return (sector,)
        belonging = nouns.nouns.get(lemma)
        if index > head and belonging is not None and belonging.sectors:
            return belonging.sectors
    of_state = any(t.hit and t.hit.kind == "state" for t in ties)
    speaks_for = noun.kind == "person" or noun.lemma == "delegation"
    return ("GOV",) if of_state and speaks_for else ()
