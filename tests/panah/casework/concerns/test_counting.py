"""People who needed no more than a word: counted, and nobody recorded."""

from datetime import date, timedelta

import pytest

from panah.casework.concerns import actions, queries
from panah.casework.concerns.actions import ChildTold
from panah.casework.concerns.codes import TriageOutcome
from panah.casework.concerns.models import Concern, Tally
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent, File
from tests.panah.casework.concerns.office import PUBLIC, SYSTEM, Office, reported


def counts() -> dict[tuple[str, str, str], int]:
    return {(row.outcome, row.age_band, row.sex): row.count for row in Tally.objects.all()}


def test_a_call_is_counted_without_a_file_a_name_or_a_day(office: Office) -> None:
    for key in ("a", "a", "b"):
        tally = actions.count_without_record(
            by=office.duty, outcome=TriageOutcome.INFORMATION, age_band="6_11", sex="female", idempotency_key=key
        )
    assert (tally.count, tally.organisation, tally.month.day) == (2, office.organisation, 1)
    assert not File.objects.exists()
    assert not Concern.objects.exists()
    assert AuditEvent.objects.filter(verb="concerns.count_without_record").count() == 2


def test_a_slip_is_taken_back_and_never_below_nothing(office: Office) -> None:
    tally = actions.count_without_record(by=office.duty, outcome=TriageOutcome.NOTHING)
    with pytest.raises(NotPermitted):
        actions.take_back_count(by=office.elsewhere, tally=tally)
    actions.take_back_count(by=office.duty, tally=tally)
    assert counts() == {("nothing", "unknown", "unknown"): 0}
    with pytest.raises(actions.NothingToTakeBack):
        actions.take_back_count(by=office.duty, tally=tally)


def test_a_referral_and_invented_codes_are_not_counted_here(office: Office) -> None:
    with pytest.raises(actions.UnknownCode):
        actions.count_without_record(by=office.duty, outcome=TriageOutcome.REFER)
    for wrong in ({"age_band": "x"}, {"sex": "x"}, {"region": "KZ-99"}):
        with pytest.raises(actions.UnknownCode):
            actions.count_without_record(by=office.duty, outcome=TriageOutcome.NOTHING, **wrong)
    with pytest.raises(NotPermitted):
        actions.count_without_record(by=PUBLIC, outcome=TriageOutcome.NOTHING)
    assert not Tally.objects.exists()


def test_what_is_erased_after_90_days_leaves_a_number_and_nothing_else(office: Office) -> None:
    children = (ChildTold("6_11", "male", "uz", "Canaryname"), ChildTold("under_1", "unknown"))
    concern = reported(office, "a", children=children)
    other = reported(office, "b")
    actions.set_aside(by=office.duty, concern=concern, reason="no_sign_of_harm", note="Canarynote")
    actions.give_information(by=office.duty, concern=other, note="Canarynote")
    received = concern.received_at
    with clock.standing_at(received + timedelta(days=91)):
        assert actions.sweep_concerns(by=SYSTEM) == 2
        assert actions.sweep_concerns(by=SYSTEM) == 0
    assert not Concern.objects.exists()
    assert counts() == {
        ("nothing", "6_11", "male"): 1, ("nothing", "under_1", "unknown"): 1, ("information", "6_11", "male"): 1,
    }  # fmt: skip
    (region,) = set(Tally.objects.values_list("region", flat=True))
    assert region == "KZ-61"
    assert {row.month for row in Tally.objects.all()} == {date(received.year, received.month, 1)}
    assert "Canary" not in str(list(Tally.objects.values()))


def test_an_office_sees_its_own_counts_of_a_month_and_the_region_it_answers_for(office: Office) -> None:
    tally = actions.count_without_record(by=office.duty, outcome=TriageOutcome.NOTHING, region="KZ-61")
    assert queries.tallies_of(office.duty, tally.month) == [tally]
    assert queries.tallies_of(office.elsewhere, tally.month) == []
    assert queries.region_of_office(office.duty) == "KZ-61"
    assert queries.region_of_office(office.elsewhere) == ""
