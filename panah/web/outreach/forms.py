from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.programme.directory.models import Institution
from panah.programme.library.models import Version
from panah.programme.outreach.actions import AiringDetails, CampaignDetails, DistributionDetails, MaterialDetails
from panah.programme.outreach.codes import Tongue
from panah.programme.outreach.models import Campaign, CampaignMaterial
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField
from panah.web.outreach.words import hotline_words
from panah.web.referrals.forms import radios, select, sometimes

Choices = Sequence[tuple[str, Any]]


def _line(label: Any, help_text: Any = "", *, length: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=length, required=False)


def _day(label: Any, help_text: Any = "", *, required: bool = True, quick: bool = False) -> DatePartsField:
    return DatePartsField(label=label, help_text=help_text, required=required, widget=DateParts(quick_days=quick))


def hour(label: Any, help_text: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label, help_text=help_text, input_formats=["%H:%M", "%H.%M", "%H"], required=False,
        widget=forms.TimeInput({"type": "time", "class": "in-4", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour as 22:30.")},
    )  # fmt: skip


def whole(label: Any, help_text: Any = "", *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, required=required, min_value=0, max_value=2_000_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "in-4"}),
    )  # fmt: skip


def typed(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """Chosen among many: a list that can be typed into."""
    return forms.ChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.Select({"data-typeahead": ""})
    )


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    form.fields[name].choices = [("", ""), *choices]  # type: ignore[attr-defined]


def institutions(rows: Sequence[Institution]) -> list[tuple[str, str]]:
    return [(row.code, row.label(language_now())) for row in rows]


class CampaignForm(OnceForm):
    """One place and one partner more at a time: what is saved stands among the ticks."""

    kind = select("campaign_kinds", _("Kind"))
    title_kk = _line(_("Title in Kazakh"))
    title_ru = _line(_("Title in Russian"))
    goal = forms.CharField(
        label=_("What is it for?"), max_length=600, required=False, widget=forms.Textarea({"rows": 3})
    )
    begins_on = _day(_("First day"))
    ends_on = _day(_("Last day"), _("Left open while nobody knows."), required=False)
    regions = forms.MultipleChoiceField(
        label=_("In which regions?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    partners = forms.MultipleChoiceField(
        label=pgettext_lazy("campaign", "With whom?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    partner_more = typed(_("With this institution too"), _("From the list of institutions. One at a time."))
    hotlines = forms.MultipleChoiceField(
        label=_("Which telephone does it carry?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that this installation prints."),
    )  # fmt: skip
    other_hotline = _line(
        _("Another telephone"), _("Only where none of these fits: a wrong number helps nobody."), length=40
    )
    is_hotline_called = sometimes(
        forms.BooleanField(label=_("I called the other telephone, and somebody answered"), required=False)
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, offered: Sequence[Institution], partners: Sequence[Institution] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        regions = [(place.pk, place.label(language_now())) for place in Place.objects.regions()]
        self.fields["regions"].choices = regions  # type: ignore[attr-defined]
        self.fields["hotlines"].choices = hotline_words()  # type: ignore[attr-defined]
        self.known = {row.code: row for row in (*offered, *partners)}
        offer(self, "partner_more", institutions(offered))
        if partners:
            self.fields["partners"].choices = institutions(partners)  # type: ignore[attr-defined]
        else:
            del self.fields["partners"]

    def details(self) -> CampaignDetails:
        data = self.cleaned_data
        names = (
            "kind", "title_kk", "title_ru", "goal", "begins_on", "ends_on", "hotlines", "other_hotline",
            "is_hotline_called",
        )  # fmt: skip
        chosen = dict.fromkeys(code for code in (*data.get("partners", ()), data["partner_more"]) if code)
        return CampaignDetails(
            places=list(Place.objects.filter(pk__in=data["regions"])),
            partners=[self.known[code] for code in chosen], **{name: data[name] for name in names},
        )  # fmt: skip


def known_campaign(campaign: Campaign) -> dict[str, Any]:
    names = ("kind", "title_kk", "title_ru", "goal", "begins_on", "ends_on", "hotlines", "other_hotline", "version")
    return {
        **{name: getattr(campaign, name) for name in names},
        "regions": list(campaign.places.values_list("pk", flat=True)),
        "partners": list(campaign.partners.values_list("code", flat=True)),
        "is_hotline_called": bool(campaign.other_hotline),
    }


class EndForm(OnceForm):
    result = long_text(
        _("What came of it?"), _("What worked, what did not, what is done next. No names of children."), required=True
    )  # fmt: skip


class MaterialForm(OnceForm):
    kind = select("material_kinds", _("What is it?"))
    heading_kk = _line(_("Heading in Kazakh"), length=120)
    text_kk = long_text(_("Words in Kazakh"))
    heading_ru = _line(_("Heading in Russian"), length=120)
    text_ru = long_text(_("Words in Russian"), _("It may follow; until then the page says that it is missing."))
    is_neutral = forms.BooleanField(
        label=_("Neutral: it says in both languages that one may write or call, and nothing of what it is about"),
        required=False,
    )  # fmt: skip
    has_hotline = forms.BooleanField(label=_("It carries the telephone of the campaign"), required=False, initial=True)
    has_report_code = forms.BooleanField(
        label=_("It carries the squares that lead to the public report page"), required=False, initial=True
    )
    library_item = typed(_("From the library"), _("What it is made from: its newest version is noted."))
    quantity = whole(_("How many are made?"))
    cost = forms.DecimalField(
        label=_("Cost, tenge"), required=False, min_value=0, max_digits=12, decimal_places=2, localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "in-8"}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, shelf: dict[str, tuple[str, Version]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shelf = shelf
        offer(self, "library_item", [(code, title) for code, (title, _version) in shelf.items()])

    def details(self) -> MaterialDetails:
        data = self.cleaned_data
        names = (
            "kind", "heading_kk", "heading_ru", "text_kk", "text_ru", "is_neutral", "has_hotline", "has_report_code",
            "quantity", "cost",
        )  # fmt: skip
        version = self.shelf[data["library_item"]][1] if data["library_item"] else None
        return MaterialDetails(library_version=version, **{name: data[name] for name in names})


def known_material(material: CampaignMaterial) -> dict[str, Any]:
    names = (
        "kind", "heading_kk", "heading_ru", "text_kk", "text_ru", "is_neutral", "has_hotline", "has_report_code",
        "quantity", "cost", "version",
    )  # fmt: skip
    item = material.library_version.item.code if material.library_version else ""
    return {**{name: getattr(material, name) for name in names}, "library_item": item}


class ReachForm(OnceForm):
    """A number of people is always estimated, so its way stands beside it."""

    reach = whole(_("About how many people did it reach?"), _("Always an estimate. Left open where nobody knows."))
    reach_how = sometimes(select("reach_methods", _("How was that estimated?"), required=False))


class PlacedForm(ReachForm):
    """Something that happened on a day, in a language, at a place."""

    on = _day(_("On which day?"), quick=True)
    tongue = radios("library_languages", _("In which language?"))
    place = typed(_("Region or district"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", place_choices(language_now()))

    def chosen_place(self) -> Place | None:
        code = self.cleaned_data["place"]
        return Place.objects.get(pk=code) if code else None


class GivenForm(PlacedForm):
    quantity = whole(_("How many were given out?"), required=True)
    at = _line(_("Where exactly?"), _("A market, a school, a station. No home of anybody."))
    by_institution = typed(_("Who gave them out?"), _("Left open: we ourselves."))
    field_order = ("on", "quantity", "tongue", "place", "at", "by_institution", "reach", "reach_how")

    def __init__(self, *args: Any, offered: Sequence[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {row.code: row for row in offered}
        offer(self, "by_institution", institutions(offered))

    def details(self) -> DistributionDetails:
        data = self.cleaned_data
        return DistributionDetails(
            data["on"], data["quantity"], Tongue(data["tongue"]), self.chosen_place(), data["at"],
            self.known.get(data["by_institution"]), data["reach"], data["reach_how"],
        )  # fmt: skip


class AiringForm(PlacedForm):
    medium = select("airing_media", _("Radio, television or another way?"))
    station = forms.CharField(label=_("Which station?"), max_length=120)
    at_time = hour(_("At what time?"))
    seconds = whole(_("How many seconds?"))
    field_order = ("medium", "station", "on", "at_time", "tongue", "seconds", "place", "reach", "reach_how")

    def details(self) -> AiringDetails:
        data = self.cleaned_data
        return AiringDetails(
            data["medium"], data["station"], data["on"], Tongue(data["tongue"]), data["at_time"], data["seconds"],
            self.chosen_place(), None, data["reach"], data["reach_how"],
        )  # fmt: skip
