"""Which PLOVER sectors a noun phrase gives its actor: from the noun, its modifiers, its body."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.counted import SOMEBODY, counts_people
from dragoman.stages.entities.ties import Tie
from dragoman.stages.tree import children, subtree

__all__ = ["lemmas_up_to", "noun_at", "sectors_of"]

_OF_ALL = frozenset({"public", "people", "executive"})
"""What makes a body nobody's in particular: "public service commission"."""
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj", "attr"})

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
    after = parse.tokens[index + 1 : index + 4]
    if len(after) < 2 or after[0].lemma != "of":
        return None
    word = after[-1] if after[1].text == "the" else after[1]
    words = (word.lemma, word.text.lower())
    found = (nouns.nouns.get(f"{parse.tokens[index].lemma} of {word}") for word in words)
    return next((noun for noun in found if noun is not None), None)


def noun_at(parse: ParsedSentence, index: int, nouns: ActorNouns) -> ActorNoun | None:
    """Return what the table says of the noun at `index`, or of an adjective that stands for one.

    "Head of state" and "house of lords" are looked up whole, and plurals that differ from their
    noun ("deputies") as they are written. A number may stand for people.
    """
    token = parse.tokens[index]
    if counts_people(parse, index):
        return SOMEBODY
    if (hyphened := nouns.nouns.get(_hyphened(parse, index))) is not None:
        return hyphened
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


def _told_by_noun(parse: ParsedSentence, index: int, nouns: ActorNouns) -> ActorNoun | None:
    token = parse.tokens[index]
    if (whole := _followed(parse, index, nouns) or _possessed(parse, index, nouns)) is not None:
        return whole
    found = nouns.find(lemmas_up_to(parse, index))
    if token.tag == "NNS" and not children(parse, index, "poss"):
        plural = nouns.nouns.get(token.text.lower())
        if plural is not None and (found is None or " " not in found.lemma):
            return plural
    # The tagger takes some plurals behind a name for a part of it, and leaves them as they are.
    if found is not None or token.tag != "NNP":
        return found
    singular = _singular(token.text.lower())
    if token.text.islower():
        return nouns.find([singular])
    if singular == token.lemma or index == 0:
        return None
    return nouns.nouns.get(f"{parse.tokens[index - 1].lemma.lower()} {singular}")


def _singular(word: str) -> str:
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")


def _closes_a_name(parse: ParsedSentence, index: int) -> bool:
    """Whether the word ends a name of several: "Houston Chronicle", not "the Chronicle"."""
    before, token = parse.tokens[max(index - 1, 0)], parse.tokens[index]
    after = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    goes_on = after is not None and after.head != index and after.text[:1].isupper()
    is_name = token.tag in ("NNP", "NNPS") and before.tag in ("NNP", "NNPS", "JJ")
    return is_name and before.head == index and before.text[:1].isupper() and not goes_on


def sectors_of(
    parse: ParsedSentence,
    nouns: ActorNouns,
    noun: ActorNoun,
    head: int,
    side: list[int],
    ties: list[Tie],
) -> tuple[str, ...]:
    """Return the sectors of the phrase headed by `head`; () where it does not tell.

    A group's own sectors come before a general noun's ("Houthi officials" are REB). Who no longer
    holds an office is elite, whatever the office.
    """
    group = next((t.hit for t in ties if t.hit and t.hit.kind == "armed_group"), None)
    if group is not None and group.sectors:
        return group.sectors
    if noun.lemma == "party":
        return _of_party(parse, head, side, ties)
    found = _present(parse, nouns, noun, head, side, ties)
    is_past = any(i < head and parse.tokens[i].text.lower() in nouns.past for i in side)
    if is_past and set(found) & nouns.past_sectors:
        return ("ELI",)
    unrecognised = any(t.hit and t.hit.kind == "state" and "PRE" in t.hit.sectors for t in ties)
    return (*found, "PRE") if unrecognised and found and "PRE" not in found else found


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
    body = next((t.hit.sectors for t in ties if t.hit and t.hit.kind != "state"), ())
    if noun.weak or noun.ranked:
        of_body = {i for t in ties if t.hit and t.hit.sectors for i in range(t.first, t.last)}
        free = [i for i in side if i not in of_body]
        nearer = _modifying(parse, nouns, head, free)
        nearer = _headed(parse, nouns, head) if noun.ranked else nearer
        better = next((s for s in nearer if s != ("GOV",)), ())
        better = better or body or _belonging(parse, nouns, head, side)
        return better or noun.sectors
    if noun.sectors:
        of_service = [i for i in side if parse.tokens[i].lemma in nouns.services and i == head - 1]
        if of_service and " " not in noun.lemma and set(noun.sectors) <= nouns.trades:
            return (nouns.modifiers[parse.tokens[of_service[0]].lemma],)
        clergy = noun.lemma == "minister" and _belonging(parse, nouns, head, side) == ("REL",)
        return ("REL",) if clergy else _with_state(parse, noun, head, side)
    named = {i for t in ties if t.hit for i in range(t.first, t.last)}  # the European Union
    modifying = next(iter(_modifying(parse, nouns, head, [i for i in side if i not in named])), ())
    found = body or modifying or _belonging(parse, nouns, head, side)
    if noun.against:
        return ("OPP",) if "GOV" in found else ()
    if found:
        return found
    if not any(t.hit and t.hit.kind in ("state", "population") for t in ties):
        return ()
    if noun.speaks:
        return (noun.speaks,)
    return ("CVL",) if noun.kind == "population" else ()


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
        if sector is not None:
            found.append((sector,))
        elif token.dep in ("compound", "nmod", "poss") and token.lemma not in _OF_ALL:
            noun = noun_at(parse, index, nouns)
            if noun is not None and noun.sectors:
                found.append(noun.sectors)
    return found


def _belonging(
    parse: ParsedSentence, nouns: ActorNouns, head: int, side: list[int]
) -> tuple[str, ...]:
    """Return the sectors of what the phrase goes on to: "head of the court"."""
    for index in (i for i in side if i > head and parse.tokens[i].dep in ("pobj", "conj")):
        noun = noun_at(parse, index, nouns)
        if noun is None:
            continue
        if noun.sectors:
            return noun.sectors
        modifying = _modifying(parse, nouns, index, [i for i in side if head < i < index])
        if modifying:
            return modifying[0]
    return ()
