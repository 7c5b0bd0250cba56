from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panah.foundation.documents.models import Draft
from panah.foundation.security import clock
from panah.web.accounts.session import LOCKED
from panah.web.components import drafts
from tests.panah.web.accounts.office import PASSWORD, Office, actor_for, client_of, knock, text_of

ME, LOCK, UNLOCK, KEEP = "/app/me/", "/app/lock/", "/app/lock/open/", "/app/drafts/keep/"
NEW = "/app/people/new/"
TEXT = "Canarytext of an unfinished form"
BEGUN = {"draft_at": "/app/children/new/"}


class Wall:
    """The clock on the wall, which a test moves on."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack, self.now = stack, clock.now()
        self.passes()

    def passes(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        self.stack.enter_context(clock.standing_at(self.now))
        return self.now


@pytest.fixture
def wall() -> Iterator[Wall]:
    with ExitStack() as stack:
        yield Wall(stack)


@pytest.fixture
def head(office: Office, wall: Wall) -> Client:
    client = client_of(office.head)
    assert client.get(ME).status_code == 200
    return client


def posted(client: Client) -> Any:
    return client.post(NEW, {"display_name": TEXT, "role": "caseworker", "language": "kk", "once": "x" * 20})


def test_fifteen_minutes_alone_lock_and_a_minute_less_does_not(head: Client, wall: Wall) -> None:
    wall.passes(minutes=14)
    assert head.get(ME).status_code == 200
    wall.passes(minutes=15, seconds=1)
    answer = head.get(ME)
    assert answer["Location"] == f"{LOCK}?next=/app/me/"


def test_presence_puts_the_lock_off(head: Client, wall: Wall) -> None:
    for _ in range(4):
        wall.passes(minutes=10)
        assert head.post(reverse("alive")).status_code == 204
    assert head.get(ME).status_code == 200


def test_a_sign_of_life_does_not_open_a_locked_page(head: Client, wall: Wall) -> None:
    wall.passes(minutes=16)
    assert head.get(reverse("alive")).status_code == 204
    assert head.get(ME).status_code == 302


def test_the_lock_names_nobody_and_shows_no_way_around(head: Client, office: Office, wall: Wall) -> None:
    wall.passes(minutes=16)
    page = text_of(head.get(LOCK))
    assert office.head.display_name not in page
    assert reverse("find") not in page
    for path in ("/app/", NEW, "/account/password/", "/account/second-step/", "/app/no-such-page/"):
        answer = head.get(path)
        assert answer.status_code in {302, 404}
        assert office.head.display_name not in answer.content.decode()


def test_the_address_of_the_lock_holds_a_path_and_no_question(head: Client, wall: Wall) -> None:
    wall.passes(minutes=16)
    assert head.get(f"{ME}?q=Canaryname")["Location"] == f"{LOCK}?next=/app/me/"


def test_the_password_opens_and_leads_back_and_a_wrong_one_does_not(
    head: Client, wall: Wall, waits: list[float]
) -> None:
    wall.passes(minutes=16)
    for _ in range(4):
        assert "password is wrong" in text_of(head.post(UNLOCK, {"password": "wrong", "next": ME}))
    assert waits, "at the pace of sign-in"
    assert head.get(ME).status_code == 302
    assert head.post(UNLOCK, {"password": PASSWORD, "next": ME})["Location"] == ME
    assert head.get(ME).status_code == 200


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_the_lock_leads_to_pages_of_ours_alone(head: Client, address: str) -> None:
    head.post(LOCK)
    assert head.post(UNLOCK, {"password": PASSWORD, "next": address})["Location"] == "/app/"


def test_whoever_leaves_locks_at_once_and_the_browser_does_so_by_itself(head: Client) -> None:
    assert head.post(LOCK).status_code == 302
    assert head.get(ME).status_code == 302
    head.post(UNLOCK, {"password": PASSWORD})
    page = text_of(head.get(LOCK, HTTP_REFERER="http://testserver/app/people/"))
    assert 'name="next" value="/app/people/"' in page
    assert head.get(ME).status_code == 302


def test_another_site_can_neither_lock_nor_say_where_to_go_on(head: Client) -> None:
    page = text_of(head.get(LOCK, HTTP_SEC_FETCH_SITE="cross-site", HTTP_REFERER="https://example.org/app/x/"))
    assert "example" not in page
    assert 'name="next" value=""' in page
    assert LOCKED not in head.session


def test_a_form_that_meets_the_lock_is_kept_and_offered_again(head: Client, office: Office, wall: Wall) -> None:
    wall.passes(minutes=16)
    answer = posted(head)
    assert answer["Location"].startswith(LOCK)
    locked = text_of(head.get(answer["Location"]))
    assert "Your text is kept" in locked
    assert TEXT not in locked
    assert not any(TEXT in row for row in _stored_sessions())
    assert f'name="next" value="{NEW}"' in locked
    assert head.post(UNLOCK, {"password": PASSWORD, "next": NEW})["Location"] == NEW
    again = text_of(head.get(NEW))
    assert f'name="display_name" value="{TEXT}"' in again
    assert "It was not sent." in again
    assert TEXT not in text_of(head.get(f"{NEW}?empty=1"))
    assert posted(head).status_code == 200


def _stored_sessions() -> list[str]:
    return [repr(row.get_decoded()) for row in Session.objects.all()]


def test_a_form_sent_from_the_offer_takes_its_draft_along(head: Client, wall: Wall) -> None:
    wall.passes(minutes=16)
    head.post(ME, {"language": "ru", "theme": "dark"})
    head.post(UNLOCK, {"password": PASSWORD})
    assert Draft.objects.count() == 1
    assert head.post(ME, {"language": "ru", "theme": "dark"})["Location"] == ME
    assert not Draft.objects.exists()


def test_passwords_and_codes_are_in_no_draft(head: Client, wall: Wall) -> None:
    wall.passes(minutes=16)
    head.post(NEW, {"password": PASSWORD, "oldpassword": PASSWORD, "pin": "1234", "code": "654321"})
    assert not Draft.objects.exists()


def test_drafts_are_kept_behind_the_lock_but_open_nothing(head: Client, office: Office, wall: Wall) -> None:
    wall.passes(minutes=16)
    assert head.post(KEEP, {"text": TEXT} | BEGUN).status_code == 204
    assert head.get(ME).status_code == 302
    draft = drafts.found(actor_for(office.head), drafts.Place("case-new", "new"))
    assert draft is not None
    assert draft.content == {"text": TEXT} | BEGUN


def test_text_too_long_for_a_draft_is_said_to_be_in_the_form_still(head: Client, wall: Wall) -> None:
    wall.passes(minutes=16)
    answer = head.post(NEW, {"display_name": "я" * 200_000})
    assert "could not be kept" in text_of(head.get(answer["Location"]))


def test_twelve_hours_end_the_session_however_busy_it_was(head: Client, office: Office, wall: Wall) -> None:
    for _ in range(60):
        wall.passes(minutes=12)
        assert head.get(ME).status_code == 200
    wall.passes(minutes=1)
    answer = posted(head)
    assert answer["Location"] == f"/account/sign-in/?next={NEW}&kept=1"
    assert "_auth_user_id" not in head.session
    assert "Your text is kept" in text_of(head.get(answer["Location"]))
    assert knock(head, "head", next=NEW)["Location"] == NEW
    assert head.get(NEW)["Location"] == reverse("mfa_index"), "first the second step; what waits is listed meanwhile"
    waiting = text_of(head.get("/app/drafts/"))
    assert "/app/drafts/" in waiting
    assert TEXT not in waiting
    draft = Draft.objects.get()
    assert TEXT in text_of(head.get(f"/app/drafts/{draft.pk}/"))
    assert head.post(f"/app/drafts/{draft.pk}/").status_code == 302
    assert not Draft.objects.exists()


def test_after_twelve_hours_a_last_draft_comes_in_and_then_no_more(head: Client, wall: Wall) -> None:
    wall.passes(hours=13)
    assert head.post(KEEP, {"text": TEXT} | BEGUN).status_code == 204
    assert head.post(KEEP, {"text": "more"} | BEGUN).status_code == 422
    assert Draft.objects.count() == 1


def test_public_pages_open_behind_the_lock_as_for_anybody(head: Client, office: Office, wall: Wall) -> None:
    wall.passes(minutes=16)
    page = text_of(head.get("/en/"))
    assert office.head.display_name not in page
    assert reverse("sign-out") not in page


def test_reading_pages_does_not_write_the_session_each_time(head: Client, wall: Wall) -> None:
    def writes() -> int:
        with CaptureQueriesContext(connection) as seen:
            head.get(ME)
        return sum("UPDATE" in query["sql"] and "session" in query["sql"] for query in seen.captured_queries)

    wall.passes(seconds=10)
    assert writes() == 0
    wall.passes(seconds=31)
    assert writes() == 1


def test_somebody_without_a_password_can_leave_a_locked_page(office: Office) -> None:
    office.head.set_unusable_password()
    office.head.save()
    client = client_of(office.head)
    page = text_of(client.get(LOCK))
    assert 'type="password"' not in page
    assert client.post(reverse("sign-out"))["Location"] == "/"
