from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.programme.training.actions import EventDetails
from panah.programme.training.codes import DayPart, EventKind
from panah.programme.training.models import Event, Module, Trainer
from panah.programme.training.rules.planning import MOST_PLACES, Hours
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import sometimes
from panah.web.training.queries import hours_words

TAUGHT_IN = ("kk", "ru", "uz", "ky", "tg", "en")


def late(name: str, codes: Sequence[str] = (), first: Any = None) -> Any:
    """Choices in the language of the reader: read anew for each form."""
    rows = code_list(name)
    before = [("", first)] if first is not None else []
    return lambda: [*before, *((code, rows.label(code)) for code in codes or rows.codes)]


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput({"type": "time", "class": "in-4", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour as 9:30.")},
    )  # fmt: skip


class EventForm(OnceForm):
    """Where, when, for whom, by whom, and how many."""

    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=160)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=160)
    kind = forms.ChoiceField(label=_("For whom"), choices=late("training_event_kind"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("District or city"), widget=forms.Select({"data-typeahead": ""}))
    venue = forms.CharField(
        label=_("Venue"),
        required=False,
        max_length=200,
        help_text=_("House, street, room: as it stands on the poster."),
    )
    is_venue_accessible = forms.ChoiceField(
        label=_("Can a person in a wheelchair get in?"), choices=late("yes_no_unknown"), widget=forms.RadioSelect
    )
    starts_on = DatePartsField(label=_("First day"), may_be_future=True, widget=DateParts())
    ends_on = DatePartsField(label=_("Last day"), may_be_future=True, widget=DateParts())
    morning_from, morning_to = _hour(_("Before noon, from")), _hour(_("Before noon, until"))
    afternoon_from, afternoon_to = _hour(_("After noon, from")), _hour(_("After noon, until"))
    begins = sometimes(forms.BooleanField(label=_("The first day begins after noon"), required=False))
    ends = sometimes(forms.BooleanField(label=_("The last day ends at noon"), required=False))
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=late("languages_spoken", TAUGHT_IN), widget=forms.CheckboxSelectMultiple
    )
    modules = forms.MultipleChoiceField(label=_("Modules"), required=False, widget=forms.CheckboxSelectMultiple)
    trainers = forms.MultipleChoiceField(label=_("Trainers"), required=False, widget=forms.CheckboxSelectMultiple)
    places = forms.IntegerField(
        label=_("How many places"), min_value=1, max_value=MOST_PLACES,
        widget=forms.TextInput({"inputmode": "numeric", "class": "in-4", "autocomplete": "off"}),
        help_text=_("Whoever comes after the last place waits and moves up."),
    )  # fmt: skip
    has_test = sometimes(forms.BooleanField(label=_("There is a test before and after"), required=False))
    is_listed = sometimes(
        forms.BooleanField(
            label=_("Name it on the public page"), required=False,
            help_text=_("Without this only who has the link can enrol."),
        )
    )  # fmt: skip
    round = forms.CharField(label=_("Series or grant"), required=False, max_length=60)

    def __init__(self, *args: Any, modules: Sequence[Module], trainers: Sequence[Trainer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = language_now()
        self.known_modules = {one.code: one for one in modules}
        self.known_trainers = {one.code: one for one in trainers}
        self._choose("place", [("", ""), *place_choices(language)])
        self._choose("modules", module_choices(modules, language))
        self._choose("trainers", [(one.code, trainer_words(one)) for one in trainers])

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first. Look at both."))
        return data

    def details(self) -> EventDetails:
        data = self.cleaned_data
        hours = Hours(
            (data["morning_from"], data["morning_to"]), (data["afternoon_from"], data["afternoon_to"])
        )  # fmt: skip
        return EventDetails(
            title_kk=data["title_kk"], title_ru=data["title_ru"], place=Place.objects.get(pk=data["place"]),
            languages=data["languages"], starts_on=data["starts_on"], ends_on=data["ends_on"], places=data["places"],
            kind=EventKind(data["kind"]), round=data["round"], venue=data["venue"],
            is_venue_accessible=data["is_venue_accessible"],
            modules=[self.known_modules[code] for code in data["modules"]],
            trainers=[self.known_trainers[code] for code in data["trainers"]], has_test=data["has_test"],
            is_listed=data["is_listed"], begins=DayPart.AFTERNOON if data["begins"] else DayPart.MORNING,
            ends=DayPart.MORNING if data["ends"] else DayPart.AFTERNOON, hours=hours,
        )  # fmt: skip


class ChangeEventForm(EventForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def module_choices(modules: Sequence[Module], language: str) -> list[tuple[str, str]]:
    """Title and hours; also who keeps it, where several offices teach and may call theirs alike."""
    are_of_several = len({one.organisation_id for one in modules}) > 1
    return [
        (one.code, " · ".join([
            one.label(language), hours_words(one.hours), *([one.organisation.label(language)] if are_of_several else []),
        ]))
        for one in modules
    ]  # fmt: skip


def trainer_words(trainer: Trainer) -> str:
    spoken = ", ".join(code_list("languages_spoken").labels(list(trainer.languages)))
    return f"{trainer.adult.name} · {spoken}"


def usual_hours() -> dict[str, Any]:
    hours = Hours()
    return {
        "morning_from": hours.morning[0], "morning_to": hours.morning[1], "afternoon_from": hours.afternoon[0],
        "afternoon_to": hours.afternoon[1],
    }  # fmt: skip


class OpenForm(OnceForm):
    closes_on = DatePartsField(
        label=_("The last day on which one may enrol"), may_be_future=True, required=False, widget=DateParts(),
        help_text=_("Without a day it stays open until you close it."),
    )  # fmt: skip

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_closes_on(self) -> date | None:
        day: date | None = self.cleaned_data["closes_on"]
        if day and day > self.event.ends_on:
            raise forms.ValidationError(_("This day lies after the training."))
        return day


class CancelForm(OnceForm):
    because = forms.ChoiceField(
        label=_("Why does it not take place?"), choices=late("training_cancel_reason"), widget=forms.RadioSelect
    )
    note = sometimes(
        forms.CharField(label=_("In a few words"), required=False, max_length=300, help_text=_("No names of people."))
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("because") == "other" and not str(data.get("note") or "").strip():
            self.add_error("note", _("Say why. Those who are enrolled will ask."))
        return data


class WithdrawForm(OnceForm):
    because = forms.ChoiceField(
        label=_("Why is it taken back?"), choices=late("training_withdrawn_because"), widget=forms.RadioSelect
    )


class SheetForm(OnceForm):
    file = forms.FileField(label=_("The signed sheet"), help_text=_("A photo or a PDF, up to 10 MB."))


class ReportForm(OnceForm):
    went_well = forms.CharField(
        label=_("What went well"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    difficulties = forms.CharField(
        label=_("What was difficult"), max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Also what stands in the way of those who were there. No names of people."),
    )  # fmt: skip
    recommendations = forms.CharField(
        label=_("What you recommend"), max_length=4000, widget=forms.Textarea({"rows": 4})
    )


def _filter(name: str, label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=late(name, first=_("all")), required=False)


class EventFilterForm(forms.Form):
    """By codes only: an address never holds a word that was typed."""

    state = _filter("training_event_state", _("State"))
    kind = _filter("training_event_kind", _("For whom"))
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(one.pk, one.label()) for one in Place.objects.regions()]
        self.fields["region"].choices = [("", _("all")), *regions]  # type: ignore[attr-defined]
