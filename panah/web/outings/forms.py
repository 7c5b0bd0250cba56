from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.casework.outings.actions import ChildMet, OutingDetails
from panah.casework.outings.codes import Decision
from panah.casework.outings.rules import LIMITS, MOST_SIGNS
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, sometimes

UNKNOWN = "unknown"
AGES = tuple(code for code in code_list("age_band").codes if code != "adult")
NEEDS = (
    "food_and_clothes", "safe_place", "medical_care", "school_or_kindergarten", "identity_papers", "legal_help",
    "emotional_support", "interpreter", "family_support",
)  # fmt: skip
"""What a group can do something about within the hour; the rest is found out by a caseworker."""


def _late(name: str, codes: Sequence[str] = ()) -> Any:
    """Choices in the language of the reader: read anew for each form."""
    rows = code_list(name)
    return lambda: [(code, rows.label(code)) for code in codes or rows.codes]


def _text(label: Any, limit: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LIMITS[limit])


class OutingForm(OnceForm):
    """Where and when, with whom and what for: written in the office."""

    place = forms.ChoiceField(label=_("District or city"), widget=forms.Select({"data-typeahead": ""}))
    spot = forms.CharField(
        label=_("Which market, station or street"), max_length=LIMITS["post"], required=False,
        help_text=_("As people call it. No name of a person."),
    )  # fmt: skip
    day = DatePartsField(label=_("Which day"), may_be_future=True, widget=DateParts())
    hour = forms.TimeField(
        label=_("At what time"), input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput({"type": "time", "class": "in-4", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour as 22:30.")},
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=_("What for"), choices=_late("outing_purposes"), widget=forms.RadioSelect, initial="find_children",
        help_text=_("Nobody’s papers are checked at an outing."),
    )  # fmt: skip
    leader = forms.ChoiceField(label=_("Who leads the group"))
    members = forms.MultipleChoiceField(
        label=_("Colleagues who come along"), required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.CharField(
        label=_("From other bodies"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("A line for each: post, body. They sign on paper; no name is needed."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.display_name) for key, person in self.people.items()]
        self.fields["leader"].choices = [("", ""), *names]  # type: ignore[attr-defined]
        self.fields["members"].choices = names  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]

    def clean_guests(self) -> tuple[tuple[str, str], ...]:
        found = []
        for line in str(self.cleaned_data.get("guests") or "").splitlines():
            post, _comma, body = (part.strip() for part in line.partition(","))
            if line.strip() and not (post and body):
                raise forms.ValidationError(_("Write the post, a comma and the body: “inspector, police”."))
            if line.strip():
                found.append((post[: LIMITS["post"]], body[: LIMITS["body"]]))
        return tuple(found)

    def details(self) -> OutingDetails:
        data = self.cleaned_data
        begins = datetime.combine(data["day"], data["hour"], tzinfo=timezone.get_current_timezone())
        return OutingDetails(
            Place.objects.get(pk=data["place"]), begins, data["purpose"], self.people[data["leader"]], data["spot"],
            tuple(self.people[key] for key in data["members"]), data["guests"],
        )  # fmt: skip


class MemberForm(OnceForm):
    """One more, until the report is closed."""

    person = forms.ChoiceField(label=_("A colleague"), required=False)
    post = _text(_("Or a post"), "post", _("Of somebody from another body, who signs on paper."))
    body = _text(_("and the body"), "body")

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.display_name) for key, person in self.people.items()]
        self.fields["person"].choices = [("", ""), *names]  # type: ignore[attr-defined]


class OnTheSpotForm(forms.Form):
    """Who is asked to take the child now, and what came of it."""

    provider = sometimes(forms.ChoiceField(label=_("Who is asked to take the child"), required=False))
    hand_over = sometimes(
        forms.ChoiceField(
            label=_("What came of it on the spot"), choices=_late("outing_hand_over"), widget=forms.RadioSelect,
            required=False,
        )
    )  # fmt: skip
    who_took = sometimes(_text(_("Who took the child, or who said so: name and post"), "who_took"))

    def __init__(self, *args: Any, providers: Sequence[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.providers = {one.code: one for one in providers}
        language = language_now()
        choices = [(one.code, f"{one.label(language)} · {one.phone()}") for one in providers]
        self.fields["provider"].choices = [("", ""), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.is_urgent(data):
            self._need(data, "provider", _("Choose who is asked to take the child."))
            self._need(data, "hand_over", _("Say what came of it."))
            if data.get("hand_over") not in ("", None, "no_answer"):
                self._need(data, "who_took", _("Write who took the child, or who said that they come."))
        return data

    def is_urgent(self, data: Mapping[str, Any]) -> bool:
        return True

    def _need(self, data: Mapping[str, Any], name: str, words: Any) -> None:
        if not str(data.get(name) or "").strip() and name not in self.errors:
            self.add_error(name, words)

    @property
    def asked(self) -> Provider | None:
        return self.providers.get(str(self.cleaned_data.get("provider") or ""))


class HandOverForm(OnceForm, OnTheSpotForm):
    """Of somebody who was referred, and turns out to be urgent."""


class ChildForm(OnceForm, OnTheSpotForm):
    """Two minutes, one page. No name, no citizenship, no status: none is asked, and none has a field (S11)."""

    age_band = forms.ChoiceField(
        label=_("About how old"), choices=_late("age_band"), widget=forms.RadioSelect, required=False
    )
    sex = forms.ChoiceField(
        label=_("Girl or boy"), choices=_late("sex_of_child"), widget=forms.RadioSelect, required=False
    )
    company = forms.ChoiceField(
        label=_("With whom"), choices=_late("outing_company"), widget=forms.RadioSelect, required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=_late("languages_spoken"), required=False)
    signs = forms.MultipleChoiceField(
        label=_("What was noticed"), choices=_late("outing_signs"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("At most six. Look and listen; do not question the child."),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=_("What is needed now"), choices=_late("need_types", NEEDS), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    decision = radios("outing_decision", _("Decision"))
    sleeps_tonight = sometimes(
        forms.ChoiceField(
            label=_("Where the child sleeps tonight"), choices=_late("sleeps_tonight"), widget=forms.RadioSelect,
            required=False,
        )
    )  # fmt: skip
    contact_ok = sometimes(
        radios("yes_no_unknown", _("Is it safe to contact the child or the family?"), required=False)
    )
    contact = sometimes(
        _text(
            _("How to reach them safely"),
            "contact",
            _("Kept only where you said yes. The other members do not see it."),
        )
    )
    seen = sometimes(
        forms.CharField(
            label=_("What was said or seen, in their own words"), required=False, max_length=LIMITS["seen"],
            widget=forms.Textarea({"rows": 3}), help_text=_("Only what was told unasked."),
        )
    )  # fmt: skip
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    FIRST = ("age_band", "sex", "company", "language", "signs", "needs", "decision")
    OF_REFERRED = ("sleeps_tonight", "contact_ok", "contact", "seen")
    OF_URGENT = ("provider", "hand_over", "who_took")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("age_band", "sex", "company", "language", "sleeps_tonight", "contact_ok"):
            self.initial.setdefault(name, UNKNOWN)
            sometimes(self.fields[name])
        for name in ("signs", "needs"):
            sometimes(self.fields[name])

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def referred_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.OF_REFERRED]

    @property
    def urgent_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.OF_URGENT]

    def is_urgent(self, data: Mapping[str, Any]) -> bool:
        return data.get("decision") == Decision.URGENT

    def clean_signs(self) -> list[str]:
        signs: list[str] = self.cleaned_data["signs"]
        if len(signs) > MOST_SIGNS:
            raise forms.ValidationError(_("At most six signs. Keep those that matter most."))
        return signs

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        is_handed_on = data.get("decision") in (Decision.REFER, Decision.URGENT)
        if is_handed_on and data.get("contact_ok") == "yes":
            self._need(data, "contact", _("Write how to reach them safely, or say that it is not known."))
        return data

    def met(self, *, met_at: datetime | None = None, was_sealed: bool = False) -> ChildMet:
        data = self.cleaned_data
        known: dict[str, Any] = {name: data.get(name) or UNKNOWN for name in ("age_band", "sex", "company", "language")}
        return ChildMet(
            Decision(data["decision"]), **known, signs=data["signs"], needs=data["needs"],
            sleeps_tonight=data.get("sleeps_tonight") or UNKNOWN, contact_ok=data.get("contact_ok") or UNKNOWN,
            contact=data["contact"], seen=data["seen"], provider=self.asked, hand_over=data.get("hand_over") or "",
            who_took=data["who_took"], met_at=met_at, was_sealed=was_sealed,
        )  # fmt: skip


class CountForm(OnceForm):
    """One press is one more."""

    kind = forms.CharField(max_length=30)

    def clean_kind(self) -> tuple[str, str]:
        band, _colon, sex = str(self.cleaned_data["kind"]).partition(":")
        if band not in AGES or sex not in code_list("sex_of_child"):
            raise forms.ValidationError(_("Choose one of the answers."))
        return band, sex


class CitizenshipForm(OnceForm):
    citizenship = forms.ChoiceField(
        label=_("Citizenship"), choices=_late("citizenship_group"), widget=forms.RadioSelect,
        help_text=_("Ask only if they want to answer. “Not known” is an answer."),
    )  # fmt: skip


class CardForm(OnceForm):
    is_safe = forms.ChoiceField(
        label=_("Is a small card safe to carry?"), choices=_late("yes_no_unknown"), widget=forms.RadioSelect,
        initial="no", help_text=_("Whoever finds it may ask about it. If in doubt: no."),
    )  # fmt: skip
