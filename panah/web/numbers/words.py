"""The words around a number: names of breakdowns, of their cells, of units and windows."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import RUNNING, declared_windows
from panah.insight.indicators.rules import UNKNOWN, Breakdown, Window
from panah.web.numbers.figures import shown

_BREAKDOWNS: dict[str, str | Promise] = {
    "region": _("Region"),
    "quarter": _("Quarter of the first service"),
    "category_and_citizenship": _("Category and citizenship"),
    "in_time": _("First answer"),
    "in_time_by_way": _("First answers in time, by the way they came"),
    "answered_by_way": _("Answers by the way they came"),
    "quarter_of_training": _("Quarter of the first training"),
    "quarter_of_act": _("Quarter"),
    "quarter_of_choice": _("Since"),
    "times": _("In how many trainings"),
    "with_whom": _("With a local authority"),
}
_WAYS: dict[str, str | Promise] = {
    "account": _("in Panah"), "link": _("by link"), "told": _("told to us"), UNKNOWN: _("Not known"),
}  # fmt: skip
_IN_TIME: dict[str, str | Promise] = {"in_time": _("in time"), "late": _("late")}
_WITH_WHOM: dict[str, str | Promise] = {"with_authority": _("with one"), "without_authority": _("without one")}
_GROUPS: dict[str, str | Promise] = {"KZ": _("citizens of Kazakhstan"), "not_KZ": _("others")}
_UNITS: dict[Unit, str | Promise] = {
    Unit.CHILDREN: _("children"),
    Unit.CASES: _("cases"),
    Unit.CONCERNS: _("concerns"),
    Unit.REFERRALS: _("referrals"),
    Unit.PERCENT: _("percent"),
    Unit.HOURS: _("hours, median"),
    Unit.PEOPLE: _("people"),
    Unit.ATTENDANCES: _("attendances"),
    Unit.POSTS: _("posts"),
    Unit.EVENTS: _("events"),
    Unit.ORGANISATIONS: _("organisations"),
}


def unit_word(unit: Unit) -> str:
    return str(_UNITS[unit])


def breakdown_title(name: str) -> str:
    return str(_BREAKDOWNS[name]) if name in _BREAKDOWNS else code_list(name).title.label()


def cell_labels(breakdown: Breakdown) -> Mapping[str, str]:
    """The words for each cell, in the reader's language; places in one query."""
    codes = [cell.code for cell in breakdown.cells]
    if breakdown.name == "region":
        return region_labels(codes)
    return {code: cell_label(breakdown.name, code) for code in codes}


def region_labels(codes: list[str]) -> dict[str, str]:
    language = get_language() or "kk"
    found = {place.pk: place.label(language) for place in Place.objects.filter(pk__in=codes)}
    return {code: found.get(code, gettext("Not known") if code in {"", UNKNOWN} else code) for code in codes}


def cell_label(name: str, code: str) -> str:
    """The words of one cell of a breakdown, but a region's."""
    if name.startswith("quarter"):
        return quarter_label(code)
    if name == "category_and_citizenship":
        category, _plus, group = code.partition("+")
        return f"{code_list('category').label(category)} · {_GROUPS[group]}"
    if name.endswith("_by_way"):
        return str(_WAYS[code])
    if name == "times":
        return code
    own = {"in_time": _IN_TIME, "with_whom": _WITH_WHOM}.get(name)
    return str(own[code]) if own else code_list(name).label(code)


def quarter_label(code: str) -> str:
    """``2024-Q1`` as people read it."""
    year, _dash, quarter = code.partition("-Q")
    return gettext("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": year}


def span(window: Window) -> str:
    """The days of a window, the same in every language."""
    return f"{window.first:%d.%m.%Y}–{window.last:%d.%m.%Y}"


def window_choices() -> list[tuple[str, str]]:
    """Windows that a page may ask for, by code."""
    language = get_language() or "kk"
    declared = [(one.window.code, one.label(language)) for one in declared_windows()]
    return [*declared, (RUNNING, gettext("Last 90 days"))]


def value_word(value: float | None) -> int | str:
    """A number as pages show it; nothing measured is said in words."""
    return gettext("nothing to measure") if value is None else shown(value)
