"""Who answers at night: three lists of two weeks, and one night of this one that nobody holds."""

from datetime import date, datetime, time, timedelta, tzinfo

from panah.commands.demo.scene import DUTY, NGO, Scene
from panah.foundation.accounts.models import Person
from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk, watch_duty
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.queries import zone_of_office
from panah.foundation.duty.rules import Hours, span_of, week_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

LINE = "ulgi-line"
OPENS, CLOSES = time(9), time(18)
DAYS = 14


def keep_lists(scene: Scene) -> None:
    """Written as each week began; the night of today is open in one of them, and its leaders read so on Today."""
    cast = scene.cast
    _list(
        scene, DUTY, cast.actor(DUTY, Role.SUPERVISOR),
        [cast.person(DUTY, Role.DUTY_WORKER), cast.person(DUTY, Role.SUPERVISOR)],
    )  # fmt: skip
    aigul, nurzhan = (cast.person(NGO, Role.CASEWORKER, number) for number in (1, 2))
    _list(
        scene, NGO, cast.actor(NGO, Role.SUPERVISOR), [aigul, nurzhan], cast.person(NGO, Role.SUPERVISOR), is_open=True
    )
    _list(scene, LINE, cast.builder, [cast.person(LINE, Role.DUTY_WORKER)])
    watch_duty(by=cast.builder)


def _list(
    scene: Scene, code: str, keeper: Actor, people: list[Person], backup: Person | None = None, *, is_open: bool = False
) -> None:  # fmt: skip
    office = scene.cast.organisations[code]
    by = Actor(keeper.kind, keeper.id, keeper.role, str(office.pk), keeper.permissions, keeper.reach, keeper.language)
    zone = zone_of_office(office)
    today = scene.now.astimezone(zone).date()
    monday = week_of(today)
    with clock.standing_at(datetime.combine(monday, time(), tzinfo=zone)):
        keep_desk(by=by, hours=Hours(Cover.NIGHTS, CLOSES, OPENS), phone=office.duty_phone)
        for number in range(-1, DAYS):
            day = monday + timedelta(days=number)
            ends = CLOSES if is_open and day == today else OPENS
            _turn(by, zone, day, ends, people[number % len(people)], office.duty_phone, backup)


def _turn(
    by: Actor, zone: tzinfo, day: date, ends: time, person: Person, phone: str, backup: Person | None
) -> None:  # fmt: skip
    span = span_of(day, OPENS, ends, zone)
    if span.ends > clock.now():
        add_turn(by=by, details=TurnDetails(span, person, phone, None if backup == person else backup))
