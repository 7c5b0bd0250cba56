"""When something is due: dated rows, the one that was valid when the clock started decides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from panah.foundation.clocks.codes import TimerKind, TimerState, Told, Unit
from panah.foundation.reference.rules import (
    WorkingCalendar,
    add_days,
    add_hours,
    add_working_days,
    add_working_hours,
)

ANY_LEVEL = "*"
LEFT_AT_LEAST = 0.25  # of the time, for whoever hears of something late
LAST_MINUTE = time(23, 59)


class NoDeadlineRule(LookupError):
    """No row of the deadlines fits; the sentence says which one to add."""

    def __init__(self, kind: TimerKind, level: str, day: date) -> None:
        self.sentence = f"No deadline for “{kind}” at “{level}” on {day:%d.%m.%Y}. Add a row to rules/deadlines.toml."
        super().__init__(self.sentence)


@dataclass(frozen=True)
class DeadlineRule:
    """``levels`` are urgencies (danger, high, normal), risks (high, medium, low) or ``*``; both dates are included."""

    kind: TimerKind
    levels: frozenset[str]
    amount: int
    unit: Unit
    source: str
    mark: str
    valid_from: date
    valid_to: date | None = None

    def fits(self, kind: TimerKind, level: str, day: date) -> bool:
        is_valid = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return is_valid and self.kind == kind and bool(self.levels & {level, ANY_LEVEL})


@dataclass(frozen=True)
class Due:
    at: datetime
    rule: DeadlineRule


def rules_of(table: Mapping[str, Any]) -> tuple[DeadlineRule, ...]:
    """The rows of content/rules/deadlines.toml."""
    return tuple(
        DeadlineRule(
            kind=TimerKind(row["kind"]),
            levels=frozenset(row["levels"]),
            amount=int(row["amount"]),
            unit=Unit(row["unit"]),
            source=str(row.get("src", table["src"])),
            mark=str(row.get("mark", table["mark"])),
            valid_from=row.get("valid_from", table["valid_from"]),
            valid_to=row.get("valid_to"),
        )
        for row in table["rows"]
    )


def due_at(
    rules: Iterable[DeadlineRule], kind: TimerKind, level: str, started_at: datetime, calendar: WorkingCalendar
) -> Due:
    """When ``kind`` is due at this urgency or risk.

    Of several rows that fit, one for the level goes before one for all, then the one that came into force last.
    """
    day = calendar.local_day(started_at)
    fitting = [rule for rule in rules if rule.fits(kind, level, day)]
    if not fitting:
        raise NoDeadlineRule(kind, level, day)
    rule = max(fitting, key=lambda candidate: (level in candidate.levels, candidate.valid_from))
    return Due(_ADD[rule.unit](started_at, rule.amount, calendar), rule)


_ADD: dict[Unit, Callable[[datetime, int, WorkingCalendar], datetime]] = {
    Unit.MINUTES: lambda moment, amount, calendar: add_hours(moment, amount / 60),
    Unit.HOURS: lambda moment, amount, calendar: add_hours(moment, amount),
    Unit.WORKING_HOURS: add_working_hours,
    Unit.DAYS: add_days,
    Unit.WORKING_DAYS: add_working_days,
}


def working_kinds(rules: Iterable[DeadlineRule]) -> set[TimerKind]:
    """Those that a change of the working calendar can move."""
    return {rule.kind for rule in rules if rule.unit in (Unit.WORKING_HOURS, Unit.WORKING_DAYS)}


def not_late_at_once(started_at: datetime, due: datetime, written_at: datetime) -> datetime:
    """When something is due of which we hear late: never before a quarter of its time has passed since we know of it."""
    return max(due, written_at + (due - started_at) * LEFT_AT_LEAST) if started_at < written_at else due


def done_moment(done: datetime | date | None, due: datetime, now: datetime, zone: tzinfo) -> datetime:
    """When it was done, at the latest now. Of a mere day nobody knows the hour: done on the day that it was due is in time."""
    if done is None:
        return now
    if isinstance(done, datetime):
        return min(done, now)
    if done == due.astimezone(zone).date():
        return min(due, now)
    return min(datetime.combine(done, LAST_MINUTE, tzinfo=zone).astimezone(UTC), now)


def state_of(due: datetime, now: datetime, calendar: WorkingCalendar) -> TimerState:
    """Late from the moment itself on; due today until the end of the local day."""
    if due <= now:
        return TimerState.LATE
    return TimerState.DUE_TODAY if calendar.local_day(due) <= calendar.local_day(now) else TimerState.AHEAD


def is_near(started_at: datetime, due: datetime, now: datetime, warn_fraction: float = 0.25) -> bool:
    """Whether the last part of the time runs, when the owner is reminded. What is late is not near."""
    return due - (due - started_at) * warn_fraction <= now < due


class FaultyLadder(LookupError):
    """rules/ladder.toml cannot be climbed; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = f"rules/ladder.toml: {sentence}"
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Rung:
    """Who is told at a share of the time (1.0: when it is due) or so many minutes after the start; no levels: at all."""

    tells: tuple[Told, ...]
    at: float | None = None
    minutes: int | None = None
    levels: frozenset[str] = frozenset()

    def moment(self, start: datetime, due: datetime) -> datetime:
        if self.minutes is not None:
            return start + timedelta(minutes=self.minutes)
        # What was due before anybody here knew of it has no time of its own: its rungs lie a day apart.
        whole = due - start if due > start else timedelta(days=1)
        return due + whole * ((self.at or 1.0) - 1.0)


Ladder = Mapping[TimerKind, tuple[Rung, ...]]


def ladder_of(table: Mapping[str, Any]) -> Ladder:
    """The groups of content/rules/ladder.toml, by kind."""
    found: dict[TimerKind, tuple[Rung, ...]] = {}
    rest: tuple[Rung, ...] | None = None
    for group in table["groups"]:
        rungs = tuple(_rung_of(row, group["name"]) for row in group["rungs"])
        for kind in (TimerKind(kind) for kind in group["kinds"]):
            if kind in found:
                raise FaultyLadder(f"“{kind}” stands there twice.")
            found[kind] = rungs
        if group.get("takes_the_rest"):
            rest = rungs
    missing = [kind for kind in TimerKind if kind not in found]
    if missing and rest is None:
        raise FaultyLadder(f"there is no ladder for {', '.join(missing)}.")
    return found | dict.fromkeys(missing, rest or ())


def _rung_of(row: Mapping[str, Any], group: str) -> Rung:
    at, minutes = row.get("at"), row.get("minutes")
    given = [value for value in (at, minutes) if value is not None]
    if len(given) != 1:
        raise FaultyLadder(f"a rung of “{group}” has at or minutes, one of both.")
    if given[0] <= 0:
        raise FaultyLadder(f"a rung of “{group}” must lie above zero.")
    if not row["tells"]:
        raise FaultyLadder(f"a rung of “{group}” tells nobody.")
    return Rung(tuple(Told(word) for word in row["tells"]), at, minutes, frozenset(row.get("levels", ())))


def rungs_for(ladder: Ladder, kind: TimerKind, level: str) -> tuple[Rung, ...]:
    return tuple(rung for rung in ladder[kind] if not rung.levels or level in rung.levels)


def moments(rungs: Iterable[Rung], start: datetime, due: datetime) -> list[tuple[datetime, Rung]]:
    """Each rung with its moment, in the order in which they are climbed."""
    return sorted(((rung.moment(start, due), rung) for rung in rungs), key=lambda pair: pair[0])


@dataclass(frozen=True)
class Climb:
    passed: tuple[Rung, ...]  # since the level before
    level: int
    next_at: datetime | None  # none: the ladder has ended


def climbed(rungs: Iterable[Rung], start: datetime, due: datetime, level: int, now: datetime) -> Climb:
    """What lies behind a clock now that stood at ``level``: a worker that slept for days passes several rungs at once."""
    ahead = moments(rungs, start, due)[level:]
    passed = tuple(rung for at, rung in ahead if at <= now)
    return Climb(passed, level + len(passed), min((at for at, _ in ahead if at > now), default=None))


def height(
    rungs: Iterable[Rung], start: datetime, due: datetime, level: int, now: datetime
) -> tuple[int, datetime | None]:
    """Where a clock stands whose end was moved, and when it climbs next: never higher than its time that has gone."""
    steps = moments(rungs, start, due)
    level = min(level, sum(1 for at, _ in steps if at <= now))
    return level, steps[level][0] if level < len(steps) else None


BACK_AT_MOST = timedelta(minutes=5)  # what a time server corrects in passing
ASLEEP_AT_MOST = timedelta(hours=24, minutes=30)  # a machine that runs once a day, and is late by some minutes
BEFORE_TELLING = timedelta(minutes=10)
BEFORE_REMOVING = timedelta(hours=24)


@dataclass(frozen=True)
class Heartbeat:
    """The worker's sign of life, and since when the clock on the wall has gone evenly.

    A machine that starts in the wrong year would tell everybody that they are late, and remove as old what was written
    yesterday. After a jump nothing is told for ten minutes and nothing removed for a day: time to set the clock right.
    """

    at: datetime
    steady_since: datetime
    jumped_by: timedelta = timedelta(0)

    def following(self, now: datetime) -> "Heartbeat":
        gap = now - self.at
        if -BACK_AT_MOST <= gap <= ASLEEP_AT_MOST:
            return Heartbeat(now, min(self.steady_since, now), self.jumped_by)
        return Heartbeat(now, now, gap)

    @property
    def has_just_jumped(self) -> bool:
        return self.jumped_by != timedelta(0) and self.at == self.steady_since

    @property
    def may_tell(self) -> bool:
        """A clock that was set back makes nobody late."""
        return self.jumped_by <= timedelta(0) or self.at - self.steady_since >= BEFORE_TELLING

    @property
    def may_remove(self) -> bool:
        return self.at - self.steady_since >= BEFORE_REMOVING

    def written(self) -> str:
        return f"{self.at.isoformat()} {self.steady_since.isoformat()} {self.jumped_by.total_seconds():.0f}"

    @classmethod
    def read(cls, text: str) -> "Heartbeat | None":
        """None where it is torn or of an older version."""
        words = text.split()
        try:
            at, since, jump = datetime.fromisoformat(words[0]), datetime.fromisoformat(words[1]), int(words[2])
            return cls(at, since, timedelta(seconds=jump)) if at.tzinfo and since.tzinfo else None
        except (IndexError, ValueError, OverflowError):
            return None
