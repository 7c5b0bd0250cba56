"""The door of the post: what arrives once, what arrives again, what is refused and stays on the phone."""

import html
import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panah.casework.concerns.actions import report_concern
from panah.casework.concerns.models import Concern, ConcernMessage
from panah.casework.concerns.queries import concern_of_receipt
from panah.foundation.post.models import PostedItem
from panah.foundation.post.queries import PublicKey
from panah.foundation.post.rules import LARGEST, id_of_key, private_key, public_bytes
from panah.foundation.security import clock
from panah.web.outbox import reports, views
from panah.web.public import refer, throttle
from tests.at_once import at_once
from tests.panah.casework.concerns.office import Office, made_office
from tests.panah.foundation.post.sealing import new_id, sealed_bytes, sealed_form

FORM: dict[str, Any] = {
    "language": "kk", "is_danger_now": "no", "sleeps_tonight": "with_unclear_adult", "sleeps_with": "Canaryforeman",
    "signs": ["works", "no_papers"], "what_was_seen": "Canarysaw наубайхана", "place": "unknown",
    "where_child_is": "Canarystreet 5", "age_band": "6_11", "sex": "male", "child_language": "uz", "name": "Canaryname",
    "reporter_contact": "8 701 000 55 44", "safe_time": "evening", "reporter_role": "teacher", "state": "old",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    throttle.REPORTS.forget()
    views.UNREADABLE_OF_NETWORK.forget()


def posts(body: bytes, language: str = "kk") -> tuple[int, dict[str, str]]:
    client, headers = Client(enforce_csrf_checks=True), {"accept-language": language}
    answer = client.post("/post/", body, content_type="application/json", headers=headers)
    assert isinstance(answer, HttpResponse)
    assert not answer.cookies
    return answer.status_code, json.loads(answer.content)


def test_a_sealed_report_becomes_a_concern_with_its_receipt(office: Office) -> None:
    status, answer = posts(sealed_form("concern", FORM))
    assert (status, answer["state"]) == (200, "arrived")
    concern = Concern.objects.get()
    assert concern_of_receipt(answer["receipt"].replace(" ", "")) == concern
    assert concern.signs == ["works", "no_papers"]
    assert concern.language == "kk"
    assert not concern.is_unverified
    assert ConcernMessage.objects.count() == 0


def test_the_same_item_ten_times_is_one_concern_with_one_receipt(office: Office) -> None:
    body = sealed_form("concern", FORM)
    receipts = {posts(body)[1]["receipt"] for _time in range(10)}
    assert len(receipts) == 1
    assert Concern.objects.count() == PostedItem.objects.count() == 1


def test_a_crash_before_the_receipt_was_kept_makes_nothing_twice(office: Office) -> None:
    body = sealed_form("concern", FORM | {"what_was_seen": "ә" * 21_000})
    first = posts(body)[1]
    PostedItem.objects.all().delete()
    assert posts(body)[1] == first
    assert Concern.objects.count() == 1
    assert ConcernMessage.objects.count() == 11


def test_the_desk_reads_when_it_was_written_by_the_phones_own_clock(office: Office) -> None:
    at = (clock.now() - timedelta(hours=30)).timestamp() * 1000
    posts(sealed_form("concern", FORM | {"place": office.district.code}, at=at))
    client = Client()
    client.force_login(office.duty_worker)
    text = client.get(f"/app/concerns/{Concern.objects.get().code}/").content.decode()
    with translation.override(office.duty_worker.language):
        words = translation.gettext("Written without network; the hour is that of the sender's own device")
    assert words in html.unescape(text)


def test_the_same_item_from_four_tabs_at_once_is_one_concern(transactional_db: None) -> None:
    made_office()
    body = sealed_form("concern", FORM)
    results = at_once(*[partial(posts, body)] * 4)
    assert results == [results[0]] * 4
    assert Concern.objects.count() == PostedItem.objects.count() == 1


def test_two_items_with_the_same_words_are_two_concerns(office: Office) -> None:
    for _time in range(2):
        posts(sealed_form("concern", FORM))
    assert Concern.objects.count() == 2


@pytest.mark.safeguard("S4", "somebody who saw the name of an item in a phone posts other words under it first")
def test_whoever_knows_the_name_of_an_item_gets_no_receipt_of_it_and_silences_nobody(office: Office) -> None:
    name = new_id()
    theirs, own = (sealed_form("concern", FORM | {"name": name_in_it}, name) for name_in_it in ("theirs", "own"))
    first, second = posts(theirs)[1], posts(own)[1]
    assert (second["state"], Concern.objects.count()) == ("arrived", 2)
    assert first["receipt"] != second["receipt"]
    assert posts(own)[1] == second
    assert posts(sealed_form("concern", {}, name))[1]["receipt"] not in (first["receipt"], second["receipt"])


@pytest.mark.parametrize(("hours", "is_told"), [(-24, False), (0, False), (24, True), (24 * 500, False)])
def test_a_phone_whose_clock_is_wrong_costs_nothing(office: Office, hours: int, is_told: bool) -> None:
    at = (clock.now() - timedelta(hours=hours)).timestamp() * 1000
    assert posts(sealed_form("concern", FORM, at=at))[1]["state"] == "arrived"
    concern = Concern.objects.get()
    assert (concern.written_at is not None) is is_told
    assert abs(concern.received_at - clock.now()) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "change",
    [
        {"signs": []}, {"signs": ["gone-since"]}, {"signs": "works", "more": "field"}, {"place": "gone-since"}, {"place": ""},
        {"reporter_contact": ""}, {"stays_anonymous": "on"}, {"sleeps_tonight": "nonsense"}, {"age_band": "1000"},
        {"what_was_seen": "ә" * 25_000}, {"name": "x" * 300}, {"reporter_contact": "9" * 300}, {"language": "xx"},
        {"name_9": "Canaryninth"}, {"is_same_family": "perhaps", "name_2": "b"}, {"children": "77"},
    ],
)  # fmt: skip
def test_a_page_of_another_time_is_taken_all_the_same(office: Office, change: dict[str, Any]) -> None:
    assert posts(sealed_form("concern", FORM | change))[1]["state"] == "arrived"
    assert Concern.objects.count() == 1


def test_what_fits_no_question_of_today_is_added_in_words(office: Office) -> None:
    posts(sealed_form("concern", FORM | {"signs": ["works", "gone-since"], "place": "Canaryplace"}))
    concern = Concern.objects.get()
    assert concern.signs == ["works"]
    assert concern.place is None
    assert ConcernMessage.objects.count() == 1


def test_whoever_wished_to_stay_anonymous_leaves_no_phone(office: Office) -> None:
    answers, left = reports.mended(reports.answers_in({"stays_anonymous": ["on"], "reporter_contact": ["8 701"]}))
    assert answers["reporter_contact"] == []
    assert left == []
    posts(sealed_form("concern", FORM | {"stays_anonymous": "on"}))
    assert Concern.objects.get().stays_anonymous


def test_a_refusal_keeps_nothing_and_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    body = sealed_form("no-such-kind", FORM)
    status, answer = posts(body, "ru")
    assert (status, answer["state"]) == (400, "refused")
    assert "форму" in answer["sentence"] or "форма" in answer["sentence"]
    assert PostedItem.objects.count() == 0


def test_a_key_that_is_gone_is_told_in_a_sentence(office: Office) -> None:
    public = public_bytes(private_key(b"x" * 32))
    status, answer = posts(sealed_form("concern", FORM, key=PublicKey(id_of_key(public), public)))
    assert (status, answer["state"]) == (200, "refused")
    assert Concern.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"{}", b"x" * (LARGEST + 1), b"x" * (6 * 1024 * 1024)])
def test_what_is_no_post_is_refused_in_a_sentence(db: None, body: bytes) -> None:
    status, answer = posts(body)
    assert status in (200, 400)
    assert answer["state"] == "refused"


def test_another_site_cannot_send_in_our_name(db: None) -> None:
    answer = Client().post("/post/", sealed_form("concern", FORM), content_type="text/plain")
    assert answer.status_code == 400
    assert Concern.objects.count() == 0
    assert Client().get("/post/").status_code == 405


def test_a_database_that_is_away_means_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_values: object) -> None:
        raise OperationalError

    body = sealed_form("concern", FORM)
    monkeypatch.setattr(reports, "report_concern", broken)
    status, answer = posts(body)
    assert (status, answer["state"]) == (503, "later")
    monkeypatch.setattr(reports, "report_concern", report_concern)
    assert posts(body)[1]["state"] == "arrived"


@pytest.mark.safeguard("S4", "somebody sends 300 empty items to hold back the reports of a whole network: they arrive")
def test_what_does_not_open_holds_back_nothing_that_does(office: Office) -> None:
    client = Client()
    for body in [b"", b"{}", sealed_bytes(b"junk", "concern", new_id())] * 100:
        client.post("/post/", body, content_type="application/json")
    status, answer = posts(b"")
    assert (status, answer["state"]) == (429, "refused")
    assert client.post("/post/", sealed_form("concern", FORM), content_type="text/plain").status_code == 429
    assert posts(sealed_form("concern", FORM))[1]["state"] == "arrived"
    assert not Concern.objects.get().is_unverified


def test_very_many_items_that_open_are_marked_and_none_is_held_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refer, "PAUSE_SECONDS", 0)
    for _time in range(throttle.REPORTS.limit + 5):
        assert posts(sealed_form("concern", FORM))[1]["state"] == "arrived"
    assert Concern.objects.filter(is_unverified=True).count() == 5
    assert not views.UNREADABLE_OF_NETWORK.is_over("127.0.0.0/24")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*FORM, "name_2", "sex_9", "is_same_family", "stays_anonymous"]), st.text(max_size=50)
    )
)
def test_any_words_in_any_field_arrive(office: Office, fields: dict[str, str]) -> None:
    throttle.REPORTS.forget()
    views.UNREADABLE_OF_NETWORK.forget()
    assert posts(sealed_form("concern", fields))[1]["state"] == "arrived"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=500))
def test_any_bytes_are_answered(db: None, body: bytes) -> None:
    views.UNREADABLE_OF_NETWORK.forget()
    assert posts(body)[1]["state"] == "refused"
    assert posts(sealed_bytes(body, "concern", new_id()))[1]["state"] == "refused"
