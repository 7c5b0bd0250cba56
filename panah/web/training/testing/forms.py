from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import MEGABYTE, Table
from panah.foundation.documents.codes import Unfit
from panah.foundation.documents.uploads import SENTENCES, HeldUpload
from panah.foundation.reference.codes import code_list
from panah.programme.training.codes import ItemKind, Wave
from panah.programme.training.models import Item, TestPaper
from panah.programme.training.queries.testing import key_of
from panah.programme.training.rules.practice import LONGEST_WORDS, MOST_REFERRED, Told
from panah.programme.training.rules.scoring import (
    LETTERS,
    MOST_ITEMS,
    MOST_OPTIONS,
    DraftItem,
    DraftOption,
    NoSuchOption,
    read_answer,
    true_or_false,
    written,
)
from panah.web.components.forms import OnceForm
from panah.web.public.forms import WordsField
from panah.web.templatetags.parts import first_input
from panah.web.training.testing.words import said_of_all

LONGEST_QUESTION = 600
LONGEST_OPTION = 300
MOST_BYTES = 2 * MEGABYTE


def field_of(number: int) -> str:
    return f"q{number}"


class SitForm(forms.Form):
    """The test on a phone: one question after the other. What is not answered is asked about once more, not required."""

    use_required_attribute = False

    def __init__(self, *args: Any, items: Sequence[Item], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        self.items = items
        for item in items:
            self.fields[field_of(item.number)] = question = _question(item, language)
            question.is_needed_sometimes = True  # type: ignore[attr-defined]

    def answers(self) -> dict[int, str]:
        found = {item.number: self.cleaned_data.get(field_of(item.number)) or "" for item in self.items}
        return {number: written(chosen) for number, chosen in found.items()}

    def missing(self) -> list[tuple[int, str]]:
        """What is not answered, with the place on the page where its first answer stands."""
        numbers = [number for number, chosen in self.answers().items() if not chosen]
        return [(number, first_input(self[field_of(number)])) for number in numbers]


def _question(item: Item, language: str) -> forms.Field:
    choices = [(one.letter, one.text(language)) for one in item.options.all()]
    label = f"{item.number}. {item.text(language)}"
    if item.kind == ItemKind.SEVERAL:
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
            help_text=_("Choose all that are right."),
        )  # fmt: skip
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class OwnCodeForm(forms.Form):
    use_required_attribute = False
    own = forms.CharField(
        label=_("Your own code"), max_length=40, help_text=_("Five letters and digits. Your trainer gave it to you."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "in-4"}),
        error_messages={"required": _("Write your own code.")},
    )  # fmt: skip


class PracticeForm(forms.Form):
    """Four questions, half a year later. Of whom somebody referred nothing is asked."""

    use_required_attribute = False
    used = forms.ChoiceField(
        label=_("Do you use what you learnt?"), widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you use what you learnt.")},
    )  # fmt: skip
    often = forms.ChoiceField(label=_("How often?"), required=False, widget=forms.RadioSelect)
    referred = forms.IntegerField(
        label=_("How many children or families have you referred to help since then?"), required=False, min_value=0,
        max_value=MOST_REFERRED, help_text=_("Only the number; 0 if nobody. Not who it was."),
        widget=forms.NumberInput({"inputmode": "numeric", "class": "in-4"}),
    )  # fmt: skip
    obstacles = forms.MultipleChoiceField(
        label=_("What stands in the way?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = WordsField(
        LONGEST_WORDS, label=_("In your own words"), widget=forms.Textarea({"rows": 3}),
        help_text=_("Please name no child, no family and no address here."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        for name, listed in (("used", "practice_use"), ("often", "practice_often"), ("obstacles", "practice_obstacle")):
            field: Any = self.fields[name]
            field.choices = code_list(listed).choices()

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(data["used"], data["often"], data["referred"], tuple(data["obstacles"]))


class PhonePracticeForm(PracticeForm, OnceForm):
    """The same four questions, as they were answered by telephone."""


class PaperForm(OnceForm):
    """Titles of a test; of which module where it is new."""

    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=160)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=160)


class NewPaperForm(PaperForm):
    module = forms.ChoiceField(label=_("Module"))
    field_order = ("module", "title_kk", "title_ru")

    def __init__(self, *args: Any, modules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["module"]
        field.choices = modules


class NamePaperForm(PaperForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ItemForm(OnceForm):
    """One question with its answers in both languages. Of a sentence that is right or not only which of the two."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    position = forms.IntegerField(
        label=_("Place in the test"), min_value=1, max_value=MOST_ITEMS, required=False,
        help_text=_("Empty: at the end."), widget=forms.NumberInput({"class": "in-4"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of question"), widget=forms.RadioSelect)
    kk = forms.CharField(
        label=_("Question in Kazakh"), max_length=LONGEST_QUESTION, widget=forms.Textarea({"rows": 2, "lang": "kk"})
    )
    ru = forms.CharField(
        label=_("Question in Russian"), max_length=LONGEST_QUESTION, widget=forms.Textarea({"rows": 2, "lang": "ru"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = code_list("test_item_kind").choices()
        for letter in LETTERS[:MOST_OPTIONS]:
            for language, label in (("kk", _("in Kazakh")), ("ru", _("in Russian"))):
                self.fields[f"{letter}_{language}"] = forms.CharField(
                    label=f"{letter}, {label}", max_length=LONGEST_OPTION, required=False,
                    widget=forms.TextInput({"lang": language}),
                )  # fmt: skip
        self.fields["right"] = forms.MultipleChoiceField(
            label=_("Right answer"), choices=[(letter, letter) for letter in LETTERS], required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("For true or false: A is “true”, B is “false”; the answers write themselves."),
        )  # fmt: skip

    def draft(self) -> DraftItem:
        data, rights = self.cleaned_data, set(self.cleaned_data["right"])
        if data["kind"] == ItemKind.TRUE_FALSE:
            return true_or_false(data["kk"], data["ru"], is_true=rights == {"A"})
        options = tuple(
            DraftOption(data[f"{letter}_kk"], data[f"{letter}_ru"], letter in rights)
            for letter in LETTERS
            if data[f"{letter}_kk"] or data[f"{letter}_ru"]
        )
        return DraftItem(data["kk"], data["ru"], options, ItemKind(data["kind"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        filled = [one for one in LETTERS if data.get(f"{one}_kk") or data.get(f"{one}_ru")]
        is_sentence = data.get("kind") == ItemKind.TRUE_FALSE
        if is_sentence and len(set(data.get("right", ())) & {"A", "B"}) != 1:
            self.add_error("right", _("Mark A for true or B for false."))
        elif not is_sentence and filled != list(LETTERS[: len(filled)]):
            self.add_error(f"{LETTERS[len(filled) - 1]}_kk", _("Fill the answers in from A on, without a gap."))
        elif not is_sentence and set(data.get("right", ())) - set(filled):
            self.add_error("right", _("An answer that is empty is marked as right."))
        return data


def shown_item(draft: DraftItem, number: int) -> dict[str, Any]:
    """What the form of a question shows of it as it stands."""
    values: dict[str, Any] = {"kk": draft.kk, "ru": draft.ru, "kind": draft.kind.value, "position": number}
    values["right"] = [letter for letter, one in zip(LETTERS, draft.options, strict=False) if one.is_right]
    for letter in LETTERS:
        values |= {f"{letter}_kk": "", f"{letter}_ru": ""}
    if draft.kind is not ItemKind.TRUE_FALSE:
        for letter, one in zip(LETTERS, draft.options, strict=False):
            values |= {f"{letter}_kk": one.kk, f"{letter}_ru": one.ru}
    return values


class TypedForm(OnceForm):
    """The letters of one sheet, as they stand on it."""

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[field_of(item.number)] = forms.CharField(
                label=str(item.number), required=False, max_length=20, help_text=" ".join(key_of(item).letters),
                widget=forms.TextInput({"autocapitalize": "characters"}),
            )  # fmt: skip
            self.fields[field_of(item.number)].is_needed_sometimes = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.letters: dict[int, str] = {}
        for item in self.items:
            try:
                self.letters[item.number] = written(read_answer(key_of(item), data.get(field_of(item.number)) or ""))
            except NoSuchOption as no:
                words = _("Write one letter.") if no.is_too_many else _("This question has no such answer.")
                self.add_error(field_of(item.number), words)
        return data


def letters_in(answers: Mapping[int, str]) -> dict[str, str]:
    return {field_of(number): chosen for number, chosen in answers.items()}


class TableForm(OnceForm):
    """A table of scanned sheets: read at once, and what cannot be read is said with its row and column."""

    wave = forms.ChoiceField(label=_("Which test?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Table of answers"),
        help_text=_(
            "Workbook (.xlsx) or text (.csv). First column: the participant's code; then one column for each question, "
            "with its number above and letters below."
        ),
    )
    found: Table

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wave: Any = self.fields["wave"]
        wave.choices = code_list("test_wave").choices()

    @property
    def which(self) -> Wave:
        return Wave(self.cleaned_data["wave"])

    def clean_file(self) -> object:
        upload = self.cleaned_data["file"]
        if (isinstance(upload, HeldUpload) and upload.is_too_large) or upload.size > MOST_BYTES:
            raise ValidationError(str(SENTENCES[Unfit.TOO_LARGE]))
        found = read_table(upload.read(), upload.name or "")
        if not isinstance(found, Table):
            raise ValidationError(said_of_all(found))
        self.found = found
        return upload


class ChoosePaperForm(OnceForm):
    paper = forms.ChoiceField(label=_("Test of this training"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, papers: Sequence[TestPaper], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.choices = [(one.code, f"{one.label(language)}, {one.number}") for one in papers]
