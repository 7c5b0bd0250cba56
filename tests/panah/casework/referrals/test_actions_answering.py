"""Answering a request: what each answer starts, who may give it, and who comes second."""

import pytest

from panah.casework.cases.models import Case, Note
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.models import Child, Name, NameToken
from panah.casework.people.queries import birth_of, name_key
from panah.casework.people.rules import tokens_of
from panah.casework.referrals.actions import (
    NotALead,
    NothingAsked,
    NothingToAnswer,
    NotPossible,
    accept_leg,
    acknowledge_leg,
    ask_for_more,
    give_more,
    refuse_leg,
)
from panah.casework.referrals.models import Referral, Step
from panah.casework.referrals.queries import leg_to_answer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, open_sealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    CANARY_CONTACT,
    CANARY_HOME,
    CANARY_NAME,
    CANARY_SEEN,
    REQUEST,
    Sides,
    case_referred,
    leg_of,
    referred,
)


def running() -> set[str]:
    return set(Timer.objects.running().values_list("kind", flat=True))


def test_confirming_receipt_starts_the_clock_to_answer(sides: Sides) -> None:
    leg = acknowledge_leg(by=sides.worker, leg=leg_of(referred(sides)))
    assert (leg.status, leg.answered_through) == ("acknowledged", "account")
    assert leg.acknowledged_at is not None
    assert leg.answered_at is None
    assert running() == {TimerKind.LEG_ANSWER}
    assert Referral.objects.get().status == "acknowledged"


def test_accepting_a_concern_opens_a_record_and_a_case_and_types_nothing_again(sides: Sides) -> None:
    lead = sides.ngo.people[Role.CASEWORKER]
    referral = referred(sides)
    accept_leg(by=sides.worker, leg=leg_of(referral), lead=lead)
    case = Case.objects.get()
    child = Child.objects.get()
    assert (case.organisation, case.lead, case.concern, case.urgency) == (
        sides.ngo.organisation, lead, Concern.objects.get(), "high",
    )  # fmt: skip
    assert (child.sex, child.age_band_at_entry, child.language, child.place) == ("male", "6_11", "uz", sides.district)
    assert Referral.objects.get().resulting_case == case
    assert ConcernChild.objects.get().child == child
    assert Concern.objects.get().answer_status == "specialist_working"
    assert running() == {TimerKind.FIRST_SAFETY_CONTACT}


def test_the_name_moves_under_the_childs_own_key(sides: Sides) -> None:
    accept_leg(by=sides.worker, leg=leg_of(referred(sides)), lead=sides.ngo.people[Role.CASEWORKER])
    name = Name.objects.get()
    open_sealed(name)
    assert (name.full, name.file) == (CANARY_NAME, Child.objects.get().file)
    assert name.file != Concern.objects.get().file
    tokens = set(NameToken.objects.values_list("kind", "token"))
    assert tokens == tokens_of([CANARY_NAME], birth_of(Child.objects.get()), name_key())


def test_the_story_goes_to_the_case_and_the_reporter_stays_unknown_there(sides: Sides) -> None:
    accept_leg(by=sides.worker, leg=leg_of(referred(sides)), lead=sides.ngo.people[Role.CASEWORKER])
    note = Note.objects.get()
    with ring():
        reveal(sides.worker, note)
        for word in (CANARY_HOME, CANARY_SEEN, REQUEST):
            assert word in note.text
        assert CANARY_CONTACT not in note.text
    assert note.file == Case.objects.get().file
    assert not Concern.objects.visible_to(sides.worker).exists()
    assert not Concern.objects.visible_to(sides.ngo.actors[Role.SUPERVISOR]).exists()


def test_a_case_without_a_lead_waits_for_its_supervisor(sides: Sides) -> None:
    accept_leg(by=sides.worker, leg=leg_of(referred(sides)))
    assert Case.objects.get().lead is None
    timers = list(Timer.objects.running())
    assert running() == {TimerKind.FIRST_SAFETY_CONTACT, TimerKind.LEAD_ASSIGNMENT}
    assert {(timer.person, timer.organisation) for timer in timers} == {(None, sides.ngo.organisation)}


def test_after_acceptance_the_request_is_read_by_the_supervisor_and_by_the_lead_in_the_case(sides: Sides) -> None:
    code = leg_of(referred(sides)).code
    found = leg_to_answer(sides.worker, code)
    assert found is not None
    accept_leg(by=sides.worker, leg=found, lead=sides.ngo.people[Role.CASEWORKER])
    leg, note = leg_to_answer(sides.ngo.actors[Role.SUPERVISOR], code), Note.objects.get()
    assert leg is not None
    with ring():
        reveal(sides.ngo.actors[Role.SUPERVISOR], leg)
        reveal(sides.worker, note)
        assert leg.request == REQUEST
        assert REQUEST in note.text


def test_a_lead_comes_from_the_receiving_organisation(sides: Sides) -> None:
    with pytest.raises(NotALead):
        accept_leg(by=sides.worker, leg=leg_of(referred(sides)), lead=sides.clinic.people[Role.CASEWORKER])
    assert not Case.objects.exists()


def test_accepting_a_referral_from_a_case_opens_no_second_case(sides: Sides) -> None:
    referral = case_referred(sides)
    accept_leg(by=sides.clinic.actors[Role.CASEWORKER], leg=leg_of(referral))
    assert Case.objects.count() == 1
    assert Referral.objects.get().status == "accepted"
    told = Notice.objects.get(kind="answer_came")
    assert told.person == sides.ngo.people[Role.CASEWORKER]


def test_accepting_twice_opens_one_case(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    first = accept_leg(by=sides.worker, leg=leg, idempotency_key="k")
    assert accept_leg(by=sides.worker, leg=leg, idempotency_key="k").pk == first.pk
    assert (Case.objects.count(), Child.objects.count()) == (1, 1)


def test_whoever_answers_second_is_told_so_and_changes_nothing(sides: Sides) -> None:
    referral = referred(sides)
    first, second = leg_of(referral), leg_of(referral)
    accept_leg(by=sides.worker, leg=first)
    with pytest.raises(NotPossible) as refusal:
        refuse_leg(
            by=sides.ngo.actors[Role.SUPERVISOR], leg=second, reason="no_free_place", where_next="waiting_list"
        )  # fmt: skip
    assert refusal.value.reasons == ("already_answered",)
    assert leg_of(referral).status == "accepted"
    assert Case.objects.count() == 1


@pytest.mark.parametrize(("reason", "where"), [("", "waiting_list"), ("no_free_place", ""), ("x", "y")])
def test_no_refusal_without_reason_and_where_next(sides: Sides, reason: str, where: str) -> None:
    referral = referred(sides)
    with pytest.raises(NotPossible):
        refuse_leg(by=sides.worker, leg=leg_of(referral), reason=reason, where_next=where)
    assert leg_of(referral).status == "sent"


def test_a_refusal_gives_the_child_back_to_the_sender_with_a_clock(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    refuse_leg(by=sides.worker, leg=leg, reason="no_free_place", where_next="waiting_list", remark="After Monday.")
    timer = Timer.objects.running().get()
    assert (timer.kind, timer.organisation) == (TimerKind.SENDER_REROUTE, sides.duty.organisation)
    assert Notice.objects.get(kind="referral_refused").person == sides.duty.people[Role.DUTY_WORKER]
    step = Step.objects.get(kind="refused")
    with ring():
        reveal(sides.sender, step)
        assert step.text == "After Monday."


def test_after_a_refusal_the_story_is_shut_for_the_refuser(sides: Sides) -> None:
    code = leg_of(referred(sides)).code
    refuse_leg(by=sides.worker, leg=leg_of(Referral.objects.get()), reason="no_free_place", where_next="waiting_list")
    leg = leg_to_answer(sides.worker, code)
    assert leg is not None
    with ring():
        reveal(sides.worker, leg)
        with pytest.raises(StillSealed):
            _ = leg.request


def test_what_was_asked_for_is_added_and_the_receivers_clock_runs_again(sides: Sides) -> None:
    referral = referred(sides)
    leg = leg_of(referral)
    ask_for_more(by=sides.worker, leg=leg, remark="Is there a sister?")
    assert running() == {TimerKind.SENDER_REROUTE}
    assert Timer.objects.running().get().fact == "hand_over_step:need_more"
    give_more(by=sides.sender, referral=referral, leg=leg, text="Yes, she is five.")
    assert running() == {TimerKind.LEG_ANSWER}
    leg = leg_of(referral)
    open_sealed(leg)
    assert leg.status == "acknowledged"
    assert leg.request.startswith(REQUEST)
    assert leg.request.endswith("Yes, she is five.")


def test_nothing_can_be_added_that_nobody_asked_for(sides: Sides) -> None:
    referral = referred(sides)
    with pytest.raises(NothingToAnswer):
        give_more(by=sides.sender, referral=referral, leg=leg_of(referral), text="More.")


def test_asking_for_more_says_for_what(sides: Sides) -> None:
    with pytest.raises(NothingAsked):
        ask_for_more(by=sides.worker, leg=leg_of(referred(sides)), remark="  ")


@pytest.mark.parametrize("side", ["clinic", "duty"])
def test_only_the_receiver_answers(sides: Sides, side: str) -> None:
    leg = leg_of(referred(sides))
    with pytest.raises(NotPermitted):
        accept_leg(by=getattr(sides, side).actors[Role.DUTY_WORKER], leg=leg)
    assert not Case.objects.exists()
