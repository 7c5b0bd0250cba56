import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.services.rules import Age, Facts
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_choices
from panah.foundation.security import clock
from panah.web.components.child_words import language_now
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, sometimes
from panah.web.services.forms import spoken_choices

UNKNOWN = "unknown"
OLDEST = 120
MARK = 43  # characters of the random word of one asking


def _select(name: str, label: Any, help_text: Any = "") -> forms.ChoiceField:
    choices = [("", _("Not known")), *((code, words) for code, words in code_list(name).choices() if code != UNKNOWN)]
    return forms.ChoiceField(label=label, help_text=help_text, choices=choices, required=False)


class AskForm(forms.Form):
    """Coarse facts of somebody without a name. Nothing is required: what nobody knows is asked on the telephone."""

    use_required_attribute = False

    danger = radios("danger_now", _("Is there danger now?"), required=False)
    age = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=OLDEST,
        widget=forms.TextInput({"inputmode": "numeric", "class": "in-4", "autocomplete": "off"}),
    )  # fmt: skip
    age_band = _select("age_band", _("Or about how old"), _("If nobody knows, leave it open: they count as a child."))
    sex = radios("sex", _("Girl or boy, woman or man"), required=False)
    company = _select("company", _("Alone or with whom"))
    language = forms.ChoiceField(
        label=_("Language they speak"), choices=[("", _("Not known")), *spoken_choices()], required=False,
        help_text=_("Refuses nobody. The answer names who interprets."),
    )  # fmt: skip
    special_need = _select("special_needs", _("Special need"), _("Refuses nobody. The place should hear of it."))
    service = forms.ChoiceField(
        label=_("What is needed"), choices=code_list("service_types").choices(), required=False, initial="shelter"
    )
    near = forms.ChoiceField(
        label=_("Near which place"), required=False, widget=forms.Select({"data-typeahead": ""})
    )  # fmt: skip
    citizenship = _select("citizenship_group", _("Citizenship"))
    status = _select("category", _("Decision on status"))
    papers = _select("papers_at_hand", _("Papers"))
    day = DatePartsField(
        label=_("On which day"), required=False, widget=DateParts(quick_days=True),
        help_text=_("Empty means today. For an earlier day the rules of that day answer; this is not counted."),
    )  # fmt: skip
    asking = forms.CharField(widget=forms.HiddenInput, max_length=MARK, required=False)

    MAY_STAY_OPEN = ("citizenship", "status", "papers")
    LATER = ("day",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asking", secrets.token_urlsafe(24))
        self.fields["near"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]
        for field in self.fields.values():
            sometimes(field)  # nothing is required, so nothing need be called optional

    @property
    def first_fields(self) -> list[forms.BoundField]:
        later = {*self.MAY_STAY_OPEN, *self.LATER}
        return [bound for bound in self.visible_fields() if bound.name not in later]

    @property
    def open_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAY_STAY_OPEN]

    @property
    def later_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.LATER]

    @property
    def facts(self) -> Facts:
        """What was said; all else is not known."""
        words = {name: self.cleaned_data.get(name) or UNKNOWN for name in ("sex", "company", *self.MAY_STAY_OPEN)}
        return Facts(age=self._age(), **words)

    def _age(self) -> Age:
        years, band = self.cleaned_data.get("age"), self.cleaned_data.get("age_band")
        if years is not None:
            return Age.sure(years)
        extra = code_list("age_band").row(band).extra if band else {}
        return Age(extra["from_year"], min(extra["to_year"], OLDEST)) if "from_year" in extra else Age()

    @property
    def service_type(self) -> str:
        return self.cleaned_data.get("service") or "shelter"

    @property
    def on_day(self) -> Any:
        return self.cleaned_data.get("day") or clock.today()
