from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.actions.refusals import SENTENCES
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.rules import LIMITS, may_inform
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm
from panah.web.public.forms import PLAIN_CHOICE, PLAIN_CHOICES, StepForm, WordsField

Choices = Sequence[tuple[str, Any]]
Answers = Mapping[str, list[str]]
F = TypeVar("F", bound=forms.Field)
TELL, KEEP = "tell", "keep"


def words(name: str, label: Any, help_text: Any = "", *, required: bool = False, rows: int = 4) -> WordsField:
    """A text area with the limit of this room; a longer text stays on the page."""
    return WordsField(
        LIMITS[name], label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )  # fmt: skip


def radios(name: str, label: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.RadioSelect, required=required,
        error_messages=PLAIN_CHOICE,
    )  # fmt: skip


def select(name: str, label: Any, *, required: bool = True) -> forms.ChoiceField:
    choices = [("", _("Choose")), *code_list(name).choices()]
    messages = {**PLAIN_CHOICE, "required": _("Choose one of the answers.")}
    return forms.ChoiceField(label=label, choices=choices, required=required, error_messages=messages)


def sometimes(field: F) -> F:
    """Needed only with some answers: it is not called optional, and the form says when it is missing."""
    field.is_needed_sometimes = True  # type: ignore[attr-defined]
    return field


def ticks(label: Any) -> forms.MultipleChoiceField:
    """Facts of the family, none of them ticked beforehand (S1)."""
    return forms.MultipleChoiceField(
        label=label, choices=code_list("disclosed_facts").choices(), widget=forms.CheckboxSelectMultiple,
        required=False, error_messages=PLAIN_CHOICES,
    )  # fmt: skip


def offer_ticks(form: forms.Form, name: str, known: Choices) -> None:
    """Only what is known can be told; where nothing is, nothing is asked."""
    if known:
        form.fields[name].choices = list(known)  # type: ignore[attr-defined]
    else:
        form.fields[name].widget = forms.MultipleHiddenInput()
        form.fields[name].choices = []  # type: ignore[attr-defined]


class NeedStep(StepForm):
    """Which child, what is needed, how urgent."""

    children = forms.MultipleChoiceField(
        label=_("Which children"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Each gets a request of its own, with the same words."),
        error_messages={**PLAIN_CHOICES, "required": _("Tick at least one child.")},
    )  # fmt: skip
    service_types = forms.MultipleChoiceField(
        label=_("What does the child need?"), choices=code_list("service_types").choices(),
        widget=forms.CheckboxSelectMultiple, error_messages={**PLAIN_CHOICES, "required": _("Tick at least one need.")},
    )  # fmt: skip
    urgency = radios("urgency", _("How urgent is it?"))

    def __init__(
        self,
        answers: Answers | None = None,
        *,
        is_checked: bool = False,
        children: Choices = (),
        siblings: bool = False,
    ) -> None:
        super().__init__(answers, is_checked=is_checked)
        if not children:
            del self.fields["children"]
            return
        field: Any = self.fields["children"]
        field.choices = list(children)
        if siblings:  # those who need the same as the child of this case, which is asked for anyway
            field.label, field.required = _("Also for brothers and sisters"), False


class ReceiverStep(StepForm):
    """Who is asked, and for what."""

    receiver = forms.ChoiceField(
        label=_("Who can help?"), widget=forms.RadioSelect,
        help_text=_("Those who offer all that is needed stand first, then the nearest."),
        error_messages={**PLAIN_CHOICE, "required": _("Choose who is asked.")},
    )  # fmt: skip
    request = words(
        "request", _("What do you ask for?"),
        _("Only what this body must know to answer. No names, no address, nothing about papers or citizenship."),
        required=True,
    )  # fmt: skip

    ticked = ticks(_("What else must this body know? Each is told only if you tick it."))

    def __init__(
        self, answers: Answers | None = None, *, is_checked: bool = False, offers: Choices = (), known: Choices = ()
    ) -> None:
        super().__init__(answers, is_checked=is_checked)
        self.fields["receiver"].choices = list(offers)  # type: ignore[attr-defined]
        offer_ticks(self, "ticked", known)


class InformationStep(StepForm):
    """Whether an authority is told at all: no answer stands there beforehand (S1)."""

    information = forms.ChoiceField(
        label=_("Is an authority told?"),
        help_text=_("Asking for help must not mean deportation. Usually nobody is told."),
        choices=[(KEEP, _("No, nothing is sent to an authority")), (TELL, _("Yes, an authority is told"))],
        widget=forms.RadioSelect, error_messages={**PLAIN_CHOICE, "required": _("Decide whether an authority is told.")},
    )  # fmt: skip
    reason = sometimes(select("no_information_leg_reasons", _("If not: why nothing is sent"), required=False))

    def __init__(self, answers: Answers | None = None, *, is_checked: bool = False, may_decide: bool = False) -> None:
        super().__init__(answers, is_checked=is_checked)
        self.may_decide = may_decide

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("information") == KEEP and not data.get("reason"):
            self.add_error("reason", ValidationError(str(SENTENCES["no_reason_why_nothing_is_told"])))
        if data.get("information") == TELL and not self.may_decide:
            self.add_error("information", ValidationError(str(SENTENCES["supervisor_decides"])))
        return data


class AuthorityStep(StepForm):
    """Which authority is told, on which ground and what."""

    authority = forms.ChoiceField(
        label=_("Which authority"),
        error_messages={**PLAIN_CHOICE, "required": _("Choose which authority is told.")},
    )
    ground = forms.ChoiceField(
        label=_("Ground"), choices=code_list("grounds_for_information_leg").choices(), widget=forms.RadioSelect,
        error_messages={**PLAIN_CHOICE, "required": _("Choose the ground on which the authority is told.")},
    )  # fmt: skip
    legal_source = sometimes(WordsField(200, label=_("Law and article"), help_text=_("Where the law obliges you.")))
    told = words(
        "told", _("What the authority is told"),
        _("What was seen, where, and the danger. Nothing about the parents: no citizenship, no papers, no home, no work."),
        required=True,
    )  # fmt: skip

    told_ticked = ticks(_("What else is the authority told? Each is told only if you tick it. Usually nothing."))

    def __init__(
        self,
        answers: Answers | None = None,
        *,
        is_checked: bool = False,
        authorities: Choices = (),
        category: str = "unknown",
        is_supervisor: bool = False,
        known: Choices = (),
    ) -> None:
        super().__init__(answers, is_checked=is_checked)
        offer_ticks(self, "told_ticked", known)
        self.category, self.is_supervisor = category, is_supervisor
        self.fields["authority"].choices = [("", _("Choose")), *authorities]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rule of S1, asked before anything is sent; the action asks it again."""
        data = super().clean() or {}
        verdict = may_inform(
            ground=data.get("ground", ""), legal_source=data.get("legal_source", ""), told=data.get("told", ""),
            category=self.category, is_person=True, is_supervisor=self.is_supervisor,
        )  # fmt: skip
        where = {"legal_source_missing": "legal_source", "supervisor_decides": None}
        for reason in verdict.reasons:
            if reason in where:
                self.add_error(where[reason], ValidationError(str(SENTENCES[reason]), code=reason))
        return data


class FilterForm(forms.Form):
    box = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("Choose")), *((str(one), code_list("leg_status").lazy_label(one)) for one in ReferralStatus)],
    )  # fmt: skip
    urgency = select("urgency", _("Urgency"), required=False)


class AcceptForm(OnceForm):
    lead = forms.ChoiceField(label=_("Who leads the case"), widget=forms.RadioSelect, required=False)
    remark = words("remark", _("A word to the sender"), _("No name and no address."), rows=2)

    def __init__(self, *args: Any, people: Sequence[Person] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            named = [(str(person.pk), person.display_name) for person in people]
            self.fields["lead"].choices = [*named, ("", _("A supervisor decides later"))]  # type: ignore[attr-defined]
        else:
            del self.fields["lead"]


class RefuseForm(OnceForm):
    reason = select("refusal_reasons", _("Why not"))
    where_next = select("where_next", _("Where the child should be sent next"))
    remark = words(
        "remark",
        _("What the sender should know"),
        _("For example the name of the other organisation, or the day."),
        rows=3,
    )


class AskForm(OnceForm):
    remark = words("remark", _("What do you need to know?"), _("Ask only what you must know to decide."), required=True)


class MoreForm(OnceForm):
    text = words("request", _("What is added"), _("Only what was asked for. No names, no address."), required=True)


class WithdrawForm(OnceForm):
    reason = select("withdrawal_reasons", _("Why it is withdrawn"))


class ElsewhereForm(ReceiverStep):
    """Another body is asked instead."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class InformForm(AuthorityStep):
    """The decision taken afterwards."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
