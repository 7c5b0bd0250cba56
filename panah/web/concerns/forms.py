from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.actions import COUNTED
from panah.casework.concerns.rules import LIMITS
from panah.foundation.reference.codes import CodeList, code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.public.forms import WordsField

NO_ANSWER = {"required": _("Choose an answer."), "invalid_choice": _("Choose one of the answers on this page.")}


def _filter(name: str, label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("all")), *code_list(name).choices()], required=False)


class FilterForm(forms.Form):
    """By codes only: an address never holds a word that was typed."""

    status = _filter("concern_status", _("State"))
    urgency = _filter("urgency", _("Urgency"))
    sleeps_tonight = _filter("sleeps_tonight", _("Where the child sleeps tonight"))


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


class NightForm(OnceForm):
    """Where the child sleeps, and with whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sleeps_tonight = forms.ChoiceField(
        label=_("Where does the child sleep tonight?"),
        choices=code_list("sleeps_tonight").choices(),
        widget=forms.RadioSelect,
        error_messages=NO_ANSWER,
    )
    sleeps_with = WordsField(
        LIMITS["sleeps_with"],
        label=_("With whom?"),
        help_text=_("An adult is safe only once a worker has decided so."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GuardianForm(OnceForm):
    """Who at the guardianship body was told, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = WordsField(
        LIMITS["guardian_told"], label=_("Whom did you tell?"), required=True,
        error_messages={"required": _("Write the name of the person whom you told.")},
    )  # fmt: skip
    post = WordsField(LIMITS["guardian_told"], label=_("Post"))
    channel = forms.ChoiceField(
        label=_("How did you tell?"),
        choices=code_list("guardian_channel").choices(),
        widget=forms.RadioSelect,
        error_messages=NO_ANSWER,
    )
    number = WordsField(LIMITS["guardian_told"], label=_("Number of the letter or of the entry there"))
    happened_on = DatePartsField(
        label=_("When was it?"), may_be_future=False, widget=DateParts(quick_days=True),
        help_text=_("If you write it later, write the day when it happened."),
    )  # fmt: skip
    at = forms.TimeField(
        label=_("At what time?"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "14:30", "class": "in-4"}),
        error_messages={"invalid": _("Write the time like 14:30.")},
    )


class SentenceForm(OnceForm):
    sentence = forms.ChoiceField(
        label=_("Which sentence may the reporter read?"),
        widget=forms.RadioSelect,
        error_messages=NO_ANSWER,
    )

    def __init__(self, *args: Any, sentences: CodeList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sentence"].choices = sentences.choices()  # type: ignore[attr-defined]


class PosterForm(OnceForm):
    """Where a picture hangs. The district leads what comes by it to the right desk."""

    hangs_at = WordsField(
        LIMITS["hangs_at"], label=_("Where it will hang"), required=True,
        help_text=_("The school or the organisation. No name of a person."),
        error_messages={"required": _("Write where it will hang, and choose the district.")},
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("District"),
        choices=lambda: [("", _("Choose")), *place_choices(language_now())],
        widget=forms.Select({"data-typeahead": ""}),
        error_messages={**NO_ANSWER, "required": _("Choose the district.")},
    )


def _regions() -> list[tuple[str, Any]]:
    return [("", _("not known")), *((place.code, place.label(language_now())) for place in Place.objects.regions())]


class CountForm(OnceForm):
    """The press of a button says age and sex at once: ``kind`` is "6_11:female"."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[row for row in code_list("triage_outcomes").choices() if row[0] in COUNTED],
        widget=forms.RadioSelect,
        error_messages=NO_ANSWER,
    )
    region = forms.ChoiceField(label=_("Region"), choices=_regions, required=False, error_messages=NO_ANSWER)
    kind = forms.RegexField(r"^[a-z0-9_]{1,20}:[a-z]{1,20}$", widget=forms.HiddenInput, error_messages=NO_ANSWER)

    def clean(self) -> None:
        band, _colon, sex = str(self.cleaned_data.get("kind", "")).partition(":")
        self.cleaned_data |= {"age_band": band or "unknown", "sex": sex or "unknown"}
