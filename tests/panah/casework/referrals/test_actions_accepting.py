"""One lead always: who leads the case of a child that a body takes on, how deep it begins, and which family it joins."""

from typing import Any

import pytest

from panah.casework.cases.codes import Depth
from panah.casework.cases.models import Case, Helper
from panah.casework.concerns.models import Concern
from panah.casework.people.models import Child, Family
from panah.casework.referrals.actions import Answerer, accept_leg, make_link, note_phone_try, record_told_answer
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import holder_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.models import Grant
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.referrals.handover import (
    CANARY_NAME,
    CANARY_SEEN,
    REQUEST,
    Sides,
    case_referred,
    child_of,
    leg_of,
    provider,
    referred,
    reported,
    silent_body,
    team,
)


def running() -> set[str]:
    return set(Timer.objects.running().values_list("kind", flat=True))


def accepted_by_link(sides: Sides, referral: Referral) -> Leg:
    fresh = make_link(by=sides.sender, leg=leg_of(referral))
    return accept_leg(by=holder_of(fresh.link), leg=leg_of(referral), answerer=Answerer("A. Doctor"))


@pytest.mark.safeguard(
    "S15", "a body with nobody in Panah takes a child on by link: no case may be left without a lead"
)
def test_where_nobody_of_the_body_may_lead_the_sender_leads_and_the_body_helps(sides: Sides) -> None:
    accepted_by_link(sides, referred(sides, receiver=silent_body(sides)))
    case, helper = Case.objects.get(), Helper.objects.get()
    assert (case.organisation, case.lead) == (sides.duty.organisation, None)
    assert {TimerKind.LEAD_ASSIGNMENT, TimerKind.FIRST_SAFETY_CONTACT} <= running()
    assert (helper.case, helper.organisation.code) == (case, "silent")
    assert Referral.objects.get().resulting_helper == helper
    assert Referral.objects.get().resulting_case == case
    assert Case.objects.visible_to(sides.duty.actors[Role.SUPERVISOR]).exists()


@pytest.mark.safeguard("S15", "a helper that took a child on opens neither the child's name nor the story")
def test_the_body_gets_its_own_part_and_no_grant_on_child_or_case(sides: Sides) -> None:
    accepted_by_link(sides, referred(sides, receiver=silent_body(sides)))
    case, helper = Case.objects.get(), Helper.objects.get()
    body = str(helper.organisation_id)
    for file in (case.file, case.child.file, Concern.objects.get().file):
        assert not Grant.objects.filter(file=file, principal__endswith=body).exists()
    open_sealed(helper)
    assert helper.request == REQUEST
    assert CANARY_NAME not in str(helper.shown)
    assert CANARY_SEEN not in str(helper.shown)


def test_a_told_yes_has_the_same_consequence(sides: Sides) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    record_told_answer(
        by=sides.sender, leg=leg, status=ReferralStatus.ACCEPTED, channel="phone", name_and_post="A. Doctor",
        happened_on=clock.today(),
    )  # fmt: skip
    assert Case.objects.get().organisation == sides.duty.organisation
    assert Helper.objects.count() == 1


def test_a_body_with_people_who_lead_leads_itself(sides: Sides) -> None:
    accepted_by_link(sides, referred(sides))
    assert Case.objects.get().organisation == sides.ngo.organisation
    assert not Helper.objects.exists()
    assert TimerKind.BODY_FOLLOW_UP not in running()


def test_where_neither_side_may_lead_the_case_stays_with_the_body_and_the_sender_asks_again(sides: Sides) -> None:
    sides.duty.people[Role.SUPERVISOR].is_active = False
    sides.duty.people[Role.SUPERVISOR].save()
    leg = accepted_by_link(sides, referred(sides, receiver=silent_body(sides)))
    assert Case.objects.get().organisation.code == "silent"
    assert not Helper.objects.exists()
    timer = Timer.objects.running().get(kind=TimerKind.BODY_FOLLOW_UP)
    assert (timer.organisation, timer.address_code) == (sides.duty.organisation, leg.referral.code)
    note_phone_try(by=sides.sender, leg=leg, remark="The boy eats and sleeps")
    assert Timer.objects.running().get(kind=TimerKind.BODY_FOLLOW_UP).pk != timer.pk
    note_phone_try(by=sides.sender, leg=leg, is_settled=True)
    assert TimerKind.BODY_FOLLOW_UP not in running()


def test_a_desk_that_may_not_lead_takes_the_child_on_and_the_sender_leads(sides: Sides) -> None:
    desk = team("desk", Role.DUTY_WORKER)
    referral = referred(sides, receiver=provider(desk, sides.district, "shelter"))
    accept_leg(by=desk.actors[Role.DUTY_WORKER], leg=leg_of(referral))
    assert Case.objects.get().organisation == sides.duty.organisation
    assert Helper.objects.get().organisation == desk.organisation


def test_a_yes_to_a_case_makes_a_helper_and_within_ones_own_office_none(sides: Sides) -> None:
    accept_leg(by=sides.clinic.actors[Role.CASEWORKER], leg=leg_of(case_referred(sides)))
    assert Helper.objects.get().organisation == sides.clinic.organisation
    own = case_referred(sides, receiver=sides.shelter, service_types=("shelter",))
    accept_leg(by=sides.ngo.actors[Role.SUPERVISOR], leg=leg_of(own))
    assert Helper.objects.count() == 1


@pytest.mark.parametrize(
    ("signs", "urgency", "depth"),
    [
        (("works", "no_papers"), "normal", Depth.PROTECTION),
        (("no_papers",), "normal", Depth.HELP),
        (("no_papers",), "high", Depth.PROTECTION),
        (("online_contact",), "normal", Depth.PROTECTION),
        (("other",), "normal", Depth.HELP),
    ],
)
def test_help_does_not_wait_where_there_is_no_sign(
    sides: Sides, signs: tuple[str, ...], urgency: str, depth: Depth
) -> None:
    concern = reported(sides)
    concern.signs = list(signs)
    concern.save()
    accept_leg(by=sides.worker, leg=leg_of(referred(sides, concern, urgency=urgency)))
    assert Case.objects.get().depth == depth


def both_accepted(sides: Sides, **concern: Any) -> list[Child]:
    report = reported(sides, children=2)
    for name, value in concern.items():
        setattr(report, name, value)
    report.save()
    for position in (1, 2):
        referral = referred(sides, report, concern_child=child_of(report, position))
        accept_leg(by=sides.worker, leg=leg_of(referral), lead=sides.ngo.people[Role.CASEWORKER])
    return list(Child.objects.order_by("registered_at"))


def test_children_of_one_family_share_its_file(sides: Sides) -> None:
    first, second = both_accepted(sides, is_same_family="yes")
    assert first.family is not None
    assert first.family == second.family
    assert Family.objects.visible_to(sides.worker).count() == 1


@pytest.mark.parametrize("answer", ["unknown", "no"])
def test_children_are_no_family_because_they_were_seen_together(sides: Sides, answer: str) -> None:
    assert [child.family for child in both_accepted(sides, is_same_family=answer)] == [None, None]


def test_where_the_child_sleeps_goes_over_to_the_case(sides: Sides) -> None:
    concern = reported(sides)
    concern.sleeps_tonight = "with_parents"
    concern.save()
    accept_leg(by=sides.worker, leg=leg_of(referred(sides, concern)))
    assert Case.objects.get().sleeps_tonight == "with_parents"
