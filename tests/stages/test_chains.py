"""Who stands before whom: agencies, relayed words, inherited speakers, denials, days of saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis, Claim
from dragoman.stages.sayings.blaming import is_blamed
from dragoman.stages.sayings.owning import owns_up
from dragoman.testing.parties import document_of, parse_text

Analysed = Callable[..., Analysis]


def claims_on(analysis: Analysis, word: str) -> list[Claim]:
    """The claims about the report whose trigger is `word`, in order."""
    text = analysis.document.text
    wanted = {r.id for r in analysis.reports if text[r.trigger.start : r.trigger.end] == word}
    assert wanted, f"no report on {word!r}"
    return [c for c in analysis.claims if c.report_id in wanted]


def chain(claim: Claim) -> list[tuple[str, str, str]]:
    return [(s.description, s.verb, s.anonymity) for s in claim.chain]


def only_chain(analysis: Analysis, word: str) -> list[tuple[str, str, str]]:
    (claim,) = claims_on(analysis, word)
    return chain(claim)


INTERFAX = ("Interfax", "quotes", "media")
LAVROV = ("Sergey Lavrov", "says", "named")


@pytest.mark.parametrize(
    "text",
    [
        "Interfax quoted Sergey Lavrov as saying that Ukraine had shelled Donetsk.",
        "Interfax cited Sergey Lavrov as saying Ukraine had shelled Donetsk.",
        "Sergey Lavrov was quoted by Interfax as saying that Ukraine had shelled Donetsk.",
        "Ukraine shelled Donetsk, Sergey Lavrov was quoted by Interfax as saying.",
        "“Ukraine shelled Donetsk,” Interfax quoted Sergey Lavrov as saying.",
        "Ukraine shelled Donetsk, Sergey Lavrov told Interfax.",
        "In an interview with Interfax, Sergey Lavrov said that Ukraine had shelled Donetsk.",
        "Speaking to Interfax, Sergey Lavrov said that Ukraine had shelled Donetsk.",
        "Ukraine shelled Donetsk, Sergey Lavrov said in a statement carried by Interfax.",
    ],
)
def test_who_relays_what_a_speaker_said_stands_before_him(analysed: Analysed, text: str) -> None:
    word = "shelled"
    assert only_chain(analysed(text), word) == [INTERFAX, LAVROV]


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine shelled Donetsk, Interfax reported, citing the Defence Ministry.",
        "Interfax reported, citing the Defence Ministry, that Ukraine had shelled Donetsk.",
        "Interfax, citing the Defence Ministry, said Ukraine had shelled Donetsk.",
    ],
)
def test_who_is_cited_stands_inside_who_cites(analysed: Analysed, text: str) -> None:
    assert [name for name, _, _ in only_chain(analysed(text), "shelled")] == [
        "Interfax",
        "the Defence Ministry",
    ]


def test_reporters_and_parliaments_relay_nothing(analysed: Analysed) -> None:
    for audience in ("reporters", "journalists", "parliament", "the press"):
        text = f"The minister told {audience} that Kenya had shelled a village."
        assert only_chain(analysed(text), "shelled") == [("The minister", "says", "office")], text


def test_a_newspaper_of_any_name_carries_what_it_was_told(analysed: Analysed) -> None:
    text = "Two officials told The New York Times that Kenya had shelled a village."
    assert only_chain(analysed(text), "shelled") == [
        ("The New York Times", "quotes", "media"),
        ("Two officials", "says", "unnamed"),
    ]


def test_the_agency_of_a_dateline_is_the_documents_own_voice(analysed: Analysed) -> None:
    for text in (
        "MOSCOW, Jan 25 (Interfax) — Russia shelled a port on Thursday.",
        "MOSCOW, Jan 25 (Interfax) — Russia shelled a port on Thursday, Interfax reported.",
        "MOSCOW, Jan 25 (Interfax) — Russia shelled a port, the agency said.",
        "ANKARA (AA) - Turkey shelled a port on Thursday, Anadolu Agency reported.",
    ):
        assert only_chain(analysed(text), "shelled") == [], text


def test_a_speaker_to_the_documents_own_agency_is_the_first_step(analysed: Analysed) -> None:
    for told in ("Interfax", "the agency"):
        text = f"MOSCOW, Jan 25 (Interfax) — Ukraine shelled Donetsk, Sergey Lavrov told {told}."
        assert only_chain(analysed(text), "shelled") == [LAVROV], text


def test_another_agency_than_the_documents_own_is_a_step(analysed: Analysed) -> None:
    text = "KYIV, Jan 25 (Ukrinform) — Ukraine shelled Donetsk, Interfax reported."
    assert only_chain(analysed(text), "shelled") == [("Interfax", "says", "media")]


def test_three_speakers_stand_in_the_order_of_their_telling(analysed: Analysed) -> None:
    text = (
        "The agency quoted a minister as saying that the president had told him that Kenya had "
        "shelled a village."
    )
    (claim,) = claims_on(analysed(text), "shelled")
    assert chain(claim) == [
        ("The agency", "quotes", "media"),
        ("a minister", "says", "unnamed"),
        ("the president", "says", "office"),
    ]
    cues = [text[s.cue.start : s.cue.end] for s in claim.chain if s.cue is not None]
    assert cues == ["quoted", "as saying", "had told"]


def test_a_chain_of_three_verbs_of_telling(analysed: Analysed) -> None:
    text = (
        "State television reported that the army said a village elder had told soldiers that "
        "rebels had shelled a bridge."
    )
    assert [name for name, _, _ in only_chain(analysed(text), "shelled")] == [
        "State television",
        "the army",
        "a village elder",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A diplomat said talks failed. The same source said Kenya shelled a village.",
         ("A diplomat", "says", "unnamed")),
        ("A diplomat told us talks failed. According to the same source, Kenya shelled a village.",
         ("A diplomat", "says", "unnamed")),
        ("Two officials said talks failed. Kenya shelled a village, they said.",
         ("Two officials", "says", "unnamed")),
        ("The minister spoke for an hour.\n\n“Kenya shelled a village. We will wait,” he said.",
         ("minister", "says", "office")),
        ("Amin Okello said talks failed. The rebels, he added, fled. “They shelled a village.”",
         ("Amin Okello", "says", "named")),
    ],
)  # fmt: skip
def test_a_speaker_not_named_again_is_the_last_of_the_kind(
    analysed: Analysed, text: str, speaker: tuple[str, str, str]
) -> None:
    assert only_chain(analysed(text), "shelled") == [speaker]


def test_a_quotation_goes_on_over_three_paragraphs(analysed: Analysed) -> None:
    text = (
        "“We met the rebels,” Amin Okello said.\n\n“They waited for hours.\n\n"
        "“Uganda attacked our base.”\n\nNobody answered."
    )
    assert [name for name, _, _ in only_chain(analysed(text), "attacked")] == ["Amin Okello"]


@pytest.mark.parametrize(
    ("text", "teller", "denier"),
    [
        ("Kenya accused Uganda of shelling a port, a claim Kampala denied.", "Kenya", "Kampala"),
        ("Kenya said Uganda was shelling a port, which Kampala denies.", "Kenya", "Kampala"),
        ("Kenya accused Uganda of shelling a port. The Ugandan army denied it.",
         "Kenya", "The Ugandan army"),
        ("Kenya accused Uganda of shelling a port. The Ugandan army denied the accusation.",
         "Kenya", "The Ugandan army"),
        ("Kenya accused Uganda of shelling a port. Kampala has denied involvement.",
         "Kenya", "Kampala"),
    ],
)  # fmt: skip
def test_a_denied_claim_stays_its_tellers_and_is_denied_by_another(
    analysed: Analysed, text: str, teller: str, denier: str
) -> None:
    told, denied = claims_on(analysed(text), "shelling")
    assert [(s.description, told.stance.polarity) for s in told.chain] == [(teller, "affirmed")]
    assert [(s.description, s.verb) for s in denied.chain] == [(denier, "denies")]
    assert (denied.stance.polarity, denied.stance.certainty) == ("denied", "certain")


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Uganda rejected accusations that its army shelled a port.", ""),
        ("Uganda rejected Kenya's accusations that its army shelled a port.", "Kenya"),
        ("Kenya's claim that an army shelled a port was rejected by Uganda.", "Kenya"),
        ("Uganda has repeatedly denied reports that its army shelled a port.", ""),
    ],
)
def test_what_is_rejected_is_denied_first_and_claimed_still(
    analysed: Analysed, text: str, teller: str
) -> None:
    denied, told = claims_on(analysed(text), "shelled")
    assert [(s.description, denied.stance.polarity) for s in denied.chain] == [("Uganda", "denied")]
    assert [(s.description, told.stance.polarity) for s in told.chain] == [(teller, "affirmed")]


def test_what_the_text_tells_itself_may_be_denied(analysed: Analysed) -> None:
    text = "Rebels shelled a convoy on Monday. The group denied responsibility."
    told, denied = claims_on(analysed(text), "shelled")
    assert (told.chain, told.stance.polarity) == ((), "affirmed")
    assert (chain(denied), denied.stance.polarity) == (
        [("The group", "denies", "office")],
        "denied",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Uganda denied involvement in the attack on a convoy.",
        "Uganda denied any role in the attack on a convoy.",
        "Uganda dismissed reports of an attack on a convoy.",
    ],
)
def test_a_share_in_a_deed_is_denied_with_the_deed(analysed: Analysed, text: str) -> None:
    (claim,) = claims_on(analysed(text), "attack")
    assert (chain(claim), claim.stance.polarity) == ([("Uganda", "denies", "named")], "denied")


@pytest.mark.parametrize("verb", ["did not deny", "neither confirmed nor denied"])
def test_what_is_not_denied_is_left_open(analysed: Analysed, verb: str) -> None:
    (claim,) = claims_on(analysed(f"Kenya {verb} that its troops shelled a port."), "shelled")
    assert (claim.stance.polarity, claim.stance.certainty) == ("affirmed", "uncommitted")


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Tuesday that Kenya shelled a port.",
        "The minister said Tuesday Kenya shelled a port.",
        "Kenya shelled a port on Monday, the minister said late on Tuesday.",
        "Speaking in Nairobi on Tuesday, the minister said Kenya shelled a port.",
        "Kenya shelled a port on Monday, according to a statement issued on Tuesday.",
    ],
)
def test_a_saying_has_its_own_day(analysed: Analysed, text: str) -> None:
    # Published on Friday 26 January 2024.
    (claim,) = claims_on(analysed(text), "shelled")
    (step,) = claim.chain
    assert step.when is not None
    assert str(step.when.begin.earliest) == "2024-01-23"
    assert step.when_span is not None
    assert text[step.when_span.start : step.when_span.end].endswith("Tuesday")


def test_the_day_of_what_is_said_is_not_that_of_the_saying(analysed: Analysed) -> None:
    (claim,) = claims_on(analysed("The minister said Kenya shelled a port on Monday."), "shelled")
    assert claim.chain[0].when is None


@pytest.mark.parametrize(
    ("text", "owning"),
    [
        ("Volkan claimed responsibility for the attack.", True),
        ("Volkan, which claimed responsibility for the attack, denied the rest.", True),
        ("A caller claimed responsibility on behalf of Volkan.", True),
        ("Volkan said its fighters had destroyed the bridge.", True),
        ("Volkan has claimed to have killed ten soldiers.", True),
        ("Volkan said the army had destroyed the bridge.", False),
        ("Volkan said it would destroy the bridge.", False),
        ("Volkan has not yet claimed responsibility for the attack.", False),
        ("Volkan threatened to destroy the bridge.", True),
        ("The army said Volkan had destroyed the bridge.", False),
        ("Police blamed Volkan for the attack.", False),
        ("Volkan said it was responsible for the attack.", True),
    ],
)
def test_a_party_owns_up_to_a_deed_of_its_own(text: str, owning: bool) -> None:
    (parse,) = parse_text(document_of(text))
    (party,) = [token.index for token in parse.tokens if token.text == "Volkan"]
    assert owns_up(parse, party) is owning


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Police blamed the killing on Volkan guerrillas.", True),
        ("The attack was attributed to Volkan.", True),
        ("The killing was the work of Volkan, according to police.", True),
        ("Suspected members of Volkan killed the mayor.", True),
        ("The mayor was killed by alleged Volkan members.", True),
        ("The government holds Volkan responsible for the killing.", True),
        ("Volkan denied that it had killed the mayor.", True),
        ("Members of Volkan were arrested for the killing of the mayor.", True),
        ("Police looked for members of Volkan accused of the killing.", True),
        ("Volkan is linked to the killing, sources said.", True),
        ("There are signs of participation by Volkan in the murder.", True),
        ("The army captured alleged members of Volkan.", False),
        ("Volkan guerrillas killed the mayor.", False),
        ("Volkan denounced the killing.", False),
        ("The army denied that Volkan had fled.", False),
        ("Six priests were killed by men wearing Volkan uniforms.", True),
        ("Two members of a gang called Volkan were arrested over the raid.", True),
        ("The general called Volkan accountable for the raid.", True),
        ("There is a belief that the killers were members of Volkan.", True),
        ("A gang called Volkan met in the capital.", False),
        ("Volkan was behind the killing of the mayor.", False),
        ("Police said that Volkan was behind the killing of the mayor.", True),
        ("Volkan may be behind the killing of the mayor.", True),
        ("Men belonging to Volkan were arrested for the killing.", True),
    ],
)
def test_a_party_is_blamed_where_a_deed_is_laid_to_its_charge(text: str, blamed: bool) -> None:
    (parse,) = parse_text(document_of(text))
    (party,) = [token.index for token in parse.tokens if token.text == "Volkan"]
    assert is_blamed(parse, party) is blamed


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Students demanded the return of the parliament, which the king dissolved in May.",
         "dissolved"),
        ("Rebels threatened to attack unless the army leaves the schools it has seized.", "seized"),
    ],
)  # fmt: skip
def test_what_a_demand_or_threat_takes_as_given_is_told_by_the_text(
    analysed: Analysed, text: str, word: str
) -> None:
    assert only_chain(analysed(text), word) == []


def test_a_verdict_is_nobodys_view(analysed: Analysed) -> None:
    text = "Lindholm was found guilty of riot after thousands of people rallied in Minsk."
    assert only_chain(analysed(text), "rallied") == []


def test_some_of_many_are_the_speaker(analysed: Analysed) -> None:
    text = "Several of the refugees told aid workers that Syrian troops had shelled a camp."
    assert only_chain(analysed(text), "shelled") == [("Several of the refugees", "says", "unnamed")]


def test_reports_according_to_which_something_was_say_so(analysed: Analysed) -> None:
    text = "Reports according to which Argentine troops have shelled the port of Stanley are false."
    assert only_chain(analysed(text), "shelled")[0][2] == "document"


def test_what_is_told_of_the_accused_besides_is_not_the_accusers(analysed: Analysed) -> None:
    found = analysed("Israel accused Iran, which had struck Erbil on Monday, of arming Hamas.")
    assert only_chain(found, "struck") == []
    assert [verb for _, verb, _ in only_chain(found, "arming")] == ["alleges"]
