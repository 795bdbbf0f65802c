"""What words say of two reports being one happening."""

from __future__ import annotations

import numpy as np

from dragoman.stages.links.features import FEATURES, weighed
from dragoman.stages.links.kin import kin_of
from dragoman.stages.links.words import (
    FloatArray,
    Weights,
    content_stems,
    name_stems,
    stems_beside,
    trigger_stems,
    weigh,
)

ROWS = np.arange(2, dtype=np.intp)
WEIGHTS = np.array([feature.weight for feature in FEATURES])


def likeness(one: str, other: str) -> float:
    kin = kin_of([trigger_stems(one), trigger_stems(other)])
    return float(kin.likeness(ROWS[:1], ROWS[1:])[0])


def values(**given: float) -> FloatArray:
    row = [given.get(feature.name.replace(" ", "_"), 0.0) for feature in FEATURES]
    return np.array([row], dtype=np.float32)


def test_words_that_share_a_meaning_are_kin_and_others_are_not() -> None:
    assert likeness("attacked", "assault") == 1
    assert 0 < likeness("killed", "murder") < 1
    assert likeness("met", "bombed") == 0
    assert likeness("xyzzy", "xyzzy") == 0


def test_a_name_is_what_is_never_written_small() -> None:
    text = "Police shot 12 in Homs. The police deny it, Damascus says."
    assert name_stems(text) == {"12", "hom", "damascus"}


def test_two_texts_of_one_matter_in_two_towns_are_less_alike_than_their_words() -> None:
    texts = ["A quake shook houses in Aceh", "A quake shook houses in Izmir", "Talks on grain"]
    stems = [content_stems(text) for text in texts]
    weights = Weights(stems)
    plain = weigh(stems, weights, width=8)
    named = weigh(stems, weights, width=8, names=[name_stems(text) for text in texts])
    one, other = ROWS[:1], ROWS[1:]
    assert named.cosine(one, other)[0] < plain.cosine(one, other)[0] / 2


def test_the_words_beside_a_trigger_are_those_around_it_alone() -> None:
    sentence = "Rebels far away from there, it is told again, shelled Homs."
    start = sentence.index("shelled")
    assert stems_beside(sentence, start, start + len("shelled")) == ("hom",)


def test_little_in_common_counts_as_not_compared_and_a_contradiction_counts_in_full() -> None:
    nothing = values(prior=1, other_deed=1, other_story=1)
    assert weighed(nothing, WEIGHTS)[0] == np.float32(-0.3)
    apart = values(prior=1, other_deed=1, other_story=1, other_place=1)
    assert weighed(apart, WEIGHTS)[0] == np.float32(-8.3)


def test_every_weight_that_is_fitted_is_in_the_file() -> None:
    assert all(feature.weight != 0 for feature in FEATURES)
