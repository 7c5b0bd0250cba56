"""Pairs of two registers get the points that one name beside many gets, and the same reasons."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.matching.births import Birth, compared_births, known_birth
from panah.engines.matching.comparing.verdicts import Record, compared
from panah.engines.matching.names.reading import read_name
from panah.engines.matching.registers.pairs import AGREEMENTS, Beside, agreements
from panah.engines.matching.registers.people import People, made_ready, packed
from panah.engines.matching.registers.reasons import reasons_of
from tests.engines.matching import names

SEXES = ("", "male", "female")
births = st.builds(
    known_birth,
    st.sampled_from((None, 2010, 2011, 2012, 1999)),
    st.sampled_from((None, 1, 3, 4, 12)),
    st.sampled_from((None, 1, 3, 4, 12, 31)),
)
people = st.lists(st.tuples(names.texts, births, st.integers(0, 2)), min_size=1, max_size=5)
Row = tuple[str, Birth, int]


def ready(rows: list[Row]) -> People:
    made = made_ready(
        [read_name(name) for name, _, _ in rows], [birth for _, birth, _ in rows], [sex for *_, sex in rows]
    )
    return People.restored(made.arrays())


def record(row: Row) -> Record:
    return Record((read_name(row[0]),), row[1], SEXES[row[2]])


def every(ours: list[Row], theirs: list[Row]) -> Beside:
    own, other = np.divmod(np.arange(len(ours) * len(theirs)), len(theirs))
    return Beside(ready(ours), ready(theirs), own, other)


@settings(deadline=None, max_examples=150)
@given(people, people)
def test_points_and_reasons_are_those_of_the_verdict(ours: list[Row], theirs: list[Row]) -> None:
    pairs = every(ours, theirs)
    verdicts = [compared(record(one), record(other)) for one in ours for other in theirs]
    points = pairs.points()
    assert points.tolist() == [verdict.points for verdict in verdicts]
    assert reasons_of(pairs) == [" ".join(reason.code for reason in verdict.reasons) for verdict in verdicts]
    worth = set(pairs.worth_comparing(150).tolist())
    assert all(place in worth for place, one in enumerate(points) if one >= 150)


@settings(max_examples=400)
@given(births, births)
def test_births_agree_as_everywhere(one: Birth, other: Birth) -> None:
    found = agreements(np.array([packed(one)], dtype=np.int32), np.array([packed(other)], dtype=np.int32))
    assert AGREEMENTS[found[0]] is compared_births(one, other)
