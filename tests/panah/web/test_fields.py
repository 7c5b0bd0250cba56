"""A date is three inputs; as much of it as is known is enough where the question allows it."""

from datetime import date, timedelta

import pytest
from django import forms
from django.utils import timezone, translation

from panah.web.fields import DateParts, DatePartsField, PartialDate, PartialDateField


class Both(forms.Form):
    met = DatePartsField(may_be_future=False)
    born = PartialDateField(required=False, widget=DateParts(with_about=True))


def filled(met: str = "21 11 2025", born: str = "", about: bool = False) -> Both:
    data: dict[str, str] = {}
    for name, text in (("met", met), ("born", born)):
        for part, value in zip(("day", "month", "year"), text.split(" "), strict=False):
            data[f"{name}_{part}"] = value
    return Both({**data, **({"born_about": "on"} if about else {})})


def test_a_whole_date_is_read() -> None:
    form = filled()
    assert form.is_valid()
    assert form.cleaned_data == {"met": date(2025, 11, 21), "born": None}


@pytest.mark.parametrize(
    ("typed", "text"),
    [("  2016", "2016"), (" 5 2016", "2016-05"), ("14 5 2016", "2016-05-14"), ("01 02 2016", "2016-02-01")],
)
def test_a_date_may_be_known_in_part(typed: str, text: str) -> None:
    form = filled(born=typed, about=True)
    assert form.is_valid(), form.errors
    known = form.cleaned_data["born"]
    assert str(known) == text
    assert known.is_about
    assert PartialDate.parse(text, is_about=True) == known


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("31 2 2025", "no_such_day"),
        ("0 1 2025", "no_such_day"),
        ("a b 2025", "no_such_day"),
        ("1 1 25", "year"),
        ("1 1 20255", "year"),
        ("1 1 1066", "year"),
        ("1 1 ２０２", "year"),
        ("  2025", "day"),
        ("1  2025", "day"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(typed: str, code: str) -> None:
    form = filled(met=typed)
    assert not form.is_valid()
    assert form.errors.as_data()["met"][0].code == code


def test_a_day_without_a_month_is_asked_about() -> None:
    form = filled(born="14  2016")
    assert form.errors.as_data()["born"][0].code == "month"


def test_a_date_in_the_future_is_refused_where_it_cannot_be() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = filled(met=f"{tomorrow.day} {tomorrow.month} {tomorrow.year}")
    assert form.errors.as_data()["met"][0].code == "future"
    assert not filled(met="1 1 2999").is_valid()


def test_a_known_date_is_shown_again_in_its_parts() -> None:
    translation.activate("en")
    form = Both(initial={"born": PartialDate(2016, 5), "met": date(2025, 11, 21)})
    page = str(form["born"]) + str(form["met"])
    for wanted in ('name="born_month" value="5"', 'name="born_year" value="2016"', 'name="met_day" value="21"'):
        assert wanted in page
    assert page.count(">Day<") == 2


def test_an_unchanged_date_is_no_change() -> None:
    initial = {"met": date(2025, 11, 21), "born": PartialDate(2016)}
    same = Both({"met_day": "21", "met_month": "11", "met_year": "2025", "born_year": "2016"}, initial=initial)
    assert same.changed_data == []
    other = Both({"met_day": "22", "met_month": "11", "met_year": "2025", "born_year": "2016"}, initial=initial)
    assert other.changed_data == ["met"]


def test_buttons_for_today_and_yesterday_come_from_the_server() -> None:
    today = timezone.localdate()
    page = str(DateParts(quick_days=True).render("x", None, {"id": "x"}))
    assert f'data-set-date="{today:%d-%m-%Y}"' in page
