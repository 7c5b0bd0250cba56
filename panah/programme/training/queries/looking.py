"""What belongs to an event that was found for whoever asks: nobody comes here without the event."""

from uuid import UUID

from django.db.models import QuerySet

from panah.foundation.clocks.codes import OF_A_TRAINING
from panah.foundation.clocks.models import Timer
from panah.programme.training.models import (
    Attendance,
    Certificate,
    Enrolment,
    Event,
    HalfDay,
    ModuleVersion,
    TrainingReport,
)


def certificates_in(event: Event) -> QuerySet[Certificate]:
    return Certificate.objects.filter(event=event)


def certificate_of(enrolment: Enrolment) -> Certificate | None:
    """The one that is valid."""
    return Certificate.objects.filter(enrolment=enrolment, withdrawn_at=None).first()


def attendances_in(event: Event) -> QuerySet[Attendance]:
    return Attendance.objects.filter(half_day__event=event)


def attendances_at(half_day: HalfDay) -> QuerySet[Attendance]:
    return Attendance.objects.filter(half_day=half_day)


def attendances_of(enrolment: Enrolment) -> QuerySet[Attendance]:
    return Attendance.objects.filter(enrolment=enrolment)


def enrolment_by_code(event_id: UUID, code: str) -> Enrolment | None:
    """Of somebody who takes part, by the own code."""
    return Enrolment.objects.taking_part().filter(event=event_id, code=code).first()


def enrolments_in(event: Event) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(event=event)


def clocks_of(event: Event) -> QuerySet[Timer]:
    """What still waits of it, the first due first."""
    return Timer.objects.running().filter(file=event.file_id, kind__in=OF_A_TRAINING).order_by("due_at")


def report_of(event: Event) -> TrainingReport | None:
    return TrainingReport.objects.filter(event=event).first()


def current_versions() -> QuerySet[ModuleVersion]:
    """What is taught now, of each module one."""
    return ModuleVersion.objects.current()
