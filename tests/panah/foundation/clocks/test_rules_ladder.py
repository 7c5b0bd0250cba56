"""The ladder: at which part of the time who is told, each rung once, whatever the worker slept through."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.clocks.codes import OF_A_CAMPAIGN, OF_A_CHAMPION, OF_THE_LIBRARY, TimerKind, Told
from panah.foundation.clocks.rules import FaultyLadder, Rung, climbed, ladder_of, moments, rungs_for
from panah.foundation.reference.codes import content_table

LADDER = ladder_of(content_table("rules/ladder.toml"))
START = datetime(2026, 11, 20, 7, tzinfo=UTC)
OF_A_BODY = [
    (18, "owner"), (24, "owner leaders asker telephone"), (48, "asker_leaders region"), (96, "ministry"),
]  # fmt: skip
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def table(*rungs: dict[str, object], kinds: list[str] | None = None) -> dict[str, object]:
    return {"groups": [{"name": "planted", "kinds": kinds or list(TimerKind), "rungs": list(rungs)}]}


def test_every_clock_has_its_ladder_by_name() -> None:
    assert set(LADDER) == set(TimerKind)
    named = [kind for group in content_table("rules/ladder.toml")["groups"] for kind in group["kinds"]]
    assert sorted(named) == sorted(TimerKind)


def test_a_clock_that_is_not_named_has_the_ladder_of_the_rest() -> None:
    found = ladder_of(
        {
            "groups": [
                {"name": "one", "kinds": ["review"], "takes_the_rest": True, "rungs": [{"at": 1.0, "tells": ["head"]}]}
            ]
        }
    )
    assert {rungs[0].tells for rungs in found.values()} == {(Told.HEAD,)}


QUIET = sorted({TimerKind.DUTY_LIST, TimerKind.MESSAGES_STUCK, *OF_THE_LIBRARY, *OF_A_CAMPAIGN, *OF_A_CHAMPION})


@pytest.mark.parametrize("kind", QUIET)
def test_what_is_about_nobody_in_need_is_a_row_and_no_alarm(kind: TimerKind) -> None:
    assert rungs_for(LADDER, kind, "normal") == ()


@pytest.mark.parametrize("kind", [kind for kind in TimerKind if kind not in QUIET])
@pytest.mark.parametrize("level", ["danger", "high", "normal", "medium", "low"])
def test_the_owner_hears_before_the_end_and_leaders_or_the_desk_at_its_end(kind: TimerKind, level: str) -> None:
    rungs = rungs_for(LADDER, kind, level)
    shares = {rung.at: set(rung.tells) for rung in rungs if rung.at is not None}
    assert Told.OWNER in shares[0.75]
    assert Told.LEADERS in shares[1.0]
    assert Told.REGION not in shares[0.75] | shares[1.0]


@pytest.mark.parametrize(
    ("kind", "level", "told"),
    [
        ("concern_first_look", "normal", [(18, "owner"), (24, "owner leaders"), (48, "region"), (96, "ministry")]),
        ("leg_acknowledge", "danger", [(0.25, "backup"), (0.5, "head"), *OF_A_BODY]),
        ("leg_answer", "normal", OF_A_BODY),
        ("review", "high", [(18, "owner"), (24, "owner leaders asker"), (48, "head")]),
        ("telephone_body", "high", [(18, "owner leaders"), (24, "owner leaders asker"), (48, "head")]),
    ],
)  # fmt: skip
def test_the_rungs_of_the_design(kind: str, level: str, told: list[tuple[float, str]]) -> None:
    """Of a clock of one day: after how many hours who is told."""
    found = moments(rungs_for(LADDER, TimerKind(kind), level), START, START + DAY)
    assert [((at - START) / timedelta(hours=1), " ".join(rung.tells)) for at, rung in found] == told


def test_what_was_due_before_it_was_known_climbs_from_its_day_on() -> None:
    """A service that was agreed for last week and is written today: one step at a time, not all at once."""
    rungs = rungs_for(LADDER, TimerKind.SERVICE, "normal")
    found = [at for at, _ in moments(rungs, START, START - 7 * DAY)]
    assert found == sorted(found)
    assert found[-1] > found[-2]


@pytest.mark.parametrize(
    ("hours", "level", "told", "rises_to", "next_hours"),
    [
        (1, 0, [], 0, 18),
        (18, 0, ["owner"], 1, 24),
        (23, 1, [], 1, 24),
        (24, 1, ["owner leaders asker telephone"], 2, 48),
        (30, 0, ["owner", "owner leaders asker telephone"], 2, 48),
        (9999, 1, ["owner leaders asker telephone", "asker_leaders region", "ministry"], 4, None),
        (9999, 4, [], 4, None),
    ],
)
def test_each_rung_is_climbed_once_and_none_is_slept_through(
    hours: float, level: int, told: list[str], rises_to: int, next_hours: float | None
) -> None:
    rungs = rungs_for(LADDER, TimerKind.LEG_ANSWER, "normal")
    step = climbed(rungs, START, START + DAY, level, START + timedelta(hours=hours))
    assert [" ".join(rung.tells) for rung in step.passed] == told
    assert step.level == rises_to
    assert step.next_at == (START + timedelta(hours=next_hours) if next_hours is not None else None)


SPANS = st.integers(-10_000, 100_000)


@given(st.sampled_from(TimerKind), st.sampled_from(["danger", "high", "normal"]), SPANS, st.lists(SPANS, max_size=30))
def test_however_the_worker_wakes_each_rung_is_told_once_and_in_order(
    kind: TimerKind, level: str, minutes: int, wakes: list[int]
) -> None:
    rungs, due, height = rungs_for(LADDER, kind, level), START + minutes * MINUTE, 0
    told: list[Rung] = []
    for wake in [*sorted(wakes), 10**7]:
        step = climbed(rungs, START, due, height, START + wake * MINUTE)
        told, height = [*told, *step.passed], step.level
        assert step.next_at is None or step.next_at > START + wake * MINUTE
    assert told == [rung for _, rung in moments(rungs, START, due)]
    assert height == len(rungs)


@pytest.mark.parametrize(
    ("faulty", "words"),
    [
        (table({"at": 1.0, "tells": ["owner"]}, kinds=["review"]), "no ladder"),
        (table({"tells": ["owner"]}), "at or minutes"),
        (table({"at": 1.0, "minutes": 5, "tells": ["owner"]}), "at or minutes"),
        (table({"at": 1.0, "tells": []}), "tells nobody"),
        (table({"at": 0.0, "tells": ["owner"]}), "above zero"),
        (table({"at": 1.0, "tells": ["owner"]}, kinds=[*TimerKind, "review"]), "twice"),
    ],
)
def test_a_faulty_ladder_is_named_in_a_sentence(faulty: dict[str, object], words: str) -> None:
    with pytest.raises(FaultyLadder) as refusal:
        ladder_of(faulty)
    assert words in refusal.value.sentence
