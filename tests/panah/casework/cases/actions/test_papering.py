from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panah.casework.cases import actions
from panah.casework.cases.actions.papering import PaperState, change_paper, record_paper
from panah.casework.cases.models import Case, Paper
from panah.casework.cases.queries import papers_tracked
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import Office, opened, running

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)
WHERE = "Canaryoffice in Shymkent"


def tracked(office: Office, case: Case, key: str = "", **known: Any) -> Paper:
    state = PaperState(**({"paper_type": "birth_certificate", "status": "never_had"} | known))
    return record_paper(by=office.aigul.actor, case=case, state=state, idempotency_key=key)


def applied(office: Office, case: Case, **known: Any) -> Paper:
    usual: dict[str, Any] = {"status": "applied", "applied_on": clock.today(), "applied_at": WHERE}
    return tracked(office, case, **(usual | known))


def test_a_paper_that_a_child_never_had_starts_no_clock(office: Office) -> None:
    case = opened(office)
    tracked(office, case)
    assert TimerKind.PAPER_DUE not in running(case)


def test_a_paper_that_was_applied_for_is_asked_after_on_its_day(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        paper = applied(office, case, due_on=date(2026, 12, 10))
        timer = running(case)[TimerKind.PAPER_DUE]
    assert timer.due_at == datetime(2026, 12, 10, 13, tzinfo=UTC)
    assert (timer.address_name, timer.address_code) == ("case-track", str(paper.pk))
    assert (timer.fact, timer.person) == ("paper_types:birth_certificate", office.aigul.person)


def test_without_a_day_the_rules_say_when(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        applied(office, case)
        assert running(case)[TimerKind.PAPER_DUE].due_at > NOON + timedelta(days=7)


def test_the_clock_follows_a_new_day_and_ends_when_the_paper_is_there(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        paper = applied(office, case, due_on=date(2026, 12, 10))
        state = PaperState("birth_certificate", "applied", date(2026, 11, 20), WHERE, date(2027, 1, 15))
        change_paper(by=office.aigul.actor, case=case, paper=paper, state=state, version=paper.version)
        assert running(case)[TimerKind.PAPER_DUE].due_at.month == 1
        state = PaperState("birth_certificate", "received", date(2026, 11, 20), WHERE, None, date(2026, 11, 20))
        change_paper(by=office.aigul.actor, case=case, paper=paper, state=state, version=paper.version)
        assert TimerKind.PAPER_DUE not in running(case)


def test_where_it_was_applied_for_rests_sealed(office: Office) -> None:
    case = opened(office)
    paper = applied(office, case)
    kept = Paper.objects.get(pk=paper.pk)
    assert WHERE not in str(kept.__dict__)
    open_sealed(kept)
    assert kept.applied_at == WHERE


@pytest.mark.parametrize(
    "days",
    [
        {"applied_on": date(2026, 11, 21)},
        {"applied_on": date(2026, 11, 20), "received_on": date(2026, 11, 19)},
        {"applied_on": date(2026, 11, 20), "due_on": date(2026, 11, 1)},
        {"received_on": date(2026, 11, 21)},
    ],
)
def test_days_that_cannot_be_are_refused(office: Office, days: dict[str, date]) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        with pytest.raises(actions.WrongDay):
            applied(office, case, **({"applied_on": None} | days))


def test_of_two_editors_the_second_is_told(office: Office) -> None:
    case = opened(office)
    paper = applied(office, case)
    seen = paper.version
    state = PaperState("passport", "lost")
    change_paper(by=office.aigul.actor, case=case, paper=paper, state=state, version=seen)
    with pytest.raises(EditedMeanwhile):
        change_paper(by=office.saule.actor, case=case, paper=paper, state=state, version=seen)


def test_the_second_editor_is_told_also_where_nothing_sealed_changed(office: Office) -> None:
    case = opened(office)
    paper = applied(office, case)
    seen = paper.version
    state = PaperState("birth_certificate", "lost", clock.today(), WHERE)
    change_paper(by=office.aigul.actor, case=case, paper=paper, state=state, version=seen)
    assert paper.version == seen + 1
    kept = Paper.objects.get(pk=paper.pk)
    open_sealed(kept)
    assert kept.applied_at == WHERE


def test_a_paper_of_another_case_is_not_changed_from_here(office: Office) -> None:
    one, other = opened(office), opened(office)
    paper = tracked(office, other)
    with pytest.raises(actions.NotThisCase):
        change_paper(by=office.aigul.actor, case=one, paper=paper, state=PaperState("passport", "has"))


def test_a_stranger_writes_no_paper_and_a_second_click_none_twice(office: Office) -> None:
    case = opened(office)
    with pytest.raises(NotPermitted):
        record_paper(by=office.lazzat.actor, case=case, state=PaperState("passport", "has"))
    assert tracked(office, case, key="once").pk == tracked(office, case, key="once").pk


def test_what_waits_stands_first(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        has = tracked(office, case, status="has")
        late, soon = applied(office, case, due_on=date(2027, 2, 1)), applied(office, case, due_on=date(2026, 12, 1))
        assert papers_tracked(case) == [soon, late, has]
