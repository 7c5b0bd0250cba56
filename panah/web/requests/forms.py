from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.casework.exchange.actions.requests import SENTENCES
from panah.casework.exchange.codes import RequestDecision
from panah.casework.people.models import Child
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, select, sometimes


def line(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=500)


class CameForm(OnceForm):
    """What came in, before anything is said to it."""

    body = select("organisation_kinds", _("Which kind of authority asks"))
    asked_by = line(_("Who asks: name and post"))
    own_number = line(_("Number of their letter"), required=False)
    received_on = DatePartsField(
        label=_("Day on which it came"), may_be_future=False, widget=DateParts(quick_days=True)
    )  # fmt: skip
    legal_basis = long_text(
        _("Law and article on which they ask"), _("As they name it. If they name none, write that."), required=True
    )  # fmt: skip
    asked = long_text(_("What they ask for"), _("In their words."), required=True)
    child_code = line(
        _("Code of the child"), _("Only if it is about one child of your own cases."), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, child_under: Callable[[str], Child | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child_under = child_under
        self.child: Child | None = None

    def clean_child_code(self) -> str:
        code: str = self.cleaned_data["child_code"]
        self.child = self.child_under(code) if code else None
        if code and self.child is None:
            raise ValidationError(_("No case of your office has this code. Check it, or leave it empty."))
        return code


class DecideForm(OnceForm):
    """The head alone decides."""

    decision = radios("request_decisions", _("What do you decide?"))
    reason = long_text(_("Why you decide so"), required=True)


class GivenForm(OnceForm):
    """What went out, once and for all."""

    given = long_text(_("What exactly was given"), _("Word for word. It is never changed afterwards."), required=True)
    given_on = DatePartsField(
        label=_("Day on which it was given"), may_be_future=False, widget=DateParts(quick_days=True)
    )  # fmt: skip
    was_family_told = radios("yes_no_unknown", _("Was the child or the guardian told?"))
    why_not_told = long_text(_("If not, why"))

    def __init__(self, *args: Any, decision: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sometimes(self.fields["why_not_told"])
        if decision == RequestDecision.REFUSE:
            del self.fields["given"]
            del self.fields["given_on"]

    def clean(self) -> dict[str, Any]:
        """Asked beside its question; the action asks it again."""
        data = super().clean() or {}
        if data.get("was_family_told") in ("no", "unknown") and not data.get("why_not_told"):
            self.add_error("why_not_told", ValidationError(str(SENTENCES["why_not_told_missing"])))
        return data


class RegisterFilter(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("", _("All")), *code_list("request_decisions").choices()], required=False
    )  # fmt: skip
