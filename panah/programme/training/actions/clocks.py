"""The clocks of an event, as rows of Today: by its code, and of nobody."""

from datetime import datetime

from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import OF_A_TRAINING, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import deadline_rules
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.training.models import Event
from panah.programme.training.queries import begins_at, ends_at, plan_of
from panah.programme.training.rules.planning import due_before, faults_of

BEFORE = (TimerKind.TRAINING_PLAN, TimerKind.TRAINING_ENROLMENT)
AFTER = (TimerKind.TRAINING_CERTIFICATES, TimerKind.TRAINING_REPORT)
_PAGES = {TimerKind.TRAINING_CERTIFICATES: "training-certificates", TimerKind.TRAINING_REPORT: "training-report"}
PRACTICE = (TimerKind.PRACTICE_CHECK, TimerKind.PRACTICE_REMINDER, TimerKind.PRACTICE_CALLS)


def _days_before(kind: TimerKind) -> int:
    """The row that is valid today; the first fits, for the amount is of days."""
    today = clock.today()
    return next(rule.amount for rule in deadline_rules() if rule.fits(kind, "normal", today))


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def run(*, by: Actor, event: Event, kind: TimerKind) -> Timer | None:
    """One row of each kind while it runs, for whoever planned the event; before it begins counted back from its first day."""
    if Timer.objects.running().filter(file=event.file_id, kind=kind).exists():
        return None
    due: datetime | None = None
    if kind in BEFORE:
        due = due_before(begins_at(event), _days_before(kind), clock.now())
    return start_timer(
        by=by, file=event.file, kind=kind, urgency="normal", started_at=None if due else ends_at(event), due=due,
        owner=Owner(event.organisation, _planner(event)),
        shown=Shown(event.code, _PAGES.get(kind, "training-event"), event.code, place=event.place_id),
    )  # fmt: skip


def _planner(event: Event) -> Person | None:
    """Nobody, where a list of the machine brought it."""
    return Person.objects.filter(pk=event.planned_by).first() if event.planned_by else None


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def settle(*, by: Actor, event: Event, kinds: tuple[TimerKind, ...], outcome: str) -> int:
    return stop_timers(by=by, file=event.file, kinds=kinds, outcome=outcome)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def follow_plan(*, by: Actor, event: Event, is_moved: bool = False) -> None:
    """After each change of a plan: its clocks run by its days, and that of the plan ends when nothing is missing."""
    if is_moved:
        settle(by=by, event=event, kinds=tuple(OF_A_TRAINING), outcome="moved")
    if faults_of(plan_of(event)):
        run(by=by, event=event, kind=TimerKind.TRAINING_PLAN)
    else:
        settle(by=by, event=event, kinds=(TimerKind.TRAINING_PLAN,), outcome="whole")
    for kind in AFTER:
        run(by=by, event=event, kind=kind)
