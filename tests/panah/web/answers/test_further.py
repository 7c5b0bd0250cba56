"""Behind a link: what was told is confirmed or disputed, a talk is asked for, a new link is wanted (S13, S5, S17)."""

from datetime import timedelta

import pytest

from panah.casework.cases.actions import record_interview, record_told
from panah.casework.cases.models import Case
from panah.casework.people.codes import Category
from panah.casework.people.models import Consent
from panah.casework.referrals.actions import (
    FreshLink,
    InformationDecision,
    end_link,
    make_link,
    record_told_answer,
)
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.referrals.handover import (
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    linked,
    opened_case,
    referred,
    silent_body,
)
from tests.panah.web.answers.test_views import Holder, opened

WHO = {"name_and_post": "Major S., juvenile police"}
TALK = {"why": "To know the man", "when": "Tomorrow at ten", "present": "A psychologist"}


@pytest.fixture
def told(sides: Sides) -> FreshLink:
    """The sender has noted a yes of a body with nobody in Panah, which holds a link."""
    referral = referred(sides, receiver=silent_body(sides))
    fresh = linked(sides, referral)
    record_told_answer(
        by=sides.sender, leg=leg_of(referral), status=ReferralStatus.ACCEPTED, channel="phone",
        name_and_post="Z. Canaryname", happened_on=clock.today(),
    )  # fmt: skip
    return fresh


def test_the_holder_sees_what_was_noted_and_confirms_it(told: FreshLink) -> None:
    holder = opened(told)
    assert "We noted that you said" in holder.text
    assert "Accepted" in holder.text
    assert "anary" not in holder.text
    assert "That is right" in holder.posts(go="right")
    assert "Write your name and post" in holder.posts(go="send")
    holder.posts(go="send", **WHO)
    assert "Thank you. The sender knows." in holder.text
    assert Leg.objects.get().confirmed_at is not None
    assert "We noted that you said" not in opened(told).text


def test_not_right_is_told_to_the_sender_and_the_body_answers_anew(told: FreshLink) -> None:
    holder = opened(told)
    holder.posts(go="wrong")
    holder.posts(go="send", remark="We said we would look.", **WHO)
    assert Step.objects.filter(kind="disputed").exists()
    assert Timer.objects.running().filter(kind=TimerKind.SENDER_REROUTE).exists()
    assert "Not for us" in holder.text  # it may say now what it says
    assert Leg.objects.get().status == "acknowledged"


def test_a_replayed_confirmation_changes_nothing(told: FreshLink) -> None:
    holder = opened(told)
    holder.posts(go="right")
    before = holder.text
    holder.posts(go="send", **WHO)
    holder.text = before
    holder.posts(go="send", **WHO)
    assert Step.objects.filter(kind="confirmed").count() == 1


def test_after_ten_minutes_the_text_of_a_dispute_stays(told: FreshLink) -> None:
    holder = opened(told)
    holder.posts(go="wrong")
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        holder.posts(go="send", remark="We only said perhaps.", **WHO)
        assert "Enter the PIN again" in holder.text
        kept = {"remark": "We only said perhaps.", "answer": "wrong", **WHO}
        assert "We only said perhaps." in holder.posts(pin=told.pin, go="send", **kept)
    assert not Step.objects.filter(kind="disputed").exists()


def police(sides: Sides) -> tuple[FreshLink, Case]:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    family_told(sides, case)
    decision = InformationDecision(sides.police.organisation, "danger_now", "A boy was beaten")
    leg = leg_of(case_referred(sides, case, information=decision, no_information_leg_reason=""), "information")
    return make_link(by=sides.worker, leg=leg), case


@pytest.mark.safeguard("S5", "the police wants to question a child who has told twice already")
def test_what_was_told_already_stands_before_the_wish_without_its_content(sides: Sides) -> None:
    fresh, case = police(sides)
    day = clock.today()
    record_told(
        by=sides.worker, case=case, topic="harm", source="volunteered", text="Canarycontent of what was said",
        happened_on=day,
    )  # fmt: skip
    record_interview(by=sides.worker, case=case, held_on=day, body="police", topics=["harm"])
    holder = opened(fresh)
    text = holder.posts(go="talk")
    assert "Interviews until now" in text
    assert f"{day:%d.%m.%Y}" in text
    assert "Canarycontent" not in text
    assert "anary" not in text


def test_the_wish_needs_why_when_and_who_and_reaches_the_lead(sides: Sides) -> None:
    fresh, _ = police(sides)
    holder = opened(fresh)
    holder.posts(go="talk")
    holder.posts(go="send", why="", **WHO)
    assert not Step.objects.filter(kind="interview_asked").exists()
    holder.posts(go="send", **TALK, **WHO)
    timer = Timer.objects.running().get(kind=TimerKind.INTERVIEW_ASKED)
    assert timer.person == sides.ngo.people[Role.CASEWORKER]
    step = Step.objects.get(kind="interview_asked")
    open_sealed(step)
    assert "To know the man" in step.text
    assert "Your wish to talk to the child was sent" in holder.text
    assert "Ask to talk to the child" not in holder.text


@pytest.mark.safeguard("S1", "canaries of the family in its file: every page behind the link of the police")
def test_no_page_of_the_police_holds_anything_of_the_family(sides: Sides) -> None:
    fresh, _ = police(sides)
    holder = opened(fresh)
    pages = [holder.text, holder.posts(go="talk"), holder.posts(go="send", **TALK, **WHO), opened(fresh).text]
    for text in pages:
        for canary in ("anary", "Uzbekistan", "Uzbek", "Узбек", "Өзбек"):
            assert canary not in text
    for notice in Notice.objects.all():
        assert "anary" not in str(vars(notice))


def test_a_body_that_was_asked_to_help_is_offered_no_talk(sides: Sides) -> None:
    holder = opened(linked(sides, referred(sides)))
    assert "Talk to the child" not in holder.text
    assert "Ask to talk to the child" not in holder.posts(go="talk")


@pytest.mark.safeguard("S17", "a guesser asks for a new link at an address that never was one")
def test_wanting_a_new_link_shows_the_same_page_for_every_address(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    end_link(by=sides.sender, leg=leg_of(Referral.objects.get()))
    real, guessed = Holder(fresh.token), Holder("A" * 22)
    assert real.text == guessed.text.replace("A" * 22, fresh.token)
    assert real.posts(go="wanted") == guessed.posts(go="wanted")
    assert real.response.status_code == guessed.response.status_code == 404
    assert Step.objects.filter(kind="link_wanted").count() == 1
    assert AnswerLink.objects.count() == 1


@pytest.mark.safeguard("S3", "the family takes its yes back while somebody reads behind the link")
def test_an_open_page_is_dead_once_the_consent_is_taken_back(sides: Sides) -> None:
    case = opened_case(sides)
    consented(sides, case)
    fresh = make_link(by=sides.worker, leg=leg_of(case_referred(sides, case)))
    holder = opened(fresh)
    Consent.objects.filter(child=case.child).update(decision="withdrawn")
    holder.posts(go="accepted")
    assert holder.response.status_code == 404
