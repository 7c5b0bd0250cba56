"""Concerns that lie at a desk: those who coordinate see numbers and hours of who agreed, and press once a day."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.casework.concerns.actions import begin_triage, set_aside
from panah.casework.concerns.models import Concern
from panah.casework.referrals.actions import press_desk, tell_of_week
from panah.casework.referrals.actions.pressing import PressedToday
from panah.casework.referrals.actions.pressing_desks import NothingLateAtDesk
from panah.casework.referrals.queries import desk_pressed_at, desks, numbers_for_commission
from panah.foundation.accounts.actions import agree, end_agreement
from panah.foundation.accounts.models import Agreement, Organisation
from panah.foundation.accounts.queries import Coordination, coordination_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.coordinating import REGION, Coordinated, coordinated, placed
from tests.panah.casework.referrals.handover import SYSTEM, reported


@pytest.fixture
def here(db: None) -> Coordinated:
    found = coordinated()
    placed(found.sides.duty.organisation, REGION)
    return found


@pytest.fixture
def desk(here: Coordinated) -> Organisation:
    return here.sides.duty.organisation


def lies(here: Coordinated, hours: float, key: str = "lies") -> Concern:
    """A concern of a high urgency that nobody has looked at for so long."""
    with clock.standing_at(clock.now() - timedelta(hours=hours)):
        return reported(here.sides, key)


def reach(actor: Actor) -> Coordination:
    found = coordination_of(actor)
    assert found is not None
    return found


def worker(here: Coordinated) -> Actor:
    return here.sides.duty.actors[Role.DUTY_WORKER]


def waits(here: Coordinated) -> bool:
    return Timer.objects.running().filter(kind=TimerKind.PRESS_WAITS, organisation=here.akimat.organisation).exists()


def test_what_lies_at_a_desk_is_counted_by_body_with_its_hours(
    here: Coordinated, desk: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count, hours in enumerate((0.1, 300)):
        lies(here, hours, f"c-{count}")
    with clock.standing_at(clock.now() - timedelta(hours=700)):
        begin_triage(by=worker(here), concern=lies(here, 20, "looked"))
    for actor in (here.coordinator, here.minister):
        coordination = reach(actor)
        with django_assert_max_num_queries(2):
            found = desks(coordination, coordination.bodies().values("pk"))
        assert set(found) == {desk.pk}
        one = found[desk.pk]
        assert (one.unseen, one.undecided, one.late, one.over_twice) == (2, 1, 2, 2)
        assert one.oldest is not None
        assert int((clock.now() - one.oldest).total_seconds() // 3600) == 720
    heard = [(one.source, one.body, one.number) for one in numbers_for_commission(reach(here.minister))]
    assert heard == [("concern_late", desk.code, 2), ("concern_over_twice", desk.code, 2)]


@pytest.mark.safeguard(
    "S13", "concerns lie at the desk of a body that has not agreed, or has ended it, or is elsewhere"
)
def test_only_of_a_desk_that_agreed_anything_is_seen_or_pressed(here: Coordinated, desk: Organisation) -> None:
    lies(here, 300)
    agreement = Agreement.objects.get(organisation=desk, coordinator=here.akimat.organisation)
    end_agreement(by=SYSTEM, agreement=agreement)
    coordination = reach(here.coordinator)
    assert desks(coordination, coordination.bodies().values("pk")) == {}
    with pytest.raises(NothingLateAtDesk):
        press_desk(by=here.coordinator, body=desk)
    agree(by=SYSTEM, organisation=desk, coordinator=here.akimat.organisation, agreed_on=clock.today())
    assert desks(reach(here.coordinator), [desk.pk])[desk.pk].late == 1
    placed(desk, "KZ-75")
    with pytest.raises(NotPermitted):
        press_desk(by=here.coordinator, body=desk)
    with pytest.raises(NotPermitted):
        press_desk(by=worker(here), body=desk)


@pytest.mark.safeguard("S12", "a desk is pressed: the code of a concern in what its head or the coordinator is told")
def test_the_desk_hears_how_many_and_never_which(here: Coordinated, desk: Organisation) -> None:
    concerns = [lies(here, 300, f"c-{count}") for count in range(2)]
    pressed = press_desk(by=here.coordinator, body=desk)
    notices = list(Notice.objects.filter(kind=NoticeKind.DESK_PRESSED))
    assert notices
    assert {(notice.subject_code, notice.count) for notice in notices} == {("", 2)}
    assert (pressed.subject_code, pressed.address_code, pressed.file) == (desk.code, desk.code, None)
    assert not any(concern.code in repr(vars(pressed)) for concern in concerns)


def test_a_desk_is_pressed_once_a_day_and_no_clock_of_a_concern_moves(here: Coordinated, desk: Organisation) -> None:
    lies(here, 300)
    before = list(Timer.objects.filter(organisation=desk).values_list("due_at", "stopped_at", "level"))
    press_desk(by=here.coordinator, body=desk)
    with pytest.raises(PressedToday):
        press_desk(by=here.coordinator, body=desk)
    press_desk(by=here.minister, body=desk)
    assert list(Timer.objects.filter(organisation=desk).values_list("due_at", "stopped_at", "level")) == before
    with clock.standing_at(clock.now() + timedelta(days=1)):
        again = press_desk(by=here.coordinator, body=desk)
        assert desk_pressed_at(reach(here.coordinator), desk) == again.started_at
        running = Timer.objects.running().filter(kind=TimerKind.PRESS_WAITS)
        assert running.filter(organisation=here.akimat.organisation).count() == 1


def test_who_pressed_looks_again_until_nothing_is_late_there(here: Coordinated, desk: Organisation) -> None:
    first, second = lies(here, 300, "first"), lies(here, 300, "second")
    press_desk(by=here.coordinator, body=desk)
    begin_triage(by=worker(here), concern=first)
    assert waits(here)
    set_aside(by=worker(here), concern=second, reason="no_child", note="Invented")
    assert not waits(here)
    with pytest.raises(NothingLateAtDesk):
        press_desk(by=here.coordinator, body=desk)


def test_the_table_of_monday_is_told_where_only_concerns_lie(here: Coordinated) -> None:
    monday = (clock.now() + timedelta(days=7 - clock.now().weekday())).replace(hour=7)
    with clock.standing_at(monday):
        Notice.objects.all().delete()
        assert tell_of_week(by=SYSTEM) == 0
        lies(here, 300)
        assert tell_of_week(by=SYSTEM) == 2
