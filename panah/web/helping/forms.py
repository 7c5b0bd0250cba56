from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField

Choices = list[tuple[str, Any]]
OWN_ENDS = ("finished", "no_longer_needed", "could_not_help", "family_moved", "child_said_no", "other")


def _past_day(label: Any) -> DatePartsField:
    return DatePartsField(label=label, may_be_future=False, widget=DateParts(quick_days=True))


def _parts() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What is shown"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=code_list("shared_parts").choices(),
        help_text=_("Age, sex and language are always shown. Tick only what this help needs."),
    )  # fmt: skip


def _until() -> DatePartsField:
    return DatePartsField(
        label=_("Until"), required=False,
        help_text=_("The last day on which they can open it. Empty: until you end it. Never longer than the consent."),
    )  # fmt: skip


class ServiceChoice(forms.Form):
    """Which help is asked for; what is proposed next depends on it."""

    service = forms.ChoiceField(
        label=_("Which help is needed"), choices=code_list("service_types").choices(), widget=forms.RadioSelect
    )


class ShareForm(OnceForm):
    whom = forms.ChoiceField(label=_("Who helps"), widget=forms.Select({"data-typeahead": ""}))
    request = long_text(
        _("What you ask them to do"), _("They read this. Nothing about what was done to the child."), required=True
    )
    parts = _parts()
    until = _until()

    def __init__(self, *args: Any, whom: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = [("", _("Choose")), *whom]  # type: ignore[attr-defined]


class ShownForm(OnceForm):
    """What a helper is shown from now on."""

    parts = _parts()
    until = _until()


class EndForm(OnceForm):
    reason = forms.ChoiceField(
        label=_("Why it ends"), widget=forms.RadioSelect,
        choices=[(code, code_list("helper_end_reasons").lazy_label(code)) for code in OWN_ENDS],
    )  # fmt: skip


class HandBackForm(EndForm):
    text = long_text(_("What the lead should know"))


class HelpGivenForm(OnceForm):
    service_type = forms.ChoiceField(
        label=_("Service"), choices=code_list("service_types").choices(), widget=forms.RadioSelect
    )
    happened_on = _past_day(_("On which day?"))
    what_was_done = long_text(_("What was done"), _("The lead reads this too."))


class ToLeadForm(OnceForm):
    happened_on = _past_day(_("On which day?"))
    text = long_text(
        _("What the lead should know"),
        _("It stays in your part too. Do not ask the child to tell again what the lead knows."), required=True,
    )  # fmt: skip


class TransferForm(OnceForm):
    organisation = forms.ChoiceField(label=_("Which organisation should lead"))
    reason = forms.ChoiceField(
        label=_("Reason"), choices=code_list("transfer_reasons").choices(), widget=forms.RadioSelect
    )
    summary = long_text(
        _("Summary"),
        _(
            "What the next lead must know to decide: what is going on, what is open, what is agreed. No name, no address."
        ),
        required=True,
    )

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]  # type: ignore[attr-defined]


class AcceptForm(OnceForm):
    lead = forms.ChoiceField(label=_("Who leads here"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, leads: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = leads  # type: ignore[attr-defined]


class RefuseForm(OnceForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=code_list("refusal_reasons").choices(), widget=forms.RadioSelect
    )
    where_next = forms.ChoiceField(
        label=_("Where next"), choices=code_list("where_next").choices(), widget=forms.RadioSelect
    )
    remark = long_text(_("Remark"))
