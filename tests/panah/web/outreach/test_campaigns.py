"""The pages of campaigns: planned with partners, made in two languages, given out, on the air, added up."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.programme.directory.actions import InstitutionDetails, add_institution
from panah.programme.outreach import actions
from panah.programme.outreach.codes import CampaignState
from panah.programme.outreach.models import Airing, Campaign, CampaignMaterial, Distribution
from tests.engines.paper import squeezed, words_in
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.outreach.stage import marathon, poster, today
from tests.panah.web.cases.visiting import day, key_in, text_of, title_of, words_of
from tests.panah.web.library.test_library import browser


def filled(**more: Any) -> dict[str, Any]:
    return {"kind": "marathon", "title_kk": "Қауіпсіз жол", **day("begins_on"), **more}


def test_a_campaign_is_planned_with_its_partners(bureau: Bureau) -> None:
    akimat = add_institution(
        by=bureau.madina.actor, details=InstitutionDetails("akimat", "Үлгі әкімдігі", place=bureau.taraz)
    )
    madina = browser(bureau.madina)
    assert "No campaign yet" in words_of(madina.get("/app/campaigns/"))
    page = madina.get("/app/campaigns/new/")
    assert "child line 111" in words_of(page)
    sent = filled(once=key_in(page), regions=["KZ-31"], partner_more=akimat.code, hotlines=["child_line"])
    for _ in range(2):
        madina.post("/app/campaigns/new/", sent)
    campaign = Campaign.objects.get()
    place = f"/app/campaigns/{campaign.code}/"
    whole = words_of(madina.get(place))
    assert "Үлгі әкімдігі" in whole
    assert "child line 111" in whole
    assert "Қауіпсіз" not in title_of(madina.get(place))
    assert campaign.code in text_of(browser(bureau.bakyt).get("/app/campaigns/"))
    assert browser(bureau.dana).get(place).status_code == 404
    assert browser(bureau.timur).get(place).status_code == 403
    kept = filled(version=campaign.version, partners=[akimat.code], goal="Есте сақтау")
    madina.post(f"{place}change/", kept)
    assert list(Campaign.objects.get().partners.all()) == [akimat]
    again = text_of(madina.post(f"{place}change/", filled(version=campaign.version, goal="Басқа мақсат")))
    assert "Есте сақтау" in again
    assert "Басқа мақсат" in again


def test_a_telephone_of_ones_own_needs_a_call_and_carries_a_warning(bureau: Bureau) -> None:
    madina = browser(bureau.madina)
    sent = filled(other_hotline="+7 000 111 22 33", goal="Мәтін қалады")
    page = madina.post("/app/campaigns/new/", sent)
    assert "Call the other number first" in words_of(page)
    assert "Мәтін қалады" in text_of(page)
    page = madina.post("/app/campaigns/new/", sent | {"is_hotline_called": "on"}, follow=True)
    assert "not one of this installation" in words_of(page)


def test_a_campaign_runs_and_ends_with_its_result(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    madina, place = browser(bureau.madina), f"/app/campaigns/{campaign.code}/"
    assert "one step at a time" in words_of(madina.post(f"{place}end/", {"result": "x"}))
    madina.post(f"{place}run/")
    assert Campaign.objects.get().state == CampaignState.RUNNING
    assert "required" in words_of(madina.post(f"{place}end/", {"result": ""}))
    assert "40 мектеп" in words_of(madina.post(f"{place}end/", {"result": "40 мектеп"}, follow=True))
    madina.post(f"{place}run/")
    assert Campaign.objects.get().state == CampaignState.RUNNING


def test_what_lacks_a_language_says_so_and_is_not_printed(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    madina, place = browser(bureau.madina), f"/app/campaigns/{campaign.code}/"
    madina.post(f"{place}material/", {"kind": "poster", "heading_kk": "Көрсеңіз, айтыңыз", "has_report_code": "on"})
    material = CampaignMaterial.objects.get()
    page = f"/app/campaigns/material/{material.code}/"
    assert "A second language is missing" in words_of(madina.get(place))
    assert "missing: Russian" in words_of(madina.get(page))
    assert "hangs in both languages" in words_of(madina.get(f"{page}poster/", follow=True))
    whole = {
        "kind": "poster", "heading_kk": "Көрсеңіз, айтыңыз", "heading_ru": "Увидели — скажите", "text_ru": "Позвоните",
        "has_report_code": "on", "has_hotline": "on", "version": "1",
    }  # fmt: skip
    madina.post(f"{page}change/", whole)
    answer = madina.get(f"{page}poster/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{material.code}-a4.pdf"'
    paper = squeezed(words_in(answer.content))
    for words in ("Көрсеңіз, айтыңыз", "Увидели — скажите", "Позвоните", "111", "testserver/refer/"):
        assert squeezed(words) in paper
    leaflet = madina.get(f"{page}poster/?leaflet=1")
    assert squeezed(words_in(leaflet.content)).count("Увидели—скажите") == 4


def test_a_neutral_poster_says_nothing_of_what_it_is_about(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    material = poster(bureau, campaign, is_neutral=True, heading_kk="", heading_ru="", text_kk="", text_ru="")
    answer = browser(bureau.madina).get(f"/app/campaigns/material/{material.code}/poster/")
    paper = words_in(answer.content).lower()
    for word in ("бала", "ребён", "детск", "торгов", "сауда", "адам"):
        assert word not in paper
    assert "111" in paper


def test_a_poster_that_is_a_brochure_is_not_printed(bureau: Bureau) -> None:
    material = poster(bureau, marathon(bureau), text_kk="x" * 1_300)
    page = browser(bureau.madina).get(f"/app/campaigns/material/{material.code}/poster/", follow=True)
    assert "too long for a poster" in words_of(page)


def test_the_squares_lead_to_the_report_in_the_language_of_the_telephone(bureau: Bureau) -> None:
    answer = Client(headers={"accept-language": "ru"}).get("/refer/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ru/refer/")


def test_what_was_given_out_and_on_the_air_is_counted_and_taken_back(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    material = poster(bureau, campaign)
    madina, place = browser(bureau.madina), f"/app/campaigns/{campaign.code}/"
    page = f"/app/campaigns/material/{material.code}/"
    sent = {**day("on"), "quantity": "60", "tongue": "kk", "place": bureau.district.pk, "at": "Базар"}
    assert "Say how the number" in words_of(madina.post(f"{page}given/", sent | {"reach": "100"}))
    madina.post(f"{page}given/", sent | {"reach": "100", "reach_how": "guess"})
    refused = madina.post(f"{page}given/", sent | {"at": "Вокзал"})
    assert "More would be given out than were made" in words_of(refused)
    assert "Вокзал" in text_of(refused)
    tomorrow = day("on", today() + timedelta(days=1))
    assert "has not come yet" in words_of(madina.post(f"{page}given/", sent | tomorrow))
    air = {
        "medium": "radio",
        "station": "Үлгі радиосы",
        **day("on"),
        "tongue": "ru",
        "seconds": "45",
        "at_time": "08:30",
    }
    madina.post(f"{place}airing/", air)
    whole = words_of(madina.get(place))
    for words in ("60 given out", "1 times on the air", "100 reached, estimated", "Үлгі радиосы", "45"):
        assert words in whole
    assert "estimated: a guess" in words_of(madina.get(page))
    madina.post(f"/app/campaigns/given/{Distribution.objects.get().pk}/back/")
    madina.post(f"/app/campaigns/airing/{Airing.objects.get().pk}/back/")
    whole = words_of(madina.get(place))
    assert "0 given out" in whole
    assert "Nothing was on the air yet" in whole


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_lists_and_pages_open_in_both_languages(bureau: Bureau, language: str) -> None:
    campaign = marathon(bureau)
    material = poster(bureau, campaign)
    actions.add_account(by=bureau.madina.actor, network="telegram", handle="@ulgi")
    bureau.madina.person.language = language
    bureau.madina.person.save()
    madina = browser(bureau.madina)
    for address in ("", f"{campaign.code}/", f"material/{material.code}/", "calendar/", "accounts/", "posts/new/"):
        assert madina.get(f"/app/campaigns/{address}").status_code == 200
