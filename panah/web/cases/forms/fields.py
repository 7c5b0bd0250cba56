"""The fields that the forms of a case share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.web.fields import DateParts, DatePartsField

Choices = list[tuple[str, Any]]


def radios(
    name: str, label: Any, *, required: bool = True, initial: str | None = None, **more: Any
) -> forms.ChoiceField:
    """A code list as radio buttons."""
    return forms.ChoiceField(
        label=label,
        choices=code_list(name).choices(),
        widget=forms.RadioSelect,
        required=required,
        initial=initial,
        **more,
    )


def select(name: str, label: Any, *, required: bool = False, **more: Any) -> forms.ChoiceField:
    """A code list as a list to choose from, empty at first."""
    return forms.ChoiceField(label=label, choices=[("", ""), *code_list(name).choices()], required=required, **more)


def ticks(name: str, label: Any, *, help_text: Any = "") -> forms.MultipleChoiceField:
    """A code list as boxes, none of which must be ticked."""
    return forms.MultipleChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=help_text,
    )  # fmt: skip


def past_day(label: Any) -> DatePartsField:
    """A day on which something happened; late paper is welcome, the future is not."""
    return DatePartsField(label=label, may_be_future=False, widget=DateParts(quick_days=True))


def signs_noticed() -> forms.MultipleChoiceField:
    """Never a question to the child and never required: what a worker noticed while helping (S5, S7)."""
    return ticks(
        "protection_signs",
        _("Did you notice anything of this?"),
        help_text=_("Only what you saw or heard by chance. Do not ask about it. One tick proposes protection; a person decides."),
    )  # fmt: skip
