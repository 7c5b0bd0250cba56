"""Somebody applies on a phone and is chosen; a champion plans, does, reports, and goes on for another year.

In Kazakh and without JavaScript: a form that is sent twice is one, a post is counted once, a photo waits for a question.
"""

import io
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.champions import actions
from panah.programme.champions.actions import CallDetails
from panah.programme.champions.codes import ApplicationState, ChampionState, PlanState, ReportState, RestsOn
from panah.programme.champions.models import Act, Application, Champion, Plan, QuarterReport, Renewal, Scoring
from panah.programme.champions.rules import Quarter
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult
from panah.web.champions.join import SENT_FROM_NETWORK
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, person, receipt_on, signed_in, stranger, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WEIGHTS = {"reasons": 30, "community": 20, "safety": 20, "reach": 20, "time": 10}
FAULT = "main .errors"


def _member(someone: Person) -> Membership:
    return Membership.objects.select_related("person", "organisation").get(person=someone)


def _call(coordinator: Person) -> None:
    today = clock.today()
    details = CallDetails(
        title_kk="Үлгі: белсенділер іздейміз", title_ru="Пример: ищем активистов", text_kk="Бір жылға", text_ru="На год",
        for_whom_kk="18 жастан", for_whom_ru="С 18 лет", places=2, opens_on=today, closes_on=today + timedelta(days=9),
        weights=WEIGHTS, regions=[Place.objects.get(pk="KZ-31")],
    )  # fmt: skip
    actions.make_call(by=actor_of(_member(coordinator)), details=details)


def _applies(visitor: Visitor) -> str:
    """What is missing is said, and nothing that was typed is lost."""
    page = visitor.goes_to("/kk/join/champion/")
    visitor.picture("champion-1-join")
    page.fill("input[name=name]", "Айгерім Үлгібаева")
    page.fill("textarea[name=motivation]", "сөз " * 201)
    presses(page, MAIN)
    assert page.locator(FAULT).count() == 1
    assert page.input_value("input[name=name]") == "Айгерім Үлгібаева"
    page.fill("input[name=phone]", "8 701 000 11 22")
    page.fill("textarea[name=motivation]", "Базарда жүретін оқушыларға көмектескім келеді.")
    page.select_option("select[name=region]", "KZ-31")
    page.check("input[name=language][value=kk]")
    page.select_option("select[name=sector]", "education")
    page.check("input[name=sex][value=unknown]")
    page.check("input[name=is_of_age]")
    page.check("input[name=accepts_safeguarding]")
    presses(page, MAIN)
    visitor.picture("champion-2-sent")
    assert visitor.context.cookies() == [], "applying needs no cookie"
    return receipt_on(page)


def _scores(page: Page, code: str, points: str) -> None:
    page.goto(page.url.partition("/app/")[0] + f"/app/champions/application/{code}/score/")
    for criterion in WEIGHTS:
        page.check(f"input[name=points_{criterion}][value='{points}']")
    presses(page, MAIN)


def _state_of(visitor: Visitor, receipt: str) -> str:
    page = visitor.goes_to("/kk/join/champion/state/")
    page.fill("input[name=number]", receipt)
    presses(page, MAIN)
    return page.inner_text("main")


def test_somebody_applies_on_a_phone_and_is_chosen(arrives: Arrives) -> None:
    here = town()
    SENT_FROM_NETWORK.forget()
    coordinator, head = person(here.ngo, Role.PROGRAMME_COORDINATOR), person(here.ngo, Role.HEAD_OF_ORGANISATION)
    near = person(here.ngo, Role.PROGRAMME_COORDINATOR, "near")
    _call(coordinator)
    applicant = stranger(arrives)
    receipt = _applies(applicant)
    before = _state_of(applicant, receipt)
    code = Application.objects.get().code

    office = signed_in(arrives, coordinator, phone=False)
    _scores(office.goes_to("/app/champions/"), code, "5")
    panel = signed_in(arrives, head, phone=False)
    page = panel.goes_to(f"/app/champions/application/{code}/")
    assert "Үлгібаева" not in page.inner_text("main"), "the panel reads why and not who"
    _scores(page, code, "3")
    relative = signed_in(arrives, near, phone=False)
    page = relative.goes_to(f"/app/champions/application/{code}/")
    presses(page, f"main form[action$='/{code}/near/'] button")
    assert code not in page.inner_text("main")
    assert relative.page.request.get(f"{relative.address}/app/champions/application/{code}/").status == 404
    assert Scoring.objects.filter(has_conflict=False).count() == 2

    page = office.goes_to(f"/app/champions/application/{code}/decide/")
    office.picture("champion-3-decide")
    page.check("input[name=decision][value=selected]")
    page.fill("textarea[name=minutes]", "Үлгі: екеуі бағалады, біреуі жақын болғандықтан қатыспады.")
    presses(page, MAIN)
    assert before == _state_of(applicant, receipt), "nothing is told before the letter is made"
    office.picture("champion-4-letter")
    with page.expect_download() as download:
        page.click("main form button.main")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert before != _state_of(applicant, receipt)
    made = Application.objects.get()
    assert (made.state, made.rests_on) == (ApplicationState.SELECTED, RestsOn.PANEL)
    assert made.score == 75
    assert Champion.objects.get().adult == Adult.objects.get()


def _champion(coordinator: Person, account: Person) -> Champion:
    by, place = actor_of(_member(coordinator)), Place.objects.districts("KZ-31")[0]
    details = AdultDetails("Айгерім Үлгібаева", TraineeSector.VOLUNTEER, "female", place=place)
    since = Quarter.of(clock.today()).before.first
    one = actions.add_champion(by=by, details=details, region=place, language="kk", since=since)
    return actions.link_account(by=by, champion=one, person=account)


def _plans(champion: Visitor) -> None:
    for quarter in ("1", "2", "3", "4"):
        page = champion.goes_to("/app/champion/plan/new/")
        page.check(f"input[name=quarter][value='{quarter}']")
        page.check("input[name=type][value=event]")
        page.fill("textarea[name=activity]", "Үлгі: ата-аналармен әңгіме")
        page.fill("input[name=where]", "№12 мектеп")
        page.fill("input[name=with_whom]", "мектеп психологы")
        page.fill("input[name=reach_goal]", "40")
        presses(page, MAIN)
    champion.picture("champion-5-plan")
    presses(page, "form[action$='/plan/send/'] button")


def _adds_post(champion: Visitor, link: str) -> Page:
    page = champion.goes_to("/app/champion/add/")
    page.check("input[name=type][value=post]")
    page.fill("input[name=link]", link)
    page.fill("input[name=women]", "120")
    presses(page, MAIN)
    return page


def _adds_event(champion: Visitor, day: date) -> Page:
    """With a local authority, and a photo that waits for a question."""
    page = champion.goes_to("/app/champion/add/")
    page.check("input[name=type][value=event]")
    page.fill("input[name=link]", "")  # what was refused stands here still
    types_day(page, "happened_on", day)
    page.check("input[name=venue][value=school]")
    page.fill("input[name=spot]", "№12 мектеп")
    page.check("input[name=with_authority]")
    page.fill("input[name=authority]", "Аудандық білім бөлімі")
    page.fill("input[name=women]", "20")
    page.fill("input[name=young]", "30")
    page.check("input[name=has_photo]")
    presses(page, MAIN)
    champion.picture("champion-6-photo")
    return page


def _photo() -> FilePayload:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(content, "JPEG")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def test_a_champion_plans_does_reports_and_goes_on(arrives: Arrives) -> None:
    here = town()
    coordinator, account = person(here.ngo, Role.PROGRAMME_COORDINATOR), person(here.ngo, Role.CHAMPION)
    one = _champion(coordinator, account)
    champion, office = signed_in(arrives, account), signed_in(arrives, coordinator, phone=False)
    _plans(champion)
    year = Plan.objects.get().year
    presses(office.goes_to(f"/app/champions/one/{one.code}/plan/{year}/"), "button[value=agree]")
    assert Plan.objects.get().state == PlanState.AGREED

    _adds_post(champion, "https://www.instagram.com/reel/Cx1Ab/?igsh=MzRl&utm_source=ig_web")
    page = _adds_post(champion, "http://m.instagram.com/ulgi/p/Cx1Ab/#comments")
    assert page.locator(FAULT).count() == 1, "already counted"
    assert page.input_value("input[name=women]") == "120", "and nothing is lost"
    assert "utm" not in Act.objects.get().link

    last = Quarter.of(clock.today()).before
    page = _adds_event(champion, last.last)
    page.set_input_files("input[name=file]", files=[_photo()])
    presses(page, MAIN)
    event = Act.objects.get(type="event")
    assert event.photo is None, "without the tick the entry is kept without the photo"
    page = champion.goes_to(f"/app/champion/done/{event.code}/photo/")
    page.check("input[name=is_nobody_known]")
    page.set_input_files("input[name=file]", files=[_photo()])
    presses(page, MAIN)
    assert page.locator("main img").count() == 1
    event.refresh_from_db()
    assert event.with_authority
    _reports_and_goes_on(champion, office, one, last)


def _reports_and_goes_on(champion: Visitor, office: Visitor, one: Champion, last: Quarter) -> None:
    page = champion.goes_to(f"/app/champion/report/{last}/")
    page.fill("textarea[name=result]", "Үлгі: екі ана сұрақ қойды.")
    presses(page, MAIN)
    champion.picture("champion-7-report")
    report = QuarterReport.objects.get()
    assert (report.numbers["event"], report.numbers["young"], report.state) == (1, 30, ReportState.SENT)
    page = office.goes_to(f"/app/champions/report/{report.code}/")
    office.picture("champion-8-read")
    presses(page, "form[action$='/accept/'] button")
    assert QuarterReport.objects.get().state == ReportState.ACCEPTED
    page = office.goes_to(f"/app/champions/one/{one.code}/renew/")
    presses(page, MAIN)
    assert Renewal.objects.get().turn == "renewed"
    one.refresh_from_db()
    assert one.state == ChampionState.ACTIVE
