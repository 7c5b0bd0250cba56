"""A marathon with partners, its poster in two languages, a picture without words, a story that waits; and a protocol whose
second version is told to whoever goes by the first.

On phones; the posters without JavaScript.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from panah.programme.directory.actions import InstitutionDetails, add_institution
from panah.programme.library.models import Item
from panah.programme.outreach.models import Campaign, CampaignMaterial, PlannedPost
from tests.engines.paper import squeezed, words_in
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, signed_in, types_day
from tests.panah.programme.bureau import Bureau, Colleague, made_bureau
from tests.panah.programme.library.shelf import approved, renewed, text
from tests.panah.programme.outreach.stage import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bureau(settings: Any, tmp_path: Any) -> Bureau:
    settings.PANAH_DATA = tmp_path
    here = made_bureau()
    details = InstitutionDetails("akimat", "Үлгі әкімдігі", "Акимат Образцовый", place=here.taraz)
    add_institution(by=here.madina.actor, details=details)
    return here


def comes(arrives: Arrives, who: Colleague) -> Visitor:
    return signed_in(arrives, who.person)


def is_accessible(arrives: Arrives, who: Colleague, *addresses: str) -> bool:
    """What axe says needs scripts to be asked."""
    visitor = signed_in(arrives, who.person, javascript=True)
    return all(visitor.goes_to(address) and visitor.axe_faults() == [] for address in addresses)


def reads(page: Page) -> str:
    return page.inner_text("main")


def _plans(organiser: Visitor) -> Campaign:
    page = organiser.goes_to("/app/campaigns/new/")
    page.select_option("select[name=kind]", "marathon")
    page.fill("input[name=title_kk]", "Қауіпсіз жол")
    page.fill("input[name=title_ru]", "Безопасный путь")
    types_day(page, "begins_on")
    page.check("input[name=regions][value='KZ-31']")
    page.check("input[name=hotlines][value=child_line]")
    page.select_option("select[name=partner_more]", label="Үлгі әкімдігі")
    presses(page, MAIN)
    shown = reads(page)
    assert "child line 111" in shown
    assert "Үлгі әкімдігі" in shown
    organiser.picture("marathon-1-planned")
    return Campaign.objects.get()


def _prints(organiser: Visitor, campaign: Campaign) -> CampaignMaterial:
    """The second language is missing, is shown as missing, and keeps the poster from the press until it is there."""
    page = organiser.goes_to(f"/app/campaigns/{campaign.code}/material/")
    page.select_option("select[name=kind]", "poster")
    page.fill("input[name=heading_kk]", "Көрсеңіз, айтыңыз")
    page.fill("textarea[name=text_kk]", "Бала көмекке мұқтаж болса, үндемеңіз.")
    presses(page, MAIN)
    material = CampaignMaterial.objects.get()
    assert "missing: Russian" in reads(page)
    assert not page.query_selector(f"a[href='/app/campaigns/material/{material.code}/poster/']")
    organiser.picture("marathon-2-russian-missing")
    assert "A second language is missing" in organiser.goes_to(f"/app/campaigns/{campaign.code}/").inner_text("main")
    page = organiser.goes_to(f"/app/campaigns/material/{material.code}/change/")
    page.fill("input[name=heading_ru]", "Увидели — скажите")
    page.fill("textarea[name=text_ru]", "Если ребёнку нужна помощь, не молчите.")
    presses(page, MAIN)
    for query, times in (("", 1), ("?leaflet=1", 4)):
        with page.expect_download() as kept:
            page.click(f"a[href='/app/campaigns/material/{material.code}/poster/{query}']")
        paper = squeezed(words_in(kept.value.path().read_bytes()))
        assert paper.count(squeezed("Көрсеңіз, айтыңыз")) == paper.count(squeezed("Увидели — скажите")) == times
        assert "111" in paper
        assert "/refer/" in paper
    organiser.picture("marathon-3-poster")
    return material


def _gives_out(organiser: Visitor, material: CampaignMaterial) -> None:
    page = organiser.goes_to(f"/app/campaigns/material/{material.code}/given/")
    types_day(page, "on")
    page.fill("input[name=quantity]", "120")
    page.check("input[name=tongue][value=kk]")
    page.fill("input[name=at]", "Орталық базар")
    page.fill("input[name=reach]", "800")
    presses(page, MAIN)
    assert "Say how the number of people was estimated" in reads(page)
    assert page.input_value("input[name=at]") == "Орталық базар"
    page.select_option("select[name=reach_how]", "guess")
    presses(page, MAIN)
    assert "800, estimated: a guess" in reads(page)
    shown = organiser.goes_to(f"/app/campaigns/{material.campaign.code}/").inner_text("main")
    assert "120 given out" in shown.replace("\n", " ")
    organiser.picture("marathon-4-given-out")


def test_a_marathon_is_planned_printed_and_given_out(arrives: Arrives, bureau: Bureau) -> None:
    organiser = comes(arrives, bureau.madina)
    campaign = _plans(organiser)
    _gives_out(organiser, _prints(organiser, campaign))
    assert organiser.goes_to(f"/app/campaigns/{campaign.code}/").title().startswith("Campaign — ")
    pages = ("", "new/", f"{campaign.code}/", f"{campaign.code}/change/")
    assert is_accessible(arrives, bureau.madina, *(f"/app/campaigns/{page}" for page in pages))


def _writes(page: Page, words: str) -> None:
    page.fill("textarea[name=text_kk]", words)
    page.fill("textarea[name=text_ru]", "Если ребёнок просит о помощи, выслушайте.")
    page.fill("input[name=at_time]", "10:00")


def test_a_picture_needs_its_words_and_a_story_its_clearance(arrives: Arrives, bureau: Bureau) -> None:
    organiser = comes(arrives, bureau.madina)
    page = organiser.goes_to("/app/campaigns/accounts/")
    page.select_option("select[name=network]", "instagram")
    page.fill("input[name=handle]", "@ulgi_umit")
    presses(page, MAIN)
    page = organiser.goes_to("/app/campaigns/posts/new/")
    _writes(page, "Бала көмек сұраса, тыңдаңыз.")
    image = {"name": "IMG_2041.png", "mimeType": "image/png", "buffer": picture().content}
    page.set_input_files("input[name=file]", image)  # type: ignore[arg-type]
    presses(page, MAIN)
    assert "who cannot see it hears these words" in reads(page)
    assert page.input_value("textarea[name=text_kk]") == "Бала көмек сұраса, тыңдаңыз."
    assert not PlannedPost.objects.exists()
    organiser.picture("marathon-5-picture-without-words")
    page.set_input_files("input[name=file]", image)  # type: ignore[arg-type]
    page.fill("textarea[name=alt_kk]", "Ашық кітап")
    page.fill("textarea[name=alt_ru]", "Раскрытая книга")
    page.check("input[name=is_safe]")
    presses(page, MAIN)
    presses(page, "main button:has-text('Mark as ready')")
    assert "At its hour it stands on Today" in reads(page)

    page = organiser.goes_to("/app/campaigns/posts/new/")
    _writes(page, "Бір адамның жолы.")
    page.check("input[name=has_story]")
    presses(page, MAIN)
    assert "It waits for clearance" in reads(page)
    presses(page, "main button:has-text('Mark as ready')")
    assert "It waits for the clearance" in reads(page)
    assert PlannedPost.objects.get(has_story=True).state == "draft"
    shown = organiser.goes_to("/app/campaigns/calendar/").inner_text("main")
    assert "waits for clearance" in shown
    assert "Бір адамның жолы" not in shown
    organiser.picture("marathon-6-calendar")
    story = PlannedPost.objects.get(has_story=True)
    pages = ("calendar/", "accounts/", "posts/new/", f"posts/{story.code}/")
    assert is_accessible(arrives, bureau.madina, *(f"/app/campaigns/{page}" for page in pages))


def test_a_partner_hears_of_the_second_version(arrives: Arrives, bureau: Bureau) -> None:
    item = approved(bureau, text("Тыңдаңыз.\nҚайта сұрамаңыз."))
    partner = comes(arrives, bureau.dana)
    page = partner.goes_to("/app/library/")
    page.fill("input[name=text]", "psiholog")
    presses(page, "main form[role=search] button")
    presses(page, f"main a[href='/app/library/{item.code}/']")
    presses(page, "main button:has-text('We use this')")
    assert "Your organisation uses version 1" in reads(page)
    partner.picture("library-1-used")
    renewed(bureau, Item.objects.get(), "Тыңдаңыз.\nҚайта сұрамаңыз.\nЖазып алыңыз.")

    assert "What you use from the library has changed" in partner.goes_to("/app/").inner_text("main")
    presses(page, f"main .actions a.button[href='/app/library/{item.code}/']")
    assert "You use version 1; version 2 is out" in reads(page)
    partner.picture("library-2-newer")
    pages = ("library/", f"library/{item.code}/", f"library/{item.code}/compare/1/2/")
    assert is_accessible(arrives, bureau.dana, *(f"/app/{one}" for one in pages))
    presses(page, "main a:has-text('What is different?')")
    assert "Жазып алыңыз." in reads(page)
    page.go_back()
    presses(page, "main button:has-text('The newest is used from now on')")
    assert "Your organisation uses version 2" in reads(page)
    assert "has changed" not in partner.goes_to("/app/").inner_text("main")

    keeper = comes(arrives, bureau.madina)
    assert "There" in keeper.goes_to(f"/app/library/{item.code}/").inner_text("main")
