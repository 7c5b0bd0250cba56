"""Who was there, who gets a certificate, and who counts as trained: each person once, under the earliest entry."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import Count, QuerySet

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list, content_table
from panah.programme.directory.models import Adult
from panah.programme.training.codes import CertificateReason, EnrolmentState, EventKind, EventState
from panah.programme.training.models import Enrolment, Event, HalfDay
from panah.programme.training.rules import attending


@cache
def attendance_rules() -> tuple[attending.AttendanceRule, ...]:
    """The dated rows of content/rules/training.toml."""
    return attending.rules_of(content_table("rules/training.toml"))


@dataclass(frozen=True)
class Standing:
    """One participant as attendance and test stand."""

    enrolment: Enrolment
    attended: int
    half_days: int
    reason: CertificateReason
    is_trained: bool

    @property
    def percent(self) -> int:
        return int(attending.share_of(self.attended, self.half_days) * 100)


def standings_of(event: Event) -> list[Standing]:
    """Everybody who takes part, in the order of the alphabet."""
    rows = Enrolment.objects.filter(event=event, state=EnrolmentState.ENROLLED)
    return _standings(event, rows.order_by("adult__sort_key", "pk"))


def _standings(event: Event, rows: QuerySet[Enrolment]) -> list[Standing]:
    halves = event.half_days.count()
    for_paper = attending.rule_on(attendance_rules(), "certificate", event.ends_on)
    for_count = attending.rule_on(attendance_rules(), "trained", event.ends_on)
    counted = rows.select_related("adult__place__parent", "adult__institution").annotate(times=Count("attendances"))
    found = []
    for one in counted:
        taking = attending.Taking(one.times, halves, event.has_test, one.post_done_at is not None)
        reason = attending.certificate_for(taking, for_paper)
        found.append(Standing(one, one.times, halves, reason, attending.is_trained(taking, for_count)))
    return found


@dataclass(frozen=True)
class Numbers:
    """An event in numbers of nobody. ``by_…`` are counts of those who were there at least once, by code."""

    enrolled: int
    waiting: int
    came: int
    trained: int
    certified: int
    by_sector: Counter[str] = field(default_factory=Counter)
    by_region: Counter[str] = field(default_factory=Counter)
    by_sex: Counter[str] = field(default_factory=Counter)
    by_language: Counter[str] = field(default_factory=Counter)


def numbers_of(event: Event) -> Numbers:
    """Each person once, also where two entries of the directory turned out to be one."""
    standings = standings_of(event)
    came = _each_once(one for one in standings if one.attended)
    adults = _entries(one.enrolment.adult for one in came)
    states = Counter(Enrolment.objects.filter(event=event).values_list("state", flat=True))
    return Numbers(
        enrolled=states[EnrolmentState.ENROLLED], waiting=states[EnrolmentState.WAITING], came=len(came),
        trained=len(_each_once(one for one in standings if one.is_trained)),
        certified=event.certificates.filter(withdrawn_at=None).count(),
        by_sector=Counter(adult.sector for adult in adults), by_region=Counter(_region(adult) for adult in adults),
        by_sex=Counter(adult.sex for adult in adults), by_language=Counter(one.enrolment.language for one in came),
    )  # fmt: skip


def _each_once(standings: Iterable[Standing]) -> list[Standing]:
    found: dict[UUID, Standing] = {}
    for one in standings:
        found.setdefault(one.enrolment.adult.same_as_id or one.enrolment.adult_id, one)
    return list(found.values())


def _entries(adults: Iterable[Adult]) -> list[Adult]:
    """The entry under which each counts."""
    rows = list(adults)
    earlier = Adult.objects.select_related("place").in_bulk([one.same_as_id for one in rows if one.same_as_id])
    return [earlier[one.same_as_id] if one.same_as_id else one for one in rows]


def _region(adult: Adult) -> str:
    region = adult.place.region() if adult.place else None
    return region.pk if region else ""


@dataclass(frozen=True)
class Trained:
    """One person who was trained in a window. ``attendances`` are events, not half-days."""

    adult_id: UUID
    adult_code: str
    sector: str
    region: str  # of the first event of the window in which this person was trained
    sex: str
    first_event: str  # its code
    first_on: date
    attendances: int
    events: tuple[str, ...]


def trained_adults(first: date, last: date, organisation: Organisation | None = None) -> list[Trained]:
    """Specialists trained from ``first`` to ``last``, each person once; both days are included, by the last day of the event.

    Hotline operators, and events for Champions or others, are outside: ``counts_as_specialist`` of code list
    trainee_sectors, and the kind of the event. The region is that of the event.
    """
    events = Event.objects.filter(ends_on__gte=first, ends_on__lte=last, kind=EventKind.SPECIALISTS)
    events = events.exclude(state=EventState.CANCELLED).select_related("place__parent")
    if organisation is not None:
        events = events.filter(organisation=organisation)
    by_person: dict[UUID, list[tuple[Event, Adult]]] = {}
    for event, one in _trained_in(list(events.order_by("starts_on", "code"))):
        by_person.setdefault(one.adult.same_as_id or one.adult_id, []).append((event, one.adult))
    entries = Adult.objects.in_bulk(list(by_person))
    rows = [_trained(entries[person], [event for event, _adult in taken]) for person, taken in by_person.items()]
    return sorted((row for row in rows if _is_specialist(row.sector)), key=lambda row: (row.first_on, row.adult_code))


def _trained_in(events: list[Event]) -> list[tuple[Event, Enrolment]]:
    """In three queries, however many events there are."""
    halves = Counter(HalfDay.objects.filter(event__in=events).values_list("event_id", flat=True))
    known = {event.pk: event for event in events}
    rows = Enrolment.objects.taking_part().filter(event__in=events).select_related("adult")
    found = []
    for one in rows.annotate(times=Count("attendances")).order_by("event__starts_on", "event__code", "pk"):
        event = known[one.event_id]
        rule = attending.rule_on(attendance_rules(), "trained", event.ends_on)
        times: int = one.times  # type: ignore[attr-defined]
        taking = attending.Taking(times, halves[event.pk], event.has_test, one.post_done_at is not None)
        if attending.is_trained(taking, rule):
            found.append((event, one))
    return found


def _trained(adult: Adult, events: list[Event]) -> Trained:
    first = events[0]
    region = first.place.region()
    codes = tuple(dict.fromkeys(event.code for event in events))
    return Trained(
        adult.pk, adult.code, adult.sector, region.pk if region else "", adult.sex, first.code, first.ends_on,
        len(codes), codes,
    )  # fmt: skip


def _is_specialist(sector: str) -> bool:
    rows = code_list("trainee_sectors")
    return sector in rows and bool(rows.row(sector).extra.get("counts_as_specialist"))
