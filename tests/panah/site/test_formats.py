from datetime import UTC, date, datetime

import pytest
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import dateformat, formats, numberformat, timesince, translation

from panah.site.languages import LANGUAGES_COMPLETE, LANGUAGES_IN_PROGRESS

LANGUAGES = [code for code, _ in [*LANGUAGES_COMPLETE, *LANGUAGES_IN_PROGRESS]]
DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_date_a_time_and_the_week_are_the_same_everywhere(language: str) -> None:
    with translation.override(language):
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "21.11.2026"
        assert formats.date_format(MOMENT, "SHORT_DATETIME_FORMAT") == "21.11.2026 14:05"
        assert formats.time_format(MOMENT.time()) == "14:05"
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "long_date"),
    [
        ("kk", "2026 ж. 21 қараша"),
        ("ru", "21 ноября 2026 г."),
        ("en", "21 November 2026"),
        ("uz", "2026-yil 21-noyabr"),
        ("ky", "2026-ж. 21-ноябрь"),
        ("tg", "21 ноябри с. 2026"),
    ],
)
def test_a_long_date_is_written_as_the_language_writes_it(language: str, long_date: str) -> None:
    with translation.override(language):
        assert formats.date_format(DAY) == long_date


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
@pytest.mark.parametrize("code", ["F", "E", "N", "b", "l", "D"])
def test_months_and_days_are_in_lower_case_and_not_english(language: str, code: str) -> None:
    with translation.override(language):
        for month in range(1, 13):
            name = dateformat.format(date(2026, month, month), code)
            assert name == name.lower()
            assert language == "uz" or not name.isascii()


@pytest.mark.parametrize(("language", "written"), [("kk", "1 234 567,5"), ("ru", "1 234 567,5"), ("en", "1 234 567.5")])
def test_thousands_are_parted_by_a_narrow_space(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.number_format(1234567.5, force_grouping=True) == written.replace(" ", "\u202f")
        assert formats.number_format(2026) == "2026"  # a year is not a quantity
    assert numberformat.format(1, ",") == "1"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["21.11.2026", "2026-11-21", "21.11.26", "21/11/2026", "21 11 2026"])
def test_a_date_may_be_typed_in_the_usual_ways(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == DAY


def test_what_a_person_meets_in_a_form_is_kazakh() -> None:
    with translation.override("kk"):
        with pytest.raises(ValidationError) as missing:
            forms.CharField().clean("")
        assert missing.value.messages == ["Бұған жауап керек."]
        with pytest.raises(ValidationError) as long:
            forms.CharField(max_length=3).clean("абвгд")
        assert long.value.messages == ["Ең көбі 3 таңба жазуға болады (қазір 5)."]
        with pytest.raises(ValidationError) as weak:
            validate_password("password")
        assert all(not message.isascii() for message in weak.value.messages)


def test_the_time_since_is_kazakh() -> None:
    with translation.override("kk"):
        assert timesince.timesince(datetime(2026, 11, 19, 12, 5, tzinfo=UTC), MOMENT) == "2\xa0күн, 2\xa0сағат"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_errors_of_signing_in_are_translated(language: str) -> None:
    with translation.override(language):
        for key, sentence in get_adapter().error_messages.items():
            if not any(word in key for word in ("email", "phone")):
                assert not str(sentence).isascii(), key
