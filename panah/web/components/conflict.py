"""Two people wrote the same form: what stands now beside what one wrote oneself, field by field, and a choice for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.web.components.values import Words
from panah.web.fields import PartialDate

CHOICE = "keep-"  # the name of the radios of a field: keep-observed = theirs, mine or both
VERSION = "version"
Values = Mapping[str, Any]
Stands = Callable[[], Values]


@dataclass(frozen=True)
class Difference:
    """One field that both wrote, in words."""

    name: str
    label: Words
    theirs: str
    mine: str
    can_join: bool  # texts may stand one below the other

    @property
    def choice(self) -> str:
        return CHOICE + self.name


@dataclass(frozen=True)
class Conflict:
    differences: list[Difference] = field(default_factory=list)


def merged(fields: Mapping[str, forms.Field], posted: QueryDict, stands: Values, prefix: str = "") -> QueryDict:
    """What was sent, with theirs taken for each field where the writer chose it, or both texts; ``prefix`` as a form has it."""
    data, before = posted.copy(), f"{prefix}-" if prefix else ""
    own = CHOICE + before
    for name in [key.removeprefix(own) for key in posted if key.startswith(own)]:
        chosen, now = data.pop(own + name)[-1], stands.get(name)
        if name not in fields or chosen not in ("theirs", "both"):
            continue
        if chosen == "both" and isinstance(now, str):
            mine = data.get(before + name, "")
            data[before + name] = "\n\n".join(text for text in (now, mine) if text.strip())
        elif chosen == "theirs":
            _put(data, fields[name].widget, before + name, _code_of(fields[name], now))
    return data


def _put(data: QueryDict, widget: forms.Widget, name: str, value: Any) -> None:
    """Write a value as its widget would send it."""
    if isinstance(widget, forms.MultiWidget):
        names: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # the stubs do not know it
        parts = [*(widget.decompress(value) or ()), *[None] * len(names)]
        for part, inner in zip(names, parts, strict=False):
            _put(data, forms.TextInput(), name + part, inner or "")
    elif isinstance(value, list | tuple | set):
        data.setlist(name, [str(one) for one in value])
    elif value is False or value is None:
        data.pop(name, None)
    else:
        data[name] = str(value)


def mark_overtaken(form: forms.Form, stands: Values) -> bool:
    """Show both on the form; its next save is one of somebody who has seen both. False where both wrote the same."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    is_seen = data.get(form.add_prefix(VERSION)) == str(stands.get(VERSION, ""))
    data[form.add_prefix(VERSION)] = str(stands.get(VERSION, ""))
    differences = list(_differences(form, stands))
    form.data = data
    form.conflict = Conflict(differences)  # type: ignore[attr-defined]
    if differences or is_seen:
        return True
    form.full_clean()
    return False


def _differences(form: forms.Form, stands: Values) -> list[Difference]:
    rows = []
    for name, one in form.fields.items():
        if one.widget.is_hidden or name not in stands:
            continue
        mine, theirs = form.cleaned_data.get(name), stands[name]
        words, own = words_of(one, theirs), words_of(one, mine)
        if words != own:
            can_join = isinstance(one.widget, forms.Textarea) and bool(words and own)
            rows.append(Difference(form.add_prefix(name), one.label or name, words, own, can_join))
    return rows


def words_of(of: forms.Field, value: Any) -> str:
    """A value as a person reads it: labels for codes, days in the order of the language."""
    if isinstance(value, list | tuple | set):
        return ", ".join(words_of(of, one) for one in value)
    value = _code_of(of, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return ""
    if isinstance(value, PartialDate):
        return words_of(of, value.as_date) if value.as_date else str(value)
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(_labels(of).get(str(value), value))


def _code_of(of: forms.Field, value: Any) -> Any:
    """The choice that stands for a value which is not written as its code, such as a yes or a no."""
    if not isinstance(of, forms.TypedChoiceField) or not isinstance(value, bool):
        return value
    return next((code for code in _labels(of) if of.coerce(code) == value), value)


def _labels(of: forms.Field) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for code, label in getattr(of, "choices", None) or ():
        pairs = label if isinstance(label, list | tuple) else [(code, label)]
        found |= {str(one): words for one, words in pairs}
    return found
