"""What tests of a duty list start from: an office in the south that answers for everything, a head, a Monday."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from panah.foundation.accounts.actions import answer_for
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.duty import actions
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.rules import Hours, span_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

SOUTH = ZoneInfo("Asia/Almaty")
MONDAY = date(2026, 11, 23)
HOURS = Hours(Cover.NIGHTS, time(18), time(9))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SOUTH)


def hired(role: Role, somebody: Person | None = None, place: Organisation | None = None) -> Actor:
    """Since some days before the lists of these tests begin."""
    with clock.standing_at(at(20, 9)):
        return given.actor(role, somebody, place)


def office() -> Organisation:
    found = given.organisation()
    answer_for(by=given.SYSTEM, organisation=found, place=None)
    return found


def desk(by: Actor, hours: Hours = HOURS, **more: object) -> Desk:
    return actions.keep_desk(by=by, hours=hours, phone="+7 000 000 00 01", **more)  # type: ignore[arg-type]


def details(
    day: int, person: Person, begins: time = HOURS.night_from, ends: time = HOURS.night_until,
    backup: Person | None = None, phone: str = "+7 000 000 00 02",
) -> actions.TurnDetails:  # fmt: skip
    return actions.TurnDetails(span_of(date(2026, 11, day), begins, ends, SOUTH), person, phone, backup)


def turn(by: Actor, day: int, person: Person, **more: object) -> Turn:
    return actions.add_turn(by=by, details=details(day, person, **more))  # type: ignore[arg-type]
