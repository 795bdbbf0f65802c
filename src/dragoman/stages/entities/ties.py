"""What a noun phrase is tied to by grammar: names of states, bodies and places."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNoun, load_actor_nouns
from dragoman.knowledge.actors import ActorHit
from dragoman.records import ParsedSentence, Record
from dragoman.stages.entities.directions import is_direction
from dragoman.stages.entities.following_words import is_favoured
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.tree import child, children, conjuncts, head_within, subtree

__all__ = [
    "DASHES",
    "STATES_CALLED",
    "Tie",
    "both_lands",
    "coordinated_states",
    "country_of",
    "held_by",
    "is_backer",
    "is_beside_others",
    "is_dashed",
    "is_ethnic",
    "is_itself",
    "is_joined",
    "is_of_another",
    "is_of_many",
    "is_repressed",
    "listed",
    "located_in",
    "loyal_to",
    "place_country",
    "sent_by",
    "state_called",
    "tie_of",
]

DASHES = ("-", "–")
_SURE_PLACE = 0.6
"""Weight from which a place name alone says which country is meant; a town may be a namesake."""
_LEAD = 0.1
"""Weight by which a smaller place is ahead of all of its name in other countries."""
_OTHERS = frozenset(
    "backed supported funded financed armed trained equipped allied aligned friendly sponsored "
    "brokered mediated born made built supplied imposed occupied held controlled hosted speaking "
    "language".split()
)
_BASED = frozenset({"base", "headquarter"})
_OF_MANY = frozenset(
    "foreign international european western african asian arab gulf regional neighbouring "
    "neighboring caribbean balkan baltic nordic scandinavian sahelian mediterranean".split()
)
"""Words for people of other countries, or of several."""
_REPRESSING = frozenset(
    "crackdown clampdown repression persecution suppression oppression repress persecute suppress "
    "oppress jail imprison silence muzzle".split()
)
_LOCAL = frozenset({"government", "state", "national", "loyalist"})
_WITHIN = frozenset({"in", "inside", "across", "throughout", "around", "near", "at"})


_FIGHTING = frozenset(
    "rebel fighter militant insurgent militia militiaman force guerrilla movement group terrorist "
    "organization organisation gunman troop soldier extremist insurgency party army".split()
)
_BODIES = frozenset({"movement", "group", "organization", "organisation", "party"})
"""Nouns of what may be no fighters: "security forces" of a government are not that itself."""
_CLASSES = frozenset(
    "agency service union federation confederation coalition alliance front sect cult gang cartel "
    "company firm airline newspaper daily weekly magazine channel network broadcaster station "
    "website charity institute watchdog".split()
)
"""Nouns of a body named right before them: "the Tanjug news agency"."""
_MODIFYING = frozenset({"compound", "amod", "nmod"})
_EVERYWHERE = frozenset({None, "IMG", "ISM"})
_RELATED = frozenset("ally neighbour neighbor partner rival foe enemy backer patron".split())
"""Nouns of what is somebody else's: "Russia's ally" is not Russian."""
_STATES = frozenset("country nation republic kingdom state emirate sultanate power member".split())
_HELD = {"PSE": "ISR"}
"""Lands without an army of their own, by whose army and settlers are there."""
_LOYAL = frozenset("loyal faithful belong work close link tie connect affiliate".split())
"""Words that tell, with "to", "for" or "with", whose men somebody is."""
_AGENTS = frozenset({"CRM", "SPY", "JRN"})
"""Sectors of who is of the state that he works for or is close to: hackers, newspapers."""
STATES_CALLED = _RELATED | _STATES | frozenset({"superpower", "mediator", "host", "exporter"})
"""Nouns that may say of a state beside them what it is: "NATO ally Germany"."""


class Tie(Record, frozen=True, kw_only=True):
    """A name that a noun is tied to by grammar."""

    head: int
    first: int
    last: int
    hit: ActorHit | None
    surface: str
    place_country: str | None = None
    """Country of what the gazetteer has under a name that is no actor's: "Nairobi police"."""
    inside: bool = False
    """Part of a longer name: "Japanese" in "Japanese Foreign Ministry"."""
    based: bool = False
    """Where somebody is, who may be from elsewhere: "London-based Russian tycoons"."""


def tie_of(parse: ParsedSentence, text: str, name: NameMatch, side: list[int]) -> Tie | None:
    """Return `name` as a tie if all of it lies among the tokens of `side`, else None."""
    if not set(range(name.first, name.last)) <= set(side):
        return None
    is_whose = is_favoured(parse, name.first) and _is_of_one_land(name)
    if is_backer(parse, name.last) or (is_favoured(parse, name.first) and not is_whose):
        return None
    hits = [h for h in name.actor_hits if h.kind != "person" and not is_whose]
    if is_ethnic(parse, name.first):
        hits = [h for h in hits if h.kind != "state"]
    surface = text[parse.tokens[name.first].start : parse.tokens[name.last - 1].end]
    return Tie(
        head=head_within(parse, name.first, name.last),
        first=name.first,
        last=name.last,
        hit=_meant(hits),
        surface=hits[0].name if hits and is_direction(surface) else surface,
        place_country=name.actor_hits[0].country if is_whose else place_country(name),
        inside=name.inside,
        based=_is_seat(parse, name.last),
    )


def _meant(hits: list[ActorHit]) -> ActorHit | None:
    """Return the likeliest reading, without its country where bodies of others are called so.

    Of which "Workers' Party" somebody is the leader, the party itself tells if anything does.
    """
    if not hits or hits[0].kind == "state":
        return hits[0] if hits else None
    is_one = len({hit.country for hit in hits}) == 1
    return hits[0] if is_one else replace(hits[0], country=None)


def _is_seat(parse: ParsedSentence, after: int) -> bool:
    """Whether "-based" follows."""
    following = [token.text.lower() for token in parse.tokens[after : after + 2]]
    return following == ["-", "based"]


def _is_of_one_land(name: NameMatch) -> bool:
    """Whether the name is a person's or a group's: "pro-Gbagbo militia" are of his country."""
    return bool(name.actor_hits) and all(
        hit.kind in ("person", "armed_group") and hit.country not in _EVERYWHERE
        for hit in name.actor_hits
    )


def is_backer(parse: ParsedSentence, after: int) -> bool:
    """Return whether "-backed" follows: "Turkish-backed rebels" are not Turkey's own."""
    following = [token.text.lower() for token in parse.tokens[after : after + 2]]
    return len(following) == 2 and following[0] == "-" and following[1] in _OTHERS


def is_beside_others(parse: ParsedSentence, head: int) -> bool:
    """Whether those before are of another land: "French forces and government troops"."""
    words = children(parse, head, "compound", "amod")
    local = any(parse.tokens[i].lemma in _LOCAL for i in words)
    return local and parse.tokens[head].dep == "conj"


def is_ethnic(parse: ParsedSentence, first: int) -> bool:
    """Whether the adjective at `first` tells a people and no state: "ethnic Serb leaders"."""
    return first > 0 and parse.tokens[first - 1].text.lower() == "ethnic"


def is_of_many(parse: ParsedSentence, head: int) -> bool:
    """Whether words before the noun at `head` say that it is of other countries, or of several.

    A foreign minister is no foreigner.
    """
    noun, offices = parse.tokens[head].lemma, load_actor_nouns().nouns
    words = (parse.tokens[i].text.lower() for i in children(parse, head, "amod"))
    return any(word in _OF_MANY and f"{word} {noun}" not in offices for word in words)


def is_repressed(parse: ParsedSentence, head: int) -> bool:
    """Whether it is whom rulers hold down, who are their own: "its crackdown on protesters"."""
    token = parse.tokens[head]
    above = parse.tokens[token.head]
    if token.dep == "pobj":
        above = parse.tokens[above.head]
    return token.dep in ("pobj", "dobj") and above.lemma in _REPRESSING


def state_called(parse: ParsedSentence, head: int, ties: list[Tie]) -> int | None:
    """Return the head of the state that a noun says the kind of, or None.

    As in "NATO ally Germany", "a neighbour, Chad" and "the republic of Georgia".
    """
    token = parse.tokens[head]
    if token.lemma not in STATES_CALLED or token.tag not in ("NN", "NNP", "JJ"):
        return None
    for tie in ties:
        name = parse.tokens[tie.head]
        of = parse.tokens[name.head]
        if name.dep == "pobj" and of.lemma == "of" and of.head == head and token.lemma in _STATES:
            return name.index if tie.hit is not None and tie.hit.kind == "state" else None
    after = [i for i in (head + 1,) if parse.tokens[i : i + 1] and parse.tokens[i].dep == "prep"]
    around = [i for prep in after for i in children(parse, prep, "pobj")]
    lands = [i for i in around if parse.tokens[i].ner == "LOC"]  # "an ally in the Gulf, Qatar"
    for place in (head, *lands):
        beside = child(parse, place, "appos")
        if beside is not None and parse.tokens[beside].pos == "PROPN":
            return beside
    return None


def is_itself(parse: ParsedSentence, head: int, tie: Tie, sectors: tuple[str, ...]) -> bool:
    """Return whether the noun is the body tied to it: "Boko Haram fighters", "the CGT union".

    `sectors` are the noun's here: the Reuters news agency is that, a "Reuters office" is its own.
    """
    group, lemma = tie.hit, parse.tokens[head].lemma
    if group is None or group.country is None:
        return False
    fights = group.kind == "armed_group" or bool({"MIL", "REB", "PRM"} & set(group.sectors))
    if lemma in _BODIES or (fights and lemma in _FIGHTING):
        return True
    between = parse.tokens[tie.last : head]
    is_called = tie.last <= head and all(t.dep in _MODIFYING and t.text.islower() for t in between)
    is_such = bool(set(sectors) & set(group.sectors)) or (fights and lemma in ("gang", "cartel"))
    return is_called and is_such and lemma in _CLASSES and parse.tokens[head].tag in ("NN", "NNP")


def is_joined(parse: ParsedSentence, tie: Tie) -> bool:
    """Return whether the name is a plain modifier or coordinated with one ("US and UK forces")."""
    token = parse.tokens[tie.head]
    after = token.dep == "pobj" and parse.tokens[token.head].lemma in ("of", "from")
    return after or token.dep in ("amod", "compound", "nmod", "conj", "poss")


def both_lands(parse: ParsedSentence, noun: ActorNoun, ties: list[Tie]) -> list[Tie]:
    """Return the two states of a body that is of both: "the Turkish-Libyan committee".

    A French-Algerian author is one, and so are many of them.
    """
    states = [t for t in ties if t.hit is not None and t.hit.kind == "state"]
    for first, second in pairwise(states):
        dash = parse.tokens[first.last] if first.last + 1 == second.first else None
        is_pair = dash is not None and dash.text in DASHES
        if is_pair and noun.kind in ("organisation", "coalition"):
            return [first, second]
    return []


def coordinated_states(
    parse: ParsedSentence, right: list[int], names: tuple[NameMatch, ...]
) -> list[int]:
    """Return the states joined to the last of the phrase: "from Mali, Niger and Togo"."""
    last = max(right, default=-1)
    joined = {i for r in right for i in conjuncts(parse, r) if i > last}
    states = [n for n in names if any(h.kind == "state" for h in n.actor_hits)]
    found = [n for n in states if joined & set(range(n.first, n.last))]
    return [i for n in found for i in range(n.first, n.last)]


def is_dashed(parse: ParsedSentence, tie: Tie) -> bool:
    """Return whether the name is one of two lands with a dash between: "Turkish-Libyan"."""
    before = parse.tokens[max(tie.first - 2, 0) : tie.first]
    after = parse.tokens[tie.last : tie.last + 2]
    return any(
        len(pair) > 1 and pair[dash].text in DASHES and pair[1 - dash].text[:1].isupper()
        for pair, dash in ((before, 1), (after, 0))
    )


def is_of_another(parse: ParsedSentence, head: int, tie: Tie) -> bool:
    """Whether the noun is of somebody else than the name says: "Russia's ally", "US allies"."""
    is_adjective = parse.tokens[tie.head].dep == "amod"
    return parse.tokens[head].lemma in _RELATED and not is_adjective


def country_of(ties: list[Tie]) -> str | None:
    """Return the country of the ties: a body's ("the Hamas envoy in Iran"), a state's, a town's."""
    ties = sorted(ties, key=lambda tie: tie.based)
    bodies = [t.hit.country for t in ties if t.hit is not None and t.hit.kind != "state"]
    states = [t.hit.country for t in ties if t.hit is not None and t.hit.kind == "state"]
    places = [t.place_country for t in ties]
    return next((c for c in [*bodies, *states, *places] if c is not None), None)


def sent_by(parse: ParsedSentence, ties: list[Tie]) -> str | None:
    """Return the state whose envoy to a body of many it is: "Peru's UN ambassador"."""
    to_body = any(t.hit is not None and t.hit.kind == "igo" for t in ties)
    owners = [
        t.hit.country for t in ties
        if t.hit is not None and t.hit.kind == "state" and parse.tokens[t.head].dep == "poss"
    ]  # fmt: skip
    return owners[0] if to_body and owners else None


def located_in(parse: ParsedSentence, head: int, names: tuple[NameMatch, ...]) -> str | None:
    """Return the country of the place after the noun: "police in Nairobi", "based in Geneva"."""
    based = [i for i in children(parse, head, "acl") if parse.tokens[i].lemma in _BASED]
    for prep in (p for i in (head, *based) for p in children(parse, i, "prep")):
        pobj = child(parse, prep, "pobj")
        if pobj is None or parse.tokens[prep].lemma not in _WITHIN:
            continue
        for name in names:
            if name.first <= pobj < name.last:
                kinds = (
                    ("state", "organisation") if parse.tokens[prep].lemma == "at" else ("state",)
                )
                states = [h.country for h in name.actor_hits if h.kind in kinds]
                return next((c for c in states if c is not None), None) or place_country(name)
    return None


def held_by(country: str | None, sectors: tuple[str, ...], lemma: str = "") -> str | None:
    """Return whose soldiers or settlers those met in a country are: mostly its own."""
    if country is None or not ("MIL" in sectors or lemma == "settler"):
        return country
    return _HELD.get(country, country)


def loyal_to(
    parse: ParsedSentence, head: int, names: tuple[NameMatch, ...], sectors: tuple[str, ...]
) -> str | None:
    """Return the country of whose men the words after the noun say that they are.

    As in "fighters loyal to Haftar" and, of a state, "hackers linked to North Korea"; militias that
    are close to another state are not of it.
    """
    after = parse.tokens[head + 1 : head + 2]
    if not after or after[0].lemma not in _LOYAL or after[0].tag not in ("VBN", "VBG", "JJ"):
        return None
    objects = [child(parse, p, "pobj") for p in children(parse, head + 1, "prep")]
    told = {i for o in objects if o is not None for i in subtree(parse, o)}
    named = [n for n in names if n.actor_hits and set(range(n.first, n.last)) <= told]
    if not _AGENTS & set(sectors):
        named = [n for n in named if _is_of_one_land(n)]
    countries = [n.actor_hits[0].country for n in named]
    return next((c for c in countries if c is not None), None)


def place_country(name: NameMatch) -> str | None:
    """Return the country of a place that is large, or of whose name none abroad is as large.

    Land that no one state holds counts as the division that bears its name; a people's name as
    that of its land.
    """
    held = [h for h in name.place_hits if h.country is not None]
    if not held or any(h.kind != "population" for h in name.actor_hits):
        return None
    if name.place_hits[0].country is None and not held[0].kind.startswith("A"):
        return None  # Africa is the continent, and no town that was called so
    country = name.country or held[0].country
    weight = max((h.weight for h in held if h.country == country), default=0.0)
    abroad = max((h.weight for h in held if h.country != country), default=0.0)
    is_large = name.country is not None and weight >= _SURE_PLACE
    return country if is_large or abroad <= weight - _LEAD else None


def listed(parse: ParsedSentence, head: int) -> list[int]:
    """Return the modifiers that a comma or "and" puts beside others: "an Iraqi and six Afghan"."""
    found: list[int] = []
    modifiers = children(parse, head, "amod", "compound", "nmod")
    for modifier in modifiers[1:]:
        before = min(subtree(parse, modifier)) - 1
        if before > 0 and parse.tokens[before].tag == "CD":
            before -= 1
        if before > modifiers[0] and parse.tokens[before].lemma in ("and", "or", ","):
            found += conjuncts(parse, modifier)
    return found
