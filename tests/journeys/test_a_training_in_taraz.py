"""A training in Taraz: a trainer plans it and opens the enrolment, a teacher enrols on a phone without script, comes, and
holds a certificate that anybody may check. In Kazakh.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from panah.foundation.accounts.models import Person
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.directory.models import Adult
from panah.programme.training.models import Attendance, Certificate, Enrolment, Event, HalfDay, Module, Trainer
from panah.programme.training.queries import room_token
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, person, signed_in, stranger, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path
    throttle.ENROLMENTS_OF_NETWORK.forget()
    throttle.WRONG_CODES_OF_NETWORK.forget()


def _trainer() -> Person:
    return person(town().ngo, Role.TRAINER)


def _teaches(timur: Visitor) -> None:
    page = timur.goes_to("/app/training/modules/new/")
    page.fill("input[name=title_kk]", "Белгілерді тану")
    page.fill("input[name=title_ru]", "Распознавание признаков")
    page.fill("input[name=hours]", "8")
    presses(page, MAIN)
    timur.picture("training-01-module")
    page = timur.goes_to("/app/training/trainers/new/")
    page.fill("input[name=name]", "Ерлан Үлгібаев")
    page.select_option("select[name=sector]", "ngo")
    page.check("input[name=sex][value=male]")
    page.check("input[name=languages][value=kk]")
    page.check("input[name=languages][value=ru]")
    presses(page, MAIN)
    assert "Ерлан Үлгібаев" in page.inner_text("main")


def _day(page: Page, name: str, ahead: int) -> None:
    day = clock.today() + timedelta(days=ahead)
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"input[name={name}_{part}]", str(value))


def _plans(timur: Visitor) -> Event:
    page = timur.goes_to("/app/training/new/")
    page.fill("input[name=title_kk]", "Бала қауіпте ме?")
    page.fill("input[name=title_ru]", "Ребёнок в опасности?")
    page.select_option("select[name=place]", "KZ-31")
    page.fill("input[name=venue]", "№12 мектеп, мәжіліс залы")
    page.check("input[name=is_venue_accessible][value=yes]")
    _day(page, "starts_on", 1)
    _day(page, "ends_on", 2)
    page.check(f"input[name=modules][value='{Module.objects.get().code}']")
    page.check(f"input[name=trainers][value='{Trainer.objects.get().code}']")
    page.uncheck("input[name=has_test]")
    page.fill("input[name=places]", "24")
    timur.picture("training-02-new")
    presses(page, MAIN)
    event = Event.objects.get()
    presses(page, f"a[href='/app/training/{event.code}/open/']")
    presses(page, MAIN)
    assert page.locator("aside svg").count() == 1
    timur.picture("training-03-open")
    return event


def _enrols(visitor: Visitor, address: str, name: str, phone: str) -> Page:
    page = visitor.goes_to(address)
    page.fill("input[name=name]", name)
    page.select_option("select[name=sector]", "education")
    page.fill("input[name=workplace]", "№12 мектеп")
    page.select_option("select[name=place]", "KZ-31")
    page.check("input[name=language][value=kk]")
    page.fill("input[name=phone]", phone)
    page.check("input[name=may_be_asked]")
    visitor.picture("training-04-enrol")
    presses(page, MAIN)
    return page


def _gets_the_own_page(timur: Visitor, aigerim: Visitor, event: Event, one: Enrolment) -> None:
    """From the trainer's phone, in a message without a name."""
    page = timur.goes_to(f"/app/training/{event.code}/people/{one.pk}/own/")
    timur.picture("training-05-own-link")
    message = page.locator("[data-copy]").get_attribute("data-copy") or ""
    assert "Айгерім" not in message
    assert page.locator("a[href^='sms:+77010001122']").count() == 1
    page = aigerim.goes_to("/" + message.rsplit("://", 1)[1].split("/", 1)[1])
    assert one.code in page.inner_text("main")
    aigerim.picture("training-05-own-page")


def _the_day_comes(event: Event) -> None:
    now = clock.now()
    HalfDay.objects.filter(event=event, number=1).update(
        starts_at=now - timedelta(minutes=30), ends_at=now + timedelta(hours=2)
    )


def _it_is_over(event: Event) -> None:
    now = clock.now()
    for half in HalfDay.objects.filter(event=event):
        ends = now - timedelta(hours=20 - half.number)
        HalfDay.objects.filter(pk=half.pk).update(starts_at=ends - timedelta(minutes=50), ends_at=ends)


def _checks_in(aigerim: Visitor, event: Event, code: str) -> None:
    half = HalfDay.objects.filter(event=event)[0]
    with clock.standing_at(clock.now() - timedelta(minutes=20)):
        shared = room_token(half)
    page = aigerim.goes_to(f"/in/{shared}/")
    assert "15 минут" in page.inner_text("main")
    assert page.locator("input[name=code]").count() == 0
    aigerim.picture("training-06-shared-picture")
    page = aigerim.goes_to(f"/in/{room_token(half)}/")
    page.fill("input[name=code]", code.lower())
    presses(page, MAIN)
    assert code in page.inner_text("main")
    aigerim.picture("training-07-checked-in")
    assert Attendance.objects.get().known_by == "qr"


def _ticks_and_certifies(timur: Visitor, event: Event) -> Certificate:
    for number in range(2, 5):
        page = timur.goes_to(f"/app/training/{event.code}/day/{number}/")
        page.check("input[name^=here-]")
        presses(page, MAIN)
    timur.picture("training-08-day")
    page = timur.goes_to("/app/")
    assert event.code in page.inner_text("main")
    timur.picture("training-09-today")
    page = timur.goes_to(f"/app/training/{event.code}/certs/")
    presses(page, MAIN)
    timur.picture("training-10-certificates")
    return Certificate.objects.get()


def _is_accessible(arrives: Arrives, trainer: Person, event: Event) -> None:
    """The same pages on a phone with script: what axe finds there."""
    page = signed_in(arrives, trainer, javascript=True)
    for name in ("", "people/", "day/1/", "certs/", "report/", "change/"):
        page.goes_to(f"/app/training/{event.code}/{name}")
        page.picture(f"training-phone-{name.replace('/', '') or 'event'}")
        assert page.axe_faults() == [], name


def test_a_teacher_learns_in_taraz(arrives: Arrives) -> None:
    trainer = _trainer()
    timur = signed_in(arrives, trainer, phone=False)
    _teaches(timur)
    event = _plans(timur)
    address = timur.page.inner_text("aside .note").removeprefix(timur.address)
    for paper in ("poster", "paper/agenda", "day/1/sign"):
        timur.goes_to(f"/app/training/{event.code}/{paper}/")
        timur.picture(f"training-paper-{paper.replace('/', '-')}")

    aigerim = stranger(arrives)
    told = _enrols(aigerim, address, "Айгерім Үлгібаева", "+7 701 000 11 22").inner_text("main")
    one = Enrolment.objects.get()
    aigerim.picture("training-05-enrolled")
    assert not aigerim.context.cookies()
    page = _enrols(stranger(arrives), address, "Aigerim Ulgibayeva", "8 701 000 11 22")
    assert page.inner_text("main") == told
    assert one.code not in page.content()
    _gets_the_own_page(timur, aigerim, event, one)
    assert Enrolment.objects.count() == 1
    assert Adult.objects.filter(sector="education").count() == 1

    _the_day_comes(event)
    timur.goes_to(f"/app/training/{event.code}/day/1/room/")
    timur.picture("training-06-room")
    _checks_in(aigerim, event, one.code)
    _it_is_over(event)
    made = _ticks_and_certifies(timur, event)

    page = stranger(arrives).goes_to(f"/kk/check/{made.code}/")
    assert "А. Ү." in page.inner_text("main")
    assert "Айгерім" not in page.inner_text("main")
    page = aigerim.goes_to("/kk/check/K7Q4-2MX9/")
    assert "А. Ү." not in page.inner_text("main")
    timur.goes_to(f"/app/training/{event.code}/report/")
    timur.picture("training-11-report")
    timur.goes_to(f"/app/training/{event.code}/people/")
    timur.picture("training-12-people")
    _is_accessible(arrives, trainer, event)
