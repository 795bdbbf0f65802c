"""Descriptions of actors: "Russian and Yemeni officials", "a delegation of …".

Reads a noun phrase whose head names a kind of actor: its country from adjectives, genitives and
"of", its sector from the noun and its modifiers, the organisation it belongs to. Coordinated
adjectives make one description each.
"""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.knowledge.actors import ActorHit
from dragoman.records import ParsedSentence, Record, Token
from dragoman.records.text import ActorKind
from dragoman.stages.charge_repairs import is_charge
from dragoman.stages.dates.words import MONTH_WORDS
from dragoman.stages.entities.counted import is_of_several
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.nobody import LEFT, is_nobody
from dragoman.stages.entities.of_acts import is_of_the_act
from dragoman.stages.entities.people import in_whose_land, is_of_a_people
from dragoman.stages.entities.sectors import belongs_to, lemmas_up_to, noun_at, sectors_of
from dragoman.stages.entities.ties import (
    DASHES,
    Tie,
    both_lands,
    coordinated_states,
    country_of,
    held_by,
    is_dashed,
    is_itself,
    is_joined,
    is_of_another,
    listed,
    located_in,
    loyal_to,
    sent_by,
    tie_of,
)  # fmt: skip
from dragoman.stages.entities.title import called_beside, office_of
from dragoman.stages.tree import child, children, conjuncts, subtree, whom_of

__all__ = ["Nominal", "find_nominals", "is_described"]

_LEADS = frozenset({"-", "–", "—", ":"})
_BELONGING = frozenset({"of", "from", "for"})
_SERVING = frozenset({"adviser", "advisor", "aide", "assistant", "counsel"})
"""Who is somebody's with "to"."""
_ABROAD = frozenset({"GOV", "MIL", "REF", "JRN", "ELI"})
"""Sectors of people who are often in countries not their own."""
_RULING = frozenset(
    "official authority government administration ministry mayor governor junta regime".split()
)
"""Who rules where he is said to be."""
_OWN = frozenset({"government", "regime", "loyalist", "coup"})
"""Of troops where they are: "government troops in Juba"."""
_LANDS = {
    "pope": "VAT", "pontiff": "VAT", "taoiseach": "IRL", "mep": "EUR",
    "chancellor of exchequer": "GBR",
}  # fmt: skip
_PLURAL_TAGS = ("NNS", "NNPS", "CD", "JJ", "VBN")  # "the poor", "the wounded"
_PLURAL_ONLY = frozenset({"people", "police", "troops", "media"})


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
    weak: bool
    role: str | None
    hits: tuple[ActorHit, ...] = ()
    definite: bool
    plural: bool
    several: bool
    bare: bool
    owned: bool
    """Whether a pronoun says whose it is: "her country"."""
    members_of: tuple[int, ...]
    same_as: int | None


def find_nominals(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...], nouns: ActorNouns
) -> list[Nominal]:
    """Return the described actors of the sentence, coordinated ones apart."""
    inside = {i for name in names if not name.inside for i in range(name.first, name.last)}
    found: list[Nominal] = []
    for token in parse.tokens:
        noun = noun_at(parse, token.index, nouns)
        if noun is None or _is_taken(parse, token.index, inside, names):
            continue
        if not _is_title(parse, token.index, inside, nouns) and not is_nobody(
            parse, token.index, nouns
        ):
            found.extend(_read(parse, text, names, nouns, noun, token.index))
    return found


def is_described(head: int, nominals: list[Nominal]) -> bool:
    """Return whether what NER takes for one name is told by descriptions that the word heads.

    As in "the Consul General of Japan, Kenji Sato" and "the Turkish-Libyan Committee", who are two.
    """
    told = [n for n in nominals if n.head == head]
    return len(told) > 1 or any(n.same_as is not None and n.role is not None for n in told)


def _is_taken(
    parse: ParsedSentence, index: int, inside: set[int], names: tuple[NameMatch, ...]
) -> bool:
    """Whether the token belongs to a name; a body or people of NER headed by it stays free."""
    if index not in inside:
        return False
    return not any(
        name.label in ("ORG", "NORP") and name.first <= index < name.last
        and parse.tokens[index].head not in range(name.first, name.last)
        for name in names
    )  # fmt: skip


def _is_title(parse: ParsedSentence, index: int, inside: set[int], nouns: ActorNouns) -> bool:
    """Whether the noun is a title before a name, or a mere modifier of another actor noun."""
    token = parse.tokens[index]
    if token.dep not in ("compound", "nmod", "amod"):
        return False
    head = parse.tokens[token.head]
    if token.head in inside or nouns.find([head.lemma]) is not None:
        return True
    return head.tag == "NNP" and noun_at(parse, head.index, nouns) is not None


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
    right += coordinated_states(parse, right, names)
    ties = _ties(parse, text, names, left + right, head)
    first = next((t for t in ties if t.hit is not None and is_joined(parse, t)), None)
    chain = [] if first is None else [*_joined_to(parse, first.head), *listed(parse, head)]
    joined = both_lands(parse, noun, ties)
    joined = joined or [t for t in ties if t.hit is not None and t.head in chain]
    if len({t.hit.actor_id for t in joined if t.hit}) > 1:
        return [_nominal(parse, text, nouns, noun, head, left + right, [tie]) for tie in joined]
    nominal = _nominal(parse, text, nouns, noun, head, left + right, ties)
    if nominal.country is None:
        nominal = replace(nominal, country=loyal_to(parse, head, names, nominal.sectors))
    told = {parse.tokens[i].lemma for i in left}
    if is_of_a_people(parse, head):  # Serbs in Kosovo are of Kosovo
        return [replace(nominal, country=in_whose_land(parse, names, head) or nominal.country)]
    stateless = any(t.hit is not None and t.hit.kind == "population" for t in ties)
    is_there = stateless or told & _OWN or _is_local(noun, nominal.sectors)
    if nominal.country is None and is_there:
        there = located_in(parse, head, names)
        nominal = replace(nominal, country=held_by(there, nominal.sectors, nominal.lemma))
    return [nominal]


def _joined_to(parse: ParsedSentence, index: int) -> list[int]:
    """Return what is coordinated with a name, also as "of A and of B"."""
    prep = parse.tokens[index].head
    chain = conjuncts(parse, index)
    again = _repeated(parse, prep, chain[-1]) if parse.tokens[index].dep == "pobj" else None
    return [*chain] if again is None else [*chain, again]


def _is_local(noun: ActorNoun, sectors: tuple[str, ...]) -> bool:
    """Whether such people are of the country they are said to be in, unlike troops or diplomats."""
    if noun.lemma.split()[-1] in _RULING:
        return True
    return bool(sectors) and not _ABROAD & set(sectors)


def _ties(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...], side: list[int], head: int
) -> list[Tie]:
    """Return the names tied to the noun; those within a longer name only where that holds it.

    "Japanese" is tied to the head of "Japanese Foreign Ministry", not to "spokesman" before it.
    """
    longer = [n for n in names if not n.inside and n.first <= head < n.last]
    # "Nigerian" says whose the unknown "Nigerian Air Force" is.
    longer += [n for n in names if n.label == "ORG" and not n.actor_hits]
    return [
        tie for name in names
        if (not name.inside or any(n.first <= name.first and name.last <= n.last for n in longer))
        and (tie := tie_of(parse, text, name, side)) is not None
    ]  # fmt: skip


def _left_side(parse: ParsedSentence, head: int) -> list[int]:
    found = []
    for index in parse.children[head]:
        if index < head and parse.tokens[index].dep in LEFT:
            found += [i for i in subtree(parse, index) if i < head]
    # "3 January - Kenyan police arrest …": the date of an entry is no part of who acts.
    dated = [i for i in found if _is_of_date(parse.tokens[i]) and _leads(parse, i)]
    return sorted(i for i in found if i > max(dated, default=-1) + bool(dated))


def _is_of_date(token: Token) -> bool:
    return token.ner in ("DATE", "TIME") or token.text.lower().rstrip(".") in MONTH_WORDS


def _leads(parse: ParsedSentence, index: int) -> bool:
    """Whether a dash or colon after the word sets it off: "January" in "3 January - police".

    The hyphen of "a 30-year-old man" does not.
    """
    after = parse.tokens[index + 1 : index + 3]
    if len(after) < 2 or after[0].text not in _LEADS:
        return False
    begins = after[1].text[:1].isupper() and after[1].text.lower().rstrip(".") not in MONTH_WORDS
    return begins or after[1].ner not in ("DATE", "TIME")


def _right_side(parse: ParsedSentence, head: int) -> list[int]:
    """Return the tokens of "of …" and the like directly after the noun, clauses left out."""
    found: list[int] = []
    edge = head
    for prep in _prepositions(parse, head):
        word = parse.tokens[prep].lemma
        serves = word == "to" and parse.tokens[head].lemma in _SERVING
        if not (word in _BELONGING or serves) or prep != edge + 1:
            break
        pobj = child(parse, prep, "pobj")
        if pobj is None or _is_day(parse, pobj):
            break
        if is_of_the_act(parse, head, prep, pobj):
            break
        phrase = [prep, *_left_side(parse, pobj), pobj, *_right_side(parse, pobj)]
        for joined in children(parse, pobj, "conj"):
            if parse.tokens[joined].ner != "PERSON" and joined < pobj + 4:
                phrase += [joined, *_left_side(parse, joined), *_right_side(parse, joined)]
        found += phrase
        edge = max(phrase)
        again = _repeated(parse, prep, edge)
        if again is not None:
            found += [again, *_left_side(parse, again), *_right_side(parse, again)]
            edge = max(found)
    return sorted(found)


def _is_day(parse: ParsedSentence, index: int) -> bool:
    """Whether the word is of a date; a daily and a weekly are papers."""
    token = parse.tokens[index]
    return token.ner in ("DATE", "TIME") and token.lemma not in ("daily", "weekly")


def _repeated(parse: ParsedSentence, prep: int, edge: int) -> int | None:
    """Return the name in "and of B" after "of A", which ends at `edge`."""
    for other in (*children(parse, prep, "conj"), *parse.children[parse.tokens[prep].head]):
        is_same = parse.tokens[other].lemma == parse.tokens[prep].lemma
        if is_same and other == edge + 2 and parse.tokens[edge + 1].dep == "cc":
            return child(parse, other, "pobj")
    return None


def _prepositions(parse: ParsedSentence, head: int) -> list[int]:
    """Return the prepositions under the noun; "of" right after it also where it hangs higher."""
    found = children(parse, head, "prep")
    after = head + 1
    if not found and after < len(parse.tokens) and parse.tokens[after].dep == "prep":
        pobj = child(parse, after, "pobj")
        named = pobj is not None and parse.tokens[pobj].pos == "PROPN"
        lemma = parse.tokens[after].lemma
        if (lemma == "of" and not is_charge(parse, after)) or (lemma == "for" and named):
            return [after]
    return found


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
    whose = next((i for i in indices if tokens[i].tag == "WP$" and tokens[i].head == head), None)
    own = [t for t in ties if not is_of_another(parse, head, t)]
    country = sent_by(parse, own) or country_of(own) or _LANDS.get(noun.lemma)
    bodies = ("armed_group", "organisation", "coalition")
    group = next((t for t in ties if t.hit and t.hit.kind in bodies), None)
    sectors = sectors_of(parse, nouns, noun, head, side, ties)
    split = len(ties) == 1 and _is_one_of(parse, ties[0], head)
    beside = called_beside(parse, noun, head, indices, ties)
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
        weak=noun.weak and sectors == noun.sectors,
        role=office_of(parse, text, head, side, ties) if _is_office(noun, parse, head) else None,
        hits=(group.hit,) if group and group.hit and is_itself(parse, head, group, sectors) else (),
        definite=determiner is not None and tokens[determiner].lemma in ("the", "this", "these"),
        plural=tokens[head].tag in _PLURAL_TAGS or tokens[head].lemma in _PLURAL_ONLY,
        several=is_of_several(parse, indices, determiner),
        bare=len(shown) == len(noun.lemma.split()),
        owned=owner is not None,
        members_of=(
            *(t.head for t in ties if belongs_to(parse, noun, t)),
            *(() if owner is None else (owner,)),
            *(() if whose is None else whom_of(parse, whose)),
            *_bodies_beside(parse, nouns, head, side),
        ),
        same_as=beside,
    )


def _bodies_beside(
    parse: ParsedSentence, nouns: ActorNouns, head: int, side: list[int]
) -> list[int]:
    """Return the described bodies it belongs to: "a spokesman for the ministry"."""
    return [
        i for i in side
        if parse.tokens[i].dep in ("pobj", "poss") and parse.tokens[i].pos == "NOUN"
        and (i > head or parse.tokens[i].head == head)
        and nouns.find(lemmas_up_to(parse, i)) is not None
    ]  # fmt: skip


def _is_determiner(parse: ParsedSentence, index: int) -> bool:
    token = parse.tokens[index]
    return token.dep in ("det", "predet") or token.tag in ("PRP$", "WP$")


def _words(parse: ParsedSentence, text: str, indices: list[int]) -> str:
    return text[parse.tokens[indices[0]].start : parse.tokens[indices[-1]].end]


def _is_one_of(parse: ParsedSentence, tie: Tie, head: int) -> bool:
    """Whether a name is one of several: "of A and B", "of A and of B", "the A-B committee"."""
    index, token = tie.head, parse.tokens[tie.head]
    if is_dashed(parse, tie) or not is_joined(parse, tie):
        return is_dashed(parse, tie)
    if token.dep == "conj" or child(parse, index, "conj") is not None or listed(parse, head):
        return True
    prep, before = parse.tokens[token.head], parse.tokens[token.head - 1]
    again = prep.dep == "conj" or before.dep == "cc"
    return token.dep == "pobj" and (again or _repeated(parse, token.head, index) is not None)


def _described(parse: ParsedSentence, text: str, tie: Tie, head: int, shown: list[int]) -> str:
    """Return "Russian officials" for one country of "Russian and Yemeni officials"."""
    if tie.first > head:
        before = [i for i in shown if i <= head]
        return f"{_words(parse, text, before)} of {tie.surface}"
    first = tie.last + 2 * (parse.tokens[tie.last].text in DASHES)  # "Turkish-Libyan committee"
    rest = [i for i in shown if first <= i <= head and parse.tokens[i].dep != "conj"]
    rest = [i for i in rest if parse.tokens[i].ner not in ("NORP", "GPE")] or [head]
    rest = [i for i in rest if parse.tokens[i].dep not in ("cc", "punct")]
    rest = [i for i in rest if i not in listed(parse, head)]
    return f"{tie.surface} {_words(parse, text, rest)}"


def _kind(noun: ActorNoun, parse: ParsedSentence, head: int) -> ActorKind:
    if noun.lemma in ("coalition", "alliance", "bloc", "axis"):
        return "coalition"
    plural = parse.tokens[head].tag in ("NNS", "NNPS")
    if noun.kind == "person" and plural:
        return "population"
    return noun.kind


def _is_office(noun: ActorNoun, parse: ParsedSentence, head: int) -> bool:
    """Whether the noun says what somebody is in office: not of several soldiers or investors."""
    several = parse.tokens[head].tag in ("NNS", "NNPS")
    return noun.kind == "person" and (not several or noun.sectors in ((), ("GOV",)))
