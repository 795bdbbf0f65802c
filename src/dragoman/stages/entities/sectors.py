"""Which PLOVER sectors a noun phrase gives its actor: from the noun, its modifiers, its body."""

from __future__ import annotations

import re

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.counted import SOMEBODY, counts_people
from dragoman.stages.entities.following_words import is_favoured
from dragoman.stages.entities.ties import Tie, is_of_many
from dragoman.stages.tree import children, subtree

__all__ = [
    "FIGHTERS",
    "belongs_to",
    "lemmas_up_to",
    "noun_at",
    "of_follower",
    "of_members",
    "sectors_of",
]

_JOINED = frozenset("union federation association league congress society confederation".split())
_CREW = frozenset({"pilot", "captain", "crew", "crewman", "crew member"})
_AIRCRAFT = re.compile(r"MiG(?:-?\d+)?|(?:Su|F|J|Tu)-\d+\w?|Sukhoi|Mirage|Rafale|Typhoon|Phantom")
"""Makes of planes: a "MiG fighter" is no man."""
FIGHTERS = frozenset("rebel militant separatist insurgent guerrilla jihadist".split())
_OF_FIGHTERS = frozenset(
    "attack assault raid strike ambush offensive incursion shelling bombing shooting fire gunfire "
    "rocket position camp stronghold base hideout post checkpoint convoy outpost".split()
)
"""What fighters do or have, where an adjective before it says whose it is."""
_OF_ALL = frozenset({"public", "people", "executive", "national", "local", "native"})
"""What makes a body nobody's in particular: "public service commission", "National Union"."""
_HEADED = frozenset({"run", "led", "dominated", "appointed", "chaired"})
"""What says after a hyphen who is at the head of what has a sector of its own."""
_POWERS = frozenset("government regime state military junta coup monarchy".split())
"""Whom an opposition is "anti-"."""
_LASTING = frozenset({"JRN", "MED", "EDU", "LEG", "JUD"})
"""Sectors that bodies of an armed group have too: "Hezbollah's television"."""
_OF_RULERS = frozenset({"GOV", "ELI"})
"""Sectors that who only follows somebody has not from him."""
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj", "attr"})
_LIKE_NOUNS = frozenset({"NOUN", "PROPN", "NNS", "CD", "JJ", "VBN"})
_OF_ANY_PARTIES = frozenset(
    "both two three all third other warring conflicting rival opposing concerned relevant "
    "interested signatory contracting several either neither such external outside".split()
)


def lemmas_up_to(parse: ParsedSentence, index: int) -> list[str]:
    """Return the lemmas of the run of modifiers that ends with the noun at `index`.

    The hyphen of "vice-president" is a word of its own.
    """
    first = index
    while first > 0 and index - first < 2:
        before = parse.tokens[first - 1]
        is_glued = before.text == "-" and before.end == parse.tokens[first].start
        inside = before.dep in ("compound", "amod", "nmod") and before.head >= first
        if not is_glued and not inside:
            break
        first -= 1
    return [*(_as_modifier(t) for t in parse.tokens[first:index]), parse.tokens[index].lemma]


def _as_modifier(token: Token) -> str:
    """Return a participle or comparative as it is written, "ruling", else the lemma."""
    return token.text.lower() if token.tag in ("VBG", "VBN", "JJR") else token.lemma


def _hyphened(parse: ParsedSentence, index: int) -> str:
    """Return the noun with what a hyphen joins to it, "secretary-general"; "" without one."""
    if index < 2 or parse.tokens[index - 1].text != "-":
        return ""
    return f"{parse.tokens[index - 2].lemma}-{parse.tokens[index].lemma}"


def _possessed(parse: ParsedSentence, index: int, nouns: ActorNouns) -> ActorNoun | None:
    """Return the noun with whose it is, "teachers' union", if that is in the table."""
    if index < 2 or parse.tokens[index - 1].tag != "POS":
        return None
    owner, mark = parse.tokens[index - 2].text.lower(), parse.tokens[index - 1].text
    return nouns.nouns.get(f"{owner}{mark.replace('’', chr(39))} {parse.tokens[index].lemma}")


def _followed(parse: ParsedSentence, index: int, nouns: ActorNouns) -> ActorNoun | None:
    """Return the noun with what it is "of", "head of state", if that is in the table."""
    if index + 2 >= len(parse.tokens) or parse.tokens[index + 1].lemma != "of":
        return None
    head, after = parse.tokens[index].lemma, parse.tokens[index + 2 : index + 4]
    word = after[-1] if after[0].text == "the" else after[0]
    found = (nouns.nouns.get(f"{head} of {w}") for w in (word.lemma, word.text.lower()))
    return next((noun for noun in found if noun is not None), None)


def noun_at(parse: ParsedSentence, index: int, nouns: ActorNouns) -> ActorNoun | None:
    """Return what the table says of the noun at `index`, or of an adjective that stands for one.

    "Head of state" and "house of lords" are looked up whole, and plurals that differ from their
    noun ("deputies") as they are written. A number may stand for people.
    """
    token = parse.tokens[index]
    if _LIKE_NOUNS.isdisjoint((token.pos, token.tag)) and parse.tokens[index - 1].text != "-":
        return None
    if counts_people(parse, index):
        return SOMEBODY
    if (hyphened := nouns.nouns.get(_hyphened(parse, index))) is not None:
        return hyphened
    if _is_of_fighters(parse, index):
        return nouns.nouns.get(token.lemma)
    if token.pos not in ("NOUN", "PROPN"):
        # "the displaced", "Gaza's wounded"; not "the paramilitary Rapid Support Forces"
        if token.tag not in ("JJ", "VBN") or token.dep not in _ARGUMENTS:
            return None
        if any(min(subtree(parse, i)) == index + 1 for i in children(parse, index, "appos")):
            return None
        return nouns.nouns.get(token.text.lower()) if children(parse, index, "det") else None
    if token.text in nouns.closing and _closes_a_name(parse, index):
        return nouns.closing[token.text]
    return _told_by_noun(parse, index, nouns)


def _is_of_fighters(parse: ParsedSentence, index: int) -> bool:
    """Whether an adjective says whose an attack or a post is: "rebel ambush", "militant camp"."""
    token = parse.tokens[index]
    is_adjective = token.tag == "JJ" and token.dep == "amod" and token.lemma in FIGHTERS
    return is_adjective and parse.tokens[token.head].lemma in _OF_FIGHTERS


def _told_by_noun(parse: ParsedSentence, index: int, nouns: ActorNouns) -> ActorNoun | None:
    token = parse.tokens[index]
    if (whole := _followed(parse, index, nouns) or _possessed(parse, index, nouns)) is not None:
        return whole
    if token.lemma == "fighter" and _AIRCRAFT.fullmatch(parse.tokens[max(0, index - 1)].text):
        return nouns.find(["warplane"])
    found = nouns.find(lemmas_up_to(parse, index))
    if token.tag == "NNS" and not children(parse, index, "poss"):
        plural = nouns.nouns.get(token.text.lower())
        if plural is not None and (found is None or " " not in found.lemma):
            return plural
    if found is None and token.text.islower() and token.text.endswith("men"):
        return nouns.find([_singular(token.text)])
    # The tagger takes some plurals behind a name for a part of it, and leaves them as they are.
    if found is not None or token.tag not in ("NNP", "NNPS"):
        return found
    singular = _singular(token.text.lower())
    if token.text.islower():
        return nouns.find([singular])
    if singular == token.lemma or index == 0:
        return None
    return nouns.nouns.get(f"{parse.tokens[index - 1].lemma.lower()} {singular}")


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    return word if word.endswith("ss") else word.removesuffix("s")


def _closes_a_name(parse: ParsedSentence, index: int) -> bool:
    """Whether the word ends a name of several: "Houston Chronicle", not "the Chronicle"."""
    before, token = parse.tokens[max(index - 1, 0)], parse.tokens[index]
    after = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    goes_on = after is not None and after.head != index and after.text[:1].isupper()
    is_name = token.tag in ("NNP", "NNPS") and before.tag in ("NNP", "NNPS", "JJ")
    return is_name and before.head == index and before.text[:1].isupper() and not goes_on


def of_follower(followed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sectors of who follows those of the sectors given: a ruler's are civilians."""
    return ("CVL",) if followed and followed[0] in _OF_RULERS else followed


def belongs_to(parse: ParsedSentence, noun: ActorNoun, tie: Tie) -> bool:
    """Return whether what the noun names is of the tie's body, as its official or its fighters."""
    if tie.inside or is_favoured(parse, tie.first):
        return False
    if tie.hit is not None and tie.hit.kind == "state":
        return False
    armed = tie.hit is not None and tie.hit.kind == "armed_group"
    return not (armed and _has_its_own(parse, noun, tie))


def sectors_of(
    parse: ParsedSentence,
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
    side: list[int],
    ties: list[Tie],
) -> tuple[str, ...]:
    """Return the sectors of the phrase headed by `head`; () where it does not tell.

    A group's own sectors come before a general noun's ("Houthi officials" are REB); what it is on
    the day is inherited from one that governs at times. Who no longer holds an office is elite,
    whatever the office.
    """
    if noun.kin:
        return noun.sectors
    group = next((t for t in ties if t.hit and t.hit.kind == "armed_group"), None)
    if group is not None and group.hit is not None and group.hit.sectors:
        if not _has_its_own(parse, noun, group):
            return () if "GOV" in group.hit.sectors else group.hit.sectors
        ties = [t for t in ties if t is not group]
    if noun.lemma == "party":
        return _of_party(parse, head, side, ties)
    found = _present(parse, nouns, noun, head, side, ties)
    if _opposed_at(parse, head, side) and found in ((), ("GOV",), ("MIL",)):
        found = ("REB",) if noun.sectors == ("MIL",) else found or ("OPP",)
    is_past = any(i < head and parse.tokens[i].text.lower() in nouns.past for i in side)
    if is_past and (set(found) & nouns.past_sectors or (noun.speaks == "GOV" and not found)):
        return ("ELI",)
    unrecognised = any(t.hit and t.hit.kind == "state" and "PRE" in t.hit.sectors for t in ties)
    return (*found, "PRE") if unrecognised and found and "PRE" not in found else found


def _has_its_own(parse: ParsedSentence, noun: ActorNoun, group: Tie) -> bool:
    """Whether the noun keeps its sector beside a group: "Hezbollah's television".

    So does what a group runs: "the Hamas-run ministry".
    """
    if noun.weak or not noun.sectors:
        return False
    after = [token.text.lower() for token in parse.tokens[group.last : group.last + 2]]
    is_headed = len(after) == 2 and after[0] == "-" and after[1] in _HEADED
    return is_headed or bool(_LASTING & set(noun.sectors))


def _opposed_at(parse: ParsedSentence, head: int, side: list[int]) -> bool:
    """Whether it is against a government, or an army: "anti-government groups"."""
    return any(
        i < head and is_favoured(parse, i) and parse.tokens[i - 2].text.lower() == "anti"
        and parse.tokens[i].lemma in _POWERS
        for i in side
    )  # fmt: skip


def _of_party(
    parse: ParsedSentence, head: int, side: list[int], ties: list[Tie]
) -> tuple[str, ...]:
    """Return PTY for a political party, GOV for "the Algerian party" to talks, () for any party."""
    if any(parse.tokens[i].lemma == "to" for i in parse.children[head]):
        return ()
    tied = {i for t in ties for i in range(t.first, t.last)}
    kinds = [i for i in side if i < head and parse.tokens[i].dep in ("amod", "compound", "nmod")]
    any_party = {i for i in side if parse.tokens[i].text.lower() in _OF_ANY_PARTIES}
    telling = [i for i in kinds if i not in tied and i not in any_party]
    if telling:
        return ("PTY",)
    if parse.tokens[head].tag in ("NNS", "NNPS"):
        return ("PTY",) if tied and not any_party else ()
    if any_party:
        return ()
    return ("GOV",) if any(t.hit and t.hit.kind == "state" for t in ties) else ("PTY",)


def _present(
    parse: ParsedSentence,
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
    side: list[int],
    ties: list[Tie],
) -> tuple[str, ...]:
    if noun.speaks and is_of_many(parse, head):
        return (noun.speaks,)  # "European leaders" lead states
    bodies = (t.hit.sectors for t in ties if t.hit and t.hit.kind != "state")
    body = next((sectors for sectors in bodies if sectors != ("CVL",)), ())
    if noun.weak or noun.ranked:
        of_body = {i for t in ties if t.hit and t.hit.sectors for i in range(t.first, t.last)}
        own = range(head - noun.lemma.count(" "), head)
        free = [i for i in side if i not in of_body and i not in own]
        nearer = _modifying(parse, nouns, head, free)
        named = {i for t in ties if t.hit for i in range(t.first, t.last)}
        if noun.ranked:
            nearer = [] if head - 1 in named else _headed(parse, nouns, head)
        better = next((s for s in nearer if s != ("GOV",)), ())
        better = better or body or _belonging(parse, nouns, head, side)
        if better == ("BUS",) and noun.lemma in _CREW:
            return ("LAB",)
        return better or noun.sectors
    if noun.sectors == ("MIL",) and any(
        parse.tokens[i].lemma in FIGHTERS for i in side if i < head
    ):
        return ("REB",)
    if noun.sectors:
        of_service = [i for i in side if parse.tokens[i].lemma in nouns.services and i == head - 1]
        if of_service and " " not in noun.lemma and set(noun.sectors) <= nouns.trades:
            return (nouns.modifiers[parse.tokens[of_service[0]].lemma],)
        clergy = noun.lemma == "minister" and _belonging(parse, nouns, head, side) == ("REL",)
        return ("REL",) if clergy else _with_state(parse, noun, head, side)
    return _told(parse, nouns, noun, head, side, ties, body)


def _told(
    parse: ParsedSentence,
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
    side: list[int],
    ties: list[Tie],
    body: tuple[str, ...],
) -> tuple[str, ...]:
    """Return what the words around a noun say that has no sectors of its own."""
    named = {i for t in ties if t.hit for i in range(t.first, t.last)}
    modifying = next(iter(_modifying(parse, nouns, head, [i for i in side if i not in named])), ())
    found = body or modifying or _belonging(parse, nouns, head, side)
    if noun.against:
        return ("OPP",) if "GOV" in found else ()
    if noun.lemma == "union" and set(found) == {"BUS"}:
        return ("LAB",)
    if noun.follows and found:
        return of_follower(found)
    if found:
        return found
    if noun.follows and any(parse.tokens[t.head].ner == "PERSON" for t in ties):
        return ("CVL",)  # who follows a politician is none
    kinds = {t.hit.kind for t in ties if t.hit}
    if noun.speaks and ("state" in kinds or (noun.speaks == "LEG" and "population" in kinds)):
        return (noun.speaks,)
    is_people = "population" in kinds or ("state" in kinds and noun.kind == "population")
    return ("CVL",) if is_people else ()


def of_members(parse: ParsedSentence, name: range, nouns: ActorNouns) -> tuple[str, ...]:
    """Return the sectors of those whose union a name says a body to be: "Union of Journalists"."""
    for index in name:
        of = parse.tokens[index + 1 : index + 2]
        if parse.tokens[index].lemma.lower() not in _JOINED or not of or of[0].lemma != "of":
            continue
        member = nouns.find([_singular(parse.tokens[name[-1]].text.lower())])
        if index + 1 < name[-1] and member is not None and member.kind != "organisation":
            return member.sectors
    return ()


def _headed(parse: ParsedSentence, nouns: ActorNouns, head: int) -> list[tuple[str, ...]]:
    """Return the sectors of the body whose president it is: "senate president"."""
    before = parse.tokens[max(head - 1, 0)]
    body = noun_at(parse, before.index, nouns) if before.dep == "compound" else None
    is_body = body is not None and body.kind != "person"
    return [body.sectors] if body is not None and is_body and body.sectors else []


def _with_state(
    parse: ParsedSentence, noun: ActorNoun, head: int, side: list[int]
) -> tuple[str, ...]:
    """Return the noun's sectors, with the government's before them for media of the state."""
    official = any(i < head and parse.tokens[i].lemma in ("state", "official") for i in side)
    if official and noun.sectors == ("JRN",):
        return ("GOV", "JRN")
    return noun.sectors


def _modifying(
    parse: ParsedSentence, nouns: ActorNouns, head: int, side: list[int]
) -> list[tuple[str, ...]]:
    """Return what the words before the noun say ("rebel leader"), the nearest first."""
    found: list[tuple[str, ...]] = []
    for index in sorted((i for i in side if i < head), reverse=True):
        token = parse.tokens[index]
        sector = nouns.modified(token.lemma, parse.tokens[head].lemma)
        if is_favoured(parse, index) and sector not in ("COP", "OPP"):
            continue
        if sector is not None:
            found.append((sector,))
        elif token.dep in ("compound", "nmod", "poss") and token.lemma not in _OF_ALL:
            noun = noun_at(parse, index, nouns) or _several_called(token, nouns)
            if noun is not None and noun.sectors:
                found.append(noun.sectors)
    return found


def _several_called(token: Token, nouns: ActorNouns) -> ActorNoun | None:
    """Return the kind of those whose body is called after them: "Journalists Association"."""
    is_name = token.tag in ("NNPS", "NNP") and token.text.endswith(("s", "men"))
    return nouns.nouns.get(_singular(token.text.lower())) if is_name else None


def _belonging(
    parse: ParsedSentence, nouns: ActorNouns, head: int, side: list[int]
) -> tuple[str, ...]:
    """Return the sectors of what the phrase goes on to: "head of the court"."""
    for index in (i for i in side if i > head and parse.tokens[i].dep in ("pobj", "conj")):
        noun = noun_at(parse, index, nouns) or _several_called(parse.tokens[index], nouns)
        if noun is None:
            continue
        if noun.sectors and noun.lemma not in nouns.craft:  # any plane has a crew
            return noun.sectors
        modifying = _modifying(parse, nouns, index, [i for i in side if head < i < index])
        if modifying:
            return modifying[0]
    return ()
