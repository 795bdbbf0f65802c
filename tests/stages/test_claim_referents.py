"""Whose a claim is, whom and what it is about, and who holds it."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records import Claim, Document
from dragoman.records.output import CodedDocument
from dragoman.stages.attribute import find_attributions
from dragoman.stages.claim import find_claims
from dragoman.stages.claims.parties import vague_heads
from dragoman.stages.claims.subjects import with_things
from dragoman.testing.parties import document_of, mark_parties, parse_sentence, parse_text

PARTIES = {"Ghana": ["Ghana"], "Togo": ["Togo"]}


def claims_in(text: str) -> tuple[Document, list[Claim], dict[str, str]]:
    """The claims of a text, and what each party and thing is called in it."""
    document = document_of(text)
    mentions, entities = mark_parties(document, PARTIES)
    parses = parse_text(document)
    attributions = find_attributions(document, parses, mentions, entities)
    found = find_claims(document, "run", parses, mentions, entities, [], attributions)
    _, named = with_things(document, mentions, entities, found)
    return document, list(found), {entity.id: entity.name for entity in named}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The pipeline is a mistake.", ["The pipeline"]),
        ("Ghana is far too weak to resist.", ["Ghana"]),
        ("It is clear that the truce is fragile.", ["the truce"]),
        ("The canal brings little. It is a mistake.", ["The canal"]),
        ("The treaty's weakness is its length.", ["The treaty"]),
        ("Ghana and Togo are old rivals. Neither is a threat.", ["Ghana", "Togo"]),
        ("Ghana's banks are far too weak.", ["Ghana's banks"]),
        ("The road from Ghana to Togo is a mistake.", ["The road from Ghana to Togo"]),
        ("The main problem is the canal.", ["the canal"]),
        ("The worst mistake is the canal.", ["the canal"]),
        ("What makes the difference is the canal.", ["the canal"]),
        ("It may be the canal that fails.", ["the canal"]),
        ("The canal brings little. It may be the only canal that fails.", ["The canal"]),
        ("There may be a mistake in the plan.", []),
        ("Half of the canals are a mistake.", ["the canals"]),
        ("The canal brings little. Its price is a mistake.", ["The canal"]),
        ("The canal brings little. That is a mistake.", []),
        ("No canal is a mistake.", []),
        ("For Ghana the canal is a mistake.", ["the canal", "Ghana"]),
        ("My guess is that the canal will fail.", ["the canal"]),
        ("The canal was a retreat in slow motion. A banker calls it a mistake.", ["The canal"]),
        (
            "The mayor called the plan the best on the table. A banker calls it a mistake.",
            ["the plan"],
        ),
        ("There is a risk that the canal will fail.", ["the canal"]),
        ("The wise course for Ghana is to wait.", ["Ghana"]),
        ("A safer plan would leave the canal to Ghana.", ["Ghana"]),
        ("The young are far too weak.", ["The young"]),
        ("Those who dug the canal are far too weak.", ["Those who dug the canal"]),
        ("Farmers dug a canal. It is a mistake.", ["a canal"]),
        ("The mayor praised the canal. A banker calls it a mistake.", ["the canal"]),
        (
            "The port wants rain, and the valley wants roads. Both are mistaken.",
            ["The port", "the valley"],
        ),
        ("The council shelved the plan, which the mayor rejects as a mistake.", ["the plan"]),
    ],
)
def test_a_claim_is_about_its_subject(text: str, about: list[str]) -> None:
    _, found, names = claims_in(text)
    assert [names[i] for i in found[-1].about] == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The canal caused the drought.", ["The canal", "the drought"]),
        ("The canal led to the drought.", ["The canal", "the drought"]),
        ("The mayor blames the canal for the drought.", ["the canal", "the drought"]),
        ("The canal is responsible for the drought.", ["The canal", "the drought"]),
        ("The canal is to blame for the drought.", ["The canal", "the drought"]),
        ("The canal cost the valley its harvest.", ["The canal", "the valley"]),
        ("The drought stems from the canal.", ["the canal", "The drought"]),
        ("The fear of Ghana caused the drought.", ["The fear of Ghana", "the drought"]),
    ],
)
def test_a_cause_is_about_what_causes_and_what_comes_of_it(text: str, about: list[str]) -> None:
    _, found, names = claims_in(text)
    assert [names[i] for i in found[-1].about] == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Ghana resents the canal.", ["the canal"]),
        ("Ghana is uneasy about the canal.", ["the canal"]),
        ("Ghana relies on the canal.", ["the canal"]),
    ],
)
def test_a_relation_is_about_its_object(text: str, about: list[str]) -> None:
    _, found, names = claims_in(text)
    assert [[names[i] for i in c.about] for c in found if c.kind == "relation"] == [about]


def test_what_something_is_meant_for_is_its_goal() -> None:
    _, found, names = claims_in("The canal was dug in haste, meant to please the voters.")
    assert [[names[i] for i in c.of] for c in found if c.kind == "goal"] == [["The canal"]]


def test_one_thing_is_one_entity_however_often_it_is_named() -> None:
    _, found, names = claims_in("The canal is a mistake. A war is likely. The canal is a trap.")
    assert found[0].about == found[-1].about
    assert list(names.values()).count("The canal") == 1


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("The ban feeds a crowd.", ["crowd"]),
        ("The ban is worth more than soldiers.", ["soldiers"]),
        ("The minister is a general.", ["general"]),
        ("A general fears the minister.", []),
        ("Our army was beaten by rebels.", []),
    ],
)
def test_people_in_general_are_no_party(text: str, vague: list[str]) -> None:
    parse = parse_sentence(text)
    found = vague_heads(parse)
    nouns = [t.text for t in parse.tokens if t.start in found]
    assert [noun for noun in nouns if noun != "ban"] == vague


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Ghana opposes the base.", ["Ghana"]),
        ("Ghana and Togo need each other.", ["Ghana", "Togo"]),
        ("Relations between Ghana and Togo have improved.", ["Ghana", "Togo"]),
        ("Ghana, an old ally of Togo, closed the port.", ["Ghana"]),
        ("The law is designed to silence the press.", ["The law"]),
        ("The blockade led to hunger.", ["The blockade"]),
    ],
)
def test_a_goal_a_relation_and_a_cause_are_somebodys(text: str, of: list[str]) -> None:
    _, found, names = claims_in(text)
    assert [names[i] for i in found[0].of] == of


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ghana's answer is that the port is a mistake.", "Ghana"),
        ("The argument of the hawks is that the port is a mistake.", "the hawks"),
        ("In the eyes of the settlers the port is a mistake.", "the settlers"),
        ("In Accra it is seen as a mistake.", "Accra"),
        ("A diplomat put it bluntly: the port is a mistake.", "A diplomat"),
        ("The minister is frank: the port is a mistake.", "The minister"),
        ("Many in the capital believe that the port is a mistake.", "Many in the capital"),
        ("The council is convinced that the port is a mistake.", "The council"),
        ("The council takes the view that the port is a mistake.", "The council"),
        ("The vote was hailed by the union as a victory.", "the union"),
        ("The ministry dismissed the report as a fantasy.", "The ministry"),
        ("The ministry heard in the report a mere excuse.", "The ministry"),
        ("The ministry suspects foul play.", "The ministry"),
        ("We are convinced that the port is a mistake.", None),
        ("My fear is that the port is a mistake.", None),
        ("Nobody thinks that the port is a mistake.", None),
    ],
)
def test_whose_view_it_is(text: str, source: str | None) -> None:
    document, found, _ = claims_in(text)
    [claim] = [c for c in found if c.kind == "judgement"]
    spans = [s.source for s in claim.chain if s.source is not None]
    assert [document.text[s.start : s.end] for s in spans] == ([source] if source else [])


@pytest.mark.parametrize(
    "text",
    [
        "Nobody thinks that the port is a mistake.",
    ],
)
def test_what_nobody_thinks_is_denied(text: str) -> None:
    assert [claim.stance.polarity for claim in claims_in(text)[1]][-1] == "denied"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The delegation stressed the importance of the port.", "importance"),
        ("The delegation stressed the need for a vote.", "recommendation"),
    ],
)
def test_what_is_stressed_is_the_speakers(text: str, kind: str) -> None:
    _, [claim], _ = claims_in(text)
    assert (claim.kind, [s.description for s in claim.chain]) == (kind, ["The delegation"])


@pytest.mark.parametrize(
    "text",
    [
        "If the bishop says that the port is a mistake, he is a fool.",
        "Whoever believes that the port is a mistake can leave.",
        "Ghana should stop treating the port as a mistake.",
    ],
)
def test_what_is_only_supposed_to_be_said_is_nobodys_claim(text: str) -> None:
    _, found, _ = claims_in(text)
    assert not [claim for claim in found if claim.chain]


def test_a_condition_before_a_forecast_belongs_to_it() -> None:
    document, [claim], _ = claims_in("If the harvest fails, prices will rise.")
    assert document.text[claim.content[0].start : claim.content[0].end] == document.text[:-1]


def test_what_somebody_promises_to_do_is_no_statement() -> None:
    assert claims_in("Ghana promised to look into it.")[1] == []


def test_a_thing_is_of_the_one_state_that_it_is_called_after() -> None:
    found = code_text("Lebanon's banks are insolvent. The pact of Iran and China is a farce.")
    assert isinstance(found, CodedDocument)
    told = {actor.name: actor.country for actor in found.actors}
    assert told["Lebanon's banks"] == "LBN"
    assert told["The pact of Iran and China"] is None
