"""What may be written of what was told, of interviews and of papers. Nothing asks what was done to the child (S5)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions import PaperState
from panah.casework.cases.queries import slips_of_telling
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField

STILL_TRUE = "still_true"


def past_day(label: Any, *, required: bool = True) -> DatePartsField:
    return DatePartsField(label=label, required=required, may_be_future=False, widget=DateParts(quick_days=True))


class ToldForm(OnceForm):
    """That it was said is enough: the words may stay unwritten."""

    topic = forms.ChoiceField(label=_("What about"), choices=code_list("told_topics").choices(), widget=forms.Select)
    source = forms.ChoiceField(
        label=_("Where it is known from"), choices=code_list("fact_sources").choices(), widget=forms.RadioSelect
    )
    happened_on = past_day(_("On which day?"))
    text = long_text(
        _("In its own words, as far as they were offered"),
        _("May stay empty: that it was said is enough. Do not ask for more."),
    )


class InterviewForm(OnceForm):
    """That the child was questioned, by whom and with whom; never what it said there."""

    held_on = past_day(_("On which day?"))
    body = forms.ChoiceField(
        label=_("Who questioned the child"),
        choices=[("", ""), *code_list("organisation_kinds").choices()],
        widget=forms.Select({"data-typeahead": ""}),
    )
    held_by = forms.CharField(label=_("Name and post"), required=False, max_length=200)
    was_recorded = forms.ChoiceField(
        label=_("Was it recorded?"),
        choices=code_list("yes_no_unknown").choices(),
        widget=forms.RadioSelect,
        initial="unknown",
        help_text=_("A recording saves the child from being asked again."),
    )
    topics = forms.MultipleChoiceField(
        label=_("What about"),
        choices=code_list("told_topics").choices(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    present = forms.CharField(
        label=_("Who else was there"),
        required=False,
        max_length=400,
        help_text=_("Psychologist, teacher, interpreter…"),
    )
    reason = forms.ChoiceField(
        label=_("Why again"), choices=[("", ""), *code_list("interview_reasons").choices()], required=False
    )
    reason_text = long_text(_("Explain why again"))

    def __init__(self, *args: Any, is_third: bool, **kwargs: Any) -> None:
        """The third and every further one asks for a reason."""
        super().__init__(*args, **kwargs)
        for name in ("reason", "reason_text"):
            self.fields[name].is_needed_sometimes = True  # type: ignore[attr-defined]
            if not is_third:
                del self.fields[name]


class TakenBackForm(OnceForm):
    """Only a slip is taken back. Within a day the writer needs no reason; everybody else does."""

    reason = forms.ChoiceField(
        label=_("Why it is taken back"),
        help_text=_("If something is told otherwise later, that is no slip: write it down as one more line."),
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = code_list("taken_back_reasons")
        self.fields["reason"].required = needs_reason
        self.fields["reason"].choices = [("", ""), *((code, reasons.lazy_label(code)) for code in slips_of_telling())]  # type: ignore[attr-defined]


class TrackForm(OnceForm):
    """What there is of one paper."""

    paper_type = forms.ChoiceField(label=_("Which paper"), choices=[("", ""), *code_list("paper_types").choices()])
    status = forms.ChoiceField(
        label=_("What there is of it"), choices=code_list("paper_status").choices(), widget=forms.RadioSelect
    )
    applied_on = past_day(_("Applied for on"), required=False)
    applied_at = forms.CharField(label=_("Where"), required=False, max_length=200)
    due_on = DatePartsField(
        label=_("When it should be there"), required=False, help_text=_("On this day Today asks after it.")
    )
    received_on = past_day(_("Received on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def state(self) -> PaperState:
        data = self.cleaned_data
        return PaperState(
            data["paper_type"],
            data["status"],
            data["applied_on"],
            data["applied_at"],
            data["due_on"],
            data["received_on"],
        )


class AskedOnceMixin(forms.Form):
    """For a form of a step that may touch what was told: "still true" and "not asked today" are full answers."""

    told_before = forms.ChoiceField(
        label=_("What was told before"),
        required=False,
        choices=[("", ""), (STILL_TRUE, _("Still true")), *code_list("not_asked_reasons").choices()],
        help_text=_("Nothing of it has to be asked again. Choose why it was not asked today, or leave it empty."),
    )

    def ask_once(self, has_told: bool) -> None:
        """Only where something was told; it stands beside the text of the step."""
        if not has_told:
            del self.fields["told_before"]

    def with_answer(self, text: str) -> str:
        """The text of the step, and below it why nothing was asked again."""
        answer = self.cleaned_data.get("told_before", "")
        if not answer:
            return text
        label, reason = _("Not asked today"), code_list("not_asked_reasons").label(answer)
        words = _("What was told before: still true.") if answer == STILL_TRUE else f"{label}: {reason}"
        return "\n\n".join(part for part in (text, str(words)) if part)
