import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.roles import Role
from tests.panah.web.accounts.office import PASSWORD, SYSTEM, Office, add_app, code_at, engaged, knock, text_of, visitor

TODAY, INDEX, CODE = "/app/", "/account/second-step/", "/account/code/"


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of the codes, which a test moves on."""
    now = [time.time()]
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now[0])
    return now


def secured(office: Office, moment: list[float]) -> str:
    """The worker has an app; the half minute in which it was added is over."""
    client = visitor()
    knock(client, "worker")
    secret = add_app(client, moment[0])
    moment[0] += 60
    return secret


def test_a_role_that_opens_names_adds_a_second_step_before_anything_else(office: Office, moment: list[float]) -> None:
    client = visitor()
    knock(client, "worker")
    assert client.get(TODAY)["Location"] == INDEX
    assert client.get(reverse("case-list"))["Location"] == INDEX
    assert "no other page opens" in text_of(client.get(INDEX))
    add_app(client, moment[0])
    assert client.get(TODAY).status_code == 200


def test_a_role_that_opens_none_and_a_demo_are_left_alone(office: Office) -> None:
    client = visitor()
    knock(client, "administrator")
    assert client.get(TODAY).status_code == 200
    mark_as_demo(by=SYSTEM)
    client = visitor()
    knock(client, "worker")
    assert client.get(TODAY).status_code == 200


def test_the_right_code_is_asked_for_and_opens(office: Office, moment: list[float]) -> None:
    secret = secured(office, moment)
    client = visitor()
    assert knock(client, "worker")["Location"] == CODE
    assert client.get(TODAY).status_code == 302
    assert "code is wrong" in text_of(client.post(CODE, {"code": "000000"}))
    assert client.post(CODE, {"code": code_at(secret, moment[0])})["Location"] == TODAY
    assert client.get(TODAY).status_code == 200


def test_a_code_counts_once_even_where_another_process_answers(office: Office, moment: list[float]) -> None:
    secret = secured(office, moment)
    code = code_at(secret, moment[0])
    for wanted in (302, 200):
        client = visitor()
        knock(client, "worker")
        cache.clear()  # what one process remembers, another does not know
        assert client.post(CODE, {"code": code}).status_code == wanted


def test_the_code_that_added_the_app_does_not_open_afterwards(office: Office, moment: list[float]) -> None:
    secret = secured(office, moment)
    moment[0] -= 60
    client = visitor()
    knock(client, "worker")
    assert client.post(CODE, {"code": code_at(secret, moment[0])}).status_code == 200


def test_a_clock_half_a_minute_off_is_forgiven_and_two_minutes_are_not(office: Office, moment: list[float]) -> None:
    secret = secured(office, moment)
    for shift, wanted in ((120.0, 200), (30.0, 302)):
        client = visitor()
        knock(client, "worker")
        assert client.post(CODE, {"code": code_at(secret, moment[0] + shift)}).status_code == wanted


def test_codes_cannot_be_guessed_and_a_stranger_cannot_use_them_up(office: Office, moment: list[float]) -> None:
    secret = secured(office, moment)
    client = visitor()
    knock(client, "worker")
    for _ in range(10):
        client.post(CODE, {"code": "000000"})
    assert "Wait ten minutes" in text_of(client.post(CODE, {"code": code_at(secret, moment[0])}))
    cache.clear()
    stranger = visitor()
    knock(stranger, "worker", "wrong")
    for _ in range(20):
        stranger.post(CODE, {"code": "000000"})
    assert client.post(CODE, {"code": code_at(secret, moment[0])}).status_code == 302


def test_a_recovery_code_stands_in_for_the_phone_once(office: Office, moment: list[float]) -> None:
    secured(office, moment)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    for wanted in (302, 200):
        client = visitor()
        knock(client, "worker")
        assert client.post(CODE, {"code": codes[0]}).status_code == wanted


def test_the_secrets_of_the_second_step_are_sealed(office: Office, moment: list[float]) -> None:
    secret = secured(office, moment)
    rows = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in rows
    for code in Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes():
        assert code not in rows


def test_the_last_step_of_a_role_that_needs_one_stays(office: Office, moment: list[float]) -> None:
    client = visitor()
    knock(client, "worker")
    add_app(client, moment[0])
    address = reverse("mfa_deactivate_totp")
    assert "needs a second step" in text_of(client.post(address))
    passkey = Authenticator.objects.create(user=office.worker, type="webauthn", data={"name": "key"})
    assert client.post(address).status_code == 302
    removed: Any = client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert removed["Location"] == reverse("mfa_list_webauthn")
    assert list(Authenticator.objects.filter(user=office.worker, type="webauthn")) == [passkey]


def test_a_change_of_how_to_sign_in_asks_for_the_password_again(office: Office) -> None:
    client = visitor()
    knock(client, "administrator")
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        for method in (client.get, client.post):
            assert method(reverse(name))["Location"].startswith(reverse("account_reauthenticate")), name


def test_no_request_and_no_address_is_kept_in_a_session(office: Office) -> None:
    client = visitor(REMOTE_ADDR="203.0.113.7")
    knock(client, "administrator")
    client.post(reverse("mfa_activate_totp"), {"code": "123456"})
    kept = repr(dict(client.session.items()))
    assert "203.0.113" not in kept
    assert "123456" not in kept


def test_recovery_codes_are_shown_and_saved_after_the_password_alone(office: Office, moment: list[float]) -> None:
    client = visitor()
    knock(client, "worker")
    add_app(client, moment[0])
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert codes[0] in text_of(client.get(reverse("mfa_view_recovery_codes")))
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file.content.decode().split() == codes
    client.post(reverse("mfa_generate_recovery_codes"))
    assert codes[0] not in text_of(client.get(reverse("mfa_view_recovery_codes")))
    later = visitor()
    later.force_login(office.worker)
    assert later.get(reverse("mfa_view_recovery_codes")).status_code == 302


def test_every_page_of_the_second_step_opens(office: Office, moment: list[float]) -> None:
    client = visitor(SERVER_NAME="localhost")
    knock(client, "worker")
    add_app(client, moment[0])
    key = Authenticator.objects.create(user=office.worker, type="webauthn", data={"name": "my phone"})
    for name in ("mfa_deactivate_totp", "mfa_list_webauthn", "mfa_generate_recovery_codes", "mfa_index"):
        assert "{%" not in text_of(client.get(reverse(name)))
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert "my phone" in text_of(client.get(reverse(name, args=[key.pk])))
    key.delete()
    assert "passkey_data" in text_of(client.get(reverse("mfa_add_webauthn")))
    assert "passkey" in text_of(client.get(INDEX))
    assert "localhost" in text_of(client.get(INDEX, SERVER_NAME="127.0.0.1"))


def test_strangers_keys_cannot_be_removed(office: Office) -> None:
    other = engaged(office.organisation, Role.ADMINISTRATOR, "other")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "key"})
    client = visitor()
    knock(client, "administrator")
    client.post(f"{reverse('account_reauthenticate')}?next=/app/", {"password": PASSWORD})
    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
