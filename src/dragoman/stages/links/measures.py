"""The values of the features, for many pairs of reports at once; 0 wherever a value is unknown."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dragoman.stages.links.batch import Batch
from dragoman.stages.links.columns import PARTIES, UNKNOWN
from dragoman.stages.links.types import is_near
from dragoman.stages.links.words import FloatArray

__all__ = [
    "always", "far_publication", "kin_deed", "like_stories", "like_words_beside",
    "one_document", "one_foretold", "one_sentence", "other_counterpart", "other_day", "other_deed",
    "other_deed_there", "other_doer", "other_mode", "other_place", "other_story", "other_target",
    "other_type", "repeated", "same_count", "same_day", "same_deed", "same_parties", "same_place",
    "same_type", "sides_turned", "type_apart",
]  # fmt: skip

_DOER, _TARGET = 0, 2
_SURELY_ONE = 0.7
"""From here on two participants are one: at least of one land and sector."""
_LONG_LIST = 0.25
"""What other counterparts count where two or more participants are the same anyway."""
_ONE_STORY, _OTHER_STORY = 0.3, 0.1
"""Two texts with this much in common tell one story; unrelated ones have under 0.05."""
_WEEK = 7.0
_SHORT_DAYS, _LONG_DAYS = 3, 40
_TWO_DAYS = 5.0
"""What two named days count that do not adjoin: a war is told in much the same words each day."""
_FEWEST_COUNTED = 3
"""Numbers below occur too often to tell happenings apart."""


def _as_float(flags: npt.NDArray[np.bool_]) -> FloatArray:
    return flags.astype(np.float32)


def always(batch: Batch) -> FloatArray:
    """Return 1."""
    return np.ones(len(batch), dtype=np.float32)


def same_type(batch: Batch) -> FloatArray:
    """Return 1 for one type; less where one deed says as much, for it has one type."""
    one, other = batch.sides(batch.columns.type)
    return _as_float((one != UNKNOWN) & (one == other)) * (1 - batch.deed)


def other_type(batch: Batch) -> FloatArray:
    """Return 1 where both types are known and differ."""
    one, other = batch.sides(batch.columns.type)
    return _as_float((one != UNKNOWN) & (other != UNKNOWN) & (one != other))


def type_apart(batch: Batch) -> FloatArray:
    """Return 1 where both types are known and are not near each other: two kinds of happening."""
    one, other = batch.sides(batch.columns.type)
    table = _apart(batch.columns.type_names)
    return _as_float((one != UNKNOWN) & (other != UNKNOWN) & table[one, other])


@lru_cache(maxsize=8)
def _apart(names: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Return which types are apart, by their numbers."""
    rows = [[not is_near(one, other) for other in names] for one in names] or [[False]]
    return np.array(rows, dtype=bool)


def other_mode(batch: Batch) -> FloatArray:
    """Return 1 where both have a mode, not the same, under one type."""
    one, other = batch.sides(batch.columns.mode)
    kind, other_kind = batch.sides(batch.columns.type)
    return _as_float((one != UNKNOWN) & (other != UNKNOWN) & (one != other) & (kind == other_kind))


def same_deed(batch: Batch) -> FloatArray:
    """Return how far the trigger words are of one stem."""
    return batch.deed


def other_deed(batch: Batch) -> FloatArray:
    """Return 1 where the trigger words have no stem in common, if they say anything at all."""
    return _as_float(batch.deed == 0)


def kin_deed(batch: Batch) -> FloatArray:
    """Return how far trigger words without a common stem may name one act."""
    return batch.kin


def same_parties(batch: Batch) -> FloatArray:
    """Return the share of the shorter list of participants that the other has too."""
    one, other = batch.sides(batch.columns.party_side)
    fewer = np.minimum((one != UNKNOWN).sum(axis=1), (other != UNKNOWN).sum(axis=1))
    match = batch.matches
    found = np.minimum(match.max(axis=2).sum(axis=1), match.max(axis=1).sum(axis=1))
    share = np.where(fewer > 0, found / np.maximum(fewer, 1), 0.0)
    return np.minimum(share, 1.0).astype(np.float32)


def other_doer(batch: Batch) -> FloatArray:
    """Return 1 where each names who did it, and not the same."""
    return _other_on(_DOER, batch)


def other_target(batch: Batch) -> FloatArray:
    """Return 1 where each names to whom it was done, and not the same."""
    return _other_on(_TARGET, batch)


def _other_on(side: int, batch: Batch) -> FloatArray:
    """Return 1 where both reports name somebody on a side and none of them can be the same."""
    one, other = batch.grid(batch.columns.party_side)
    on_side = ((one == side) & (other == side)).reshape(-1, PARTIES**2)
    best = np.where(on_side, batch.matches.reshape(-1, PARTIES**2), 0.0).max(axis=1, initial=0.0)
    return _as_float(on_side.any(axis=1) & (best == 0))


def other_counterpart(batch: Batch) -> FloatArray:
    """Return 1 where each names somebody known who has no part in the other.

    Less where two and more of the parties are the same. Who did it is left out where blame differs;
    where a type is not known, neither are the roles.
    """
    columns = batch.columns
    is_known = (columns.party_country != UNKNOWN) | (columns.party_known == 1)
    exempt = columns.may_blame[:, None] & (columns.party_side == _DOER)
    counts = is_known & ~exempt & (columns.party_side != UNKNOWN)
    likest = batch.likenesses
    one, other = batch.sides(counts)
    strange = (one & (likest.max(axis=2) == 0)).any(axis=1)
    strange &= (other & (likest.max(axis=1) == 0)).any(axis=1)
    one_type, other_type = batch.sides(columns.type)
    strange &= (one_type != UNKNOWN) & (other_type != UNKNOWN)
    shared = np.minimum((likest.max(axis=2) > 0).sum(axis=1), (likest.max(axis=1) > 0).sum(axis=1))
    return np.where(strange, np.where(shared > 1, _LONG_LIST, 1.0), 0.0).astype(np.float32)


def sides_turned(batch: Batch) -> FloatArray:
    """Return 1 where the doer of each is the target of the other: an act and the answer to it."""
    one, other = batch.sides(batch.columns.has_sides)
    turned = np.minimum(_likest(batch, _DOER, _TARGET), _likest(batch, _TARGET, _DOER))
    straight = np.maximum(_likest(batch, _DOER, _DOER), _likest(batch, _TARGET, _TARGET))
    return _as_float(one & other & (turned >= _SURELY_ONE) & (straight < _SURELY_ONE))


def _likest(batch: Batch, side: int, other_side: int) -> FloatArray:
    """Return how far somebody on a side of the one is somebody on a side of the other."""
    one, other = batch.grid(batch.columns.party_side)
    found = np.where((one == side) & (other == other_side), batch.likenesses, 0.0)
    likest: FloatArray = found.reshape(-1, PARTIES**2).max(axis=1, initial=0.0)
    return likest


def same_place(batch: Batch) -> FloatArray:
    """Return 1 for one town, less for one district, land, or two near towns."""
    return batch.places[0]


def other_place(batch: Batch) -> FloatArray:
    """Return 1 where all places of the one are far from all of the other."""
    return _as_float(batch.places[1])


def same_day(batch: Batch) -> FloatArray:
    """Return 1 where both days are stated and are one; 0.6 for weeks, 0.1 for vaguer dates."""
    first, before = batch.sides(batch.columns.first), batch.sides(batch.columns.before)
    longer = np.maximum(before[0] - first[0], before[1] - first[1])
    value = np.where(longer <= _LONG_DAYS, 0.6, 0.1)
    value = np.where(longer <= _SHORT_DAYS, 1.0, value)
    return np.where(batch.dated & (batch.gap <= 0), value, 0.0).astype(np.float32)


def other_day(batch: Batch) -> FloatArray:
    """Return 0.3 for days that only adjoin, 5 for days that both texts name and that do not.

    For vaguer dates half the days between, at most 2.
    """
    columns = batch.columns
    is_named = columns.is_stated & (columns.before - columns.first == 1)
    one, other = batch.sides(is_named)
    value = np.where(one & other, _TWO_DAYS, np.minimum(batch.gap / 2, 2.0))
    value = np.where(batch.gap == 1, 0.3, value)
    return np.where(batch.dated & (batch.gap > 0), value, 0.0).astype(np.float32)


def like_words_beside(batch: Batch) -> FloatArray:
    """Return the cosine of the words just before and after the triggers."""
    return batch.columns.beside.cosine(batch.left, batch.right)


def like_stories(batch: Batch) -> FloatArray:
    """Return how far the two documents tell one story: 1 for one, 0 where it is not to be told."""
    above = (batch.story - _OTHER_STORY) / (_ONE_STORY - _OTHER_STORY)
    likeness: FloatArray = np.clip(above, 0.0, 1.0).astype(np.float32)
    return likeness


def other_story(batch: Batch) -> FloatArray:
    """Return how far the two documents tell two stories: 1 for nothing in common."""
    strangeness: FloatArray = np.clip(1 - batch.story / _OTHER_STORY, 0.0, 1.0).astype(np.float32)
    return strangeness


def far_publication(batch: Batch) -> FloatArray:
    """Return the weeks between the two documents, at most 3."""
    one, other = batch.sides(batch.columns.published)
    weeks = np.minimum(np.abs(one - other) / _WEEK, 3.0)
    return np.where((one != UNKNOWN) & (other != UNKNOWN), weeks, 0.0).astype(np.float32)


def same_count(batch: Batch) -> FloatArray:
    """Return 1 for the same exact number of people, three or more."""
    one, other = batch.sides(batch.columns.counted)
    return _as_float((one >= _FEWEST_COUNTED) & (one == other))


def one_foretold(batch: Batch) -> FloatArray:
    """Return 1 where one of the two is told, or denied, as done, and the other is not."""
    one, other = batch.sides(batch.columns.is_open)
    return _as_float(one != other)


def one_document(batch: Batch) -> FloatArray:
    """Return 1 for two reports of one document."""
    one, other = batch.sides(batch.columns.document)
    return _as_float(one == other)


def other_deed_there(batch: Batch) -> FloatArray:
    """Return 1 for two reports of one document that tell of it in different words."""
    return one_document(batch) * other_deed(batch)


def one_sentence(batch: Batch) -> FloatArray:
    """Return 1 for two reports of one sentence."""
    one, other = batch.sides(batch.columns.spot)
    return _as_float(one == other)


def repeated(batch: Batch) -> FloatArray:
    """Return 1 where one of the two is told as a habit."""
    one, other = batch.sides(batch.columns.repeated)
    return _as_float(one | other)
