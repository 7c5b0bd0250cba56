"""Forty people come in one night, twenty-four of them children. What was prepared by two opens, and two workers write at once:
one with a keyboard, one on a phone without JavaScript. Nobody is asked anything before food; all sleep somewhere; it ends."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, Given, Night, StandBy
from panah.casework.services.actions import add_bed
from panah.casework.services.models import Reservation
from panah.foundation.accounts.models import Person
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import JOB, MAIN, Town, person, provider, signed_in, town, types_day

CHILDREN, ADULTS, IN_GROUP = 24, 16, 4


@pytest.fixture
def house(database_files: None) -> Town:
    here = town()
    home = provider(here.ngo, "Үлгі үй", ("shelter",))
    for number in range(CHILDREN):
        add_bed(by=JOB, provider=home, name=str(number + 1), meant_for="girl" if number % 2 else "boy")
    return here


def address_of(night: Night, page: str = "") -> str:
    return f"/app/operations/night/{night.code}/{page}"


def prepare(arrives: Arrives, here: Town, head: Person, guard: Person) -> Night:
    """Two people, and nobody is sent a word: the head writes it, the supervisor confirms it, holds beds and begins."""
    maker = signed_in(arrives, head, phone=False)
    page = maker.goes_to("/app/operations/ahead/")
    types_day(page, "day", clock.today() + timedelta(days=1))
    page.fill("input[name=begins]", "04:00")
    page.fill("input[name=places]", str(CHILDREN))
    page.select_option("select[name=second]", str(here.supervisor.pk))
    for one in (here.caseworker, guard):
        page.check(f"input[name=crew][value='{one.pk}']")
    presses(page, MAIN)
    stand_by = StandBy.objects.get()
    other = signed_in(arrives, here.supervisor)
    page = other.goes_to("/app/")
    presses(page, f"main a.button[href='/app/operations/ahead/{stand_by.code}/']")
    presses(page, "main form[action$='/confirm/'] button")
    page.fill("main form[action$='/places/'] input[name=count]", str(CHILDREN))
    presses(page, "main form[action$='/places/'] button")
    other.picture("night-0-prepared")
    assert Reservation.objects.filter(is_quiet=True, ended_at=None).count() == CHILDREN
    presses(page, "main form[action$='/begin/'] button")
    return Night.objects.get()


def types_row(page: Page, band: str, age: str, group: str) -> None:
    """By the keyboard alone: the cursor stands on the band when the page comes."""
    page.wait_for_selector("input[name=band]:focus")
    page.keyboard.type(band)
    page.keyboard.press("Tab")
    page.keyboard.type(age)
    for key in ("Tab", "ArrowUp", "Tab", "Tab"):  # the sex before "not known"; the language stands there already
        page.keyboard.press(key)
    page.keyboard.press("Control+A")
    page.keyboard.type(group)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def writes_row(page: Page, band: str, age_band: str, group: str = "") -> None:
    """On a phone without JavaScript."""
    page.fill("input[name=band]", band)
    page.select_option("select[name=age_band]", age_band)
    page.select_option("select[name=sex]", "male")
    page.select_option("select[name=language]", "uz")
    page.fill("input[name=group]", group)
    presses(page, MAIN)


def all_given(visitor: Visitor, night: Night, which: str, *steps: ArrivalStep) -> None:
    for step in steps:
        page = visitor.goes_to(address_of(night, f"{which}/"))
        page.check("input[name=all]")
        presses(page, f"button[name=step][value={step}]")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.safeguard("S5", "forty people are questioned through the night, and the children among them are hungry")
def test_forty_arrivals_in_one_night(house: Town, arrives: Arrives) -> None:
    here = house
    head, guard = person(here.ngo, Role.HEAD_OF_ORGANISATION), person(here.ngo, Role.SHELTER_MANAGER)
    night = prepare(arrives, here, head, guard)
    desk = signed_in(arrives, here.caseworker, phone=False, javascript=True)
    phone = signed_in(arrives, guard)
    bands = _all_come_in(desk, phone, night)
    assert Arrival.objects.children().count() == CHILDREN
    assert Arrival.objects.adults().count() == ADULTS
    _nobody_talks_before_food(desk, phone, night)
    page = phone.goes_to(address_of(night, "children/"))
    page.check("input[name=all]")
    presses(page, "button[formaction$='/places/']")
    phone.picture("night-4-places")
    assert Arrival.objects.children().exclude(reservation=None).count() == CHILDREN
    page = desk.goes_to(address_of(night, "end/"))
    presses(page, MAIN)
    assert Night.objects.get().closed_at is None
    _everybody_has_a_next_step(phone, night, bands)
    page = desk.goes_to(address_of(night))
    desk.picture("night-5-board")
    page.goto(f"{desk.address}{address_of(night, 'end/')}")
    page.fill("textarea[name=for_the_morning]", "Үлгі: таңғы ас 8:00-де.")
    presses(page, MAIN)
    closed = Night.objects.get()
    assert closed.closed_at is not None
    assert (closed.counted["children"], closed.counted["adults"], closed.counted["placed"]) == (CHILDREN, ADULTS, 40)
    desk.goes_to(address_of(night, "handover/"))
    desk.picture("night-6-hand-over")
    assert ConcernChild.objects.count() == CHILDREN
    assert Concern.objects.count() == CHILDREN // IN_GROUP


def _all_come_in(desk: Visitor, phone: Visitor, night: Night) -> list[str]:
    """Turn by turn, so that each page was opened before the other wrote; once both type the same band."""
    left, right = desk.goes_to(address_of(night, "add/")), phone.goes_to(address_of(night, "add/"))
    bands = [str(100 + number) for number in range(CHILDREN + ADULTS)]
    left.select_option("select[name=language]", "uz")
    left.focus("input[name=band]")
    for number in range(CHILDREN // 2):
        group = str(1 + number * 2 // IN_GROUP)
        types_row(left, bands[2 * number], "6", group)
        writes_row(right, bands[2 * number + 1], "12_14", group)
    writes_row(right, bands[0], "adult")
    assert "Бұл нөмір біреуде бар." in right.inner_text("main")
    assert right.input_value("select[name=age_band]") == "adult"
    desk.picture("night-1-desk")
    phone.picture("night-2-phone")
    for number in range(CHILDREN, CHILDREN + ADULTS):
        writes_row(right, bands[number], "adult")
    return bands


def _nobody_talks_before_food(desk: Visitor, phone: Visitor, night: Night) -> None:
    first = Arrival.objects.children().order_by("written_at").first()
    assert first is not None
    page = desk.goes_to(address_of(night, f"b/{first.band}/talk/"))
    presses(page, MAIN)
    page.wait_for_selector("main .error, main .errors, main [role=alert]")
    assert not Given.objects.filter(step=ArrivalStep.TALK).exists()
    all_given(desk, night, "children", ArrivalStep.DRINK, ArrivalStep.FOOD, ArrivalStep.REST)
    all_given(phone, night, "adults", ArrivalStep.DRINK, ArrivalStep.FOOD)
    all_given(phone, night, "children", ArrivalStep.DOCTOR, ArrivalStep.INTERPRETER, ArrivalStep.TRUSTED_ADULT)
    desk.goes_to(address_of(night, "children/"))
    desk.picture("night-3-children")
    page = desk.goes_to(address_of(night, f"b/{first.band}/talk/"))
    presses(page, MAIN)
    assert Given.objects.standing().filter(arrival=first, step=ArrivalStep.TALK).exists()


def _everybody_has_a_next_step(phone: Visitor, night: Night, bands: list[str]) -> None:
    """Brothers and sisters in one concern; each adult is asked alone."""
    for number in range(0, CHILDREN, IN_GROUP):
        page = phone.goes_to(address_of(night, f"b/{bands[number]}/concern/"))
        presses(page, MAIN)
    for band in bands[CHILDREN:]:
        page = phone.goes_to(address_of(night, f"b/{band}/next/"))
        page.check("input[name=step][value=own_way]")
        presses(page, MAIN)
