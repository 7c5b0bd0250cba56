"""An answer that was told to us: which may be written down, and when it counts as given (S13, S14)."""

from datetime import date, datetime, time, tzinfo

from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.rules.handing import Verdict

MAY_BE_TOLD = (
    ReferralStatus.ACKNOWLEDGED,
    ReferralStatus.ACCEPTED,
    ReferralStatus.REFUSED,
    ReferralStatus.NEED_MORE,
)
NOON = time(12)


def may_have_been_told(status: str, day: date, sent_on: date, today: date) -> Verdict:
    """A body can say four things, not before it was asked and not tomorrow."""
    reasons = []
    if status not in MAY_BE_TOLD:
        reasons.append("no_such_answer")
    if day < sent_on:
        reasons.append("before_it_was_sent")
    if day > today:
        reasons.append("in_the_future")
    return Verdict(tuple(reasons))


def told_at(
    day: date, *, sent_at: datetime, now: datetime, due_at: datetime | None, zone: tzinfo, hour: time | None = None
) -> datetime:
    """The moment that stops the clock.

    Of a past day nobody remembers the minute: then it is noon, and in doubt no later than it was due on that day, so
    that late paper raises no false alarm. Never before the request was sent, never in the future.
    """
    if hour is not None:
        moment = datetime.combine(day, hour, tzinfo=zone)
    elif day == now.astimezone(zone).date():
        moment = now
    else:
        moment = datetime.combine(day, NOON, tzinfo=zone)
        if due_at is not None and due_at.astimezone(zone).date() == day:
            moment = min(moment, due_at)
    return min(max(moment, sent_at), now)
