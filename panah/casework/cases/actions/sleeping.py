from datetime import date, datetime

from django.utils.timezone import localtime

from panah.casework.cases.actions.refusals import must_be_open, must_be_past
from panah.casework.cases.models import Case, GuardianRequest, SleepAnswer
from panah.casework.cases.queries import owner_of, shown_of
from panah.casework.cases.queries.work import guardian_request, is_safe_sleep, is_without_adult, sleep_answer
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.codes import Standing
from panah.casework.people.queries import standing_on
from panah.foundation.clocks.actions import start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

WATCHES = (TimerKind.GUARDIAN_REQUEST, TimerKind.SAFETY_ACTION)


@action(Permission.CASE_WORK, on="case")
def record_sleep(
    *,
    by: Actor,
    case: Case,
    answer: str,
    with_whom: str = "",
    happened_on: date | None = None,
    version: int | None = None,
    idempotency_key: str = "",
) -> SleepAnswer:
    """Where the child sleeps tonight, and with whom (S9). Without an adult the guardianship body is told within a day.

    An adult of whom nobody knows yet whether he is safe is no alarm to the authorities: the lead finds out within a day.
    ``version`` is that of the case as the writer saw it: nobody stops an alarm that came up meanwhile without knowing of it.
    """
    must_be_open(case)
    if version is not None and version != case.version:
        raise EditedMeanwhile
    day = happened_on or clock.today()
    must_be_past(case, day)
    return keep_sleep(by=by, case=case, answer=answer, with_whom=with_whom, happened_on=day)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def keep_sleep(
    *, by: Actor, case: Case, answer: str, with_whom: str, happened_on: date, since: datetime | None = None
) -> SleepAnswer:
    """The answer of the latest day holds; the clocks follow it. ``since`` is when it was first known, as in a concern."""
    kept = SleepAnswer.objects.create(
        file_id=case.file_id, case=case, answer=answer, with_whom=with_whom, happened_on=happened_on,
        written_at=clock.now(), written_by_id=by.person_id,
    )  # fmt: skip
    latest = sleep_answer(case) or kept
    case.sleeps_tonight = latest.answer
    case.save(update_fields=["sleeps_tonight", "version"])
    if latest.pk == kept.pk:
        _set_clocks(by, case, answer, happened_on, since)
    return kept


def _set_clocks(by: Actor, case: Case, answer: str, day: date, since: datetime | None) -> None:
    if is_safe_sleep(answer) or standing_on(case.child, clock.today()) is Standing.ADULT:
        stop_timers(by=by, file=case.file, kinds=WATCHES, outcome="with_safe_adult", done_at=day)
    elif not is_without_adult(answer):
        _watch(by, case, TimerKind.SAFETY_ACTION, "high", since)
    elif guardian_request(case) is None:
        stop_timers(by=by, file=case.file, kinds=(TimerKind.SAFETY_ACTION,), outcome="no_safe_adult")
        _watch(by, case, TimerKind.GUARDIAN_REQUEST, "danger", since)


def _watch(by: Actor, case: Case, kind: TimerKind, urgency: str, since: datetime | None) -> None:
    """By the hour, at night too. An alarm that runs already is not put off by asking again."""
    if Timer.objects.running().filter(file=case.file_id, kind__in=(kind, TimerKind.GUARDIAN_REQUEST)).exists():
        return
    page = "case-guardian" if kind is TimerKind.GUARDIAN_REQUEST else "case-sleep"
    start_timer(
        by=by, file=case.file, kind=kind, urgency=urgency, owner=owner_of(case), started_at=since, blocks_closure=True,
        shown=shown_of(case, fact=f"sleeps_tonight:{case.sleeps_tonight}", page=page),
    )  # fmt: skip


@action(Permission.CASE_WORK, on="case")
def record_guardian_request(
    *,
    by: Actor,
    case: Case,
    told_to: str,
    channel: str,
    happened_on: date,
    own_number: str = "",
    idempotency_key: str = "",
) -> GuardianRequest:
    """The guardianship body was told: whom there, how, under which number. Late paper is welcome (S14)."""
    must_be_open(case)
    must_be_past(case, happened_on)
    kept = GuardianRequest.objects.create(
        file_id=case.file_id, case=case, told_to=told_to, channel=channel, own_number=own_number,
        happened_on=happened_on, written_at=clock.now(), written_by_id=by.person_id,
    )  # fmt: skip
    stop_timers(by=by, file=case.file, kinds=(TimerKind.GUARDIAN_REQUEST,), outcome="told", done_at=happened_on)
    return kept


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def take_sleep_over(*, by: Actor, case: Case, concern: Concern) -> Case:
    """What the reporter and the desk knew of the night goes over to the case: it is neither asked nor told twice."""
    open_sealed(concern, only=("sleeps_with", "guardian_told"))
    received = concern.received_at
    if concern.guardian_told_at is not None:
        told = concern.guardian_told or {}
        GuardianRequest.objects.create(
            file_id=case.file_id, case=case, channel=str(told.get("channel", "")), own_number=str(told.get("number", "")),
            told_to=", ".join(str(told[part]) for part in ("who", "post") if told.get(part)),
            happened_on=localtime(concern.guardian_told_at).date(), written_at=clock.now(),
        )  # fmt: skip
    if concern.sleeps_tonight != "unknown":
        keep_sleep(
            by=by, case=case, answer=concern.sleeps_tonight, with_whom=concern.sleeps_with, since=received,
            happened_on=localtime(received).date(),
        )  # fmt: skip
        if ConcernChild.objects.filter(concern=concern, child=None).count() <= 1:  # the last one of the report
            stop_timers(by=by, file=concern.file, kinds=(TimerKind.GUARDIAN_REQUEST,), outcome="led_by_case")
    return case
