from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.rules import LIMITS
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm
from panah.web.public.forms import WordsField


def _filter(name: str, label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("all")), *code_list(name).choices()], required=False)


class FilterForm(forms.Form):
    """By codes only: an address never holds a word that was typed."""

    status = _filter("concern_status", _("State"))
    urgency = _filter("urgency", _("Urgency"))


class _DecisionForm(OnceForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = WordsField(
        LIMITS["note"],
        label=_("What you did and why"),
        help_text=_("For your colleagues. The reporter does not see it."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=True,
        error_messages={"required": _("Write a sentence about it.")},
    )


class InformationForm(_DecisionForm):
    """Information or advice was given."""


class AsideForm(_DecisionForm):
    """Not a concern, with the reason."""

    field_order = ("reason", "note")
    reason = forms.ChoiceField(
        label=_("Why it is not a concern for a child’s safety"),
        choices=code_list("nothing_reasons").choices(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason."), "invalid_choice": _("Choose a reason from the list.")},
    )
