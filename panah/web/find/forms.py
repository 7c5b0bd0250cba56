from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    text = forms.CharField(
        label=_("Code, receipt, record number or name"),
        max_length=200,
        help_text=_("A name may be in any script. Every search is recorded."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
