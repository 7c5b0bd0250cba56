from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import PlaceKind, code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.foundation.security import clock
from panah.programme.champions.actions import CallDetails, KitWords
from panah.programme.champions.codes import ApplicationState, ChampionState, KitKind
from panah.programme.champions.models import Call
from panah.programme.champions.queries import criteria_of
from panah.programme.champions.rules import Quarter
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.web.champion.words import quarter_words
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, select, sometimes

WEIGHT = {"reasons": 30, "community": 20, "safety": 20, "reach": 20, "time": 10}
"""What each criterion weighs where nobody says otherwise: own proposal, a hundred in all."""


def regions() -> list[tuple[str, str]]:
    language = language_now()
    rows = Place.objects.filter(kind=PlaceKind.REGION, code__startswith="KZ")
    return sorted(((row.pk, row.label(language)) for row in rows), key=lambda pair: pair[1])


def _line(label: Any, longest: int = 160, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=help_text)


def _text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea({"rows": 4}), help_text=help_text, required=required
    )


class CohortFilter(forms.Form):
    """What narrows the cohort."""

    region = forms.ChoiceField(label=_("Region"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    quarter = forms.ChoiceField(label=_("Quarter"), required=False)
    missing = forms.ChoiceField(label=_("Report"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = Quarter.of(clock.today())
        last = [now, now.before, now.before.before, now.before.before.before]
        states = [(one.value, code_list("champion_state").label(one)) for one in ChampionState]
        choices: dict[str, Sequence[Any]] = {
            "region": regions(), "state": states, "quarter": [(str(one), quarter_words(one)) for one in last],
            "missing": [("yes", _("missing")), ("two", _("two in a row missing"))],
        }  # fmt: skip
        for name, rows in choices.items():
            self.fields[name].choices = [("", "—"), *rows]  # type: ignore[attr-defined]


class CallForm(OnceForm):
    """Public words in both languages, days, places, and what is weighed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title_kk = _line(_("Title in Kazakh"))
    title_ru = _line(_("Title in Russian"))
    text_kk = _text(_("What it is about, in Kazakh"))
    text_ru = _text(_("What it is about, in Russian"))
    for_whom_kk = _line(_("For whom, in Kazakh"), 400)
    for_whom_ru = _line(_("For whom, in Russian"), 400)
    regions = forms.MultipleChoiceField(
        label=_("Regions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the whole country."),
    )
    places = forms.IntegerField(label=_("How many champions are looked for"), min_value=1, max_value=500)
    opens_on = DatePartsField(label=_("First day"), widget=DateParts())
    closes_on = DatePartsField(label=_("Last day to apply"), widget=DateParts())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = regions()  # type: ignore[attr-defined]
        for code in code_list("champion_criteria").codes:
            self.fields[f"weight_{code}"] = forms.IntegerField(
                label=_("Weight"), min_value=0, max_value=100, initial=WEIGHT[code], required=False,
                help_text=code_list("champion_criteria").label(code),
                widget=forms.NumberInput({"class": "in-4", "inputmode": "numeric", "autocomplete": "off"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and not timedelta(0) <= last - first <= timedelta(days=366):
            self.add_error("closes_on", _("The last day cannot lie before the first, nor a year after it."))
        if sum(self._weights(data).values()) != 100 and not self.errors:
            self.add_error("weight_reasons", _("The weights must be 100 in all."))
        return data

    def _weights(self, data: dict[str, Any]) -> dict[str, int]:
        codes = code_list("champion_criteria").codes
        return {code: data[f"weight_{code}"] for code in codes if data.get(f"weight_{code}")}

    def details(self) -> CallDetails:
        data = self.cleaned_data
        names = ("title_kk", "title_ru", "text_kk", "text_ru", "for_whom_kk", "for_whom_ru", "places", "opens_on")
        return CallDetails(
            **{name: data[name] for name in names}, closes_on=data["closes_on"], weights=self._weights(data),
            regions=list(Place.objects.filter(pk__in=data["regions"])),
        )  # fmt: skip


def call_values(call: Call) -> dict[str, Any]:
    """What stands, for the form that changes it."""
    names = (
        "title_kk", "title_ru", "text_kk", "text_ru", "for_whom_kk", "for_whom_ru", "places", "opens_on", "closes_on",
        "version",
    )  # fmt: skip
    weights = {f"weight_{code}": call.weights.get(code, 0) for code in code_list("champion_criteria").codes}
    chosen = list(call.regions.values_list("pk", flat=True))
    return {name: getattr(call, name) for name in names} | weights | {"regions": chosen}


class ScoreForm(OnceForm):
    """One to five for each criterion of the call."""

    remark = _text(_("Remark for the panel"), _("No name of the applicant."), required=False)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = code_list("champion_criteria")
        self.codes = criteria_of(call)
        rows = {
            f"points_{code}": forms.TypedChoiceField(
                label=words.label(code), coerce=int, choices=[(number, str(number)) for number in range(1, 6)],
                widget=forms.RadioSelect, help_text=_("1 not at all, 5 fully"),
            )
            for code in self.codes
        }  # fmt: skip
        self.fields = {**rows, **self.fields}

    def points(self) -> dict[str, int]:
        return {code: self.cleaned_data[f"points_{code}"] for code in self.codes}


class DecideForm(OnceForm):
    decision = forms.ChoiceField(label=_("What was decided"), widget=forms.RadioSelect)
    minutes = _text(_("Minutes"), _("Who took part, what spoke for it and against it."))

    def __init__(self, *args: Any, offered: Sequence[ApplicationState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = code_list("application_state")
        self.fields["decision"].choices = [(one.value, words.label(one)) for one in offered]  # type: ignore[attr-defined]


class AccountForm(OnceForm):
    person = forms.ChoiceField(label=pgettext_lazy("champion", "Account"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choices = [(key, f"{one.display_name} ({one.username})") for key, one in self.people.items()]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]


class DayForm(OnceForm):
    on = DatePartsField(label=_("On which day"), may_be_future=False, widget=DateParts(quick_days=True))


class RenewForm(OnceForm):
    note = _text(_("Remark"), required=False)


class EndForm(OnceForm):
    on = DatePartsField(label=_("Last day"), may_be_future=False, widget=DateParts(quick_days=True))
    reason = radios("champion_end_reasons", _("Why"))
    note = _text(_("Remark"), required=False)


class ReturnForm(OnceForm):
    because = _text(_("What is missing"), _("The champion reads it."))


class KitForm(OnceForm):
    """Words in both languages; of a picture what it shows."""

    kind = radios("champion_kit_kinds", _("What it is"))
    title_kk = _line(_("Title in Kazakh"))
    title_ru = _line(_("Title in Russian"))
    text_kk = _text(_("Text in Kazakh"), _("Of a picture: what it shows, for who does not see it."))
    text_ru = _text(_("Text in Russian"))
    picture = sometimes(
        forms.FileField(
            label=_("The picture"), required=False, help_text=_("jpg or png. No child can be recognised in it."),
            widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png"}),
        )
    )  # fmt: skip
    tells_story = forms.BooleanField(
        label=_("It tells what somebody lived through"), required=False,
        help_text=_("Then it waits for clearance by those to whom stories belong, and nobody may use it before."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: KitKind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is not None:
            self.fields["kind"].initial, self.fields["kind"].widget = kind.value, forms.HiddenInput()

    def words(self) -> KitWords:
        data = self.cleaned_data
        return KitWords(
            data["title_kk"], data["title_ru"], data["text_kk"], data["text_ru"], tells_story=data["tells_story"]
        )


class ChampionForm(OnceForm):
    """Somebody who was chosen before, without a call here."""

    name = _line(_("Name"))
    sex = radios("sex_of_adult", _("Woman or man"))
    sector = select("trainee_sectors", _("Sector"))
    region = forms.ChoiceField(label=_("District or city"), widget=forms.Select({"data-typeahead": ""}))
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    since = DatePartsField(label=_("Champion since"), may_be_future=False, widget=DateParts())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = code_list("champion_languages")
        self.fields["region"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]
        self.fields["language"].choices = [(code, words.label(code)) for code in ("kk", "ru")]  # type: ignore[attr-defined]

    def place(self) -> Place:
        return Place.objects.get(pk=self.cleaned_data["region"])

    def details(self) -> AdultDetails:
        data = self.cleaned_data
        return AdultDetails(
            name=data["name"], sector=TraineeSector(data["sector"]), sex=data["sex"], place=self.place(),
            languages=[data["language"]], phone=data["phone"],
        )  # fmt: skip
