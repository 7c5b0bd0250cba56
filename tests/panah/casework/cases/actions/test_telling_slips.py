"""What was written by a slip is taken back: the line stays, and nobody counts on it any more."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.cases import actions
from panah.casework.cases.models import Interview, ToldFact
from panah.casework.cases.queries import (
    already_told,
    interviews_of,
    interviews_that_count,
    slips_of_telling,
    told_facts,
)
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.actions.test_telling import SAID, questioned, told
from tests.panah.casework.cases.office import Office, closed, opened

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.mark.safeguard("S5", "an interview that was entered twice makes a child look questioned three times")
def test_an_interview_that_was_entered_twice_counts_once_and_keeps_its_line(office: Office) -> None:
    case = opened(office)
    first, twice = questioned(office, case), questioned(office, case)
    actions.take_back_interview(by=office.aigul.actor, interview=twice)
    assert interviews_that_count(case) == [first]
    assert len(already_told(case).interviews) == 1
    assert set(interviews_of(case)) == {first, twice}
    twice.refresh_from_db()
    assert (twice.taken_back_reason, twice.taken_back_at is None) == ("slip", False)
    assert questioned(office, case, body="ngo").pk  # the second, not the third


def test_what_was_told_by_a_slip_is_told_to_nobody_and_rests_in_the_record(office: Office) -> None:
    case = opened(office)
    fact = told(office, case)
    actions.take_back_told(by=office.aigul.actor, fact=fact, reason="wrong_child")
    assert not already_told(case)
    assert told_facts(case) == [fact]
    kept = ToldFact.objects.get(pk=fact.pk)
    open_sealed(kept)
    assert (kept.text, kept.taken_back_reason) == (SAID, "wrong_child")


def test_nothing_is_taken_back_twice(office: Office) -> None:
    interview = questioned(office, opened(office))
    actions.take_back_interview(by=office.aigul.actor, interview=interview)
    with pytest.raises(actions.NotYet) as refusal:
        actions.take_back_interview(by=office.aigul.actor, interview=interview, reason="slip")
    assert refusal.value.reasons == ("already_taken_back",)
    again = questioned(office, opened(office))
    for _ in range(2):  # a second click is no second act
        actions.take_back_interview(by=office.aigul.actor, interview=again, idempotency_key="k")


def test_later_or_by_another_it_takes_a_reason_that_is_a_slip(office: Office) -> None:
    with clock.standing_at(NOON):
        fact = told(office, opened(office))
    with clock.standing_at(NOON + timedelta(hours=25)):
        for by, reason in ((office.aigul, ""), (office.saule, ""), (office.saule, "not_given"), (office.saule, "x")):
            with pytest.raises(actions.NotYet) as refusal:
                actions.take_back_told(by=by.actor, fact=fact, reason=reason)
            assert refusal.value.reasons == ("reason_missing",)
        actions.take_back_told(by=office.saule.actor, fact=fact, reason="written_twice")
    assert fact.taken_back_reason == "written_twice"


@pytest.mark.safeguard("S5", "what a child said is struck out because it says otherwise when somebody frightens it")
def test_no_reason_says_that_the_child_now_tells_otherwise(office: Office) -> None:
    assert slips_of_telling() == ("slip", "wrong_child", "wrong_day", "written_twice")


@pytest.mark.safeguard("S14", "a slip in what a child said can no longer be mended once the case is closed")
def test_a_slip_is_taken_back_after_the_end_too(office: Office) -> None:
    case = closed(office)
    fact = told(office, case)
    actions.take_back_told(by=office.aigul.actor, fact=fact)
    assert not already_told(case)


def test_strangers_take_nothing_back_and_the_audit_names_no_word(office: Office) -> None:
    case = opened(office)
    fact, interview = told(office, case), questioned(office, case)
    for worker in (office.lazzat, office.nurzhan, office.gulnar, office.dinara):
        with pytest.raises(NotPermitted):
            actions.take_back_told(by=worker.actor, fact=fact, reason="slip")
        with pytest.raises(NotPermitted):
            actions.take_back_interview(by=worker.actor, interview=interview, reason="slip")
    assert Interview.objects.get().taken_back_at is None
    actions.take_back_told(by=office.aigul.actor, fact=fact)
    event = AuditEvent.objects.latest("number")
    assert (event.verb, event.subject_code) == ("cases.take_back_told", case.file.code)
    assert "Canary" not in str(event.fields)
