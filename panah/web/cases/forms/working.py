"""Talks, the night, the assessment, the plan, services and reviews. Nothing asks what was done to the child (S5)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.codes import WRITTEN_BY_HAND
from panah.casework.cases.models import Case, PlannedService
from panah.foundation.reference.codes import code_list
from panah.web.cases.forms.fields import Choices, past_day, radios, select, signs_noticed, ticks
from panah.web.components.child_words import sex_and_age_of
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DatePartsField
from panah.web.story.forms import AskedOnceMixin

CURRENCIES = ("KZT", "UZS", "KGS", "TJS", "RUB", "USD", "EUR")
GOAL = "goal-"  # goal-<id of a planned service> = its state
NIGHT = _("Where the child sleeps tonight")
WITH_WHOM = _("With whom")


class ContactForm(AskedOnceMixin, OnceForm):
    """The night comes first in the first talk (S9); in help, what was noticed comes last (S7)."""

    field_order = ("sleeps_tonight", "sleeps_with", "kind", "happened_on", "told_before", "text", "signs")
    sleeps_tonight = select("sleeps_tonight", NIGHT)
    sleeps_with = forms.CharField(label=WITH_WHOM, required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("What it was"),
        widget=forms.RadioSelect,
        choices=[(str(code), code_list("note_kinds").lazy_label(code)) for code in WRITTEN_BY_HAND],
    )
    happened_on = past_day(_("On which day?"))
    text = long_text(
        _("What happened"), _("Only what is needed. Do not ask the child to tell again what is written here.")
    )
    signs = signs_noticed()

    def __init__(self, *args: Any, is_first: bool, is_help: bool, has_told: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_once(has_told)
        if not is_first:
            del self.fields["sleeps_tonight"], self.fields["sleeps_with"]
        if not is_help:
            del self.fields["signs"]


class SleepForm(OnceForm):
    answer = radios("sleeps_tonight", NIGHT)
    with_whom = forms.CharField(
        label=WITH_WHOM,
        required=False,
        max_length=200,
        help_text=_("Who that is to the child, or a first name. A shelter’s address is never written."),
    )
    happened_on = past_day(_("As known on"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GuardianForm(OnceForm):
    """The guardianship body was told; late paper is welcome."""

    told_to = forms.CharField(label=_("Whom you told there"), max_length=200, help_text=_("Name and post."))
    channel = radios("guardian_channel", _("How"))
    own_number = forms.CharField(label=_("Their number of it"), required=False, max_length=100)
    happened_on = past_day(_("On which day?"))


class DomainForm(OnceForm):
    situation = radios("domain_situation", _("How it is"), required=False)
    observed = long_text(_("What we saw"))
    child_says = long_text(_("What the child says"), _("Only what the child offers by itself."))
    needs = ticks("service_types", _("What is needed"))
    not_asked = select("not_asked_reasons", _("Not asked today, because"), help_text=_("This is a full answer."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AssessmentForm(OnceForm):
    risk = radios("risk", _("Risk, as you judge it"))
    child_view = long_text(_("What the child thinks and wishes"))


class PlanForm(OnceForm):
    service_type = radios("service_types", _("Service"))
    goal = long_text(_("Goal, in the child's words"))
    who = forms.ChoiceField(
        label=_("Who helps"),
        required=False,
        help_text=_(
            "For a colleague you write next what is asked. They see only what you show, and find it on their Today."
        ),
    )
    due_on = DatePartsField(label=_("By when"))
    domain = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, who: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", _("The lead")), *who]  # type: ignore[attr-defined]


class AgreeForm(OnceForm):
    agreed_with = radios("plan_agreed_with", _("Who agreed to the plan"))
    agreed_on = past_day(_("On which day?"))


class ApproveForm(OnceForm):
    remark = long_text(_("What is still missing"), _("Needed only to return the plan."))


class ServiceForm(OnceForm):
    """Twenty seconds: type, day, for which of the children, done."""

    service_type = radios("service_types", _("Service"))
    happened_on = past_day(_("On which day?"))
    siblings = forms.MultipleChoiceField(
        label=_("Also for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One visit, several children."),
    )
    provider = forms.ChoiceField(label=_("Who helped"), required=False)
    what_was_done = long_text(_("What was done"))
    cost = forms.DecimalField(
        label=_("Cost"), required=False, min_value=0, max_digits=12, decimal_places=2, localize=True,
        help_text=_("Of the whole visit."),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, initial="KZT", choices=[(code, code) for code in CURRENCIES],
    )  # fmt: skip
    signs = signs_noticed()

    def __init__(self, *args: Any, providers: Choices, siblings: Sequence[Case], is_help: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", _("We ourselves")), *providers]  # type: ignore[attr-defined]
        self.sibling_cases = {case.code: case for case in siblings}
        self.fields["siblings"].choices = [(case.code, _child_words(case)) for case in siblings]  # type: ignore[attr-defined]
        if not siblings:
            del self.fields["siblings"]
        if not is_help:
            del self.fields["signs"]

    def chosen_siblings(self) -> list[Case]:
        return [self.sibling_cases[code] for code in self.cleaned_data.get("siblings", [])]


def _child_words(case: Case) -> str:
    child = case.child
    return f"{case.code} · {sex_and_age_of(child)}"


class CancelForm(forms.Form):
    status = forms.ChoiceField(
        label=_("What happened"),
        widget=forms.RadioSelect,
        choices=[(code, code_list("service_status").lazy_label(code)) for code in ("refused", "failed", "cancelled")],
    )
    reason = select("not_given_reasons", _("Why"), required=True)


class TakeBackForm(OnceForm):
    """Within a day the writer needs no reason; everybody else does."""

    reason = select("taken_back_reasons", _("Why it is taken back"))
    is_whole_visit = forms.BooleanField(label=_("For all children of this visit"), required=False)

    def __init__(self, *args: Any, needs_reason: bool, has_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        if not has_others:
            del self.fields["is_whole_visit"]


class GoalsForm(OnceForm):
    """How far each goal of the plan is; a goal that nobody spoke of stays as it is."""

    def __init__(self, *args: Any, planned: Sequence[PlannedService], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in planned:
            choices = [("", ""), *code_list("goal_status").choices()]
            label = one.goal or one.service_label
            self.fields[f"{GOAL}{one.pk}"] = forms.ChoiceField(
                label=label, help_text=one.service_label if one.goal else "", choices=choices, required=False,
                initial=one.goal_status,
            )  # fmt: skip

    def goals(self) -> dict[str, str]:
        """State by the id of the planned service."""
        chosen = {name.removeprefix(GOAL): value for name, value in self.cleaned_data.items() if name.startswith(GOAL)}
        return {pk: str(value) for pk, value in chosen.items() if value}


class ReviewForm(AskedOnceMixin, GoalsForm):
    happened_on = past_day(_("Day of the review"))
    text = long_text(_("What the team and the child found"), required=True)
    child_says = long_text(_("What the child says of it"), _("Only what the child offers by itself."))
    risk = radios("risk", _("Risk, as you judge it now"))
    outcome = radios("review_outcomes", _("How it goes on"), initial="continue")


class PauseForm(OnceForm):
    until = DatePartsField(label=_("Until when"), help_text=_("At most 30 days. Reviews wait until then."))
    text = long_text(_("Where the family is and how to reach them"), _("Only what is needed."))


class WordForm(OnceForm):
    """A short word beside a step."""

    text = long_text(_("What happened"), _("Only what is needed."))


class DepthForm(OnceForm):
    """A person decides, with a reason; the sign never does (S7)."""

    depth = radios("case_depth", _("What the case is"))
    reason = select("depth_reasons", _("Why"), required=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        reason, depth = data.get("reason"), data.get("depth")
        if reason and depth and code_list("depth_reasons").row(reason).extra.get("depth") != depth:
            raise ValidationError({"reason": _("This reason does not fit the decision. Choose another.")})
        return data
