from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.engines.tables.lists import MOST_BYTES, MOST_COLUMNS, PlainList
from panah.engines.tables.shapes import MEGABYTE, Fault
from panah.foundation.documents.codes import Unfit
from panah.foundation.documents.uploads import SENTENCES, HeldUpload
from panah.programme.directory.queries import heading_phrases, read_list, sentence_of
from panah.programme.training.rules.listing import MOST_TRAINED
from panah.web.components.forms import OnceForm

SHOWN_FAULTS = 10


class BringListForm(OnceForm):
    """One file, read at once by the headings that are known; what cannot be read is said with its row and column."""

    file = forms.FileField(label=_("File of the list"))
    plain: PlainList

    def __init__(self, *args: Any, columns: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._columns = columns
        limits = {"rows": MOST_TRAINED, "columns": MOST_COLUMNS, "megabytes": MOST_BYTES // MEGABYTE}
        self.fields["file"].help_text = str(_LIMITS) % limits

    def clean_file(self) -> object:
        upload = self.cleaned_data["file"]
        if isinstance(upload, HeldUpload) and upload.is_too_large:
            raise ValidationError(str(SENTENCES[Unfit.TOO_LARGE]))
        found = read_list(upload.read(), upload.name or "", heading_phrases(self._columns))
        if not isinstance(found, PlainList):
            raise ValidationError(fault_sentences(found))
        self.plain = found
        return upload


_LIMITS = _(
    "Workbook (.xlsx) or text (.csv). Rows at most: %(rows)s. Columns at most: %(columns)s. Size at most, MB: %(megabytes)s."
)


def fault_sentences(faults: list[Fault], most: int = SHOWN_FAULTS) -> list[str]:
    said = [sentence_of(fault) for fault in faults[:most]]
    rest = len(faults) - most
    return [*said, str(_("Further faults, not listed here: %(count)s.")) % {"count": rest}] if rest > 0 else said
