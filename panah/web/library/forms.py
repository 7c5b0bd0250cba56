from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.documents.uploads import checked
from panah.foundation.reference.codes import code_list
from panah.programme.library.actions import EditionWords, ItemDetails
from panah.programme.library.codes import Audience, Spoken
from panah.programme.library.models import Item
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField
from panah.web.referrals.forms import radios, select

LESSON_LANGUAGES = (Spoken.KK, Spoken.RU)


def _line(label: Any, help_text: Any = "", *, length: int = 200, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=length, required=required)


def _few_words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=600, required=False, widget=forms.Textarea({"rows": 2})
    )


class FilterForm(forms.Form):
    kind = select("library_kinds", _("Kind"), required=False)
    stage = select("nrm_stages", _("Stage"), required=False)
    sector = select("trainee_sectors", _("Sector"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False,
        choices=[("", ""), *(pair for pair in code_list("library_languages").choices() if pair[0] != Spoken.BOTH)],
    )  # fmt: skip
    state = select("library_state", _("State"), required=False)


class ItemForm(OnceForm):
    """What is said of an entry, whatever its version."""

    kind = select("library_kinds", _("Kind"))
    title_kk = _line(_("Title in Kazakh"))
    title_ru = _line(_("Title in Russian"), _("One language is enough to begin; the page says which one is missing."))
    title_en = _line(_("Title in English"))
    summary_kk = _few_words(_("What it is for, in Kazakh"))
    summary_ru = _few_words(_("What it is for, in Russian"))
    audience = radios("library_audience", _("For whom is it?"))
    stage = select("nrm_stages", _("Stage"), required=False)
    sectors = forms.MultipleChoiceField(
        label=_("For which sectors?"), choices=code_list("trainee_sectors").choices(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: for all."),
    )  # fmt: skip
    review_by = DatePartsField(
        label=_("Look at it again by"), required=False, widget=DateParts(),
        help_text=_("Left open: one year after the approval."),
    )  # fmt: skip
    source_kind = select("lesson_sources", _("A lesson: where does it come from?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def details(self) -> ItemDetails:
        data = self.cleaned_data
        names = (
            "kind", "title_kk", "title_ru", "title_en", "summary_kk", "summary_ru", "stage", "sectors", "review_by"
        )  # fmt: skip
        return ItemDetails(audience=Audience(data["audience"]), **{name: data[name] for name in names})


def known(item: Item) -> dict[str, Any]:
    """What the entry says now, by the names of the form."""
    names = ("kind", "audience", "stage", "sectors", "review_by", "version")
    return {name: getattr(item, name) for name in names} | item.newest_words


class EditionForm(OnceForm):
    """A version in one language: a file or a text."""

    language = radios("library_languages", _("In which language?"))
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("A picture, a text or pdf, docx and xlsx, up to 10 MB."),
    )  # fmt: skip
    text = long_text(_("Or the text itself"), _("No names of children, families or colleagues."))
    changed_kk = _few_words(_("What is different from the version before, in Kazakh"))
    changed_ru = _few_words(_("What is different from the version before, in Russian"))

    def __init__(self, *args: Any, spoken: tuple[Spoken, ...] = tuple(Spoken), is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [pair for pair in code_list("library_languages").choices() if pair[0] in set(spoken)]
        self.fields["language"].choices = offered  # type: ignore[attr-defined]
        if is_first:
            del self.fields["changed_kk"], self.fields["changed_ru"]

    def words(self) -> EditionWords:
        data = self.cleaned_data
        paper = checked(data["file"]) if data.get("file") else None
        return EditionWords(Spoken(data["language"]), paper=paper, text=data["text"])

    def changed(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in ("changed_kk", "changed_ru")}


class LessonForm(EditionForm):
    """A lesson in one language: three answers."""

    happened = long_text(
        _("What happened?"), _("Without names, places of children, or anything by which somebody is recognised."),
        required=True,
    )  # fmt: skip
    learned = long_text(_("What did we learn?"), required=True)
    change = long_text(_("What do we change?"), _("Who does what differently from now on."), required=True)
    field_order = ("language", "happened", "learned", "change", "changed_kk", "changed_ru")

    def __init__(self, *args: Any, spoken: tuple[Spoken, ...] = LESSON_LANGUAGES, **kwargs: Any) -> None:
        super().__init__(*args, spoken=tuple(one for one in spoken if one is not Spoken.BOTH), **kwargs)
        del self.fields["file"], self.fields["text"]

    def words(self) -> EditionWords:
        data = self.cleaned_data
        answers = {name: data[name] for name in ("happened", "learned", "change")}
        return EditionWords(Spoken(data["language"]), **answers)


class ApproveForm(OnceForm):
    is_read = forms.BooleanField(
        label=_("I read all of it. It names no child, no family and no colleague, and nobody can be recognised by it."),
        error_messages={"required": _("Read all of it, and tick that nobody can be recognised by it.")},
    )
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def show(self, key: str) -> None:
        """What the page shows now is what the next tick is about: one for something else falls."""
        if self.is_bound and self.data.get("shown") != key:
            self.data = {name: self.data[name] for name in self.data if name != "is_read"} | {"shown": key}


class WithdrawForm(OnceForm):
    why = forms.CharField(
        label=_("Why does it no longer hold?"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=_("Those who use it will read this."),
    )  # fmt: skip
