from django import forms
from django.utils.translation import gettext_lazy as _

from panah.web.cases.forms.fields import select


class CaseFilterForm(forms.Form):
    """Stage, risk and lead: there is no filter by citizenship or status, and there will be none (S2)."""

    stage = select("case_stage", _("Stage"))
    risk = select("risk", _("Risk"))
    lead = forms.ChoiceField(
        label=_("Lead"), required=False, choices=[("", ""), ("me", _("I lead")), ("nobody", _("Nobody leads"))]
    )

    def label_of(self, name: str) -> str:
        """The chosen value of a filter in words."""
        choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
        return f"{self.fields[name].label}: {choices[self.cleaned_data[name]]}"
