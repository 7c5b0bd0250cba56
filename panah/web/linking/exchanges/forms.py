from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.linking.rules.exchanging import Said, Which
from panah.web.components.forms import OnceForm
from panah.web.linking.exchanges.words import SAID, WHICH

ABROAD, HERE = "abroad", "here"


def _radios(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    messages = {"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=messages)


class CounterpartForm(OnceForm):
    """With whom we may ask. The key is compared by telephone: a file cannot say by itself who wrote it."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    where = _radios(_("Where is it?"), [(ABROAD, _("abroad")), (HERE, _("in this country"))])
    focal_point = forms.CharField(
        label=_("Whom to call there"), max_length=200,
        help_text=_("Post and telephone of the office, as in the directory. No private number."),
    )  # fmt: skip
    public_key = forms.CharField(
        label=_("Their key"), max_length=120,
        help_text=_("64 signs. They see it on this page of theirs, or whoever looks after their installation prints it."),
    )  # fmt: skip
    is_compared = forms.BooleanField(
        label=_("I called them under a number that I knew before, and we read the key to each other"),
        error_messages={"required": _("Call them first: somebody else may have sent this key.")},
    )


class OfferForm(OnceForm):
    counterpart = forms.ChoiceField(
        label=_("Whom do we ask?"), error_messages={"required": _("Choose one of the answers.")}
    )
    which = _radios(_("Which of our children?"), [(which.value, WHICH[which]) for which in Which])

    def __init__(self, *args: Any, counterparts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counterpart"].choices = [("", _("Choose")), *counterparts]  # type: ignore[attr-defined]


class FoundForm(OnceForm):
    said = _radios(_("What did the call bring?"), [(said.value, SAID[said]) for said in Said])
