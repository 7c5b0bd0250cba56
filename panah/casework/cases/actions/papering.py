"""The way of a paper that the child needs, and the letters that leave the case."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.refusals import NotThisCase, WrongDay, must_be_past
from panah.casework.cases.models import Case, Paper
from panah.casework.cases.queries.record import owner_of, shown_of
from panah.foundation.clocks.actions import start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

END_OF_WORK = time(18, 0)
AT_HAND = ("has", "received")
WAITS = "applied"


@dataclass(frozen=True)
class PaperState:
    """What is known of a paper; every day may be missing."""

    paper_type: str  # code list paper_types
    status: str  # code list paper_status
    applied_on: date | None = None
    applied_at: str = ""
    due_on: date | None = None
    received_on: date | None = None


@action(Permission.CASE_WORK, on="case")
def record_paper(*, by: Actor, case: Case, state: PaperState, idempotency_key: str = "") -> Paper:
    """What there is of a paper. Where it was applied for, somebody asks after it when it should be there."""
    _must_be_possible(case, state)
    paper = Paper(file_id=case.file_id, case=case, written_at=clock.now())
    return _written(by, paper, state)


@action(Permission.CASE_WORK, on="case")
def change_paper(
    *, by: Actor, case: Case, paper: Paper, state: PaperState, version: int | None = None, idempotency_key: str = ""
) -> Paper:
    """A step further, or a correction; the clock follows the new day."""
    paper.refresh_from_db(from_queryset=Paper.objects.select_for_update())
    if paper.case_id != case.pk:
        raise NotThisCase
    if version is not None and version != paper.version:
        raise EditedMeanwhile
    _must_be_possible(case, state)
    return _written(by, paper, state)


def _must_be_possible(case: Case, state: PaperState) -> None:
    for day in (state.applied_on, state.received_on):
        if day is not None:
            must_be_past(case, day)
    first = state.applied_on
    if first is not None and any(day is not None and day < first for day in (state.due_on, state.received_on)):
        raise WrongDay(_("This day is before the day on which the paper was applied for. Check the days."))


def _written(by: Actor, paper: Paper, state: PaperState) -> Paper:
    paper.paper_type, paper.status, paper.applied_on = state.paper_type, state.status, state.applied_on
    paper.applied_at, paper.due_on, paper.received_on = state.applied_at, state.due_on, state.received_on
    paper.save()
    case = paper.case
    stop_timers(by=by, file=case.file, kinds=(TimerKind.PAPER_DUE,), outcome=state.status, address_code=str(paper.pk))
    if state.status == WAITS and state.received_on is None:
        _start_asking(by, case, paper)
    return paper


def _start_asking(by: Actor, case: Case, paper: Paper) -> None:
    """On the day that was promised; without one the rules say when to ask after it."""
    due = timezone.make_aware(datetime.combine(paper.due_on, END_OF_WORK)) if paper.due_on is not None else None
    start_timer(
        by=by, file=case.file, kind=TimerKind.PAPER_DUE, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case, fact=f"paper_types:{paper.paper_type}", code=str(paper.pk), page="case-track"), due=due,
    )  # fmt: skip
