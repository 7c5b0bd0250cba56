"""The questions about texts in another language than their paper, as part of a form; nothing typed in them is lost."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from panah.foundation.documents.codes import Wording
from panah.foundation.documents.rules import SaidOfText, is_whole
from panah.foundation.security.pages import Request
from panah.web.components import drafts
from panah.web.components.forms import OnceForm, long_text
from panah.web.papers.spoken import Said, Spoken
from panah.web.papers.words import LANGUAGE_NAMES

MISSING = _("Write the translation, or choose to print the text as it is written.")
WAYS = [
    (Wording.TRANSLATED, _("My translation")),
    (Wording.AS_WRITTEN, _("As it is written. The paper says in which language")),
]
PARTS = ("written", "way", "words")
LOOK = "look"  # the button that shows the texts of a paper and their languages, whatever these are
SHOWN = "asked"  # the texts whose questions stood on the page that was sent
F = TypeVar("F", bound="SpokenForm")


@dataclass(frozen=True)
class Asked:
    """One text with its questions."""

    key: str
    said: Said
    fields: Sequence[BoundField]


class SpokenForm(OnceForm):
    """``texts`` are those that somebody is asked about; the form may ask other things too."""

    def __init__(self, *args: Any, texts: Sequence[Said] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_aside: list[tuple[str, str]] = []
        self.texts = {_key(said): said for said in texts}
        for key, said in self.texts.items():
            self.fields |= _questions(key, said)

    @property
    def asked(self) -> list[Asked]:
        return [
            Asked(key, said, [self[f"{part}_{key}"] for part in PARTS]) for key, said in self.texts.items()
        ]  # fmt: skip

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed about texts of which this page does not ask: it travels along until it is asked again."""
        return _carried(self.data, self.fields) if self.is_bound else self.kept_aside

    @property
    def plain(self) -> list[BoundField]:
        """What the form asks besides."""
        own = {f"{part}_{key}" for key in self.texts for part in PARTS}
        return [bound for bound in self if bound.name not in own]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for key, said in self.texts.items():
            if f"written_{key}" in data and not is_whole(self._of(key, said)):
                empty = f"words_{key}" if data.get(f"way_{key}") == Wording.TRANSLATED else f"way_{key}"
                self.add_error(empty, str(MISSING))
        return data

    @property
    def decided(self) -> list[SaidOfText]:
        """What is new in what was decided; a text in the language of the paper asks for nothing."""
        every = [(said, self._of(key, said)) for key, said in self.texts.items()]
        return [one for said, one in every if _is_new(said, one)]

    def _of(self, key: str, said: Said) -> SaidOfText:
        data = self.cleaned_data
        written, way = data[f"written_{key}"], data.get(f"way_{key}", "")
        if written == said.language:
            return SaidOfText(said.text, written, said.language, Wording.NOT_NEEDED)
        return SaidOfText(
            said.text, written, said.language, Wording(way) if way else Wording.NOT_NEEDED, data.get(f"words_{key}", "")
        )


def _key(said: Said) -> str:
    return hashlib.sha256(said.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _carried(data: Mapping[str, Any], fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    starts = tuple(f"{part}_" for part in PARTS)
    return [(name, str(data[name])) for name in data if name.startswith(starts) and name not in fields]


def brought_back(request: Request, form: SpokenForm) -> None:
    """A draft may hold what was typed about texts that only show once the form is sent."""
    place = drafts.place_at(request.path)
    draft = drafts.found(request.actor, place) if place is not None and not form.is_bound else None
    if draft is not None:
        form.kept_aside = _carried(draft.content, form.fields)


def with_texts(
    make: Callable[[QueryDict | None, Sequence[Said]], F],
    data: QueryDict | None,
    texts_of: Callable[[F], Spoken | None],
) -> tuple[F, bool]:
    """The form as it was sent, with questions about texts in another language; true where it must be looked at first.

    The first call leaves the texts out: which there are hangs on what else was chosen. ``texts_of`` draws the paper from a
    form that is right, to see which texts stand on it.
    """
    form = make(data, ())
    spoken = texts_of(form) if data is not None and form.is_valid() else None
    if data is None or spoken is None:
        return form, False
    shown = set(data.getlist(SHOWN))
    texts = [one for one in spoken.all if one.is_open or _key(one) in shown or LOOK in data]
    new = [_key(one) for one in texts if _key(one) not in shown]
    if new:
        data = _with_guesses(data, texts)
    form = make(data, texts)
    if new:
        for name in list(form.errors):
            form.errors.pop(name)
    return form, bool(new) or LOOK in data


def _with_guesses(data: QueryDict, texts: Sequence[Said]) -> QueryDict:
    """Asked for the first time: as it is guessed, or was said before."""
    filled = data.copy()
    for one in texts:
        for name, field in _questions(_key(one), one).items():
            if name not in filled:
                filled[name] = str(field.initial or "")
    return filled


def _questions(key: str, said: Said) -> dict[str, forms.Field]:
    kept = said.kept
    way = forms.ChoiceField(label=_("On the paper"), choices=WAYS, required=False, widget=forms.RadioSelect)
    way.initial = kept.wording if kept is not None else ""
    words = long_text(
        _("Translation"), _("By a person, here: nothing is sent to a translator outside. Say the same and no more.")
    )
    words.initial = kept.words if kept is not None else ""
    way.is_needed_sometimes = words.is_needed_sometimes = True  # type: ignore[attr-defined]
    written = forms.ChoiceField(label=_("Written in"), choices=list(LANGUAGE_NAMES.items()), initial=said.written_in)
    return {f"written_{key}": written, f"way_{key}": way, f"words_{key}": words}


def _is_new(said: Said, one: SaidOfText) -> bool:
    if said.kept is None:
        return one.wording is not Wording.NOT_NEEDED or bool(said.foreign)
    return (said.kept.wording, said.kept.written_in, said.kept.words) != (
        one.wording,
        one.written_in,
        one.words.strip(),
    )
