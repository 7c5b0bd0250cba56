from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Person
from panah.foundation.duty.actions import TurnDetails
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import Hours, Span, span_of
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField

COVERS = [
    (Cover.NIGHTS, _("Nights and days off")),
    (Cover.ALWAYS, _("Day and night")),
    (Cover.NONE, _("We keep no list")),
]


def _hour(label: Any, help_text: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label, help_text=help_text, input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput({"type": "time", "class": "in-4", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour as 22:30.")},
    )  # fmt: skip


def _phone(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput({"type": "tel", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, max_length=20, required=required, widget=widget)


class DeskForm(OnceForm):
    """For which hours the list is kept."""

    cover = forms.ChoiceField(
        label=_("When must somebody be on duty?"), choices=COVERS, widget=forms.RadioSelect, initial=Cover.NIGHTS
    )
    night_from = _hour(_("The night begins at"), _("When the office closes, for example 18:00"))
    night_until = _hour(_("The night ends at"), _("When it opens again, for example 09:00"))
    phone = _phone(_("Duty phone"), _("One number for every turn, if you have one. People in danger may be shown it."))
    why_none = forms.CharField(
        label=_("Without a list: who answers at night?"), help_text=_("For example: 111 answers for us."),
        max_length=200, required=False,
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("night_from", time(18))
        self.initial.setdefault("night_until", time(9))

    def hours(self) -> Hours:
        data = self.cleaned_data
        return Hours(Cover(data["cover"]), data["night_from"], data["night_until"])


class TurnForm(OnceForm):
    """Who is on duty, from when until when, and by which telephone."""

    day = DatePartsField(label=_("Which day does it begin?"), widget=DateParts())
    begins = _hour(_("The turn begins at"))
    ends = _hour(_("The turn ends at"), _("An hour at or before the beginning means the next morning."))
    person = forms.ChoiceField(label=_("Who is on duty?"))
    phone = _phone(_("Telephone in this turn"), required=True)
    backup = forms.ChoiceField(label=_("Backup: who stands in?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Sequence[Person], zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.zone = {str(person.pk): person for person in people}, zone
        choices = [("", ""), *((key, person.display_name) for key, person in self.people.items())]
        for name in ("person", "backup"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("person") and data["person"] == data.get("backup"):
            self.add_error("backup", _("The backup is somebody else, or nobody."))
        return data

    def details(self) -> TurnDetails:
        data = self.cleaned_data
        span = span_of(data["day"], data["begins"], data["ends"], self.zone)
        return TurnDetails(span, self.people[data["person"]], data["phone"], self.people.get(data["backup"]))


def values_of(span: Span, zone: tzinfo) -> dict[str, date | time]:
    """What the three fields of a turn hold for these hours."""
    begins, ends = _local(span, zone)
    return {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}


def _local(span: Span, zone: tzinfo) -> Iterable[datetime]:
    return (moment.astimezone(zone) for moment in (span.begins, span.ends))


class CopyForm(OnceForm):
    """Write what the preview shows; ``seen`` says which preview it was."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
