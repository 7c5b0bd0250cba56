import uuid
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from panah.casework.linking.codes import Answer, Band, PairKind, PairState
from panah.casework.linking.rules.pairs import (
    are_siblings,
    band_of,
    components,
    first_of,
    in_order,
    kind_of,
    outcome_of,
    undo_until,
)
from panah.engines.matching.births import known_birth
from panah.engines.matching.comparing.verdicts import Record, compared
from panah.engines.matching.names.reading import read_name

A, B, C, D = (uuid.UUID(int=number) for number in range(1, 5))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
AGE = {A: NOON, B: NOON + timedelta(days=1), C: NOON + timedelta(days=2), D: NOON}


def record(name: str, *born: int, sex: str = "") -> Record:
    read = read_name(name)
    return Record((read,) if read else (), known_birth(*born), sex)


def kind(one: Record, other: Record) -> PairKind | None:
    found = {kind_of(own, their, compared(own, their)) for own, their in permutations((one, other))}
    assert len(found) == 1, "whichever is named first"
    return found.pop()


def test_groups_hold_together_over_others() -> None:
    assert {frozenset(group) for group in components([(A, B), (B, C)])} == {frozenset({A, B, C})}
    assert sorted(map(len, components([(A, B), (C, D)]))) == [2, 2]
    assert components([]) == []


def test_the_first_is_under_nobody_and_of_several_the_oldest() -> None:
    assert first_of({A, B, C}, [(A, B), (B, C)], AGE) == C
    assert first_of({A, B, C}, [(C, A), (C, B)], AGE) == A
    assert first_of({A, B}, [(A, B), (B, A)], AGE) == A


def test_the_order_of_two_does_not_depend_on_who_is_named_first() -> None:
    assert in_order(A, B) == in_order(B, A) == (A, B)


def test_thirty_days() -> None:
    assert undo_until(NOON) == datetime(2026, 12, 22, 12, tzinfo=UTC)


def test_one_child_in_two_spellings_is_a_pair() -> None:
    one, other = record("Қасымова Айгерім", 2012), record("Qosimova Oygerim", 2012)
    assert kind(one, other) is PairKind.SAME
    assert band_of(compared(one, other)) is Band.POSSIBLE
    whole = record("Қасымова Айгерім Маратқызы", 2012, 3, 4), record("Касымова Айгерим Маратовна", 2012, 3, 4)
    assert band_of(compared(*whole)) is Band.STRONG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (record("Қасымова Айгерім Маратқызы", 2012, 3, 4), record("Касымова Алия Маратовна", 2010, 5, 6)),
        (record("Қасымова Айгерім Маратқызы", 2012, 3, 4), record("Касымова Алия Маратовна", 2012, 3, 4)),
        (record("Қасымов Айдар Маратұлы", 2012, sex="male"), record("Касымова Айдана Маратовна", 2012, sex="female")),
    ],
)
def test_twins_and_siblings_are_no_pair_but_may_be_of_one_home(one: Record, other: Record) -> None:
    assert kind(one, other) is PairKind.SIBLINGS
    assert are_siblings(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (record("", 2012, 3, 4), record("", 2012, 3, 4)),
        (record("🙂 12", 2012, 3, 4), record("🙂 12", 2012, 3, 4)),
        (record("Қасымова Айгерім", 2012), record("", 2012)),
        (record("Қасымова Айгерім", 2012), record("Қасымова Алия", 2012)),  # no father is known: half a town
        (record("А", 2012), record("Б", 2012)),
    ],
)
def test_nothing_is_made_of_empties_or_of_a_family_name_alone(one: Record, other: Record) -> None:
    assert kind(one, other) is None


def test_twins_whose_names_are_nearly_one_stay_a_question_for_a_person() -> None:
    """Hasan and Husan of one birthday: no rule tells them from one child whose name was written twice."""
    twins = record("Karimov Hasan Alisher oʻgʻli", 2014, 1, 2), record("Каримов Хусан Алишер угли", 2014, 1, 2)
    assert kind(*twins) is PairKind.SAME
    apart = record("Karimov Hasan Alisher oʻgʻli", 2014, 1, 2), record("Каримов Хусан Алишер угли", 2016, 5, 7)
    assert kind(*apart) is PairKind.SIBLINGS


def test_a_birthday_written_wrong_makes_no_sister_of_a_child() -> None:
    one = record("Қасымова Айгерім Маратқызы", 2012, 3, 4)
    assert kind(one, record("Касымова Айгерим Маратовна", 2014, 5, 6)) is PairKind.SAME


@pytest.mark.parametrize(
    ("asked", "asker", "state"),
    [
        ("", "", PairState.ASKED),
        (Answer.SAME, "", PairState.ASKED),
        ("", Answer.SAME, PairState.ASKED),
        (Answer.SAME, Answer.SAME, PairState.SAME),
        (Answer.SAME, Answer.DIFFERENT, PairState.DIFFERENT),
        (Answer.DIFFERENT, "", PairState.DIFFERENT),
        (Answer.CANNOT_SAY, "", PairState.OPEN),
        (Answer.CANNOT_SAY, Answer.SAME, PairState.OPEN),
    ],
)
def test_one_child_only_where_both_organisations_say_so(asked: str, asker: str, state: PairState) -> None:
    assert outcome_of(asked, asker) is state
