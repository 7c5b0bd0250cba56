"""When a message may leave, when a failed one is tried again, and what several say as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from panah.foundation.notices.codes import AT_ANY_HOUR, DANGER, SENT_AT_ONCE, NoticeKind

QUIET_FROM = time(20, 0)
QUIET_UNTIL = time(8, 0)
DIGEST_AT = time(8, 30)
DIGEST_TIMES = (DIGEST_AT, time(12, 30), time(17, 30))  # from which a person chooses
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""After the first, second, … failure; the last one for ever: a message is late rather than lost."""


@dataclass(frozen=True)
class Item:
    """What one notice adds to a message."""

    count: int
    urgency: str
    due_at: datetime | None


@dataclass(frozen=True)
class Digest:
    """Several notices to one person as one message."""

    count: int
    urgent: int
    earliest: datetime | None


def is_quiet(moment: datetime, zone: tzinfo) -> bool:
    """Whether people at home should not be disturbed at this moment."""
    local = moment.astimezone(zone).time()
    return local >= QUIET_FROM or local < QUIET_UNTIL


def after_quiet(moment: datetime, zone: tzinfo) -> datetime:
    """The moment itself, or the next morning where it is quiet then. In UTC."""
    return _next(QUIET_UNTIL, moment, zone) if is_quiet(moment, zone) else moment.astimezone(UTC)


def send_moment(kind: NoticeKind, urgency: str, now: datetime, zone: tzinfo, digest_at: time = DIGEST_AT) -> datetime:
    """When a notice that arises now may leave: danger at once, the rest by day or with the digest. In UTC."""
    if urgency == DANGER or kind in AT_ANY_HOUR:
        return now.astimezone(UTC)
    if kind in SENT_AT_ONCE:
        return after_quiet(now, zone)
    return _next(digest_at, now, zone)


def next_try(failures: int, urgency: str, now: datetime, zone: tzinfo) -> datetime:
    """When to try again after so many failures (at least one). In UTC."""
    moment = now + PAUSES[min(failures, len(PAUSES)) - 1]
    return moment.astimezone(UTC) if urgency == DANGER else after_quiet(moment, zone)


def digest(items: Iterable[Item]) -> Digest:
    every = list(items)
    times = [item.due_at for item in every if item.due_at is not None]
    return Digest(
        count=sum(item.count for item in every),
        urgent=sum(item.count for item in every if item.urgency == DANGER),
        earliest=min(times, default=None),
    )


def _next(clock_time: time, moment: datetime, zone: tzinfo) -> datetime:
    """The first time after ``moment`` that the clocks there show this."""
    local = moment.astimezone(zone)
    found = local.replace(hour=clock_time.hour, minute=clock_time.minute, second=0, microsecond=0, fold=0)
    if found <= local:
        found += timedelta(days=1)  # the clock's time tomorrow, however long the night was
    return found.astimezone(UTC)
