from datetime import date, timedelta

import pytest

from panah.programme.training.rules.practice import Asked, Stage, Told, is_open, practice, sample, stage_of

ENDED = date(2026, 5, 20)


def after(days: int) -> date:
    return ENDED + timedelta(days=days)


@pytest.mark.parametrize(
    ("asked", "days", "stage"),
    [
        (Asked(ENDED), 179, Stage.NOT_YET),
        (Asked(ENDED), 180, Stage.ASK),
        (Asked(ENDED, after(180)), 186, Stage.WAITS),
        (Asked(ENDED, after(180)), 187, Stage.REMIND),
        (Asked(ENDED, after(187)), 187, Stage.WAITS),  # asked late: not reminded on the same day
        (Asked(ENDED, after(180), after(187)), 193, Stage.WAITS),
        (Asked(ENDED, after(180), after(187)), 194, Stage.SAMPLE),
        (Asked(ENDED, after(180), after(187), is_sampled=True), 200, Stage.CALL),
        (Asked(ENDED, after(180), answered_on=after(181)), 300, Stage.ANSWERED),
        (Asked(ENDED, after(180)), 271, Stage.OVER),
        (Asked(ENDED), 400, Stage.OVER),
    ],
)
def test_the_way_of_one_question(asked: Asked, days: int, stage: Stage) -> None:
    assert stage_of(asked, after(days)) is stage


@pytest.mark.parametrize(("days", "opens"), [(179, False), (180, True), (270, True), (271, False)])
def test_an_answer_is_taken_in_for_a_quarter(days: int, opens: bool) -> None:
    assert is_open(ENDED, after(days)) is opens


def test_the_sample_is_every_fifth_and_five_at_least_and_always_the_same() -> None:
    codes = [f"c{number}" for number in range(60)]
    assert len(sample(codes, "E")) == 12
    assert len(sample(codes[:13], "E")) == 5
    assert sample(codes[:3], "E") == frozenset(codes[:3])
    assert sample(codes, "E") == sample(list(reversed(codes)), "E")
    assert sample(codes, "E") != sample(codes, "F")
    assert sample([], "E") == frozenset()


def test_shares_are_of_those_who_answered() -> None:
    told = [
        Told("yes", "weekly", 2, ("no_time",)),
        Told("partly", "monthly", 0, ("no_time", "no_form")),
        Told("no", obstacles=("no_time",)),
        Told("yes", "weekly", None),
    ]
    found = practice(10, told, by_phone=1)
    assert (found.asked, found.answered, found.by_phone, found.answered_percent) == (10, 4, 1, 40)
    assert (found.used, found.applying_percent) == (3, 75)
    assert (found.referring, found.referred) == (1, 2)
    assert list(found.obstacles.items()) == [("no_time", 3), ("no_form", 1)]
    assert found.often == {"weekly": 2, "monthly": 1}
    assert found.is_too_few


def test_of_nobody_there_is_nothing_to_say() -> None:
    found = practice(0, [])
    assert (found.applying_percent, found.answered_percent, found.obstacles) == (0, 0, {})
