"""A case page tells everything but the name; strangers are told nothing."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from panah.casework.cases import actions
from panah.casework.cases.codes import NoteKind
from panah.casework.cases.models import Case
from panah.casework.linking.actions import decide_same
from panah.casework.people.actions import SpokenName, add_name, record_consent
from panah.casework.people.codes import ConsentDecision, NameKind, Sameness
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from tests.panah.casework.cases.office import (
    NAME,
    SEEN,
    SYSTEM,
    Office,
    agreed,
    answered,
    asked,
    assessed,
    at_work,
    closed,
    in_plan,
    met,
    opened,
    served,
    unled,
)
from tests.panah.web.cases.visiting import reads, signed_in, text_of, title_of, words_of

PAGES = (
    "case", "case-contact", "case-assess", "case-plan", "case-service", "case-review", "case-consent", "case-close",
    "case-basics", "case-name-add", "case-category",
)  # fmt: skip
POSTS = ("case-name", "case-complete", "case-agree", "case-sign", "case-return", "case-reopen", "case-check")


def test_the_case_page_shows_what_a_worker_needs_and_no_name(office: Office) -> None:
    case, _ = at_work(office)
    served(office, case, service_type="basic_needs")
    response = signed_in(office.aigul).get(f"/app/c/{case.code}/")
    words = words_of(response)
    for expected in (case.code, "Girl", "about 13", "Uzbek", "Aigul", "Level of risk: Medium", "Services received"):
        assert expected in words, expected
    for expected in ("A planned service is due: Medical",):
        assert expected in words, expected
    assert "Canaryname" not in text_of(response)
    assert not re.search("Canary|Қайрат", title_of(response))
    assert case.code in title_of(response)


def test_stories_stay_folded_under_a_note(office: Office) -> None:
    case = opened(office)
    met(office, case)
    text = text_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
    before, _, after = text.partition(SEEN)
    assert before.rindex("<details") > before.rindex("</details>") if "</details>" in before else "<details" in before
    assert "</details>" in after


def test_the_name_is_shown_only_when_it_is_asked_for_and_that_is_recorded(office: Office) -> None:
    case = opened(office)
    add_name(by=office.aigul.actor, child=case.child, name=SpokenName("Kairat Ulgi", NameKind.DOCUMENT))
    client = signed_in(office.aigul)
    text_of(client.get(f"/app/c/{case.code}/"))
    assert not [read for read in reads() if "people.name.full" in read.fields]
    response = client.post(f"/app/c/{case.code}/name/")
    assert f"As the child says it: {NAME} · As in the document: Kairat Ulgi" in words_of(response)
    assert "Canary" not in title_of(response)
    (read,) = [read for read in reads() if "people.name.full" in read.fields]
    assert read.actor == str(office.aigul.person.pk)
    assert "Canary" not in str([vars(event) for event in AuditEvent.objects.all()])
    assert client.get(f"/app/c/{case.code}/name/", follow=True).redirect_chain == [(f"/app/c/{case.code}/", 302)]


def test_the_button_for_the_name_is_a_plain_form_without_script(office: Office) -> None:
    case = opened(office)
    text = text_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
    assert re.search(
        rf'<form method="post" action="/app/c/{case.code}/name/"[^>]*>\s*<input type="hidden" name="csrf', text
    )


def test_the_desk_and_the_monitor_open_no_case_by_no_door(office: Office) -> None:
    case, planned = at_work(office)
    for worker in (office.gulnar, office.dinara):
        client = signed_in(worker)
        for name in PAGES:
            assert client.get(reverse(name, args=[case.code])).status_code == 403, name
        for name in POSTS:
            assert client.post(reverse(name, args=[case.code])).status_code == 403, name
        assert client.get(reverse("case-planned", args=[planned.pk])).status_code == 403
        assert client.get("/app/children/").status_code == 403
        assert client.get("/app/team/").status_code == 403
    assert not [read for read in reads() if "people.name.full" in read.fields]


def test_not_yours_and_not_there_are_one_page(office: Office) -> None:
    case, planned = at_work(office)
    for worker in (office.lazzat, office.nurzhan):
        client = signed_in(worker)
        answers = {words_of(client.get(f"/app/c/{code}/"), 404) for code in ("0000-0000", "x", "%00")}
        assert len(answers) == 1
        for name in PAGES:
            assert client.get(reverse(name, args=[case.code])).status_code == 404, name
        assert {words_of(client.get(f"/app/c/{case.code}/"), 404)} == answers
        for name in (*POSTS[:3], "case-reopen", "case-check"):
            assert client.post(reverse(name, args=[case.code])).status_code == 404, name
        assert client.get(reverse("case-planned", args=[planned.pk])).status_code == 404
        assert client.post(reverse("case-cancel", args=[planned.pk])).status_code == 404
        assert case.code not in text_of(client.get("/app/children/"))
    assert reads() == []


def test_a_lead_who_was_replaced_is_a_stranger_at_once(office: Office) -> None:
    case = opened(office)
    client = signed_in(office.aigul)
    text_of(client.get(f"/app/c/{case.code}/"))
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    for name in PAGES:
        assert client.get(reverse(name, args=[case.code])).status_code == 404, name
    assert client.post(reverse("case-name", args=[case.code])).status_code == 404


def test_a_code_is_understood_as_people_write_it(office: Office) -> None:
    case = opened(office)
    client = signed_in(office.aigul)
    for spelt in (case.code.lower(), case.code.replace("-", "")):
        assert case.code in text_of(client.get(f"/app/c/{spelt}/"))


def test_needs_that_the_plan_does_not_answer_stand_out(office: Office) -> None:
    case = opened(office)
    met(office, case)
    answered(office, case, needs=("legal", "education", "shelter"))
    in_plan(office, case, service_type="legal")
    served(office, case, service_type="education")
    words = words_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
    _, _, after = words.partition("Needs found, not yet in the plan")
    assert after.strip().startswith("Safe shelter Safety Legal help")  # the second is the plan below it


def test_late_paper_says_how_late_it_was(office: Office) -> None:
    case = opened(office)
    met(office, case, happened_on=clock.today() - timedelta(days=4))
    met(office, case, kind=NoteKind.OTHER)
    words = words_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
    assert words.count("written 4 days later") == 1
    assert words.count("days later") == 1


def test_a_case_that_nobody_leads_is_red_and_has_one_button_for_who_may(office: Office) -> None:
    case = unled(office)
    text = text_of(signed_in(office.saule).get(f"/app/c/{case.code}/"))
    assert "Nobody leads this case" in text
    assert f'class="button main" href="/app/c/{case.code}/lead/"' in text


def test_answers_of_others_are_awaited_and_not_asked_of_the_lead(office: Office) -> None:
    case = opened(office)
    Timer.objects.create(
        file_id=case.file_id, kind=TimerKind.LEG_ANSWER, organisation=office.other, subject_code="RRRR-RRRR",
        asked_by_organisation=office.organisation, address_name="referral", address_code="RRRR-RRRR",
        started_at=clock.now(), due_at=clock.now() - timedelta(days=1), blocks_closure=True,
    )  # fmt: skip
    words = words_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
    now, _, waiting = words.partition("We wait for others")
    assert "Answer a referral" not in now
    assert "There" in waiting


def test_an_unknown_kind_of_clock_breaks_no_page(office: Office) -> None:
    case = opened(office)
    for organisation in (office.organisation, office.other):
        Timer.objects.create(
            file_id=case.file_id, kind="of_long_ago", organisation=organisation, person=office.aigul.person,
            asked_by_organisation=office.organisation, asked_by_person=office.aigul.person, subject_code=case.code,
            address_name="gone-page", address_code="x", started_at=clock.now(), due_at=clock.now(),
        )  # fmt: skip
    client = signed_in(office.aigul)
    text_of(client.get(f"/app/c/{case.code}/"))
    text_of(client.get("/app/"))


def test_both_codes_of_one_child_lead_to_each_other(office: Office) -> None:
    first, second = opened(office), opened(office)
    decide_same(by=office.saule.actor, child=second.child, first=first.child, sameness=Sameness.MERGED)
    client = signed_in(office.aigul)
    assert f'href="/app/c/{second.code}/"' in text_of(client.get(f"/app/c/{first.code}/"))
    assert f'href="/app/c/{first.code}/"' in text_of(client.get(f"/app/c/{second.code}/"))


def test_the_other_code_of_another_organisation_is_not_told(office: Office) -> None:
    mine, theirs = opened(office), opened(office, lead=office.lazzat)
    decide_same(by=SYSTEM, child=mine.child, first=theirs.child, sameness=Sameness.BOTH_KEPT)
    assert theirs.code not in text_of(signed_in(office.aigul).get(f"/app/c/{mine.code}/"))
    assert mine.code not in text_of(signed_in(office.lazzat).get(f"/app/c/{theirs.code}/"))


def test_a_consent_that_ended_stands_out(office: Office) -> None:
    case = opened(office)
    day = clock.today()
    record_consent(
        by=office.aigul.actor, child=case.child, scope="court", decision=ConsentDecision.GIVEN, given_by="self",
        given_on=day - timedelta(days=9), expires_on=day - timedelta(days=1),
    )  # fmt: skip
    assert 'class="chip late">ended' in text_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))


def test_nothing_yet_is_said_in_words(office: Office) -> None:
    words = words_of(signed_in(office.aigul).get(f"/app/c/{opened(office).code}/"))
    for empty in ("No plan yet.", "No service is recorded yet.", "No consent is recorded. Nothing is shared."):
        assert empty in words


def grown(office: Office, times: int) -> Case:
    case = opened(office)
    assessed(office, case)
    for number in range(times):
        in_plan(office, case, idempotency_key=f"p{number}")
        served(office, case, provider=office.provider)
        met(office, case, kind=NoteKind.MEETING)
    agreed(office, case)
    return case


@pytest.mark.parametrize("times", [1, 15])
def test_a_long_story_costs_no_more_queries_than_a_short_one(
    office: Office, times: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case, client = grown(office, times), signed_in(office.aigul)
    with django_assert_max_num_queries(37):
        text_of(client.get(f"/app/c/{case.code}/"))


def test_a_closed_case_offers_the_call_and_reopening(office: Office) -> None:
    case = closed(office)
    text = text_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
    assert f"/app/c/{case.code}/check/" in text
    assert f"/app/c/{case.code}/reopen/" in text
    assert f"/app/c/{case.code}/service/" not in text


def test_while_it_waits_for_a_signature_the_page_says_so(office: Office) -> None:
    case = opened(office)
    met(office, case)
    asked(office, case)
    assert "waits for a signature" in words_of(signed_in(office.aigul).get(f"/app/c/{case.code}/"))
