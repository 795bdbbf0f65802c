"""Tests of which type a sentence is nearest to, on vectors of two numbers."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.knowledge.codebook import load_codebook
from dragoman.stages.code.nearest import descriptions, nearest_types, pooled
from dragoman.stages.encode import Floats


def vector(*numbers: float) -> Floats:
    return np.array(numbers, dtype=np.float32)


def test_the_type_whose_texts_point_the_same_way_is_nearest() -> None:
    described = {"A": [vector(1, 0)], "B": [vector(0, 1)]}
    assert [code for code, _ in nearest_types(vector(0, 1), described)] == ["B", "A"]


def test_shares_sum_to_one() -> None:
    described = {"A": [vector(1, 0)], "B": [vector(0.6, 0.8)], "C": [vector(0, 1)]}
    shares = nearest_types(vector(0.8, 0.6), described)
    assert sum(share for _, share in shares) == pytest.approx(1)


def test_one_near_example_is_enough() -> None:
    described = {
        "A": [vector(0.6, 0.8), vector(0.6, 0.8)],
        "B": [vector(0.6, 0.8), vector(0, 1), vector(1, 0)],
    }
    assert nearest_types(vector(1, 0), described)[0][0] == "B"


def test_types_equally_near_stand_in_the_order_of_their_names() -> None:
    described = {"B": [vector(1, 0)], "A": [vector(1, 0)]}
    assert [code for code, _ in nearest_types(vector(1, 0), described)] == ["A", "B"]


def test_no_types_no_nearest() -> None:
    assert nearest_types(vector(1, 0), {}) == ()


def test_a_text_is_the_mean_of_its_pieces_at_length_one() -> None:
    assert pooled(vector(3, 0, 0, 4).reshape(2, 2)).tolist() == pytest.approx([0.6, 0.8])


def test_a_type_is_described_by_its_definition_first() -> None:
    arrest = descriptions(load_codebook("conflict"))["ARREST"]
    assert arrest == (
        "arrest: An authority takes people into custody in connection with conflict or disorder.",
        "Police detained 60 demonstrators.",
    )
