"""The days of a guest: what was seen, what is planned, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panah.casework.stays.actions.clocks import expect_log, shown, zone_at
from panah.casework.stays.actions.refusals import (
    AnsweredMeanwhile,
    DayOutsideStay,
    NotAnswered,
    OwnQuestion,
    must_be_here,
    must_have_happened,
)
from panah.casework.stays.models import Appointment, DailyLog, Incident, Stay
from panah.foundation.clocks.actions import Owner, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import DANGER, NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

ASKED_DAILY = ("ate", "slept", "health", "school", "mood", "medicine")
LEADERS = (Role.HEAD_OF_ORGANISATION, Role.SUPERVISOR)


@action(Permission.STAY_WORK, on="stay")
def write_log(
    *, by: Actor, stay: Stay, day: date, answers: Mapping[str, str], words: str = "", version: int | None = None,
    idempotency_key: str = "",
) -> DailyLog:  # fmt: skip
    """One guest, one day. ``version`` is that of the line that the writer saw; none was there without one."""
    zone = zone_at(stay.provider)
    came, left = stay.admitted_at.astimezone(zone).date(), stay.left_at and stay.left_at.astimezone(zone).date()
    if day < came or day > (left or day) or day > clock.today():
        raise DayOutsideStay
    known = {name: code for name, code in answers.items() if name in ASKED_DAILY and code in code_list(f"log_{name}")}
    if not known and not words.strip():
        raise NotAnswered
    line = DailyLog.objects.filter(stay=stay, day=day).first()
    if (line.version if line else None) != (version or None):
        raise EditedMeanwhile
    if line is None:
        line = DailyLog(file=stay.file, stay=stay, day=day)
    line.answers, line.words = known, words.strip()
    line.written_at, line.written_by_id = clock.now(), by.person_id
    line.save()
    expect_log(by, stay.provider)
    return line


@action(Permission.STAY_WORK, on="stay")
def record_medical_check(
    *, by: Actor, stay: Stay, happened_on: date, words: str = "", idempotency_key: str = ""
) -> Stay:
    """A doctor or a nurse saw the guest; late paper counts on the day when it was (S14).

    What was advised before stays, and a further advice stands below it under its day.
    """
    if happened_on > clock.today() or happened_on < stay.admitted_at.astimezone(zone_at(stay.provider)).date():
        raise DayOutsideStay
    open_sealed(stay, only=("check_words",))
    if stay.check_words and words.strip():
        words = f"{stay.check_words}\n\n{happened_on:%d.%m.%Y}\n{words.strip()}"
    stay.checked_on, stay.check_words = happened_on, words.strip() or stay.check_words
    stay.save()
    stop_timers(by=by, file=stay.file, kinds=(TimerKind.MEDICAL_CHECK,), outcome="done", done_at=happened_on)
    return stay


@action(Permission.STAY_WORK, on="stay")
def plan_appointment(
    *, by: Actor, stay: Stay, kind: str, at: datetime, words: str = "", idempotency_key: str = ""
) -> Appointment:
    """A doctor, a medicine, a visitor: it stands on the board of its day."""
    must_be_here(stay)
    if kind not in code_list("appointment_kinds"):
        raise NotAnswered
    return Appointment.objects.create(file=stay.file, stay=stay, kind=kind, at=at, words=words.strip())


@action(Permission.STAY_WORK, on="appointment")
def tick_appointment(*, by: Actor, appointment: Appointment, is_done: bool = True) -> Appointment:
    appointment.done_at = clock.now() if is_done else None
    appointment.done_by_id = by.person_id if is_done else None
    appointment.save(update_fields=["done_at", "done_by"])
    return appointment


@dataclass(frozen=True)
class IncidentReport:
    kind: str
    happened_at: datetime
    what: str
    who_was_hurt: str = ""
    what_was_done: str = ""
    informed: Sequence[str] = ()


@action(Permission.STAY_WORK, on="stay")
def write_incident(*, by: Actor, stay: Stay, report: IncidentReport, idempotency_key: str = "") -> Incident:
    """The head is told at once, whenever it happened; it is never removed, and nothing here is sent to an authority."""
    if report.kind not in code_list("incident_kinds") or not report.what.strip():
        raise NotAnswered
    must_have_happened(stay, report.happened_at)
    incident = Incident.objects.create(
        file=stay.file, stay=stay, kind=report.kind, happened_at=report.happened_at, written_at=clock.now(),
        written_by_id=by.person_id, what=report.what.strip(), who_was_hurt=report.who_was_hurt.strip(),
        what_was_done=report.what_was_done.strip(),
        informed=[code for code in code_list("incident_informed").codes if code in report.informed],
    )  # fmt: skip
    house = stay.provider.organisation
    start_timer(
        by=by, file=stay.file, kind=TimerKind.INCIDENT, urgency=DANGER, owner=Owner(house),
        shown=shown(stay, "incident", str(incident.pk)),
    )  # fmt: skip
    queue_notice(
        by=by,
        kind=NoticeKind.INCIDENT_WRITTEN,
        organisation=house,
        roles=LEADERS,
        subject_code=stay.code,
        urgency=DANGER,
    )
    return incident


@action(Permission.STAY_SIGN, on="incident")
def answer_incident(
    *, by: Actor, incident: Incident, answer: str, words: str = "", idempotency_key: str = ""
) -> Incident:
    """Somebody who did not write it has read it, and says what follows."""
    if answer not in code_list("incident_answers"):
        raise NotAnswered
    if incident.written_by_id is not None and incident.written_by_id == by.person_id:
        raise OwnQuestion
    if incident.answer:
        raise AnsweredMeanwhile
    incident.answer, incident.answer_words = answer, words.strip()
    incident.answered_at, incident.answered_by_id = clock.now(), by.person_id
    incident.save()
    stop_timers(
        by=by, file=incident.file, kinds=(TimerKind.INCIDENT,), outcome=answer, address_code=str(incident.pk),
        done_at=clock.now(),
    )  # fmt: skip
    return incident
