"""Who and what is mentioned in a parsed sentence: drafts that `stages.actor` makes entities of.

A draft is one phrase with what the sentence itself says of it: the head, the titles and nouns
around it, countries and organisations it is tied to by grammar. Nothing here looks beyond the
sentence.
"""

from __future__ import annotations

from typing import Literal

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.places import PlaceHit
from dragoman.records import ParsedSentence, Record, Span
from dragoman.records.text import ActorKind
from dragoman.stages.entities.fit import fitting_names, is_called_a_body
from dragoman.stages.entities.genders import (
    Gender,
    gender_of_name,
    gender_of_noun,
    gender_of_pronoun,
)
from dragoman.stages.entities.name_usage import Usage, usage_of
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.namesakes import Countries, Namesakes, in_country, with_namesake
from dragoman.stages.entities.nominal import Nominal, find_nominals, is_described
from dragoman.stages.entities.people import (
    in_whose_land,
    is_partisan,
    is_people,
    land_of_people,
)
from dragoman.stages.entities.sectors import FIGHTERS, of_members
from dragoman.stages.entities.sentence_names import SentenceNames
from dragoman.stages.entities.shared_land import with_shared_lands
from dragoman.stages.entities.ships import title_of
from dragoman.stages.entities.ties import is_ethnic, place_country
from dragoman.stages.entities.title import is_titled
from dragoman.stages.entities.twin_states import TwinState, twin_states
from dragoman.stages.tree import children, head_within, span_of

__all__ = ["ActorDraft", "PlaceDraft", "find_mentions"]

_LONGEST_STATE = 4
_UPROOTED = frozenset({"displaced", "exiled", "uprooted", "stateless"})
_DOING = frozenset({"nsubj", "nsubjpass", "poss"})
_AT_PLACES = frozenset({"in", "at", "near", "from", "to", "into", "outside", "around"})


class ActorDraft(Record, frozen=True, kw_only=True):
    """One phrase that names or describes an actor. Token indices are within its sentence."""

    sentence: int
    first: int
    last: int
    head: int
    form: Literal["name", "nominal", "pronoun"]
    name: str
    hits: tuple[ActorHit, ...] = ()
    label: str = ""
    usage: Usage | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    weak: bool = False
    """The sectors are those of a rank or office that many bodies have: "his commander"."""
    role: str | None = None
    gender: Gender | None = None
    lemma: str = ""
    definite: bool = False
    plural: bool = False
    several: bool = False
    """Of more than one side: "both governments", "their foreign ministers"."""
    owned: bool = False
    """Whether a pronoun says whose it is: "her country"."""
    of_body: bool = False
    """The sectors are those of a body it belongs to, as its leader."""
    bare: bool = True
    """Nothing beside article and noun: "the ministry". Such a phrase may point back."""
    members_of: tuple[int, ...] = ()
    """Heads of the organisations it belongs to, in the same sentence."""
    same_as: int | None = None
    """Head of the name that this phrase stands in apposition or as a title to."""
    stands_for: tuple[int, int] | None = None
    """Sentence and head of the phrase that an acronym was defined for in this text."""


class PlaceDraft(Record, frozen=True, kw_only=True):
    """One toponym or demonym."""

    sentence: int
    first: int
    last: int
    head: int
    surface: str
    hits: tuple[PlaceHit, ...]
    usage: Usage
    state: str | None = None
    """The state whose name, adjective or capital it is."""


def find_mentions(
    parses: tuple[ParsedSentence, ...],
    text: str,
    named: SentenceNames,
    *,
    actors: ActorIndex,
    nouns: ActorNouns,
    namesakes: Namesakes | None = None,
    countries: Countries | None = None,
) -> tuple[tuple[ActorDraft, ...], tuple[PlaceDraft, ...]]:
    """Return all actor and place drafts of a document, in order of appearance.

    `named` are the names of its sentences. `namesakes` are names that are known to mean another
    place than the state of that name, `countries` those of towns that are known to lie elsewhere
    than the first of their name.
    """
    actor_drafts: list[ActorDraft] = []
    place_drafts: list[PlaceDraft] = []
    for number, parse in enumerate(parses):
        names = named[number]
        if namesakes:
            names = tuple(with_namesake(n, namesakes.get(_span(parse, n))) for n in names)
        if countries:
            names = tuple(in_country(n, countries, _span(parse, n)) for n in names)
        twins = tuple(twin_states(parse, actors))
        names = tuple(n for n in names if all(t.head not in range(n.first, n.last) for t in twins))
        names = fitting_names(parse, names, nouns)
        nominals = with_shared_lands(parse, find_nominals(parse, text, names, nouns))
        found = [_name_draft(number, parse, text, name, names, nouns) for name in names]
        drafts = [
            d for d in found if d is not None and (d.hits or not is_described(d.head, nominals))
        ]
        drafts += [_nominal_draft(number, nominal) for nominal in nominals]
        drafts += [_twin_draft(number, twin) for twin in twins]
        drafts += _pronouns(number, parse)
        actor_drafts += sorted(drafts, key=lambda d: (d.first, -d.last))
        found_places = [_place_draft(number, parse, name) for name in names]
        found_places += [_state_within(number, parse, text, name, actors) for name in names]
        place_drafts += sorted((d for d in found_places if d is not None), key=lambda d: d.first)
    return tuple(actor_drafts), tuple(place_drafts)


def _span(parse: ParsedSentence, name: NameMatch) -> Span:
    return span_of(parse, list(range(name.first, name.last)))


def _name_draft(
    number: int,
    parse: ParsedSentence,
    text: str,
    name: NameMatch,
    names: tuple[NameMatch, ...],
    nouns: ActorNouns,
) -> ActorDraft | None:
    if name.inside:
        return None
    head = head_within(parse, name.first, name.last)
    if is_people(parse, name, head) or is_partisan(parse, name, head):
        return _people_draft(number, parse, name, names, head)
    if not name.actor_hits and (name.place_hits or name.label in ("GPE", "LOC", "FAC")):
        return _place_as_actor(number, parse, name)
    usage = usage_of(parse, name, head)
    is_person = name.label == "PERSON" or any(h.kind == "person" for h in name.actor_hits)
    is_person = is_person or (not name.actor_hits and is_titled(parse, name, nouns))
    kind: ActorKind | None = "person" if is_person else None
    if name.label == "ORG" and not is_person:
        kind = "organisation"
    is_unknown = name.label == "ORG" and not name.actor_hits
    # "The chipmaker Nexperia" is a firm.
    titled = is_person or is_unknown
    titled = titled or (not name.actor_hits and is_called_a_body(parse, name, nouns))
    title = title_of(parse, text, names, name, nouns) if titled else None
    role = title.role if title and is_person else None
    members = of_members(parse, range(name.first, name.last), nouns) if is_unknown else ()
    return ActorDraft(
        sentence=number,
        first=name.first,
        last=name.last,
        head=head,
        form="name",
        name=name.surface,
        hits=name.actor_hits,
        label=name.label,
        usage=usage if any(h.kind == "state" for h in name.actor_hits) else None,
        kind=kind,
        country=title.country if title else land_of_people(parse, name, names, head),
        sectors=members or (title.sectors if title else ()),
        role=role,
        gender=gender_of_name(parse, name.first, name.last, role) if is_person else None,
        lemma=parse.tokens[head].lemma,
        members_of=title.members_of if title else (),
        of_body=title.of_body if title else False,
        same_as=_apposition_to_name(parse, head),
    )


def _twin_draft(number: int, twin: TwinState) -> ActorDraft:
    return ActorDraft(
        sentence=number,
        first=twin.first,
        last=twin.head + 1,
        head=twin.head,
        form="name",
        name=twin.name,
        hits=twin.hits,
        usage="metonym",
        lemma=twin.name.lower(),
    )


def _people_draft(
    number: int, parse: ParsedSentence, name: NameMatch, names: tuple[NameMatch, ...], head: int
) -> ActorDraft:
    """Return "Syrians", "an American": people of a country, not its government.

    "Ethnic Uzbeks" are of the country that they are said to be in, rebel ones in arms; "the Ohio
    Republican" is one.
    """
    if is_partisan(parse, name, head):
        return _partisan_draft(number, parse, name, head)
    plural = parse.tokens[head].tag in ("NNS", "NNPS")
    states = (h.country for h in name.actor_hits if h.kind == "state")
    ethnic = is_ethnic(parse, name.first)
    owned = ethnic or bool(children(parse, head, "poss"))
    country = in_whose_land(parse, names, head) if owned else None
    country = country or (None if ethnic else next(states, None) or place_country(name))
    before = {parse.tokens[i].text.lower() for i in children(parse, head, "amod", "compound")}
    sectors = ("REF",) if before & _UPROOTED else ("CVL",)
    return ActorDraft(
        sentence=number,
        first=name.first,
        last=name.last,
        head=head,
        form="nominal",
        name=name.surface,
        usage="demonym",
        kind="population",
        country=country,
        sectors=("REB",) if FIGHTERS & before else sectors,
        lemma=parse.tokens[head].lemma,
        plural=plural,
    )


def _partisan_draft(number: int, parse: ParsedSentence, name: NameMatch, head: int) -> ActorDraft:
    """Return "the Ohio Republican": one of a party's people, not the party."""
    first = min([name.first, *children(parse, head, "compound", "amod", "nmod")])
    words = parse.tokens[first : name.last]
    return ActorDraft(
        sentence=number,
        first=first,
        last=name.last,
        head=head,
        form="nominal",
        name=" ".join(t.text for t in words),
        kind="person",
        country=name.actor_hits[0].country,
        sectors=("PTY",),
        lemma=parse.tokens[head].lemma,
        definite=any(parse.tokens[i].lemma == "the" for i in children(parse, head, "det")),
        bare=first == name.first,
    )


def _place_as_actor(number: int, parse: ParsedSentence, name: NameMatch) -> ActorDraft | None:
    """Return a town or region as the people there: what "shelled Kharkiv" has as its target."""
    if not name.place_hits or name.place_hits[0].country is None:
        return None
    return ActorDraft(
        sentence=number,
        first=name.first,
        last=name.last,
        head=head_within(parse, name.first, name.last),
        form="name",
        name=name.surface,
        usage="literal",
        kind="population",
        country=name.country,
    )


def _apposition_to_name(parse: ParsedSentence, head: int) -> int | None:
    return parse.tokens[head].head if parse.tokens[head].dep == "appos" else None


def _nominal_draft(number: int, nominal: Nominal) -> ActorDraft:
    return ActorDraft(
        sentence=number,
        first=nominal.first,
        last=nominal.last,
        head=nominal.head,
        form="nominal",
        name=nominal.name,
        kind=nominal.kind,
        hits=nominal.hits,
        country=nominal.country,
        sectors=nominal.sectors,
        weak=nominal.weak,
        role=nominal.role,
        gender=None if nominal.plural else gender_of_noun(nominal.lemma, nominal.name),
        lemma=nominal.lemma,
        definite=nominal.definite,
        plural=nominal.plural,
        several=nominal.several,
        owned=nominal.owned,
        bare=nominal.bare,
        members_of=nominal.members_of,
        same_as=nominal.same_as,
    )


def _pronouns(number: int, parse: ParsedSentence) -> list[ActorDraft]:
    """Return third-person pronouns; "it" only as a subject, where it is most often an actor."""
    found = []
    for token in parse.tokens:
        lower = token.text.lower()
        personal = lower in ("he", "she", "him", "his", "her", "they", "them", "their")
        expletive = lower == "its" or (lower == "it" and token.dep == "nsubj")
        if token.tag in ("PRP", "PRP$") and (personal or expletive):
            found.append(
                ActorDraft(
                    sentence=number,
                    first=token.index,
                    last=token.index + 1,
                    head=token.index,
                    form="pronoun",
                    name=token.text,
                    gender=gender_of_pronoun(lower),
                    lemma=lower,
                    plural=lower in ("they", "them", "their"),
                )
            )
    return found


def _place_draft(number: int, parse: ParsedSentence, name: NameMatch) -> PlaceDraft | None:
    state = next((h.actor_id for h in name.actor_hits if h.kind == "state"), None)
    if not name.place_hits and state is None and name.label not in ("GPE", "LOC", "FAC"):
        return None
    if state is None and is_ethnic(parse, name.first):
        return None  # "ethnic Amhara"
    if any(h.kind == "person" for h in name.actor_hits) and not state:
        return None
    head = head_within(parse, name.first, name.last)
    is_acronym = name.surface.isupper() and any(h.kind == "organisation" for h in name.actor_hits)
    if state is None and (is_acronym or any(_is_group(h) for h in name.actor_hits)):
        above = parse.tokens[parse.tokens[head].head]
        if parse.tokens[head].dep != "pobj" or above.lemma not in _AT_PLACES:
            return None  # "Hamas freed": no town of that name does
    if not name.place_hits and state is None and parse.tokens[head].dep in _DOING:
        return None  # NER takes unknown people for places: an unknown name that acts is none
    return PlaceDraft(
        sentence=number,
        first=name.first,
        last=name.last,
        head=head,
        surface=name.surface,
        hits=name.place_hits,
        usage=usage_of(parse, name, head),
        state=state,
    )


def _is_group(hit: ActorHit) -> bool:
    """Whether it is an armed group or a party."""
    return hit.kind == "armed_group" or bool({"REB", "PTY"} & set(hit.sectors))


def _state_within(
    number: int, parse: ParsedSentence, text: str, name: NameMatch, actors: ActorIndex
) -> PlaceDraft | None:
    """Return the state that opens the name of a body of its own: "the Syrian army"."""
    if name.place_hits or name.inside:
        return None
    countries = {hit.country for hit in name.actor_hits}
    for last in range(min(name.first + _LONGEST_STATE, name.last - 1), name.first, -1):
        surface = text[parse.tokens[name.first].start : parse.tokens[last - 1].end]
        states = [h for h in actors.find(surface) if h.kind == "state" and h.country in countries]
        if states:
            is_adjective = states[0].usage in ("adjective", "demonym")
            return PlaceDraft(
                sentence=number,
                first=name.first,
                last=last,
                head=last - 1,
                surface=surface,
                hits=(),
                usage="demonym" if is_adjective else "literal",
                state=states[0].actor_id,
            )
    return None
