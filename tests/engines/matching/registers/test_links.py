"""Of each row the best few links stay, always the same ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.matching.comparing.verdicts import POSSIBLE, STRONG, score_of
from panah.engines.matching.registers.links import Links, band_of, least_points, written_score

triples = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(-5, 5)), unique_by=lambda one: one[:2])


def links(listed: list[tuple[int, int, int]]) -> Links:
    own, other, points = (np.array([one[at] for one in listed]) for at in range(3))
    return Links(own.astype(np.uint32), other.astype(np.uint32), points.astype(np.int32))


@given(triples, st.integers(1, 3))
def test_the_best_stay_in_an_order_that_holds(listed: list[tuple[int, int, int]], best: int) -> None:
    ordered = sorted(listed, key=lambda one: (one[0], -one[2], one[1]))
    expected = [
        one for place, one in enumerate(ordered) if [other[0] for other in ordered[:place]].count(one[0]) < best
    ]
    found = links(listed)
    kept = found.only(found.order(best))
    assert list(zip(kept.own.tolist(), kept.other.tolist(), kept.points.tolist(), strict=True)) == expected


@pytest.mark.parametrize("score", [0.01, POSSIBLE, 0.5, STRONG])
def test_the_fewest_points_reach_the_score(score: float) -> None:
    points = least_points(score)
    assert score_of(points) >= score > score_of(points - 1)


def test_bands_and_scores_are_written_alike_everywhere() -> None:
    assert [band_of(least_points(score)) for score in (0.05, POSSIBLE, STRONG)] == ["weak", "possible", "strong"]
    assert written_score(320) == "0.5000"
