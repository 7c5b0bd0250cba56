"""What is taught, and who teaches."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.models import Place
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.rules import full_phone, is_a_name
from panah.programme.training.actions import ModuleDetails, Teaches, VersionDetails
from panah.programme.training.models import Module
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.referrals.forms import sometimes
from panah.web.training.forms import TAUGHT_IN, late, module_choices


class VersionForm(OnceForm):
    """A new version: those who planned with the one before keep it."""

    aims_kk = forms.CharField(
        label=_("Aims in Kazakh"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text=_("A line for each: what somebody can do afterwards."),
    )  # fmt: skip
    aims_ru = forms.CharField(
        label=_("Aims in Russian"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which it can be taught"), choices=late("languages_spoken", TAUGHT_IN),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    source = forms.CharField(
        label=_("On what it rests"), required=False, max_length=300,
        help_text=_("Manual, author, where the materials lie."),
    )  # fmt: skip

    def version_details(self) -> VersionDetails:
        data = self.cleaned_data
        return VersionDetails(data["aims_kk"], data["aims_ru"], data["languages"], data["source"])


class NextVersionForm(VersionForm):
    """Another version of a module that has one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TitleForm(OnceForm):
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=160)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=160)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=160)
    hours = forms.IntegerField(
        label=_("Academic hours"), min_value=1, max_value=200,
        widget=forms.TextInput({"inputmode": "numeric", "class": "in-4", "autocomplete": "off"}),
    )  # fmt: skip

    def details(self) -> ModuleDetails:
        data = self.cleaned_data
        return ModuleDetails(data["title_kk"], data["title_ru"], data["hours"], data["title_en"])


class NewModuleForm(TitleForm, VersionForm):
    """A module and its first version."""

    field_order = ("title_kk", "title_ru", "title_en", "hours")


class ChangeModuleForm(TitleForm):
    is_active = sometimes(forms.BooleanField(label=_("It is taught"), required=False))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TeachesForm(OnceForm):
    languages = forms.MultipleChoiceField(
        label=_("Teaches in"), choices=late("languages_spoken", TAUGHT_IN), widget=forms.CheckboxSelectMultiple
    )
    regions = forms.MultipleChoiceField(
        label=_("Travels to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: anywhere."),
    )
    modules = forms.MultipleChoiceField(label=_("Modules"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, known: Sequence[Module], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in known}
        language = language_now()
        regions = [(one.pk, one.label()) for one in Place.objects.regions()]
        self.fields["regions"].choices = regions  # type: ignore[attr-defined]
        self.fields["modules"].choices = module_choices(known, language)  # type: ignore[attr-defined]

    def teaches(self) -> Teaches:
        data = self.cleaned_data
        regions = list(Place.objects.filter(pk__in=data["regions"]))
        return Teaches(data["languages"], regions, [self.known[code] for code in data["modules"]])


class ChangeTrainerForm(TeachesForm):
    is_active = sometimes(forms.BooleanField(label=_("Is in the pool"), required=False))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewTrainerForm(TeachesForm):
    """Somebody joins the pool; who is in the directory already is found again."""

    name = forms.CharField(label=_("Family name and given name"), max_length=160)
    sector = forms.ChoiceField(label=_("Sector"), choices=late("trainee_sectors", first=_("Choose")))
    post = forms.CharField(label=_("Post"), required=False, max_length=120)
    workplace = forms.CharField(label=_("Works at"), required=False, max_length=200)
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, widget=forms.TextInput({"inputmode": "tel"})
    )
    sex = forms.ChoiceField(label=_("Woman or man"), choices=late("sex_of_adult"), widget=forms.RadioSelect)
    field_order = ("name", "sector", "post", "workplace", "phone", "sex")

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not is_a_name(name):
            raise forms.ValidationError(_("Write the family name and the given name in letters."))
        return name

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data.get("phone") or "").strip()
        if phone and not full_phone(phone):
            raise forms.ValidationError(_("Write the telephone with all its digits, for example +7 701 000 00 00."))
        return phone

    def adult(self) -> AdultDetails:
        data = self.cleaned_data
        return AdultDetails(
            data["name"], TraineeSector(data["sector"]), data["sex"], data["post"], data["workplace"],
            languages=tuple(data["languages"]), phone=data["phone"],
        )  # fmt: skip
