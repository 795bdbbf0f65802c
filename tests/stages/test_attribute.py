from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from dragoman.records import Claim, Document, EventReport, Span, Stance, TypeCode
from dragoman.stages.attribute import Attribution, claims_of_reports, find_attributions
from dragoman.stages.sayings.chains import Sayings
from dragoman.testing.parties import document_of, mark_parties, parse_text

Parties = Mapping[str, Sequence[str]]


def found_in(
    text: str, parties: Parties | None = None, *, title: str | None = None
) -> tuple[Document, tuple[Attribution, ...]]:
    document = document_of(text, title=title)
    mentions, entities = mark_parties(document, parties or {})
    return document, find_attributions(document, parse_text(document), mentions, entities)


def words(document: Document, span: Span | None) -> str | None:
    return None if span is None else document.text[span.start : span.end]


def read(text: str, *, title: str | None = None) -> list[tuple[object, ...]]:
    """Verb class, source, cue and content of each attribution that is a speaker's."""
    document, found = found_in(text, title=title)
    return [
        (
            a.verb,
            words(document, a.source),
            words(document, a.cue),
            *(words(document, span) for span in a.content),
        )
        for a in found
        if not a.by_author and not a.attitude
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister told reporters on Monday that talks would resume.",
            ("says", "The minister", "told", "that talks would resume"),
        ),
        ("The army fled, officials said.", ("says", "officials", "said", "The army fled")),
        (
            "The army, officials said, attacked the port.",
            ("says", "officials", "said", "The army", "attacked the port"),
        ),
        (
            "According to two diplomats, the talks failed.",
            ("says", "two diplomats", "According to", "the talks failed"),
        ),
        (
            "The talks, according to the ministry, failed.",
            ("says", "the ministry", "according to", "The talks", "failed"),
        ),
        (
            "He was quoted as saying that the talks had failed.",
            ("says", "He", "was quoted as saying", "that the talks had failed"),
        ),
        (
            "As the minister put it, the deal is dead.",
            ("says", "the minister", "put", "the deal is dead"),
        ),
        (
            "The ministry's claim that the army fled was false.",
            ("alleges", "The ministry", "claim", "that the army fled"),
        ),
        (
            "A statement by the ministry said the army fled.",
            ("says", "A statement by the ministry", "said", "the army fled"),
        ),
        (
            "In the minister's view, the deal is dead.",
            ("believes", "the minister", "In the minister's view", "the deal is dead"),
        ),
        (
            "The president, who said the deal was dead, left.",
            ("says", "The president", "said", "the deal was dead"),
        ),
        (
            "It is believed that the army fled.",
            ("believes", None, "is believed", "that the army fled"),
        ),
        ("The army reportedly fled.", ("says", None, "reportedly", "The army", "fled")),
        (
            "Kenya urged Uganda to withdraw its troops.",
            ("asks", "Kenya", "urged", "Uganda to withdraw its troops"),
        ),
        (
            "Kenya accused Uganda of shelling the port.",
            ("alleges", "Kenya", "accused", "Uganda of shelling the port"),
        ),
        (
            "The ministry warned of new strikes.",
            ("warns", "The ministry", "warned of", "new strikes"),
        ),
        ("The minister vowed to respond.", ("promises", "The minister", "vowed", "to respond")),
        (
            "Kenya denied involvement in the attack.",
            ("denies", "Kenya", "denied", "involvement in the attack"),
        ),
        (
            "The officials consider the deal important.",
            ("believes", "The officials", "consider", "the deal important"),
        ),
        (
            "The officials see the strike as the cause of the crisis.",
            ("believes", "The officials", "see", "the strike as the cause of the crisis"),
        ),
        ("Kenya announced a ceasefire.", ("announces", "Kenya", "announced", "a ceasefire")),
    ],
)
def test_each_kind_of_cue_gives_source_cue_and_content(
    text: str, expected: tuple[object, ...]
) -> None:
    assert read(text) == [expected]


def test_a_headline_may_name_its_speaker_before_a_colon() -> None:
    assert read("The end.", title="President Okello: talks have failed") == [
        ("says", "President Okello", ":", "talks have failed")
    ]


@pytest.mark.parametrize(
    ("text", "anonymity"),
    [
        ("Amin Okello said the talks failed.", "named"),
        ("Kenya said the talks failed.", "named"),
        ("The foreign minister said the talks failed.", "office"),
        ("A spokesman for the army said the talks failed.", "office"),
        ("Two officials said the talks failed.", "unnamed"),
        ("A general said the talks failed.", "unnamed"),
        ("A report by the ministry said the talks failed.", "document"),
        ("State television said the talks failed.", "media"),
    ],
)
def test_a_speaker_is_named_or_not(text: str, anonymity: str) -> None:
    _, (attribution,) = found_in(text)
    assert attribution.anonymity == anonymity


def test_the_authors_own_hedge_is_no_speakers() -> None:
    for text in (
        "It can be considered that the deal is dead.",
        "It seems that the deal is dead.",
        "One could argue that the deal is dead.",
        "In my view, the deal is dead.",
        "The visit suggests that the deal is dead.",
    ):
        _, (attribution,) = found_in(text)
        assert (attribution.by_author, attribution.hedge) == (True, "probable"), text


def test_what_a_verb_of_judging_judges_is_nobodys_assertion() -> None:
    _, (attribution,) = found_in("Kenya condemned the attack.")
    assert attribution.attitude


def test_direct_indirect_and_mixed_speech_are_told_apart() -> None:
    assert [
        found_in(text)[1][0].style
        for text in (
            "“The deal is dead,” the minister said.",
            "The minister said the deal was dead.",
            "The minister said the deal was “dead and buried”.",
        )
    ] == ["direct", "indirect", "mixed"]


def test_a_quotation_goes_on_after_its_cue_and_over_sentences() -> None:
    text = "“We strike nothing,” said Amin. “We want peace. We always did.” The rebels left."
    assert read(text) == [
        ("says", "Amin", "said", "“We strike nothing,”", "“We want peace. We always did.”")
    ]


def test_a_quotation_left_open_at_the_end_of_a_paragraph_goes_on_in_the_next() -> None:
    text = "The minister said: “We will respond.\n\n“We will not wait.”\n\nNobody answered."
    assert read(text) == [
        ("says", "The minister", "said", "“We will respond.", "“We will not wait.”")
    ]


def test_a_pronoun_takes_the_last_speaker_of_its_kind() -> None:
    document, found = found_in(
        "Kenya said the deal was dead. Anna Berg said the talks failed. She added that it rained.",
        {"berg": ["Anna Berg"], "kenya": ["Kenya"]},
    )
    assert [(a.entity_id, words(document, a.source)) for a in found] == [
        ("kenya", "Kenya"),
        ("berg", "Anna Berg"),
        ("berg", "She"),
    ]


def test_joint_speakers_share_one_source() -> None:
    document, (attribution,) = found_in(
        "Kenyan and Ugandan officials said the talks failed.",
        {
            "kenya": ["Kenyan and Ugandan officials"],
            "uganda": ["Kenyan and Ugandan officials"],
        },
    )
    assert attribution.entity_ids == ("kenya", "uganda")
    assert words(document, attribution.source) == "Kenyan and Ugandan officials"


def test_nested_speakers_have_a_parent() -> None:
    document, found = found_in("The agency reported that officials said the army fled.")
    assert [(words(document, a.source), a.parent) for a in found] == [
        ("The agency", None),
        ("officials", 0),
    ]


REPORT_TYPE = (TypeCode(ontology="plover-2.0", code="ASSAULT"),)


def report_on(document: Document, word: str) -> EventReport:
    start = document.text.index(word)
    span = Span(document_id=document.id, start=start, end=start + len(word))
    return EventReport(
        id=f"rep-{word}",
        run_id="run",
        document_id=document.id,
        trigger=span,
        types=REPORT_TYPE,
        participants=(),
    )


def claim_on(
    text: str, word: str, parties: Parties | None = None, stance: Stance | None = None
) -> tuple[Document, Claim]:
    document, found = found_in(text, parties)
    _, entities = mark_parties(document, parties or {})
    report = report_on(document, word)
    stances = {report.id: stance} if stance is not None else {}
    (claim,) = claims_of_reports(document, "run", [report], stances, found, entities)
    return document, claim


def test_every_report_has_a_claim_and_the_documents_own_voice_an_empty_chain() -> None:
    document, claim = claim_on("The army attacked the port.", "attacked")
    assert (claim.kind, claim.report_id, claim.chain) == ("report", "rep-attacked", ())
    assert claim.stance == Stance()
    assert [words(document, s) for s in claim.content] == ["attacked"]


def test_a_chain_runs_from_the_outermost_speaker_inwards() -> None:
    text = "The agency reported that Kenya said rebels attacked the port."
    _, claim = claim_on(text, "attacked", {"kenya": ["Kenya"]})
    assert [(s.description, s.verb, s.anonymity, s.entity_id) for s in claim.chain] == [
        ("The agency", "says", "media", None),
        ("Kenya", "says", "named", "kenya"),
    ]


def test_a_denied_report_is_denied_and_kept() -> None:
    denied = Stance(polarity="denied")
    _, claim = claim_on("Kenya denied attacking the convoy.", "attacking", stance=denied)
    assert claim.stance == denied
    _, flat = claim_on("“Our army attacked nobody,” Kenya denied.", "attacked")
    assert flat.stance.polarity == "denied"


def test_an_accuser_is_sure_and_a_believer_is_not() -> None:
    _, accused = claim_on("Kenya accused Uganda of attacking the port.", "attacking")
    assert (accused.chain[0].verb, accused.stance.certainty) == ("alleges", "certain")
    _, believed = claim_on("Officials believe that rebels attacked the port.", "attacked")
    assert (believed.chain[0].verb, believed.stance.certainty) == ("believes", "probable")


def test_the_verb_of_a_speech_act_is_no_cue_of_itself() -> None:
    _, act = claim_on("Kenya accused Uganda of attacking the port.", "accused")
    assert act.chain == ()
    _, judged = claim_on("Kenya condemned the attack on the port.", "attack")
    assert judged.chain == ()


def test_to_call_a_strike_a_crime_is_not_to_claim_that_there_was_one() -> None:
    for text in (
        "Kenya considers the raid on the port a crime.",
        "Kenya sees the raid on the port as the cause of the war.",
        "Kenya called the raid on the port “a crime”.",
    ):
        _, claim = claim_on(text, "raid")
        assert claim.chain == (), text


def test_unlikely_quotation_marks_neither_crash_nor_mis_slice() -> None:
    for text in (
        "“The deal is dead, the minister said. Nobody answered.",
        "The minister said: “The deal is ‘dead’ and ”buried“.",
        '"The deal," he said, "is dead.',
        "''The deal is dead,'' he said. ``We know,'' she said.",
        "„Der Deal ist tot“, he said. «It is dead», she said.",
        "The officials’ deal, the minister’s, is ‘dead’, Amin Oкелло said.",
        '“” he said. " " he said. ““““ said',
        '6\'2" tall, he said the 5" pipe was "broken".',
    ):
        document, found = found_in(text)
        for attribution in found:
            for span in (attribution.source, attribution.cue, *attribution.content):
                if span is not None:
                    sliced = document.text[span.start : span.end]
                    assert sliced
                    assert sliced == sliced.strip()


def test_mirrored_parties_give_mirrored_attributions() -> None:
    parties = {"kenya": ["Kenya"], "uganda": ["Uganda"]}
    for text in (
        "Kenya denied that its army attacked Uganda.",
        "Kenya, Uganda said, considers the deal a mistake.",
        "“Kenya is ready,” Uganda announced.",
    ):
        swapped = text.replace("Kenya", "#").replace("Uganda", "Kenya").replace("#", "Uganda")
        straight = [(a.entity_ids, a.verb, a.parent) for a in found_in(text, parties)[1]]
        mirrored = [(a.entity_ids, a.verb, a.parent) for a in found_in(swapped, parties)[1]]
        other = {"kenya": "uganda", "uganda": "kenya"}
        assert mirrored == [(tuple(other[e] for e in ids), v, p) for ids, v, p in straight]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kenya cancels NATO drills planned in Uganda, saying Togo has shelled Lome.", "Kenya"),
        ("Kenya released a statement saying Togo had shelled Lome.", "a statement"),
        ("Kenya quoted witnesses saying troops had shelled the town.", "witnesses"),
    ],
)
def test_a_participle_set_off_from_what_cannot_speak_is_the_subject_s(
    text: str, source: str
) -> None:
    assert [found[1] for found in read(text) if found[2] == "saying"] == [source]


def test_an_inverted_condition_is_not_what_the_other_clause_says() -> None:
    assert read("Should Greece seize another tanker, Iran will respond.") == []
    assert read("Had Greece seized the tanker, Iran would have responded.") == []


def test_a_clause_before_a_semicolon_is_not_denied_by_the_next() -> None:
    assert read("Kenya expelled the ambassador; Somalia denied everything.") == []


def test_a_word_stands_in_the_words_of_those_around_it() -> None:
    text = "The minister said the army had told reporters that rebels fled. Nobody stayed."
    document, found = found_in(text)
    sayings = Sayings(found)

    def at(word: str) -> Span:
        start = text.index(word)
        return Span(document_id=document.id, start=start, end=start + len(word))

    def sources(attributions: Sequence[Attribution]) -> list[str | None]:
        return [words(document, a.source) for a in attributions]

    assert sources(sayings.over(at("fled"))) == ["The minister", "the army"]
    assert sources(sayings.over(at("told"))) == ["The minister"]
    assert sayings.over(at("stayed")) == []
    assert sources(sayings.with_cue_at(at("said"))) == ["The minister"]
    assert sayings.with_cue_at(at("fled")) == []
