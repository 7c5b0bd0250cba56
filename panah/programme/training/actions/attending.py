"""Who was there: by the picture of the room, by a list that is ticked, by the sheet that was signed."""

from collections.abc import Collection, Mapping
from uuid import UUID

from panah.foundation.documents.actions import keep_file
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions.clocks import BEFORE, settle
from panah.programme.training.actions.planning import move_event
from panah.programme.training.actions.refusals import CodeUnknown, NotNow, NotOfThisEvent, NotTheHour, PictureTooOld
from panah.programme.training.codes import AttendedBy, EnrolmentState, EventState
from panah.programme.training.models import Attendance, Enrolment, Event, HalfDay
from panah.programme.training.queries import half_day_in_room
from panah.programme.training.rules import links

SIGN_IN_SHEET = "sign_in_sheet"
MAY_ATTEND = (EventState.PLANNED, EventState.OPEN, EventState.CLOSED, EventState.RUNNING, EventState.TESTED)


@action(Permission.TRAINING_ANSWER, on="enrolment")
def check_in(*, by: Actor, enrolment: Enrolment, token: str) -> Attendance:
    """A participant in the room. The picture is good for a quarter of an hour: one that was sent on opens nothing."""
    half_day, is_fresh = half_day_in_room(token)
    if half_day is None or not is_fresh:
        raise PictureTooOld
    if half_day.event_id != enrolment.event_id or enrolment.state != EnrolmentState.ENROLLED:
        raise CodeUnknown
    if not links.may_check_in(half_day.starts_at, half_day.ends_at, clock.now()):
        raise NotTheHour
    _begin(by, half_day)
    made, _is_new = Attendance.objects.get_or_create(
        enrolment=enrolment, half_day=half_day, defaults={"known_by": AttendedBy.QR, "at": clock.now()}
    )
    return made


@action(Permission.TRAINING_KEEP, on="event")
def tick_half_day(
    *, by: Actor, event: Event, half_day: HalfDay, present: Collection[UUID], known_by: AttendedBy = AttendedBy.TICK,
    shown: Collection[UUID] | None = None,
) -> Event:  # fmt: skip
    """The list of one half-day as it was ticked: whoever is not in ``present`` was not there.

    ``shown`` are those who stood ticked on the page: whoever checked in while it lay open stays, for nobody took a tick away.
    What a participant's own picture said stands as that while it agrees.
    """
    _check(event, half_day)
    takes_part = set(Enrolment.objects.taking_part().filter(event=event).values_list("pk", flat=True))
    if not set(present) <= takes_part:
        raise NotOfThisEvent
    rows = Attendance.objects.filter(half_day=half_day)
    unticked = rows.exclude(enrolment__in=present)
    (unticked if shown is None else unticked.filter(enrolment__in=shown)).delete()
    known = set(rows.values_list("enrolment_id", flat=True))
    if set(present) - known:
        _begin(by, half_day)
    now = clock.now()
    Attendance.objects.bulk_create(
        Attendance(enrolment_id=one, half_day=half_day, known_by=known_by, at=now, by=by.id)
        for one in sorted(set(present) - known)
    )
    return event


@action(Permission.TRAINING_KEEP, on="event")
def restore_half_day(*, by: Actor, event: Event, half_day: HalfDay, rows: Mapping[UUID, AttendedBy]) -> Event:
    """The list as it stood before it was ticked last."""
    _check(event, half_day)
    tick_half_day(by=by, event=event, half_day=half_day, present=list(rows))
    for one, known_by in rows.items():
        Attendance.objects.filter(half_day=half_day, enrolment=one).update(known_by=known_by)
    return event


@action(Permission.TRAINING_KEEP, on="event")
def keep_sheet(*, by: Actor, event: Event, half_day: HalfDay, paper: CheckedFile) -> StoredFile:
    """The signed sheet of a half-day as a picture or a PDF, sealed in the file of the event: it is the proof."""
    _check(event, half_day)
    office = Actor(
        ActorKind.SYSTEM, by.id, organisation=by.organisation, permissions=frozenset({Permission.DOCUMENT_KEEP})
    )
    stored = keep_file(by=office, record=event, kind=SIGN_IN_SHEET, paper=paper)
    half_day.sheet = stored
    half_day.save(update_fields=["sheet"])
    return stored


def _check(event: Event, half_day: HalfDay) -> None:
    if half_day.event_id != event.pk:
        raise NotOfThisEvent
    if event.state not in MAY_ATTEND:
        raise NotNow
    if half_day.starts_at - links.EARLY > clock.now():
        raise NotTheHour


def _begin(by: Actor, half_day: HalfDay) -> None:
    """With whoever comes first the event runs."""
    event = Event.objects.select_for_update().get(pk=half_day.event_id)
    if event.state in (EventState.PLANNED, EventState.OPEN, EventState.CLOSED):
        move_event(by=by, event=event, to=EventState.RUNNING)
        settle(by=by, event=event, kinds=BEFORE, outcome="begun")
    elif event.state not in MAY_ATTEND:
        raise NotNow
