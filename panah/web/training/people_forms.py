"""Who takes part: the same questions at the door, from a letter with names, and on the public page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_choices
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.rules import full_phone, is_a_name
from panah.programme.training.actions import Asked
from panah.programme.training.codes import CameBy
from panah.programme.training.models import Event
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.referrals.forms import sometimes
from panah.web.training.forms import late

UNKNOWN = "unknown"


def _sexes() -> list[tuple[str, Any]]:
    return [*late("sex_of_adult", ("female", "male"))(), (UNKNOWN, _("I do not want to say"))]


class PersonForm(OnceForm):
    """Ten questions. The telephone may stay empty; so may the post."""

    name = forms.CharField(
        label=_("Family name and given name"), max_length=160, help_text=_("As they are to stand on the certificate."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    sector = forms.ChoiceField(label=_("Where do you work?"), choices=late("trainee_sectors", first=_("Choose")))
    post = forms.CharField(label=_("Post"), required=False, max_length=120)
    workplace = forms.CharField(
        label=_("School, clinic or office"), max_length=200, help_text=_("With its number, for example: School 12.")
    )
    place = forms.ChoiceField(label=_("District or city"))
    language = forms.ChoiceField(label=_("In which language do you want to learn?"), widget=forms.RadioSelect)
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("We call only about this training: if the day or the room changes."),
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=_("Woman or man"), choices=_sexes, widget=forms.RadioSelect, initial=UNKNOWN,
        help_text=_("We only count how many women and men learn."),
    )  # fmt: skip
    may_be_asked = sometimes(
        forms.BooleanField(
            label=_("You may ask me in half a year what I use of it"), required=False,
            help_text=_("You can take this back at any time."),
        )
    )  # fmt: skip

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self._choose("place", [("", _("Choose")), *place_choices(language_now())])
        self._choose("language", late("languages_spoken", tuple(event.languages))())
        if len(event.languages) == 1:
            self.initial.setdefault("language", event.languages[0])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not is_a_name(name) or len(name.split()) < 2:
            raise forms.ValidationError(_("Write the family name and the given name in letters."))
        return name

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data.get("phone") or "").strip()
        if phone and not full_phone(phone):
            raise forms.ValidationError(_("Write the telephone with all its digits, for example +7 701 000 00 00."))
        return phone

    def details(self) -> AdultDetails:
        data = self.cleaned_data
        return AdultDetails(
            name=data["name"], sector=TraineeSector(data["sector"]), sex=data["sex"], post=data["post"],
            workplace=data["workplace"], place=Place.objects.get(pk=data["place"]), phone=data["phone"],
            languages=(data["language"],),
        )  # fmt: skip

    def asked(self) -> Asked:
        return Asked(self.cleaned_data["language"], bool(self.cleaned_data["may_be_asked"]))


class EnrolHereForm(PersonForm):
    """What whoever holds the training writes for somebody else."""

    came_by = forms.ChoiceField(
        label=_("How did this person come?"), widget=forms.RadioSelect, initial=CameBy.WALK_IN,
        choices=late("training_came_by", (CameBy.WALK_IN, CameBy.LIST)),
    )  # fmt: skip
    field_order = (
        "name",
        "sector",
        "post",
        "workplace",
        "place",
        "language",
        "phone",
        "sex",
        "came_by",
        "may_be_asked",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.fields["sector"].label = _("Sector")
        self.fields["language"].label = _("Language")
        self.fields["phone"].help_text = _("Leave it empty if there is none.")
        self.fields["may_be_asked"].label = _("Agrees to be asked in half a year")
        self.fields["may_be_asked"].help_text = _("Only if the person said yes.")
        self.fields["sex"].choices = [  # type: ignore[attr-defined]
            *late("sex_of_adult", ("female", "male"))(), (UNKNOWN, _("Did not say")),
        ]  # fmt: skip
