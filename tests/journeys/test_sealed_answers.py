"""A nurse answers behind her link where the line breaks; a girl writes in Uzbek where there is none. Both arrive, once."""

import json

import pytest
from playwright.sync_api import expect

from panah.casework.concerns.models import Concern
from panah.casework.referrals.actions import end_link
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg
from panah.web.outbox import views
from panah.web.public import throttle
from tests.canaries import canaries, sightings
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.village import forgives, kept_on
from tests.panah.casework.concerns.office import made_office
from tests.panah.casework.referrals.handover import Sides, linked, made_sides, referred

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = canaries(2)


def at_the_form(arrives: Arrives, sides: Sides) -> Visitor:
    """The nurse has opened her link with the PIN and chosen to take the request on."""
    fresh = linked(sides, referred(sides))
    nurse = arrives(phone=True, language="ru")
    page = nurse.goes_to(f"/t/{fresh.token}/")
    page.fill("input[name=pin]", fresh.pin)
    presses(page, "main .button.main")
    presses(page, "main button[value=accepted]")
    page.fill("input[name=name_and_post]", f"{WORDS[0]}, медсестра")
    page.fill("textarea[name=remark]", WORDS[1])
    return nurse


def test_an_answer_behind_a_link_is_sealed_where_the_line_breaks(arrives: Arrives) -> None:
    nurse = at_the_form(arrives, made_sides())
    views.UNREADABLE_OF_NETWORK.forget()
    nurse.context.set_offline(True)
    nurse.page.click("form[data-seal] .button.main")
    expect(nurse.page.locator("[data-sealed]")).to_be_visible()
    nurse.picture("outbox-answer")
    assert nurse.axe_faults() == []
    found = kept_on(nurse.page)
    assert len(found["items"]) == 1
    assert found["pages"] == {}, "a page behind a link is never kept"
    assert sightings(json.dumps(found, ensure_ascii=False).encode(), WORDS) == set()
    nurse.context.set_offline(False)
    expect(nurse.page.locator("[data-sealed-receipt]")).to_have_text(Leg.objects.get().code)
    assert Leg.objects.get().status == ReferralStatus.ACCEPTED
    forgives(nurse)


def test_with_network_the_answer_goes_its_ordinary_way(arrives: Arrives) -> None:
    nurse = at_the_form(arrives, made_sides())
    presses(nurse.page, "form[data-seal] .button.main")
    expect(nurse.page.locator(".notice.ok")).to_be_visible()
    assert Leg.objects.get().status == ReferralStatus.ACCEPTED
    assert kept_on(nurse.page)["items"] == []


def test_a_link_that_ended_meanwhile_is_told_in_a_sentence_and_the_item_can_be_deleted(arrives: Arrives) -> None:
    sides = made_sides()
    nurse = at_the_form(arrives, sides)
    views.UNREADABLE_OF_NETWORK.forget()
    nurse.context.set_offline(True)
    nurse.page.click("form[data-seal] .button.main")
    expect(nurse.page.locator("[data-sealed]")).to_be_visible()
    end_link(by=sides.sender, leg=Leg.objects.get())
    nurse.context.set_offline(False)
    expect(nurse.page.locator("[data-sealed-text]")).to_contain_text("больше не открывается")
    page = nurse.goes_to("/ru/outbox/")
    expect(page.locator("[data-outbox-list] .chip.late")).to_have_count(1)
    nurse.picture("outbox-refused")
    assert nurse.axe_faults() == []
    page.click("[data-remove]")
    expect(page.locator("[data-outbox-empty]")).to_be_visible()
    assert Leg.objects.get().status == ReferralStatus.SENT
    forgives(nurse)


def test_a_girl_writes_in_uzbek_where_there_is_no_network(arrives: Arrives) -> None:
    made_office()
    throttle.REPORTS.forget()
    views.UNREADABLE_OF_NETWORK.forget()
    girl = arrives(phone=True, language="uz")
    page = girl.goes_to("/uz/outbox/write/")
    expect(page.locator("[data-lasting]")).not_to_be_empty()
    girl.context.set_offline(True)
    page = girl.goes_to("/uz/outbox/write/")
    page.click("form[data-seal] .button.main")
    expect(page.locator("[data-faults] li")).to_have_count(1)
    page.fill("textarea[name=what_was_seen]", WORDS[0])
    girl.picture("outbox-write")
    page.click("form[data-seal] .button.main")
    expect(page.locator("[data-sealed]")).to_be_visible()
    assert sightings(json.dumps(kept_on(girl.page), ensure_ascii=False).encode(), WORDS) == set()
    girl.context.set_offline(False)
    expect(page.locator("[data-sealed-receipt]")).not_to_be_empty()
    girl.picture("outbox-write-sent")
    assert girl.axe_faults() == []
    assert Concern.objects.get().is_first_person
    forgives(girl)
