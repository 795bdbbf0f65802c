"""What a denial denies, and what it leaves as it was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis, Claim

Analysed = Callable[..., Analysis]


def held(analysis: Analysis, word: str) -> list[tuple[tuple[str, ...], str]]:
    """Speakers and polarity of each claim of the report whose trigger is `word`."""
    text = analysis.document.text
    (report,) = (r for r in analysis.reports if text[r.trigger.start : r.trigger.end] == word)
    mine = [c for c in analysis.claims if c.report_id == report.id]
    return [(tuple(s.description for s in c.chain), c.stance.polarity) for c in mine]


def free(analysis: Analysis) -> list[Claim]:
    return [c for c in analysis.claims if c.report_id is None]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Iran denied arming the group that bombed the embassy.", "bombed", ()),
        ("Iran denied arming the militants accused of bombing the embassy.", "bombing", ("",)),
        ("Russia denied firing the missile that killed two farmers.", "killed", ()),
        ("Rwanda denied backing the M23, which captured Goma.", "captured", ()),
        ("Serbia denied that the gunmen who killed a policeman were its agents.", "killed", ()),
        ("Serbia rejected Kosovo's claim that it armed the gunmen who killed a policeman.",
         "killed", ("Kosovo",)),
        ("Ukraine accused Russia of arming the militia that bombed the embassy. Russia denied it.",
         "bombed", ("Ukraine",)),
        (("Ukraine accused Russia of arming the militia that bombed the embassy, a charge Moscow "
          "denied."), "bombed", ("Ukraine",)),
    ],
)  # fmt: skip
def test_what_only_tells_which_one_is_meant_is_not_denied(
    analysed: Analysed, text: str, word: str, expected: tuple[str, ...]
) -> None:
    assert held(analysed(text), word) == [(expected, "affirmed")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Iran denied arming a group that bombed the embassy.", "bombed"),
        ("Russia denied that there were troops who had shelled the town.", "shelled"),
        ("Russia denied the attack that killed ten farmers.", "killed"),
        ("Israel denied the claims that its troops raided the camp.", "raided"),
    ],
)
def test_what_is_said_not_to_be_so_is_denied(analysed: Analysed, text: str, word: str) -> None:
    denied = held(analysed(text), word)[0]
    assert denied == ((text.split(maxsplit=1)[0],), "denied")


@pytest.mark.parametrize(
    ("text", "word", "content"),
    [
        ("Police arrested ten people. The governor has denied any role.", "arrested", "any role"),
        ("Police arrested the governor. The governor denied wrongdoing.", "arrested",
         "wrongdoing"),
        ("France sent troops to Chad. Germany denied responsibility.", "sent", "responsibility"),
        ("Hamas fired rockets at Israel. Iran denied any role.", "fired", "any role"),
    ],
)  # fmt: skip
def test_nobody_denies_what_another_did(
    analysed: Analysed, text: str, word: str, content: str
) -> None:
    analysis = analysed(text)
    assert held(analysis, word) == [((), "affirmed")]
    (claim,) = free(analysis)
    (span,) = claim.content
    assert analysis.document.text[span.start : span.end] == content
    assert [s.verb for s in claim.chain] == ["denies"]


@pytest.mark.parametrize(
    ("text", "word", "denier"),
    [
        ("Rebels attacked a village on Sunday. The rebels denied involvement.", "attacked",
         "The rebels"),
        ("Russian forces shelled a hospital in Kharkiv. Moscow denied responsibility.", "shelled",
         "Moscow"),
        ("Israeli jets struck a school in Gaza. Israel denied responsibility.", "struck",
         "Israel"),
        ("The army killed three protesters. The military denied responsibility.", "killed",
         "The military"),
        ("A bomb killed ten people in Peshawar. The Pakistani Taliban denied involvement.",
         "killed", "The Pakistani Taliban"),
    ],
)  # fmt: skip
def test_a_deed_of_ones_own_or_of_nobody_told_is_denied(
    analysed: Analysed, text: str, word: str, denier: str
) -> None:
    analysis = analysed(text)
    told, denied = sorted(held(analysis, word))
    assert (told, denied) == (((), "affirmed"), ((denier,), "denied"))
    assert free(analysis) == []


def test_a_deed_of_ones_own_may_be_told_by_another(analysed: Analysed) -> None:
    text = "Officials said rebels attacked a village. Ten fled. The rebels denied involvement."
    assert held(analysed(text), "attacked") == [
        (("Officials",), "affirmed"),
        (("The rebels",), "denied"),
    ]
