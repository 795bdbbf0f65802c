"""Events told before that somebody confirms or denies: "confirmed the attack"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]
TOLD = "A drone struck a camp in Iraq on Monday, residents said. "


def words(analysis: Analysis) -> set[tuple[str, str, str]]:
    """Speaker, verb and polarity of each claim on a report, and the loose statements' "loose"."""
    found: set[tuple[str, str, str]] = set()
    for claim in analysis.claims:
        if claim.report_id is None:
            found.add((claim.chain[-1].description, claim.chain[-1].verb, "loose"))
        elif claim.chain:
            step = claim.chain[-1]
            how = f"{claim.stance.polarity} {claim.stance.certainty}"
            found.add((step.description, step.verb, how))
    return found


@pytest.mark.parametrize(
    ("text", "verb", "how"),
    [
        ("Iran confirmed the attack.", "confirms", "affirmed certain"),
        ("Iran acknowledged the deadly strike.", "says", "affirmed certain"),
        ("Iran denied the attack.", "denies", "denied certain"),
        ("Iran did not confirm the attack.", "confirms", "affirmed uncommitted"),
    ],
)
def test_an_event_told_before_is_what_is_confirmed_or_denied(
    analysed: Analyse, text: str, verb: str, how: str
) -> None:
    found = words(analysed(TOLD + text))
    assert ("Iran", verb, how) in found
    assert not any(kind == "loose" for *_, kind in found)


@pytest.mark.parametrize(
    "text",
    [
        "Iran confirmed the meeting.",
        "Iran denied the quality of the report.",
        "Iran acknowledged a mistake.",
        "It rained. It snowed. It rained again. It snowed again. Iran confirmed the attack.",
    ],
)
def test_what_is_no_such_event_or_was_told_long_ago_is_not_it(analysed: Analyse, text: str) -> None:
    found = words(analysed(TOLD + text))
    assert not any(who == "Iran" and how != "loose" for who, _, how in found)
