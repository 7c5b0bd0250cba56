from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.foundation.security.access import Actor
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult, Institution
from panah.programme.directory.queries import institutions_of
from panah.programme.directory.rules import LONGEST_NAME
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.referrals.forms import radios, select
from panah.web.services.forms import spoken_choices

ANYBODY = [("", _("All"))]


def region_choices() -> list[tuple[str, Any]]:
    return [*ANYBODY, *((place.pk, place.label(language_now())) for place in Place.objects.regions())]


class SearchForm(forms.Form):
    text = forms.CharField(
        label=_("Name, or the beginning of one"), max_length=160, required=False,
        help_text=_("In any script. What you search for stands in no address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class FilterForm(forms.Form):
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[*ANYBODY, *code_list("trainee_sectors").choices()], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    known = forms.ChoiceField(label=_("Which organisation works with them"), required=False)
    left = forms.ChoiceField(
        label=_("Still there"), choices=[("", _("Those who are there")), ("1", _("Those who left"))], required=False
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices()  # type: ignore[attr-defined]
        named = [(one.code, one.label(language_now())) for one in organisations]
        self.fields["known"].choices = [*ANYBODY, *named]  # type: ignore[attr-defined]


class AdultForm(OnceForm):
    """What is written down of an adult of the public work: eight questions, of which three need an answer."""

    name = forms.CharField(
        label=_("Full name"), max_length=LONGEST_NAME, help_text=_("As the person writes it, in any script."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    sex = radios("sex_of_adult", _("Woman or man"))
    sector = select("trainee_sectors", _("Sector"))
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    institution = forms.ChoiceField(
        label=_("Works at this institution"), required=False, widget=forms.Select({"data-typeahead": ""})
    )
    workplace = forms.CharField(
        label=_("Or where else"), max_length=200, required=False,
        help_text=_("Only if the institution is not in the list above."),
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("District or city of the work"), required=False, widget=forms.Select({"data-typeahead": ""})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which they work"), choices=spoken_choices(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, help_text=_("Sealed. Only your organisation reads it."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), max_length=120, required=False, help_text=_("Sealed, like the telephone."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = language_now()
        self._institutions: dict[str, Institution] = {one.code: one for one in institutions_of(actor)}
        named = [(code, _named(one, language)) for code, one in self._institutions.items()]
        self.fields["institution"].choices = [("", ""), *named]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", ""), *place_choices(language)]  # type: ignore[attr-defined]

    def details(self) -> AdultDetails:
        data = self.cleaned_data
        institution = self._institutions.get(data["institution"])
        place = Place.objects.filter(pk=data["place"]).first() if data["place"] else None
        return AdultDetails(
            name=data["name"], sector=TraineeSector(data["sector"]), sex=data["sex"], post=data["post"],
            workplace="" if institution else data["workplace"], institution=institution,
            place=place or (institution.place if institution else None), languages=data["languages"],
            phone=data["phone"], email=data["email"],
        )  # fmt: skip


class AdultChangeForm(AdultForm):
    is_renamed = forms.BooleanField(
        label=_("The person has another name now: keep the former one too"), required=False,
        help_text=_("After a wedding, for example. Leave it open if the former name was a slip."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CompareForm(OnceForm):
    code = forms.CharField(label=_("Code of the other entry"), max_length=20)


class ForgetForm(OnceForm):
    has_asked = forms.BooleanField(label=_("The person asked to be forgotten"))
    is_sure = forms.BooleanField(label=_("I know that nobody can bring it back"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def _named(institution: Institution, language: str) -> str:
    place = institution.place.label(language) if institution.place else ""
    return ", ".join(word for word in (institution.label(language), place) if word)


def known(adult: Adult, contacts: dict[str, str]) -> dict[str, Any]:
    """What the entry says now, by the names of the form."""
    plain = ("name", "sex", "sector", "post", "workplace", "languages", "version")
    return {name: getattr(adult, name) for name in plain} | {
        "institution": adult.institution.code if adult.institution else "",
        "place": adult.place_id or "",
        "phone": contacts.get("phone", ""),
        "email": contacts.get("email", ""),
        "is_renamed": False,
    }
