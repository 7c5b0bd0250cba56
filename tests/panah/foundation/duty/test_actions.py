"""Keeping a list: who may, what is refused, and that nothing is lost or written twice."""

from datetime import date, time, timedelta

import pytest

from panah.foundation.accounts.actions import end_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.duty import actions
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.queries import copies_of, desk_of, mark_of, on_duty_now, turns_of_week
from panah.foundation.duty.rules import Hours
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted, Refusal
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.duty.listed import HOURS, MONDAY, at, desk, details, hired, turn


def test_who_is_on_duty_is_who_holds_this_moment(head: Actor, worker: Person, office: Organisation) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        mine = turn(head, 23, worker)
        turn(head, 24, worker)
        assert on_duty_now(office.pk) == []
    with clock.standing_at(at(24, 3)):
        assert on_duty_now(office.pk) == [mine]
    with clock.standing_at(at(24, 9)):
        assert on_duty_now(office.pk) == [], "the end belongs to the next"


def test_turns_may_overlap_and_both_are_on_duty(head: Actor, worker: Person, office: Organisation) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        both = [turn(head, 23, worker), turn(head, 23, worker, begins=time(20), ends=time(23))]
    with clock.standing_at(at(23, 21)):
        assert on_duty_now(office.pk) == both


@pytest.mark.safeguard(
    "S9", "the person whose turn it is has left, and the list still names a telephone nobody answers"
)
def test_whoever_left_is_not_on_duty(head: Actor, worker: Person, office: Organisation) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        turn(head, 23, worker)
        end_role(by=given.SYSTEM, membership=Membership.objects.get(person=worker))
    with clock.standing_at(at(23, 20)):
        assert on_duty_now(office.pk) == []


def test_a_sent_form_sent_twice_is_one_turn(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        twice = [actions.add_turn(by=head, details=details(23, worker), idempotency_key="once") for _ in range(2)]
    assert twice[0] == twice[1]
    assert Turn.objects.count() == 1


def test_what_makes_no_sense_is_refused_in_a_sentence(head: Actor, worker: Person) -> None:
    stranger = given.person("stranger")
    with clock.standing_at(at(23, 9)):
        with pytest.raises(actions.DeskMissing):
            turn(head, 23, worker)
        desk(head)
        for wrong, refusal in (
            (details(20, worker), actions.TurnIsOver), (details(23, worker, phone=" "), actions.PhoneMissing),
            (details(23, stranger), actions.NotOnCall), (details(23, worker, backup=stranger), actions.NotOnCall),
        ):  # fmt: skip
            with pytest.raises(refusal):
                actions.add_turn(by=head, details=wrong)
    with clock.standing_at(at(23, 9) - timedelta(days=400)), pytest.raises(actions.TurnTooFar):
        turn(head, 23, worker)
    assert not Turn.objects.exists()


def test_hours_and_reasons_are_asked_for(head: Actor) -> None:
    with pytest.raises(actions.HoursIncomplete):
        desk(head, Hours(Cover.NIGHTS, time(8), time(8)))
    none = Hours(Cover.NONE, time(18), time(9))
    with pytest.raises(actions.WhyMissing):
        desk(head, none)
    assert desk(head, none, why_none="111 answers for us").why_none == "111 answers for us"


def test_of_two_who_write_the_second_sees_what_the_first_wrote(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        with pytest.raises(EditedMeanwhile):
            desk(head)
        assert desk(head, version=1).version == 2
        mine = turn(head, 23, worker)
        actions.change_turn(by=head, turn=mine, details=details(23, worker, begins=time(19)), version=1)
        with pytest.raises(EditedMeanwhile):
            actions.change_turn(by=head, turn=mine, details=details(23, worker, begins=time(20)), version=1)
        assert Turn.objects.get().begins_at == at(23, 19)
        actions.remove_turn(by=head, turn=mine)
        with pytest.raises(actions.TurnIsRemoved):
            actions.change_turn(by=head, turn=mine, details=details(23, worker), version=2)
        with pytest.raises(actions.TurnIsRemoved):
            actions.remove_turn(by=head, turn=mine)


def test_what_was_stays_as_it_was(head: Actor, worker: Person) -> None:
    with clock.standing_at(at(23, 9)):
        desk(head)
        mine = turn(head, 23, worker)
    with clock.standing_at(at(24, 10)), pytest.raises(actions.TurnIsOver):
        actions.remove_turn(by=head, turn=mine)


def test_nobody_keeps_or_sees_the_list_of_another(head: Actor, worker: Person) -> None:
    stranger = hired(Role.HEAD_OF_ORGANISATION, place=given.organisation("other"))
    colleague = hired(Role.CASEWORKER)
    with clock.standing_at(at(23, 9)):
        desk(head)
        mine = turn(head, 23, worker)
        assert list(Turn.objects.visible_to(stranger)) == []
        assert list(Turn.objects.visible_to(colleague)) == [mine]
        for actor in (stranger, colleague):
            with pytest.raises(Refusal):
                actions.remove_turn(by=actor, turn=mine)
        with pytest.raises(NotPermitted):
            desk(colleague)
        assert Desk.objects.get().organisation.code == "sana"


def copied(by: Actor, office: Organisation, week: date = MONDAY + timedelta(days=7)) -> None:
    there = desk_of(office.pk)
    assert there is not None
    actions.copy_week(by=by, week=week, seen=mark_of(copies_of(there, week)))


def test_a_week_is_copied_as_its_preview_showed_and_once(head: Actor, worker: Person, office: Organisation) -> None:
    leaver = given.person("leaver")
    membership = hired(Role.DUTY_WORKER, leaver)
    assert membership.is_person
    with clock.standing_at(at(23, 9)):
        here = desk(head)
        turn(head, 23, worker, backup=leaver)
        turn(head, 24, leaver)
        turn(head, 29, worker)
        turn(head, 30, worker)
        end_role(by=given.SYSTEM, membership=Membership.objects.get(person=leaver))
        shown = copies_of(here, MONDAY + timedelta(days=7))
        assert [(one.is_new, one.stands, one.has_left) for one in shown] == [
            (False, True, False), (False, False, True), (True, False, False),
        ]  # fmt: skip
        copied(head, office)
        week = turns_of_week(here, MONDAY + timedelta(days=7))
        assert [held.turn.begins_at for held in week] == [at(30, 18), at(30, 18) + timedelta(days=6)]
        with pytest.raises(actions.NothingToCopy):
            copied(head, office)


def test_a_backup_who_left_is_not_copied(head: Actor, worker: Person, office: Organisation) -> None:
    leaver = given.person("leaver")
    hired(Role.DUTY_WORKER, leaver)
    with clock.standing_at(at(23, 9)):
        desk(head)
        turn(head, 23, worker, backup=leaver)
        end_role(by=given.SYSTEM, membership=Membership.objects.get(person=leaver))
        copied(head, office)
    assert Turn.objects.latest("begins_at").backup is None


def test_nothing_is_copied_that_the_preview_did_not_show(head: Actor, worker: Person, office: Organisation) -> None:
    with clock.standing_at(at(23, 9)):
        here, week = desk(head), MONDAY + timedelta(days=7)
        turn(head, 23, worker)
        seen = mark_of(copies_of(here, week))
        turn(head, 24, worker)
        with pytest.raises(actions.ListChanged):
            actions.copy_week(by=head, week=week, seen=seen)
        assert Turn.objects.count() == 2


def test_the_hours_of_a_list_come_from_its_desk(head: Actor) -> None:
    assert desk(head).hours == HOURS
