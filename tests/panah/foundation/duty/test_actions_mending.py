"""What was removed by mistake comes back, a turn goes to a colleague, and old lists are forgotten."""

from datetime import timedelta

import pytest

from panah.foundation.accounts.actions import end_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.duty import actions
from panah.foundation.duty.models import Turn
from panah.foundation.duty.queries import on_duty_now
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.duty.listed import at, desk, hired, turn


def test_a_turn_removed_by_mistake_comes_back_and_its_gap_closes(
    head: Actor, worker: Person, office: Organisation
) -> None:
    with clock.standing_at(at(23, 13)):
        desk(head)
        mine = turn(head, 23, worker)
        actions.remove_turn(by=head, turn=mine)
        assert Timer.objects.running().filter(kind=TimerKind.DUTY_GAP, address_code="2026-11-23-1800").exists()
        actions.restore_turn(by=head, turn=mine)
        assert not Timer.objects.running().filter(kind=TimerKind.DUTY_GAP, address_code="2026-11-23-1800").exists()
        again = actions.restore_turn(by=head, turn=mine)
    with clock.standing_at(at(23, 20)):
        assert on_duty_now(office.pk) == [mine]
    assert again.version == 3, "a second press changes nothing"


def test_what_is_over_does_not_come_back(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 13)):
        desk(head)
        mine = turn(head, 23, worker)
        actions.remove_turn(by=head, turn=mine)
    with clock.standing_at(at(24, 12)), pytest.raises(actions.TurnIsOver):
        actions.restore_turn(by=head, turn=mine)


def test_whoever_left_meanwhile_does_not_come_back_with_the_turn(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 13)):
        desk(head)
        mine = turn(head, 23, worker)
        actions.remove_turn(by=head, turn=mine)
        end_role(by=given.SYSTEM, membership=Membership.objects.get(person=worker))
        with pytest.raises(actions.NotOnCall):
            actions.restore_turn(by=head, turn=mine)
    assert Turn.objects.get().removed_at is not None


def test_nobody_puts_back_the_turn_of_another_office(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 13)):
        desk(head)
        mine = turn(head, 23, worker)
        actions.remove_turn(by=head, turn=mine)
        stranger = hired(Role.HEAD_OF_ORGANISATION, place=given.organisation("there"))
        with pytest.raises(NotPermitted):
            actions.restore_turn(by=stranger, turn=mine)


def test_a_turn_goes_to_a_colleague_who_is_no_backup_of_themselves(head: Actor, worker: Person) -> None:
    colleague = given.person("second")
    hired(Role.DUTY_WORKER, colleague)
    with clock.standing_at(at(23, 9)):
        desk(head)
        mine = turn(head, 23, worker, backup=colleague)
        changed = actions.hand_turn(by=head, turn=mine, person=colleague)
    assert (changed.person, changed.backup) == (colleague, None)


def test_nobody_gets_a_turn_who_may_not_act_in_it(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        mine = turn(head, 23, worker)
        with pytest.raises(actions.NotOnCall):
            actions.hand_turn(by=head, turn=mine, person=given.person("nobody"))


def test_turns_of_ten_years_ago_are_forgotten(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        old, removed = turn(head, 23, worker), turn(head, 24, worker)
        actions.remove_turn(by=head, turn=removed)
        assert actions.sweep_turns(by=given.SYSTEM) == 0
    with clock.standing_at(at(24, 10) + timedelta(days=3653)):
        assert actions.sweep_turns(by=given.SYSTEM) == 1
        assert not Turn.objects.filter(pk=old.pk).exists()
    assert Turn.objects.filter(pk=removed.pk).exists(), "its hours ended a day later"
