"""What is left in somebody's hands when work has ended: another employer, another role, another lead, a withdrawal."""

import pytest

from panah.casework.cases.actions import assign_lead
from panah.casework.referrals.actions import (
    InformationDecision,
    NothingToAnswer,
    NotPossible,
    accept_leg,
    inform_authority,
    re_route,
    refuse_leg,
    withdraw_referral,
)
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import holder_of, leg_to_answer, legs_received, legs_sent, referral_sent
from panah.foundation.accounts.actions import add_person, give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from panah.foundation.security.vault import ring
from panah.web.today.queries import timers_of
from tests.panah.casework.referrals.handover import (
    REQUEST,
    SYSTEM,
    Sides,
    case_referred,
    leg_of,
    linked,
    provider,
    referred,
)


def moved(sides: Sides) -> Actor:
    """The caseworker of the NGO, who works for the duty office now, in a role that hands children over too."""
    person, office = sides.ngo.people[Role.CASEWORKER], sides.duty.organisation
    return actor_of(give_role(by=SYSTEM, person=person, organisation=office, role=Role.CASEWORKER))


def test_the_desk_of_the_same_house_does_not_read_what_a_case_asks_of_others(sides: Sides) -> None:
    referral = case_referred(sides)
    name = add_person(by=SYSTEM, username="ngo-desk", display_name="desk", password=None)
    desk = actor_of(give_role(by=SYSTEM, person=name, organisation=sides.ngo.organisation, role=Role.DUTY_WORKER))
    assert not Referral.objects.visible_to(desk).filter(pk=referral.pk).exists()
    assert not Leg.objects.visible_to(desk).filter(referral=referral).exists()
    with pytest.raises(NotPermitted):
        withdraw_referral(by=desk, referral=referral, reason="no_longer_needed")
    refuse_leg(
        by=sides.clinic.actors[Role.DUTY_WORKER], leg=Leg.objects.get(referral=referral), reason="no_free_place",
        where_next="back_to_sender",
    )  # fmt: skip
    assert [timer for timer in timers_of(desk, clock.now()) if timer.subject_code == referral.code] == []


def test_whoever_moves_to_another_organisation_takes_no_referral_of_a_case_along(sides: Sides) -> None:
    referral = case_referred(sides)
    elsewhere = moved(sides)
    assert referral_sent(sides.worker, referral.code) == referral
    assert referral_sent(elsewhere, referral.code) is None
    assert not legs_sent(elsewhere).exists()
    assert not Leg.objects.visible_to(elsewhere).exists()
    with pytest.raises(NotPermitted):
        withdraw_referral(by=elsewhere, referral=referral, reason="no_longer_needed")


def test_whoever_moves_takes_no_request_along_that_was_received(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    accept_leg(by=sides.worker, leg=leg, lead=sides.ngo.people[Role.CASEWORKER])
    assert legs_received(sides.worker).filter(code=leg.code).exists()
    assert leg_to_answer(moved(sides), leg.code) is None


def test_an_earlier_lead_no_longer_reads_what_was_asked_for(sides: Sides) -> None:
    referral = referred(sides)
    accept_leg(by=sides.worker, leg=leg_of(referral), lead=sides.ngo.people[Role.CASEWORKER])
    referral.refresh_from_db()
    next_lead = add_person(by=SYSTEM, username="next", display_name="next", password=None)
    give_role(by=SYSTEM, person=next_lead, organisation=sides.ngo.organisation, role=Role.CASEWORKER)
    assert referral.resulting_case is not None
    assign_lead(by=sides.ngo.actors[Role.SUPERVISOR], case=referral.resulting_case, lead=next_lead)
    leg = leg_to_answer(sides.worker, referral.code)
    assert leg is not None
    with ring():
        reveal(sides.worker, leg)
        with pytest.raises(StillSealed):
            _ = leg.request


def test_a_withdrawn_referral_is_not_sent_elsewhere_from_a_page_that_stayed_open(sides: Sides) -> None:
    referral = referred(sides)
    withdraw_referral(by=sides.sender, referral=referral, reason="no_longer_needed")
    with pytest.raises(NothingToAnswer):
        re_route(by=sides.sender, referral=referral, receiver=sides.doctor, request=REQUEST)
    assert Leg.objects.count() == 1


def test_nobody_is_told_of_a_referral_that_was_withdrawn(sides: Sides) -> None:
    """S1: the family may have withdrawn for just that reason."""
    referral = referred(sides)
    withdraw_referral(by=sides.sender, referral=referral, reason="no_longer_needed")
    decision = InformationDecision(sides.police.organisation, "danger_now", "A child is kept in a cellar.")
    with pytest.raises(NothingToAnswer):
        inform_authority(by=sides.duty.actors[Role.SUPERVISOR], referral=referral, information=decision)
    assert not Leg.objects.filter(kind="information").exists()


@pytest.mark.parametrize("kind", ["police", "prosecutor_or_court", "migration_service", "border_service"])
def test_no_enforcing_body_is_asked_as_if_it_were_a_helper(sides: Sides, kind: str) -> None:
    """S1: an entry in the directory must not be a way to tell the police without a ground and a decision."""
    sides.police.organisation.kind = kind
    sides.police.organisation.save()
    desk = provider(sides.police, None, "shelter")
    with pytest.raises(NotPossible):
        referred(sides, receiver=desk)
    assert not Referral.objects.exists()


def test_after_an_answer_by_account_a_link_that_nobody_used_tells_only_that(sides: Sides) -> None:
    referral = referred(sides)
    holder = holder_of(linked(sides, referral).link)
    accept_leg(by=sides.worker, leg=leg_of(referral), lead=None)
    leg = leg_to_answer(holder, referral.code)
    assert leg is not None
    with ring():
        reveal(holder, leg)
        with pytest.raises(StillSealed):
            _ = leg.request


def test_the_answer_is_told_to_the_office_where_the_sender_no_longer_works(sides: Sides) -> None:
    referral = referred(sides)
    sides.duty.people[Role.DUTY_WORKER].is_active = False
    sides.duty.people[Role.DUTY_WORKER].save()
    Notice.objects.all().delete()
    accept_leg(by=sides.worker, leg=leg_of(referral), lead=None)
    told = set(Notice.objects.filter(kind="answer_came").values_list("person__username", flat=True))
    assert told == {"duty-supervisor"}
    assert not Timer.objects.running().filter(person=sides.duty.people[Role.DUTY_WORKER]).exists()
