from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Person
from panah.foundation.departures.codes import Kind
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField

A_FEW = 4  # fewer are ticked one by one
KINDS = [(Kind.LEAVING, _("Leaves for good")), (Kind.LEAVE, _("Is on leave, and comes back"))]
OWN_KINDS = [(Kind.LEAVING, _("I leave for good")), (Kind.LEAVE, _("I am on leave, and come back"))]


class BeginForm(OnceForm):
    """Who goes, how, and from when until when."""

    person = forms.ChoiceField(label=_("Who?"))
    kind = forms.ChoiceField(label=_("How?"), choices=KINDS, widget=forms.RadioSelect)
    since = DatePartsField(
        label=_("From which day?"),
        help_text=_("The last day of work, or the first day of the leave"),
        widget=DateParts(),
    )
    until = DatePartsField(label=_("The last day of the leave"), widget=DateParts(), required=False)
    stand_in = forms.ChoiceField(
        label=_("Who stands in?"), required=False,
        help_text=_("Proposed for every line of the list; each line can go to somebody else."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choices = [(key, person.display_name) for key, person in self.people.items()]
        self.fields["stand_in"].choices = [("", ""), *choices]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", ""), *choices]  # type: ignore[attr-defined]
        self.fields["until"].is_needed_sometimes = True  # type: ignore[attr-defined]
        if is_own:
            del self.fields["person"]
            self.fields["kind"].choices = OWN_KINDS  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "kind": Kind(data["kind"]), "since": data["since"], "until": data["until"],
            "stand_in": self.people.get(data["stand_in"]),
        }  # fmt: skip


class PiecesForm(OnceForm):
    """Some lines of the list, or all of them."""

    are_all = forms.BooleanField(label=_("All of them"), required=False)
    pieces = forms.MultipleChoiceField(label=_("What?"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, pieces: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pieces"].choices = pieces  # type: ignore[attr-defined]
        self.fields["pieces"].is_needed_sometimes = True  # type: ignore[attr-defined]
        self.fields["pieces"].error_messages["invalid_choice"] = _(
            "The list has changed meanwhile. Look at it again; nothing was changed."
        )
        if len(pieces) < A_FEW:
            del self.fields["are_all"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("are_all"):
            data["pieces"] = [key for key, _label in self.fields["pieces"].choices]  # type: ignore[attr-defined]
        if not data.get("pieces") and "pieces" not in self.errors:
            self.add_error("pieces", forms.ValidationError(_("Tick at least one line.")))
        return data


class GiveForm(PiecesForm):
    """To whom."""

    to = forms.ChoiceField(label=_("Who has it from now on?"))

    def __init__(self, *args: Any, people: Mapping[str, Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", ""), *((key, person.display_name) for key, person in people.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class BackForm(PiecesForm):
    """After a leave."""

    answer = forms.ChoiceField(
        label=_("Does it come back?"), widget=forms.RadioSelect,
        choices=[("back", _("It comes back")), ("stays", _("It stays with whoever has it now"))],
    )  # fmt: skip


class NoteForm(OnceForm):
    """What the next lead must know and the record does not say."""

    note = long_text(
        _("What must the next lead know?"),
        _(
            "For example what calms the child, whom it trusts, what you promised. Whoever leads the case reads it, and those "
            "who supervise here; if the case goes to another organisation, these people there too. It is not printed."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
