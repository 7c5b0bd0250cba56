from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_choices
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField, PartialDateField


def _radios(name: str, label: Any, *, required: bool = True, initial: str | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.RadioSelect, required=required, initial=initial
    )


def _select(name: str, label: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", ""), *code_list(name).choices()], required=required)


def _past_day(label: Any) -> DatePartsField:
    return DatePartsField(label=label, may_be_future=False, widget=DateParts(quick_days=True))


class NewCaseForm(OnceForm):
    """A child who came without a referral. Nothing is required but to know that somebody is here."""

    name = forms.CharField(
        label=_("Name, as the child says it"),
        required=False,
        max_length=200,
        help_text=_("In any script. May be unknown."),
    )
    document_name = forms.CharField(label=_("Name, as a document has it"), required=False, max_length=200)
    birth = PartialDateField(label=_("Born"), required=False, may_be_future=False, widget=DateParts(with_about=True))
    age_band = forms.ChoiceField(
        label=_("Or about how old"), choices=code_list("age_band").choices(), initial="unknown"
    )
    sex = _radios("sex_of_child", _("Girl or boy"), initial="unknown")
    language = forms.ChoiceField(
        label=_("Language the child speaks best"), choices=code_list("languages_spoken").choices(), initial="unknown"
    )
    place = forms.ChoiceField(label=_("Where the child lives now"), required=False)
    urgency = _radios("urgency", _("How urgent"), initial="normal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]


class BasicsForm(OnceForm):
    """What every page shows instead of the name."""

    sex = _radios("sex_of_child", _("Girl or boy"))
    birth = PartialDateField(
        label=_("Born"),
        required=False,
        may_be_future=False,
        help_text=_("The year is enough."),
        widget=DateParts(with_about=True),
    )
    age_band = forms.ChoiceField(label=_("Or about how old"), choices=code_list("age_band").choices())
    language = forms.ChoiceField(
        label=_("Language the child speaks best"), choices=code_list("languages_spoken").choices()
    )
    place = forms.ChoiceField(label=_("Where the child lives now"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]


class NameForm(OnceForm):
    kind = _radios("name_kind", _("Which name this is"), initial="as_said")
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("In any script. Earlier spellings stay and are found too.")
    )


class CategoryForm(OnceForm):
    """A person decides, on a ground, on a day (S6)."""

    category = _radios("category", _("Category"))
    ground = _radios("category_ground", _("What it rests on"))
    body = _select("competent_bodies", _("Which body decided, if one did"))
    decided_on = _past_day(_("Day of the decision"))


class ContactForm(OnceForm):
    kind = forms.ChoiceField(
        label=_("What it was"),
        widget=forms.RadioSelect,
        choices=[
            (code, code_list("note_kinds").lazy_label(code))
            for code in ("first_safety_contact", "contact", "meeting", "attempt", "follow_up", "other")
        ],
    )
    happened_on = _past_day(_("Day"))
    text = long_text(
        _("What happened"), _("Only what is needed. Do not ask the child to tell again what is written here.")
    )


class DomainForm(OnceForm):
    situation = _radios("domain_situation", _("How it is"))
    observed = long_text(_("What we saw"))
    child_says = long_text(_("What the child says"), _("Only what the child offers by itself."))
    needs = forms.MultipleChoiceField(
        label=_("What is needed"),
        choices=code_list("service_types").choices(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_asked = _select("not_asked_reasons", _("Not asked today, because"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AssessmentForm(OnceForm):
    risk = _radios("risk", _("Risk, as you judge it"))
    child_view = long_text(_("What the child thinks and wishes"))


class PlanForm(OnceForm):
    service_type = forms.ChoiceField(
        label=_("Service"), choices=code_list("service_types").choices(), widget=forms.RadioSelect
    )
    goal = long_text(_("Goal, in the child's words"))
    provider = forms.ChoiceField(label=_("Who helps"), required=False)
    due_on = DatePartsField(label=_("By when"))

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", _("We ourselves")), *providers]  # type: ignore[attr-defined]


class AgreeForm(OnceForm):
    agreed_with = forms.ChoiceField(
        label=_("Who agreed to the plan"),
        widget=forms.RadioSelect,
        choices=[("child", _("The child")), ("guardian", _("The guardian")), ("both", _("Both"))],
    )
    agreed_on = _past_day(_("Day"))


class ServiceForm(OnceForm):
    service_type = forms.ChoiceField(
        label=_("Service"), choices=code_list("service_types").choices(), widget=forms.RadioSelect
    )
    happened_on = _past_day(_("Day"))
    provider = forms.ChoiceField(label=_("Who helped"), required=False)
    what_was_done = long_text(_("What was done"))

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", _("We ourselves")), *providers]  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    status = forms.ChoiceField(
        label=_("What happened"),
        widget=forms.RadioSelect,
        choices=[(code, code_list("service_status").lazy_label(code)) for code in ("refused", "failed", "cancelled")],
    )
    reason = _select("not_given_reasons", _("Why"), required=True)


class ReviewForm(OnceForm):
    happened_on = _past_day(_("Day of the review"))
    text = long_text(_("What the team and the child found"), required=True)


class ClosureForm(OnceForm):
    reason = _select("closure_reasons", _("Why the case ends"), required=True)
    child_opinion = long_text(_("What the child thinks of it"))
    follow_up_on = DatePartsField(
        label=_("When we call to ask how the child is"), required=False, help_text=_("Empty: in 90 days.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(code, code_list("closure_answers").lazy_label(code)) for code in code_list("closure_answers").codes]
        for item in code_list("closure_checks").codes:
            self.fields[f"check_{item}"] = forms.ChoiceField(
                label=code_list("closure_checks").label(item), choices=answers, widget=forms.RadioSelect
            )

    def checklist(self) -> dict[str, str]:
        return {item: str(self.cleaned_data.get(f"check_{item}", "")) for item in code_list("closure_checks").codes}


class ReturnForm(forms.Form):
    remark = long_text(_("What is still missing"), required=True)


class CheckForm(OnceForm):
    """The call after the case ended."""

    happened_on = _past_day(_("Day of the call"))
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

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [(str(one.pk), one.display_name) for one in people]  # type: ignore[attr-defined]


class ConsentForm(OnceForm):
    scope = _select("consent_scopes", _("For what"), required=True)
    decision = _radios("consent_decision", _("Decision"))
    given_by = _select("relation_to_child", _("Who decided, if not the child"))
    given_on = _past_day(_("Day"))
    expires_on = DatePartsField(label=_("Until"), required=False)


class CaseFilterForm(forms.Form):
    """Stage, risk and lead: there is no filter by citizenship or status, and there will be none (S2)."""

    stage = _select("case_stage", _("Stage"))
    risk = _select("risk", _("Risk"))
    lead = forms.ChoiceField(
        label=_("Lead"), required=False, choices=[("", ""), ("me", _("I lead")), ("nobody", _("Nobody leads"))]
    )

    def label_of(self, name: str) -> str:
        """The chosen value of a filter in words."""
        choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
        return f"{self.fields[name].label}: {choices[self.cleaned_data[name]]}"
