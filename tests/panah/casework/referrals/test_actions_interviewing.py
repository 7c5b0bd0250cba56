"""An authority that was told wants to talk to the child: the lead of the case answers, and nothing is told by the way (S5)."""

import pytest

from panah.casework.cases.models import Case
from panah.casework.people.codes import Category
from panah.casework.referrals.actions import (
    Answerer,
    InformationDecision,
    InterviewAsked,
    NameMissing,
    NothingAsked,
    NothingToAnswer,
    ToldBetweenTheLines,
    WishedInterview,
    answer_interview,
    ask_interview,
    make_link,
    withdraw_referral,
)
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import holder_of, interview_clock
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    opened_case,
    referred,
)

WISH = WishedInterview("To know the man", "Tomorrow at 10", "A psychologist")
WHO = Answerer("Major S., juvenile police")


@pytest.fixture
def leg(sides: Sides) -> Leg:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    family_told(sides, case)
    decision = InformationDecision(sides.police.organisation, "danger_now", "A boy was beaten")
    return leg_of(
        case_referred(sides, case, information=decision, no_information_leg_reason=""), "information"
    )  # fmt: skip


@pytest.fixture
def officer(sides: Sides, leg: Leg) -> Actor:
    return holder_of(make_link(by=sides.worker, leg=leg).link)


def test_the_lead_is_asked_and_has_a_clock(sides: Sides, leg: Leg, officer: Actor) -> None:
    ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    timer = Timer.objects.running().get(kind=TimerKind.INTERVIEW_ASKED)
    assert (timer.organisation, timer.person) == (sides.ngo.organisation, sides.ngo.people[Role.CASEWORKER])
    assert timer.address_code == leg.referral.code
    step = Step.objects.get(kind="interview_asked")
    with ring():
        reveal(sides.worker, step)
        for word in (WISH.why, WISH.when, WISH.present):
            assert word in step.text
        assert step.answered_by == WHO.name_and_post
    assert Notice.objects.filter(kind="answer_came").exists()


def test_it_is_asked_once_until_the_lead_answers(sides: Sides, leg: Leg, officer: Actor) -> None:
    ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    with pytest.raises(InterviewAsked):
        ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    answer_interview(by=sides.worker, leg=leg, text="On Tuesday, with our psychologist")
    assert interview_clock(leg) is None
    ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    with pytest.raises(NothingToAnswer):
        answer_interview(by=sides.worker, leg=leg_of(case_referred(sides)), text="To nobody")


def test_the_answer_stands_behind_the_link(sides: Sides, leg: Leg, officer: Actor) -> None:
    ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    answer_interview(by=sides.worker, leg=leg, text="On Tuesday, with our psychologist")
    found = Leg.objects.get(pk=leg.pk)
    with ring():
        reveal(officer, found)
        assert "On Tuesday, with our psychologist" in found.request


@pytest.mark.safeguard("S1", "the answer to a request for a talk names the family's home")
def test_the_answer_tells_nothing_of_the_family(sides: Sides, leg: Leg, officer: Actor) -> None:
    ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    with pytest.raises(ToldBetweenTheLines):
        answer_interview(by=sides.worker, leg=leg, text=f"Come to {CANARY_HOME}")
    found = Leg.objects.get(pk=leg.pk)
    open_sealed(found)
    assert "Canaryhome" not in found.request


@pytest.mark.parametrize(
    "wish", [WishedInterview("", "x", "y"), WishedInterview("x", " ", "y"), WishedInterview("x", "y", "")]
)
def test_why_when_and_with_whom_must_be_said(leg: Leg, officer: Actor, wish: WishedInterview) -> None:
    with pytest.raises(NothingAsked):
        ask_interview(by=officer, leg=leg, wished=wish, answerer=WHO)


def test_nobody_asks_without_a_name(leg: Leg, officer: Actor) -> None:
    with pytest.raises(NameMissing):
        ask_interview(by=officer, leg=leg, wished=WISH, answerer=Answerer())


@pytest.mark.safeguard("S5", "a body that was asked to help questions the child by the way of its link")
def test_whoever_was_asked_to_help_asks_for_no_talk(sides: Sides) -> None:
    helping = leg_of(referred(sides))
    holder = holder_of(make_link(by=sides.sender, leg=helping).link)
    with pytest.raises(NothingToAnswer):
        ask_interview(by=holder, leg=helping, wished=WISH, answerer=WHO)


def test_a_stranger_asks_and_answers_nothing(sides: Sides, leg: Leg, officer: Actor) -> None:
    stranger = holder_of(make_link(by=sides.sender, leg=leg_of(referred(sides))).link)
    with pytest.raises(NotPermitted):
        ask_interview(by=stranger, leg=leg, wished=WISH, answerer=WHO)
    ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    with pytest.raises(NotPermitted):
        answer_interview(by=sides.clinic.actors[Role.CASEWORKER], leg=leg, text="Yes")


def test_after_withdrawal_nothing_is_asked(sides: Sides, leg: Leg, officer: Actor) -> None:
    withdraw_referral(by=sides.worker, referral=Referral.objects.get(pk=leg.referral_id), reason="no_longer_needed")
    with pytest.raises((NothingToAnswer, NotPermitted)):
        ask_interview(by=officer, leg=leg, wished=WISH, answerer=WHO)
    assert Case.objects.exists()
