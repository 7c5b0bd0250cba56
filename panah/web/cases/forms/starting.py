"""A child or a grown person comes: with a case of protection, or with help that waits for nothing."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions import HelpAsked
from panah.casework.cases.codes import Answer
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_choices
from panah.web.cases.forms.fields import radios
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField, PartialDateField

SAFE_WHEN = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}


class NewCaseForm(OnceForm):
    """A child, or a grown person, who came without a referral. Nothing is required but to know that somebody is here."""

    name = forms.CharField(
        label=_("Name, as they say it"),
        required=False,
        max_length=200,
        help_text=_("In any script. May be unknown."),
    )
    document_name = forms.CharField(label=_("Name, as a document has it"), required=False, max_length=200)
    birth = PartialDateField(label=_("Born"), required=False, may_be_future=False, widget=DateParts(with_about=True))
    age_band = forms.ChoiceField(
        label=_("Or about how old"), choices=code_list("age_band").choices(), initial="unknown"
    )
    sex = radios("sex", _("Sex"), initial="unknown")
    language = forms.ChoiceField(
        label=_("Language they speak best"), choices=code_list("languages_spoken").choices(), initial="unknown"
    )
    place = forms.ChoiceField(label=_("Where they live now"), required=False)
    urgency = radios("urgency", _("How urgent"), initial="normal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]


class HelpForm(OnceForm):
    """Eight questions at most, no status, no citizenship, no papers (S7)."""

    danger = radios("yes_no_unknown", _("Is anybody in danger, or is there no safe place to sleep?"))
    age_band = forms.ChoiceField(
        label=_("About how old"),
        choices=code_list("age_band").choices(),
        initial="unknown",
        help_text=_("Of whoever is helped: a child, or a grown person. Not known counts as a child."),
    )
    sex = radios("sex", _("Sex"), initial="unknown")
    language = forms.ChoiceField(
        label=_("Language they speak best"), choices=code_list("languages_spoken").choices(), initial="unknown"
    )
    name = forms.CharField(
        label=_("Name, as they say it"), required=False, max_length=200, help_text=_("In any script. May stay empty.")
    )
    needs = forms.MultipleChoiceField(
        label=_("What is needed"), choices=code_list("service_types").choices(), widget=forms.CheckboxSelectMultiple
    )
    agreed_by = forms.ChoiceField(
        label=_("Who says yes to this help"),
        widget=forms.RadioSelect,
        choices=[
            ("self", _("Whoever is helped")),
            ("accompanying", _("The adult who came along; the child does not mind")),
        ],
        help_text=_("A yes to help only. Nothing is shared, and nobody asks for papers."),
    )
    day = DatePartsField(
        label=_("Day of the help"),
        help_text=_("Today or earlier: it was given. A later day: it is planned."),
        widget=DateParts(quick_days=True),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year > timezone.localdate().year + 1:
            raise ValidationError(_("This day is far away. Check the year."))
        return day

    def asked(self) -> HelpAsked:
        data = self.cleaned_data
        return HelpAsked(tuple(data["needs"]), data["agreed_by"], data["day"], SAFE_WHEN[Answer(data["danger"])])
