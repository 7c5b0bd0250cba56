"""What is stuck, by body and by hours, for those who coordinate: numbers and rows of codes, nothing that is sealed."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, Count, F, Func, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_default_timezone, localtime

from panah.casework.referrals import rules
from panah.casework.referrals.codes import LegKind, ReferralStatus
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries.hand_overs import LEG_CLOCKS
from panah.foundation.accounts.queries import Coordination
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.keys import KeyFolder

OWED = (ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED)  # the body has the word
ANSWERS = (ReferralStatus.ACCEPTED, ReferralStatus.REFUSED)
HOUR = 3600
OUTSIDE_RULES = "outside_rules"
OF_RULES = frozenset({"age_rule", "sex_rule", "citizenship_rule"})
"""Told as one to those who coordinate: where somebody comes from is said of nobody, not in a count either (S2)."""
Bodies = Collection[uuid.UUID] | QuerySet[Any]


class Seconds(Func):
    """A moment as seconds, so that a database reckons with it and no moment is read row by row."""

    output_field = BigIntegerField()

    def as_sql(
        self, compiler: Any, connection: Any, function: str | None = None, template: str | None = None,
        arg_joiner: str | None = None, **extra_context: Any,
    ) -> Any:  # fmt: skip
        is_sqlite = connection.vendor == "sqlite"
        words = "strftime('%%%%s', %(expressions)s)" if is_sqlite else "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))"
        return super().as_sql(compiler, connection, template=f"CAST({words} AS BIGINT)")


@dataclass(frozen=True)
class Window:
    """From ``first`` until before ``after``."""

    first: datetime
    after: datetime


def window_of_days(first: date, after: date) -> Window:
    zone = get_default_timezone()
    return Window(datetime.combine(first, time(), tzinfo=zone), datetime.combine(after, time(), tzinfo=zone))


def last_thirty_days() -> Window:
    """With today."""
    today = localtime(clock.now()).date()
    return window_of_days(today - timedelta(days=30), today + timedelta(days=1))


@dataclass(frozen=True)
class Standing:
    """How one body stands: what it owes now, and how it answered in a window."""

    waiting: int = 0
    late: int = 0
    over_twice: int = 0
    oldest: datetime | None = None
    in_time: int = 0
    not_in_time: int = 0
    hours: Mapping[int, int] = field(default_factory=dict)  # to a yes or no -> how many
    refusals: Mapping[str, int] = field(default_factory=dict)  # code list refusal_reasons


def number_of(leg: Leg) -> str:
    """The number by which coordinators and both sides speak of this request."""
    return rules.row_number(KeyFolder(settings.PANAH_KEYS).bytes("numbers"), str(leg.pk))


def sides(coordination: Coordination) -> Q:
    """Asked by somebody who agreed with this coordinating body; what a case asks is asked by who leads it now."""
    of_case = Q(referral__case__organisation__in=coordination.senders)
    return of_case | Q(referral__case=None, referral__sender_organisation__in=coordination.senders)


def for_service(service: str) -> Q:
    return Q(wanted__contains=f'"{service}"')


def owed_legs(coordination: Coordination, bodies: Bodies, service: str = "") -> QuerySet[Leg]:
    """What these bodies have not answered, whoever asked in agreement; the longest waiting first."""
    rows = Leg.objects.filter(sides(coordination), organisation__in=bodies, status__in=OWED)
    if service:
        rows = rows.alias(wanted=Cast("referral__service_types", TextField())).filter(for_service(service))
    return rows.order_by("sent_at", "id")


def standing_by_body(
    coordination: Coordination, bodies: Collection[uuid.UUID], window: Window, service: str = ""
) -> dict[uuid.UUID, Standing]:
    """Four queries, however many requests there are; a body of which nothing is known is not named.

    A service narrows what is owed. Answers are counted of all: two counts that differ by a service tell too much.
    """
    found: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    for body, owed in owed_by_body(coordination, bodies, service).items():
        found[body] |= vars(owed)
    for body, in_time, late in _first_answers(coordination, bodies, window):
        found[body] |= {"in_time": in_time, "not_in_time": late}
    for body, values in _answered(coordination, bodies, window).items():
        found[body] |= values
    return {body: Standing(**values) for body, values in found.items()}


@dataclass(frozen=True)
class Owed:
    """What one body owes now."""

    waiting: int = 0
    late: int = 0
    over_twice: int = 0
    oldest: datetime | None = None


def owed_by_body(coordination: Coordination, bodies: Bodies, service: str = "") -> dict[uuid.UUID, Owed]:
    """As things stand now, of all services or of one."""
    legs = owed_legs(coordination, bodies, service).order_by()
    late = {body: (count, over) for body, count, over in late_by_body(coordination, bodies, legs if service else None)}
    counted = legs.values_list("organisation").annotate(count=Count("pk"), oldest=Min("sent_at"))
    return {body: Owed(waiting, *late.get(body, (0, 0)), oldest) for body, waiting, oldest in counted}


def _owed_timers(coordination: Coordination, bodies: Bodies) -> QuerySet[Timer]:
    rows = Timer.objects.running().filter(kind__in=LEG_CLOCKS, asked_by_organisation__in=coordination.senders)
    return rows.filter(organisation__in=bodies)


def over_twice_of(now: datetime) -> Q:
    """As long again after its end as its time was: the rung at which a region hears of it."""
    return Q(twice__lte=int(now.timestamp()))


def late_by_body(
    coordination: Coordination, bodies: Bodies, legs: QuerySet[Leg] | None = None
) -> Iterable[tuple[uuid.UUID, int, int]]:
    now = clock.now()
    rows = _owed_timers(coordination, bodies).filter(due_at__lte=now)
    if legs is not None:
        rows = rows.filter(address_code__in=legs.values("code"))
    rows = rows.alias(twice=2 * Seconds(F("due_at")) - Seconds(F("started_at"))).order_by()
    counted = rows.values_list("organisation").annotate(count=Count("pk"), over=Count("pk", filter=over_twice_of(now)))
    yield from counted


def _first_answers(coordination: Coordination, bodies: Bodies, window: Window) -> Iterable[tuple[uuid.UUID, int, int]]:
    """In time and late, as the indicator of the programme counts them: by the clock of the first answer."""
    rows = Timer.objects.filter(
        kind=TimerKind.LEG_ACKNOWLEDGE, asked_by_organisation__in=coordination.senders,
        due_at__gte=window.first, due_at__lt=min(window.after, clock.now()), organisation__in=bodies,
    ).exclude(outcome=ReferralStatus.WITHDRAWN, stopped_at__lte=F("due_at"))  # fmt: skip
    done = Q(done_at__lte=F("due_at")) | Q(done_at__isnull=True, stopped_at__lte=F("due_at"))
    is_in_time = done & Q(stopped_at__isnull=False)
    counted = rows.order_by().values_list("organisation")
    for body, whole, in_time in counted.annotate(count=Count("pk"), done=Count("pk", filter=is_in_time)):
        yield body, in_time, whole - in_time


def answers_in_time(coordination: Coordination, bodies: Bodies, window: Window) -> tuple[int, int]:
    """Of all these bodies together: how many first answers were in time, and how many late."""
    rows = [(in_time, late) for _body, in_time, late in _first_answers(coordination, bodies, window)]
    return sum(in_time for in_time, _late in rows), sum(late for _in_time, late in rows)


def _answered(
    coordination: Coordination, bodies: Collection[uuid.UUID], window: Window
) -> dict[uuid.UUID, dict[str, dict[Any, int]]]:
    """Row by row out of two indexes, and counted here: hours hardly repeat, so a database groups for longer than it reads.

    Of a list of bodies it is asked afterwards, else SQLite walks all that they ever got.
    """
    rows = Leg.objects.filter(
        sides(coordination), answered_at__gte=window.first, answered_at__lt=window.after, kind=LegKind.PERSON,
        status__in=ANSWERS,
    ).annotate(hours=(Seconds(F("answered_at")) - Seconds(F("sent_at"))) / HOUR)  # fmt: skip
    if len(bodies) == 1:
        rows = rows.filter(organisation__in=bodies)
    keys = Cast("organisation_id", TextField())  # a UUID of its own for each row takes longer than the query
    counted = Counter(rows.order_by().annotate(key=keys).values_list("key", "status", "reason", "hours"))
    named = {str(body): body for body in bodies} | {body.hex: body for body in bodies}
    found: dict[uuid.UUID, dict[str, dict[Any, int]]] = defaultdict(lambda: {"hours": {}, "refusals": {}})
    for (key, status, reason, hours), count in counted.items():
        if key not in named:
            continue
        of_body = found[named[key]]
        _add(of_body["hours"], int(hours), count)
        if status == ReferralStatus.REFUSED:
            _add(of_body["refusals"], OUTSIDE_RULES if reason in OF_RULES else reason, count)
    return found


def _add(counts: dict[Any, int], key: Any, count: int) -> None:
    counts[key] = counts.get(key, 0) + count


def over_twice_by_body(coordination: Coordination) -> dict[uuid.UUID, int]:
    """How much of each body is over twice its time, the worst first; for Today."""
    bodies = coordination.bodies().values("pk")
    rows = sorted(
        ((over, body) for body, _all, over in late_by_body(coordination, bodies) if over), reverse=True, key=_most
    )
    return {body: over for over, body in rows}


def _most(row: tuple[int, uuid.UUID]) -> tuple[int, str]:
    return row[0], str(row[1])
