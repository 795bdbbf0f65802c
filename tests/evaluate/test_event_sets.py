"""Tests of the tasks over public event sets, on made-up records."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.classes import macro_f1, weighted_f1
from dragoman.evaluate.tasks import find_task
from dragoman.evaluate.tasks.snippet_classes import together
from dragoman.knowledge.codebook import check_codebook
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline

CODEBOOKS = Path(__file__).parents[2] / "benchmarks" / "codebooks"
Scored = Callable[..., dict[str, tuple[int | None, int | None]]]


@pytest.fixture(scope="module")
def police() -> Pipeline:
    return Pipeline.load(Config(coder="rules-plover.v1", codebook=str(CODEBOOKS / "police")))


@pytest.fixture
def scored(tmp_path: Path) -> Scored:
    def run(
        task: str, pipeline: Pipeline, *rows: Mapping[str, object]
    ) -> dict[str, tuple[int | None, int | None]]:
        path = tmp_path / "rows.jsonl"
        lines = [json.dumps({"id": str(n), **row}) for n, row in enumerate(rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        count, measures = find_task(task)(path, pipeline)
        assert count == len(rows)
        return {m.name: (m.right, m.of) for m in measures}

    return run


def span(words: str) -> dict[str, object]:
    return {"start": None, "end": None, "text": words}


@pytest.mark.parametrize("name", ["police", "subevents"])
def test_a_codebook_of_a_task_has_no_fault(name: str) -> None:
    assert check_codebook(CODEBOOKS / name).faults == ()


def test_a_weighted_mean_counts_a_class_by_its_rows() -> None:
    pairs = [("A", "A"), ("A", "A"), ("A", "A"), ("B", None)]
    assert weighted_f1("f", pairs).value == 0.75
    assert macro_f1("f", pairs).value == 0.5


# --- sentence-classes

RAID = "Police arrested nine traders in Gonda."
SHOTS = "Bandits killed a teacher in Basti."


def article(*sentences: tuple[str, list[str]]) -> dict[str, object]:
    labelled = [{"text": text, "labels": labels} for text, labels in sentences]
    return {"text": " ".join(text for text, _ in sentences), "sentences": labelled}


def test_a_report_classes_the_sentence_of_its_trigger(scored: Scored, police: Pipeline) -> None:
    found = scored(
        "sentence-classes", police, article((SHOTS, []), (RAID, ["ARREST", "ANY_ACTION"]))
    )
    assert found["ARREST F1"] == (2, 2)


def test_a_deed_of_others_is_none_of_the_police(scored: Scored, police: Pipeline) -> None:
    found = scored("sentence-classes", police, article((SHOTS, [])))
    assert found["KILL precision"] == (0, 0)


def test_a_deed_of_the_police_counts(scored: Scored, police: Pipeline) -> None:
    told = "Police killed a bandit in Basti."
    assert scored("sentence-classes", police, article((told, ["KILL"])))["KILL F1"] == (2, 2)


def test_a_wording_counts_where_grammar_finds_nobody(scored: Scored, police: Pipeline) -> None:
    told = "Then came an arrest. Yesterday the police were there, and there was a killing of boys."
    found = scored("sentence-classes", police, article((told, ["ARREST"])))
    assert found["ARREST recall"] == (0, 1)
    assert found["ARREST by wording recall"] == (1, 1)


def test_what_is_denied_is_not_found(scored: Scored, police: Pipeline) -> None:
    told = "Police did not arrest the traders in Gonda."
    assert scored("sentence-classes", police, article((told, [])))["ARREST precision"] == (0, 0)


def test_a_sentence_that_is_not_in_its_text_is_an_error(scored: Scored, police: Pipeline) -> None:
    row = {"text": RAID, "sentences": [{"text": SHOTS, "labels": []}]}
    with pytest.raises(InputError, match=r"D106 record 0: sentence 1 is not in its text"):
        scored("sentence-classes", police, row)


# --- incidents

AMBUSH = "Guerrillas attacked a convoy near Ayacucho yesterday. The mayor spoke of peace."


def template(kind: str, **entities: list[list[dict[str, object]]]) -> dict[str, object]:
    return {"incident_type": kind, **entities}


def test_an_incident_is_found_by_its_type_and_words(scored: Scored, pipeline: Pipeline) -> None:
    attack = template("attack", PerpInd=[[span("guerrillas")]], Target=[[span("a convoy")]])
    found = scored("incidents", pipeline, {"text": AMBUSH, "templates": [attack]})
    assert found["incident found"] == (1, 1)
    assert found["perpetrator found"] == (1, 1)
    assert found["perpetrator of found"] == (1, 1)


def test_a_report_about_others_answers_no_template(scored: Scored, pipeline: Pipeline) -> None:
    attack = template("attack", PerpInd=[[span("smugglers")]])
    found = scored("incidents", pipeline, {"text": AMBUSH, "templates": [attack]})
    assert found["type in document"] == (1, 1)
    assert found["incident found"] == (0, 1)


def test_an_attack_is_no_kidnapping(scored: Scored, pipeline: Pipeline) -> None:
    kidnapping = template("kidnapping", PerpInd=[[span("guerrillas")]])
    found = scored("incidents", pipeline, {"text": AMBUSH, "templates": [kidnapping]})
    assert found["type in document"] == (0, 1)


def test_one_report_answers_one_template(scored: Scored, pipeline: Pipeline) -> None:
    attack = template("attack", PerpInd=[[span("guerrillas")]])
    found = scored("incidents", pipeline, {"text": AMBUSH, "templates": [attack, attack]})
    assert found["incident found"] == (1, 2)


def test_a_document_without_incident_should_give_none(scored: Scored, pipeline: Pipeline) -> None:
    found = scored("incidents", pipeline, {"text": AMBUSH, "templates": []})
    assert found["no incident, none coded"] == (0, 1)


# --- open-coding


def event(plover: str, source: str, recipient: str, **more: object) -> dict[str, object]:
    sides = {"source": [{"code": source}], "recipient": [{"code": recipient}]}
    return {"plover": plover, **sides, **more}


def test_older_type_names_are_folded(scored: Scored, pipeline: Pipeline) -> None:
    told = "Norway demanded that Chile release the trawler."
    found = scored(
        "open-coding", pipeline, {"text": told, "events": [event("DEMAND", "NOR", "CHL")]}
    )
    assert found["class recall"] == (1, 1)
    assert found["triple recall"] == (1, 1)


def test_a_triple_in_the_wrong_direction_is_not_found(scored: Scored, pipeline: Pipeline) -> None:
    told = "Norway demanded that Chile release the trawler."
    found = scored(
        "open-coding", pipeline, {"text": told, "events": [event("DEMAND", "CHL", "NOR")]}
    )
    assert found["class recall"] == (1, 1)
    assert found["triple recall"] == (0, 1)


def test_a_meeting_of_parties_is_one_triple_either_way(scored: Scored, pipeline: Pipeline) -> None:
    told = "Norway and Chile held talks in Geneva."
    found = scored(
        "open-coding", pipeline, {"text": told, "events": [event("CONSULT", "CHL", "NOR")]}
    )
    assert found["triple F1"] == (2, 2)


def test_what_is_found_beside_the_gold_counts_against(scored: Scored, pipeline: Pipeline) -> None:
    told = "Norway and Chile held talks in Geneva."
    found = scored("open-coding", pipeline, {"text": told, "events": [event("AID", "CHL", "NOR")]})
    assert found["class precision"] == (0, 1)


# --- snippet-classes


def test_a_snippet_has_the_class_of_its_surest_report(scored: Scored) -> None:
    rules = Config(coder="rules-plover.v1", codebook=str(CODEBOOKS / "subevents"))
    pipeline = Pipeline.load(rules)
    rows = (
        {
            "text": "Rebels threw a hand grenade into a bar.",
            "events": [{"acled_subtype": "GRENADE"}],
        },
        {
            "text": "An earthquake hit the valley.",
            "events": [{"acled_subtype": "NATURAL_DISASTER"}],
        },
    )
    found = scored("snippet-classes", pipeline, *rows)
    assert found["reports weighted F1"] == (1, 2)
    assert found["wordings weighted F1"] == (2, 2)


def test_nearness_decides_where_no_wording_fits() -> None:
    assert together({}, {"A": 0.2, "B": 0.8})["B"] == 0.8
    summed = together({"A": 0.9}, {"A": 0.2, "B": 0.8})
    assert summed["A"] > summed["B"]
