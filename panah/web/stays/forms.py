from datetime import date, datetime, tzinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField
from panah.web.papers.words import LANGUAGE_NAMES
from panah.web.referrals.forms import sometimes

Choices = list[tuple[str, Any]]


def _choice(
    label: Any, name: str, *, required: bool = True, is_list: bool = False, help_text: Any = ""
) -> forms.ChoiceField:
    choices: Choices = list(code_list(name).choices())
    widget: forms.Widget = forms.RadioSelect()
    if is_list:
        choices, widget = [("", "—"), *choices], forms.Select()
    return forms.ChoiceField(label=label, choices=choices, widget=widget, required=required, help_text=help_text)


def _several(label: Any, name: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.CheckboxSelectMultiple, required=False
    )


def _line(label: Any, help_text: Any = "", *, required: bool = False, length: int = 120) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=length)


class _AtMoment(OnceForm):
    """A day and an hour. Empty hours mean now, on the day that is today."""

    day = DatePartsField(label=_("Day"), widget=DateParts(quick_days=True))
    hour = forms.TimeField(
        label=_("Hour"), help_text=_("For example 22:30"), input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput({"inputmode": "numeric", "class": "in-4", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the hour as 22:30.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = timezone.localtime()
        self.initial.setdefault("day", here.date())
        self.initial.setdefault("hour", f"{here:%H:%M}")

    def moment(self, zone: tzinfo | None = None) -> datetime:
        data: dict[str, Any] = self.cleaned_data
        day: date = data["day"]
        return datetime.combine(day, data["hour"], zone or timezone.get_current_timezone())


class BedForm(OnceForm):
    name = _line(_("How the bed is called"), _("A number or a word. Never an address."), required=True, length=40)
    room = _line(_("Room"), length=40)
    meant_for = _choice(_("For whom"), "bed_for")


class ChangeBedForm(BedForm):
    is_active = forms.BooleanField(label=_("The bed is there"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OutageForm(OnceForm):
    reason = _choice(_("Why the bed is out of use"), "bed_out_reasons")
    since = DatePartsField(label=_("First day"), widget=DateParts(quick_days=True))
    until = DatePartsField(label=_("Last day"), required=False, help_text=_("Empty: until you put it back in use."))


class ReserveForm(OnceForm):
    """Nothing of a child: what a bed needs to know, and whom to call back."""

    age_band = _choice(_("Age"), "age_band", is_list=True)
    sex = _choice(_("Sex"), "sex")
    is_with_children = forms.BooleanField(label=_("Comes with children of her own"), required=False)
    asker = _line(_("Who asks"), _("Organisation and post. No name of a child."))
    call_back = _line(_("Phone to call back"), length=30)
    bed = forms.ChoiceField(label=_("Bed"), required=False)

    def __init__(self, *args: Any, beds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if beds:
            self.fields["bed"].choices = [("", _("the first that fits")), *beds]  # type: ignore[attr-defined]
        else:
            del self.fields["bed"]


class WaitingForm(OnceForm):
    outcome = _choice(_("How the waiting ended"), "waiting_outcomes")


class AdmitForm(_AtMoment):
    """The questions of the door. There is no field for what was done to the guest, and none for a photograph."""

    where = forms.ChoiceField(label=_("Bed"), widget=forms.RadioSelect)
    age_band = _choice(_("Age"), "age_band", is_list=True)
    sex = _choice(_("Sex"), "sex")
    is_with_children = forms.BooleanField(label=_("Comes with children of her own"), required=False)
    name = _line(_("Name, as the guest says it"), _("Hidden on every list. It may stay empty."))
    came_from = _choice(_("Who brought the guest"), "came_from", is_list=True)
    brought_by = _line(_("Name and post of who brought the guest"))
    language = _choice(_("Language"), "languages_spoken", is_list=True, required=False)
    rules_language = forms.ChoiceField(
        label=_("In which language the house rules were read"),
        required=False,
        choices=[("", _("not yet")), *LANGUAGE_NAMES.items()],
    )
    consent = _choice(
        _("Does the guest agree to stay"), "stay_consents",
        help_text=_("Not yet is an answer too: ask again tomorrow. Help does not depend on it."),
    )  # fmt: skip
    health_now = long_text(
        _("Health now"), _("What is seen or said of itself. Do not examine and do not ask what happened.")
    )
    allergies = _line(_("Allergies and medicines"), length=300)
    belongings = long_text(
        _("Belongings"), _("What the guest brought, and what is kept in the safe. No photograph is taken.")
    )
    expected_until = DatePartsField(label=_("Expected until"), required=False)
    case_code = _line(_("Code of the case"), _("If there is one. Such as K7Q4-2MX9."), length=12)
    field_order = ("where", "age_band", "sex", "is_with_children", "name", "day", "hour")

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = places  # type: ignore[attr-defined]


class GuestLogForm(forms.Form):
    """One guest, one day: six taps and, where there is something to say, a sentence."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    ate = _choice(_("Food"), "log_ate", required=False, is_list=True)
    slept = _choice(_("Sleep"), "log_slept", required=False, is_list=True)
    health = _choice(_("How they feel"), "log_health", required=False, is_list=True)
    school = _choice(_("School"), "log_school", required=False, is_list=True)
    mood = _choice(_("Mood"), "log_mood", required=False, is_list=True)
    medicine = _choice(_("Medicine"), "log_medicine", required=False, is_list=True)
    words = _line(_("In a few words"), length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            sometimes(field)  # nothing is required, so nothing need be called optional

    @property
    def is_written(self) -> bool:
        """Whether anything was said of this guest, or changed."""
        return bool(set(self.changed_data) - {"version"})


class CheckForm(OnceForm):
    happened_on = DatePartsField(label=_("On which day?"), may_be_future=False, widget=DateParts(quick_days=True))
    words = long_text(_("What the doctor or nurse advised"))


class CaseCodeForm(OnceForm):
    case_code = _line(_("Code of the case"), _("Such as K7Q4-2MX9."), required=True, length=12)


class MoveForm(OnceForm):
    bed = forms.ChoiceField(label=_("Bed"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, beds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bed"].choices = beds  # type: ignore[attr-defined]


class UntilForm(OnceForm):
    day = DatePartsField(label=_("Expected until"), required=False)


class PlanForm(_AtMoment):
    kind = _choice(_("What is planned"), "appointment_kinds", is_list=True)
    words = _line(_("Remark"), _("For a visitor: who, and who in the house knows them."), length=300)
    field_order = ("kind", "day", "hour", "words")


class HouseIncidentForm(_AtMoment):
    kind = _choice(_("What happened"), "incident_kinds", is_list=True)
    what = long_text(
        _("What was seen and heard"), _("Only what somebody saw or heard, not what is guessed."), required=True
    )
    who_was_hurt = _line(_("Who was hurt"), _("Empty: nobody."), length=300)
    what_was_done = long_text(_("What was done"))
    informed = _several(_("Who was informed"), "incident_informed")
    field_order = ("kind", "day", "hour", "what", "who_was_hurt", "what_was_done", "informed")


class IncidentAnswerForm(OnceForm):
    answer = _choice(_("What follows"), "incident_answers")
    words = long_text(_("Remark"))


class LeavingForm(_AtMoment):
    leaves_to = _choice(_("Where to"), "leaves_to", is_list=True)
    leaves_with = _choice(_("With whom they leave"), "leaves_with")
    relation = sometimes(
        _choice(_("For a relative: who is it to the guest"), "relation_to_child", required=False, is_list=True)
    )
    who = sometimes(_line(_("Name and post of this person"), _("Needed unless the guest leaves alone.")))
    agreed_by = _several(_("Who agreed"), "exit_agreed_by")
    follow_up = long_text(_("What was agreed for afterwards"), _("Who calls, when, what is still to be done."))
    field_order = ("leaves_to", "leaves_with", "relation", "who", "agreed_by", "day", "hour", "follow_up")


class SecondPersonForm(LeavingForm):
    """The same, with the reason for which a second person is asked."""

    reason = long_text(_("Why the guest should leave so"), _("Your supervisor reads this and decides."), required=True)


class ExitAnswerForm(OnceForm):
    is_agreed = forms.TypedChoiceField(
        label=_("May the guest leave so"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    remark = long_text(_("Remark"))


class LeftForm(_AtMoment):
    """The moment of an exit, corrected."""


class MonthForm(forms.Form):
    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, *args: Any, months: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months  # type: ignore[attr-defined]
