"""The sender's pages for a body that does not answer in Panah: write down, call, remind, letter, talk, banners (S13)."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from panah.casework.cases.models import Interview
from panah.casework.people.actions import override_consent, record_consent
from panah.casework.people.codes import Category, ConsentDecision
from panah.casework.people.models import ConsentOverride
from panah.casework.referrals.actions import (
    Answerer,
    InformationDecision,
    WishedInterview,
    ask_interview,
    end_sharing,
    make_link,
    record_told_answer,
    withdraw_referral,
)
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.casework.referrals.queries import holder_of
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    REQUEST,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    opened_case,
    referred,
    silent_body,
)
from tests.panah.web.papers.standing import let_stand


def signed_in(person: Person, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(person)
    return client


@pytest.fixture
def duty(sides: Sides) -> Client:
    return signed_in(sides.duty.people[Role.DUTY_WORKER])


@pytest.fixture
def worker(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return html.unescape(response.content.decode())


def told(day: Any = None, **changes: str) -> dict[str, str]:
    day = day or timezone.localdate()
    return {
        "status": "accepted", "channel": "phone", "name_and_post": "A. Nurse", "own_number": "17-3", "once": "k",
        "happened_on_day": str(day.day), "happened_on_month": str(day.month), "happened_on_year": str(day.year),
    } | changes  # fmt: skip


def page_of(referral: Referral) -> str:
    return f"/app/r/{referral.code}/?sent=1"


def test_an_answer_is_written_down_and_marked_everywhere(sides: Sides, duty: Client) -> None:
    referral = referred(sides, receiver=silent_body(sides))
    leg = leg_of(referral)
    assert "Nobody of this body signs in to Panah" in text_of(duty.get(page_of(referral)))
    response = duty.post(f"/app/r/{leg.code}/told/", told())
    assert response.status_code == 302
    text = text_of(duty.get(page_of(referral)))
    assert "Accepted · told to us" in text
    assert "Told to us by phone" in text
    assert "Not yet confirmed" in text
    assert "A. Nurse" in text
    assert "told to us" in text_of(duty.get("/app/referrals/?box=sent&status=accepted"))


def test_late_paper_says_its_own_day(sides: Sides, duty: Client) -> None:
    with clock.standing_at(clock.now() - timedelta(days=6)):
        referral = referred(sides)
    day = timezone.localdate() - timedelta(days=4)
    assert duty.post(f"/app/r/{leg_of(referral).code}/told/", told(day, channel="stamped_paper")).status_code == 302
    assert f"Day: {day:%d.%m.%Y}" in text_of(duty.get(page_of(referral)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": "refused"}, "Choose a reason."),
        ({"status": "need_more"}, "Write what they need to know."),
        ({"name_and_post": ""}, "Write who said it"),
        ({"happened_on_year": "2001"}, "cannot be older than the request"),
        ({"channel": "link"}, "Choose one of the answers on this page."),
    ],
)
def test_what_is_missing_is_said_and_the_text_stays(
    sides: Sides, duty: Client, changes: dict[str, str], sentence: str
) -> None:
    leg = leg_of(referred(sides))
    text = text_of(duty.post(f"/app/r/{leg.code}/told/", told(remark="", **changes)))
    assert sentence in text
    assert "17-3" in text
    assert leg_of(Referral.objects.get()).status == "sent"


@pytest.mark.safeguard("S17", "a stranger opens the pages of a hand-over by the code of its leg")
@pytest.mark.parametrize("page", ["told", "called", "remind", "talk", "letter"])
def test_strangers_and_receivers_find_nothing(sides: Sides, worker: Client, page: str) -> None:
    leg = leg_of(referred(sides))
    for client in (worker, signed_in(sides.clinic.people[Role.DUTY_WORKER])):
        assert client.post(f"/app/r/{leg.code}/{page}/").status_code == 404


def test_the_second_of_two_who_write_it_down_learns_that_it_is_answered(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    assert duty.post(f"/app/r/{leg.code}/told/", told()).status_code == 302
    text = text_of(duty.post(f"/app/r/{leg.code}/told/", told(once="other", remark="Kept words")))
    assert "Kept words" in text
    assert Step.objects.filter(kind="accepted").count() == 1
    assert duty.post(f"/app/r/{leg.code}/told/", told()).status_code in (200, 302)  # a late double submit
    assert Step.objects.filter(kind="accepted").count() == 1


def test_a_call_is_noted_and_a_reminder_sent(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    assert duty.post(f"/app/r/{leg.code}/called/", {"remark": "Nobody picked up"}).status_code == 302
    assert duty.post(f"/app/r/{leg.code}/remind/").status_code == 302
    text = text_of(duty.get(page_of(leg.referral)))
    assert "Nobody picked up" in text
    assert "Reminded" in text


@pytest.mark.safeguard("S12", "a letter on paper: the PIN, the name and the home must not stand on it")
@pytest.mark.parametrize(("language", "words"), [("kk", "Жауап парағы"), ("ru", "Бланк ответа")])
def test_the_letter_is_in_the_bodys_language_with_a_slip_and_a_link(
    sides: Sides, duty: Client, language: str, words: str
) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    address = f"/app/r/{leg.code}/letter/?language={language}"
    let_stand(duty, leg)
    text = text_of(duty.get(address))
    for wanted in (words, REQUEST, leg.code, f'lang="{language}"', "☐"):
        assert wanted in text
    assert "/t/" not in text
    assert "anary" not in text
    text = text_of(duty.post(address))
    paper = text[text.index(f'<div lang="{language}">') :]
    assert re.search(r"/t/[\w-]{22}/", paper)
    pin = re.search(r"<b>(\d{3} \d{3})</b>", text)
    assert pin is not None
    assert pin.group(1) not in paper
    assert AnswerLink.objects.count() == 1


@pytest.mark.safeguard("S3", "a request is taken back, and its letter with all that was told is printed afterwards")
@pytest.mark.parametrize("how", ["withdrawn", "refused", "consent gone", "silence"])
def test_what_is_asked_no_more_leaves_on_no_paper(sides: Sides, worker: Client, how: str) -> None:
    case = opened_case(sides)
    if how == "silence":
        override_consent(by=sides.worker, child=case.child, ground="legal_duty", explanation="x", was_told="yes")
    else:
        consented(sides, case)
    leg = leg_of(case_referred(sides, case, receiver=silent_body(sides)))
    page = f"/app/r/{leg.code}/letter/"
    let_stand(worker, leg)
    assert REQUEST in text_of(worker.get(page))
    if how == "withdrawn":
        withdraw_referral(by=sides.worker, referral=leg.referral, reason="no_longer_needed")
    elif how == "refused":
        Leg.objects.filter(pk=leg.pk).update(status="refused")
    elif how == "consent gone":
        record_consent(
            by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.WITHDRAWN
        )
    else:
        ConsentOverride.objects.update(decided_at=clock.now() - timedelta(hours=25))
    for answer in (worker.get(page, follow=True), worker.post(page, follow=True)):
        text = text_of(answer)
        assert "so no letter is printed" in text
        assert "Answer slip" not in text
    assert not AnswerLink.objects.exists()


def informed(sides: Sides) -> Leg:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    family_told(sides, case)
    decision = InformationDecision(sides.police.organisation, "danger_now", "A boy was beaten")
    return leg_of(case_referred(sides, case, information=decision, no_information_leg_reason=""), "information")


@pytest.mark.safeguard("S1", "canaries of the family in its file: the letter to the police is printed")
def test_the_paper_for_an_authority_holds_nothing_of_the_family(sides: Sides, worker: Client) -> None:
    leg = informed(sides)
    let_stand(worker, leg)
    for language in ("kk", "ru"):
        text = text_of(worker.get(f"/app/r/{leg.code}/letter/?language={language}"))
        assert "A boy was beaten" in text
        assert "anary" not in text
        assert "Uzbek" not in text
        assert "Өзбек" not in text


def test_a_wish_to_talk_stands_before_the_lead_and_is_answered(sides: Sides, worker: Client) -> None:
    leg = informed(sides)
    holder = holder_of(make_link(by=sides.worker, leg=leg).link)
    ask_interview(
        by=holder, leg=leg, wished=WishedInterview("To know the man", "Tomorrow", "A psychologist"),
        answerer=Answerer("Major S."),
    )  # fmt: skip
    assert "An authority asks to talk to the child" in text_of(worker.get("/app/"))
    assert "They ask to talk to the child" in text_of(worker.get(page_of(leg.referral)))
    text = text_of(worker.get(f"/app/r/{leg.code}/talk/"))
    assert "To know the man" in text
    text = text_of(worker.post(f"/app/r/{leg.code}/talk/", {"text": f"Come to {CANARY_HOME}"}))
    assert "was not ticked" in text
    assert worker.post(f"/app/r/{leg.code}/talk/", {"text": "On Tuesday, with us"}).status_code == 302
    assert not Interview.objects.exists()  # a wish is none


def test_a_receiver_that_is_gone_stands_in_red_with_the_way_elsewhere(sides: Sides, duty: Client) -> None:
    referral = referred(sides)
    sides.shelter.is_active = False
    sides.shelter.save()
    text = text_of(duty.get(page_of(referral)))
    assert "This body takes no requests any more" in text
    assert f"/app/r/{referral.code}/elsewhere/" in text


def test_after_the_consent_is_taken_back_the_page_says_when_and_who_must_be_called(
    sides: Sides, worker: Client
) -> None:
    case = opened_case(sides)
    consented(sides, case)
    referral = case_referred(sides, case, receiver=silent_body(sides))
    record_consent(
        by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.WITHDRAWN
    )
    end_sharing(by=sides.worker, child=case.child)
    text = text_of(worker.get(page_of(referral)))
    assert "Sharing has ended" in text
    assert "call them and say that it has ended" in text
    assert "Consent was withdrawn" in text


def test_a_body_with_an_account_says_right_or_not_right(sides: Sides, worker: Client) -> None:
    leg = leg_of(referred(sides))
    record_told_answer(
        by=sides.sender, leg=leg, status=ReferralStatus.REFUSED, channel="phone", name_and_post="A.",
        happened_on=clock.today(), reason="no_free_place", where_next="waiting_list",
    )  # fmt: skip
    assert "The sender noted what you said" in text_of(worker.get(f"/app/r/{leg.code}/"))
    assert worker.post(f"/app/r/{leg.code}/word/", {"word": "wrong"}).status_code == 302
    assert Step.objects.filter(kind="disputed").exists()
    assert worker.post(f"/app/r/{leg.code}/word/", {"word": "right"}).status_code == 302
    assert leg_of(Referral.objects.get()).status == "acknowledged"


def test_clocks_of_the_body_stop_whatever_the_way_of_the_answer(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    duty.post(f"/app/r/{leg.code}/told/", told(status="acknowledged"))
    assert list(Timer.objects.running().values_list("kind", flat=True)) == ["leg_answer"]
