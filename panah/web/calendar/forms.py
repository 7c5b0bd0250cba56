from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.web.fields import DatePartsField


class DayForm(forms.Form):
    """A day that this office works or has off, against the usual calendar."""

    WORKED: ClassVar = [("off", _("Day off")), ("worked", _("Working day"))]

    day = DatePartsField(label=_("Which day"))
    kind = forms.ChoiceField(label=_("What is it"), choices=WORKED, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("For example the number of the order. Whoever may change the calendar of your office reads it."),
        max_length=200,
    )

    @property
    def is_working(self) -> bool:
        return bool(self.cleaned_data["kind"] == "worked")
