"""The single requests that a body owes, as coordinators see them, and what was pressed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localtime

from panah.casework.referrals.codes import HandOverStep
from panah.casework.referrals.models import Leg, Step
from panah.casework.referrals.queries.hand_overs import LEG_CLOCKS
from panah.casework.referrals.queries.stuck import number_of, owed_legs
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.accounts.queries import Coordination
from panah.foundation.clocks.codes import TimerKind, Told
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import ladder
from panah.foundation.clocks.rules import moments, rungs_for
from panah.foundation.security import clock
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES

ANSWERING_ROLES = tuple(role for role, card in ROLES.items() if Permission.REFERRAL_ANSWER in card.permissions)


@dataclass(frozen=True)
class StuckRow:
    """One request: codes and moments. No field for a child, a sender or a text."""

    number: str
    kind: str
    service_types: Sequence[str]
    urgency: str
    asked_at: datetime
    hours: int
    due_at: datetime | None
    times_late: int
    acknowledged_at: datetime | None
    told: Sequence[Told]  # whom the ladder has told at its last rung
    pressed_at: datetime | None
    has_responsible: bool


def stuck_rows(legs: Iterable[Leg]) -> list[StuckRow]:
    """Two queries more, however many rows; nothing is opened."""
    rows, now = list(legs), clock.now()
    pressed = _pressed(rows)
    clocks = _clocks(rows)
    return [_row(leg, clocks.get(leg.code, []), pressed.get(leg.pk), now) for leg in rows]


def _row(leg: Leg, clocks: Sequence[Timer], pressed_at: datetime | None, now: datetime) -> StuckRow:
    running = next((timer for timer in clocks if timer.stopped_at is None), None)
    return StuckRow(
        number=number_of(leg), kind=leg.kind, service_types=leg.referral.service_types, urgency=leg.referral.urgency,
        asked_at=leg.sent_at, hours=int((now - leg.sent_at).total_seconds() // 3600),
        due_at=running.due_at if running else None, acknowledged_at=leg.acknowledged_at,
        times_late=sum(1 for timer in clocks if (timer.done_at or timer.stopped_at or now) > timer.due_at),
        told=_told(running) if running else (), pressed_at=pressed_at,
        has_responsible=running is not None and running.person_id is not None,
    )  # fmt: skip


def _told(timer: Timer) -> Sequence[Told]:
    rungs = moments(rungs_for(ladder(), TimerKind(timer.kind), timer.urgency), timer.known_from, timer.due_at)
    return rungs[min(timer.level, len(rungs)) - 1][1].tells if timer.level and rungs else ()


def _clocks(legs: Sequence[Leg]) -> dict[str, list[Timer]]:
    found: dict[str, list[Timer]] = defaultdict(list)
    rows = Timer.objects.filter(file__in={leg.referral.file_id for leg in legs}, kind__in=LEG_CLOCKS)
    for timer in rows.filter(address_code__in=[leg.code for leg in legs]):
        found[timer.address_code].append(timer)
    return found


def _pressed(legs: Sequence[Leg]) -> dict[uuid.UUID, datetime]:
    rows = Step.objects.filter(leg__in=legs, kind=HandOverStep.PRESSED).order_by()
    return dict(rows.values_list("leg_id").annotate(Max("at")))


def owed_leg(coordination: Coordination, body: Organisation, number: str) -> Leg | None:
    """The request of this number, among those that this body owes and the coordinating body may see."""
    rows = owed_legs(coordination, [body.pk])
    found = next((leg.pk for leg in rows.only("pk", "sent_at") if number_of(leg) == number), None)
    return rows.select_related("referral", "organisation", "file").filter(pk=found).first() if found else None


def pressed_today(leg: Leg) -> bool:
    steps = Step.objects.filter(leg=leg, kind=HandOverStep.PRESSED).order_by("-at").values_list("at", flat=True)
    last = steps.first()
    return last is not None and localtime(last).date() == clock.today()


def people_to_name(body: Organisation) -> list[Membership]:
    """Who may answer requests there now, each once."""
    rows = Membership.objects.valid().filter(organisation=body, role__in=ANSWERING_ROLES, is_confirmed=True)
    ordered = rows.select_related("person").order_by("person__display_name", "since")
    return list({row.person_id: row for row in ordered}.values())


def responsible_for(leg: Leg) -> Person | None:
    """Whom a coordinator named, or who took it, as long as they work there: a further clock rests on the same person."""
    rows = Timer.objects.filter(file_id=leg.referral.file_id, kind__in=LEG_CLOCKS, address_code=leg.code)
    last = rows.order_by("-written_at").select_related("person").first()
    if last is None or last.person is None:
        return None
    is_there = Membership.objects.valid().filter(person=last.person, organisation=leg.organisation_id).exists()
    return last.person if is_there else None


def pressed_and_silent(body_id: uuid.UUID, coordinator_id: uuid.UUID | None) -> bool:
    """Whether this coordinating body still waits for a word of that body."""
    waits = Timer.objects.running().filter(kind=TimerKind.PRESS_WAITS, organisation=coordinator_id)
    return Leg.objects.filter(organisation=body_id, file__in=waits.values("file")).exists()
