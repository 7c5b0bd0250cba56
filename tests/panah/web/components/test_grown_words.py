"""No page calls a grown person a child, and a baby is not "about 0"."""

import pytest
from django import forms
from django.utils import translation

from panah.casework.people.codes import Standing
from panah.casework.people.models import Child
from panah.foundation.reference.codes import LANGUAGES, code_list, code_list_names
from panah.foundation.security import clock
from panah.web.components.child_words import age_words, sex_and_age_of
from panah.web.components.grown_words import PAIRS, suit, suited
from tests.panah.web.grown.reading import lines_of_a_child


class SmallForm(forms.Form):
    says = forms.CharField(label="What the child says")
    is_well = forms.ChoiceField(choices=[("no", "No, the child is fine"), ("yes", "Yes: reopen the case")])


class YesForm(forms.Form):
    form = forms.ChoiceField(choices=code_list("consent_forms").choices())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_pair_reads_otherwise_for_an_adult_and_as_it_stands_for_a_child(language: str) -> None:
    with translation.override(language):
        for child, grown in PAIRS:
            assert suited(child, Standing.CHILD) == str(child)
            assert suited(child, Standing.ADULT) == str(grown)
            assert not any(word in str(grown).lower() for word in ("child", "бала", "ребён")), str(grown)


def test_the_code_lists_say_it_in_each_language_and_alike_wherever_a_label_stands() -> None:
    for language in LANGUAGES:
        found: dict[str, str] = {}
        for name in code_list_names():
            for row in code_list(name).rows.values():
                for said, grown in (
                    (row.label(language), row.extra.get("grown")),
                    (row.hint(language), row.extra.get("grown_hint")),
                ):
                    if grown is not None:
                        assert not lines_of_a_child(grown[language], language), (name, row.code)
                        assert found.setdefault(said, grown[language]) == grown[language], (name, row.code)


def test_an_answer_that_is_only_of_children_is_not_offered() -> None:
    for standing, offered in ((Standing.CHILD, 5), (Standing.ADULT, 1)):
        form = YesForm()
        suit(form, standing)
        assert len(list(form.fields["form"].choices)) == offered  # type: ignore[attr-defined]


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


def test_of_a_guessed_year_nobody_is_made_a_woman() -> None:
    year = clock.today().year - 19
    with translation.override("en"):
        assert sex_and_age_of(Child(sex="female", birth_year=year)) == "Woman, about 19"
        assert sex_and_age_of(Child(sex="female", birth_year=year, is_birth_year_about=True)) == "Girl, about 19"
        assert sex_and_age_of(Child(sex="female", standing=Standing.ADULT)).startswith("Woman, ")
