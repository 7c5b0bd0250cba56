from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.operations.actions import AdultWish, ArrivalDetails, FamilyReport, Plan
from panah.casework.operations.codes import ArrivalNext
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import sometimes

FOR_ADULTS = (ArrivalNext.HELP, ArrivalNext.OWN_WAY, ArrivalNext.BODY)
Choices = Sequence[tuple[str, Any]]


def _hour(label: Any, help_text: Any = "", *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label, help_text=help_text, required=required, input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput({"type": "time", "class": "in-4", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour as 22:30.")},
    )  # fmt: skip


def _list(label: Any, name: str, *, help_text: Any = "") -> forms.ChoiceField:
    """One of a list, quick by the first letter of the keyboard."""
    return forms.ChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.Select, required=False, initial="unknown",
        help_text=help_text,
    )  # fmt: skip


def _several(label: Any, choices: Choices, *, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, help_text=help_text
    )


def _people(people: Iterable[Person]) -> list[tuple[str, str]]:
    return [(str(person.pk), person.display_name) for person in people]


class CrewForm(OnceForm):
    """Who works tonight: they, and nobody else, see the rows."""

    crew = _several(_("Who works with you?"), (), help_text=_("They see the night from now on; nobody else does."))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["crew"].choices = _people(people)  # type: ignore[attr-defined]

    def chosen(self) -> list[Person]:
        return [self.people[key] for key in self.cleaned_data["crew"]]


class AheadForm(CrewForm):
    """When, and how many places. There is no field for where, for whom, or who else acts; nor should a note say it."""

    day = DatePartsField(label=_("Day"), widget=DateParts())
    begins = _hour(_("From what hour on"))
    places = forms.IntegerField(
        label=_("How many places may be needed"), min_value=1, max_value=300,
        widget=forms.NumberInput({"class": "in-4", "autocomplete": "off"}),
    )  # fmt: skip
    second = forms.ChoiceField(
        label=_("Who else knows"), help_text=_("One colleague, who confirms it. Nobody but you two will see it.")
    )
    note = long_text(_("Note for the two of you"), _("What to bring or whom to wake. No place, no name, no body."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("day", "begins", "places", "second", "crew", "note")

    def __init__(self, *args: Any, able: Sequence[Person], zone: tzinfo, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.able, self.zone = {str(person.pk): person for person in able}, zone
        self.fields["crew"].label = _("Who will work then?")
        self.fields["crew"].help_text = _(
            "They learn nothing of it now. They see the night once one of you says that it begins."
        )
        self.fields["second"].choices = [("", ""), *_people(able)]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["second"]

    def plan(self) -> Plan:
        data = self.cleaned_data
        begins = datetime.combine(data["day"], data["begins"], self.zone)
        return Plan(begins, data["places"], tuple(self.chosen()), data["note"])


class OtherForm(OnceForm):
    """Another colleague instead of the other one."""

    second = forms.ChoiceField(label=_("Who knows of it instead?"))

    def __init__(self, *args: Any, able: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.able = {str(person.pk): person for person in able}
        self.fields["second"].choices = [("", ""), *_people(able)]  # type: ignore[attr-defined]


class HoldForm(OnceForm):
    """So many beds of a house, in quiet."""

    house = forms.ChoiceField(label=_("House"))
    count = forms.IntegerField(
        label=_("How many places"), min_value=1, max_value=300,
        widget=forms.NumberInput({"class": "in-4", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, houses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["house"].choices = houses  # type: ignore[attr-defined]


class ArrivalForm(OnceForm):
    """One row, typed in the order in which it is seen. Nobody is asked for a paper or where they come from."""

    band = forms.CharField(
        label=_("Number on the band"), max_length=12,
        widget=forms.TextInput(
            {"class": "in-4", "autocomplete": "off", "autocapitalize": "characters", "autofocus": True, "spellcheck": "false"}
        ),
    )  # fmt: skip
    age_band = _list(_("Age"), "age_band")
    sex = _list(_("Sex"), "sex")
    language = _list(_("Language"), "languages_spoken")
    group = forms.IntegerField(
        label=_("Came together: group number"), required=False, min_value=1, max_value=999,
        help_text=_("Brothers, sisters and the adult who came with them get one number. Empty: came alone."),
        widget=forms.NumberInput({"class": "in-4", "autocomplete": "off"}),
    )  # fmt: skip
    needs = _several(
        _("What is needed now"),
        code_list("arrival_needs").choices(),
        help_text=_("What is seen or said of itself. Do not ask."),
    )
    hour = _hour(_("Hour of arrival"), _("Empty: now. From a paper list: the hour on the paper."), required=False)

    def __init__(self, *args: Any, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def details(self) -> ArrivalDetails:
        data = self.cleaned_data
        return ArrivalDetails(
            data["band"], data["age_band"] or "unknown", data["sex"] or "unknown", data["language"] or "unknown",
            data["group"], tuple(data["needs"]), self._moment(),
        )  # fmt: skip

    def _moment(self) -> datetime | None:
        """The last time the clock on the wall showed this hour."""
        if self.cleaned_data["hour"] is None:
            return None
        now = clock.now().astimezone(self.zone)
        moment = datetime.combine(now.date(), self.cleaned_data["hour"], self.zone)
        return moment if moment <= now else moment - timedelta(days=1)


class ChangeForm(ArrivalForm):
    name = forms.CharField(
        label=_("Name, as it was said"),
        max_length=200,
        required=False,
        help_text=_("Hidden on every list. It may stay empty."),
    )
    note = long_text(_("Said of itself"), _("What the person told without being asked. Do not ask what happened."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band"].widget.attrs.pop("autofocus", None)
        self.fields["hour"].help_text = _("Empty: as it is written.")


class AdultForm(OnceForm):
    safety = forms.ChoiceField(
        label=_("Is this adult safe for the children here?"), choices=code_list("caregiver_safety").choices(),
        widget=forms.RadioSelect,
    )  # fmt: skip
    part = forms.ChoiceField(
        label=_("As what they came"), choices=code_list("adult_parts").choices(), widget=forms.RadioSelect
    )


class TalkForm(OnceForm):
    why = sometimes(
        forms.CharField(
            label=_("Why it cannot wait"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
            help_text=_("Only where something above is missing. It stands here under your name."),
        )
    )  # fmt: skip


class PlaceForm(OnceForm):
    house = forms.ChoiceField(label=_("House"), widget=forms.RadioSelect)
    is_house_asked = forms.BooleanField(
        label=_("I called the house: it says that every adult who sleeps there is safe for children"), required=False,
        help_text=_("Only if adults sleep there already. It stands under your name."),
    )  # fmt: skip

    def __init__(self, *args: Any, houses: Choices, is_of_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["house"].choices = houses  # type: ignore[attr-defined]
        if not is_of_child:
            del self.fields["is_house_asked"]


class ConcernForm(OnceForm):
    """Where the children sleep comes first (S9). No question asks what was done to them."""

    sleeps_tonight = forms.ChoiceField(label=_("Where do they sleep tonight?"), widget=forms.RadioSelect)
    sleeps_with = forms.CharField(label=_("With whom?"), max_length=200, required=False)
    is_danger_now = forms.ChoiceField(
        label=_("Is somebody in danger now?"), choices=code_list("yes_no_unknown").choices(), widget=forms.RadioSelect,
        initial="unknown",
    )  # fmt: skip
    signs = _several(
        _("What was seen"),
        code_list("public_signs").choices(),
        help_text=_("Only what you saw yourself. It may stay empty."),
    )
    what_was_seen = long_text(_("In your own words"), _("What you saw or what was said of itself. Do not ask for it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nights = [pair for pair in code_list("sleeps_tonight").choices() if pair[0] != "unknown"]
        self.fields["sleeps_tonight"].choices = nights  # type: ignore[attr-defined]

    def report(self) -> FamilyReport:
        data = self.cleaned_data
        return FamilyReport(
            data["sleeps_tonight"],
            data["sleeps_with"],
            data["what_was_seen"],
            tuple(data["signs"]),
            data["is_danger_now"],
        )


class SettleForm(OnceForm):
    step = forms.ChoiceField(label=_("What does this adult want?"), widget=forms.RadioSelect)
    says_yes = sometimes(forms.BooleanField(label=_("They said yes to help, in their own language"), required=False))
    needs = _several(_("What help"), code_list("service_types").choices())
    lead = sometimes(forms.ChoiceField(label=_("Who leads it"), required=False))
    who = sometimes(
        forms.CharField(
            label=_("Who took them over"), max_length=200, required=False, help_text=_("Body, post and name."),
        )
    )  # fmt: skip

    def __init__(self, *args: Any, leads: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(person.pk): person for person in leads}
        labels = code_list("arrival_next")
        self.fields["step"].choices = [(step.value, labels.label(step)) for step in FOR_ADULTS]  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", "—"), *_people(leads)]  # type: ignore[attr-defined]

    def wish(self) -> AdultWish:
        data = self.cleaned_data
        return AdultWish(
            ArrivalNext(data["step"]), data["says_yes"], tuple(data["needs"]), self.leads.get(data["lead"]), data["who"]
        )


class EndForm(OnceForm):
    for_the_morning = long_text(_("For the morning"), _("What the day must know. No names; by bands and codes."))
