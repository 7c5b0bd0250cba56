"""The eight questions of an applicant, and two ticks. Nothing is cut, and nothing that was typed is lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.programme.champions.actions import ApplicationDetails
from panah.programme.champions.models import Call
from panah.programme.champions.rules import MOST_WORDS, words_in
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.rules import full_phone, is_a_name
from panah.web.components.child_words import language_now
from panah.web.public.forms import StepForm, WordsField

MUST = _("Please answer this.")
TICK = _("Without this tick the application cannot be sent.")
NO_CHOICE = {"required": MUST, "invalid_choice": _("Choose one of the answers on this page.")}


class JoinForm(StepForm):
    """``calls`` are those that are open; of one alone nothing is asked."""

    call = forms.ChoiceField(label=_("Which call"), widget=forms.RadioSelect, error_messages=NO_CHOICE)
    name = WordsField(
        160,
        required=True,
        error_messages={"required": MUST},
        label=_("Your name"),
        help_text=_("As you write it, in any script."),
    )
    phone = WordsField(
        40,
        required=True,
        error_messages={"required": MUST},
        label=_("Telephone"),
        help_text=_("For example +7 701 000 00 00. We call you on it."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)
    region = forms.ChoiceField(label=_("District or city where you live"), error_messages=NO_CHOICE)
    language = forms.ChoiceField(
        label=_("In which language we write to you"), widget=forms.RadioSelect, error_messages=NO_CHOICE
    )
    sector = forms.ChoiceField(label=_("What you do"), error_messages=NO_CHOICE)
    sex = forms.ChoiceField(label=_("Are you a woman or a man"), widget=forms.RadioSelect, error_messages=NO_CHOICE)
    motivation = WordsField(
        4000, required=True, error_messages={"required": MUST}, widget=forms.Textarea({"rows": 7}),
        label=_("Why you would like to be a champion"),
        help_text=_("At most 200 words, in Kazakh or Russian. No CV is needed. Do not tell anybody else’s story."),
    )  # fmt: skip
    is_of_age = forms.BooleanField(label=_("I am 18 or older"), error_messages={"required": TICK})
    accepts_safeguarding = forms.BooleanField(
        label=_("I put the safety of children first"), error_messages={"required": TICK},
        help_text=_(
            "I show no child so that it can be recognised, I retell nobody’s story without clearance, "
            "I pass what I hear on to specialists, and nothing was ever established against me for harm to a child."
        ),
    )  # fmt: skip

    def __init__(
        self, answers: Mapping[str, list[str]] | None = None, *, calls: Sequence[Call], is_checked: bool = False
    ) -> None:
        self.calls = {one.code: one for one in calls}
        if len(calls) == 1:
            answers = {**(answers or {}), "call": [calls[0].code]}
        super().__init__(answers, is_checked=is_checked)
        language = language_now()
        sexes, languages = code_list("sex_of_adult"), code_list("champion_languages")
        choices: dict[str, list[Any]] = {
            "call": [(one.code, one.said("title", language)) for one in calls],
            "region": [("", _("Choose")), *self._places(language)],
            "language": [(code, languages.label(code)) for code in ("kk", "ru")],
            "sector": [("", _("Choose")), *code_list("trainee_sectors").choices()],
            "sex": [("female", sexes.label("female")), ("male", sexes.label("male")), ("unknown", _("I do not want to say"))],
        }  # fmt: skip
        for name, rows in choices.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]
        if len(calls) == 1:
            self.fields["call"].widget = forms.HiddenInput()

    def _places(self, language: str) -> list[Any]:
        """Only where one of the open calls looks for somebody."""
        wanted = [{place.label(language) for place in call.regions.all()} for call in self.calls.values()]
        groups = place_choices(language)
        if not all(wanted):
            return list(groups)
        labels = set().union(*wanted)
        return [group for group in groups if group[0] in labels]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if not is_a_name(name):
            raise ValidationError(_("Write your name in letters."))
        return name

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if not full_phone(phone):
            raise ValidationError(_("Write the whole number, for example +7 701 000 00 00."))
        return phone

    def clean_motivation(self) -> str:
        text = str(self.cleaned_data["motivation"])
        if words_in(text) > MOST_WORDS:
            words = _("These are %(count)d words; 200 fit. Shorten it: it stays here until you do.")
            raise ValidationError(words, params={"count": words_in(text)})
        return text

    @property
    def chosen(self) -> Call:
        return self.calls[self.cleaned_data["call"]]

    def details(self) -> ApplicationDetails:
        data = self.cleaned_data
        return ApplicationDetails(
            name=data["name"], phone=data["phone"], email=data["email"], motivation=data["motivation"],
            region=Place.objects.get(pk=data["region"]), language=data["language"], sector=TraineeSector(data["sector"]),
            sex=data["sex"], is_of_age=data["is_of_age"], accepts_safeguarding=data["accepts_safeguarding"],
        )  # fmt: skip


class NumberForm(StepForm):
    number = WordsField(
        60, required=True, error_messages={"required": MUST}, label=pgettext_lazy("champion", "Your 16 digits"),
        help_text=_("They stood on the page after you applied."),
    )  # fmt: skip
