"""Two wrote one thing: only what differs is shown, in words, and each choice saves what it says."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from panah.foundation.security.access import EditedMeanwhile
from panah.web.components import conflict
from panah.web.components.forms import carried_out, long_text
from panah.web.fields import DateParts, DatePartsField, PartialDate, PartialDateField

SEX = [("female", "Girl"), ("male", "Boy")]
THEIRS: dict[str, Any] = {
    "text": "Theirs", "sex": "male", "needs": ["a"], "day": date(2026, 11, 20), "born": PartialDate(2016, is_about=True),
    "may": True, "version": 4,
}  # fmt: skip


class Form(forms.Form):
    text = long_text("Text")
    sex = forms.ChoiceField(choices=SEX)
    needs = forms.MultipleChoiceField(choices=[("a", "Aid"), ("b", "Bed")], required=False)
    day = DatePartsField()
    born = PartialDateField(widget=DateParts(with_about=True), required=False)
    may = forms.TypedChoiceField(choices=[("yes", "Yes"), ("no", "No")], coerce=lambda answer: answer == "yes")
    version = forms.IntegerField(widget=forms.HiddenInput)


def posted(**changes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    typed = {
        "text": "Mine", "sex": "female", "needs": ["a", "b"], "day_day": "21", "day_month": "11", "day_year": "2026",
        "born_year": "2015", "may": "yes", "version": "3",
    } | changes  # fmt: skip
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def overtaken(data: QueryDict) -> Form:
    form = Form(conflict.merged(Form.base_fields, data, THEIRS))
    form.stands = lambda: THEIRS  # type: ignore[attr-defined]

    def act() -> None:
        raise EditedMeanwhile

    assert carried_out(form, act) is None
    return form


def test_what_differs_is_shown_in_words_and_what_does_not_is_not() -> None:
    form = overtaken(posted())
    rows = {one.name: (one.theirs, one.mine) for one in form.conflict.differences}  # type: ignore[attr-defined]
    assert rows["text"] == ("Theirs", "Mine")
    assert rows["sex"] == ("Boy", "Girl")
    assert rows["needs"] == ("Aid", "Aid, Bed")
    assert rows["born"] == ("2016", "2015")
    assert "may" not in rows
    assert form.data["version"] == "4", "the next save is one of somebody who saw both"
    assert form.data["text"] == "Mine"


@pytest.mark.parametrize(
    ("choices", "wanted"),
    [
        ({"keep-text": "mine"}, {"text": "Mine", "sex": "female"}),
        ({"keep-text": "theirs", "keep-sex": "theirs"}, {"text": "Theirs", "sex": "male"}),
        ({"keep-text": "both"}, {"text": "Theirs\n\nMine"}),
        ({"keep-needs": "theirs"}, {"needs": ["a"]}),
        ({"keep-day": "theirs"}, {"day": date(2026, 11, 20)}),
        ({"keep-born": "theirs"}, {"born": PartialDate(2016, is_about=True)}),
        ({"keep-csrfmiddlewaretoken": "theirs", "keep-text": "<b>"}, {"text": "Mine"}),
    ],
)
def test_each_choice_saves_what_it_says(choices: dict[str, str], wanted: dict[str, Any]) -> None:
    form = Form(conflict.merged(Form.base_fields, posted(**choices), THEIRS))
    assert form.is_valid(), form.errors
    assert {name: form.cleaned_data[name] for name in wanted} == wanted


def test_the_same_words_twice_are_saved_and_no_conflict() -> None:
    same = posted(
        text="Theirs", sex="male", needs=["a"], day_day="20", born_year="2016", born_about="on", may="yes"
    )  # fmt: skip
    form, versions = Form(same), []
    form.stands = lambda: THEIRS  # type: ignore[attr-defined]

    def act() -> str:
        versions.append(form.cleaned_data["version"])
        if form.cleaned_data["version"] != 4:
            raise EditedMeanwhile
        return "saved"

    assert carried_out(form, act) == "saved"
    assert versions == [3, 4]


def test_a_choice_of_theirs_that_is_no_yes_is_kept_as_it_is() -> None:
    form = Form(conflict.merged(Form.base_fields, posted(**{"keep-may": "theirs", "may": "no"}), THEIRS))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["may"] is True
