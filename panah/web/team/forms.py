from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.web.components.forms import OnceForm

Choices = list[tuple[str, Any]]
A_FEW = 4  # fewer are ticked one by one


class ReassignForm(OnceForm):
    are_all = forms.BooleanField(label=_("All of them"), required=False)
    cases = forms.MultipleChoiceField(label=_("Which cases"), widget=forms.CheckboxSelectMultiple, required=False)
    lead = forms.ChoiceField(label=_("Who leads from now on"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, cases: Choices, leads: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = cases  # type: ignore[attr-defined]
        self.fields["lead"].choices = leads  # type: ignore[attr-defined]
        self.fields["cases"].is_needed_sometimes = True  # type: ignore[attr-defined]
        if len(cases) < A_FEW:
            del self.fields["are_all"]

    def clean(self) -> dict[str, Any]:
        """Whoever leaves gives everything over with one tick."""
        data = super().clean() or {}
        if data.get("are_all"):
            data["cases"] = [code for code, _label in self.fields["cases"].choices]  # type: ignore[attr-defined]
        if not data.get("cases") and "cases" not in self.errors:
            self.add_error("cases", forms.ValidationError(_("Tick at least one case.")))
        return data
