"""Counts of a line: of today for Today, of a month for its table. Nobody is in them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from django.utils import timezone

from panah.casework.calls.codes import CallState, CallType
from panah.casework.calls.models import Call
from panah.casework.calls.queries.looking import calls_of
from panah.foundation.security.access import Actor

AN_HOUR = timedelta(hours=1)
HOURS_TOGETHER = 3
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class DayOfLine:
    """What a shift looks at: how many called, and how soon the concerns for children were passed on."""

    calls: int
    concerns: int
    passed_on_in_time: int
    repeat_callers: int
    silent: int


def day_of_line(actor: Actor, now: datetime) -> DayOfLine:
    begins = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = list(
        calls_of(actor)
        .filter(called_at__gte=begins)
        .values_list("type", "called_at", "referred_at", "number_mark", "alias_mark")
    )
    marks = {mark for row in rows for mark in row[3:] if mark}
    before = calls_of(actor).filter(called_at__lt=begins)
    known = set(before.filter(number_mark__in=marks).values_list("number_mark", flat=True))
    known |= set(before.filter(alias_mark__in=marks).values_list("alias_mark", flat=True))
    often = Counter(mark for row in rows for mark in row[3:] if mark)
    repeated = {mark for mark in marks if mark in known or often[mark] > 1}
    concerns = [row for row in rows if row[0] == CallType.CHILD_CONCERN]
    return DayOfLine(
        len(rows), len(concerns),
        sum(1 for row in concerns if row[2] is not None and row[2] - row[1] <= AN_HOUR),
        len({(row[3], row[4]) for row in rows if repeated & set(row[3:])}),
        sum(1 for row in rows if row[0] == CallType.SILENT),
    )  # fmt: skip


@dataclass(frozen=True)
class MonthOfLine:
    """The calls of one month by kind and language, region, and hours of the day."""

    total: int
    by_language: Counts
    by_region: Counts
    by_hours: Counts
    concerns: int
    passed_on_in_time: int


def month_of_line(actor: Actor, first: date, zone: tzinfo) -> MonthOfLine:
    """A dropped call without a kind counts as silent. What is open of a month stands in it as it is now."""
    begins = datetime(first.year, first.month, 1, tzinfo=zone)
    ends = datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=zone)
    calls = list(calls_of(actor).filter(called_at__gte=begins, called_at__lt=ends).defer("note", "number"))
    languages: Counter[tuple[str, str]] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    hours: Counter[tuple[str, str]] = Counter()
    for call in calls:
        kind = _kind(call)
        languages[kind, call.language] += 1
        regions[kind, _region(call)] += 1
        hours[kind, f"{call.called_at.astimezone(zone).hour // HOURS_TOGETHER * HOURS_TOGETHER:02d}"] += 1
    concerns = [call for call in calls if _kind(call) == CallType.CHILD_CONCERN]
    quick = sum(1 for one in concerns if one.referred_at is not None and one.referred_at - one.called_at <= AN_HOUR)
    return MonthOfLine(len(calls), languages, regions, hours, len(concerns), quick)


def _kind(call: Call) -> str:
    if call.type:
        return call.type
    return CallType.SILENT if call.state == CallState.DROPPED else CallType.OTHER_TOPIC


def _region(call: Call) -> str:
    """A region, a country abroad, or nothing."""
    if call.place is None:
        return ""
    region = call.place.region()
    return region.code if region is not None else call.place.code
