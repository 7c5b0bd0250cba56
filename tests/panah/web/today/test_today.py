"""Today: what waits for whom, in which order, in few queries, and nothing that is not for this role."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from panah.casework.concerns.actions import ChildTold, ConcernDetails, report_concern
from panah.foundation.accounts.actions import answer_for, give_role
from panah.foundation.clocks.actions import OF_A_LEAD
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import new_code
from panah.foundation.security.roles import ROLES, Role
from panah.web.today import queries
from panah.web.today.sentences import ASKS, asking_of, sentence_of
from panah.web.today.waiting import waiting_rows
from tests.panah.casework.cases.office import (
    SYSTEM,
    Office,
    Worker,
    asked,
    at_work,
    closed,
    hired,
    met,
    opened,
    running,
    unled,
)
from tests.panah.web.cases.visiting import reads, signed_in, text_of, words_of


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def rows_of(worker: Worker) -> list[tuple[str, str]]:
    """Sentence and code of each row, in order."""
    rows = queries.action_rows(worker.actor, timezone.now(), 200)
    return [(str(row.sentence), row.code) for row in rows]


def clock_of(office: Office, kind: TimerKind, due: datetime, **more: object) -> Timer:
    code = new_code()
    usual = {
        "kind": kind, "organisation": office.organisation, "subject_code": code, "address_name": "case",
        "address_code": code, "started_at": due - timedelta(days=1), "due_at": due,
    }  # fmt: skip
    return Timer.objects.create(**(usual | more))


@pytest.mark.parametrize("kind", TimerKind)
def test_every_clock_has_a_sentence_a_button_and_a_right_that_somebody_has(kind: TimerKind) -> None:
    asking = ASKS[kind]
    assert str(asking.sentence)
    assert str(asking.button)
    assert any(asking.permission in card.permissions for card in ROLES.values())


def test_what_is_for_the_lead_is_seen_by_those_who_see_cases() -> None:
    desk = ROLES[Role.DUTY_WORKER].permissions
    assert [kind for kind in OF_A_LEAD if ASKS[kind].permission in desk] == []


def test_a_kind_of_long_ago_shows_its_code_and_breaks_nothing() -> None:
    timer = Timer(kind="of_long_ago", fact="gone_list:code", subject_code="X")
    assert str(asking_of(timer).sentence) == "of_long_ago"
    assert sentence_of(timer) == "of_long_ago"


@pytest.mark.parametrize(
    ("what_came", "sentence"),
    [
        ("refused", "Find another place: the referral was not accepted"),
        ("need_more", "They need to know more: add what they ask"),
        ("disputed", "A body says that it answered otherwise: call it"),
    ],
)
def test_only_a_no_sends_somebody_to_look_for_another_place(what_came: str, sentence: str) -> None:
    timer = Timer(kind=TimerKind.SENDER_REROUTE, fact=f"hand_over_step:{what_came}", subject_code="X")
    assert sentence_of(timer) == sentence


def test_a_row_that_is_about_no_child_tells_no_age_and_no_sex(office: Office) -> None:
    clock_of(office, TimerKind.AUTHORITY_REQUEST, timezone.now() + timedelta(days=1), fact="organisation_kinds:police")
    (row,) = queries.action_rows(office.bakyt.actor, timezone.now(), 9)
    assert [str(fact) for fact in row.facts] == ["Police"]


def reported(office: Office) -> str:
    answer_for(by=SYSTEM, organisation=office.organisation, place=None)
    concern = report_concern(
        by=Actor.public("kk"), idempotency_key="form-1",
        details=ConcernDetails(
            signs=("works",), language="kk", what_was_seen="Canaryseen", stays_anonymous=True, place=office.district,
            children=(ChildTold("6_11", "male", "uz", "Canarytold"),),
        ),
    )  # fmt: skip
    return concern.code


def test_each_role_sees_its_own_rows_and_no_others(office: Office) -> None:
    concern, nobodys, mine = reported(office), unled(office), opened(office)
    theirs = opened(office, lead=office.nurzhan)
    assert rows_of(office.gulnar) == [("Look at a new concern", concern)]
    assert rows_of(office.aigul) == [("First safety contact", mine.code)]
    assert rows_of(office.nurzhan) == [("First safety contact", theirs.code)]
    assert ("Nobody leads this case: name a lead", nobodys.code) in rows_of(office.saule)
    assert not {mine.code, theirs.code} & {code for _, code in rows_of(office.saule)}
    assert rows_of(office.dinara) == []
    assert rows_of(office.lazzat) == []


def test_what_is_late_in_the_team_comes_to_its_supervisor_with_the_lead(office: Office) -> None:
    case = opened(office)
    Timer.objects.exclude(kind=TimerKind.FIRST_SAFETY_CONTACT).delete()
    Timer.objects.update(due_at=timezone.now() - timedelta(hours=3))
    (row,) = queries.action_rows(office.saule.actor, timezone.now(), 9)
    assert row.code == case.code
    assert "Lead: Aigul" in [str(fact) for fact in row.facts]
    assert rows_of(office.gulnar) == []


def test_a_signature_is_for_the_supervisor_alone(office: Office) -> None:
    case = opened(office)
    met(office, case)
    asked(office, case)
    assert rows_of(office.saule) == [("Sign a closure", case.code)]
    assert rows_of(office.aigul) == []
    assert rows_of(office.gulnar) == []


def test_a_case_that_nobody_leads_is_one_row_whatever_runs_in_it(office: Office) -> None:
    case = unled(office)
    for days in (1, 2, 3):
        clock_of(
            office, TimerKind.REVIEW, timezone.now() + timedelta(days=days), file=case.file, subject_code=case.code,
            address_code=case.code,
        )  # fmt: skip
    assert rows_of(office.saule) == [("Nobody leads this case: name a lead", case.code)]
    assert queries.standing_of(office.saule.actor, timezone.now()).all == 1


def test_a_row_leads_where_the_work_is_done(office: Office) -> None:
    case, planned = at_work(office)
    nobodys = unled(office)
    (service,) = queries.action_rows(office.aigul.actor, timezone.now(), 9)
    assert str(service.sentence) == "A planned service is due: Medical care"
    assert (service.url, service.button_url) == (f"/app/planned/{planned.pk}/",) * 2
    (alarm,) = queries.action_rows(office.saule.actor, timezone.now(), 9)
    assert alarm.button_url == f"/app/c/{nobodys.code}/lead/"
    review = running(case)[TimerKind.REVIEW]
    assert queries.button_address(review, asking_of(review)) == f"/app/c/{case.code}/review/"
    for row in (service, alarm):
        assert signed_in(office.saule).get(row.button_url).status_code == 200


def test_the_call_after_the_end_leads_to_its_page(office: Office) -> None:
    case = closed(office)
    Timer.objects.running().update(due_at=timezone.now())
    (row,) = queries.action_rows(office.aigul.actor, timezone.now() + timedelta(minutes=1), 9)
    assert (str(row.sentence), row.button_url) == ("Call after closure", f"/app/c/{case.code}/check/")


def test_danger_comes_first_then_late_then_today_then_a_yes_or_no_then_the_days_ahead(office: Office) -> None:
    now = timezone.localtime().replace(hour=11)
    person = office.aigul.person
    ahead = clock_of(office, TimerKind.REVIEW, now + timedelta(days=3), person=person)
    answer = clock_of(office, TimerKind.INTERVIEW_ASKED, now + timedelta(days=9), person=person)
    today = clock_of(office, TimerKind.PLAN, now + timedelta(hours=12), person=person)
    late = clock_of(office, TimerKind.ASSESSMENT, now - timedelta(days=2), person=person)
    danger = clock_of(office, TimerKind.FIRST_SAFETY_CONTACT, now + timedelta(hours=1), person=person, urgency="danger")
    clock_of(office, TimerKind.REVIEW, now + timedelta(days=8), person=person)
    order = [timer.subject_code for timer in (danger, late, today, answer, ahead)]
    assert [row.code for row in queries.action_rows(office.aigul.actor, now, 9)] == order
    assert queries.standing_of(office.aigul.actor, now) == queries.Standing(all=5, late=1)


def test_the_desk_sees_the_clock_of_the_guardianship_body_while_no_case_is_there(office: Office) -> None:
    now = timezone.now()
    of_concern = clock_of(office, TimerKind.GUARDIAN_REQUEST, now + timedelta(hours=9), address_name="concern")
    of_case = clock_of(office, TimerKind.GUARDIAN_REQUEST, now + timedelta(hours=9), person=office.aigul.person)
    assert rows_of(office.gulnar) == [("No safe adult: ask the guardianship body", of_concern.subject_code)]
    assert rows_of(office.aigul) == [("Ask the guardianship body", of_case.subject_code)]


def test_the_part_of_a_helper_without_a_name_is_no_case_without_a_lead(office: Office) -> None:
    timer = clock_of(office, TimerKind.SERVICE, timezone.now(), address_name="helper-part")
    assert str(asking_of(timer).sentence) == "A planned service is due"


def test_help_that_nobody_took_is_asked_of_the_whole_office_at_once(office: Office) -> None:
    far = timezone.now() + timedelta(days=20)
    timer = clock_of(
        office, TimerKind.HELP_ASKED, far, address_name="helper-part", fact="service_types:medical",
    )  # fmt: skip
    assert rows_of(office.aigul) == rows_of(office.nurzhan)
    assert rows_of(office.aigul) == [("You are asked to help: Medical care", timer.subject_code)]
    timer.person = office.nurzhan.person
    timer.save()
    assert rows_of(office.aigul) == rows_of(office.nurzhan) == []
    Timer.objects.update(due_at=timezone.now() + timedelta(days=2))
    assert rows_of(office.nurzhan) == [("Help that was asked for is due: Medical care", timer.subject_code)]


def test_nothing_waits_and_what_comes_next(office: Office) -> None:
    client = signed_in(office.aigul)
    text = words_of(client.get("/app/"))
    assert "Nothing waits for you. A child who is given to you will stand here" in text
    timer = clock_of(office, TimerKind.REVIEW, timezone.now() + timedelta(days=20), person=office.aigul.person)
    words = words_of(client.get("/app/"))
    assert re.search(
        rf"Nothing waits for you\. Next: \w{{3}} .{{1,20}}, \d\d:\d\d · Review the plan · {timer.subject_code}", words
    )
    assert f'href="/app/c/{timer.address_code}/"' in text_of(client.get("/app/"))


def test_more_than_fits_is_one_click_away(office: Office) -> None:
    for _ in range(30):
        clock_of(office, TimerKind.REVIEW, timezone.now(), person=office.aigul.person)
    client = signed_in(office.aigul)
    for query, count in (("", 25), ("?all=1", 30), ("?all=x", 25)):
        assert text_of(client.get(f"/app/{query}")).count('<div class="when">') == count


def test_who_works_at_two_organisations_sees_that_of_the_role_at_work(office: Office) -> None:
    case = opened(office)
    give_role(by=SYSTEM, person=office.aigul.person, organisation=office.other, role=Role.CASEWORKER)
    there = Worker(office.aigul.person, office.aigul.membership.__class__.objects.latest("since"))
    assert [code for _, code in rows_of(office.aigul)] == [case.code]
    assert rows_of(there) == []
    assert queries.my_cases(there.actor, timezone.now()) == []


def test_others_owe_only_to_who_works_with_them(office: Office) -> None:
    clock_of(
        office, TimerKind.LEG_ANSWER, timezone.now(), organisation=office.other, asked_by_organisation=office.organisation,
        asked_by_person=office.aigul.person, address_name="referral",
    )  # fmt: skip
    admin = hired(office.organisation, Role.ADMINISTRATOR, "admin")
    seen = {
        worker.person.username: len(waiting_rows(worker.actor, timezone.now()))
        for worker in (office.aigul, office.nurzhan, office.saule, office.gulnar, office.dinara, admin, office.lazzat)
    }
    assert seen == {"aigul": 1, "nurzhan": 0, "saule": 1, "gulnar": 1, "dinara": 0, "admin": 0, "lazzat": 0}


def test_my_children_stand_by_what_is_due_next(office: Office) -> None:
    calm, urgent = opened(office), opened(office, urgency="danger")
    for _ in range(9):
        opened(office)
    lines = queries.my_cases(office.aigul.actor, timezone.now())
    assert lines[0].case == urgent
    assert calm.code not in text_of(signed_in(office.nurzhan).get("/app/"))
    assert len(lines) == 8
    assert "/app/children/?lead=me" in text_of(signed_in(office.aigul).get("/app/"))


def test_today_opens_nothing_and_names_nobody(office: Office) -> None:
    reported(office)
    at_work(office)
    for worker in (office.aigul, office.saule, office.gulnar):
        assert "Canary" not in text_of(signed_in(worker).get("/app/"))
    assert reads() == []
