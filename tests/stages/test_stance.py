from __future__ import annotations

import pytest

from dragoman.records import Stance
from dragoman.stages.stance import is_shown, read_stance
from dragoman.testing.parties import document_of, parse_text


def stance_of(text: str, word: str, *, title: bool = False) -> Stance:
    document = document_of("The end.", title=text) if title else document_of(text)
    for parse in parse_text(document):
        for token in parse.tokens:
            if token.text == word:
                return read_stance(parse, token.index)
    raise AssertionError(f"{word!r} is not in {text!r}")


def short(text: str, word: str) -> str:
    stance = stance_of(text, word)
    return f"{stance.polarity} {stance.certainty} {stance.status}"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army attacked the village.", "attacked", "affirmed certain occurred"),
        ("The army had attacked the port before.", "attacked", "affirmed certain occurred"),
        ("The army is attacking the village.", "attacking", "affirmed certain ongoing"),
        ("The army will attack the village.", "attack", "affirmed certain planned"),
        ("Kenya is to host the summit.", "host", "affirmed certain planned"),
        ("The president is visiting Cairo next week.", "visiting", "affirmed certain planned"),
        ("Kenya often attacks the convoys.", "attacks", "affirmed certain generic"),
        ("The ministers will meet and discuss trade.", "discuss", "affirmed certain planned"),
        ("The ministers met and discussed trade.", "discussed", "affirmed certain occurred"),
    ],
)
def test_tense_and_aspect_give_the_status(text: str, word: str, expected: str) -> None:
    assert short(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army may attack the village.", "attack", "affirmed possible hypothetical"),
        ("The army may have attacked the village.", "attacked", "affirmed possible occurred"),
        ("The army should withdraw.", "withdraw", "affirmed uncommitted hypothetical"),
        ("The army would have attacked the port.", "attacked", "denied uncommitted hypothetical"),
        ("Officials said the army would attack the port.", "attack", "affirmed certain planned"),
        ("Kenya reportedly attacked the convoy.", "attacked", "affirmed uncommitted occurred"),
        ("Kenya probably attacked the convoy.", "attacked", "affirmed probable occurred"),
        ("The alleged attack angered Kenya.", "attack", "affirmed uncommitted occurred"),
        ("Kenya is unlikely to sign the treaty.", "sign", "denied probable hypothetical"),
        (
            "The drone is capable of hitting the port.",
            "hitting",
            "affirmed uncommitted hypothetical",
        ),
    ],
)
def test_modals_and_adverbs_give_the_certainty(text: str, word: str, expected: str) -> None:
    assert short(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army has not attacked the village.", "attacked", "denied certain occurred"),
        ("The army never attacked the village.", "attacked", "denied certain occurred"),
        ("Nobody attacked the port.", "attacked", "denied certain occurred"),
        ("Neither Kenya nor Uganda attacked the port.", "attacked", "denied certain occurred"),
        ("The ministers did not meet or discuss trade.", "discuss", "denied certain occurred"),
        ("No talks were held in Oslo.", "talks", "denied certain occurred"),
        ("There was no attack on the port.", "attack", "denied certain occurred"),
        ("Kenya no longer supports the rebels.", "supports", "denied certain ongoing"),
        ("The minister refused to meet the envoy.", "meet", "denied certain occurred"),
        ("The troops withdrew without firing a shot.", "firing", "denied certain occurred"),
        ("Kenya denied attacking the convoy.", "attacking", "denied certain occurred"),
        (
            "Chad was ready in case rebels attacked.",
            "attacked",
            "affirmed uncommitted hypothetical",
        ),
        ("Oman stopped short of endorsing the plan.", "endorsing", "denied certain occurred"),
        ("Kenya denied that its army attacked the convoy.", "attacked", "denied certain occurred"),
        ("Kenya said its army did not attack the convoy.", "attack", "denied certain occurred"),
        ("The army has no plans to attack the port.", "attack", "denied certain planned"),
        ("Kenya ruled out talks with Uganda.", "talks", "denied certain hypothetical"),
    ],
)
def test_what_is_denied_stays_denied(text: str, word: str, expected: str) -> None:
    assert short(text, word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Our forces did not fire,” a ministry spokesman said.", True),
        ("The army didn't fire on the crowd.", True),
        ("The army did not fire until midnight.", False),
        ("The army never meant to fire.", False),
    ],
)
def test_not_beside_do_is_beyond_doubt(text: str, expected: bool) -> None:
    [parse] = parse_text(document_of(text))
    [fire] = [token.index for token in parse.tokens if token.text == "fire"]
    assert is_shown(parse, fire, read_stance(parse, fire)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya plans to visit Cairo.", "visit", "affirmed certain planned"),
        ("The two sides agreed to exchange prisoners.", "exchange", "affirmed certain planned"),
        ("Kenya threatened to attack Uganda.", "attack", "affirmed uncommitted hypothetical"),
        ("Kenya urged Uganda to withdraw.", "withdraw", "affirmed uncommitted hypothetical"),
        ("Kenya demanded that Uganda withdraw.", "withdraw", "affirmed uncommitted hypothetical"),
        ("Kenya called for talks with Uganda.", "talks", "affirmed uncommitted hypothetical"),
        ("Fears of an attack grew.", "attack", "affirmed uncommitted hypothetical"),
        ("The rebels tried to seize the port.", "seize", "affirmed certain attempted"),
        ("The rebels managed to seize the port.", "seize", "affirmed certain occurred"),
        ("Kenya began shelling the port.", "shelling", "affirmed certain ongoing"),
        ("The guards prevented an attack on the port.", "attack", "affirmed certain averted"),
        ("Kenya cancelled the talks with Uganda.", "talks", "affirmed certain averted"),
        ("Kenya accused Uganda of shelling the port.", "shelling", "affirmed certain occurred"),
        ("The envoy was arrested for attacking a guard.", "attacking", "affirmed certain occurred"),
        ("Kenya was the first to recognize the state.", "recognize", "affirmed certain occurred"),
    ],
)
def test_a_governing_word_decides_whether_it_came_about(
    text: str, word: str, expected: str
) -> None:
    assert short(text, word) == expected


def test_a_failure_to_prevent_leaves_the_thing_as_having_happened() -> None:
    assert stance_of("The guards failed to prevent an attack on the port.", "attack") == Stance()


def test_the_object_of_a_condemnation_is_taken_to_have_happened() -> None:
    assert stance_of("Leaders condemned the airstrikes on the port.", "airstrikes") == Stance()


def test_purposes_and_efforts_are_not_done() -> None:
    text = "Leaders praised the efforts of neighbours to hold negotiations."
    assert short(text, "hold") == "affirmed uncommitted hypothetical"
    assert short(text, "negotiations") == "affirmed uncommitted hypothetical"


def test_the_purpose_of_something_done_is_likelier_than_that_of_a_plan() -> None:
    done = "The minister travelled to Oslo to hold talks."
    assert short(done, "hold") == "affirmed probable hypothetical"
    planned = "The minister will travel to Oslo to hold talks."
    assert short(planned, "hold") == "affirmed uncommitted hypothetical"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army was able to retake the port.", "retake", "affirmed certain occurred"),
        ("The army is able to retake the port.", "retake", "affirmed possible ongoing"),
        ("The minister was glad to sign the treaty.", "sign", "affirmed certain occurred"),
        ("The state is too weak to resist.", "resist", "denied certain ongoing"),
        ("The rebels used to raid the valley.", "raid", "affirmed certain occurred"),
        ("The guards forgot to lock the depot.", "lock", "denied certain occurred"),
        ("If it rains, the troops withdraw.", "withdraw", "affirmed uncommitted hypothetical"),
    ],
)
def test_implicatives_tell_by_tense_what_was_done(text: str, word: str, expected: str) -> None:
    assert short(text, word) == expected


def test_a_result_shares_the_status_of_its_cause() -> None:
    assert short("Shells hit the market, killing five.", "killing") == "affirmed certain occurred"
    future = "The army will shell the port, killing civilians."
    assert short(future, "killing") == "affirmed certain planned"


def test_conditions_and_questions_are_open() -> None:
    condition = "If the rebels attack the port, the talks will end."
    assert short(condition, "attack") == "affirmed uncommitted hypothetical"
    assert short("Did the army attack the port?", "attack") == "open uncommitted occurred"
    unsaid = "Kenya did not say whether its army attacked the convoy."
    assert short(unsaid, "attacked") == "open uncommitted occurred"


def test_a_speaker_who_did_not_confirm_leaves_it_uncommitted() -> None:
    text = "Kenya did not confirm that its army attacked the convoy."
    assert short(text, "attacked") == "affirmed uncommitted occurred"


def test_a_headline_in_the_present_tells_of_what_happened() -> None:
    assert stance_of("Kenya hosts regional summit", "hosts", title=True) == Stance()


def test_every_token_of_a_garbled_text_has_a_stance() -> None:
    garbled = 'No not if "never – without,, to to be (( will have been of of? by “'
    for parse in parse_text(document_of(garbled)):
        for token in parse.tokens:
            assert isinstance(read_stance(parse, token.index), Stance)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police thwarted an attack on the port.", "affirmed certain averted"),
        ("Police foiled an attempt to attack the port.", "affirmed certain averted"),
        ("Police foiled an attempt by rebels to attack the port.", "affirmed certain averted"),
        ("Police prevented an attempted attack on the port.", "affirmed certain averted"),
        ("Rebels made an attempt to attack the port.", "affirmed certain attempted"),
        ("Rebels tried to attack the port.", "affirmed certain attempted"),
        ("Kenya warned against attempts to attack it.", "affirmed uncommitted hypothetical"),
    ],
)
def test_an_attempt_or_plan_that_is_foiled_is_averted(text: str, expected: str) -> None:
    assert short(text, "attack") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Togo would free it once Chad had lifted the siege.", "lifted", "planned"),
        ("Togo said it would act only when Chad attacked Lome.", "attacked", "planned"),
        ("Togo would free it only after Chad had lifted the siege.", "lifted", "planned"),
        ("Togo would leave Lome as soon as Chad withdrew its troops.", "withdrew", "planned"),
        ("Togo said it would recall him after Chad shelled Lome.", "shelled", "occurred"),
        ("Togo freed it once Chad had lifted the siege.", "lifted", "occurred"),
        ("Had Chad attacked Lome, Togo would have responded.", "attacked", "hypothetical"),
        ("Should Chad seize another tanker, Togo will respond.", "seize", "hypothetical"),
    ],
)
def test_what_is_awaited_under_would_has_not_happened(text: str, word: str, expected: str) -> None:
    assert stance_of(text, word).status == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Police looked into whether Hezbollah had planted the mine.", "planted",
         "open uncommitted occurred"),
        ("It is not known if Hezbollah planted the mine.", "planted", "open uncommitted occurred"),
        ("They know Hezbollah. If it planted the mine, it will say so.", "planted",
         "affirmed uncommitted hypothetical"),
        ("Talks will go on as long as Hezbollah does not strike Haifa.", "strike",
         "denied uncommitted hypothetical"),
        ("They left as long as Hezbollah struck Haifa.", "struck", "affirmed certain occurred"),
        ("The soldiers moved to repel attacks on the port.", "attacks",
         "affirmed certain occurred"),
    ],
)  # fmt: skip
def test_what_is_asked_after_is_open_and_what_is_met_took_place(
    text: str, word: str, expected: str
) -> None:
    assert short(text, word) == expected


def test_what_may_have_been_is_beyond_doubt_no_more_than_possible() -> None:
    [parse] = parse_text(document_of("Hezbollah may have planted the mine."))
    [verb] = [t.index for t in parse.tokens if t.text == "planted"]
    stance = read_stance(parse, verb)
    assert stance.certainty == "possible"
    assert is_shown(parse, verb, stance)
