"""What happened on time and was written late was in time, and what follows is not late at once (S14, S5)."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, NoteKind, Risk
from panah.casework.cases.models import DomainAnswer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import EditedMeanwhile
from tests.panah.casework.cases.office import (
    SEEN,
    Office,
    answered,
    assessed,
    at_work,
    closed,
    met,
    opened,
    running,
    served,
)

NOON = datetime(2026, 11, 2, 7, tzinfo=UTC)


@pytest.mark.safeguard("S14", "a first contact on time, written down four days later, raises an alarm")
def test_a_first_contact_on_time_and_written_late_was_in_time_and_nothing_starts_late(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office, urgency="high")
    with clock.standing_at(NOON + timedelta(days=20)):
        met(office, case, happened_on=NOON.date())
        stopped = Timer.objects.get(file=case.file_id, kind=TimerKind.FIRST_SAFETY_CONTACT)
        assert stopped.done_at is not None
        assert stopped.done_at <= stopped.due_at
        assert running(case)[TimerKind.ASSESSMENT].due_at > clock.now()


@pytest.mark.safeguard("S14", "a service of last week, written down today, counts as late")
def test_a_service_on_its_day_written_later_was_in_time(office: Office) -> None:
    with clock.standing_at(NOON):
        case, planned = at_work(office)
    with clock.standing_at(NOON + timedelta(days=12)):
        served(office, case, planned=planned, happened_on=planned.due_on)
    stopped = Timer.objects.get(address_code=str(planned.pk))
    assert stopped.done_at is not None
    assert stopped.done_at <= stopped.due_at


def test_late_paper_on_the_time_before_the_case_went_on_opens_no_step_of_today(office: Office) -> None:
    with clock.standing_at(NOON):
        case = closed(office)
    with clock.standing_at(NOON + timedelta(days=100)):
        actions.reopen_case(by=office.aigul.actor, case=case, reason="again")
        met(office, case, happened_on=NOON.date() + timedelta(days=3))
        assert TimerKind.FIRST_SAFETY_CONTACT in running(case)


@pytest.mark.safeguard("S5", "a second assessment asks the child again for what an earlier one knows")
def test_what_is_still_true_takes_one_tap_and_keeps_the_words(office: Office) -> None:
    case = opened(office)
    met(office, case)
    answered(office, case, observed=SEEN, situation="good", needs=("education",))
    actions.complete_assessment(by=office.aigul.actor, case=case, risk=Risk.LOW)
    again = actions.confirm_domain(by=office.aigul.actor, case=case, domain=Domain.SCHOOL, version=0)
    assert (again.is_still_true, again.situation, again.needs) == (True, "good", ["education"])
    assert again.observed == SEEN
    with pytest.raises(EditedMeanwhile):
        actions.confirm_domain(by=office.aigul.actor, case=case, domain=Domain.SCHOOL, version=0)
    with pytest.raises(actions.NothingBefore):
        actions.confirm_domain(by=office.aigul.actor, case=opened(office), domain=Domain.SCHOOL)


@pytest.mark.safeguard("S5", "a worker must ask about each area to be able to go on")
def test_not_asked_today_is_a_full_answer(office: Office) -> None:
    case = opened(office)
    met(office, case)
    answered(office, case, situation="", not_asked="child_tired_or_upset")
    actions.complete_assessment(by=office.aigul.actor, case=case, risk=Risk.LOW)
    assert set(DomainAnswer.objects.values_list("situation", "not_asked")) == {("unknown", "child_tired_or_upset")}
    with pytest.raises(actions.NotYet) as refusal:
        answered(office, case, [Domain.HEALTH], situation="")
    assert refusal.value.reasons == ("nothing_answered",)


def test_a_try_is_no_talk(office: Office) -> None:
    case = opened(office)
    assessed(office, case)
    met(office, case, kind=NoteKind.ATTEMPT)
    assert TimerKind.PLAN in running(case)
