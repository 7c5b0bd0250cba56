"""Every form as paper: labels, hints, boxes and lines, for work without a network. It holds nothing of a case.

``?blank=1`` shows the twin of whatever form a page has. What a page puts into its form for one case, such as the names of
adults or the days of a plan, becomes a line to write on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import get_language

from panah.foundation.reference.codes import code_list, code_list_names
from panah.web.components.grown_words import grown_labels, suited
from panah.web.components.values import Words
from panah.web.fields import PartialDateField

ASKS_ONLY = frozenset({"filter"})  # forms that only narrow a list
MANY_CHOICES = 40  # more than these are looked up, not ticked


@dataclass(frozen=True)
class Question:
    """One field as it stands on paper; ``kind`` is choice, tick, date, text, line or file."""

    label: Words
    kind: str
    hint: Words = ""
    choices: tuple[Words, ...] = ()
    is_optional: bool = False
    is_several: bool = False


def forms_in(values: Mapping[str, Any]) -> list[Form]:
    """The forms of a page that somebody fills in, in their order, each once; none that holds a password."""
    found: list[Form] = []
    for name, value in values.items():
        for form in _forms(value):
            is_known = any(form is one or type(form) is type(one) for one in found)
            if name not in ASKS_ONLY and not is_known and _is_for_paper(form):
                found.append(form)
    return found


def _forms(value: Any) -> Iterator[Form]:
    if isinstance(value, Form):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _forms(one)


def _is_for_paper(form: Form) -> bool:
    fields = [field for field in form.fields.values() if not field.widget.is_hidden]
    return bool(fields) and not any(isinstance(field.widget, forms.PasswordInput) for field in fields)


def questions_of(form: Form) -> list[Question]:
    """Every field that is seen, without what was typed and without what belongs to one case."""
    return [
        _question(form, name, field) for name, field in form.fields.items() if not form[name].is_hidden
    ]  # the order of the form


def _question(form: Form, name: str, field: forms.Field) -> Question:
    known, standing = form.base_fields.get(name), getattr(form, "standing", "")
    label: Words = (suited(known.label, standing) if known is not None and known.label else field.label) or ""
    choices = tuple(_of_the_house(getattr(field, "choices", ())))
    return Question(
        label=label if known is not None or is_of_the_house(label) else "",
        kind=_kind(field, choices),
        hint=suited(known.help_text, standing) if known is not None else "",
        choices=choices if len(choices) <= MANY_CHOICES else (),
        is_optional=not field.required and not getattr(field, "is_needed_sometimes", False),
        is_several=isinstance(field, forms.MultipleChoiceField),
    )


def _kind(field: forms.Field, choices: tuple[Words, ...]) -> str:
    if isinstance(field, PartialDateField):
        return "date"
    if isinstance(field, forms.FileField):
        return "file"
    if isinstance(field, forms.BooleanField):
        return "tick"
    if choices and len(choices) <= MANY_CHOICES:
        return "choice"
    return "text" if isinstance(field.widget, forms.Textarea) else "line"


def _of_the_house(choices: Iterable[Any]) -> Iterator[Words]:
    """Choices whose words stand in a catalogue or a code list of this program; others come from a record."""
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from _of_the_house(label)
        elif code not in ("", None) and isinstance(label, Promise):
            yield label


def is_of_the_house(words: Words) -> bool:
    return isinstance(words, Promise) or str(words) in _labels(get_language() or "kk")


@cache
def _labels(language: str) -> frozenset[str]:
    lists = (code_list(name) for name in code_list_names())
    labels = frozenset(one.label(code, language) for one in lists for code in one.codes)
    return labels | frozenset(grown_labels(language).values())
