"""The forms of the line. That of a call follows the order of the talk, so that Tab does too."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.casework.calls.actions import CallDetails
from panah.casework.calls.codes import CallbackResult
from panah.casework.calls.models import Call
from panah.casework.calls.queries import cards
from panah.casework.calls.rules import LIMITS
from panah.foundation.reference.codes import NEIGHBOURS, PlaceKind, code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.foundation.security import clock
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.components.when import short_day
from panah.web.fields import DateParts, DatePartsField
from panah.web.public.forms import WordsField

DAYS_AHEAD = 14
NO_ANSWER = {"required": _("Choose an answer."), "invalid_choice": _("Choose one of the answers on this page.")}


def _one_of(name: str, label: Any, *, without: Iterable[str] = (), **more: Any) -> forms.ChoiceField:
    rows = [row for row in code_list(name).choices() if row[0] not in set(without)]
    return forms.ChoiceField(
        label=label, choices=rows, widget=forms.RadioSelect, required=False, error_messages=NO_ANSWER, **more
    )


def _hour(label: Any, help_text: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label, help_text=help_text, required=False, input_formats=["%H:%M", "%H.%M", "%H %M"],
        widget=forms.TimeInput({"type": "time", "class": "in-4", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time like 14:30.")},
    )  # fmt: skip


def _line(limit: str, label: Any, help_text: Any = "", **attributes: str) -> WordsField:
    widget = forms.TextInput({"autocomplete": "off", **attributes})
    return WordsField(LIMITS[limit], label=label, help_text=help_text, widget=widget)


def places() -> list[tuple[str, Any]]:
    """Regions with their districts, and the countries around."""
    known = {place.code: place for place in Place.objects.filter(kind=PlaceKind.COUNTRY, code__in=NEIGHBOURS)}
    abroad = [(code, known[code].label(language_now())) for code in NEIGHBOURS if code in known and code != "KZ"]
    return [("", _("not known")), *place_choices(language_now()), (str(_("Another country")), abroad)]


def next_days(known: date | None = None) -> list[tuple[str, str]]:
    today = timezone.localdate(clock.now())
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    if known is not None and known not in days:
        days.insert(0, known)
    return [("", "—"), *((day.isoformat(), short_day(day, today)) for day in days)]


def moment_of(day: date | None, hour: time | None) -> datetime | None:
    """By the clocks here; half of it is nothing."""
    if day is None or hour is None:
        return None
    return datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())


def just_now(hour: time | None) -> datetime | None:
    """The last time that a clock showed this hour: after midnight that of the evening before."""
    now = timezone.localtime(clock.now())
    found = moment_of(now.date(), hour)
    return found - timedelta(days=1) if found is not None and found > now else found


def _same_or_now(hour: time | None, known: datetime | None) -> datetime | None:
    """An hour that was not changed is that of its own day."""
    is_same = known is not None and hour is not None and f"{timezone.localtime(known):%H:%M}" == f"{hour:%H:%M}"
    return known if is_same else just_now(hour)


def moment_on_paper(day: date | None, hour: time | None) -> datetime | None:
    """A day without an hour is its noon, but never ahead of now."""
    found = moment_of(day, hour or time(12))
    return min(found, clock.now()) if found is not None and hour is None else found


class CallForm(OnceForm):
    """What may be known of a call, in the order in which it is said. Only its kind is required, and not if the caller is gone."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    type = _one_of("call_types", _("What kind of call is it?"))
    language = _one_of("languages_spoken", _("Language of the talk"), without=("unknown",))
    caller = _one_of("caller_kinds", _("Who calls?"))
    place = forms.ChoiceField(
        label=_("Where from?"), choices=places, required=False, widget=forms.Select({"data-typeahead": ""}),
        error_messages=NO_ANSWER,
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=code_list("call_topics").choices(), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=NO_ANSWER,
    )  # fmt: skip
    note = WordsField(
        LIMITS["note"], label=_("What was said"), widget=forms.Textarea({"rows": 4}),
        help_text=_("Only what the caller says by themselves. A child is not questioned."),
    )  # fmt: skip
    is_danger_now = _one_of("danger_now", _("Is a child in danger now?"), initial="unknown")
    police_at = _hour(_("The police were called at"), _("Danger: until this is written the red bar stays."))
    number = _line(
        "number", _("Number of the caller"), type="tel",
        help_text=_("To know the caller again. It is not kept, only a mark and two digits, unless we are to call back."),
    )  # fmt: skip
    alias = _line("alias", _("Or a nickname that the caller chooses"))
    is_number_safe = forms.BooleanField(label=_("It is safe to call this number back"), required=False)
    call_back_day = forms.ChoiceField(
        label=_("Safe day to call back"), choices=next_days, required=False, error_messages=NO_ANSWER
    )
    call_back_hour = _hour(_("Safe hour"))
    outcome = _one_of("call_outcomes", _("How did it end?"))
    told = forms.TypedMultipleChoiceField(
        label=_("Answers that were told"), coerce=int, choices=lambda: [(card.number, card.number) for card in cards()],
        required=False, widget=forms.MultipleHiddenInput, error_messages=NO_ANSWER,
    )  # fmt: skip
    happened_on = DatePartsField(
        label=_("Written down later: on which day was the call?"), required=False, may_be_future=False,
        widget=DateParts(quick_days=True),
    )  # fmt: skip
    happened_at = _hour(_("At what time?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.initial.get("call_back_day")
        if known:
            self.fields["call_back_day"].choices = next_days(date.fromisoformat(known))  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.is_needed_sometimes = True  # type: ignore[attr-defined]

    def leave_unchecked(self) -> None:
        """Draw it again with what was typed, and say nothing of what is still missing: the talk goes on."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    @property
    def told_numbers(self) -> set[int]:
        """The cards that are ticked, in a draft that came back too."""
        return {int(number) for number in self["told"].value() or [] if str(number).isdecimal()}

    @property
    def hung_up(self) -> bool:
        return "hung_up" in self.data

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("type") or self.hung_up or "type" in self.errors):
            self.add_error(
                "type", _("Choose what kind of call it was. If the caller is gone, press “The caller hung up”.")
            )
        if data.get("happened_at") and not data.get("happened_on"):
            self.add_error("happened_on", _("Write the day too."))
        return data

    def details(self, stands: Call | None = None) -> CallDetails:
        """``stands`` is the call that is corrected: what is not changed keeps its day."""
        data = self.cleaned_data
        day = date.fromisoformat(data["call_back_day"]) if data["call_back_day"] else None
        rang = _same_or_now(data["police_at"], stands.police_called_at if stands else None)
        happened = moment_on_paper(data["happened_on"], data["happened_at"])
        return CallDetails(
            type=data["type"], language=data["language"] or "unknown", caller=data["caller"],
            place=Place.objects.filter(pk=data["place"]).first() if data["place"] else None,
            topics=tuple(data["topics"]), told=tuple(data["told"]), note=data["note"],
            is_danger_now=data["is_danger_now"] or "unknown", police_called_at=rang,
            outcome=data["outcome"], number=data["number"], alias=data["alias"],
            is_number_safe=data["is_number_safe"], call_back_at=moment_of(day, data["call_back_hour"]),
            called_at=happened or (stands.called_at if stands else None), hung_up=self.hung_up,
        )  # fmt: skip


class DangerForm(OnceForm):
    """When the police were called, or why not."""

    police_at = _hour(_("The police were called at"))
    reason = _one_of("no_police_reasons", _("Or: they were not called, because"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_needed_sometimes = True  # type: ignore[attr-defined]


class CallBackForm(OnceForm):
    """What came of calling back."""

    result = forms.ChoiceField(
        label=_("What came of it?"), choices=code_list("callback_results").choices(), widget=forms.RadioSelect,
        error_messages=NO_ANSWER,
    )  # fmt: skip
    again_day = forms.ChoiceField(
        label=_("Nobody answered: another safe day"), choices=next_days, required=False, error_messages=NO_ANSWER,
        help_text=_("Without another day nobody calls again, and the number is forgotten."),
    )  # fmt: skip
    again_hour = _hour(_("Safe hour"))

    def result_code(self) -> CallbackResult:
        return CallbackResult(self.cleaned_data["result"])

    def again_at(self) -> datetime | None:
        data = self.cleaned_data
        day = date.fromisoformat(data["again_day"]) if data["again_day"] else None
        return moment_of(day, data["again_hour"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("again_day")) != bool(data.get("again_hour")):
            self.add_error("again_hour", _("Choose the day and write the hour, or neither."))
        return data


class PickUpForm(OnceForm):
    """Who at the duty desk took the caller over."""

    who = WordsField(
        LIMITS["who"], label=_("Who picked up?"), required=True,
        help_text=_("The name or the post of the duty worker."),
        error_messages={"required": _("Write who picked up.")},
    )  # fmt: skip


class ShiftForm(OnceForm):
    note = WordsField(
        LIMITS["note"], label=_("What the next shift should know"), widget=forms.Textarea({"rows": 5}),
        help_text=_("The open calls stand in the list by themselves. No names are needed."),
    )  # fmt: skip


def _filter(name: str, label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("all")), *code_list(name).choices()], required=False)


class CallFilterForm(forms.Form):
    """By codes only: an address never holds a word that was typed."""

    type = _filter("call_types", _("Type"))
    language = _filter("languages_spoken", _("Language"))
    caller = _filter("caller_kinds", _("Caller"))
    state = _filter("call_state", _("State"))


class CardFilterForm(forms.Form):
    """Which answers are shown, and in which language."""

    topic = _filter("call_topics", _("Topic"))
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, languages: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.is_needed_sometimes = True  # type: ignore[attr-defined]
