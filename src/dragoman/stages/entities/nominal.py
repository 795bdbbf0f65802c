"""Descriptions of actors: "Russian and Yemeni officials", "a delegation of …", titles.

Reads a noun phrase whose head names a kind of actor: its country from adjectives, genitives and
"of", its sector from the noun and its modifiers, the organisation it belongs to. Coordinated
adjectives make one description each.
"""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.knowledge.actors import ActorHit
from dragoman.records import ParsedSentence, Record
from dragoman.records.text import ActorKind
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.ties import Tie, country_of, sectors_of, tie_of
from dragoman.stages.tree import child, children, conjuncts, subtree

__all__ = ["Nominal", "Title", "find_nominals", "title_before"]

_LEFT = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "predet", "quantmod"})
_BELONGING = frozenset({"of", "from", "for"})
_FIGHTING = frozenset(
    "rebel fighter militant insurgent militia militiaman force guerrilla movement group terrorist "
    "organization organisation gunman troop soldier extremist insurgency party army".split()
)
_COURTESY = frozenset("mr mrs ms miss dr prof sir lady lord".split())
_PLURAL_ONLY = frozenset({"people", "police", "troops", "media"})


class Title(Record, frozen=True, kw_only=True):
    """What stands before a person's name: role, country, sectors."""

    role: str | None
    country: str | None
    sectors: tuple[str, ...]
    members_of: tuple[int, ...] = ()


class Nominal(Record, frozen=True, kw_only=True):
    """One described actor. Token indices are within the sentence, [first, last)."""

    first: int
    last: int
    head: int
    name: str
    lemma: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    hits: tuple[ActorHit, ...] = ()
    definite: bool
    plural: bool
    bare: bool
    members_of: tuple[int, ...]
    same_as: int | None


def find_nominals(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...], nouns: ActorNouns
) -> list[Nominal]:
    """Return the described actors of the sentence, coordinated ones apart."""
    inside = {i for name in names if not name.inside for i in range(name.first, name.last)}
    found: list[Nominal] = []
    for token in parse.tokens:
        if token.pos not in ("NOUN", "PROPN") or _is_taken(parse, token.index, inside, names):
            continue
        noun = nouns.find(_lemmas_up_to(parse, token.index))
        if noun is None or _is_title(parse, token.index, inside, nouns):
            continue
        if _is_attitude(parse, token.index):
            continue
        found.extend(_read(parse, text, names, nouns, noun, token.index))
    return found


def title_before(
    parse: ParsedSentence,
    text: str,
    names: tuple[NameMatch, ...],
    name: NameMatch,
    nouns: ActorNouns,
) -> Title | None:
    """Return the title before a person's name ("Deputy Foreign Minister"), or None.

    Country and organisation come from adjectives and genitives before the title.
    """
    head = next(
        (i for i in range(name.first, name.last)
         if not name.first <= parse.tokens[i].head < name.last),
        name.last - 1,
    )  # fmt: skip
    before = [i for i in subtree(parse, head) if i < name.first]
    titled = [(found, i) for i in before if (found := nouns.find(_lemmas_up_to(parse, i)))]
    if not titled:
        return None
    noun, last = titled[-1]
    ties = [t for n in names if n is not name and (t := tie_of(parse, text, n, before)) is not None]
    used = {i for t in ties for i in range(t.first, t.last)}
    first = last
    while first - 1 in before and first - 1 not in used and _is_modifier(parse, first - 1):
        first -= 1
    return Title(
        role=text[parse.tokens[first].start : parse.tokens[last].end],
        country=country_of(ties),
        sectors=sectors_of(parse, nouns, noun, last, before, ties),
        members_of=tuple(t.head for t in ties if t.hit is None or t.hit.kind != "state"),
    )


def is_titled(parse: ParsedSentence, name: NameMatch, nouns: ActorNouns) -> bool:
    """Whether "Mr" or an office beside the name says that it is a person's, whatever NER says."""
    if name.first > 0 and parse.tokens[name.first - 1].text.rstrip(".").lower() in _COURTESY:
        return True
    first = parse.tokens[name.first].text.rstrip(".").lower()
    if first in _COURTESY:
        return True
    before = nouns.find(_lemmas_up_to(parse, name.first - 1)) if name.first > 0 else None
    near = name.first > 0 and parse.tokens[name.first - 1].tag in ("NN", "NNP")
    if before is not None and before.kind == "person" and near:
        return True
    head = next(
        (i for i in range(name.first, name.last)
         if not name.first <= parse.tokens[i].head < name.last),
        name.last - 1,
    )  # fmt: skip
    beside = child(parse, head, "appos")
    noun = None if beside is None else nouns.find(_lemmas_up_to(parse, beside))
    return noun is not None and noun.kind == "person"


def _is_modifier(parse: ParsedSentence, index: int) -> bool:
    return parse.tokens[index].dep in ("compound", "amod", "nmod")


def _lemmas_up_to(parse: ParsedSentence, index: int) -> list[str]:
    """Return the lemmas of the run of modifiers that ends with the noun at `index`."""
    first = index
    while first > 0 and index - first < 2:
        before = parse.tokens[first - 1]
        if before.dep not in ("compound", "amod", "nmod") or before.head < first:
            break
        first -= 1
    return [parse.tokens[i].lemma for i in range(first, index + 1)]


def _is_taken(
    parse: ParsedSentence, index: int, inside: set[int], names: tuple[NameMatch, ...]
) -> bool:
    """Whether the token belongs to a name; an NER organisation headed by it stays free."""
    if index not in inside:
        return False
    return not any(
        name.label == "ORG" and name.first <= index < name.last and name.last - name.first > 1
        and parse.tokens[index].head not in range(name.first, name.last)
        for name in names
    )  # fmt: skip


def _is_title(parse: ParsedSentence, index: int, inside: set[int], nouns: ActorNouns) -> bool:
    """Whether the noun is a title before a name, or a mere modifier of another actor noun."""
    token = parse.tokens[index]
    if token.dep not in ("compound", "nmod", "amod"):
        return False
    head = parse.tokens[token.head]
    return token.head in inside or nouns.find([head.lemma]) is not None


def _is_attitude(parse: ParsedSentence, index: int) -> bool:
    """Whether the noun is what somebody holds, not somebody: "their opposition to the plan"."""
    if parse.tokens[index].lemma not in ("opposition", "resistance", "leadership"):
        return False
    return any(parse.tokens[i].lemma == "to" for i in children(parse, index, "prep"))


def _read(
    parse: ParsedSentence,
    text: str,
    names: tuple[NameMatch, ...],
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
) -> list[Nominal]:
    left = _left_side(parse, head)
    right = _right_side(parse, head)
    right += _coordinated_states(parse, right, names)
    ties = [t for n in names if (t := tie_of(parse, text, n, left + right)) is not None]
    first = next((t for t in ties if t.hit is not None and _is_joined(parse, t)), None)
    chain = [] if first is None else conjuncts(parse, first.head)
    joined = [t for t in ties if t.hit is not None and t.head in chain]
    if len({t.hit.actor_id for t in joined if t.hit}) > 1:
        return [_nominal(parse, text, nouns, noun, head, left + right, [tie]) for tie in joined]
    return [_nominal(parse, text, nouns, noun, head, left + right, ties)]


def _coordinated_states(
    parse: ParsedSentence, right: list[int], names: tuple[NameMatch, ...]
) -> list[int]:
    """Return the states joined to the last of the phrase: "from Mali, Niger and Togo"."""
    last = max(right, default=-1)
    joined = {i for r in right for i in conjuncts(parse, r) if i > last}
    states = [n for n in names if any(h.kind == "state" for h in n.actor_hits)]
    found = [n for n in states if joined & set(range(n.first, n.last))]
    return [i for n in found for i in range(n.first, n.last)]


def _left_side(parse: ParsedSentence, head: int) -> list[int]:
    found = []
    for index in parse.children[head]:
        if index < head and parse.tokens[index].dep in _LEFT:
            found += [i for i in subtree(parse, index) if i < head]
    return sorted(found)


def _right_side(parse: ParsedSentence, head: int) -> list[int]:
    """Return the tokens of "of …" and the like directly after the noun, clauses left out."""
    found: list[int] = []
    edge = head
    for prep in children(parse, head, "prep"):
        if parse.tokens[prep].lemma not in _BELONGING or prep != edge + 1:
            break
        pobj = child(parse, prep, "pobj")
        if pobj is None or parse.tokens[pobj].ner in ("DATE", "TIME"):
            break
        phrase = [prep, *_left_side(parse, pobj), pobj, *_right_side(parse, pobj)]
        for joined in children(parse, pobj, "conj"):
            if parse.tokens[joined].ner != "PERSON" and joined < pobj + 4:
                phrase += [joined, *_left_side(parse, joined), *_right_side(parse, joined)]
        found += phrase
        edge = max(phrase)
    return sorted(found)


def _is_joined(parse: ParsedSentence, tie: Tie) -> bool:
    """Whether the name is a plain modifier or coordinated with one ("US and UK forces")."""
    token = parse.tokens[tie.head]
    if token.dep == "pobj":
        return parse.tokens[token.head].lemma in ("of", "from")
    return token.dep in ("amod", "compound", "nmod", "conj", "poss")


def _nominal(
    parse: ParsedSentence,
    text: str,
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
    side: list[int],
    ties: list[Tie],
) -> Nominal:
    tokens = parse.tokens
    indices = sorted({*side, head})
    determiner = next((i for i in indices if tokens[i].dep == "det"), None)
    shown = [i for i in indices if i > head or not _is_determiner(parse, i)]
    owner = next((i for i in indices if tokens[i].tag == "PRP$" and tokens[i].head == head), None)
    country = country_of(ties)
    bodies = ("armed_group", "organisation", "coalition")
    group = next((t.hit for t in ties if t.hit and t.hit.kind in bodies), None)
    sectors = sectors_of(parse, nouns, noun, head, side, ties)
    split = len(ties) == 1 and _is_joined(parse, ties[0]) and _has_conjunct(parse, ties[0].head)
    beside = _name_beside(parse, head, indices) if noun.kind == "person" else None
    follows = beside is not None and max(indices) < beside and parse.tokens[head].dep != "appos"
    return Nominal(
        first=min(indices),
        last=(beside if follows and beside is not None else max(indices)) + 1,
        head=head,
        name=_described(parse, text, ties[0], head, shown) if split else _words(parse, text, shown),
        lemma=tokens[head].lemma,
        kind=_kind(noun, parse, head),
        country=country,
        sectors=sectors,
        role=_role(parse, text, head, side, ties) if noun.kind == "person" else None,
        hits=(group,) if group is not None and tokens[head].lemma in _FIGHTING else (),
        definite=determiner is not None and tokens[determiner].lemma in ("the", "this", "these"),
        plural=tokens[head].tag in ("NNS", "NNPS") or tokens[head].lemma in _PLURAL_ONLY,
        bare=len(shown) == 1,
        members_of=(
            *(t.head for t in ties if t.hit is None or t.hit.kind != "state"),
            *(() if owner is None else (owner,)),
        ),
        same_as=beside,
    )


def _is_determiner(parse: ParsedSentence, index: int) -> bool:
    token = parse.tokens[index]
    return token.dep in ("det", "predet") or token.tag in ("PRP$", "WP$")


def _words(parse: ParsedSentence, text: str, indices: list[int]) -> str:
    return text[parse.tokens[indices[0]].start : parse.tokens[indices[-1]].end]


def _has_conjunct(parse: ParsedSentence, index: int) -> bool:
    return parse.tokens[index].dep == "conj" or child(parse, index, "conj") is not None


def _described(parse: ParsedSentence, text: str, tie: Tie, head: int, shown: list[int]) -> str:
    """Return "Russian officials" for one country of "Russian and Yemeni officials"."""
    if tie.first > head:
        before = [i for i in shown if i <= head]
        return f"{_words(parse, text, before)} of {tie.surface}"
    rest = [i for i in shown if i > tie.last and i <= head and parse.tokens[i].dep != "conj"]
    rest = [i for i in rest if parse.tokens[i].ner not in ("NORP", "GPE")] or [head]
    rest = [i for i in rest if parse.tokens[i].dep not in ("cc", "punct")]
    return f"{tie.surface} {_words(parse, text, rest)}"


def _kind(noun: ActorNoun, parse: ParsedSentence, head: int) -> ActorKind:
    if noun.lemma in ("coalition", "alliance", "bloc", "axis"):
        return "coalition"
    plural = parse.tokens[head].tag in ("NNS", "NNPS")
    if noun.kind == "person" and plural:
        return "population"
    return noun.kind


def _role(
    parse: ParsedSentence, text: str, head: int, side: list[int], ties: list[Tie]
) -> str | None:
    """Return the office as written without its country: "Deputy Foreign Minister"."""
    used = {i for t in ties for i in range(t.first, t.last)}
    left = [i for i in side if i < head and i not in used and parse.tokens[i].tag != "POS"]
    left = [i for i in left if parse.tokens[i].dep in ("amod", "compound", "nmod")]
    first = min(left, default=head)
    if any(i in used for i in range(first, head)):
        first = max(i for i in range(first, head) if i in used) + 1
    return text[parse.tokens[first].start : parse.tokens[head].end]


def _name_beside(parse: ParsedSentence, head: int, indices: list[int]) -> int | None:
    """Return the head of a person's name this phrase is a title or apposition to, or None."""
    token = parse.tokens[head]
    if token.dep == "appos" and parse.tokens[token.head].pos == "PROPN":
        return token.head
    before = min(indices) - 2
    if (
        before >= 0
        and parse.tokens[before + 1].text == ","
        and parse.tokens[before].ner == "PERSON"
    ):
        # "Ms X, minister of … of Y": parsers lose the apposition when the title is long.
        return before if token.tag in ("NN", "NNP") else None
    following = max(indices) + 1
    if following < len(parse.tokens) and parse.tokens[following].ner == "PERSON":
        last = following
        while last + 1 < len(parse.tokens) and parse.tokens[last + 1].ner == "PERSON":
            last += 1
        return last
    below = child(parse, head, "appos")
    if below is not None and parse.tokens[below].pos == "PROPN":
        return below
    return None
