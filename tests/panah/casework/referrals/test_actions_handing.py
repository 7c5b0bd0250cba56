"""Whoever sent a child on goes: the answer reaches a colleague, and no link opens for somebody who is gone."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone, translation

from panah.casework.referrals.actions import end_links_of, give_sending
from panah.casework.referrals.models import Referral, Step
from panah.casework.referrals.queries import link_that_opens
from panah.foundation.accounts.actions import add_person, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import Hours, Span
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.web.today.sentences import sentence_of
from tests.panah.casework.referrals.handover import SYSTEM, Sides, case_referred, leg_of, linked, referred


@action(Permission.STAFF_MANAGE, on=None)
def ended(*, by: Actor, person: Person, organisation: Organisation) -> int:
    """As the end of an account does it."""
    return end_links_of(by=by, person=person, organisation=organisation)


@action(Permission.STAFF_MANAGE, on=None)
def given_on(*, by: Actor, referral: Referral, person: Person) -> Referral:
    return give_sending(by=by, referral=referral, person=person)


@pytest.mark.safeguard("S15", "a duty worker who left opens an answer link at home, whose PIN is known there too")
def test_a_link_of_somebody_who_left_is_dead_and_another_one_is_asked_for(sides: Sides) -> None:
    referral = referred(sides)
    fresh = linked(sides, referral)
    assert link_that_opens(fresh.token) is not None
    gone = sides.duty.people[Role.DUTY_WORKER]
    assert ended(by=SYSTEM, person=gone, organisation=sides.duty.organisation) == 1
    assert link_that_opens(fresh.token) is None
    timer = Timer.objects.running().get(kind=TimerKind.LINK_PAUSED)
    assert timer.organisation == sides.duty.organisation
    with translation.override("en"):
        assert "has left" in sentence_of(timer)
    assert Step.objects.filter(leg=leg_of(referral), kind="link_ended").exists()
    linked(sides, referral)
    assert not Timer.objects.running().filter(kind=TimerKind.LINK_PAUSED).exists()


def test_links_of_colleagues_stay_open(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    colleague = sides.duty.people[Role.SUPERVISOR]
    assert ended(by=SYSTEM, person=colleague, organisation=sides.duty.organisation) == 0
    assert link_that_opens(fresh.token) is not None


def test_whoever_works_elsewhere_ends_nothing_there(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    gone = sides.duty.people[Role.DUTY_WORKER]
    assert ended(by=SYSTEM, person=gone, organisation=sides.ngo.organisation) == 0
    assert link_that_opens(fresh.token) is not None


def test_the_answer_is_awaited_by_whoever_took_over(sides: Sides) -> None:
    referral = referred(sides)
    colleague = sides.duty.people[Role.SUPERVISOR]
    given_on(by=SYSTEM, referral=referral, person=colleague)
    waits = Timer.objects.running().get(kind=TimerKind.LEG_ACKNOWLEDGE, address_code=leg_of(referral).code)
    assert waits.asked_by_person == colleague


def _on_duty(sides: Sides, name: str) -> Person:
    """Somebody who answers at the clinic in these hours."""
    person = add_person(by=SYSTEM, username=name, display_name=name, password=None)
    give_role(by=SYSTEM, person=person, organisation=sides.clinic.organisation, role=Role.CASEWORKER)
    keeper = Actor(
        SYSTEM.kind, SYSTEM.id, organisation=str(sides.clinic.organisation.pk), permissions=SYSTEM.permissions
    )  # fmt: skip
    keep_desk(by=keeper, hours=Hours(Cover.ALWAYS, time(18), time(9)), phone="+7 000 000 00 09")
    now = clock.now()
    add_turn(by=keeper, details=TurnDetails(Span(now, now + timedelta(hours=6)), person, "+7 000 000 00 09"))
    return person


@pytest.mark.parametrize(("urgency", "is_woken"), [("danger", True), ("high", True), ("normal", False)])
def test_whoever_is_on_duty_hears_of_an_urgent_leg_at_once_and_of_no_other(
    sides: Sides, urgency: str, is_woken: bool
) -> None:
    three = timezone.make_aware(datetime.combine(clock.today() + timedelta(days=1), time(3)))
    with clock.standing_at(three):
        on_duty = _on_duty(sides, "night")
        case_referred(sides, urgency=urgency)
        told = Notice.objects.filter(kind="referral_arrived", person=on_duty, send_after=three)
        assert told.exists() is is_woken
