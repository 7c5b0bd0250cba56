"""Two reports that a phone without JavaScript sends: by the employer who wants to know, and about a boy alone at night."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from panah.casework.concerns.actions import release_sentence, set_answer_status
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import EVERYTHING, Permission
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor
from tests.panah.casework.concerns.office import Office, made_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEXT = "main button.main"
PLAIN = {"Save-Data": "on"}


def signed_in(arrives: Arrives, person: Person) -> Visitor:
    visitor = arrives(javascript=False, phone=True, language="ru", extra_http_headers=PLAIN)
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])
    return visitor


def reports(visitor: Visitor, language: str, place: str, night: str, danger: str) -> str:
    page = visitor.goes_to(f"/{language}/refer/")
    page.check(f"input[name=is_danger_now][value={danger}]")
    page.click(NEXT)
    page.check(f"input[name=sleeps_tonight][value={night}]")
    page.click(NEXT)
    page.check("input[value=lives_at_work]")
    page.click(NEXT)
    page.select_option("select[name=place]", place)
    page.select_option("select[name=age_band]", "12_14")
    page.click(NEXT)
    page.check("input[name=stays_anonymous]")
    page.click(NEXT)
    page.click(NEXT)
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", page.inner_text("main"))
    assert found
    return found.group()


def asks(visitor: Visitor, language: str, receipt: str) -> str:
    page = visitor.goes_to(f"/{language}/answer/")
    page.fill("input[name=receipt]", receipt)
    page.press("input[name=receipt]", "Enter")
    return page.inner_text("main")


def telling_words(office: Office, language: str) -> list[str]:
    """Bodies, places, services and outcomes, as this employer could read them."""
    lists = ("organisation_kinds", "service_types", "sectors", "concern_status", "nothing_reasons", "case_stage")
    words = [code_list(name).label(code, language) for name in lists for code in code_list(name).codes]
    return [*words, office.organisation.label(language), office.district.label(language)]


@action(Permission.DEMO_BUILD, on=None)
def a_specialist_takes_the_child(*, by: Actor, concern: Concern) -> None:
    """As referrals do once somebody accepts."""
    set_answer_status(by=by, concern=concern, status=AnswerStatus.SPECIALIST_WORKING)


@pytest.mark.safeguard("S4", "the employer reports the boy himself, and comes back every day to hear where he is now")
def test_the_employer_who_reports_learns_neither_where_nor_who_nor_what_came_of_it(arrives: Arrives) -> None:
    office = made_office()
    throttle.REPORTS.forget()
    employer = arrives(javascript=False, phone=True, language="uz", extra_http_headers=PLAIN)
    receipt = reports(employer, "uz", office.district.code, "place_of_work", "no")
    seen = [asks(employer, "uz", receipt)]
    concern = Concern.objects.get()
    duty = signed_in(arrives, office.duty_worker)
    page = duty.goes_to(f"/app/concerns/{concern.code}/")
    page.click(NEXT)
    seen.append(asks(employer, "uz", receipt))
    a_specialist_takes_the_child(by=Actor.system("test", EVERYTHING), concern=concern)
    seen.append(asks(employer, "uz", receipt))
    release_sentence(by=office.duty, concern=concern, sentence="nothing_more_needed")
    seen.append(asks(employer, "uz", receipt))
    employer.picture("employer-sees-uz")
    assert len(set(seen)) == len(seen), "it does move on, and says no more than that"
    telling = [words.lower() for words in telling_words(office, "uz") if len(words) > 4]
    assert [words for text in seen for words in telling if words in text.lower()] == []
    assert "Hozir sizdan boshqa hech narsa kerak emas." in seen[-1]


def test_a_boy_alone_at_night_leads_to_a_phone_at_once_and_to_the_guardianship_body_within_a_day(
    arrives: Arrives,
) -> None:
    office = made_office()
    throttle.REPORTS.forget()
    neighbour = arrives(javascript=False, phone=True, language="tg", extra_http_headers=PLAIN)
    page = neighbour.goes_to("/tg/refer/")
    page.check("input[name=is_danger_now][value=yes]")
    page.click(NEXT)
    assert page.locator("main a[href='tel:102'] >> nth=0").is_visible()
    assert page.locator("main a[href='tel:112'] >> nth=0").is_visible()
    neighbour.picture("boy-call-tg")
    reports(neighbour, "tg", office.district.code, "alone_or_street", "unknown")
    concern = Concern.objects.get()
    timer = Timer.objects.get(kind=TimerKind.GUARDIAN_REQUEST)
    assert timer.due_at - timer.started_at == timedelta(hours=24)
    duty = signed_in(arrives, office.duty_worker)
    page = duty.goes_to("/app/")
    duty.picture("boy-today-ru")
    assert concern.code in page.inner_text("main")
    page = duty.goes_to(f"/app/concerns/{concern.code}/guardian/")
    page.fill("input[name=who]", "Үлгі Үлгібаева")
    page.check("input[name=channel][value=phone]")
    today = timezone.localdate()
    for part in ("day", "month", "year"):
        page.fill(f"input[name=happened_on_{part}]", str(getattr(today, part)))
    page.click(NEXT)
    duty.picture("boy-guardian-told-ru")
    timer.refresh_from_db()
    assert timer.outcome == "told"
