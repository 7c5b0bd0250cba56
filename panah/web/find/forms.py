from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class CompareForm(forms.Form):
    """Two of those who were found, to stand side by side."""

    one = forms.ChoiceField(label=_("One record"))
    other = forms.ChoiceField(label=_("The other record"))

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        super().__init__(auto_id="compare_%s")
        for name, (code, _words) in zip(("one", "other"), found, strict=False):
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=found, initial=code)


class FindForm(forms.Form):
    text = forms.CharField(
        label=_("Code, receipt, name or nickname, or the last 4 digits of a phone"),
        max_length=200,
        help_text=_("A name may be in any script. Every search is recorded, without its words."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    year = forms.IntegerField(
        label=_("Born about"),
        required=False,
        min_value=1900,
        max_value=2100,
        help_text=_("With a name: a year, two more or less are found too."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "in-4", "maxlength": "4"}
        ),
    )
