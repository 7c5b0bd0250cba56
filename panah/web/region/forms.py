from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.rules import LIMITS
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm

MONTH, QUARTER = "month", "quarter"


class RegionFilter(forms.Form):
    """Which bodies, for which service, and over which time answers are counted. Nothing about children."""

    period = forms.ChoiceField(
        label=_("Answers of"), required=False,
        choices=[(MONTH, _("the last 30 days")), (QUARTER, _("the last full quarter"))],
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Where the body is"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of body"), required=False, choices=[("", _("All")), *code_list("organisation_kinds").choices()]
    )
    service = forms.ChoiceField(
        label=_("Service"), required=False, choices=[("", _("All")), *code_list("service_types").choices()]
    )

    def __init__(self, data: Any, *, places: Sequence[Place]) -> None:
        super().__init__(data)
        named = [(place.pk, place.label(language_now())) for place in places]
        self.fields["place"].choices = [("", _("Everywhere")), *named]  # type: ignore[attr-defined]
        self.is_valid()  # an invented value narrows nothing

    def chosen(self) -> dict[str, str]:
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}


class PressForm(OnceForm):
    """One button; the key makes a second click harmless."""


class NameForm(OnceForm):
    person = forms.ChoiceField(label=_("Who answers for it there"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class CallForm(OnceForm):
    """What was said on the telephone, for the senders of these requests."""

    numbers = forms.MultipleChoiceField(
        label=_("Which requests did you speak about?"), widget=forms.CheckboxSelectMultiple
    )
    name_and_post = forms.CharField(label=_("Who answered: name and post"), max_length=LIMITS["name_and_post"])
    text = forms.CharField(
        label=_("What they said"), max_length=LIMITS["remark"], widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It goes to the senders and rests sealed with them. Write no name of a child, also if you heard one."),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = rows  # type: ignore[attr-defined]
