"""Dates as three inputs (day, month, year), whole or only as far as known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known: a year, a month of a year, or a day. ``is_about`` marks an estimate."""

    year: int
    month: int | None = None
    day: int | None = None
    is_about: bool = False

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def as_date(self) -> date | None:
        """The day, where it is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str, *, is_about: bool = False) -> "PartialDate":
        """Read "2016", "2016-05" or "2016-05-14" back; ValueError for anything else."""
        parts: list[int | None] = [int(part) for part in text.split("-")]
        if not 1 <= len(parts) <= 3:
            raise ValueError(text)
        year, month, day = [*parts, None, None][:3]
        date(year or 0, month if month is not None else 1, day if day is not None else 1)
        return cls(year or 0, month, day, is_about)


class DateParts(forms.MultiWidget):
    """Three number inputs with their own labels, and buttons for today and yesterday where JavaScript runs."""

    template_name = "parts/date_parts.html"

    def __init__(
        self, *, quick_days: bool = False, with_about: bool = False, attrs: dict[str, Any] | None = None
    ) -> None:
        self.quick_days = quick_days
        self.with_about = with_about
        number = {"inputmode": "numeric", "autocomplete": "off"}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**number, "class": "in-2", "maxlength": "2"}),
            "month": forms.TextInput({**number, "class": "in-2", "maxlength": "2"}),
            "year": forms.TextInput({**number, "class": "in-4", "maxlength": "4"}),
        }
        if with_about:
            widgets["about"] = forms.CheckboxInput()
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """A date, a partial date or its text as the contents of the inputs."""
        if isinstance(value, str) and value:
            value = PartialDate.parse(value)
        if isinstance(value, date):
            value = PartialDate(value.year, value.month, value.day)
        if isinstance(value, PartialDate):
            return [value.day, value.month, value.year, value.is_about]
        return [None, None, None, False]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["widget"]["labelled"] = list(zip((_("Day"), _("Month"), _("Year")), parts[:3], strict=True))
        context["widget"]["about"] = parts[3] if self.with_about else None
        today = timezone.localdate()
        days = [(_("Today"), today), (_("Yesterday"), today - timedelta(days=1))] if self.quick_days else []
        context["widget"]["quick_days"] = [(label, f"{day:%d-%m-%Y}") for label, day in days]
        return context


class PartialDateField(forms.Field):
    """A date of which only the year must be known; gives a ``PartialDate``."""

    widget = DateParts
    needs_day = False
    default_error_messages = {
        "required": _("Enter a date, for example 21 11 2026."),
        "day": _("Enter day, month and year, for example 21 11 2026."),
        "year": _("Enter the year with four digits, for example 2026."),
        "month": _("Enter the month too, or leave the day empty."),
        "no_such_day": _("There is no such day. Check it, for example 21 11 2026."),
        "future": _("This date is in the future. Check the day, month and year."),
    }

    def __init__(self, *, may_be_future: bool = True, **options: Any) -> None:
        self.may_be_future = may_be_future
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, PartialDate | date):
            return value
        typed = self._typed(value)
        if not any(typed[:3]):
            return None
        known = self._read(*typed[:3], is_about=bool(typed[3]))
        if not self.may_be_future and known.earliest > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")
        return known

    def _typed(self, value: Any) -> list[str]:
        if isinstance(value, str):
            year, month, day = [*value.strip().split("-"), "", "", ""][:3]
            value = [day, month, year]
        parts = [str(part).strip() if part not in (None, False) else "" for part in value]
        return (parts + [""] * 4)[:4]

    def _read(self, day: str, month: str, year: str, *, is_about: bool) -> PartialDate:
        if not (year.isdecimal() and len(year) == 4 and int(year) >= EARLIEST_YEAR):
            raise ValidationError(self.error_messages["year"], code="year")
        if self.needs_day and not (day and month):
            raise ValidationError(self.error_messages["day"], code="day")
        if day and not month:
            raise ValidationError(self.error_messages["month"], code="month")
        try:
            return PartialDate.parse("-".join(part for part in (year, month, day) if part), is_about=is_about)
        except ValueError:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list | tuple) else DateParts().decompress(initial)
        return self._typed(before) != self._typed(data or [])


class DatePartsField(PartialDateField):
    """A whole date in three inputs; gives a ``date``."""

    needs_day = True

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        known = super().to_python(value)
        return known.as_date if isinstance(known, PartialDate) else known
