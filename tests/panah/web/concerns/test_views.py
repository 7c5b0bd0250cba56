import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from panah.casework.concerns import actions
from panah.casework.concerns.actions import ChildTold
from panah.casework.concerns.codes import AnswerStatus, ConcernStatus
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import receipt_of
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.models import Timer
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.panah.casework.concerns.office import PUBLIC, Office, person_in, reported

SECRETS = ("Canaryname", "Canarystreet", "+7 000 555 44 33")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def reads() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="read"))


def test_the_list_shows_codes_and_opens_nothing(office: Office) -> None:
    concern = reported(office)
    text = text_of(signed_in(office.duty_worker).get("/app/concerns/"))
    assert f"/app/concerns/{concern.code}/" in text
    assert "Canary" not in text
    assert reads() == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_asks_for_its_rows_four_times_however_long_it_is(office: Office, count: int) -> None:
    """How many, the concerns, their children, their clocks; what the frame of every page asks is counted elsewhere."""
    for number in range(count):
        reported(office, f"form-{number}", children=(ChildTold(), ChildTold()))
    client = signed_in(office.duty_worker)
    with CaptureQueriesContext(connection) as asked:
        text_of(client.get("/app/concerns/"))
    assert len([query for query in asked if '"concerns_' in query["sql"] or '"clocks_' in query["sql"]]) == 4
    assert not [query for query in asked if '"security_grant"' in query["sql"] and "wrapped_key" in query["sql"]]


def test_filters_narrow_the_list_by_codes(office: Office) -> None:
    urgent, usual = reported(office, "a", is_danger_now="yes"), reported(office, "b")
    client = signed_in(office.duty_worker)
    text = text_of(client.get("/app/concerns/?urgency=danger"))
    assert urgent.code in text
    assert usual.code not in text
    assert "1 из 2" in text or "1 of 2" in text
    assert usual.code in text_of(client.get("/app/concerns/?urgency=invented&status=<b>"))


def test_a_concern_opens_the_story_and_keeps_names_and_phone_shut(office: Office) -> None:
    concern = reported(office)
    text = text_of(signed_in(office.duty_worker).get(f"/app/concerns/{concern.code}/"))
    assert "Canarysaw" in text
    assert not [secret for secret in SECRETS if secret in text]
    (read,) = reads()
    assert (read.subject_code, read.actor) == (concern.code, str(office.duty_worker.pk))
    assert not [field for field in read.fields if "contact" in field or "name" in field or "where" in field]


def test_names_and_phone_open_when_they_are_asked_for_and_the_audit_says_so(office: Office) -> None:
    concern = reported(office)
    client = signed_in(office.duty_worker)
    assert client.get(f"/app/concerns/{concern.code}/show/").status_code == 405
    text = text_of(client.post(f"/app/concerns/{concern.code}/show/"))
    assert [secret for secret in SECRETS if secret in text] == list(SECRETS)
    assert "Canary" not in re.findall("<title>(.*)</title>", text)[0]
    (read,) = reads()
    assert {"concerns.concern.reporter_contact", "concerns.concernchild.name"} <= set(read.fields)


def test_strangers_and_wrong_codes_are_told_the_same_nothing(office: Office) -> None:
    concern = reported(office)
    client = signed_in(office.stranger)
    for code in (concern.code, "0000-0000", "x", "%00"):
        for page in ("", "information/", "aside/"):
            assert client.get(f"/app/concerns/{code}/{page}").status_code == 404
        for page in ("show/", "take/", "read/", "talk/"):
            assert client.post(f"/app/concerns/{code}/{page}").status_code == 404
    assert concern.code not in text_of(client.get("/app/concerns/"))
    assert Client().get(f"/app/concerns/{concern.code}/").status_code == 302
    worker = person_in(office.organisation, Role.CASEWORKER, "worker")
    assert signed_in(worker).get(f"/app/concerns/{concern.code}/").status_code == 403


def test_a_code_is_understood_in_any_spelling(office: Office) -> None:
    concern = reported(office)
    spelt = concern.code.lower().replace("-", "")
    assert concern.code in text_of(signed_in(office.duty_worker).get(f"/app/concerns/{spelt}/"))


def test_taking_a_concern_moves_its_clock_and_the_answer_page(office: Office) -> None:
    concern = reported(office)
    client = signed_in(office.duty_worker)
    for _ in range(2):
        response = client.post(f"/app/concerns/{concern.code}/take/")
        assert response.headers["Location"] == f"/app/concerns/{concern.code}/"
    concern.refresh_from_db()
    assert (concern.status, concern.answer_status) == (ConcernStatus.IN_TRIAGE, AnswerStatus.BEING_LOOKED_INTO)
    assert Timer.objects.running().count() == 1


def test_setting_aside_asks_for_reason_and_words_and_keeps_what_was_typed(office: Office) -> None:
    concern = reported(office)
    client = signed_in(office.duty_worker)
    address = f"/app/concerns/{concern.code}/aside/"
    text = text_of(client.post(address, {"note": "Canarynote 👋\x00"}))
    assert "Canarynote 👋" in text
    assert "<title>" in text
    assert Concern.objects.get().status == ConcernStatus.RECEIVED
    client.post(address, {"note": "Canarynote", "reason": "no_sign_of_harm", "version": concern.version, "once": "k"})
    concern.refresh_from_db()
    assert (concern.status, concern.reason) == (ConcernStatus.NOT_A_CONCERN, "no_sign_of_harm")
    assert "Canarynote" in text_of(client.get(f"/app/concerns/{concern.code}/"))


def test_a_double_click_on_a_decision_is_one_decision(office: Office) -> None:
    concern = reported(office)
    client = signed_in(office.duty_worker)
    for _ in range(2):
        data = {"note": "Айтылды", "version": concern.version, "once": "k"}
        assert client.post(f"/app/concerns/{concern.code}/information/", data).status_code == 302
    assert AuditEvent.objects.filter(verb="concerns.give_information").count() == 1


def test_two_who_decide_at_once_see_both_texts_side_by_side(office: Office) -> None:
    concern = reported(office)
    opened = concern.version
    actions.give_information(by=office.duty, concern=concern, note="Canaryfirst", version=opened)
    Concern.objects.update(status=ConcernStatus.IN_TRIAGE)
    client = signed_in(office.duty_worker)
    address = f"/app/concerns/{concern.code}/information/"
    text = text_of(client.post(address, {"note": "Canarysecond", "version": opened, "once": "k"}))
    assert "Canaryfirst" in text
    assert "Canarysecond" in text
    version = re.findall(r'name="version" value="(\d+)"', text)[0]
    assert client.post(address, {"note": "Canarysecond", "version": version, "once": "k"}).status_code == 302


def test_a_text_of_five_megabytes_is_kept_with_a_sentence(office: Office) -> None:
    concern = reported(office)
    client = signed_in(office.duty_worker)
    long = "x" * 5_000_000
    text = text_of(client.post(f"/app/concerns/{concern.code}/information/", {"note": long, "version": 1}))
    assert long in text
    assert Concern.objects.get().status == ConcernStatus.RECEIVED


def test_a_message_of_the_reporter_is_shown_and_marked_as_read(office: Office) -> None:
    concern = reported(office)
    actions.give_information(by=office.duty, concern=concern, note="Айтылды")
    actions.add_message(by=PUBLIC, receipt=receipt_of("form-1"), text="Canarymessage")
    client = signed_in(office.duty_worker)
    assert "Canarymessage" in text_of(client.get(f"/app/concerns/{concern.code}/"))
    client.post(f"/app/concerns/{concern.code}/read/")
    assert not Timer.objects.running().exists()


def test_the_reporter_may_be_asked_to_talk(office: Office) -> None:
    concern = reported(office)
    signed_in(office.duty_worker).post(f"/app/concerns/{concern.code}/talk/")
    assert Concern.objects.get().answer_status == AnswerStatus.NEED_TO_TALK


def test_a_concern_that_may_be_false_says_so_and_is_looked_at_all_the_same(office: Office) -> None:
    concern = reported(office, is_unverified=True)
    client = signed_in(office.duty_worker)
    assert concern.code in text_of(client.get("/app/concerns/"))
    assert 'class="notice due"' in text_of(client.get(f"/app/concerns/{concern.code}/"))


def test_no_title_or_address_of_the_pages_holds_more_than_a_code(office: Office) -> None:
    concern = reported(office, is_danger_now="yes")
    client = signed_in(office.duty_worker)
    for page in ("", "information/", "aside/"):
        text = text_of(client.get(f"/app/concerns/{concern.code}/{page}"))
        (title,) = re.findall("<title>(.*)</title>", text)
        assert concern.code in title
        assert "Canary" not in title
        assert not [url for url in re.findall(r'(?:href|action)="([^"]*)"', text) if "Canary" in url]
