"""Rows meet under a shared key, each pair once in the end; what is common to all is counted, not compared."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.matching.births import Birth, known_birth
from panah.engines.matching.names.reading import read_name
from panah.engines.matching.registers import meeting
from panah.engines.matching.registers.meeting import (
    Crowds,
    Entries,
    asked_under,
    different,
    entries_of,
    kept_under,
)
from tests.engines.matching import names
from tests.engines.matching.registers.test_pairs import births

SECRET = b"s" * 32
rows = st.lists(st.tuples(names.texts, births), max_size=6)
Row = tuple[str, Birth]


def entries(listed: list[Row], first: int = 0, *, is_asked: bool = False) -> Entries:
    under = asked_under if is_asked else kept_under
    return entries_of(
        (under(read_name(name), birth) for name, birth in listed), (birth for _, birth in listed), first, SECRET
    )


def met(asked: Entries, kept: Entries, most: int = 1000) -> tuple[list[tuple[int, int]], Crowds]:
    crowds = Crowds()
    found = [different(own, other) for own, other in meeting.meeting(asked, kept, crowds, most)]
    pairs = {pair for own, other in found for pair in zip(own.tolist(), other.tolist(), strict=True)}
    return sorted(pairs), crowds


@settings(deadline=None)
@given(rows, rows, st.integers(1, 4))
def test_rows_meet_where_they_share_a_key_and_in_parts_alike(ours: list[Row], theirs: list[Row], parts: int) -> None:
    expected = [
        (own, other)
        for (own, (name, birth)), (other, (their, their_birth)) in product(enumerate(ours), enumerate(theirs, 7))
        if asked_under(read_name(name), birth) & kept_under(read_name(their), their_birth)
    ]
    asked, kept = entries(ours, is_asked=True), entries(theirs, 7)
    assert met(asked, kept)[0] == expected
    by_part = [met(one, other)[0] for one, other in zip(asked.parted(parts), kept.parted(parts), strict=True)]
    assert sorted({pair for pairs in by_part for pair in pairs}) == expected


def test_pairs_come_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [("Касымова Айгерим", known_birth(2011))] * 9
    whole = met(entries(listed, is_asked=True), entries(listed))
    monkeypatch.setattr(meeting, "PAIRS_AT_ONCE", 100)
    assert met(entries(listed, is_asked=True), entries(listed)) == whole
    assert len(whole[0]) == 81


def test_the_year_beside_meets_in_both_directions() -> None:
    one, other = [("Айгерим", known_birth(2011, 3, 4))], [("Айгерим", known_birth(2012, 3, 4))]
    assert met(entries(one, is_asked=True), entries(other))[0] == [(0, 0)]
    assert met(entries(other, is_asked=True), entries(one))[0] == [(0, 0)]


@settings(deadline=None)
@given(names.texts, births)
def test_asked_is_under_every_year_that_may_be_meant(text: str, birth: Birth) -> None:
    name = read_name(text)
    years = [birth.year + step for step in (-1, 0, 1)] if birth.year else [None]
    assert asked_under(name, birth) == frozenset().union(*(kept_under(name, known_birth(year)) for year in years))


def test_of_a_key_of_too_many_only_one_birthday_meets_and_the_rest_is_counted() -> None:
    listed = [("Ким Ли", known_birth(2011, 3, day)) for day in range(1, 21)]
    pairs, crowds = met(entries(listed, is_asked=True), entries(listed), most=100)
    assert pairs == [(row, row) for row in range(20)]
    assert crowds.keys > 0
    assert crowds.left_out >= 380


def test_a_birthday_of_too_many_is_left_out_and_counted() -> None:
    listed = [("Ким Ли", known_birth(2011, 3, 4))] * 20
    pairs, crowds = met(entries(listed, is_asked=True), entries(listed), most=100)
    assert pairs == []
    assert crowds.left_out >= 400


def test_nobody_meets_nobody() -> None:
    assert met(entries([]), entries([]))[0] == []
    assert different(np.zeros(0, np.uint32), np.zeros(0, np.uint32))[0].tolist() == []


def test_without_the_secret_a_key_is_not_found_again() -> None:
    keys = [kept_under(read_name("Касымова Айгерим"), Birth())]
    mine, theirs = (set(entries_of(keys, [Birth()], 0, secret).hashes.tolist()) for secret in (SECRET, b"t" * 32))
    assert not mine & theirs
