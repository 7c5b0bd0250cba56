"""Certificates leave, are taken back, and the event is reported."""

from collections import Counter
from dataclasses import dataclass, fields

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions.clocks import PRACTICE, run, settle
from panah.programme.training.actions.planning import move_event
from panah.programme.training.actions.refusals import NoCertificate, NotNow, ReasonMissing, ReportIncomplete
from panah.programme.training.codes import CertificateReason, EventState, WithdrawnBecause
from panah.programme.training.models import Certificate, Enrolment, Event, TrainingReport
from panah.programme.training.queries import Numbers, Standing, as_figures, ends_at, learnt_in, numbers_of, standings_of

MAY_CERTIFY = frozenset(EventState) - {EventState.PLANNED, EventState.OPEN, EventState.CLOSED, EventState.CANCELLED}


@action(Permission.TRAINING_KEEP, on="event")
def issue_certificates(*, by: Actor, event: Event) -> Event:
    """One for everybody whom the rule gives one and who has none; the words on it are frozen from now on. Whoever asked to be
    forgotten gets none.

    With the first the event is certified, and the clocks of the question half a year later begin, where somebody agreed.
    """
    if event.state not in MAY_CERTIFY or ends_at(event) > clock.now():
        raise NotNow
    held = set(Certificate.objects.filter(event=event, withdrawn_at=None).values_list("enrolment_id", flat=True))
    given = [one for one in standings_of(event) if one.reason is CertificateReason.GIVEN and one.enrolment.adult.name]
    new = [one for one in given if one.enrolment.pk not in held]
    if not new:
        raise NoCertificate
    hours, titles_kk, titles_ru = _taught(event)
    Certificate.objects.bulk_create(
        Certificate(
            event=event, enrolment=one.enrolment, organisation_id=event.organisation_id, name=one.enrolment.adult.name,
            hours=hours, titles_kk=titles_kk, titles_ru=titles_ru, issued_on=clock.today(), issued_by=by.id,
        )
        for one in new
    )  # fmt: skip
    settle(by=by, event=event, kinds=(TimerKind.TRAINING_CERTIFICATES,), outcome="issued")
    if event.state in (EventState.RUNNING, EventState.TESTED):
        move_event(by=by, event=event, to=EventState.CERTIFIED)
        _ask_later(by, event, new)
    return event


def _ask_later(by: Actor, event: Event, certified: list[Standing]) -> None:
    if any(one.enrolment.may_be_asked for one in certified):
        for kind in PRACTICE:
            run(by=by, event=event, kind=kind)


def _taught(event: Event) -> tuple[int, list[str], list[str]]:
    modules = [row.module for row in event.taught.select_related("module")]
    hours = sum(module.hours for module in modules)
    return hours, [module.label("kk") for module in modules], [module.label("ru") for module in modules]


@action(Permission.TRAINING_KEEP, on="certificate")
def withdraw_certificate(*, by: Actor, certificate: Certificate, because: WithdrawnBecause) -> Certificate:
    """It holds no longer, and the public check says so. A right one may be issued then."""
    if because not in set(WithdrawnBecause):
        raise ReasonMissing
    if certificate.withdrawn_at is not None:
        raise NotNow
    certificate.withdrawn_at, certificate.withdrawn_because = clock.now(), because
    certificate.withdrawn_by = by.id
    certificate.save(update_fields=["withdrawn_at", "withdrawn_because", "withdrawn_by"])
    return certificate


@dataclass(frozen=True)
class ReportWords:
    went_well: str
    difficulties: str
    recommendations: str


@action(Permission.TRAINING_KEEP, on="event")
def send_report(*, by: Actor, event: Event, words: ReportWords, idempotency_key: str = "") -> TrainingReport:
    """The report stands: its words, and the numbers and the gain as they are today. What is said half a year later is not yet
    known, and stands beside it as it comes in. A certified event of which nobody is asked later ends."""
    if event.state not in MAY_CERTIFY or ends_at(event) > clock.now() or hasattr(event, "report"):
        raise NotNow
    if not words.difficulties.strip() or not words.recommendations.strip():
        raise ReportIncomplete
    figures = _frozen(numbers_of(event)) | {"learnt": as_figures(learnt_in(event))}
    report = TrainingReport.objects.create(
        event=event, went_well=words.went_well.strip(), difficulties=words.difficulties.strip(),
        recommendations=words.recommendations.strip(), figures=figures, written_at=clock.now(),
        written_by=by.id,
    )  # fmt: skip
    settle(by=by, event=event, kinds=(TimerKind.TRAINING_REPORT,), outcome="sent")
    nobody_later = not Enrolment.objects.taking_part().filter(event=event, may_be_asked=True).exists()
    if event.state == EventState.CERTIFIED and nobody_later:
        move_event(by=by, event=event, to=EventState.REPORTED)
    return report


def _frozen(numbers: Numbers) -> dict[str, object]:
    """Counts by their names, to be read again as they stood."""
    values = {one.name: getattr(numbers, one.name) for one in fields(numbers)}
    return {name: dict(value) if isinstance(value, Counter) else value for name, value in values.items()}
