"""An answer that was told to us counts, is marked so, and may be confirmed or disputed by the body itself (S13, S14)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from panah.casework.cases.models import Case, Helper
from panah.casework.referrals.actions import (
    Answerer,
    NameMissing,
    NothingToAnswer,
    NothingTold,
    NotPossible,
    accept_leg,
    confirm_told_answer,
    make_link,
    note_phone_try,
    re_route,
    record_told_answer,
    refuse_leg,
    remind_body,
)
from panah.casework.referrals.codes import AnswerChannel, HandOverStep, ReferralStatus
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import holder_of, is_disputed, waits_for_word
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    SYSTEM,
    Sides,
    case_referred,
    leg_of,
    referred,
    reported,
    silent_body,
)

WHO = "B. Nurse, ward 2"


def told(by: Actor, leg: Leg, status: ReferralStatus = ReferralStatus.ACCEPTED, **changes: Any) -> Leg:
    usual: dict[str, Any] = {
        "channel": AnswerChannel.PHONE, "name_and_post": WHO, "happened_on": clock.today(), "own_number": "17-3",
    }  # fmt: skip
    return record_told_answer(by=by, leg=leg, status=status, **(usual | changes))


def running() -> set[str]:
    return set(Timer.objects.running().values_list("kind", flat=True))


def link_holder(sides: Sides, leg: Leg) -> Actor:
    return holder_of(make_link(by=sides.sender, leg=leg).link)


def days_later(days: int) -> Any:
    return clock.standing_at(clock.now() + timedelta(days=days))


@pytest.mark.safeguard("S13", "an answer that came by telephone: its silence in Panah must raise no alarm")
def test_a_told_answer_stops_the_clock_and_never_climbs(sides: Sides) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    told(sides.sender, leg, ReferralStatus.REFUSED, reason="no_free_place", where_next="waiting_list")
    leg = leg_of(Referral.objects.get())
    assert (leg.status, leg.answered_through, leg.confirmed_at) == ("refused", "phone", None)
    assert TimerKind.LEG_ACKNOWLEDGE not in running()
    assert running() == {TimerKind.SENDER_REROUTE}
    Timer.objects.running().update(stopped_at=clock.now())
    with days_later(30):
        climb(by=SYSTEM)
    assert not Notice.objects.filter(kind__in=("deadline_near", "deadline_passed")).exists()


@pytest.mark.safeguard("S14", "an answer told on time and written down four days late: counted as in time")
def test_late_paper_counts_as_when_it_was_said(sides: Sides) -> None:
    leg, said_on = leg_of(referred(sides, urgency="normal")), clock.today()
    due = Timer.objects.get(kind=TimerKind.LEG_ACKNOWLEDGE).due_at
    with days_later(4):
        told(sides.sender, leg, happened_on=said_on, channel=AnswerChannel.STAMPED_PAPER)
    timer = Timer.objects.get(kind=TimerKind.LEG_ACKNOWLEDGE)
    leg = leg_of(Referral.objects.get())
    assert timer.done_at is not None
    assert timer.done_at <= due
    assert leg.answered_at is not None
    assert timezone.localtime(leg.answered_at).date() == said_on
    step = Step.objects.get(kind="accepted")
    assert (step.through, step.happened_on) == ("stamped_paper", said_on)


def test_what_was_told_is_kept_with_who_post_number_and_word(sides: Sides) -> None:
    told(sides.sender, leg_of(referred(sides)), ReferralStatus.NEED_MORE, remark="How old exactly?")
    step = Step.objects.get(kind="need_more")
    with ring():
        reveal(sides.sender, step)
        assert (step.answered_by, step.own_number, step.text) == (WHO, "17-3", "How old exactly?")
    assert step.person == sides.duty.people[Role.DUTY_WORKER]


def test_received_by_telephone_starts_the_clock_to_answer_from_then(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    told(sides.sender, leg, ReferralStatus.ACKNOWLEDGED)
    assert running() == {TimerKind.LEG_ANSWER}


@pytest.mark.parametrize(
    "changes",
    [
        {"happened_on": date(2020, 1, 1)},
        {"happened_on": date(2999, 1, 1)},
        {"channel": "link"},
        {"channel": "pigeon"},
        {"status": ReferralStatus.WITHDRAWN},
        {"status": ReferralStatus.REFUSED},  # without reason
    ],
)
def test_what_cannot_have_been_told_changes_nothing(sides: Sides, changes: dict[str, Any]) -> None:
    leg = leg_of(referred(sides))
    with pytest.raises(NotPossible):
        told(sides.sender, leg, **changes)
    assert leg_of(Referral.objects.get()).status == "sent"


def test_nobody_said_it_without_a_name(sides: Sides) -> None:
    with pytest.raises(NameMissing):
        told(sides.sender, leg_of(referred(sides)), name_and_post=" ")


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR])
def test_only_the_sender_writes_down_what_was_told(sides: Sides, role: Role) -> None:
    with pytest.raises(NotPermitted):
        told(sides.ngo.actors[role], leg_of(referred(sides)))


def test_sent_twice_it_is_written_once(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    told(sides.sender, leg, idempotency_key="k")
    told(sides.sender, leg, idempotency_key="k")
    assert Step.objects.filter(kind="accepted").count() == 1
    assert Case.objects.count() == 1


def test_of_two_who_answer_at_once_the_second_learns_the_first_answer(sides: Sides) -> None:
    referral = referred(sides)
    first, second = leg_of(referral), leg_of(referral)
    accept_leg(by=sides.worker, leg=first)
    with pytest.raises(NotPossible) as refusal:
        told(sides.sender, second, ReferralStatus.REFUSED, reason="no_free_place", where_next="waiting_list")
    assert refusal.value.reasons == ("already_answered",)


def test_the_body_confirms_by_link_what_was_told(sides: Sides) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    holder = link_holder(sides, leg)
    told(sides.sender, leg)
    assert waits_for_word(leg)
    confirm_told_answer(by=holder, leg=leg, is_right=True, answerer=Answerer(WHO))
    leg = leg_of(Referral.objects.get())
    assert (leg.status, leg.answered_through) == ("accepted", "phone")
    assert leg.confirmed_at is not None
    assert not waits_for_word(leg)
    with pytest.raises(NothingTold):
        confirm_told_answer(by=holder, leg=leg, is_right=False, answerer=Answerer(WHO))


@pytest.mark.safeguard("S13", "a sender notes a yes that nobody gave: the body says so and the yes no longer counts")
def test_not_right_gives_the_answer_back_to_the_body_and_alarms_the_sender(sides: Sides) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    holder = link_holder(sides, leg)
    told(sides.sender, leg)
    case = Case.objects.get()
    confirm_told_answer(by=holder, leg=leg, is_right=False, answerer=Answerer(WHO), remark="We said we would look.")
    leg = leg_of(Referral.objects.get())
    assert (leg.status, leg.answered_at) == ("acknowledged", None)
    assert leg.answered_through == "link"  # that it has come the body itself says; nothing is "told to us" any more
    assert is_disputed(leg)
    assert Timer.objects.running().get(kind=TimerKind.SENDER_REROUTE).fact == "hand_over_step:disputed"
    assert {TimerKind.SENDER_REROUTE, TimerKind.LEG_ANSWER} <= running()
    assert Step.objects.filter(kind=HandOverStep.DISPUTED).count() == 1
    assert Notice.objects.filter(kind="referral_refused").exists()
    assert Helper.objects.get().ended_at is not None
    assert Case.objects.get() == case  # one lead always: what was opened stays
    accept_leg(by=holder, leg=leg, answerer=Answerer(WHO))
    assert Case.objects.count() == 1
    assert Helper.objects.filter(ended_at=None).count() == 1


def test_a_disputed_refusal_is_no_second_request_where_the_child_went_elsewhere(sides: Sides) -> None:
    referral = referred(sides, receiver=silent_body(sides))
    leg = leg_of(referral)
    holder = link_holder(sides, leg)
    told(sides.sender, leg, ReferralStatus.REFUSED, reason="no_free_place", where_next="waiting_list")
    re_route(by=sides.sender, referral=referral, receiver=sides.shelter, request="Please help")
    leg.refresh_from_db()
    confirm_told_answer(by=holder, leg=leg, is_right=False, answerer=Answerer(WHO))
    assert Leg.objects.get(pk=leg.pk).status == "refused"
    assert TimerKind.SENDER_REROUTE in running()
    note_phone_try(by=sides.sender, leg=leg, remark="Cleared up", is_settled=True)
    assert TimerKind.SENDER_REROUTE not in running()


def test_what_the_body_itself_said_needs_no_confirming(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    refuse_leg(by=sides.worker, leg=leg, reason="no_free_place", where_next="waiting_list")
    with pytest.raises(NothingTold):
        confirm_told_answer(by=sides.worker, leg=leg, is_right=False)


def test_a_try_on_the_telephone_is_noted_and_the_task_starts_anew(sides: Sides) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    with days_later(9):
        climb(by=SYSTEM)
        climb(by=SYSTEM)
        first = Timer.objects.running().get(kind=TimerKind.TELEPHONE_BODY)
        note_phone_try(by=sides.duty.actors[Role.SUPERVISOR], leg=leg, remark="Nobody picked up")
        second = Timer.objects.running().get(kind=TimerKind.TELEPHONE_BODY)
        assert second.pk != first.pk
        assert second.address_code == leg.code
        told(sides.sender, leg, ReferralStatus.REFUSED, reason="no_free_place", where_next="waiting_list")
        assert TimerKind.TELEPHONE_BODY not in running()
    assert Step.objects.filter(kind=HandOverStep.TELEPHONED).count() == 1


def test_nobody_is_called_about_what_is_over(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    refuse_leg(by=sides.worker, leg=leg, reason="no_free_place", where_next="waiting_list")
    with pytest.raises(NothingToAnswer):
        note_phone_try(by=sides.sender, leg=leg)
    with pytest.raises(NothingToAnswer):
        remind_body(by=sides.sender, leg=leg)


def test_a_reminder_goes_to_the_people_of_the_body(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    remind_body(by=sides.sender, leg=leg)
    assert {row.person for row in Notice.objects.filter(kind="reminder")} == {
        sides.ngo.people[Role.SUPERVISOR], sides.ngo.people[Role.HEAD_OF_ORGANISATION],
    }  # fmt: skip
    assert Step.objects.filter(kind=HandOverStep.REMINDED).exists()


def test_a_yes_for_a_child_of_a_case_makes_a_helper(sides: Sides) -> None:
    referral = case_referred(sides, receiver=silent_body(sides))
    told(sides.worker, leg_of(referral))
    helper = Helper.objects.get()
    assert Referral.objects.get().resulting_helper == helper
    assert helper.case == referral.case
    assert Case.objects.count() == 1


def test_reported_children_stay_apart(sides: Sides) -> None:
    concern = reported(sides, children=2)
    leg = leg_of(referred(sides, concern))
    told(sides.sender, leg)
    assert Case.objects.count() == 1
