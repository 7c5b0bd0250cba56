import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.web.accounts import pace
from panah.web.accounts.actions import end_access
from tests.panah.web.accounts.office import (
    OTHER_PASSWORD,
    PASSWORD,
    Office,
    actor_for,
    engaged,
    knock,
    text_of,
    visitor,
)


def without_token(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|name="login" value=)"[^"]*"', "", page)


def test_the_right_password_opens_today_and_is_recorded(office: Office) -> None:
    client = visitor()
    answer = knock(client, "administrator")
    assert (answer.status_code, answer["Location"]) == (302, "/app/")
    assert client.get(reverse("me")).status_code == 200
    assert AuditEvent.objects.filter(verb="accounts.sign_in", actor=str(office.administrator.pk)).count() == 1


def test_the_sign_in_page_is_neutral_and_allows_pasting(office: Office) -> None:
    page = text_of(visitor().get(reverse("sign-in")))
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert "signup" not in page
    assert reverse("account_login") == reverse("sign-in")


def test_a_wrong_password_an_unknown_name_and_ended_access_get_the_same_answer(office: Office) -> None:
    end_access(by=actor_for(office.head), person=office.worker)
    tries = [("head", "wrong"), ("nobody", "wrong"), ("nobody", PASSWORD), ("worker", "wrong")]
    pages = [without_token(text_of(knock(visitor(), name, password))) for name, password in tries]
    assert len(set(pages)) == 1
    assert "username or the password is wrong" in pages[0]


def test_a_wrong_password_and_an_unknown_name_cost_the_same_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode

    def noting(self: Any, password: str, *args: Any, **kwargs: Any) -> Any:
        hashed.append(password)
        return encode(self, password, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", noting)
    counts = []
    for name in ("head", "nobody"):
        hashed.clear()
        knock(visitor(), name, "wrong")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_mistakes_slow_down_and_never_lock_out(office: Office, waits: list[float]) -> None:
    for _ in range(40):
        knock(visitor(), "administrator", "wrong")
    assert max(waits) == 8
    assert knock(visitor(), "administrator").status_code == 302
    before = len(waits)
    knock(visitor(), "administrator", "wrong")
    assert len(waits) == before, "the right password makes it quick again"


def test_when_too_many_wait_the_answer_says_so_and_nothing_is_tried(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str) -> None:
        raise pace.TooManyWait

    monkeypatch.setattr(pace.PASSWORDS, "begin", full)
    assert "Wait some seconds" in text_of(knock(visitor(), "administrator"))


def test_nothing_that_counts_tries_holds_an_address_or_a_name(office: Office) -> None:
    for _ in range(5):
        visitor().post(reverse("sign-in"), {"login": "head", "password": "wrong"}, REMOTE_ADDR="203.0.113.7")
    memory = repr(cache._cache) + repr(pace.PASSWORDS)  # type: ignore[attr-defined]
    assert "203.0.113" not in memory
    assert "head" not in memory


def test_passwords_are_looked_at_two_at_a_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    check = Person.check_password

    def noting(self: Person, password: str) -> bool:
        seen.append(pace.HASHING._value)
        return check(self, password)

    monkeypatch.setattr(Person, "check_password", noting)
    knock(visitor(), "administrator")
    assert seen == [pace.AT_ONCE - 1]
    assert pace.HASHING._value == pace.AT_ONCE


def test_argon2_guards_the_passwords_of_an_installation() -> None:
    settings = __import__("panah.site.settings", fromlist=["PASSWORD_HASHERS"])
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_whose_access_has_ended_is_told_so_only_after_the_right_password(office: Office) -> None:
    end_access(by=actor_for(office.head), person=office.worker)
    answer = knock(visitor(), "worker")
    assert answer["Location"] == reverse("account_inactive")
    assert "head of your organisation" in text_of(visitor().get(answer["Location"]))


def test_a_role_that_ended_elsewhere_ends_at_the_next_request_without_a_circle(office: Office) -> None:
    client = visitor()
    knock(client, "administrator")
    Membership.objects.filter(person=office.administrator).update(until=clock.now() - timedelta(seconds=1))
    answer = client.get(reverse("me"), follow=True)
    assert [status for _url, status in answer.redirect_chain] == [302]
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert knock(visitor(), "administrator")["Location"] == reverse("account_inactive")


def test_only_a_post_signs_out_and_it_leads_nowhere_else(office: Office) -> None:
    client = visitor()
    knock(client, "administrator")
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.get(reverse("me")).status_code == 200
    assert client.post(reverse("sign-out"), {"next": "https://example.org/"})["Location"] == "/"
    assert client.get(reverse("me")).status_code == 302


def test_sign_in_leads_on_to_addresses_of_ours_alone(office: Office) -> None:
    assert knock(visitor(), "administrator", next="/app/me/")["Location"] == "/app/me/"
    assert knock(visitor(), "administrator", next="//example.org/")["Location"] == "/app/"


def test_the_password_of_a_slip_opens_nothing_but_the_choice_of_ones_own(office: Office) -> None:
    engaged(office.organisation, Role.ADMINISTRATOR, "fresh", is_new=True)
    client = visitor()
    assert knock(client, "fresh")["Location"] == reverse("own-password")
    assert client.get(reverse("me")).status_code == 302
    for chosen, again in ((PASSWORD, PASSWORD), ("brief", "brief"), (OTHER_PASSWORD, "another one entirely")):
        page = text_of(client.post(reverse("own-password"), {"password1": chosen, "password2": again}))
        assert "Please check" in page
        assert chosen not in page
    own = {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    assert client.post(reverse("own-password"), own)["Location"] == "/app/"
    assert client.get(reverse("me")).status_code == 200
    assert knock(visitor(), "fresh", OTHER_PASSWORD)["Location"] == "/app/"
    assert "wrong" in text_of(knock(visitor(), "fresh", PASSWORD))


def test_a_slip_that_was_not_turned_into_a_password_asks_again(office: Office) -> None:
    engaged(office.organisation, Role.ADMINISTRATOR, "fresh", is_new=True)
    for _ in range(2):
        assert knock(visitor(), "fresh")["Location"] == reverse("own-password")
    assert visitor().get(reverse("own-password"))["Location"] == reverse("sign-in")


def test_another_password_ends_other_sessions_and_is_asked_for_at_the_same_pace(
    office: Office, waits: list[float]
) -> None:
    here, there = visitor(), visitor()
    knock(here, "administrator")
    knock(there, "administrator")
    new = {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    for _ in range(5):
        text_of(here.post(reverse("account_change_password"), {"oldpassword": "wrong", **new}))
    assert waits
    answer = here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert answer["Location"] == reverse("me")
    assert here.get(reverse("me")).status_code == 200
    assert there.get(reverse("me")).status_code == 302


def test_pages_of_accounts_are_not_stored_and_post_their_forms_with_their_origin(office: Office) -> None:
    answer = visitor().get(reverse("sign-in"))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_there_is_no_sign_up_no_mail_and_no_reset(office: Office, client: Client) -> None:
    for path in ("signup", "email", "password/reset", "password/set", "login/code"):
        assert client.get(f"/account/{path}/").status_code == 404
