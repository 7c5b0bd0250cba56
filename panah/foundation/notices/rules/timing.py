"""When a message may leave, and when a failed one is tried again."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from panah.foundation.notices.codes import AT_ANY_HOUR, DANGER, SENT_AT_ONCE, NoticeKind, Pressing

QUIET_FROM = time(20, 0)
QUIET_UNTIL = time(8, 0)
DIGEST_AT = time(8, 30)
DIGEST_TIMES = (DIGEST_AT, time(12, 30), time(17, 30))  # from which a person chooses
PACE = timedelta(minutes=15)  # between two messages to one person by one channel: a flood becomes one
PACE_IN_DANGER = timedelta(minutes=3)
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""After the first, second, … failure; the last one again and again, until it is enough."""
MOST_TRIES = 10  # over a day: longer than a mail server that puts strangers off, or one that is repaired in a night
MOST_UNCERTAIN_TRIES = 4  # each may be a double of one that has come


def is_quiet(moment: datetime, zone: tzinfo) -> bool:
    """Whether people at home should not be disturbed at this moment."""
    local = moment.astimezone(zone).time()
    return local >= QUIET_FROM or local < QUIET_UNTIL


def after_quiet(moment: datetime, zone: tzinfo) -> datetime:
    """The moment itself, or the next morning where it is quiet then. In UTC."""
    return _next(QUIET_UNTIL, moment, zone) if is_quiet(moment, zone) else moment.astimezone(UTC)


def pressing_of(kind: NoticeKind, urgency: str) -> Pressing:
    """By which of a person's choices it is told."""
    if urgency == DANGER:
        return Pressing.DANGER
    return Pressing.SOON if kind in SENT_AT_ONCE else Pressing.LATER


def send_moment(kind: NoticeKind, urgency: str, now: datetime, zone: tzinfo, digest_at: time = DIGEST_AT) -> datetime:
    """When a notice that arises now may leave: danger at once, the rest by day or with the digest. In UTC."""
    if urgency == DANGER or kind in AT_ANY_HOUR:
        return now.astimezone(UTC)
    if kind in SENT_AT_ONCE:
        return after_quiet(now, zone)
    return _next(digest_at, now, zone)


def next_try(failures: int, now: datetime, zone: tzinfo, *, may_disturb: bool) -> datetime:
    """When to try again after so many failures (at least one). In UTC."""
    moment = now + PAUSES[min(failures, len(PAUSES)) - 1]
    return moment.astimezone(UTC) if may_disturb else after_quiet(moment, zone)


def is_enough(attempts: int, *, is_uncertain: bool) -> bool:
    """Whether trying further would only hide that nothing comes through, or send what has come already."""
    return attempts >= (MOST_UNCERTAIN_TRIES if is_uncertain else MOST_TRIES)


def _next(clock_time: time, moment: datetime, zone: tzinfo) -> datetime:
    """The first time after ``moment`` that the clocks there show this."""
    local = moment.astimezone(zone)
    found = local.replace(hour=clock_time.hour, minute=clock_time.minute, second=0, microsecond=0, fold=0)
    if found <= local:
        found += timedelta(days=1)  # the clock's time tomorrow, however long the night was
    return found.astimezone(UTC)
