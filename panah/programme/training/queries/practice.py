"""What half a year later is said of a training, and who still waits to be asked, reminded or called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.programme.training.models import Enrolment, Event, PracticeCheck
from panah.programme.training.rules.practice import Asked, Practice, Stage, Told, practice, stage_of


def told_of(check: PracticeCheck) -> Told:
    return Told(check.used, check.often, check.referred, tuple(check.obstacles))


def practice_of_event(event: Event) -> Practice:
    """Asked, answered, how many apply it, whom nobody is asked about, and what stands in the way."""
    return _practice(PracticeCheck.objects.filter(enrolment__event=event))


def practice_over(first: date, last: date, *, organisation_id: object = None) -> Practice:
    """Of all trainings that ended in these days, both included; of one organisation where it is named."""
    rows = PracticeCheck.objects.filter(enrolment__event__ends_on__range=(first, last))
    return _practice(rows.filter(enrolment__event__organisation=organisation_id) if organisation_id else rows)


def _practice(rows: QuerySet[PracticeCheck]) -> Practice:
    answered = list(rows.filter(answered_at__isnull=False).defer("words"))
    by_phone = sum(check.is_by_phone for check in answered)
    return practice(rows.count(), [told_of(check) for check in answered], by_phone=by_phone)


@dataclass(frozen=True)
class Waiting:
    check: PracticeCheck
    stage: Stage


def checks_of(actor: Actor, event: Event) -> list[Waiting]:
    """Each question with where it stands, by the participants' codes; of whoever took the yes back only an answer."""
    rows = PracticeCheck.objects.visible_to(actor).filter(enrolment__event=event).select_related("enrolment__adult")
    rows = rows.filter(Q(enrolment__may_be_asked=True) | Q(answered_at__isnull=False))
    today = clock.today()
    return [Waiting(check, stage_of(_days(check, event), today)) for check in rows.order_by("enrolment__code")]


def check_of(enrolment: Enrolment) -> PracticeCheck | None:
    found: PracticeCheck | None = PracticeCheck.objects.filter(enrolment=enrolment).defer("words").first()
    return found


def _days(check: PracticeCheck, event: Event) -> Asked:
    return Asked(
        event.ends_on,
        _day(check.sent_at),
        _day(check.reminded_at),
        check.sampled_at is not None,
        _day(check.answered_at),
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment is not None else None


def stages(found: Iterable[Waiting]) -> dict[Stage, list[PracticeCheck]]:
    by_stage: dict[Stage, list[PracticeCheck]] = {stage: [] for stage in Stage}
    for one in found:
        by_stage[one.stage].append(one.check)
    return by_stage
