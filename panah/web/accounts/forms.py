from collections.abc import Sequence
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from panah.web.accounts.actions import use_code_of
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField

NEW_PASSWORD_HINT = _("At least 12 characters. Four or five words that you can remember make a good one.")
CODE_HINT = _("Six digits from the app on your phone, or one of your recovery codes.")
THEMES = [("auto", _("as my device")), ("light", _("light")), ("dark", _("dark"))]


def _dress(form: Any, words: dict[str, tuple[Any, Any]]) -> None:
    """Our label and hint for each field that allauth made, and no word inside the input."""
    for name, (label, hint) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"login": (_("Username"), ""), "password": (_("Password"), "")})
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ConfirmPasswordForm(PasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"password": (_("Password"), "")})


class NewPasswordForm(forms.Form):
    """Typed twice; for a person whose old password has been checked already."""

    password1 = forms.CharField(
        label=_("New password"), help_text=NEW_PASSWORD_HINT, strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("The same password again"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        password_validation.validate_password(password, self.person)
        if self.person.check_password(password):
            raise ValidationError(_("This is the password of the slip. Choose one that nobody else has seen."))
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return data


class OtherPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "oldpassword": (_("Password until now"), ""),
            "password1": (_("New password"), NEW_PASSWORD_HINT),
            "password2": (_("The same password again"), ""),
        }
        _dress(self, words)

    def clean_oldpassword(self) -> str:
        """At the same pace as at sign-in: somebody at an open page must not try passwords faster."""
        password = str(self.cleaned_data["oldpassword"])
        adapter = get_account_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


def _refuse_second_use(authenticator: Authenticator, code: str) -> None:
    """A code that was seen over a shoulder opens nothing: each half minute counts once, also in another process."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    secret = decrypt(authenticator.data["secret"])
    periods = [
        period
        for period in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, period)))
    ]
    by = Actor.system("sign_in", {Permission.SELF_MANAGE})
    if not periods or not use_code_of(by=by, authenticator=authenticator, period=max(periods)):
        raise get_second_step_adapter().validation_error("incorrect_code")


class _OnceOnly:
    """A field for a code whose half minute counts once."""

    authenticator: Authenticator
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"code": (_("Code"), CODE_HINT)})
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]  # allauth's form stands behind this one
        _refuse_second_use(self.authenticator, code)
        return code


class CodeForm(_OnceOnly, AuthenticateForm):  # type: ignore[misc]
    """At sign-in."""


class ConfirmCodeForm(_OnceOnly, ReauthenticateForm):  # type: ignore[misc]
    """For somebody who is signed in and changes how to sign in."""


class AddAppForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"code": (_("Code that the app shows"), _("Six digits; a new one every half minute."))})
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only = _("Your phone or computer then asks for a finger, face or its own code instead of a password.")
        words = {
            "name": (_("Name of this passkey"), _("Such as: my phone, key of the office")),
            "passwordless": (_("Sign in with this passkey alone"), only),
        }
        _dress(self, words)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"name": (_("Name of this passkey"), "")})


class SettingsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.PANAH_WHOLE_LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES, widget=forms.RadioSelect)


class InviteForm(OnceForm):
    field_order = ("display_name", "role", "language")
    display_name = forms.CharField(label=_("Name, as colleagues know it"), max_length=120)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=settings.PANAH_WHOLE_LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, f"{ROLES[role].title}: {ROLES[role].sentence}") for role in roles_with_a_room()
        ]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


OF_COUNTRY = "country"


class MandateForm(OnceForm):
    """Which body, what for, from when until when, by which paper."""

    body = forms.ChoiceField(label=_("Which body coordinates?"), widget=forms.Select({"data-typeahead": ""}))
    region = forms.ChoiceField(label=_("What does it coordinate?"), widget=forms.Select({"data-typeahead": ""}))
    since = DatePartsField(label=_("From which day?"), widget=DateParts(quick_days=True))
    until = DatePartsField(
        label=_("Until which day?"), required=False, help_text=_("The last day, if the paper names one.")
    )
    paper = forms.CharField(
        label=_("Number of the agreement"), max_length=60, help_text=_("As it stands on the paper, with its date.")
    )

    def __init__(
        self, *args: Any, bodies: Sequence[tuple[str, str]], regions: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "—"), *bodies]  # type: ignore[attr-defined]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", "—"), (OF_COUNTRY, _("The whole country")), *regions,
        ]  # fmt: skip


class EndForm(OnceForm):
    """One button; the key makes a second click harmless."""


class AgreementForm(OnceForm):
    """With whom, and since when."""

    body = forms.ChoiceField(label=_("Coordinating body"), widget=forms.RadioSelect)
    agreed_on = DatePartsField(
        label=_("On which day was it agreed?"), may_be_future=False, widget=DateParts(quick_days=True)
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]
