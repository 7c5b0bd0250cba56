from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.permissions import Permission
from panah.programme.training.codes import EnrolmentState, EventState
from panah.programme.training.models import Certificate, Enrolment, Event, HalfDay, Trainer
from panah.programme.training.rules import enrolling, links
from panah.programme.training.rules.naming import initials_of
from panah.programme.training.rules.planning import Plan


def secret_key() -> bytes:
    """Under which the secrets of links are derived; it lies outside the database."""
    return KeyFolder(settings.PANAH_KEYS).bytes("trainings")


def enrol_token(event: Event) -> str:
    """The secret of the link and the picture by which people enrol. A renewed link has another one."""
    return links.derived_token(secret_key(), "enrol", f"{event.pk}:{event.link_round}")


def own_token(enrolment: Enrolment) -> str:
    """The secret of a participant's own pages."""
    return links.derived_token(secret_key(), "own", enrolment.pk)


def room_token(half_day: HalfDay) -> str:
    """What the picture in the room holds in this minute."""
    return links.check_in_token(secret_key(), half_day.code, clock.now())


def half_day_in_room(token: str) -> tuple[HalfDay | None, bool]:
    """The half-day of a picture, and whether the picture is fresh; none for what we never made."""
    read = links.read_check_in(secret_key(), token, clock.now())
    if read is None:
        return None, False
    found = HalfDay.objects.filter(code=read.half_day_code).select_related("event__place").first()
    return found, found is not None and read.is_fresh


def events_of(actor: Actor) -> QuerySet[Event]:
    """The latest first."""
    rows: QuerySet[Event] = Event.objects.visible_to(actor)
    return rows.select_related("place__parent", "organisation").order_by("-starts_on", "code")


def event_of_token(token: str) -> Event | None:
    found: Event | None = (
        Event.objects.filter(enrol_hash=links.token_hash(token)).select_related("place", "organisation").first()
    )
    return found


def bearer_of_event(event: Event) -> Actor:
    """Whoever has the link of an event may enrol in it, and do nothing else."""
    return Actor.link(event.enrol_hash, {Permission.TRAINING_ENROL})


def enrolment_of_token(token: str) -> Enrolment | None:
    rows = Enrolment.objects.filter(own_hash=links.token_hash(token))
    return rows.select_related("event__place", "event__organisation", "adult").first()


def bearer_of_enrolment(enrolment: Enrolment) -> Actor:
    """A participant on the own pages."""
    return Actor.link(enrolment.own_hash, {Permission.TRAINING_ANSWER})


def listed_events(today: date) -> list[Event]:
    """What the public page names: open, and wanted there by whoever holds it."""
    rows = Event.objects.filter(state=EventState.OPEN, is_listed=True, starts_on__gte=today)
    rows = rows.filter(Q(closes_on=None) | Q(closes_on__gte=today))
    return list(rows.with_numbers().select_related("place__parent", "organisation").order_by("starts_on", "code"))


def taken_places(event: Event) -> int:
    return Enrolment.objects.taking_part().filter(event=event).count()


def needs_yes(event: Event, phone: str, *, is_one_of_many: bool) -> bool:
    """Whether an enrolment by the link waits for a yes when places are few."""
    return enrolling.is_unconfirmed(is_listed=event.is_listed, has_phone=bool(phone), is_one_of_many=is_one_of_many)


def state_now(event: Event, *, is_unconfirmed: bool) -> EnrolmentState:
    """What somebody new would get in this moment, whoever it is."""
    taking = Enrolment.objects.taking_part().filter(event=event)
    unconfirmed = taking.filter(is_unconfirmed=True).count() if is_unconfirmed else None
    return enrolling.state_for(taking.count(), event.places, unconfirmed_taken=unconfirmed)


def enrolments_of(event: Event) -> QuerySet[Enrolment]:
    """Those who take part in the order of the alphabet; the page narrows by state."""
    rows = Enrolment.objects.filter(event=event).select_related("adult__place__parent", "adult__institution")
    return rows.order_by("adult__sort_key", "pk")


def trainers_of(event: Event) -> list[Trainer]:
    rows = Trainer.objects.filter(pk__in=event.teaching.values("trainer"))
    return list(rows.select_related("adult").order_by("adult__sort_key", "pk"))


def plan_of(event: Event) -> Plan:
    return Plan(
        languages=tuple(event.languages),
        spoken=tuple(tuple(trainer.languages) for trainer in trainers_of(event)),
        has_modules=event.taught.exists(),
        venue=event.venue,
        is_accessible=event.is_venue_accessible,
    )


def begins_at(event: Event) -> datetime:
    """The first moment of the first half-day."""
    first = event.half_days.first()
    start = datetime.min.time()
    return first.starts_at if first else datetime.combine(event.starts_on, start, tzinfo=zone_of(event.place))


def ends_at(event: Event) -> datetime:
    last = event.half_days.last()
    return last.ends_at if last else begins_at(event)


@dataclass(frozen=True)
class CheckedCertificate:
    """What whoever holds the number of a certificate learns: initials, the title, the day, whether it holds.

    ``is_name_removed``: it was issued, and its holder asked that the name go.
    """

    initials: str
    title_kk: str
    title_ru: str
    hours: int
    issued_on: date
    organisation: Organisation
    withdrawn_on: date | None
    is_name_removed: bool = False


def certificate_to_check(number: str) -> CheckedCertificate | None:
    """None for a wrong number, and for one that never was: nothing tells them apart."""
    code = normalise_code(number)
    rows = Certificate.objects.filter(code=code) if code else Certificate.objects.none()
    found = rows.select_related("event", "organisation").first()
    if found is None:
        return None
    return CheckedCertificate(
        initials=initials_of(found.name),
        title_kk=found.event.title_kk, title_ru=found.event.title_ru, hours=found.hours, issued_on=found.issued_on,
        organisation=found.organisation,
        withdrawn_on=localtime(found.withdrawn_at).date() if found.withdrawn_at else None,
        is_name_removed=found.name_removed_at is not None,
    )  # fmt: skip
