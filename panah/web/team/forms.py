from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.web.components.forms import OnceForm

Choices = list[tuple[str, Any]]


class ReassignForm(OnceForm):
    cases = forms.MultipleChoiceField(label=_("Which cases"), widget=forms.CheckboxSelectMultiple)
    lead = forms.ChoiceField(label=_("Who leads from now on"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, cases: Choices, leads: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = cases  # type: ignore[attr-defined]
        self.fields["lead"].choices = leads  # type: ignore[attr-defined]
