"""The values of the features, for many pairs of reports at once; 0 wherever a value is unknown."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dragoman.stages.links.columns import PARTIES, PLACES, UNKNOWN, Columns
from dragoman.stages.links.words import FloatArray

__all__ = [
    "always", "far_publication", "like_sentences", "like_stories", "one_document", "one_foretold",
    "one_sentence", "other_day", "other_deed", "other_doer", "other_mode", "other_place",
    "other_target",    "other_type", "repeated", "same_count", "same_day", "same_deed", "same_parties", "same_place", "same_type",
]  # fmt: skip

Index = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_ACTOR, _NAME, _OFFICE, _LAND = 1.0, 0.9, 0.7, 0.5
"""How far two participants are one: the same actor, surname, country and sector, country."""
_REVERSED = 0.3
"""What is left of a match where one report has as doer whom the other has as target."""
_NEAR_KM, _FAR_KM = 30.0, 100.0
_KM_PER_DEGREE = 111.2
_ONE_STORY, _OTHER_STORY = 0.3, 0.1
"""Two texts with this much in common tell one story; unrelated ones have under 0.05."""
_WEEK = 7.0
_SHORT_DAYS, _LONG_DAYS = 3, 40


def _where(flags: Flags) -> FloatArray:
    return flags.astype(np.float32)


def always(_columns: Columns, left: Index, _right: Index) -> FloatArray:
    """Return 1."""
    return np.ones(len(left), dtype=np.float32)


def same_type(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 for one and the same type; less where one deed says as much, for it has one type."""
    one, other = columns.type[left], columns.type[right]
    same = _where((one != UNKNOWN) & (one == other))
    return same * (1 - same_deed(columns, left, right))


def other_type(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where both types are known and differ."""
    one, other = columns.type[left], columns.type[right]
    return _where((one != UNKNOWN) & (other != UNKNOWN) & (one != other))


def other_mode(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where both have a mode, not the same, under one type."""
    one, other = columns.mode[left], columns.mode[right]
    known = (one != UNKNOWN) & (other != UNKNOWN)
    return _where(known & (one != other) & (columns.type[left] == columns.type[right]))


def same_deed(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return how far the trigger words are of one stem."""
    return columns.trigger.cosine(left, right)


def other_deed(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where the trigger words have no stem in common."""
    known = columns.trigger.words[:, 0] != UNKNOWN
    return _where(known[left] & known[right] & (columns.trigger.cosine(left, right) == 0))


def _matches(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return how far each participant of the one report is each of the other."""

    def agree(table: npt.NDArray[np.int32]) -> Flags:
        one, other = table[left][:, :, None], table[right][:, None, :]
        return (one == other) & (one != UNKNOWN)

    known = columns.party_known
    both_known = (known[left][:, :, None] == 1) & (known[right][:, None, :] == 1)
    country, sector = agree(columns.party_country), agree(columns.party_sector)
    match = np.where(country, _LAND, 0.0).astype(np.float32)
    # Two actors of the index that are not one are two offices, however alike their codes.
    match = np.where(country & sector & ~both_known, _OFFICE, match)
    match = np.where(agree(columns.party_word) & ~both_known, np.maximum(match, _NAME), match)
    # "Police" of two countries are two, whatever they are called.
    lands = columns.party_country[left][:, :, None], columns.party_country[right][:, None, :]
    abroad = (lands[0] != lands[1]) & (lands[0] != UNKNOWN) & (lands[1] != UNKNOWN)
    match = np.where(abroad, 0.0, match)
    match = np.where(agree(columns.party_key) & ~(abroad & ~both_known), _ACTOR, match)
    one, other = columns.party_side[left][:, :, None], columns.party_side[right][:, None, :]
    reversed_roles = np.abs(one - other) == 2
    return np.where(reversed_roles, match * _REVERSED, match).astype(np.float32)


def same_parties(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return the share of the shorter list of participants that the other has too."""
    match = _matches(columns, left, right)
    ours = (columns.party_side[left] != UNKNOWN).sum(axis=1)
    theirs = (columns.party_side[right] != UNKNOWN).sum(axis=1)
    fewer = np.minimum(ours, theirs)
    found = np.minimum(match.max(axis=2).sum(axis=1), match.max(axis=1).sum(axis=1))
    share: FloatArray = np.where(fewer > 0, found / np.maximum(fewer, 1), 0.0).astype(np.float32)
    return np.minimum(share, 1.0)


def _other_on(side: int, columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where both reports name somebody on a side and none of them can be the same."""
    ours = columns.party_side[left] == side
    theirs = columns.party_side[right] == side
    on_side = ours[:, :, None] & theirs[:, None, :]
    best = np.where(on_side, _matches(columns, left, right), 0.0).reshape(-1, PARTIES**2).max(1)
    return _where(ours.any(axis=1) & theirs.any(axis=1) & (best == 0))


def other_doer(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where each names who did it, and not the same."""
    return _other_on(0, columns, left, right)


def other_target(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where each names to whom it was done, and not the same."""
    return _other_on(2, columns, left, right)


def _places(columns: Columns, left: Index, right: Index) -> tuple[FloatArray, FloatArray]:
    """Return how near the nearest two places are, and whether even those are apart."""
    known = ~np.isnan(columns.place_id)
    both = known[left][:, :, None] & known[right][:, None, :]

    def agree(table: FloatArray) -> Flags:
        one, other = table[left][:, :, None], table[right][:, None, :]
        return (one == other) & (one >= 0)

    precise = columns.place_precise
    both_precise = (precise[left][:, :, None] == 1) & (precise[right][:, None, :] == 1)
    land, region = agree(columns.place_country), agree(columns.place_region)
    lands_known = (columns.place_country[left][:, :, None] >= 0) & (
        columns.place_country[right][:, None, :] >= 0
    )
    km = _distance(columns, left, right)
    same = agree(columns.place_id)
    near = np.where(land & ~both_precise, 0.3, 0.0)
    near = np.where(region & ~both_precise, 0.5, near)
    near = np.where(both_precise & (km <= _NEAR_KM), 0.7, near)
    near = np.where(same, np.where(both_precise, 1.0, 0.4), near)
    apart = ~same & ((both_precise & (km > _FAR_KM)) | (lands_known & ~land & ~(km <= _NEAR_KM)))
    cells = PLACES**2
    nearest = np.where(both, near, 0.0).reshape(-1, cells).max(axis=1)
    any_pair = both.reshape(-1, cells).any(axis=1)
    all_apart = (apart | ~both).reshape(-1, cells).all(axis=1)
    return nearest.astype(np.float32), _where(any_pair & all_apart)


def _distance(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return kilometres between each two places, on a plane: exact for near ones."""
    latitudes = columns.latitude[left][:, :, None], columns.latitude[right][:, None, :]
    longitudes = columns.longitude[left][:, :, None], columns.longitude[right][:, None, :]
    north = latitudes[0] - latitudes[1]
    east = np.abs(longitudes[0] - longitudes[1])
    east = np.minimum(east, 360 - east) * np.cos(np.radians((latitudes[0] + latitudes[1]) / 2))
    km: FloatArray = _KM_PER_DEGREE * np.sqrt(north**2 + east**2)
    return km


def same_place(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 for one town, less for one district, land, or two near towns."""
    return _places(columns, left, right)[0]


def other_place(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where all places of the one are far from all of the other."""
    return _places(columns, left, right)[1]


def _gap(columns: Columns, left: Index, right: Index) -> npt.NDArray[np.int32]:
    """Return the days between the two spans, 0 or less where they meet."""
    later = np.maximum(columns.first[left], columns.first[right])
    gap: npt.NDArray[np.int32] = later - np.minimum(columns.before[left], columns.before[right]) + 1
    return gap


def _dated(columns: Columns, left: Index, right: Index) -> Flags:
    dated: Flags = columns.is_dated[left] & columns.is_dated[right]
    return dated


def same_day(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where both days are stated and are one; 0.6 for a week, 0.1 for vaguer dates."""
    longer = np.maximum(
        columns.before[left] - columns.first[left], columns.before[right] - columns.first[right]
    )
    value = np.where(longer <= _LONG_DAYS, 0.6, 0.1)
    value = np.where(longer <= _SHORT_DAYS, 1.0, value)
    meets = _dated(columns, left, right) & (_gap(columns, left, right) <= 0)
    return np.where(meets, value, 0.0).astype(np.float32)


def other_day(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 0.3 for days that only adjoin, 2 for a gap of four days and more."""
    gap = _gap(columns, left, right)
    value = np.where(gap == 1, 0.3, np.minimum(gap / 2, 2.0))
    return np.where(_dated(columns, left, right) & (gap > 0), value, 0.0).astype(np.float32)


def like_sentences(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return the cosine of the sentences' rare words."""
    return columns.sentence.cosine(left, right)


def like_stories(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return how far the two documents tell one story: 1 for one, -1 for two strangers."""
    one, other = columns.document[left].astype(np.int64), columns.document[right].astype(np.int64)
    size = int(columns.document.max(initial=0)) + 1
    codes, back = np.unique(one * size + other, return_inverse=True)
    rows, others = (codes // size).astype(np.intp), (codes % size).astype(np.intp)
    cosines = columns.story.cosine(rows, others)
    above = (cosines - _OTHER_STORY) / (_ONE_STORY - _OTHER_STORY)
    below = (cosines - _OTHER_STORY) / _OTHER_STORY
    likeness = np.where(cosines < _OTHER_STORY, below, np.minimum(above, 1.0))
    likeness = np.where(rows == others, 1.0, likeness)
    return likeness.astype(np.float32)[back]


def far_publication(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return the weeks between the two documents, at most 3."""
    one, other = columns.published[left], columns.published[right]
    weeks = np.minimum(np.abs(one - other) / _WEEK, 3.0)
    return np.where((one != UNKNOWN) & (other != UNKNOWN), weeks, 0.0).astype(np.float32)


def same_count(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 for the same exact number of people, three or more."""
    one, other = columns.counted[left], columns.counted[right]
    return _where((one >= 3) & (one == other))


def one_foretold(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where one of the two is told, or denied, as done, and the other is not."""
    return _where(columns.is_open[left] != columns.is_open[right])


def one_document(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 for two reports of one document that tell of it in different words."""
    same = columns.document[left] == columns.document[right]
    return _where(same) * other_deed(columns, left, right)


def one_sentence(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 for two reports of one sentence."""
    return _where(columns.spot[left] == columns.spot[right])


def repeated(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return 1 where one of the two is told as a habit."""
    return _where(columns.repeated[left] | columns.repeated[right])
