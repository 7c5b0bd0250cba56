"""What tests of clocks start from: an office, people hired there, a clock that was started on a Friday."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

FRIDAY = datetime(2026, 11, 20, 7, tzinfo=UTC)  # noon in Almaty
HOUR = timedelta(hours=1)


def hired(office: Organisation, role: Role, name: str) -> Person:
    somebody = given.person(name)
    Membership.objects.create(
        person=somebody, organisation=office, role=role, since=FRIDAY - timedelta(days=99)
    )  # fmt: skip
    return somebody


def started(
    office: Organisation,
    file: File | None = None,
    kind: TimerKind = TimerKind.REVIEW,
    urgency: str = "normal",
    written_at: datetime | None = None,
    **more: object,
) -> Timer:
    within: list[Timer] = []

    @action(Permission.SELF_MANAGE, on=None)
    def start(*, by: Actor) -> None:
        shown = Shown(subject_code="K7Q4-2MX9", address_name="case", address_code="K7Q4-2MX9", sex="female")
        options = {"owner": Owner(office), "shown": shown, "started_at": FRIDAY} | more
        within.append(actions.start_timer(by=by, file=file, kind=kind, urgency=urgency, **options))  # type: ignore[arg-type]

    options_start = more.get("started_at", FRIDAY)
    assert isinstance(options_start, datetime)
    with clock.standing_at(written_at or options_start):
        start(by=given.SYSTEM)
    return within[0]


def within(step: Callable[..., Any], **values: object) -> Any:
    """Run a step that belongs inside another action."""
    found: list[Any] = []

    @action(Permission.SELF_MANAGE, on=None)
    def run(*, by: Actor) -> None:
        found.append(step(by=by, **values))

    run(by=given.SYSTEM)
    return found[0]


Told = list[tuple[float, set[str]]]


def climbing(*hours: float) -> Told:
    """Who is told after so many hours, by name and kind of notice."""
    told: Told = []
    for hour in hours:
        with clock.standing_at(FRIDAY + hour * HOUR):
            actions.climb(by=given.SYSTEM)
        told.append(
            (hour, {f"{notice.person.display_name}: {notice.kind}" for notice in Notice.objects.all() if notice.person})
        )
        Notice.objects.all().delete()
    return told


def elsewhere(*roles: Role) -> Organisation:
    other = given.organisation("other")
    for role in roles:
        hired(other, role, f"their {role.value}")
    return other


def code_of(number: int) -> Shown:
    return Shown(subject_code=f"X{number}", address_name="case", address_code=f"X{number}")
