"""A consent is taken back, or an act without one is not confirmed: nothing of it is read any more, at once."""

from typing import Any

import pytest

from panah.casework.cases.models import Case
from panah.casework.people.actions import answer_override, override_consent, record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import (
    ConsentMissing,
    FreshLink,
    InformationDecision,
    accept_leg,
    end_sharing,
    make_link,
    sweep_sharing,
    try_pin,
)
from panah.casework.referrals.models import Referral, Step
from panah.casework.referrals.queries import leg_to_answer, link_that_opens, may_still_be_shared
from panah.casework.referrals.rules import PinVerdict
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    SYSTEM,
    Sides,
    case_referred,
    consented,
    leg_of,
    opened_case,
)


def shared(sides: Sides, **changes: Any) -> tuple[Case, Referral, FreshLink]:
    case = opened_case(sides)
    consented(sides, case)
    referral = case_referred(sides, case, **changes)
    return case, referral, make_link(by=sides.worker, leg=leg_of(referral))


def take_back(sides: Sides, case: Case, decision: ConsentDecision = ConsentDecision.WITHDRAWN) -> None:
    record_consent(by=sides.worker, child=case.child, scope="share_with_organisation", decision=decision)


@pytest.mark.safeguard("S3", "a family takes its yes back while a link to what was shared is open")
def test_a_link_is_dead_from_the_moment_the_consent_is_taken_back(sides: Sides) -> None:
    case, _, fresh = shared(sides)
    assert link_that_opens(fresh.token) is not None
    take_back(sides, case)
    assert link_that_opens(fresh.token) is None


@pytest.mark.parametrize("by_sweep", [True, False])
def test_the_request_ends_the_body_is_told_and_can_read_nothing(sides: Sides, by_sweep: bool) -> None:
    case, referral, fresh = shared(sides)
    take_back(sides, case)
    ended = sweep_sharing(by=SYSTEM) if by_sweep else end_sharing(by=sides.worker, child=case.child)
    assert ended == 1
    assert Referral.objects.get().status == "withdrawn"
    leg = leg_to_answer(sides.clinic.actors[Role.CASEWORKER], leg_of(referral).code)
    assert leg is not None
    assert (leg.status, leg.reason) == ("withdrawn", "consent_withdrawn")
    with ring():
        reveal(sides.clinic.actors[Role.CASEWORKER], leg)
        with pytest.raises(StillSealed):
            _ = leg.request
    assert Notice.objects.filter(kind="help_ended", subject_code=leg.code).exists()
    assert Step.objects.filter(kind="sharing_ended").count() == 1
    assert not Timer.objects.running().filter(address_code__in=(leg.code, referral.code)).exists()
    fresh.link.refresh_from_db()
    assert fresh.link.ended_at is not None
    assert sweep_sharing(by=SYSTEM) == 0
    assert end_sharing(by=sides.worker, child=case.child) == 0


def test_what_was_taken_on_stays_and_is_read_no_more(sides: Sides) -> None:
    case, referral, _ = shared(sides)
    accept_leg(by=sides.clinic.actors[Role.CASEWORKER], leg=leg_of(referral))
    take_back(sides, case)
    assert sweep_sharing(by=SYSTEM) == 1
    assert Referral.objects.get().status == "accepted"
    leg = leg_to_answer(sides.clinic.actors[Role.CASEWORKER], leg_of(referral).code)
    with ring():
        reveal(sides.clinic.actors[Role.CASEWORKER], leg)  # type: ignore[arg-type]  # it is there: a yes stays in the list
        with pytest.raises(StillSealed):
            _ = leg.request  # type: ignore[union-attr]
    assert sweep_sharing(by=SYSTEM) == 0


def test_while_the_yes_holds_nothing_ends(sides: Sides) -> None:
    case, _, fresh = shared(sides)
    assert end_sharing(by=sides.worker, child=case.child) == 0
    assert sweep_sharing(by=SYSTEM) == 0
    assert link_that_opens(fresh.token) is not None


def test_an_authority_that_was_told_by_law_stays_told(sides: Sides) -> None:
    case = opened_case(sides)
    consented(sides, case)
    decision = InformationDecision(sides.police.organisation, "danger_now", "A child in danger")
    case_referred(sides, case, by=sides.ngo.actors[Role.SUPERVISOR], information=decision, no_information_leg_reason="")
    take_back(sides, case)
    assert end_sharing(by=sides.worker, child=case.child) == 1
    assert leg_of(Referral.objects.get(), "information").status == "sent"
    assert leg_of(Referral.objects.get(), "person").status == "withdrawn"


def overridden(sides: Sides) -> tuple[Case, Any]:
    case = opened_case(sides)
    override = override_consent(
        by=sides.worker, child=case.child, ground="serious_harm", explanation="Beaten tonight", was_told="no",
        why_not_told="The father is suspected",
    )  # fmt: skip
    return case, override


def test_an_act_without_consent_lets_a_request_leave(sides: Sides) -> None:
    case = opened_case(sides)
    with pytest.raises(ConsentMissing):
        case_referred(sides, case)
    override = override_consent(
        by=sides.worker, child=case.child, ground="serious_harm", explanation="Beaten tonight", was_told="yes"
    )
    assert case_referred(sides, case).override == override


@pytest.mark.safeguard("S3", "an act without consent that the second person refuses: what was sent must come back")
def test_a_second_person_says_no_and_the_request_comes_back(sides: Sides) -> None:
    case, override = overridden(sides)
    referral = case_referred(sides, case)
    fresh = make_link(by=sides.worker, leg=leg_of(referral))
    answer_override(by=sides.ngo.actors[Role.SUPERVISOR], override=override, is_confirmed=False)
    assert link_that_opens(fresh.token) is None
    assert sweep_sharing(by=SYSTEM) == 1
    assert (Referral.objects.get().status, leg_of(referral).reason) == ("withdrawn", "override_refused")


def test_a_second_person_says_yes_and_nothing_ends(sides: Sides) -> None:
    case, override = overridden(sides)
    referral = case_referred(sides, case)
    answer_override(by=sides.ngo.actors[Role.SUPERVISOR], override=override, is_confirmed=True)
    assert may_still_be_shared(Referral.objects.get(pk=referral.pk))
    assert sweep_sharing(by=SYSTEM) == 0


def test_a_dead_link_takes_no_pin(sides: Sides) -> None:
    case, _, fresh = shared(sides)
    take_back(sides, case)
    sweep_sharing(by=SYSTEM)
    fresh.link.refresh_from_db()
    assert try_pin(by=SYSTEM, link=fresh.link, pin=fresh.pin) is PinVerdict.PAUSED
