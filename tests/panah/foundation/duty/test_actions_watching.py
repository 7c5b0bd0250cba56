"""A gap alarms by noon, once; a list that nobody keeps is one quiet row; and whoever is on duty hears first."""

from collections.abc import Iterable
from datetime import datetime, time

import pytest

from panah.foundation.accounts.actions import end_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.duty import actions
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.queries import answered_phone, who_is_woken
from panah.foundation.duty.rules import Hours
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.duty.listed import HOURS, at, desk, hired, turn

NIGHT = Hours(Cover.NIGHTS, time(18), time(9))


def gaps(kind: TimerKind = TimerKind.DUTY_GAP) -> list[Timer]:
    return list(Timer.objects.running().filter(kind=kind).order_by("due_at"))


def watched(moment: datetime) -> list[Timer]:
    with clock.standing_at(moment):
        actions.watch_duty(by=given.SYSTEM)
        climb(by=given.SYSTEM)
    return gaps()


def held(head: Actor, worker: Person, days: Iterable[int]) -> None:
    for day in days:
        turn(head, day, worker)


@pytest.mark.safeguard("S13", "nobody has the duty of tonight, and the office learns of it in the morning after")
def test_a_gap_is_told_to_the_leaders_at_noon(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        held(head, worker, (23, 25, 26))
    assert watched(at(23, 11)) == [], "the night of tomorrow is far"
    [gap] = watched(at(23, 13))
    assert (gap.subject_code, gap.due_at, gap.address_code) == ("24.11.2026 18:00", at(24, 12), "2026-11-24-1800")
    assert not Notice.objects.exists()
    watched(at(24, 11, 59))
    assert not Notice.objects.filter(kind="duty_gap").exists()
    watched(at(24, 12))
    told = Notice.objects.get(kind="duty_gap")
    assert (str(told.person_id), told.subject_code, told.send_after) == (head.id, "24.11.2026 18:00", at(24, 12))
    watched(at(24, 13))
    assert Notice.objects.filter(kind="duty_gap").count() == 1, "once"
    watched(at(25, 9))
    assert gaps() == [], "it is over"


def test_whoever_fills_the_gap_ends_the_alarm_at_once(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(24, 8)):
        desk(head)
        held(head, worker, (23, 25, 26))
    watched(at(24, 12))
    assert len(gaps()) == 1
    with clock.standing_at(at(24, 12, 5)):
        turn(head, 24, worker)
    assert gaps() == []
    assert not Notice.objects.filter(kind="duty_gap", seen_at=None).exists()


def test_a_turn_removed_in_the_evening_is_told_in_the_evening(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(24, 8)):
        desk(head)
        held(head, worker, (23, 25, 26))
        mine = turn(head, 24, worker)
    deputy = hired(Role.SUPERVISOR)
    with clock.standing_at(at(24, 21)):
        actions.remove_turn(by=head, turn=mine)
        [gap] = gaps()
        assert gap.due_at == at(24, 21)
        climb(by=given.SYSTEM)
    told = Notice.objects.filter(kind="duty_gap")
    assert {str(one.person_id) for one in told} == {head.id, deputy.id}
    assert {one.send_after for one in told} == {at(24, 21)}, "quiet hours do not hide it"


@pytest.mark.safeguard("S9", "the one who has the night left the organisation, and the list looks full")
def test_the_night_of_somebody_who_left_is_a_gap(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        held(head, worker, (23, 24, 25, 26))
        assert watched(at(23, 14)) == []
        end_role(by=given.SYSTEM, membership=Membership.objects.get(person=worker))
    assert [timer.subject_code for timer in watched(at(23, 14))] == ["23.11.2026 18:00", "24.11.2026 18:00"]


def test_a_day_off_without_anybody_is_told_at_noon_of_its_eve(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(27, 8)):
        desk(head)
        held(head, worker, (26, 27, 28, 29))
    rows = watched(at(27, 13))
    assert [(timer.subject_code, timer.due_at) for timer in rows] == [
        ("28.11.2026 09:00", at(27, 12)), ("29.11.2026 09:00", at(28, 12)),
    ]  # fmt: skip


def test_an_office_without_a_list_has_one_quiet_row(office: Organisation, worker: Person, head: Actor) -> None:
    for hour in range(24):
        watched(at(23, hour))
    for day in range(24, 31):
        watched(at(day, 10))
    [row] = gaps(TimerKind.DUTY_LIST)
    assert row.due_at > at(30, 10)
    assert not Notice.objects.exists()
    with clock.standing_at(at(30, 11)):
        desk(head, Hours(Cover.NONE, time(18), time(9)), why_none="111")
    assert gaps(TimerKind.DUTY_LIST) == gaps() == []
    assert watched(at(30, 12)) == []


def test_an_organisation_that_takes_no_urgent_work_hears_nothing(db: None) -> None:
    hired(Role.HEAD_OF_ORGANISATION, place=given.organisation("other"))
    watched(at(23, 12))
    assert not Timer.objects.exists()


@pytest.mark.safeguard("S9", "a child is reported at three at night, and those on duty are asleep behind quiet hours")
def test_whoever_is_on_duty_is_woken_and_their_backup(head: Actor, worker: Person, office: Organisation) -> None:
    hired(Role.DUTY_WORKER)
    backup, caseworker = given.person("backup"), given.person("caseworker")
    hired(Role.SUPERVISOR, backup)
    hired(Role.CASEWORKER, caseworker)
    with clock.standing_at(at(23, 9)):
        assert who_is_woken(office.pk, Permission.CONCERN_TRIAGE) == [], "no list: nobody beside those who always were"
        desk(head)
        turn(head, 23, worker, backup=backup)
        turn(head, 24, caseworker)
    with clock.standing_at(at(24, 3)):
        assert who_is_woken(office.pk, Permission.CONCERN_TRIAGE) == [worker, backup]
    leaders = {head.id, str(backup.pk)}
    with clock.standing_at(at(25, 3)):
        woken = who_is_woken(office.pk, Permission.CONCERN_TRIAGE)
        assert {str(one.pk) for one in woken} == leaders, "who has the telephone may not read a concern"
    with clock.standing_at(at(26, 3)):
        assert {str(one.pk) for one in who_is_woken(office.pk, Permission.CONCERN_TRIAGE)} == leaders, "a gap"
    with clock.standing_at(at(26, 11)):
        assert who_is_woken(office.pk, Permission.CONCERN_TRIAGE) == [], "by day the office is there"


@pytest.mark.safeguard("S9", "a page sends a person in danger to a telephone that nobody answers tonight")
def test_the_own_telephone_is_offered_only_while_somebody_answers(
    head: Actor, worker: Person, office: Organisation
) -> None:
    with clock.standing_at(at(23, 9)):
        assert (answered_phone(), answered_phone("+7 111")) == ("", "+7 111"), "no list says otherwise"
        desk(head)
        turn(head, 23, worker)
    for moment, number in ((at(23, 20), "+7 000 000 00 01"), (at(24, 10), "+7 000 000 00 01"), (at(24, 20), "")):
        with clock.standing_at(moment):
            assert answered_phone() == number
    assert HOURS.cover == Cover.NIGHTS
