"""No page calls a grown person a child, and a baby is not "about 0"."""

import pytest
from django import forms
from django.utils import translation

from panah.casework.people.codes import Standing
from panah.foundation.security import clock
from panah.web.components.child_words import age_words
from panah.web.components.grown_words import PAIRS, suit, suited


class SmallForm(forms.Form):
    says = forms.CharField(label="What the child says")
    is_well = forms.ChoiceField(choices=[("no", "No, the child is fine"), ("yes", "Yes: reopen the case")])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_pair_reads_otherwise_for_an_adult_and_as_it_stands_for_a_child(language: str) -> None:
    with translation.override(language):
        for child, grown in PAIRS:
            assert suited(child, Standing.CHILD) == str(child)
            assert suited(child, Standing.ADULT) == str(grown)
            assert not any(word in str(grown).lower() for word in ("child", "бала", "ребён")), str(grown)


def test_a_form_that_was_checked_already_reads_for_an_adult_too() -> None:
    form = SmallForm({"says": "", "is_well": "no"})
    assert not form.is_valid()
    suit(form, Standing.ADULT)
    assert form["says"].label == "What they say themselves"
    assert next(iter(form["is_well"].field.choices)) == ("no", "No, all is well")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "1 жасқа толмаған"), ("ru", "младше 1 года"), ("en", "under 1 year")]
)
def test_a_baby_is_under_a_year_in_every_language(language: str, words: str) -> None:
    with translation.override(language):
        assert age_words(clock.today().year) == words
