from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.foundation.security import clock
from panah.programme.champions.actions import ActDetails, Planned, Told
from panah.programme.champions.codes import AT_A_PLACE, ActType
from panah.programme.champions.models import Act, KitVersion, PlannedAct
from panah.programme.champions.rules import NO_LINK, QUARTERS, Quarter, read_link
from panah.programme.directory.models import Institution
from panah.web.champion.words import planned_words, quarter_words, where_words
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, sometimes

MOST = 1_000_000
APART = "no"
ASKED_TOGETHER = _(
    "Another champion wrote down something of this kind on this day at this place. Say whether you held it together: then "
    "it counts once for all of us."
)
Twins = Callable[[ActType, date, Place | None, str], Sequence[Act]]
NO_CHILD = _("No child can be recognised in the photo")


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=MOST,
        widget=forms.NumberInput({"class": "in-4", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


def story_tick() -> forms.BooleanField:
    """Beside every free text of a champion: what is ticked is printed nowhere before it is cleared (S16)."""
    return forms.BooleanField(
        label=_("It tells what somebody lived through"), required=False,
        help_text=_(
            "What somebody lived through is printed and published nowhere before those have agreed to whom stories belong. "
            "Better leave it out."
        ),
    )  # fmt: skip


class ActForm(OnceForm):
    """One thing that was done, in a minute. ``kit`` and ``planned`` are what may be named."""

    type = radios("champion_act_types", _("What did you do?"))
    happened_on = DatePartsField(label=_("When"), may_be_future=False, widget=DateParts(quick_days=True))
    link = sometimes(
        forms.CharField(
            label=_("Link"), required=False, max_length=600, help_text=_("For a post or an article: copy its address here."),
            widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        )
    )  # fmt: skip
    venue = sometimes(radios("champion_venues", _("For an event or a meeting: what kind of place"), required=False))
    place = sometimes(
        forms.ChoiceField(label=_("District or city"), required=False, widget=forms.Select({"data-typeahead": ""}))
    )
    spot = forms.CharField(
        label=_("Which place"), required=False, max_length=160,
        help_text=_("For example: school 12, the central market, a newspaper. No name of a person."),
    )  # fmt: skip
    language = radios("champion_languages", _("Language"))
    with_authority = forms.BooleanField(label=_("A local authority took part"), required=False)
    institution = forms.ChoiceField(label=_("Which one"), required=False, widget=forms.Select({"data-typeahead": ""}))
    authority = sometimes(
        forms.CharField(label=_("or write which one, if it is not on the list"), required=False, max_length=200)
    )
    women = _number(_("Reached, estimated: women"), _("As well as you can judge; a guess is enough."))
    men = _number(_("Reached, estimated: men"))
    young = _number(_("Reached, estimated: young people under 18"))
    note = forms.CharField(
        label=_("What it was about"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Without names. Do not retell what somebody lived through."),
    )  # fmt: skip
    tells_story = story_tick()
    together = sometimes(
        forms.CharField(label=_("Did you hold it together?"), required=False, max_length=9, widget=forms.HiddenInput)
    )
    kit = forms.MultipleChoiceField(label=_("From the kit I used"), required=False, widget=forms.CheckboxSelectMultiple)
    planned = forms.ChoiceField(label=_("It stands in my plan"), required=False)
    has_photo = forms.BooleanField(
        label=_("I have a photo without children"),
        required=False,
        help_text=_("You are asked about it on the next page."),
    )

    def __init__(
        self, *args: Any, kit: Sequence[KitVersion], planned: Sequence[PlannedAct], institutions: Sequence[Institution],
        twins: Twins, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.twins = twins
        self.others: dict[str, Act] = {}
        language = language_now()
        self.pieces = {str(one.pk): one for one in kit}
        self.plans = {one.code: one for one in planned}
        self.institutions = {one.code: one for one in institutions}
        self._offer("kit", [(key, one.said("title", language)) for key, one in self.pieces.items()])
        self._offer("planned", [("", "—"), *((code, planned_words(one)) for code, one in self.plans.items())])
        self._offer("place", [("", ""), *place_choices(language)])
        self._offer(
            "institution", [("", ""), *((code, one.label(language)) for code, one in self.institutions.items())]
        )

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        if len(choices) < 2 and name != "place" and not (name == "kit" and choices):
            self.fields[name].widget = forms.HiddenInput() if name != "kit" else forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind, link = data.get("type"), str(data.get("link") or "").strip()
        if (link or kind == ActType.POST) and read_link(link) == NO_LINK and "link" not in self.errors:
            self.add_error("link", _("Copy the address of the post here, for example https://www.instagram.com/p/…"))
        if kind in AT_A_PLACE:
            for name, words in (
                ("venue", _("Choose what kind of place.")),
                ("place", _("Choose the district or city.")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if kind == ActType.MEDIA and not link and not data.get("spot"):
            self.add_error("spot", _("Write in which newspaper, on which channel or site."))
        if data.get("with_authority") and not (data.get("institution") or data.get("authority")):
            self.add_error("authority", _("Write which local authority took part."))
        if kind in AT_A_PLACE and not self.errors:
            self._ask_together(data)
        return data

    def _ask_together(self, data: dict[str, Any]) -> None:
        """Only where another champion wrote down something of the same day, kind and place; of whom it is nothing is said."""
        place = Place.objects.filter(pk=data["place"]).first()
        found = self.twins(ActType(data["type"]), data["happened_on"], place, data["venue"])
        self.others = {one.code: one for one in found}
        if not found:
            return
        together = _("Yes, together: %(where)s")
        choices = [(code, together % {"where": where_words(one)}) for code, one in self.others.items()]
        self.fields["together"].widget = forms.RadioSelect(choices=[*choices, (APART, _("No, mine was another one"))])
        if data.get("together") not in {*self.others, APART}:
            self.add_error("together", str(ASKED_TOGETHER))

    def details(self) -> ActDetails:
        data = self.cleaned_data
        return ActDetails(
            type=ActType(data["type"]), happened_on=data["happened_on"], language=data["language"], link=data["link"],
            place=Place.objects.filter(pk=data["place"]).first() if data["place"] else None, spot=data["spot"],
            venue=data["venue"], with_authority=data["with_authority"],
            institution=self.institutions.get(data["institution"]) if data["with_authority"] else None,
            authority=data["authority"], women=data["women"] or 0, men=data["men"] or 0, young=data["young"] or 0,
            note=data["note"], tells_story=data["tells_story"], kit=[self.pieces[key] for key in data["kit"]],
            planned=self.plans.get(data["planned"]), held_with=self.others.get(data["together"]),
            is_apart=bool(self.others) and data["together"] == APART,
        )  # fmt: skip


class PhotoForm(OnceForm):
    """The photo comes together with the word that no child can be recognised, or not at all."""

    is_nobody_known = forms.BooleanField(label=NO_CHILD, required=False)
    file = forms.FileField(
        label=_("The photo"), required=False, help_text=_("jpg or png, up to 10 MB. Where and with what it was taken is removed."),
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png"}),
    )  # fmt: skip


class PlannedForm(OnceForm):
    """One thing for the plan of a year."""

    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=int, widget=forms.RadioSelect)
    type = radios("champion_act_types", _("What kind of thing"))
    activity = forms.CharField(
        label=_("What you will do"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Without names. Do not retell what somebody lived through."),
    )  # fmt: skip
    where = forms.CharField(label=_("Where"), max_length=1000)
    day = DatePartsField(
        label=_("On which day"), required=False, widget=DateParts(), help_text=_("If it is known already.")
    )
    with_whom = forms.CharField(
        label=_("Together with"), max_length=1000, help_text=_("Posts and bodies: school psychologist, akimat.")
    )
    reach_goal = forms.IntegerField(
        label=_("How many people you would like to reach"), min_value=1, max_value=MOST,
        widget=forms.NumberInput({"class": "in-4", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    risk_note = forms.CharField(
        label=_("What could go wrong, and what you do then"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    tells_story = story_tick()

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        choices = [(number, quarter_words(Quarter(year, number))) for number in QUARTERS]
        self.fields["quarter"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        day, number = data.get("day"), data.get("quarter")
        if day and number and Quarter.of(day) != Quarter(self.year, number):
            self.add_error("day", _("This day lies in another quarter."))
        return data

    def planned(self) -> Planned:
        data = self.cleaned_data
        return Planned(
            quarter=data["quarter"], type=ActType(data["type"]), activity=data["activity"], where=data["where"],
            with_whom=data["with_whom"], reach_goal=data["reach_goal"], risk_note=data["risk_note"], day=data["day"],
            tells_story=data["tells_story"],
        )  # fmt: skip


class ReportForm(OnceForm):
    """Three boxes; the numbers come of what was written down."""

    result = forms.CharField(
        label=_("What came of it"), max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Without names, and without retelling what somebody lived through."),
    )  # fmt: skip
    difficulty = forms.CharField(
        label=_("What was difficult"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    following = forms.CharField(
        label=_("What comes next"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    tells_story = story_tick()

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(data["result"], data["difficulty"], data["following"], tells_story=data["tells_story"])


def years_to_plan(since_year: int) -> list[int]:
    """This year and the next."""
    this = clock.today().year
    return [year for year in (this, this + 1) if year >= since_year]


def type_words(code: str) -> str:
    return code_list("champion_act_types").label(code)
