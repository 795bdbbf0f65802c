from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from dragoman.records import Claim, Document, EventReport, Evidence, Participant, Span, TypeCode
from dragoman.stages.attribute import find_attributions
from dragoman.stages.claim import find_claims, sentence_voice
from dragoman.testing.parties import document_of, mark_parties, parse_text

Parties = Mapping[str, Sequence[str]]
NONE: Parties = {}


def claims_in(
    text: str, parties: Parties = NONE, *, events: Mapping[str, tuple[str, str]] | None = None
) -> tuple[Document, tuple[Claim, ...]]:
    """Claims of a text; `events` maps a trigger word to its type and its initiator's entity id."""
    document = document_of(text)
    mentions, entities = mark_parties(document, parties)
    parses = parse_text(document)
    reports = [_report(document, word, *told) for word, told in (events or {}).items()]
    attributions = find_attributions(document, parses, mentions, entities)
    found = find_claims(document, "run", parses, mentions, entities, reports, attributions)
    return document, found


def _report(document: Document, word: str, code: str, initiator: str) -> EventReport:
    start = document.text.index(word)
    span = Span(document_id=document.id, start=start, end=start + len(word))
    evidence = Evidence(span=span, quote=word, supports="participant")
    party = Participant(
        role="initiator", entity_id=initiator, description=initiator, evidence=evidence
    )
    return EventReport(
        id=f"rep-{word}",
        run_id="run",
        document_id=document.id,
        trigger=span,
        types=(TypeCode(ontology="plover-2.0", code=code),),
        participants=(party,),
    )


def read(text: str, parties: Parties = NONE) -> list[tuple[str, str]]:
    """Kind and content of each claim."""
    document, found = claims_in(text, parties)
    return [(c.kind, " … ".join(document.text[s.start : s.end] for s in c.content)) for c in found]


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        (
            "Kenya's main goal is to keep Uganda out of the port.",
            "goal",
            "Kenya's main goal is to keep Uganda out of the port",
        ),
        ("Kenya seeks to widen its influence.", "goal", "Kenya seeks to widen its influence"),
        (
            "The drills are aimed at deterring Uganda.",
            "goal",
            "The drills are aimed at deterring Uganda",
        ),
        (
            "The crisis stems from the blockade.",
            "cause",
            "The crisis stems from the blockade",
        ),
        (
            "The blockade is the root cause of the crisis.",
            "cause",
            "The blockade is the root cause of the crisis",
        ),
        ("The strikes led to instability.", "cause", "The strikes led to instability"),
        (
            "Because of the embargo, the country cannot import medicine.",
            "cause",
            "Because of the embargo",
        ),
        (
            "However, the deal is of great importance for both capitals.",
            "importance",
            "the deal is of great importance for both capitals",
        ),
        (
            "The significant aspect of the visit is its timing.",
            "importance",
            "The significant aspect of the visit is its timing",
        ),
        ("Kenya opposes the plan.", "relation", "Kenya opposes the plan"),
        ("Kenya is a close ally of Uganda.", "relation", "Kenya is a close ally of Uganda"),
        (
            "The ties between Kenya and Uganda rest on trade.",
            "relation",
            "The ties between Kenya and Uganda rest on trade",
        ),
        ("The deal is not a new development.", "judgement", "The deal is not a new development"),
        (
            "The army has failed to hold the port.",
            "judgement",
            "The army has failed to hold the port",
        ),
        ("The deal is a historic mistake.", "judgement", "The deal is a historic mistake"),
        ("The war is unlikely to end soon.", "forecast", "The war is unlikely to end soon"),
        ("The deal could lead to a new war.", "forecast", "The deal could lead to a new war"),
        ("Observers should be sent.", "recommendation", "Observers should be sent"),
        (
            "It is necessary that talks resume.",
            "recommendation",
            "It is necessary that talks resume",
        ),
    ],
)
def test_each_kind_is_read_with_its_clause(text: str, kind: str, content: str) -> None:
    assert read(text) == [(kind, content)]


def test_plain_reporting_in_the_documents_own_voice_makes_no_claim() -> None:
    for text in (
        "Ghana will host a summit on Friday.",
        "Police arrested twelve people in Accra on Monday.",
        "The defence minister visited Lomé and met his counterpart.",
        "The court is located in the old town.",
        "He is a member of the ruling party.",
        "The bridge is 300 metres long.",
        "The blast caused damage to nearby buildings.",
        "The trip is part of a tour of the region.",
        "Should the talks fail, the army is ready.",
    ):
        assert read(text) == [], text


def test_what_explains_or_contrasts_is_left_out_of_the_content() -> None:
    text = "The visit is not a new development, as there have been many visits."
    assert read(text) == [("judgement", "The visit is not a new development")]
    text = "Kenya's aim is to keep the port, while Uganda's aim is to gain time."
    assert read(text) == [
        ("goal", "Kenya's aim is to keep the port"),
        ("goal", "Uganda's aim is to gain time"),
    ]


def test_a_view_is_its_holders_and_not_the_authors() -> None:
    text = "Kenya considers Uganda as highly important."
    document, (claim,) = claims_in(text, {"kenya": ["Kenya"], "uganda": ["Uganda"]})
    assert (claim.kind, claim.of, claim.about[0]) == ("importance", ("kenya",), "uganda")
    assert [(s.entity_id, s.verb) for s in claim.chain] == [("kenya", "believes")]
    (span,) = claim.content
    assert document.text[span.start : span.end] == "Uganda as highly important"


def test_joint_holders_have_a_step_each_over_one_source() -> None:
    phrase = "Kenyan and Ugandan officials"
    text = f"{phrase} condemned the raids by Mali, considering its policy as the cause of the war."
    parties = {"kenya": [phrase], "uganda": [phrase], "mali": ["Mali", "its"]}
    _, found = claims_in(text, parties)
    (claim,) = (c for c in found if c.kind == "cause")
    assert [s.entity_id for s in claim.chain] == ["kenya", "uganda"]
    assert claim.chain[0].source == claim.chain[1].source


def test_their_deeds_are_those_of_whoever_did_them() -> None:
    text = "Kenya condemned the strikes by Mali, regarding their attacks as the cause of the war."
    parties = {"kenya": ["Kenya"], "mali": ["Mali"]}
    _, found = claims_in(text, parties, events={"strikes": ("ASSAULT", "mali")})
    (claim,) = (c for c in found if c.kind == "cause")
    assert claim.of == ("mali",)
    assert claim.about == ("mali", "rep-strikes")


def test_this_visit_means_the_visit_told_before() -> None:
    text = "The minister of Kenya travelled to Kampala. The timing of this visit is significant."
    events = {"travelled": ("CONSULT", "kenya")}
    _, (claim,) = claims_in(text, {"kenya": ["Kenya"]}, events=events)
    assert (claim.kind, claim.about[0]) == ("importance", "rep-travelled")


def test_a_goal_is_of_whoever_has_it_and_about_the_others() -> None:
    text = "It can be considered that Kenya's main goal is to keep Uganda and Mali occupied."
    parties = {"kenya": ["Kenya"], "uganda": ["Uganda"], "mali": ["Mali"]}
    _, (claim,) = claims_in(text, parties)
    assert (claim.kind, claim.of, claim.about) == ("goal", ("kenya",), ("uganda", "mali"))
    assert (claim.chain, claim.stance.certainty) == ((), "probable")


def test_what_is_denied_stays_denied() -> None:
    _, (claim,) = claims_in("The deal is not a mistake.")
    assert claim.stance.polarity == "denied"
    _, (held,) = claims_in("Kenya denied that the deal was a mistake.", {"kenya": ["Kenya"]})
    assert (held.kind, held.stance.polarity, held.chain[0].verb) == (
        "judgement",
        "denied",
        "denies",
    )


def test_a_claim_inside_a_quotation_is_the_speakers() -> None:
    text = "“We met the envoy,” said Amin Okello. “The plan is a mistake.”"
    _, found = claims_in(text, {"okello": ["Amin Okello"]})
    (claim,) = (c for c in found if c.kind == "judgement")
    assert [s.entity_id for s in claim.chain] == ["okello"]


def test_attributed_words_of_no_other_kind_are_a_statement() -> None:
    text = "The ministry said oil exports rose in May."
    assert read(text) == [("statement", "oil exports rose in May")]
    _, found = claims_in(text, events={"rose": ("AID", "x")})
    assert found == ()


def test_advice_is_a_recommendation_and_an_expectation_a_forecast() -> None:
    assert read("Mediators recommended that the talks resume in Jeddah.") == [
        ("recommendation", "that the talks resume in Jeddah")
    ]
    assert read("Observers expect her to resign by spring.") == [
        ("forecast", "her to resign by spring")
    ]


def test_what_a_speaker_will_do_is_no_forecast() -> None:
    text = "Kenya said its army would leave."
    _, (claim,) = claims_in(text, {"kenya": ["Kenya"]})
    assert claim.kind == "statement"


def test_blame_names_what_causes() -> None:
    parties = {"kenya": ["Kenya"], "mali": ["Mali"]}
    _, (claim,) = claims_in("Kenya blamed Mali for the stalemate.", parties)
    assert (claim.kind, claim.of, claim.chain[0].entity_id) == ("cause", ("mali",), "kenya")


def test_mirrored_parties_give_mirrored_claims() -> None:
    parties = {"kenya": ["Kenya"], "uganda": ["Uganda"]}
    other = {"kenya": "uganda", "uganda": "kenya"}
    for text in (
        "Kenya opposes Uganda.",
        "Kenya's goal is to weaken Uganda.",
        "Kenya sees Uganda as a threat.",
        "Kenya blamed Uganda for the crisis.",
        "The blockade by Kenya has led to hunger in Uganda.",
        "Kenya said Uganda should withdraw.",
    ):
        swapped = text.replace("Kenya", "#").replace("Uganda", "Kenya").replace("#", "Uganda")
        straight = claims_in(text, parties)[1]
        mirrored = claims_in(swapped, parties)[1]
        assert straight
        assert [
            (
                c.kind,
                [e for e in c.of if e in other],
                [e for e in c.about if e in other],
                [s.entity_id for s in c.chain],
                c.stance,
            )
            for c in mirrored
        ] == [
            (
                c.kind,
                [other[e] for e in c.of if e in other],
                [other[e] for e in c.about if e in other],
                [other[s.entity_id or ""] for s in c.chain],
                c.stance,
            )
            for c in straight
        ]


def test_loaded_words_change_nothing() -> None:
    plain = [
        "Kenya opposes the government of Mali.",
        "The raids by the fighters led to instability.",
        "Officials said twelve men were killed in the port.",
        "The goal of the government is to hold the port.",
    ]
    loaded = [
        "Kenya opposes the regime of Mali.",
        "The raids by the terrorists led to instability.",
        "Officials said twelve men were martyred in the port.",
        "The goal of the junta is to hold the port.",
    ]
    for one, other in zip(plain, loaded, strict=True):
        first = [(c.kind, c.stance, len(c.of), len(c.chain)) for c in claims_in(one)[1]]
        assert first
        assert first == [(c.kind, c.stance, len(c.of), len(c.chain)) for c in claims_in(other)[1]]


def test_claims_of_awkward_texts_slice_the_text_exactly() -> None:
    for text in (
        "“The deal is a mistake, he said. It should end.",
        "should should should be a mistake of of cause because of",
        "The goal is",
        "Because of. Due to! Is important? In order to.",
        "''Kenya is 'vital','' he said: ``it may end.",
        "Кения opposes the plan — «a mistake», she said; it's the cause of…",
    ):
        document, found = claims_in(text)
        for claim in found:
            assert claim.content
            for span in claim.content:
                words = document.text[span.start : span.end]
                assert words == words.strip()
                assert not words.endswith((".", ","))


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("However, the timing of the visit is significant.", "analysis"),
        ("It can be considered that the deal is dead.", "analysis"),
        ("The goal of the talks is to gain time.", "analysis"),
        ("The army attacked the port on Monday.", "report"),
        ("The minister will visit Cairo.", "report"),
    ],
)
def test_a_sentence_reports_or_argues(text: str, voice: str) -> None:
    (parse,) = parse_text(document_of(text))
    assert sentence_voice(parse) == voice


def test_what_is_told_in_passing_is_claimed_in_its_own_words() -> None:
    assert read("The army left early, hoping to win time.") == [("goal", "hoping to win time")]
    assert read("Kenya, a close ally of Mali, left the talks.") == [
        ("relation", "Kenya, a close ally of Mali")
    ]
    assert read("Prices doubled, forcing families to leave.") == [
        ("cause", "Prices doubled, forcing families to leave")
    ]


def test_a_thing_that_forces_causes_and_a_party_that_does_so_acts() -> None:
    assert read("The drought has weakened the economy.") == [
        ("cause", "The drought has weakened the economy")
    ]
    assert read("The ministry has weakened the law.", {"m": ["ministry"]}) == []


def test_a_reason_is_claimed_beside_what_it_explains() -> None:
    assert read("The offer failed because nobody trusted Kenya.") == [
        ("cause", "because nobody trusted Kenya")
    ]
    assert read("The offer is a mistake because prices will rise.") == [
        ("judgement", "The offer is a mistake"),
        ("cause", "because prices will rise"),
    ]
    assert read("It was because nobody trusted Kenya.") == [
        ("cause", "It was because nobody trusted Kenya")
    ]


def test_a_cause_inside_a_reason_is_told_once() -> None:
    assert read("The offer failed because debts caused a crisis.") == [
        ("cause", "because debts caused a crisis")
    ]


def test_one_forecast_is_made_of_a_likelihood_and_what_is_likely() -> None:
    _, (claim,) = claims_in("It is unlikely that the two sides will meet.")
    assert (claim.kind, claim.stance.polarity, claim.stance.certainty) == (
        "forecast",
        "denied",
        "probable",
    )
    _, (left_open,) = claims_in("It remains to be seen whether the truce will last.")
    assert (left_open.kind, left_open.stance.polarity) == ("forecast", "open")


def test_what_is_only_imagined_is_nobodys_claim() -> None:
    for text in (
        "If the deal is a mistake, the talks failed.",
        "Kenya left to show that the deal was dead.",
        "The countries that oppose the plan met in Oslo.",
    ):
        assert read(text) == [], text


def test_a_joined_verb_is_claimed_with_the_subject_it_shares() -> None:
    assert read("Kenya signed the deal and opposes Mali.") == [("relation", "Kenya … opposes Mali")]


def test_claims_of_one_text_have_ids_of_their_own() -> None:
    _, claims = claims_in(
        "The police warn that, according to the ministry, the strike is unlawful and the judges, "
        "officials say and lawyers confirm, are on leave."
    )
    assert claims
    assert len({claim.id for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "text",
    [
        "The premier of Kenya announced a third icebreaker.",
        "The Kenyan minister warned of a collapse on the border.",
    ],
)
def test_a_mere_thing_is_no_statement(text: str) -> None:
    assert not [kind for kind, _ in read(text) if kind == "statement"]


def test_a_number_that_somebody_gives_is_a_statement() -> None:
    assert ("statement", "23 dead") in read("The ministry announced 23 dead.")
