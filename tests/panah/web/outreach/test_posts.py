"""The calendar of posts: a month from Monday on, a picture with its words, a story that waits, a link that counts once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from panah.programme.outreach import actions
from panah.programme.outreach.codes import PostState
from panah.programme.outreach.models import PlannedPost
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.outreach.stage import account, marathon, picture, planned, today
from tests.panah.programme.outreach.test_actions_posts import cleared, refused
from tests.panah.web.cases.visiting import day, key_in, text_of, words_of
from tests.panah.web.library.test_library import browser

LINK = "https://www.instagram.com/p/Ulgi1/"


def filled(post_account: Any, **more: Any) -> dict[str, Any]:
    return {"account": post_account.code, **day("on"), "at_time": "10:00", "text_kk": "Сөз", "text_ru": "Слово", **more}


def image() -> SimpleUploadedFile:
    return SimpleUploadedFile("Айгерім.png", picture().content, "image/png")


def test_a_post_needs_an_account_first(bureau: Bureau) -> None:
    madina = browser(bureau.madina)
    assert "No account is in the list yet" in words_of(madina.get("/app/campaigns/calendar/"))
    assert "Add the account first" in words_of(madina.get("/app/campaigns/posts/new/", follow=True))
    page = madina.get("/app/campaigns/accounts/")
    sent = {"network": "instagram", "handle": "@ulgi", "once": key_in(page)}
    assert "@ulgi" in words_of(madina.post("/app/campaigns/accounts/", sent, follow=True))
    again = madina.post("/app/campaigns/accounts/", {"network": "instagram", "handle": "@ulgi"})
    assert "in the list already" in words_of(again)


def test_a_picture_without_its_words_is_refused_and_keeps_the_text(bureau: Bureau) -> None:
    own, madina = account(bureau), browser(bureau.madina)
    page = madina.post("/app/campaigns/posts/new/", filled(own, text_kk="Ұзақ ойланған мәтін", file=image()))
    assert "who cannot see it hears these words" in words_of(page)
    assert "Look at the picture again" in words_of(page)
    assert "Ұзақ ойланған мәтін" in text_of(page)
    assert not PlannedPost.objects.exists()
    shown = {"alt_kk": "Кітап", "alt_ru": "Книга", "is_safe": "on", "file": image()}
    madina.post("/app/campaigns/posts/new/", filled(own, **shown))
    post = PlannedPost.objects.get()
    place = f"/app/campaigns/posts/{post.code}/"
    answer = madina.get(f"{place}picture/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{post.code}.png"'
    assert "Книга" in words_of(madina.get(place))
    madina.post(f"{place}picture/drop/")
    assert madina.get(f"{place}picture/").status_code == 404


def test_a_post_goes_out_with_its_link_and_counts_once(bureau: Bureau) -> None:
    own, madina = account(bureau), browser(bureau.madina)
    post = planned(bureau, own, text_ru="", campaign=marathon(bureau))
    place = f"/app/campaigns/posts/{post.code}/"
    assert "words in Russian" in words_of(madina.get(place))
    assert "The words in Russian are missing" in words_of(madina.post(f"{place}ready/", follow=True))
    madina.post(f"{place}change/", filled(own, version=post.version))
    assert "Ready" in words_of(madina.post(f"{place}ready/", follow=True))
    assert "Publish a planned post" in words_of(madina.get("/app/"))
    assert "This is no link" in words_of(madina.post(f"{place}publish/", {"link": "instagram"}))
    assert "Counted" in words_of(madina.post(f"{place}publish/", {"link": LINK}, follow=True))
    madina.post(f"{place}reach/", {"reach": "120", "reach_how": "network_counter"})
    assert "120, estimated: the counter of the network" in words_of(madina.get(place))
    second = actions.ready_post(by=bureau.madina.actor, post=planned(bureau, own))
    page = madina.post(f"/app/campaigns/posts/{second.code}/publish/", {"link": LINK})
    assert "counted already" in words_of(page)
    assert madina.get(f"{place}change/").status_code == 302


def test_a_story_waits_for_clearance_and_a_no_takes_it_down(bureau: Bureau) -> None:
    own, madina = account(bureau), browser(bureau.madina)
    madina.post("/app/campaigns/posts/new/", filled(own, text_kk="Оқиға", has_story="on"))
    post = PlannedPost.objects.get()
    place = f"/app/campaigns/posts/{post.code}/"
    assert "It waits for clearance" in words_of(madina.get(place))
    assert "waits for the clearance" in words_of(madina.post(f"{place}ready/", follow=True))
    month = words_of(madina.get("/app/campaigns/calendar/"))
    assert "waits for clearance" in month
    assert "Оқиға" not in month
    post = actions.ready_post(by=bureau.madina.actor, post=cleared(bureau, PlannedPost.objects.get()))
    post = actions.publish_post(by=bureau.madina.actor, post=post, link=LINK)
    refused(bureau, post)
    assert "Publish a planned post" in words_of(madina.get("/app/"))
    page = words_of(madina.get(place))
    assert "Take it down now" in page
    assert "Оқиға" not in page
    madina.post(f"{place}down/")
    assert "Take it down now" not in words_of(madina.get(place))


def test_a_month_begins_on_monday_and_leads_on(bureau: Bureau) -> None:
    own, madina = account(bureau), browser(bureau.madina)
    post = planned(bureau, own)
    page = text_of(madina.get(f"/app/campaigns/calendar/{today():%Y-%m}/"))
    assert f"/app/campaigns/posts/{post.code}/" in page
    assert "10:00" in page
    assert page.index("Mon") < page.index("Tue") < page.index("Sun")
    assert f"/app/campaigns/posts/new/?on={today()}" in page
    assert "new/?on=" not in text_of(browser(bureau.bakyt).get("/app/campaigns/calendar/"))
    assert "Nothing is planned" in words_of(madina.get("/app/campaigns/calendar/2031-01/"))
    for wrong in ("2026-13", "2026", "1999-01", "x"):
        assert madina.get(f"/app/campaigns/calendar/{wrong}/").status_code == 404


@pytest.mark.parametrize("address", ["hold", "drop"])
def test_what_is_ready_is_held_back_or_thrown_away(bureau: Bureau, address: str) -> None:
    post = actions.ready_post(by=bureau.madina.actor, post=planned(bureau))
    browser(bureau.madina).post(f"/app/campaigns/posts/{post.code}/{address}/")
    left = PlannedPost.objects.filter(pk=post.pk).first()
    assert left is None if address == "drop" else left is not None and left.state == PostState.DRAFT


def test_another_organisation_meets_nothing(bureau: Bureau) -> None:
    post = planned(bureau)
    dana = browser(bureau.dana)
    assert dana.get(f"/app/campaigns/posts/{post.code}/").status_code == 404
    assert post.code not in text_of(dana.get("/app/campaigns/calendar/"))
    assert dana.post(f"/app/campaigns/accounts/{post.account.code}/close/").status_code == 404
