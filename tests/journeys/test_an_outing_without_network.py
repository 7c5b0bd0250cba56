"""A market without signal: four children, one handed over on the spot, two sealed in the phone, one only counted; then the
report is closed, printed and signed. In Kazakh, on a phone.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import FilePayload, Page, expect

from panah.casework.concerns.models import Concern
from panah.casework.outings.models import Outing, OutingChild, OutingTally
from panah.casework.referrals.models import Leg
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.security.roles import Role
from panah.web.outbox import views
from tests.canaries import canaries, sightings
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, person, provider, signed_in, town
from tests.journeys.village import forgives, kept_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTACT, SAID, TOLD_NOBODY = canaries(3)
SIGNED: FilePayload = {"name": "signed.txt", "mimeType": "text/plain", "buffer": b"signed"}
SEAL = "main form[data-seal] .button.main"


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path
    views.UNREADABLE_OF_NETWORK.forget()


def _opens_an_outing(zarina: Visitor) -> Outing:
    page = zarina.goes_to("/app/outings/new/")
    page.locator("select[name=place]").evaluate("(field) => { field.value = 'KZ-61'; }")
    page.fill("input[name=spot]", "Үлгі базары")
    page.fill("textarea[name=guests]", "Инспектор, Полиция")
    zarina.picture("outing-1-new")
    presses(page, MAIN)
    outing = Outing.objects.get()
    assert outing.code in page.inner_text("main")
    return outing


def _hands_one_over(zarina: Visitor, outing: Outing) -> None:
    page = zarina.goes_to(f"/app/outings/{outing.code}/child/")
    expect(page.locator(".of-urgent")).to_be_hidden()
    page.check("input[name=age_band][value='12_14']")
    page.check("input[name=sex][value=male]")
    page.check("input[name=signs][value=hurt]")
    page.check("input[name=needs][value=medical_care]")
    page.check("input[name=decision][value=urgent]")
    expect(page.locator(".of-urgent")).to_be_visible()
    zarina.picture("outing-2-child")
    assert zarina.axe_faults() == []
    page.select_option("select[name=provider]", index=1)
    page.check("input[name=hand_over][value=coming]")
    page.fill("input[name=who_took]", "Мейірбике, кезекші")
    presses(page, MAIN)
    assert OutingChild.objects.get().code in page.inner_text("main")
    zarina.picture("outing-3-handed-over")
    leg = Leg.objects.get()
    assert (leg.kind, leg.status) == ("person", "acknowledged")


def _counts_one(zarina: Visitor, outing: Outing) -> None:
    page = zarina.goes_to(f"/app/outings/{outing.code}/count/")
    presses(page, "button[value='1_5:female']")
    zarina.picture("outing-4-count")
    assert OutingTally.objects.get().count == 1


def _goes_where_there_is_no_network(zarina: Visitor, outing: Outing) -> Page:
    page = zarina.goes_to(f"/app/outings/{outing.code}/")
    presses(page, f"form[action='/app/outings/{outing.code}/take/'] button")
    expect(page.locator("[data-lasting]")).not_to_be_empty()
    zarina.context.set_offline(True)
    page = zarina.goes_to(f"/app/outings/{outing.code}/offline/")
    zarina.picture("outing-5-offline")
    assert zarina.axe_faults() == []
    return page


def _seals(page: Page, decision: str, contact: str, said: str) -> None:
    page.check("input[name=decision][value=refer]")  # first thought
    page.check("input[name=age_band][value='6_11']")
    page.check("input[name=signs][value=not_in_school]")
    page.check("input[name=contact_ok][value=yes]")
    page.fill("input[name=contact]", contact)
    page.fill("textarea[name=seen]", said)
    page.check(f"input[name=decision][value={decision}]")
    page.click(SEAL)
    expect(page.locator("[data-sealed]")).to_be_visible()


def _comes_home(zarina: Visitor, outing: Outing) -> None:
    page = zarina.goes_to(f"/app/outings/{outing.code}/")
    presses(page, f"form[action='/app/outings/{outing.code}/empty/'] button")
    zarina.picture("outing-7-home")
    page = zarina.goes_to(f"/app/outings/{outing.code}/report/")
    zarina.picture("outing-8-report")
    assert zarina.axe_faults() == []
    presses(page, "main a.button.main")
    page.check("input[name=migration_check][value=not_made]")
    presses(page, MAIN)
    with page.expect_download() as download:
        page.click("main form:not([action]) button.button")
    assert download.value.suggested_filename.startswith("letter-")
    page = zarina.goes_to(f"/app/outings/{outing.code}/report/signed/")
    page.set_input_files("input[name=file]", files=[SIGNED])
    presses(page, MAIN)
    zarina.picture("outing-9-signed")


@pytest.mark.safeguard("S11", "at a market without signal a contact is typed for a child who needs no more than a word")
def test_an_outing_without_network(arrives: Arrives) -> None:
    place = town()
    member = person(place.ngo, Role.MOBILE_GROUP_MEMBER)
    provider(place.clinic, "Үлгі дәрігер", ("medical", "basic_needs"))
    zarina = signed_in(arrives, member, javascript=True)
    outing = _opens_an_outing(zarina)
    _hands_one_over(zarina, outing)
    _counts_one(zarina, outing)
    page = _goes_where_there_is_no_network(zarina, outing)
    _seals(page, "refer", CONTACT, SAID)
    zarina.picture("outing-6-sealed")
    page.click("[data-again]")
    _seals(page, "information", TOLD_NOBODY, TOLD_NOBODY)
    found = kept_on(page)
    assert len(found["items"]) == 2
    assert sightings(json.dumps(found, ensure_ascii=False).encode(), [CONTACT, SAID, TOLD_NOBODY]) == set()
    assert Concern.objects.count() == 1
    zarina.context.set_offline(False)
    page = zarina.goes_to("/kk/outbox/")
    expect(page.locator("[data-outbox-list] .chip.ok")).to_have_count(2)
    receipts = page.locator("[data-outbox-list] [data-receipt]").all_inner_texts()
    sealed = OutingChild.objects.get(was_sealed=True)
    assert {sealed.code, outing.code} == set(receipts)
    assert Concern.objects.count() == 2
    assert {(one.counted, one.count) for one in OutingTally.objects.all()} == {("seen", 1), ("information", 1)}
    stored = repr([list(model._base_manager.values_list()) for model in apps.get_models()])
    assert sightings(stored.encode(), [CONTACT, SAID, TOLD_NOBODY]) == set()
    _comes_home(zarina, outing)
    outing.refresh_from_db()
    assert outing.signed_at
    letter = Letter.objects.get()
    assert letter.copy is not None
    assert letter.copy.size > 1000
    signed = StoredFile.objects.get(kind="outing_signed")
    assert signed.size == len(b"signed")
    forgives(zarina)
