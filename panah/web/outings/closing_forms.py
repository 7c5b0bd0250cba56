"""What is asked when a group has come home."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.outings.codes import MigrationCheck
from panah.casework.outings.rules import LIMITS
from panah.web.components.forms import OnceForm
from panah.web.referrals.forms import radios, sometimes


class CloseForm(OnceForm):
    """The last question of an outing is whether it was one."""

    migration_check = radios("migration_check", _("Was anybody’s migration status checked?"))
    check_note = sometimes(
        forms.CharField(
            label=_("If so: by whom, and why"), required=False, max_length=LIMITS["check_note"],
            widget=forms.Textarea({"rows": 3}), help_text=_("Posts and bodies. No name of anybody who was checked."),
        )
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("migration_check") == MigrationCheck.MADE and not str(data.get("check_note") or "").strip():
            self.add_error("check_note", _("Say by whom and why."))
        return data


class RemarkForm(OnceForm):
    text = forms.CharField(
        label=_("Correction or remark"), max_length=LIMITS["remark"], widget=forms.Textarea({"rows": 4}),
        help_text=_("It stands in the report. No name of anybody whom the group met."),
    )  # fmt: skip


class SignedForm(OnceForm):
    file = forms.FileField(label=_("The signed paper"), help_text=_("A photo or a PDF, up to 10 MB."))
