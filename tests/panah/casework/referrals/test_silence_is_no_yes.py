"""An act without consent that nobody confirmed within the day opens nothing until somebody does (product 5a)."""

from datetime import timedelta

import pytest

from panah.casework.people.actions import answer_override
from panah.casework.people.models import ConsentOverride
from panah.casework.referrals.actions import accept_leg, make_link, sweep_sharing
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import leg_to_answer, link_that_opens, may_be_read
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import REQUEST, SYSTEM, Sides, case_referred, consented, leg_of
from tests.panah.casework.referrals.test_actions_ending import overridden

DAY_OVER = timedelta(hours=25)


def read_by_the_clinic(sides: Sides, leg: Leg) -> str:
    """What somebody with an account there reads of the request, or nothing."""
    doctor = sides.clinic.actors[Role.CASEWORKER]
    seen = leg_to_answer(doctor, leg.code)
    assert seen is not None  # that it was asked stays in its list
    with ring():
        reveal(doctor, seen)
        try:
            return str(seen.request)
        except StillSealed:
            return ""


@pytest.mark.safeguard("S3", "nobody confirms an act without consent, and days later the link to it still opens")
def test_a_link_shuts_after_the_day_of_the_second_person_and_opens_with_a_yes(sides: Sides) -> None:
    case, override = overridden(sides)
    fresh = make_link(by=sides.worker, leg=leg_of(case_referred(sides, case)))
    assert link_that_opens(fresh.token) is not None
    with clock.standing_at(clock.now() + DAY_OVER):
        assert link_that_opens(fresh.token) is None
        answer_override(by=sides.ngo.actors[Role.SUPERVISOR], override=override, is_confirmed=True)
        assert link_that_opens(fresh.token) is not None


@pytest.mark.safeguard("S3", "nobody confirms an act without consent, and a body with accounts reads on")
@pytest.mark.parametrize("is_taken_on", [False, True])
def test_a_body_with_accounts_reads_nothing_after_a_day_of_silence(sides: Sides, is_taken_on: bool) -> None:
    case, _ = overridden(sides)
    referral = case_referred(sides, case)
    if is_taken_on:
        accept_leg(by=sides.clinic.actors[Role.CASEWORKER], leg=leg_of(referral))
    assert read_by_the_clinic(sides, leg_of(referral)) == REQUEST
    assert sweep_sharing(by=SYSTEM) == 0
    with clock.standing_at(clock.now() + DAY_OVER):
        assert not may_be_read(leg_of(referral))
        assert sweep_sharing(by=SYSTEM) == 1
        leg = leg_of(referral)
        assert read_by_the_clinic(sides, leg) == ""
        assert (leg.status, leg.reason) == (("accepted", "") if is_taken_on else ("withdrawn", "override_lapsed"))
        assert Step.objects.filter(leg=leg, kind="sharing_ended").count() == 1
        told = set(Notice.objects.filter(kind="help_ended").values_list("person__username", flat=True))
        assert {"clinic-duty_worker", "ngo-caseworker"} <= told
        assert sweep_sharing(by=SYSTEM) == 0


def test_what_was_taken_on_is_shut_after_a_no_too(sides: Sides) -> None:
    case, override = overridden(sides)
    referral = case_referred(sides, case)
    accept_leg(by=sides.clinic.actors[Role.CASEWORKER], leg=leg_of(referral))
    answer_override(by=sides.ngo.actors[Role.SUPERVISOR], override=override, is_confirmed=False)
    assert sweep_sharing(by=SYSTEM) == 1
    assert read_by_the_clinic(sides, leg_of(referral)) == ""


def test_a_yes_that_comes_late_reopens_nothing_by_itself_and_lets_one_ask_anew(sides: Sides) -> None:
    case, override = overridden(sides)
    referral = case_referred(sides, case)
    with clock.standing_at(clock.now() + DAY_OVER):
        sweep_sharing(by=SYSTEM)
        answer_override(by=sides.ngo.actors[Role.SUPERVISOR], override=override, is_confirmed=True)
        assert sweep_sharing(by=SYSTEM) == 0
        assert read_by_the_clinic(sides, leg_of(referral)) == ""
        assert case_referred(sides, case).override == ConsentOverride.objects.get()


def test_a_family_that_said_yes_meanwhile_is_enough(sides: Sides) -> None:
    case, _ = overridden(sides)
    referral = case_referred(sides, case)
    consented(sides, case)
    with clock.standing_at(clock.now() + DAY_OVER):
        assert sweep_sharing(by=SYSTEM) == 0
        assert Referral.objects.get(pk=referral.pk).status == "sent"
