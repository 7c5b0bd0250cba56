"""The one-tap answer link: what its holder may do, and what a guesser meets."""

from datetime import timedelta

import pytest

from panah.casework.cases.models import Case
from panah.casework.referrals.actions import (
    Answerer,
    FreshLink,
    NameMissing,
    NotALead,
    NothingToAnswer,
    NotPossible,
    accept_leg,
    end_link,
    make_link,
    try_pin,
    withdraw_referral,
)
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.casework.referrals.queries import holder_of, link_that_opens
from panah.casework.referrals.rules import PinVerdict
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    REQUEST,
    Sides,
    case_referred,
    child_of,
    leg_of,
    linked,
    referred,
    reported,
)

NURSE = Answerer("A. Nurse, head of ward", "17-3")


def typed(fresh: FreshLink, pin: str) -> PinVerdict:
    link = AnswerLink.objects.get(pk=fresh.link.pk)
    return try_pin(by=holder_of(link), link=link, pin=pin)


def wrong(fresh: FreshLink) -> str:
    return f"{(int(fresh.pin) + 1) % 1_000_000:06d}"


def test_only_hashes_of_token_and_pin_rest(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    assert len(fresh.token) == 22
    assert fresh.pin.isdigit()
    assert len(fresh.pin) == 6
    kept = " ".join(str(value) for value in AnswerLink.objects.values_list().get())
    assert fresh.token not in kept
    assert fresh.pin not in kept


def test_two_links_with_one_pin_rest_differently(sides: Sides) -> None:
    referral = referred(sides)
    for _ in range(2):
        fresh = linked(sides, referral)
        link = AnswerLink.objects.get(pk=fresh.link.pk)
        assert typed(fresh, fresh.pin) is PinVerdict.RIGHT
        assert link.pin_hash != fresh.pin
    assert AnswerLink.objects.values("pin_hash").distinct().count() == 2


def test_the_right_pin_opens_however_it_is_written(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    for pin in (
        fresh.pin,
        f" {fresh.pin[:3]} {fresh.pin[3:]} ",
        fresh.pin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    ):
        assert typed(fresh, pin) is PinVerdict.RIGHT


def test_five_wrong_pins_pause_the_link_and_tell_the_sender(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    assert [typed(fresh, wrong(fresh)) for _ in range(5)] == [PinVerdict.WRONG] * 4 + [PinVerdict.PAUSED]
    assert link_that_opens(fresh.token) is None
    assert typed(fresh, fresh.pin) is PinVerdict.PAUSED
    assert Notice.objects.get(kind="link_paused").person == sides.duty.people[Role.DUTY_WORKER]
    timer = Timer.objects.running().get(kind=TimerKind.LINK_PAUSED)
    assert timer.organisation == sides.duty.organisation
    assert Step.objects.filter(kind="link_paused").count() == 1


def test_a_new_link_answers_the_pause_and_ends_the_old_one(sides: Sides) -> None:
    referral = referred(sides)
    old = linked(sides, referral)
    for _ in range(5):
        typed(old, wrong(old))
    fresh = linked(sides, referral)
    assert link_that_opens(old.token) is None
    assert link_that_opens(fresh.token) is not None
    assert not Timer.objects.running().filter(kind=TimerKind.LINK_PAUSED).exists()


def test_a_link_outlives_its_clock_four_times_and_at_least_three_days(sides: Sides) -> None:
    urgent = linked(sides, referred(sides, urgency="danger"))
    assert urgent.link.expires_at - urgent.link.made_at == timedelta(hours=72)
    usual = linked(sides, referred(sides, reported(sides, form="form-2"), urgency="normal"))
    assert usual.link.expires_at - usual.link.made_at == timedelta(hours=96)


def test_an_expired_link_opens_nothing_and_answers_nothing(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    with clock.standing_at(fresh.link.expires_at):
        assert link_that_opens(fresh.token) is None
        assert typed(fresh, fresh.pin) is PinVerdict.PAUSED
        with pytest.raises(NotPermitted):
            accept_leg(by=holder_of(fresh.link), leg=Leg.objects.get(), answerer=NURSE)


def test_a_link_that_is_taken_back_answers_nothing_at_once(sides: Sides) -> None:
    referral = referred(sides)
    fresh = linked(sides, referral)
    end_link(by=sides.sender, leg=leg_of(referral))
    assert link_that_opens(fresh.token) is None
    with pytest.raises(NotPermitted):
        accept_leg(by=holder_of(fresh.link), leg=leg_of(referral), answerer=NURSE)


def test_a_link_answers_its_own_leg_and_no_other(sides: Sides) -> None:
    concern = reported(sides, children=2)
    fresh = linked(sides, referred(sides, concern))
    other = leg_of(referred(sides, concern, concern_child=child_of(concern, 2), receiver=sides.doctor))
    with pytest.raises(NotPermitted):
        accept_leg(by=holder_of(fresh.link), leg=other, answerer=NURSE)
    assert not Referral.objects.visible_to(holder_of(fresh.link)).exists()
    assert list(Leg.objects.visible_to(holder_of(fresh.link))) == [fresh.link.leg]


def test_a_link_reads_the_request_of_its_leg(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    leg = Leg.objects.visible_to(holder_of(fresh.link)).get()
    with ring():
        reveal(holder_of(fresh.link), leg)
        assert leg.request == REQUEST


def test_accepting_by_link_opens_a_case_that_a_supervisor_gives_to_somebody(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    leg = accept_leg(by=holder_of(fresh.link), leg=Leg.objects.get(), answerer=NURSE)
    assert leg.answered_through == "link"
    case = Case.objects.get()
    assert (case.organisation, case.lead) == (sides.ngo.organisation, None)
    step = Step.objects.get(kind="accepted")
    with ring():
        reveal(sides.sender, step)
        assert (step.answered_by, step.own_number) == (NURSE.name_and_post, NURSE.own_number)


def test_a_link_holder_signs_with_name_and_post_and_names_no_lead(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    with pytest.raises(NameMissing):
        accept_leg(by=holder_of(fresh.link), leg=Leg.objects.get())
    lead = sides.ngo.people[Role.CASEWORKER]
    with pytest.raises(NotALead):
        accept_leg(by=holder_of(fresh.link), leg=Leg.objects.get(), answerer=NURSE, lead=lead)
    assert not Case.objects.exists()


def test_a_link_used_after_an_answer_by_account_changes_nothing(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    accept_leg(by=sides.worker, leg=Leg.objects.get())
    with pytest.raises(NotPossible) as refusal:
        accept_leg(by=holder_of(fresh.link), leg=Leg.objects.get(), answerer=NURSE)
    assert refusal.value.reasons == ("already_answered",)
    assert Case.objects.count() == 1


def test_a_replayed_answer_by_link_gives_the_first_answer(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    for _ in range(2):
        leg = accept_leg(by=holder_of(fresh.link), leg=Leg.objects.get(), answerer=NURSE, idempotency_key="form")
        assert leg.status == "accepted"
    assert Case.objects.count() == 1


def test_no_link_is_made_for_what_is_over_or_by_whoever_was_asked(sides: Sides) -> None:
    referral = referred(sides)
    with pytest.raises(NotPermitted):
        make_link(by=sides.worker, leg=leg_of(referral))
    withdraw_referral(by=sides.sender, referral=referral, reason="sent_by_mistake")
    with pytest.raises(NothingToAnswer):
        make_link(by=sides.sender, leg=leg_of(referral))


def test_the_lead_of_a_case_makes_the_link_for_its_referral(sides: Sides) -> None:
    referral = case_referred(sides)
    fresh = make_link(by=sides.worker, leg=leg_of(referral))
    accept_leg(by=holder_of(fresh.link), leg=leg_of(referral), answerer=NURSE)
    assert Case.objects.count() == 1
