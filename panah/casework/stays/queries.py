"""What the pages of a house see together."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from panah.casework.cases.models import Case, Helper
from panah.casework.cases.queries import helper_parts
from panah.casework.people.models import Relative
from panah.casework.people.queries import is_grown
from panah.casework.services.models import Bed, Provider, Reservation
from panah.casework.services.queries import SHELTER, outages_of
from panah.casework.stays.codes import ExitAnswer, HousePaper
from panah.casework.stays.models import Appointment, DailyLog, ExitRequest, Incident, Stay
from panah.casework.stays.rules import Nights, Occupancy, Span, Verdict, may_leave_with, missing_days, occupancy
from panah.foundation.documents.models import Letter
from panah.foundation.documents.queries import letters_about
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code

_WITH = (
    "provider__organisation",
    "provider__place",
    "bed",
    "case__lead",
    "case__organisation",
    "case__child",
    "admitted_by",
)


def guests_of(actor: Actor, provider: Provider) -> list[Stay]:
    """Who sleeps in this house now, by room and bed."""
    rows = Stay.objects.visible_to(actor).filter(provider=provider).here()
    return list(rows.select_related(*_WITH).order_by("bed__room", "bed__name"))


def guest_under_code(actor: Actor, code: str) -> Stay | None:
    """The guest of one's own house under this code; for everybody else there is none (S17)."""
    found: Stay | None = Stay.objects.visible_to(actor).filter(code=code).select_related(*_WITH).first()
    return found


def guests_on(actor: Actor, provider: Provider, day: date) -> list[Stay]:
    """Who was in the house on this day, for its log: whoever left that day is asked of no more."""
    begins = datetime.combine(day, time.min, zone_of(provider.place))
    ends = begins + timedelta(days=1)
    rows = Stay.objects.visible_to(actor).filter(Q(left_at=None) | Q(left_at__gte=ends), provider=provider)
    return list(rows.filter(admitted_at__lt=ends).select_related(*_WITH).order_by("bed__room", "bed__name"))


def lines_of(actor: Actor, stays: list[Stay], day: date) -> dict[uuid.UUID, DailyLog]:
    rows = DailyLog.objects.visible_to(actor).filter(stay__in=stays, day=day).select_related("written_by")
    return {row.stay_id: row for row in rows}


def log_of(actor: Actor, stay: Stay) -> list[DailyLog]:
    """Every line of a guest, the latest day first."""
    rows = DailyLog.objects.visible_to(actor).filter(stay=stay).select_related("written_by")
    return list(rows.order_by("-day"))


def days_to_write(actor: Actor, provider: Provider) -> list[date]:
    """The days of the last fortnight on which somebody has no line."""
    today, zone = clock.today(), zone_of(provider.place)
    since = today - timedelta(days=14)
    stays = Stay.objects.visible_to(actor).filter(Q(left_at=None) | Q(left_at__date__gte=since), provider=provider)
    written: dict[uuid.UUID, list[date]] = {}
    for stay_id, day in (
        DailyLog.objects.visible_to(actor).filter(stay__in=stays, day__gte=since).values_list("stay", "day")
    ):
        written.setdefault(stay_id, []).append(day)
    found: set[date] = set()
    for stay in stays:
        nights = Nights.between(stay.admitted_at, stay.left_at, zone)
        found |= set(missing_days(max(nights.first, since), nights.left, written.get(stay.pk, []), today))
    return sorted(found)


def appointments_on(actor: Actor, provider: Provider, day: date) -> list[Appointment]:
    """What is planned for this day, and what of earlier days was not done."""
    begins = datetime.combine(day, time.min, zone_of(provider.place))
    rows = Appointment.objects.visible_to(actor).filter(stay__provider=provider, stay__left_at=None)
    rows = rows.filter(Q(at__gte=begins) | Q(done_at=None), at__lt=begins + timedelta(days=1))
    return list(rows.select_related("stay__bed").order_by("at"))


def appointments_of(actor: Actor, stay: Stay) -> list[Appointment]:
    return list(Appointment.objects.visible_to(actor).filter(stay=stay).order_by("-at"))


def incidents_of(actor: Actor, stay: Stay) -> list[Incident]:
    rows = Incident.objects.visible_to(actor).filter(stay=stay)
    return list(rows.select_related("written_by", "answered_by").order_by("-happened_at"))


def incidents_at(actor: Actor, provider: Provider) -> QuerySet[Incident]:
    rows: QuerySet[Incident] = Incident.objects.visible_to(actor).filter(stay__provider=provider)
    return rows.select_related("stay").order_by("-happened_at")


def incident_under(actor: Actor, incident_id: uuid.UUID) -> Incident | None:
    rows = Incident.objects.visible_to(actor).filter(pk=incident_id)
    found: Incident | None = rows.select_related("stay__provider__organisation", "written_by", "answered_by").first()
    return found


def exit_requests_of(actor: Actor, stay: Stay) -> list[ExitRequest]:
    rows = ExitRequest.objects.visible_to(actor).filter(stay=stay)
    return list(rows.select_related("asked_by", "answered_by").order_by("-asked_at"))


def exit_request_under(actor: Actor, request_id: uuid.UUID) -> ExitRequest | None:
    rows = ExitRequest.objects.visible_to(actor).filter(pk=request_id)
    found: ExitRequest | None = rows.select_related("stay__provider__organisation", "asked_by", "answered_by").first()
    return found


def waits_for_an_answer(actor: Actor, stay: Stay) -> bool:
    return any(request.answer == ExitAnswer.WAITS for request in exit_requests_of(actor, stay))


def part_of_house(actor: Actor, stay: Stay) -> Helper | None:
    """What the lead shared with this house for its bed; nothing else of the case is seen here (S15)."""
    if stay.case_id is None:
        return None
    parts = helper_parts(actor).filter(case=stay.case_id)
    return next((part for part in parts if SHELTER in part.service_types), None)


@dataclass(frozen=True)
class Housing:
    """All that the side of the case is told: under whose roof by its code name, its duty phone, since when."""

    house: Provider
    phone: str
    since: datetime


def housing_of(case: Case) -> Housing | None:
    """For a page whose reader may see the case; no room, no bed, no place, nothing of the days."""
    stay = Stay.objects.filter(case=case).here().select_related("provider__organisation").first()
    if stay is None:
        return None
    house = stay.provider
    return Housing(house, house.duty_phone or house.organisation.duty_phone, stay.admitted_at)


@dataclass(frozen=True)
class Month:
    """A house in one month: each stay with its nights, and the whole."""

    rows: list[tuple[Stay, int]]
    whole: Occupancy
    incidents: int
    in_use: int


def month_of_house(actor: Actor, provider: Provider, since: date, before: date) -> Month:
    """Counted anew each time from admissions and exits, so that what is corrected late is right (S14)."""
    zone = zone_of(provider.place)
    begins, ends = (datetime.combine(day, time.min, zone) for day in (since, before))
    stays = Stay.objects.visible_to(actor).filter(Q(left_at=None) | Q(left_at__gte=begins), provider=provider)
    rows = [
        (stay, Nights.between(stay.admitted_at, stay.left_at, zone))
        for stay in stays.filter(admitted_at__lt=ends).order_by("admitted_at")
    ]
    today = clock.today()
    until = min(before, today)  # a night that has not come is neither slept nor empty
    beds = list(Bed.objects.visible_to(actor).filter(provider=provider))
    out: dict[int, list[Span]] = {}
    for outage in outages_of(beds):
        out.setdefault(outage.bed_id, []).append(Span(outage.since, outage.until))
    spans = [(Span(bed.since, bed.until), out.get(bed.pk, [])) for bed in beds]
    incidents = Incident.objects.visible_to(actor).filter(
        stay__provider=provider, happened_at__gte=begins, happened_at__lt=ends
    )
    return Month(
        [(stay, nights.count(since, until)) for stay, nights in rows],
        occupancy([nights for _stay, nights in rows], spans, since, until),
        incidents.count(),
        sum(bed.is_active for bed in beds),
    )


def letters_of_guest(actor: Actor, stay: Stay, kind: HousePaper) -> list[Letter]:
    """What was made of one kind for a guest, newest first."""
    return [letter for letter in letters_about(actor, stay, stay.code) if letter.kind == kind]


def letters_of_months(actor: Actor, provider: Provider) -> list[Letter]:
    """The months of a house as they were reported, newest first."""
    rows = Letter.objects.visible_to(actor).filter(kind=HousePaper.MONTH, subject_code=provider.code)
    return list(rows.order_by("-made_at", "-place_in_year"))


def house_letter(actor: Actor, number: str) -> Letter | None:
    """One of the papers of one's own house."""
    rows = Letter.objects.visible_to(actor).filter(code=normalise_code(number) or "-", kind__in=list(HousePaper))
    found: Letter | None = rows.filter(organisation_id=actor.organisation_id).select_related("organisation").first()
    return found


def holds_of(bed: Bed) -> list[Reservation]:
    """Who held a bed and when, without a name: the latest first."""
    return list(Reservation.objects.filter(bed=bed).select_related("asked_by").order_by("-made_at")[:100])


def verdict_on(stay: Stay, leaves_with: str, relation: str) -> Verdict:
    """What the lead of the case decided of the adults of this relation; without a case nobody decided."""
    safeties = list(adults_of(stay, relation).values_list("safety", flat=True))
    grown = is_grown(stay.case.child) if stay.case is not None else stay.age_band == "adult"
    return may_leave_with(leaves_with, safeties=safeties, is_grown=grown)


def adults_of(stay: Stay, relation: str) -> QuerySet[Relative]:
    """The adults whom the lead of the case wrote down under this relation; none without a case or a family."""
    family = stay.case.child.family_id if stay.case is not None else None
    rows: QuerySet[Relative] = Relative.objects.filter(family=family, relation=relation)
    return rows if family is not None and relation else rows.none()
