from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest

from panah.casework.operations import rules
from panah.casework.operations.codes import ArrivalStep

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
FED = {ArrivalStep.DRINK, ArrivalStep.FOOD, ArrivalStep.REST}


def test_a_printed_band_is_read_back_however_it_is_typed() -> None:
    signs = cycle("K7Q4M29XA")
    for band in rules.new_bands(2, lambda _alphabet: next(signs)):
        assert rules.band_of(band) == band
        assert rules.band_of(f" {band[:2].lower()}-{band[2:].lower()} ") == band


def test_one_wrong_sign_on_a_band_is_no_band() -> None:
    signs = cycle("K7Q4")
    band = rules.new_bands(1, lambda _alphabet: next(signs))[0]
    wrong = ("A" if band[0] != "A" else "B") + band[1:]
    assert rules.band_of(wrong) == ""
    assert rules.band_of(band[:4]) == ""


@pytest.mark.parametrize(
    ("typed", "meant"), [("17", "17"), ("017", "17"), (" 3 ", "3"), ("0", ""), ("1234", ""), ("", "")]
)
def test_where_no_printed_band_is_left_a_number_is_written_by_hand(typed: str, meant: str) -> None:
    assert rules.band_of(typed) == meant


def test_bands_of_a_sheet_differ_and_are_never_mere_numbers() -> None:
    signs = iter("0123" + "K7Q4" + "K7Q4" + "M29X" + "AB3D" + "QW7R" + "Z9Y8")
    bands = rules.new_bands(2, lambda _alphabet: next(signs))
    assert len(set(bands)) == 2
    assert not any(band[:-1].isdecimal() for band in bands)


@pytest.mark.parametrize("band", ["under_1", "12_14", "unknown", ""])
def test_an_unknown_age_is_a_child(band: str) -> None:
    assert rules.is_child(band)
    assert not rules.is_child("adult")


def missing(done: set[ArrivalStep], **more: object) -> tuple[ArrivalStep, ...]:
    usual: dict[str, object] = {"is_of_child": True, "language": "kk", "is_medical_first": False}
    return rules.missing_before_a_talk(done, **(usual | more))  # type: ignore[arg-type]


@pytest.mark.safeguard("S5", "a hungry child who came an hour ago is questioned")
def test_a_child_drinks_eats_and_rests_before_any_talk() -> None:
    assert missing(set()) == (*rules.BEFORE_A_TALK, ArrivalStep.TRUSTED_ADULT)
    assert missing(FED) == (ArrivalStep.TRUSTED_ADULT,)
    assert missing(FED | {ArrivalStep.TRUSTED_ADULT}) == ()


@pytest.mark.parametrize("language", ["uz", "tg", "unknown", "other"])
def test_a_language_that_is_not_everybodys_needs_somebody_who_interprets(language: str) -> None:
    assert ArrivalStep.INTERPRETER in missing(FED, language=language)
    assert ArrivalStep.INTERPRETER in missing(set(), language=language, is_of_child=False)


def test_a_doctor_comes_first_where_one_is_needed_for_an_adult_too() -> None:
    assert missing(set(), is_of_child=False, is_medical_first=True) == (ArrivalStep.DOCTOR,)
    assert missing({ArrivalStep.DOCTOR}, is_of_child=False, is_medical_first=True) == ()


@pytest.mark.safeguard("S3", "an adult of whom nobody decided anything sleeps in the room next to the children")
def test_only_an_adult_who_was_found_safe_sleeps_under_one_roof_with_children() -> None:
    assert rules.may_sleep_under_one_roof("safe")
    assert not rules.may_sleep_under_one_roof("unknown")
    assert not rules.may_sleep_under_one_roof("suspected")


def test_with_a_safe_adult_needs_one_and_no_suspected_one() -> None:
    assert rules.may_be_with_adult(["safe", "unknown"])
    assert not rules.may_be_with_adult(["unknown"])
    assert not rules.may_be_with_adult([])
    assert not rules.may_be_with_adult(["safe", "suspected"])


def test_a_row_is_open_until_somebody_has_it_and_the_night_of_a_child_is_known() -> None:
    assert rules.Standing(False, False, False).is_open
    assert rules.Standing(True, False, False).is_open
    assert not rules.Standing(True, True, False).is_open
    assert rules.Standing(True, True, True).is_open
    assert not rules.Standing(True, True, True, "shelter").is_open


def test_a_stand_by_is_over_a_day_after_its_hour_and_forgotten_two_days_later() -> None:
    assert not rules.is_over(NOW + timedelta(hours=23), NOW, None)
    assert rules.is_over(NOW + timedelta(hours=24), NOW, None)
    assert not rules.is_forgotten(NOW + timedelta(hours=71), NOW, None)
    assert rules.is_forgotten(NOW + timedelta(hours=72), NOW, None)


def test_what_was_called_off_is_over_at_once_and_forgotten_soon() -> None:
    called_off = NOW - timedelta(days=5)
    assert rules.is_over(called_off, NOW, called_off)
    assert rules.is_forgotten(NOW, NOW + timedelta(days=30), called_off)


def test_a_stand_by_is_neither_over_nor_far_away() -> None:
    assert rules.may_be_ahead(NOW - timedelta(hours=3), NOW)
    assert not rules.may_be_ahead(NOW - timedelta(hours=24), NOW)
    assert not rules.may_be_ahead(NOW + timedelta(days=121), NOW)


def test_waits_are_the_middle_and_the_longest() -> None:
    spans = [(NOW, NOW + timedelta(minutes=minutes)) for minutes in (10, 20, 90)]
    assert rules.waits(spans) == rules.Waits(3, 20, 90)
    assert rules.waits([]) == rules.Waits()
    assert rules.waits([(NOW, NOW - timedelta(minutes=5))]).middle == 0
