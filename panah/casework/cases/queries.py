from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from panah.casework.cases.models import (
    Assessment,
    Case,
    ClosureRequest,
    DeliveredService,
    DomainAnswer,
    Episode,
    Note,
    PlannedService,
)
from panah.casework.people.models import Child
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.security.access import Actor


def owner_of(case: Case) -> Owner:
    return Owner(case.organisation, case.lead)


def opened_at(case: Case) -> datetime:
    """When the running episode began: the clocks of assessment and plan count from there."""
    episode = Episode.objects.filter(case=case, closed_at=None).order_by("-opened_at").first()
    return episode.opened_at if episode is not None else case.opened_at


def shown_of(case: Case, fact: str = "", code: str = "", page: str = "case") -> Shown:
    """What a row of Today may show of a case."""
    child = case.child
    return Shown(
        subject_code=case.code, address_name=page, address_code=code or case.code, sex=child.sex,
        birth_year=child.birth_year, age_band=child.age_band_at_entry, place=child.place_id or "",
        fact=fact or (f"risk:{case.risk}" if case.risk else f"languages_spoken:{child.language}"),
    )  # fmt: skip


def region_of(child: Child) -> str:
    place = child.place
    region = place.region() if place is not None else None
    return region.pk if region is not None else ""


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    rows: QuerySet[Case] = Case.objects.visible_to(actor)
    return rows.select_related("child", "child__place", "lead", "organisation")


@dataclass(frozen=True)
class Moment:
    """One line of the timeline: what happened on which day and when it was written. Text stays in its record."""

    happened_on: date
    written_at: datetime
    kind: str
    fact: str
    record: Note | DeliveredService | Assessment | ClosureRequest | Episode


def timeline(case: Case, limit: int = 200) -> list[Moment]:
    """Everything that happened, newest first."""
    moments = [
        *(Moment(n.happened_on, n.written_at, "note", n.kind, n) for n in Note.objects.filter(case=case)[:limit]),
        *(
            Moment(s.happened_on, s.written_at, "service", s.service_type, s)
            for s in DeliveredService.objects.filter(case=case).order_by("-happened_on")[:limit]
        ),
        *(
            Moment(localtime(a.completed_at).date(), a.completed_at, "assessment", "", a)
            for a in Assessment.objects.filter(case=case, completed_at__isnull=False)
            if a.completed_at
        ),
        *(
            Moment(localtime(c.asked_at).date(), c.asked_at, "closure", c.decision, c)
            for c in ClosureRequest.objects.filter(case=case)
        ),
        *(
            Moment(localtime(e.opened_at).date(), e.opened_at, "opened", "", e)
            for e in Episode.objects.filter(case=case)
        ),
    ]
    return sorted(moments, key=lambda moment: (moment.happened_on, moment.written_at), reverse=True)[:limit]


def running_answers(case: Case) -> dict[str, DomainAnswer]:
    """The answers of the latest assessment, by domain."""
    latest = Assessment.objects.filter(case=case).order_by("-started_at").first()
    return {answer.domain: answer for answer in DomainAnswer.objects.filter(assessment=latest)} if latest else {}


def planned_services(case: Case) -> list[PlannedService]:
    rows = PlannedService.objects.filter(case=case).select_related("provider", "person")
    return list(rows.order_by("status", "due_on", "written_at"))
