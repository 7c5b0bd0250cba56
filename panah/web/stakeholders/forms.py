from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.programme.directory.actions import InstitutionDetails
from panah.programme.directory.codes import Basis
from panah.programme.directory.models import Institution
from panah.web.adults.forms import ANYBODY, region_choices
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, select


class RegionForm(forms.Form):
    region = forms.ChoiceField(label=_("Region"), required=False, help_text=_("With the bodies of the whole country."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", _("Whole country")), *region_choices()[1:]]
        self.fields["region"].choices = whole  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    text = forms.CharField(
        label=_("Name of the institution, or the beginning of a word"), max_length=160, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class FilterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[*ANYBODY, *code_list("organisation_kinds").choices()], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    closed = forms.ChoiceField(
        label=_("Still there"), required=False,
        choices=[("", _("Those that are there")), ("1", _("Those that are closed"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices()  # type: ignore[attr-defined]


class InstitutionForm(OnceForm):
    """A school, a clinic, an office. One name is enough."""

    kind = select("organisation_kinds", _("Kind"))
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200, required=False, help_text=_("One is enough."))
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    place = forms.ChoiceField(
        label=_("Region or district"), required=False, widget=forms.Select({"data-typeahead": ""}),
        help_text=_("Open: the whole country."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone of the office"), max_length=20, required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    post = forms.CharField(
        label=_("Which post answers it"), max_length=120, required=False, help_text=_("A post, no name of a person.")
    )
    organisation = forms.ChoiceField(
        label=_("Works with Panah as"), required=False, help_text=_("Only if its people sign in here.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = language_now()
        self._organisations = {one.code: one for one in Organisation.objects.order_by("code")}
        named = [(code, one.label(language)) for code, one in self._organisations.items()]
        self.fields["organisation"].choices = [("", ""), *named]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", ""), *place_choices(language)]  # type: ignore[attr-defined]

    def details(self) -> InstitutionDetails:
        data = self.cleaned_data
        place = Place.objects.filter(pk=data["place"]).first() if data["place"] else None
        return InstitutionDetails(
            kind=data["kind"], name_kk=data["name_kk"], name_ru=data["name_ru"], name_en=data["name_en"], place=place,
            phone=data["phone"], post=data["post"], organisation=self._organisations.get(data["organisation"]),
        )  # fmt: skip


def known(institution: Institution) -> dict[str, Any]:
    """What stands now, by the names of the form."""
    plain = ("kind", "name_kk", "name_ru", "name_en", "phone", "post", "version")
    return {name: getattr(institution, name) for name in plain} | {
        "place": institution.place_id or "",
        "organisation": institution.organisation.code if institution.organisation else "",
    }


class DutyForm(OnceForm):
    """What an institution does in one stage, and the paper that says so."""

    stage = select("nrm_stages", _("Stage"))
    part = radios("responsibility_part", _("What it does there"))
    basis = radios(
        "responsibility_basis", _("On what that rests")
    )  # law stands in content, and is written by nobody here
    source = forms.CharField(
        label=_("The paper"), max_length=200, help_text=_("Its name, number and day: Minutes No. 3, 12.02.2024.")
    )
    note = forms.CharField(label=_("In short words"), max_length=300, required=False)
    since = DatePartsField(label=_("First day"), required=False, widget=DateParts())
    until = DatePartsField(label=_("Last day"), required=False, widget=DateParts())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [pair for pair in code_list("responsibility_basis").choices() if pair[0] != Basis.LAW]
        self.fields["basis"].choices = offered  # type: ignore[attr-defined]


class DutyEndForm(OnceForm):
    until = DatePartsField(label=_("Last day"), widget=DateParts(quick_days=True))
