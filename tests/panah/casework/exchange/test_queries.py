"""Sentences for everything that can be wrong, and the standard as this installation knows it."""

import pytest
from django.utils import translation

from panah.casework.exchange.codes import RowFault, RowNote
from panah.casework.exchange.queries import countries, htcds_standard, languages_by_iso_639_2, sentence_of
from panah.casework.exchange.queries.sentences import SENTENCES
from panah.casework.exchange.rules.fields import CATEGORY, Kind
from panah.engines.tables.shapes import CellFault, Fault, TableFault, TableNote

EVERY_VALUE = dict.fromkeys(
    ("megabytes", "limit", "count", "cells", "other", "first", "last", "choices", "columns", "heading"), 7
)  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("sentence", [*TableFault, *TableNote, *CellFault, *RowFault, *RowNote])
def test_everything_that_can_be_said_has_a_sentence_that_can_be_filled(sentence: str, language: str) -> None:
    with translation.override(language):
        said = sentence_of(Fault(sentence, values=EVERY_VALUE))
    assert said
    assert "%(" not in said


def test_there_is_no_sentence_that_nobody_says() -> None:
    assert set(SENTENCES) == {*TableFault, *TableNote, *CellFault, *RowFault, *RowNote}


def test_a_sentence_says_where_and_what_was_meant() -> None:
    fault = Fault(CellFault.NOT_IN_LIST, 14, "H", {"field": "prs_Gender", "choices": "A, B", "suggestion": "B"})
    with translation.override("en"):
        said = sentence_of(fault, "en")
    assert said == (
        "Row: 14. Column: H, Gender. This value is not in the list. Use one of: A, B. Did you mean: B?"
    )  # fmt: skip


def test_every_list_of_the_standard_is_known_by_its_values() -> None:
    lists = [field for field in htcds_standard().fields.values() if field.kind in (Kind.ONE, Kind.SEVERAL)]
    assert len([field for field in lists if field.code != CATEGORY]) == 19
    assert all(field.spellings for field in lists)


def test_countries_and_languages_are_known_by_their_codes() -> None:
    assert {countries()[name] for name in ("kz", "kaz", "kazakhstan", "казахстан", "қазақстан")} == {"KZ"}
    assert (languages_by_iso_639_2()["kaz"], languages_by_iso_639_2()["uzb"]) == ("kk", "uz")
