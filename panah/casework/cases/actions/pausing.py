from datetime import date, timedelta

from panah.casework.cases.actions.pace import evening_of
from panah.casework.cases.actions.refusals import NotYet, must_be_open, must_be_yes
from panah.casework.cases.codes import CaseState, NoteKind
from panah.casework.cases.models import Case, Note
from panah.casework.cases.queries import owner_of, shown_of
from panah.casework.cases.queries.work import tries_and_last_talk
from panah.casework.cases.rules import Verdict, may_be_lost, may_pause
from panah.foundation.clocks.actions import start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

WAITING = (TimerKind.REVIEW, TimerKind.FOLLOW_UP)
PAUSED = "paused"
LEFT_AT_LEAST = timedelta(days=1)  # nobody is late in the moment of coming back


@action(Permission.CASE_WORK, on="case")
def pause_case(*, by: Actor, case: Case, until: date, text: str = "", idempotency_key: str = "") -> Case:
    """The family is away for some weeks, at most 30 days: reviews wait, and one clock says when they are back."""
    must_be_open(case)
    blocking = list(Timer.objects.blocking(case.file).values_list("kind", flat=True))
    must_be_yes(may_pause(case.stage, case.state, until, clock.today(), blocking))
    case.state, case.paused_until = CaseState.PAUSED, until
    case.save(update_fields=["state", "paused_until"])
    start_timer(
        by=by, file=case.file, kind=TimerKind.PAUSE_ENDS, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case, page="case-pause"), due=evening_of(until),
    )  # fmt: skip
    stop_timers(by=by, file=case.file, kinds=WAITING, outcome=PAUSED)
    _note(by, case, NoteKind.PAUSED, text)
    return case


@action(Permission.CASE_WORK, on="case")
def resume_case(*, by: Actor, case: Case, text: str = "", idempotency_key: str = "") -> Case:
    """They are back, or somebody must look after all: what waited goes on with the time that was left to it."""
    must_be_open(case)
    if case.state != CaseState.PAUSED:
        raise NotYet(Verdict(("not_paused",)))
    _wind_on(by, case)
    case.state, case.paused_until = CaseState.ACTIVE, None
    case.save(update_fields=["state", "paused_until"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.PAUSE_ENDS,), outcome="resumed")
    _note(by, case, NoteKind.RESUMED, text)
    return case


def _wind_on(by: Actor, case: Case) -> None:
    pause = Timer.objects.filter(file=case.file_id, kind=TimerKind.PAUSE_ENDS, stopped_at=None).first()
    if pause is None:
        return
    rows = Timer.objects.filter(
        file=case.file_id, kind__in=WAITING, outcome=PAUSED, stopped_at__gte=pause.started_at
    )  # fmt: skip
    now = clock.now()
    for timer in rows:
        left = max(timer.due_at - (timer.stopped_at or now), LEFT_AT_LEAST)
        start_timer(
            by=by, file=case.file, kind=TimerKind(timer.kind), urgency=case.risk or case.urgency, owner=owner_of(case),
            shown=shown_of(case), due=now + left,
        )  # fmt: skip


@action(Permission.CASE_WORK, on="case")
def mark_lost(*, by: Actor, case: Case, text: str = "", idempotency_key: str = "") -> Case:
    """Nobody could be reached in three tries over at least 30 days. The alarms go on: lost is not closed."""
    must_be_open(case)
    must_be_yes(may_be_lost(*tries_and_last_talk(case)))
    if case.state == CaseState.PAUSED:
        _wind_on(by, case)
        stop_timers(by=by, file=case.file, kinds=(TimerKind.PAUSE_ENDS,), outcome="lost_contact")
    case.state, case.paused_until = CaseState.LOST_CONTACT, None
    case.save(update_fields=["state", "paused_until"])
    _note(by, case, NoteKind.LOST_CONTACT, text)
    return case


def _note(by: Actor, case: Case, kind: NoteKind, text: str) -> None:
    Note.objects.create(
        file_id=case.file_id, case=case, kind=kind, text=text, happened_on=clock.today(), written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
