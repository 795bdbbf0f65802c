"""Loaded words and swapped parties move no type, sector, country or stance."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of
from dragoman.pipeline.positions import positions_of
from dragoman.records.output import CodedDocument


def coded(text: str, pipeline: Pipeline) -> CodedDocument:
    shown = output_of(
        analyse(document_of("d", text, "2024-05-02"), pipeline),
        run=pipeline.run,
        actors=pipeline.actors,
        places=pipeline.places,
        codebook=pipeline.codebook,
    )
    assert isinstance(shown, CodedDocument)
    return shown


def told(text: str, pipeline: Pipeline) -> list[object]:
    """Everything read of the reports and claims but names, words and places in the text."""
    shown = coded(text, pipeline)
    reports: list[object] = [
        (r.type, r.mode, r.quad, r.intensity, r.stance,
         sorted((p.role, p.country or "", p.sectors) for p in r.participants))
        for r in shown.reports
    ]  # fmt: skip
    claims = [(c.kind, len(c.of), len(c.chain), c.stance) for c in shown.claims]
    return [*reports, *claims]


@pytest.mark.parametrize(
    ("plain", "loaded"),
    [
        ("The Syrian government shelled the town of Idlib on Monday.",
         "The Syrian regime shelled the town of Idlib on Monday."),
        ("Fighters attacked a Kenyan base and the dead soldiers were buried.",
         "Fighters attacked a Kenyan base and the martyred soldiers were buried."),
        ("The minister said the attack was a mistake.",
         "The minister said the aggression was a mistake."),
        ("Iran condemned the Israeli strike on Damascus.",
         "Iran condemned the barbaric Israeli strike on Damascus."),
    ],
)  # fmt: skip
def test_a_loaded_word_moves_nothing(plain: str, loaded: str, pipeline: Pipeline) -> None:
    assert told(loaded, pipeline) == told(plain, pipeline)


def test_a_loaded_word_is_listed_as_the_sources_wording(pipeline: Pipeline) -> None:
    shown = coded('The minister said the raid was "an act of aggression".', pipeline)
    assert ("aggression",) in [p.wording for p in positions_of([shown])]


@pytest.mark.parametrize(
    "text",
    [
        "{A} accused {B} of shelling the border town on Monday. {B} denied the attack.",
        "{A}'s main goal is to keep {B} out of the gulf. {B} opposes {A}.",
        "According to {A}, {B} will not withdraw its troops. {B} called the claim a lie.",
        "{A} must stop arming the rebels, {B} said. It can be argued that {A} fears {B}.",
    ],
)
@pytest.mark.parametrize(("one", "other"), [("Kenya", "Uganda"), ("Iran", "Israel")])
def test_swapped_parties_give_mirrored_readings(
    text: str, one: str, other: str, pipeline: Pipeline
) -> None:
    first = coded(text.format(A=one, B=other), pipeline)
    second = coded(text.format(A=other, B=one), pipeline)
    assert _mirrored(first, one, other) == _mirrored(second, other, one)


def _mirrored(shown: CodedDocument, one: str, other: str) -> list[object]:
    """The reading with the parties called A and B, in an order that does not hang on offsets."""
    names = {actor.id: actor.name for actor in shown.actors}
    letters = {one: "A", other: "B"}

    def letter(actor_id: str | None) -> str:
        name = names.get(actor_id or "", "")
        return letters.get(name, name)

    reports: list[object] = [
        (r.type, r.mode, r.stance, sorted((p.role, letter(p.actor_id)) for p in r.participants))
        for r in shown.reports
    ]
    claims = [
        (c.kind, [letter(i) for i in c.of], sorted(letter(i) for i in c.about if i in names),
         [letter(s.actor_id) for s in c.chain], msgspec.to_builtins(c.stance))
        for c in shown.claims
    ]  # fmt: skip
    return [*reports, *sorted(claims, key=str)]
