from django import forms
from django.utils.translation import gettext_lazy as _


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
