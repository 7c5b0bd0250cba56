from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.services.actions import ProviderDetails
from panah.casework.services.models import Provider
from panah.casework.services.queries import Offer
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.referrals.forms import radios, select

UNSPOKEN = ("other", "unknown")
LATEST = 20  # characters of a telephone
SEXES = (("female", "women"), ("male", "men"))


def spoken_choices() -> list[tuple[str, Any]]:
    return [pair for pair in code_list("languages_spoken").choices() if pair[0] not in UNSPOKEN]


def _ticks(label: Any, choices: Iterable[tuple[str, Any]], *, required: bool = False, help_text: Any = "") -> Any:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, required=required, help_text=help_text
    )


def _phone(label: Any) -> forms.CharField:
    widget = forms.TextInput({"type": "tel", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=LATEST, required=False, widget=widget)


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class FilterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of place"), choices=[("", ""), *code_list("provider_kind").choices()], required=False
    )
    service = forms.ChoiceField(
        label=_("Service"), choices=[("", ""), *code_list("service_types").choices()], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("", ""), *spoken_choices()], required=False)
    night = forms.ChoiceField(label=_("At night"), choices=[("", ""), ("1", _("Open at night"))], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(place.pk, place.label(language_now())) for place in Place.objects.regions()]
        self.fields["region"].choices = [("", ""), *regions]  # type: ignore[attr-defined]


class ProviderForm(OnceForm):
    """An entry. Nothing here asks where the door is: people are brought to a shelter by telephone (S12)."""

    organisation = forms.ChoiceField(
        label=_("Organisation"), help_text=_("Your own, or a body that does not use Panah.")
    )
    kind = select("provider_kind", _("Kind of place"))
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200, help_text=_("A shelter has a code name."))
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    service_types = _ticks(
        _("Services"), code_list("service_types").choices(), help_text=_("Interpreters alone may leave this open.")
    )
    funding = radios("funding", _("Who pays for the place"))
    place = forms.ChoiceField(
        label=_("Region or district"), required=False, widget=forms.Select({"data-typeahead": ""}),
        help_text=_("Open: the whole country."),
    )  # fmt: skip
    serves = _ticks(_("Serves these regions too"), ())
    serves_district = forms.ChoiceField(
        label=_("Serves this district too"), required=False, widget=forms.Select({"data-typeahead": ""}),
        help_text=_("One at a time. Once it is saved it stands among the ticks above."),
    )  # fmt: skip
    opening_days = radios("opening_days", _("On which days"))
    opens_at = _time(_("Opens at"))
    closes_at = _time(_("Closes at"))
    is_open_at_night = forms.BooleanField(label=_("Open at night"), required=False)
    duty_phone = _phone(_("Duty phone"))
    night_phone = _phone(_("Duty phone at night"))
    contact_person = forms.CharField(label=_("Whom to ask for"), max_length=120, required=False)
    languages = _ticks(_("Languages spoken there"), spoken_choices())
    women = _ticks(_("Women who interpret"), spoken_choices())
    men = _ticks(_("Men who interpret"), spoken_choices())
    takes_children_alone = radios("yes_no_unknown", _("Takes children who come alone"))
    takes_nobody_now = forms.BooleanField(label=_("Takes nobody now"), required=False)
    is_all_true = forms.BooleanField(label=_("I looked at all of it: it is true today"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisations: Iterable[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, found = language_now(), list(organisations)
        if found:
            named = [(str(one.pk), one.label(language)) for one in found]
            self.fields["organisation"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        self.fields["place"].choices = [("", ""), *place_choices(language)]  # type: ignore[attr-defined]
        self.fields["serves_district"].choices = [("", ""), *place_choices(language)]  # type: ignore[attr-defined]
        known_already = Place.objects.filter(pk__in=self.initial.get("serves", ()))
        served = {place.pk: place.label(language) for place in (*Place.objects.regions(), *known_already)}
        self.fields["serves"].choices = list(served.items())  # type: ignore[attr-defined]

    def details(self) -> ProviderDetails:
        data = self.cleaned_data
        plain = (
            "service_types", "duty_phone", "languages", "kind", "night_phone", "contact_person", "funding",
            "opening_days", "opens_at", "closes_at", "is_open_at_night", "takes_children_alone", "takes_nobody_now",
        )  # fmt: skip
        further = [code for code in dict.fromkeys((*data["serves"], data["serves_district"])) if code]
        places = Place.objects.in_bulk([code for code in (data["place"], *further) if code])
        return ProviderDetails(
            names={language: data[f"name_{language}"] for language in ("kk", "ru", "en")},
            place=places.get(data["place"]), serves=[places[code] for code in further if code in places],
            interpreters=[(language, sex) for sex, who in SEXES for language in data[who]],
            **{name: data[name] for name in plain},
        )  # fmt: skip


def known(offer: Offer) -> dict[str, Any]:
    """What the entry says now, by the names of the form."""
    provider: Provider = offer.provider
    names = (
        "kind", "name_kk", "name_ru", "name_en", "funding", "opening_days", "opens_at", "closes_at",
        "is_open_at_night", "duty_phone", "night_phone", "contact_person", "languages", "takes_children_alone",
        "takes_nobody_now", "version",
    )  # fmt: skip
    return {
        **{name: getattr(provider, name) for name in names}, "service_types": list(offer.service_types),
        "place": provider.place_id or "", "serves": list(offer.serves),
        **{who: [language for language, of in offer.interpreters if of == sex] for sex, who in SEXES},
    }  # fmt: skip


class CorrectionForm(forms.Form):
    """What a body says of itself through its link. Words are telephones and who says it; the rest is chosen."""

    use_required_attribute = False

    service_types = _ticks(_("Services"), code_list("service_types").choices(), required=True)
    opening_days = radios("opening_days", _("On which days"))
    opens_at = _time(_("Opens at"))
    closes_at = _time(_("Closes at"))
    is_open_at_night = forms.BooleanField(label=_("Open at night"), required=False)
    duty_phone = _phone(_("Duty phone"))
    night_phone = _phone(_("Duty phone at night"))
    languages = _ticks(_("Languages spoken there"), spoken_choices())
    takes_nobody_now = forms.BooleanField(label=_("Takes nobody now"), required=False)
    name_and_post = forms.CharField(
        label=_("Your name and post"), max_length=200,
        error_messages={"required": _("Write your name and post, so that it is known who said it.")},
    )  # fmt: skip

    def changed_from(self, now: Mapping[str, Any]) -> dict[str, Any]:
        """Only what is different from what the entry says."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "name_and_post"}
        return {name: _plain(value) for name, value in data.items() if _same(value) != _same(now[name])}


def _plain(value: Any) -> Any:
    return "" if value is None else value


def _same(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value or ""
