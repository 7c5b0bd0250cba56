from datetime import time
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.foundation.notices.codes import OUTSIDE, Channel
from panah.foundation.notices.rules import DIGEST_TIMES
from panah.web.accounts.channel_words import ASKS, HINTS, NAMES

LONGEST = 120
NO_ADDRESS = _("Write it in full, such as name@example.kz.")
NO_PHONE = _("Write it in full, such as +7 701 000 00 00.")


class AddressForm(forms.Form):
    """One address of one's own, in the one way in which it is written to a service."""

    target = forms.CharField(max_length=LONGEST, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        field = self.fields["target"]
        field.label, field.help_text = str(ASKS[channel]), str(HINTS[channel])
        field.widget.attrs["inputmode"] = {Channel.EMAIL: "email", Channel.SMS: "tel"}.get(channel, "text")

    def clean_target(self) -> str:
        text = str(self.cleaned_data["target"]).strip()
        if self.channel == Channel.EMAIL:
            return _as_mail(text)
        return _as_phone(text) if self.channel == Channel.SMS else text


def _as_mail(text: str) -> str:
    try:
        return str(forms.EmailField().clean(text))
    except ValidationError as error:
        raise ValidationError(NO_ADDRESS) from error


def _as_phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, "KZ")
    except phonenumbers.NumberParseException as error:
        raise ValidationError(NO_PHONE) from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(NO_PHONE)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six digits that came"), max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "in-6"}),
    )  # fmt: skip


class ChannelsForm(forms.Form):
    """What is told where. Only what is confirmed can be chosen."""

    danger = forms.ChoiceField(label=_("Danger"), help_text=_("At any hour, at once."), widget=forms.RadioSelect)
    soon = forms.ChoiceField(
        label=_("Somebody waits for an answer"), help_text=_("Between 8:00 and 20:00, as it comes."),
        widget=forms.RadioSelect,
    )  # fmt: skip
    later = forms.ChoiceField(
        label=_("What can wait"),
        help_text=_("Once a day. Nothing comes where nothing waits."),
        widget=forms.RadioSelect,
    )
    digest_at = forms.ChoiceField(
        label=_("When what can wait is told"), widget=forms.RadioSelect,
        choices=[(f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in DIGEST_TIMES],
    )  # fmt: skip

    def __init__(self, *args: Any, confirmed: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [Channel.IN_APP, *(channel for channel in OUTSIDE if channel in confirmed)]
        for name in ("danger", "soon", "later"):
            self.fields[name].choices = [(channel.value, NAMES[channel]) for channel in offered]  # type: ignore[attr-defined]

    def clean_digest_at(self) -> time:
        return time.fromisoformat(self.cleaned_data["digest_at"])
