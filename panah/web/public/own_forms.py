"""The three questions to somebody young: whom it is about, what happens, how to answer. The message alone is required."""

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.codes import AboutWhom
from panah.casework.concerns.rules import LIMITS
from panah.web.public.forms import (
    PLAIN_CHOICE,
    MessageForm,
    ReceiptForm,
    StepForm,
    WordsField,
    normalised_phone,
    radios,
)

WHOM = (
    (AboutWhom.ME, _("About me")),
    (AboutWhom.FRIEND, _("About a friend")),
    (AboutWhom.NOT_SAID, _("I would rather not say")),
)


class WhomForm(StepForm):
    about_whom = forms.ChoiceField(
        label=_("Who is it about?"),
        choices=[(code.value, label) for code, label in WHOM],
        widget=forms.RadioSelect,
        required=False,
        error_messages=PLAIN_CHOICE,
    )


class OwnWordsForm(StepForm):
    what_was_seen = WordsField(
        LIMITS["what_was_seen"],
        label=_("What is going on?"),
        help_text=_("In your own words, in any language. You choose what to tell and what not to tell."),
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
        required=True,
        error_messages={"required": _("Write at least a few words.")},
    )


class SafeForm(StepForm):
    """All of it may stay empty: then the answer stands on the page with the number, and nowhere else."""

    safe_way = radios("safe_way", _("How may we answer you?"))
    reporter_contact = WordsField(
        LIMITS["reporter_contact"],
        label=_("A phone, or the name of the grown-up"),
        help_text=_("Leave it empty if you want the answer only here."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    safe_when = WordsField(
        LIMITS["safe_when"],
        label=_("When is it safe, and what should we say if somebody else answers?"),
        help_text=_("For example: after lessons, until five o’clock; say that you call about homework."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def clean_reporter_contact(self) -> str:
        return normalised_phone(str(self.cleaned_data["reporter_contact"]))


class NumberForm(ReceiptForm):
    receipt = forms.CharField(
        label=_("Your 16 digits"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the 16 digits that you were given.")},
    )


class OwnMessageForm(MessageForm):
    message = WordsField(
        LIMITS["message"],
        label=_("Write to us"),
        help_text=_("You choose what to tell and what not to tell."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        required=True,
        error_messages={"required": _("Write at least a few words.")},
    )
