"""The questions of the public report: thirteen, three of them required. Each text is taken whole or refused, never cut."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.rules import LIMITS, MOST_CHILDREN
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_choices
from panah.web.components.child_words import language_now

UNKNOWN = "unknown"
COUNT = "children"  # how many children are asked about; no field of its own
OF_A_CHILD = ("age_band", "sex", "child_language", "name")
NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
PLAIN_CHOICE = {"invalid_choice": _("Choose one of the answers on this page.")}
PLAIN_CHOICES = {**PLAIN_CHOICE, "invalid_list": PLAIN_CHOICE["invalid_choice"]}


def plain(text: str) -> str:
    """Without signs that cannot be seen and can only mislead or break: control signs, overrides of direction, halves of pairs."""
    return NOT_SHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class WordsField(forms.CharField):
    """Free words with a limit that is said, not enforced by cutting: no ``maxlength`` on the input."""

    def __init__(self, limit: int, **options: Any) -> None:
        super().__init__(required=options.pop("required", False), **options)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        return super().to_python(None if value is None else plain(str(value))) or ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            words = _("This text has %(length)d characters; %(limit)d fit. Shorten it: it stays here until you do.")
            raise ValidationError(words, code="too_long", params={"length": len(value), "limit": self.limit})


class StepForm(forms.Form):
    """One step, made from lists of texts by field: to look at them, or (``is_checked``) to say what is wrong with them."""

    use_required_attribute = False

    def __init__(self, answers: Mapping[str, list[str]] | None = None, *, is_checked: bool = False) -> None:
        given = MultiValueDict(answers or {})
        super().__init__(given if is_checked else None, label_suffix="")
        self.fields.update(self.further_fields(answers or {}))
        for name, field in self.fields.items():
            if given.getlist(name):
                many = isinstance(field, forms.MultipleChoiceField)
                self.initial[name] = given.getlist(name) if many else given.getlist(name)[-1]

    def further_fields(self, answers: Mapping[str, list[str]]) -> dict[str, forms.Field]:
        """Fields that are there because of what was answered before."""
        return {}

    def posted(self, data: QueryDict) -> dict[str, list[str]]:
        """What a page posted for the fields of this step, without signs that cannot be shown."""
        texts = {name: [plain(text) for text in data.getlist(name)] for name in self.fields}
        return {name: [text for text in found if text.strip()] for name, found in texts.items()}

    @property
    def has_too_long_text(self) -> bool:
        return any(error.code == "too_long" for errors in self.errors.as_data().values() for error in errors)


@cache
def _rows(name: str) -> Callable[[], list[tuple[str, Promise]]]:
    """The rows of a code list, asked for late: a form copies its fields whole, and would copy each row with them."""
    rows = code_list(name).choices()
    return lambda: rows


def radios(name: str, label: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=_rows(name), widget=forms.RadioSelect, required=False,
        error_messages=PLAIN_CHOICE, **options,
    )  # fmt: skip


def _select(name: str, label: Any, **options: Any) -> forms.ChoiceField:
    choices = [("", _("not known")), *(row for row in _rows(name)() if row[0] != UNKNOWN)]
    return forms.ChoiceField(
        label=label, choices=lambda: choices, required=False, error_messages=PLAIN_CHOICE, **options
    )


def _places() -> list[tuple[str, Any]]:
    return [("", _("Choose")), (UNKNOWN, _("I do not know")), *place_choices(language_now())]


class DangerForm(StepForm):
    is_danger_now = radios("danger_now", _("Is the child in danger now?"))


class SeenForm(StepForm):
    signs = forms.MultipleChoiceField(
        label=_("What worried you?"),
        help_text=_("Tick all that you saw or heard. Do not question the child: a specialist will."),
        choices=_rows("public_signs"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={**PLAIN_CHOICES, "required": _("Tick at least one sign. “Something else” is one too.")},
    )
    what_was_seen = WordsField(
        LIMITS["what_was_seen"],
        label=_("What exactly did you see?"),
        help_text=_("In your words, in any language."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


class NightForm(StepForm):
    sleeps_tonight = radios("sleeps_tonight", _("Where does the child sleep tonight?"))
    sleeps_with = WordsField(
        LIMITS["sleeps_with"],
        label=_("With whom?"),
        help_text=_("Only what you know already. Do not ask around."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class ChildForm(StepForm):
    """The children: as many groups of four fields as were asked for, and of several whether they are of one family."""

    place = forms.ChoiceField(
        label=_("Where is the child now?"),
        choices=_places,
        error_messages={**PLAIN_CHOICE, "required": _("Choose a district or region, or “I do not know”.")},
    )
    where_child_is = WordsField(
        LIMITS["where_child_is"],
        label=_("How to find this place"),
        help_text=_("Market, street, school, whose house: as you would tell a friend."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def further_fields(self, answers: Mapping[str, list[str]]) -> dict[str, forms.Field]:
        count = children_in(answers)
        fields = {name: field for number in range(1, count + 1) for name, field in _child_fields(number).items()}
        if count > 1:
            fields["is_same_family"] = radios("yes_no_unknown", _("Are they of one family?"))
        return fields

    @property
    def children(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each child, by its number."""
        numbers = range(1, MOST_CHILDREN + 1)
        names = [(number, [child_field(name, number) for name in OF_A_CHILD]) for number in numbers]
        return [(number, [self[name] for name in found]) for number, found in names if found[0] in self.fields]


def _child_fields(number: int) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "age_band": _select("age_band", _("How old is the child?")),
        "sex": radios("sex_of_child", _("Girl or boy?")),
        "child_language": _select("languages_spoken", _("Which language does the child speak?")),
        "name": WordsField(
            LIMITS["name"],
            label=_("What is the child called?"),
            help_text=_("Only if you know it. Do not ask. A newborn may have no name yet: that is fine."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
    }
    return {child_field(name, number): field for name, field in fields.items()}


def child_field(name: str, number: int) -> str:
    """The field of one child: of the first by its name, of the second ``name_2``."""
    return name if number == 1 else f"{name}_{number}"


def children_in(answers: Mapping[str, list[str]]) -> int:
    """How many children a report names so far."""
    count = (answers.get(COUNT) or ["1"])[-1]
    return min(max(int(count), 1), MOST_CHILDREN) if count.isdecimal() else 1


class YouForm(StepForm):
    reporter_contact = WordsField(
        LIMITS["reporter_contact"],
        label=_("Your phone"),
        help_text=_("Only a specialist will call. You may give another way to reach you instead."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    stays_anonymous = forms.BooleanField(label=_("I want to stay anonymous"), required=False)
    safe_time = radios("safe_time", _("When is it safe to call you?"))
    reporter_role = forms.ChoiceField(
        label=_("Who are you?"),
        choices=[("", _("I do not want to say"))]
        + [row for row in code_list("reporter_roles").choices() if row[0] != "not_said"],
        required=False,
        error_messages=PLAIN_CHOICE,
    )

    def clean_reporter_contact(self) -> str:
        return normalised_phone(str(self.cleaned_data["reporter_contact"]))

    def clean(self) -> None:
        has_contact = bool(self.cleaned_data.get("reporter_contact"))
        if "reporter_contact" in self.errors or has_contact != bool(self.cleaned_data.get("stays_anonymous")):
            return
        if has_contact:
            self.add_error("stays_anonymous", _("You gave a phone and chose to stay anonymous. Leave one of the two."))
        else:
            self.add_error("reporter_contact", _("Give a phone, or choose to stay anonymous."))


class ReceiptForm(StepForm):
    receipt = forms.CharField(
        label=_("The 16 digits of your receipt"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Enter the 16 digits of your receipt.")},
    )


class MessageForm(StepForm):
    message = WordsField(
        LIMITS["message"],
        label=_("Add something"),
        help_text=_("Up to 2,000 characters. A specialist reads it."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        required=True,
        error_messages={"required": _("Write what you want to add.")},
    )


def normalised_phone(text: str) -> str:
    """+7 701 000 00 00 for any way to write it; what is no phone stays as it is, for there are other ways to be reached."""
    try:
        number = phonenumbers.parse(text, "KZ")
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(number) or any(sign.isalpha() for sign in text):
        return text
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
