"""How a case ends, goes on, and who leads it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.queries import is_gentle
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.web.cases.forms.fields import past_day, select
from panah.web.cases.forms.working import GoalsForm
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DatePartsField

OF_HELP = (
    "help_given",
    "moved_away",
    "child_or_guardian_withdrew",
    "not_in_scope_referred",
    "lost_contact",
    "duplicate",
    "died",
)


class ClosureForm(GoalsForm):
    reason = select(
        "closure_reasons",
        _("Why the case ends"),
        required=True,
        help_text=_("If the child has died, leave the rest empty. Nobody will call, and the notices stop."),
    )
    child_opinion = long_text(_("What the child thinks of it"))
    follow_up_on = DatePartsField(
        label=_("When we call to ask how the child is"), required=False, help_text=_("Empty: in 90 days.")
    )
    keep_until = DatePartsField(
        label=_("Until when the papers are kept"),
        required=False,
        help_text=_("Empty: by the general rule, ten years after the 18th birthday."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(code, code_list("closure_answers").lazy_label(code)) for code in code_list("closure_answers").codes]
        for item in code_list("closure_checks").codes:
            self.fields[f"check_{item}"] = forms.ChoiceField(
                label=code_list("closure_checks").label(item),
                choices=answers,
                widget=forms.RadioSelect,
                required=not self._says_died(),
            )
        goals = [name for name in self.fields if name.startswith("goal-")]
        checks = [name for name in self.fields if name.startswith("check_")]
        self.order_fields(["reason", *goals, *checks, "child_opinion", "keep_until", "follow_up_on"])

    def _says_died(self) -> bool:
        """Of a child who has died nobody asks for a list."""
        return bool(self.is_bound and is_gentle(str(self.data.get("reason", ""))))

    def checklist(self) -> dict[str, str]:
        answers = {item: str(self.cleaned_data.get(f"check_{item}", "")) for item in code_list("closure_checks").codes}
        return {item: answer for item, answer in answers.items() if answer}


class HelpEndsForm(OnceForm):
    """Help ends by the word of the lead, without a list."""

    reason = forms.ChoiceField(
        label=_("Why the help ends"),
        widget=forms.RadioSelect,
        choices=[(code, code_list("closure_reasons").lazy_label(code)) for code in OF_HELP],
    )


class ReturnForm(OnceForm):
    remark = long_text(_("What is still missing"), required=True)


class CheckForm(OnceForm):
    """The call after the case ended."""

    happened_on = past_day(_("Day of the call"))
    text = long_text(_("How the child is"), _("Only what is needed."), required=True)
    is_more_needed = forms.TypedChoiceField(
        label=_("Is help needed again?"),
        widget=forms.RadioSelect,
        choices=[("no", _("No, the child is fine")), ("yes", _("Yes: reopen the case"))],
        coerce=lambda answer: answer == "yes",
    )


class ReopenForm(OnceForm):
    reason = long_text(_("Why the case goes on"), required=True)


class LeadForm(forms.Form):
    lead = forms.ChoiceField(label=_("Lead"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [(str(one.pk), one.display_name) for one in people]  # type: ignore[attr-defined]
