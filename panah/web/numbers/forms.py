from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.web.numbers.words import window_choices


class WindowForm(forms.Form):
    """Over which days a figure is read; its code stands in the address."""

    window = forms.ChoiceField(label=_("Days"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["window"].choices = window_choices()  # type: ignore[attr-defined]  # set for each reader's language
