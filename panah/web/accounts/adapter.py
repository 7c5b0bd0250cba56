"""How allauth does its work here: nobody signs up, nobody is mailed, nobody is counted by address."""

import base64
import io
import secrets
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.security import audit, clock
from panah.foundation.security.keys import KeyFolder
from panah.web.accounts import actions
from panah.web.accounts.pace import HASHING, PASSWORDS, TooManyWait
from panah.web.accounts.queries import has_second_step, role_needs_second_step
from panah.web.accounts.session import SECOND_STEP_DUE, begin_session

PLACE = b"second step"


def _cipher() -> AESGCM:
    return AESGCM(KeyFolder(settings.PANAH_KEYS).bytes("second_step"))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are added by the head or the administrator of their organisation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The username or the password is wrong. Check both; capitals count."),
        "incorrect_password": _("The password is wrong. Check it; capitals count."),
        "enter_current_password": _("The password is wrong. Check it; capitals count."),
        "incorrect_code": _("The code is wrong or was used already. Wait for the next one and enter it."),
        "too_many_login_attempts": _("Many wrong codes were entered. Wait ten minutes, then try again."),
        "rate_limited": _("Many wrong codes were entered. Wait ten minutes, then try again."),
        "slip_has_ended": _("This slip is older than a week. Ask for a new one."),
        "many_wait": _("Many people are signing in now. Wait some seconds, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any
    ) -> None:
        """Faults only. No messages such as "signed in as …": they would name people on shared screens."""
        if message and level >= messages.ERROR:
            messages.add_message(request, level, message)

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: what happens to an account is told in Panah, and a mail would name it."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nobody is locked out: ``authenticate`` slows down instead."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The same path, hence the same time, for a name that exists and for one that does not."""
        name = str(credentials.get("username", ""))
        try:
            PASSWORDS.begin(name)
        except TooManyWait:
            raise self.validation_error("many_wait") from None
        with HASHING:
            person = super().authenticate(request, **credentials)
        if person is not None:
            PASSWORDS.succeeded(name)
            if person.last_login is None and person.slip_until is not None and person.slip_until < clock.now():
                raise self.validation_error("slip_has_ended")
        return person

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """A person whose roles have all ended comes no further than one whose account has."""
        if user.is_active and not roles_of(user):
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "panah.web.accounts.stages.OwnPasswordStage"]

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        begin_session(request.session)
        if role_needs_second_step(user) and not has_second_step(user):
            request.session[SECOND_STEP_DUE] = True
        for membership in roles_of(user)[:1]:
            audit.append_alone(audit.Event(actor_of(membership), "accounts.sign_in", "person"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("me")

    def set_password(self, user: Person, password: str) -> None:
        actions.choose_password(by=context.request.actor, person=user, password=password)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second step lie in the database under a key that does not."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("Your role needs a second step. Add another one first, then take this off."),
        "cannot_generate_recovery_codes": _("Add an app or a passkey first: recovery codes stand in for them."),
    }

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(12)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return _cipher().decrypt(sealed[:12], sealed[12:], PLACE).decode()

    def build_totp_svg(self, url: str) -> str:
        """Dark on light in every theme: the camera of a phone reads no light on dark."""
        picture = io.BytesIO()
        segno.make_qr(url, error="m").save(picture, kind="svg", scale=4, border=3, dark="#000", light="#fff")
        return picture.getvalue().decode()

    def get_totp_label(self, user: Person) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        is_last = not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return not (is_last and role_needs_second_step(authenticator.user))
