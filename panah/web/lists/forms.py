from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.exchange.queries import read_list, sentence_of
from panah.casework.exchange.rules.listing import choice_faults
from panah.engines.tables.lists import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, ListColumn, PlainList
from panah.engines.tables.shapes import MEGABYTE, Fault
from panah.foundation.documents.codes import Unfit
from panah.foundation.documents.uploads import SENTENCES, HeldUpload
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm

SHOWN_FAULTS = 10
"""Faults of a file that are listed beside the field; of the rest only how many."""


_LIMITS = _(
    "Workbook (.xlsx) or text (.csv). Rows at most: %(rows)s. Columns at most: %(columns)s. Size at most, MB: %(megabytes)s."
)


class BringForm(OnceForm):
    """One file. It is read at once; what cannot be read is said with its row and column."""

    file = forms.FileField(label=_("File of the list"))
    plain: PlainList

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "megabytes": MOST_BYTES // MEGABYTE}
        self.fields["file"].help_text = str(_LIMITS) % limits

    def clean_file(self) -> object:
        upload = self.cleaned_data["file"]
        if isinstance(upload, HeldUpload) and upload.is_too_large:
            raise ValidationError(str(SENTENCES[Unfit.TOO_LARGE]))
        found = read_list(upload.read(), upload.name or "")
        if not isinstance(found, PlainList):
            raise ValidationError(fault_sentences(found))
        self.plain = found
        return upload


def fault_sentences(faults: list[Fault]) -> list[str]:
    said = [sentence_of(fault) for fault in faults[:SHOWN_FAULTS]]
    rest = len(faults) - SHOWN_FAULTS
    return [*said, str(_("Further faults, not listed here: %(count)s.")) % {"count": rest}] if rest > 0 else said


class ColumnsForm(forms.Form):
    """One question for each column: what it means. Its examples stand beside it, never those of where people come from."""

    def __init__(
        self, *args: Any, columns: tuple[ListColumn, ...], examples: dict[int, str], choices: dict[int, ListTarget],
        rest: StateOfRest, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.columns = columns
        for column in columns:
            self.fields[name_of(column)] = forms.ChoiceField(
                label=f"{column.letters}. {column.heading}" if column.heading else column.letters,
                help_text=examples.get(column.index, ""),
                choices=code_list("list_columns").choices(),
                initial=choices[column.index].value,
            )
        self.fields["rest"] = forms.ChoiceField(
            label=_("Cases of which the list does not say how they stand"),
            help_text=_("Only open cases get a deadline, and it starts today: old dates alarm nobody."),
            choices=[(StateOfRest.ACTIVE.value, _("are open")), (StateOfRest.CLOSED.value, _("are closed"))],
            widget=forms.RadioSelect,
            initial=rest.value,
        )

    @property
    def chosen(self) -> dict[int, ListTarget]:
        return {column.index: ListTarget(self.cleaned_data[name_of(column)]) for column in self.columns}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        names = {column.letters: name_of(column) for column in self.columns}
        for fault in choice_faults(self.columns, self.chosen):
            self.add_error(names.get(fault.column), sentence_of(fault))
        return data


def name_of(column: ListColumn) -> str:
    return f"column_{column.index}"
