import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.db.models import Q

from panah.foundation.accounts.models import DutyArea, Membership, Organisation, Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.queries import LEADERS, calendar_of
from panah.foundation.duty.codes import COVERED
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.rules import A_DAY, A_WEEK, Span, a_week_later, gaps, windows
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role

ON_CALL = frozenset({Permission.CONCERN_TRIAGE, Permission.REFERRAL_ANSWER, Permission.STAY_WORK})
ROLES_ON_CALL = tuple(role for role, card in ROLES.items() if ON_CALL & card.permissions)
LONGEST = timedelta(days=1)  # of a turn


@dataclass(frozen=True)
class Held:
    """A turn as far as it holds: until whoever has it leaves. An empty span: nobody is there any more."""

    turn: Turn
    span: Span

    @property
    def is_of_nobody(self) -> bool:
        return self.span.begins >= self.span.ends


def desk_of(organisation_id: uuid.UUID | None) -> Desk | None:
    rows = Desk.objects.select_related("organisation__place__parent")
    return rows.filter(organisation=organisation_id).first() if organisation_id else None


def zone_of_office(organisation: Organisation) -> tzinfo:
    return zone_of(organisation.place)


def who_may_be_on_duty(organisation_id: uuid.UUID) -> list[Person]:
    """Whoever can act on urgent work of the organisation: a list that names somebody else would answer nobody."""
    return list({person.pk: person for person in members_with(organisation_id, *ROLES_ON_CALL)}.values())


def turns_meeting(organisations: Iterable[uuid.UUID], span: Span) -> dict[uuid.UUID, list[Held]]:
    """The turns of each list that lie within ``span`` or reach into it, each cut where its person leaves. Three queries."""
    found: dict[uuid.UUID, list[Held]] = {pk: [] for pk in organisations}
    rows = Turn.objects.meeting(span).filter(organisation__in=found)
    turns = list(rows.select_related("person", "backup", "organisation").order_by("begins_at", "ends_at", "id"))
    ends = _ends_of_work({turn.person_id for turn in turns}, set(found))
    for turn in turns:
        last = ends.get((turn.person_id, turn.organisation_id), turn.begins_at)
        found[turn.organisation_id].append(Held(turn, turn.span.until(last)))
    return found


def _ends_of_work(
    people: set[uuid.UUID], organisations: set[uuid.UUID]
) -> dict[tuple[uuid.UUID, uuid.UUID], datetime | None]:
    """Until when each works there in a role that can act; none: without an end. Whoever is not named does not."""
    rows = Membership.objects.valid().filter(
        person__in=people, organisation__in=organisations, role__in=ROLES_ON_CALL, is_confirmed=True
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], datetime | None] = {}
    for row in rows:
        key = (row.person_id, row.organisation_id)
        known = found.get(key, row.until)
        found[key] = max(known, row.until) if known is not None and row.until is not None else None
    return found


def gaps_of(desk: Desk, held: Sequence[Held], first: date, last: date) -> list[Span]:
    """Hours from the first day to the last that must be held and that nobody holds, in their order."""
    zone = zone_of_office(desk.organisation)
    calendar = calendar_of(desk.organisation, "normal", clock.now())
    wanted = windows(desk.hours, first, last, zone, calendar.is_working_day)
    return gaps(wanted, [one.span for one in held if not one.is_of_nobody])


def on_duty_now(organisation_id: uuid.UUID) -> list[Turn]:
    """Whose turn it is; those who have left answer no telephone."""
    now = clock.now()
    rows = turns_meeting([organisation_id], Span(now, now + timedelta(microseconds=1)))[organisation_id]
    return [one.turn for one in rows if one.span.holds(now)]


def is_unanswered(desk: Desk) -> bool:
    """Whether at this moment somebody should be on duty, and nobody is."""
    now, zone = clock.now(), zone_of_office(desk.organisation)
    today = now.astimezone(zone).date()
    held = turns_meeting([desk.pk], Span(now - LONGEST, now + LONGEST))[desk.pk]
    return any(gap.holds(now) for gap in gaps_of(desk, held, today - A_DAY, today))


def who_is_woken(organisation_id: uuid.UUID, permission: Permission) -> list[Person]:
    """Who is told at once of something urgent, at night too: those on duty and their backups, as far as they may act.

    Where the list has nobody for this hour, or nobody who may act, its leaders. Without a list nobody is woken beside
    those who always were.
    """
    turns = on_duty_now(organisation_id)
    able = {person.pk: person for person in members_with(organisation_id, *_roles_with(permission))}
    named = [person for turn in turns for person in (turn.person, turn.backup) if person is not None]
    found = {person.pk: person for person in named if person.pk in able}
    if found:
        return list(found.values())
    desk = desk_of(organisation_id)
    if desk is None or desk.cover not in COVERED or not (turns or is_unanswered(desk)):
        return []
    leaders = {person.pk for person in members_with(organisation_id, *LEADERS)}
    return [person for key, person in able.items() if key in leaders]


@dataclass(frozen=True)
class Copy:
    """One turn of the week before as it would be written a week later, and why it would not be."""

    turn: Turn
    span: Span
    backup: Person | None
    stands: bool = False  # the same person has these hours already
    has_left: bool = False
    is_over: bool = False

    @property
    def is_new(self) -> bool:
        return not (self.stands or self.has_left or self.is_over)


def copies_of(desk: Desk, week: date) -> list[Copy]:
    """What would be copied into the week that begins on the Monday ``week``: the preview, and what is written."""
    zone, now = zone_of_office(desk.organisation), clock.now()
    able = {person.pk for person in who_may_be_on_duty(desk.pk)}
    there = {(held.turn.person_id, held.turn.span) for held in turns_of_week(desk, week)}
    found = []
    for held in turns_of_week(desk, week - A_WEEK):
        turn, span = held.turn, a_week_later(held.turn.span, zone)
        found.append(
            Copy(
                turn, span, turn.backup if turn.backup_id in able else None, stands=(turn.person_id, span) in there,
                has_left=turn.person_id not in able, is_over=span.ends <= now,
            )
        )  # fmt: skip
    return found


def mark_of(copies: Iterable[Copy]) -> str:
    """By which a preview is known again: another list, or the same one after a change, has another mark."""
    words = [f"{one.turn.pk}:{one.turn.version}:{one.is_new}:{one.backup and one.backup.pk}" for one in copies]
    return hashlib.sha256("|".join(words).encode()).hexdigest()[:32]


def turns_of_week(desk: Desk, week: date) -> list[Held]:
    """Those that begin in it, by the clocks of the place."""
    zone = zone_of_office(desk.organisation)
    whole = Span(
        datetime.combine(week, time(), tzinfo=zone), datetime.combine(week + A_WEEK, time(), tzinfo=zone)
    )  # fmt: skip
    rows = turns_meeting([desk.pk], whole)[desk.pk]
    return [held for held in rows if whole.holds(held.turn.begins_at)]


def _roles_with(permission: Permission) -> tuple[Role, ...]:
    return tuple(role for role, card in ROLES.items() if permission in card.permissions)


def takes_urgent_work() -> set[uuid.UUID]:
    """Organisations that look first at concerns: of a place, or because somebody there has this role."""
    areas = DutyArea.objects.filter(organisation__is_active=True).values_list("organisation", flat=True)
    desks = Membership.objects.valid().filter(role=Role.DUTY_WORKER, organisation__is_active=True)
    return {*areas, *desks.values_list("organisation", flat=True)}


def answered_phone(otherwise: str = "") -> str:
    """The number that a person who finds a child may call besides the emergency lines: that of the list of the last resort.

    Nothing while nobody is on duty there: a telephone that rings in an empty room costs the time in which 102 comes.
    """
    desk = (
        Desk.objects.filter(organisation__in=DutyArea.objects.filter(place=None).values("organisation"))
        .filter(Q(organisation__is_active=True), cover__in=COVERED)
        .select_related("organisation__place__parent")
        .first()
    )
    if desk is None:
        return otherwise
    return "" if is_unanswered(desk) else otherwise or desk.phone
