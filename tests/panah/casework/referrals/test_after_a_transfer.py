"""A case went to another organisation: what bodies answer goes to whoever leads it now, and to nobody who led it (S15)."""

import pytest

from panah.casework.cases.actions import accept_transfer, ask_transfer
from panah.casework.cases.models import Case
from panah.casework.people.codes import Category
from panah.casework.referrals.actions import InformationDecision, ask_interview, make_link
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import holder_of, side_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    DUTY_PHONE,
    Sides,
    case_referred,
    consented,
    leg_of,
    opened_case,
    referred,
    silent_body,
)
from tests.panah.casework.referrals.test_actions_interviewing import WHO, WISH


@pytest.mark.safeguard(
    "S15", "an authority asks to talk to a child, and the former lead is told of it instead of the lead"
)
def test_a_talk_is_asked_of_who_leads_now_and_nobody_who_led_hears_of_it(sides: Sides) -> None:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    decision = InformationDecision(sides.police.organisation, "danger_now", "A boy was beaten")
    leg = leg_of(case_referred(sides, case, information=decision, no_information_leg_reason=""), "information")
    officer = holder_of(make_link(by=sides.worker, leg=leg).link)
    handed_to_the_clinic(sides, case)
    lead = sides.clinic.people[Role.CASEWORKER]
    Notice.objects.all().delete()
    ask_interview(by=officer, leg=type(leg).objects.get(pk=leg.pk), wished=WISH, answerer=WHO)
    timer = Timer.objects.running().get(kind=TimerKind.INTERVIEW_ASKED)
    assert (timer.organisation, timer.person) == (sides.clinic.organisation, lead)
    assert {notice.person for notice in Notice.objects.filter(kind="answer_came")} == {lead}


@pytest.mark.safeguard("S15", "a body telephones the office that led the child before, and tells it what it knows")
def test_a_body_is_told_who_leads_now_and_by_which_telephone(sides: Sides) -> None:
    Organisation.objects.filter(pk=sides.ngo.organisation.pk).update(duty_phone="+7 000 000 00 01")
    case = opened_case(sides)
    consented(sides, case)
    leg = leg_of(case_referred(sides, case, receiver=silent_body(sides)))
    assert asked_by(leg) == ("ngo en", "+7 000 000 00 01")
    handed_to_the_clinic(sides, case)
    Organisation.objects.filter(pk=sides.clinic.organisation.pk).update(duty_phone="+7 000 000 00 02")
    assert asked_by(leg) == ("clinic en", "+7 000 000 00 02")


def test_what_the_desk_handed_over_is_asked_of_the_desk(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    assert asked_by(leg) == ("duty en", DUTY_PHONE)


def asked_by(leg: Leg) -> tuple[str, str]:
    side = side_of(Leg.objects.get(pk=leg.pk).referral)
    return side.label("en"), side.duty_phone


def handed_to_the_clinic(sides: Sides, case: Case) -> None:
    transfer = ask_transfer(
        by=sides.worker, case=case, organisation=sides.clinic.organisation, reason="family_moved", summary="Three visits"
    )  # fmt: skip
    accept_transfer(
        by=sides.clinic.actors[Role.CASEWORKER], transfer=transfer, lead=sides.clinic.people[Role.CASEWORKER]
    )
