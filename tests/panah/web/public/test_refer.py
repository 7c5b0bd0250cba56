import gzip
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage
from panah.casework.concerns.queries import concern_of_receipt
from panah.casework.concerns.rules import normalise_receipt
from panah.foundation.security import vault
from panah.foundation.security.sealed import reveal
from panah.web.public import refer, throttle
from tests.panah.casework.concerns.office import Office
from tests.panah.web.public.visitor import Visitor


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(refer, "PAUSE_SECONDS", 0)
    throttle.REPORTS.forget()
    yield
    throttle.REPORTS.forget()


def opened(office: Office, *records: Any) -> None:
    with vault.ring():
        reveal(office.elsewhere, *records)


def test_a_teacher_reports_in_six_steps_without_account_cookie_or_script(office: Office) -> None:
    visitor = Visitor("kk")
    visitor.reaches_the_check()
    assert visitor.step == "check"
    visitor.presses("send")
    concern = Concern.objects.get()
    child = ConcernChild.objects.get()
    opened(office, concern, child)
    assert concern_of_receipt(normalise_receipt(visitor.receipt)) == concern
    assert (concern.signs, concern.is_danger_now, concern.language) == (["works", "no_papers"], "no", "kk")
    assert (concern.what_was_seen, concern.where_child_is) == ("Canarysaw наубайхана", "Canarystreet 5")
    assert (concern.sleeps_tonight, concern.sleeps_with) == ("with_unclear_adult", "Canaryforeman")
    assert (concern.reporter_contact, concern.safe_time) == ("+7 701 000 5544", "evening")
    assert (child.age_band, child.sex, child.language, child.name) == ("6_11", "male", "uz", "Canaryname")
    assert concern.organisation == office.other
    assert not concern.is_unverified


def test_three_answers_are_enough(office: Office) -> None:
    visitor = Visitor()
    visitor.opens()
    visitor.presses()
    visitor.presses()
    visitor.presses(signs="hurt")
    visitor.presses(place=office.district.code)
    visitor.presses(stays_anonymous="on")
    assert visitor.step == "check"
    visitor.presses("send")
    concern = Concern.objects.get()
    assert (concern.organisation, concern.place, concern.urgency) == (office.organisation, office.district, "high")
    assert concern.stays_anonymous


def test_the_first_thing_on_the_first_page_is_whom_to_call(office: Office) -> None:
    text = Visitor().opens()
    main = text[text.index("<main") :]
    assert main.index('href="tel:102"') < main.index("<form")
    for number in ("102", "103", "112", "111"):
        assert f'href="tel:{number}"' in main[: main.index("<form")]


def test_danger_keeps_the_phones_on_top_of_every_step(office: Office) -> None:
    visitor = Visitor()
    visitor.opens()
    text = visitor.presses(is_danger_now="yes")
    assert text.index('href="tel:102"') < text.index("<form")


def test_every_step_says_what_not_to_do(office: Office) -> None:
    visitor = Visitor("en")
    guidance = "Do not question the child. Do not promise secrecy. Do not call the parents or the employer yet."
    assert guidance in visitor.opens()
    for fields in ({}, {}, {"signs": "works"}, {"place": "unknown"}, {"stays_anonymous": "on"}):
        assert guidance in visitor.presses(**fields)
    assert guidance in visitor.presses("send")


@pytest.mark.parametrize(
    ("step", "wrong", "words"),
    [
        ("seen", {"signs": []}, "Tick at least one sign"),
        ("seen", {"signs": ["<script>"]}, "Choose one of the answers"),
        ("child", {"place": ""}, "Choose a district or region"),
        ("child", {"place": "KZ-99999"}, "Choose one of the answers"),
        ("child", {"sex": "invented"}, "Choose one of the answers"),
        ("you", {"reporter_contact": ""}, "Give a phone, or choose to stay anonymous."),
        ("you", {"stays_anonymous": "on", "reporter_contact": "8 701 000 55 44"}, "Leave one of the two."),
    ],
)
def test_what_is_missing_is_said_at_its_place_and_the_rest_is_kept(
    office: Office, step: str, wrong: dict[str, Any], words: str
) -> None:
    visitor = Visitor("en")
    text = visitor.reaches_the_check(**{step: wrong})
    while visitor.step != step:
        text = visitor.presses("back")
    text = visitor.presses(**({"signs": [], "place": "", "reporter_contact": ""} | wrong))
    assert words in text
    assert "<title>Error: " in text
    assert not Concern.objects.exists()


def test_a_text_of_five_megabytes_gets_a_sentence_and_stays_on_the_page(office: Office) -> None:
    visitor = Visitor("en")
    visitor.opens()
    visitor.presses()
    visitor.presses()
    long = "Ә" * 2_600_000
    for go in ("next", "back"):
        text = visitor.presses(go, signs="works", what_was_seen=long)
        assert "2600000 characters; 20000 fit" in text
        assert long in text
        assert visitor.step == "seen"
    text = visitor.switches("ru", signs="works", what_was_seen=long)
    assert long in text
    assert visitor.step == "seen"


def test_more_than_the_server_takes_is_a_page_with_a_sentence(office: Office) -> None:
    response = Client().post("/en/refer/", {"step": "seen", "what_was_seen": "x" * 7_000_000})
    assert response.status_code == 413
    assert "5 MB" in response.content.decode()


def test_emoji_look_alikes_and_signs_that_cannot_be_seen_go_through(office: Office) -> None:
    visitor = Visitor()
    visitor.reaches_the_check(
        seen={"what_was_seen": "👩‍👧 Аa\x00\u202e ʻ <b>&amp;</b>\r\nекінші жол"}, child={"name": "Ә\x07лия ٣"}
    )
    visitor.presses("send")
    concern, child = Concern.objects.get(), ConcernChild.objects.get()
    opened(office, concern, child)
    assert concern.what_was_seen == "👩‍👧 Аa ʻ <b>&amp;</b>\nекінші жол"
    assert child.name == "Әлия ٣"


def test_a_double_click_and_a_replayed_form_show_the_same_receipt(office: Office) -> None:
    visitor = Visitor()
    page = visitor.reaches_the_check()
    visitor.presses("send")
    receipt = visitor.receipt
    visitor.text = page
    visitor.presses("send")
    assert visitor.receipt == receipt
    assert Concern.objects.count() == 1
    assert not ConcernMessage.objects.exists()
    visitor.presses("next")  # the receipt page, sent again by a reload
    assert visitor.receipt == receipt


def test_the_check_page_that_was_changed_in_another_tab_adds_it_to_the_same_report(office: Office) -> None:
    visitor = Visitor()
    page = visitor.reaches_the_check()
    visitor.presses("change-seen")
    visitor.presses(signs="works", what_was_seen="Canarylater")
    other, visitor.text = visitor.text, page
    visitor.presses("send")
    receipt, visitor.text = visitor.receipt, other
    visitor.presses("send")
    assert visitor.receipt == receipt
    message = ConcernMessage.objects.get()
    opened(office, message)
    assert "Canarylater" in message.text


def test_back_and_change_keep_every_answer(office: Office) -> None:
    visitor = Visitor()
    visitor.reaches_the_check()
    text = visitor.presses("back")
    assert visitor.step == "you"
    assert "8 701 000 55 44" in text
    text = visitor.presses("back", reporter_contact="Canarytyped")
    assert "Canarystreet 5" in text
    visitor.presses(place="unknown", where_child_is="Canarystreet 6")
    assert "Canarytyped" in visitor.text
    visitor.presses(reporter_contact="Canarytyped")
    text = visitor.presses("change-seen")
    assert "Canarysaw" in text
    text = visitor.presses(signs="begs")
    assert visitor.step == "check"
    assert "Canarystreet 6" in text


def test_another_language_keeps_what_was_typed(office: Office) -> None:
    visitor = Visitor("ru")
    visitor.opens()
    visitor.presses()
    visitor.presses()
    text = visitor.switches("kk", signs=["works", "begs"], what_was_seen="Canarytyped")
    assert '<html lang="kk"' in text
    assert "Canarytyped" in text
    assert text.count(" checked") == 2
    visitor.presses(signs=["works"])
    visitor.presses(place="unknown")
    visitor.presses(stays_anonymous="on")
    text = visitor.switches("ru")
    assert visitor.step == "check"
    visitor.presses("send")
    receipt = visitor.receipt
    assert receipt in visitor.switches("kk")
    assert Concern.objects.get().language == "ru"


def test_over_the_limit_a_report_is_taken_and_marked_unverified(office: Office) -> None:
    for _ in range(throttle.REPORTS.limit):
        throttle.REPORTS.count("127.0.0.0/24")
    visitor = Visitor()
    visitor.reaches_the_check()
    visitor.presses("send")
    assert Concern.objects.get().is_unverified


def test_no_name_stands_in_a_title_or_in_clear_between_the_steps(office: Office) -> None:
    visitor = Visitor("en")
    visitor.reaches_the_check()
    assert "<title>Step 6 of 6 — Panah</title>" in visitor.text
    visitor.presses("back")
    assert "Canary" not in visitor.text
    visitor.presses(stays_anonymous="on")
    visitor.presses("send")
    assert "Canary" not in visitor.text


def test_the_picture_on_the_receipt_does_not_hold_the_number(office: Office) -> None:
    visitor = Visitor()
    visitor.reaches_the_check()
    first = visitor.presses("send")
    other = Visitor()
    other.reaches_the_check()
    second = other.presses("send")
    assert visitor.receipt != other.receipt
    assert first[first.index("<svg") : first.index("</svg>")] == second[second.index("<svg") : second.index("</svg>")]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_each_step_with_its_style_sheet_stays_within_14_kilobytes(office: Office, language: str) -> None:
    """Also with nine children, and in danger."""
    path = finders.find("panah/app.css")
    assert isinstance(path, str)
    css = len(gzip.compress(Path(path).read_bytes(), 9))
    visitor = Visitor(language)
    pages = [visitor.opens(), visitor.presses(is_danger_now="yes"), visitor.presses(), visitor.presses()]
    pages += [visitor.presses(signs="works"), *(visitor.presses("add-child") for _ in range(8))]
    pages += [visitor.presses(place="unknown"), visitor.presses(stays_anonymous="on"), visitor.presses("send")]
    assert max(len(gzip.compress(page.encode(), 9)) for page in pages) + css <= 14 * 1024


def test_the_form_has_a_twin_on_paper_with_all_questions(office: Office) -> None:
    text = Client().get("/en/refer/?blank=1").content.decode()
    assert text.count("☐") > 40
    for words in ("What worried you?", "Where is the child now?", "Your phone", "<svg"):
        assert words in text


def test_someone_who_is_signed_in_reports_as_the_public(office: Office) -> None:
    client = Client()
    client.force_login(office.duty_worker)
    visitor = Visitor("en")
    visitor.reaches_the_check()
    response = client.post("/en/refer/", {"state": visitor.hidden("state"), "step": "check", "go": "send"})
    assert response.status_code == 200
    assert Concern.objects.count() == 1


def test_a_flood_of_reports_does_not_take_every_thread_to_sleep(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four threads answer: were each report over the limit to wait, eight a second would shut the door to all others."""
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    for _ in range(throttle.REPORTS.limit):
        throttle.REPORTS.count("127.0.0.0/24")
    with refer.PAUSING:  # somebody else waits already
        visitor = Visitor()
        visitor.reaches_the_check()
        visitor.presses("send")
    assert Concern.objects.get().is_unverified
    assert not naps
