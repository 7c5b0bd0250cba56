from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.people.codes import ConsentForm, OverrideOutcome, Safety, Standing
from panah.casework.people.rules import (
    Birth,
    adult_from,
    adulthood_notice,
    age_on,
    consent_notice,
    form_for,
    may_be_born,
    may_speak,
    override_holds,
    standing_of,
    standing_on,
    what_a_yes_lacks,
)
from panah.foundation.reference.codes import code_list

TODAY = date(2026, 11, 21)
BIRTHS = st.builds(Birth, year=st.integers(1950, 2040), month=st.one_of(st.none(), st.integers(1, 12)))


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (Birth(year=2012, month=5), 14),
        (Birth(year=2012, month=11), 13),  # perhaps born on the 30th
        (Birth(year=2012, month=12), 13),
        (Birth(year=2012, month=2), 14),
        (Birth(day=date(2012, 11, 21), month=12), 14),
    ],
)
def test_of_a_month_the_youngest_age_is_taken(birth: Birth, age: int) -> None:
    assert age_on(birth, TODAY) == age


@given(BIRTHS, st.dates(date(2041, 1, 1), date(2090, 12, 31)))
def test_nobody_is_older_by_the_partial_date_than_on_any_day_that_it_may_mean(birth: Birth, day: date) -> None:
    assert birth.earliest is not None
    assert birth.latest is not None
    age = age_on(birth, day)
    assert age == age_on(Birth(day=birth.latest), day)
    assert age is not None
    assert age <= (age_on(Birth(day=birth.earliest), day) or 0) <= age + 1


@pytest.mark.parametrize(
    ("birth", "may_be"),
    [(Birth(year=2026, month=11), True), (Birth(year=2026, month=12), False), (Birth(year=2025, month=12), True)],
)
def test_no_month_that_has_not_begun_is_a_month_of_birth(birth: Birth, may_be: bool) -> None:
    assert may_be_born(birth, TODAY) is may_be


@pytest.mark.parametrize(
    ("birth", "standing"),
    [
        (Birth(year=2007), Standing.ADULT),
        (Birth(year=2008), Standing.CHILD),
        (Birth(year=2007, is_about=True), Standing.CHILD),  # a guess may be wrong by two years
        (Birth(year=2006, is_about=True), Standing.CHILD),
        (Birth(year=2005, is_about=True), Standing.ADULT),
        (Birth(), Standing.CHILD),
    ],
)
def test_whose_age_is_uncertain_is_a_child(birth: Birth, standing: Standing) -> None:
    assert standing_of(birth, "unknown", TODAY) is standing


def test_services_are_those_of_an_adult_from_the_birthday_on() -> None:
    birth = Birth(day=date(2008, 11, 21))
    assert standing_on(birth, "15_17", Standing.CHILD, TODAY - timedelta(days=1)) is Standing.CHILD
    assert standing_on(birth, "15_17", Standing.CHILD, TODAY) is Standing.ADULT
    assert standing_on(Birth(), "unknown", Standing.ADULT, TODAY) is Standing.ADULT
    assert standing_on(Birth(), "15_17", Standing.CHILD, TODAY) is Standing.CHILD


@pytest.mark.parametrize(
    ("birth", "notice"),
    [
        (Birth(day=date(2009, 3, 15)), date(2026, 12, 1)),
        (Birth(day=date(2009, 3, 31)), date(2026, 12, 1)),
        (Birth(day=date(2009, 4, 1)), date(2027, 1, 1)),
        (Birth(year=2009, month=4), date(2027, 1, 1)),
        (Birth(year=2009), date(2026, 10, 1)),
        (Birth(day=date(2008, 2, 29)), date(2025, 12, 1)),
        (Birth(), None),
    ],
)
def test_the_notice_of_the_18th_birthday_is_the_first_of_a_month(birth: Birth, notice: date | None) -> None:
    assert adulthood_notice(birth) == notice


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_the_notice_comes_at_least_90_days_before_and_tells_no_birthday(born: date) -> None:
    notice, grown = adulthood_notice(Birth(day=born)), adult_from(Birth(day=born))
    assert notice is not None
    assert grown is not None
    assert notice.day == 1
    assert timedelta(days=90) <= grown - notice <= timedelta(days=121)
    assert age_on(Birth(day=born), grown) == 18
    assert age_on(Birth(day=born), grown - timedelta(days=1)) == 17


@pytest.mark.parametrize("age", range(0, 101))
def test_whose_yes_is_asked_for_follows_the_table_of_forms(age: int) -> None:
    rows = code_list("consent_forms")
    expected = [
        code for code in rows.codes if rows.row(code).extra["from_year"] <= age <= rows.row(code).extra["to_year"]
    ]
    assert [str(form_for(age))] == expected


@pytest.mark.parametrize(
    ("band", "form"),
    [
        ("under_1", ConsentForm.CAREGIVER), ("1_5", ConsentForm.CAREGIVER),
        ("6_11", ConsentForm.CAREGIVER_AND_ORAL_ASSENT), ("12_14", ConsentForm.CAREGIVER_AND_WRITTEN_ASSENT),
        ("15_17", ConsentForm.OWN_CONSENT), ("adult", ConsentForm.ADULT_CONSENT),
        ("unknown", ConsentForm.CAREGIVER_AND_ORAL_ASSENT),
    ],
)  # fmt: skip
def test_without_a_year_the_band_proposes_the_form(band: str, form: ConsentForm) -> None:
    assert form_for(None, band) is form


@pytest.mark.parametrize(
    ("ends", "notice"),
    [
        (date(2026, 12, 31), date(2026, 12, 17)),
        (date(2026, 12, 5), date(2026, 11, 21)),
        (date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 11, 21), date(2026, 11, 21)),
        (date(2026, 11, 20), None),
    ],
)
def test_of_a_consent_that_ends_one_hears_14_days_before(ends: date, notice: date | None) -> None:
    assert consent_notice(ends, TODAY) == notice


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("safety", list(Safety))
def test_only_a_safe_adult_speaks_and_only_for_a_child(safety: Safety, standing: Standing) -> None:
    speaks = safety is Safety.SAFE and standing is Standing.CHILD
    assert (may_speak(safety, standing) == "") is speaks


def test_silence_for_a_day_is_no_yes() -> None:
    at = datetime(2026, 11, 21, 9, tzinfo=UTC)
    late = at + timedelta(hours=24)
    assert override_holds(OverrideOutcome.WAITS, at, late - timedelta(minutes=1))
    assert not override_holds(OverrideOutcome.WAITS, at, late)
    assert override_holds(OverrideOutcome.CONFIRMED, at, late)
    assert not override_holds(OverrideOutcome.REFUSED, at, at)


@pytest.mark.parametrize(
    ("form", "proposed", "is_age_known", "is_self", "has_adult", "lack"),
    [
        ("", ConsentForm.CAREGIVER, True, True, False, "caregiver_missing"),
        ("", ConsentForm.CAREGIVER, True, False, False, "nobody_said_it"),
        ("", ConsentForm.CAREGIVER, True, False, True, ""),
        ("", ConsentForm.CAREGIVER_AND_ORAL_ASSENT, False, True, False, ""),
        ("", ConsentForm.CAREGIVER_AND_WRITTEN_ASSENT, True, True, False, ""),
        (ConsentForm.CAREGIVER, ConsentForm.OWN_CONSENT, True, True, False, "caregiver_missing"),
        (ConsentForm.OWN_CONSENT, ConsentForm.CAREGIVER_AND_ORAL_ASSENT, True, True, False, "caregiver_missing"),
        (ConsentForm.OWN_CONSENT, ConsentForm.OWN_CONSENT, True, True, False, ""),
        (ConsentForm.ADULT_CONSENT, ConsentForm.ADULT_CONSENT, True, True, False, ""),
    ],
)
def test_what_a_yes_lacks(
    form: str, proposed: str, is_age_known: bool, is_self: bool, has_adult: bool, lack: str
) -> None:
    found = what_a_yes_lacks(
        form=form, proposed=proposed, is_age_known=is_age_known, is_said_by_oneself=is_self, has_adult=has_adult
    )
    assert found == lack
