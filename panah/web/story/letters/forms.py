"""What somebody fills in before a letter is made; everything else comes from the record."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.codes import LetterKind
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import long_text
from panah.web.fields import DatePartsField
from panah.web.papers.spoken_form import SpokenForm
from panah.web.papers.words import languages_of

CHILD = "child"


class RecipientField(forms.ChoiceField):
    """Offers the child and its safe adults. Another adult of the family, sent all the same, is refused by the action."""

    known: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.known or super().valid_value(value)


class LetterForm(SpokenForm):
    """The language is that of the paper, whatever the reader's."""

    language = forms.ChoiceField(label=_("Language of the paper"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: LetterKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages_of(kind)  # type: ignore[attr-defined]


class FamilyLetterForm(LetterForm):
    recipient = RecipientField(label=_("For whom"), widget=forms.RadioSelect, initial=CHILD)

    def __init__(self, *args: Any, adults: Sequence[tuple[str, str]], known: frozenset[str], **kwargs: Any) -> None:
        """``adults`` may get it; ``known`` are all of the family, by id."""
        super().__init__(*args, **kwargs)
        field = self.fields["recipient"]
        field.choices = [(CHILD, code_list("letter_recipients").lazy_label(CHILD)), *adults]  # type: ignore[attr-defined]
        field.known = known  # type: ignore[attr-defined]


class ConsentLetterForm(FamilyLetterForm):
    scope = forms.ChoiceField(
        label=_("For what"), choices=code_list("consent_scopes").choices(), widget=forms.RadioSelect
    )
    with_whom = forms.CharField(
        label=_("Who will know"), required=False, max_length=200, help_text=_("Empty: only we ourselves.")
    )
    until = DatePartsField(label=_("Until"), required=False)
    with_pictures = forms.BooleanField(label=_("With pictures to point at, for a younger child"), required=False)


class ClosureLetterForm(FamilyLetterForm):
    call_on = DatePartsField(label=_("When we call to ask how the child is"), required=False)


class CardForm(LetterForm):
    is_safe_to_carry = forms.ChoiceField(
        label=_("Is it safe for the child to carry a paper with your phone?"),
        choices=[("no", _("No, or I do not know")), ("yes", _("Yes, the child says so and I think so too"))],
        widget=forms.RadioSelect,
        initial="no",
        help_text=_("Think of who empties the pockets, who washes the clothes, who answers the phone."),
    )
    first_name = forms.CharField(label=_("Your first name, as the child knows you"), max_length=60)
    phone = forms.CharField(label=_("Phone"), max_length=30)
    next_meeting = DatePartsField(label=_("Next meeting"), required=False)


class TransferLetterForm(LetterForm):
    to = forms.CharField(label=_("To which organisation"), max_length=200)
    summary = long_text(_("Summary"), _("Only what the next lead needs. No home, workplace, citizenship or status."))


FORMS: dict[LetterKind, type[LetterForm]] = {
    LetterKind.CHILD_CARD: CardForm,
    LetterKind.CONSENT_FORM: ConsentLetterForm,
    LetterKind.PLAN_COPY: FamilyLetterForm,
    LetterKind.ASSESSMENT_SUMMARY: LetterForm,
    LetterKind.TRANSFER_FORM: TransferLetterForm,
    LetterKind.CLOSURE_LETTER: ClosureLetterForm,
    LetterKind.EXTRACT: FamilyLetterForm,
    LetterKind.ACCESS_LIST: FamilyLetterForm,
}
