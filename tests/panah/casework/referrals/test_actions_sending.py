"""Handing a child over: what is told to whom, what starts, and what a second click does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from panah.casework.concerns.codes import ConcernStatus
from panah.casework.concerns.models import Concern
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import Category, ConsentDecision
from panah.casework.referrals.actions import (
    AlreadyReferred,
    ConsentMissing,
    InformationDecision,
    NothingAsked,
    NotInDirectory,
    NotPossible,
    TextTooLong,
    inform_authority,
    re_route,
    refuse_leg,
    withdraw_referral,
)
from panah.casework.referrals.models import AnswerLink, Leg, Referral
from panah.casework.referrals.queries import leg_to_answer, legs_received, link_that_opens
from panah.casework.services.actions import retire_provider
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, open_sealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    REQUEST,
    SYSTEM,
    Sides,
    case_referred,
    child_of,
    consented,
    leg_of,
    linked,
    opened_case,
    referred,
    reported,
)

TELL_POLICE = {"ground": "danger_now", "told": "A child is kept in a cellar.", "legal_source": ""}


def running(kind: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind=kind))


def test_a_referral_starts_a_clock_for_the_receiver_and_tells_its_people(sides: Sides) -> None:
    referral = referred(sides)
    leg = leg_of(referral)
    (timer,) = running(TimerKind.LEG_ACKNOWLEDGE)
    assert (timer.organisation, timer.asked_by_organisation) == (sides.ngo.organisation, sides.duty.organisation)
    assert (timer.address_name, timer.address_code) == ("referral", leg.code)
    assert Concern.objects.get().status == ConcernStatus.REFERRED
    assert not running(TimerKind.CONCERN_TRIAGE)
    told = {notice.person for notice in Notice.objects.filter(kind="referral_arrived")}
    assert told == {sides.ngo.people[Role.SUPERVISOR], sides.ngo.people[Role.HEAD_OF_ORGANISATION]}


def test_no_information_leg_is_ever_made_by_default(sides: Sides) -> None:
    referral = referred(sides)
    assert [leg.kind for leg in Leg.objects.filter(referral=referral)] == ["person"]
    assert referral.no_information_leg_reason == "no_ground"


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_referral_that_tells_no_authority_says_why(sides: Sides, reason: str) -> None:
    with pytest.raises(NotPossible, match="not_possible"):
        referred(sides, no_information_leg_reason=reason)
    assert not Referral.objects.exists()


def test_a_duty_worker_cannot_tell_the_police_of_a_child_who_is_not_known_to_be_a_victim(sides: Sides) -> None:
    decision = InformationDecision(receiver=sides.desk, **TELL_POLICE)
    with pytest.raises(NotPossible) as refusal:
        referred(sides, information=decision, no_information_leg_reason="")
    assert refusal.value.reasons == ("supervisor_decides",)
    assert not Referral.objects.exists()
    assert not Notice.objects.filter(kind="referral_arrived").exists()


def test_a_supervisor_decides_afterwards_and_is_named(sides: Sides) -> None:
    referral = referred(sides, no_information_leg_reason="to_be_decided")
    supervisor = sides.duty.actors[Role.SUPERVISOR]
    inform_authority(
        by=supervisor, referral=referral, information=InformationDecision(receiver=sides.desk, **TELL_POLICE)
    )
    leg = leg_of(referral, "information")
    assert (leg.ground, leg.decided_by) == ("danger_now", sides.duty.people[Role.SUPERVISOR])
    assert Referral.objects.get().no_information_leg_reason == ""
    assert leg_of(referral).organisation == sides.ngo.organisation


def test_a_legal_duty_names_its_source(sides: Sides) -> None:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    decision = InformationDecision(receiver=sides.desk, ground="legal_duty", told="Facts.")
    with pytest.raises(NotPossible) as refusal:
        case_referred(sides, case, information=decision, no_information_leg_reason="")
    assert refusal.value.reasons == ("legal_source_missing",)


def test_a_caseworker_may_tell_the_police_of_a_presumed_victim(sides: Sides) -> None:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    decision = InformationDecision(receiver=sides.desk, ground="legal_duty", told="Facts.", legal_source="art. 15")
    referral = case_referred(sides, case, information=decision, no_information_leg_reason="")
    leg = leg_of(referral, "information")
    assert (leg.ground, leg.ground_source) == ("legal_duty", "art. 15")
    open_sealed(leg)
    assert leg.request == "Facts."


def test_the_database_itself_refuses_an_authority_told_by_nobody(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    with pytest.raises(IntegrityError), transaction.atomic():
        Leg.objects.filter(pk=leg.pk).update(kind="information")


def test_a_referral_sent_twice_is_one(sides: Sides) -> None:
    first = referred(sides, idempotency_key="k1")
    again = referred(
        sides, first.concern_child.concern if first.concern_child else None, idempotency_key="k1"
    )  # fmt: skip
    assert first.pk == again.pk
    assert (Referral.objects.count(), Leg.objects.count()) == (1, 1)
    assert len(running(TimerKind.LEG_ACKNOWLEDGE)) == 1


def test_a_child_is_handed_to_one_body_at_a_time(sides: Sides) -> None:
    referral = referred(sides)
    assert referral.concern_child is not None
    with pytest.raises(AlreadyReferred) as refusal:
        referred(sides, referral.concern_child.concern, receiver=sides.doctor)
    assert referral.code in str(refusal.value.sentence)


def test_each_child_of_a_concern_goes_its_own_way(sides: Sides) -> None:
    concern = reported(sides, children=2)
    referred(sides, concern)
    referred(sides, concern, concern_child=child_of(concern, 2), receiver=sides.doctor)
    doctor = sides.clinic.actors[Role.CASEWORKER]
    for actor, position in ((sides.worker, 1), (doctor, 2)):
        received = legs_received(actor).values_list("referral__concern_child__position", flat=True)
        assert list(received) == [position]


def test_a_child_of_another_concern_cannot_be_slipped_in(sides: Sides) -> None:
    other = reported(sides, form="form-2")
    with pytest.raises((PermissionError, PermissionDenied)):
        referred(sides, concern_child=child_of(other))


def test_a_receiver_reads_the_request_and_nothing_of_the_concern(sides: Sides) -> None:
    concern = reported(sides)
    code = leg_of(referred(sides, concern)).code
    leg = leg_to_answer(sides.worker, code)
    assert leg is not None
    with ring():
        reveal(sides.worker, leg, concern, child_of(concern))
        assert leg.request == REQUEST
        with pytest.raises(StillSealed):
            _ = concern.what_was_seen
    assert not type(concern).objects.visible_to(sides.worker).exists()


def test_another_organisation_finds_nothing(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    stranger = sides.clinic.actors[Role.DUTY_WORKER]
    assert leg_to_answer(stranger, leg.code) is None
    assert not Leg.objects.visible_to(stranger).exists()
    assert not Referral.objects.visible_to(stranger).exists()
    assert not Referral.objects.visible_to(sides.worker).exists()


def test_a_case_leaves_the_organisation_only_under_a_recorded_consent(sides: Sides) -> None:
    case = opened_case(sides)
    with pytest.raises(ConsentMissing):
        case_referred(sides, case)
    consented(sides, case, "case_services")
    assert case_referred(sides, case).consent is not None


def test_a_no_to_sharing_weighs_more_than_a_yes_to_help(sides: Sides) -> None:
    case = opened_case(sides)
    consented(sides, case, "case_services")
    record_consent(
        by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.REFUSED
    )  # fmt: skip
    with pytest.raises(ConsentMissing):
        case_referred(sides, case)


def test_an_old_yes_that_is_written_down_late_opens_nothing_after_a_withdrawal(sides: Sides) -> None:
    case, today = opened_case(sides), clock.today()
    consented(sides, case)
    record_consent(
        by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.WITHDRAWN,
        given_by="self",
    )  # fmt: skip
    record_consent(
        by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="self", given_on=today - timedelta(days=30),
    )  # fmt: skip
    with pytest.raises(ConsentMissing):
        case_referred(sides, case)


def test_inside_one_organisation_nothing_leaves_and_no_consent_is_asked(sides: Sides) -> None:
    assert case_referred(sides, opened_case(sides), receiver=sides.shelter, service_types=("legal",)).consent is None


def test_only_those_who_work_on_a_case_hand_it_over(sides: Sides) -> None:
    case = opened_case(sides)
    consented(sides, case)
    with pytest.raises(NotPermitted):
        case_referred(sides, case, by=sides.clinic.actors[Role.CASEWORKER])
    with pytest.raises(NotPermitted):
        case_referred(sides, case, by=sides.sender)


def test_a_referral_from_a_case_keeps_it_from_being_closed(sides: Sides) -> None:
    referral = case_referred(sides)
    assert Timer.objects.blocking(referral.file).filter(kind=TimerKind.LEG_ACKNOWLEDGE).exists()


def test_an_empty_request_and_an_unknown_need_are_refused(sides: Sides) -> None:
    for changes in ({"request": " "}, {"service_types": ()}, {"service_types": ("magic",)}):
        with pytest.raises(NothingAsked):
            referred(sides, reported(sides, form=str(changes)), **changes)


def test_five_megabytes_are_refused_with_a_sentence(sides: Sides) -> None:
    with pytest.raises(TextTooLong) as refusal:
        referred(sides, request="ы" * 5_000_000)
    assert "5000000" in str(refusal.value.sentence)


def test_whoever_takes_no_requests_is_not_asked(sides: Sides) -> None:
    retire_provider(by=SYSTEM, provider=sides.shelter)
    with pytest.raises(NotInDirectory):
        referred(sides)


def test_withdrawing_ends_links_clocks_and_reading_at_once(sides: Sides) -> None:
    referral = referred(sides)
    fresh = linked(sides, referral)
    withdraw_referral(by=sides.sender, referral=referral, reason="no_longer_needed")
    leg = leg_of(referral)
    assert (leg.status, leg.reason) == ("withdrawn", "no_longer_needed")
    assert link_that_opens(fresh.token) is None
    assert not running(TimerKind.LEG_ACKNOWLEDGE)
    received = leg_to_answer(sides.worker, leg.code)
    assert received is not None
    with ring():
        reveal(sides.worker, received)
        with pytest.raises(StillSealed):
            _ = received.request


def test_a_receiver_cannot_withdraw_what_it_was_sent(sides: Sides) -> None:
    referral = referred(sides)
    with pytest.raises(NotPermitted):
        withdraw_referral(by=sides.worker, referral=referral, reason="no_longer_needed")


def test_after_a_refusal_the_child_is_sent_elsewhere(sides: Sides) -> None:
    referral = referred(sides)
    refuse_leg(by=sides.worker, leg=leg_of(referral), reason="no_free_place", where_next="other_organisation")
    assert len(running(TimerKind.SENDER_REROUTE)) == 1
    re_route(by=sides.sender, referral=referral, receiver=sides.doctor, request="Please see the child today.")
    assert not running(TimerKind.SENDER_REROUTE)
    assert [leg.status for leg in Leg.objects.filter(referral=referral).order_by("sent_at")] == ["refused", "sent"]
    assert legs_received(sides.clinic.actors[Role.CASEWORKER]).count() == 1


def test_sending_elsewhere_takes_an_unanswered_request_back(sides: Sides) -> None:
    referral = referred(sides)
    linked(sides, referral)
    re_route(by=sides.sender, referral=referral, receiver=sides.doctor, request=REQUEST)
    assert [leg.reason for leg in Leg.objects.filter(status="withdrawn")] == ["sent_elsewhere"]
    assert AnswerLink.objects.get().ended_at is not None
    assert len(running(TimerKind.LEG_ACKNOWLEDGE)) == 1
