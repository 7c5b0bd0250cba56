"""The list is kept by the leaders of its organisation. Each change looks at once whether a gap is closed or opened."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.duty.actions.watching import settle_alarms
from panah.foundation.duty.codes import COVERED, Cover
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.queries import Copy, copies_of, desk_of, mark_of, who_may_be_on_duty
from panah.foundation.duty.rules import Hours, Span
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

FURTHEST = timedelta(days=366)
TURNS_KEPT = timedelta(days=3653)  # ten years


class DeskMissing(Refusal):
    code = "desk_missing"
    sentence = _("Say first for which hours the list is kept.")


class HoursIncomplete(Refusal):
    code = "hours_incomplete"
    sentence = _("Write when the night begins and when it ends. They cannot be the same hour.")


class WhyMissing(Refusal):
    code = "why_missing"
    sentence = _("Write who answers at night instead of a list, for example 111.")


class PhoneMissing(Refusal):
    code = "phone_missing"
    sentence = _("Write the telephone at which the person is reached in this turn.")


class NotOnCall(Refusal):
    code = "not_on_call"
    sentence = _("Choose somebody who works here now and can act on a concern or a request.")


class TurnIsOver(Refusal):
    code = "turn_is_over"
    sentence = _("This turn is over. What was stays as it was.")


class TurnTooFar(Refusal):
    code = "turn_too_far"
    sentence = _("Choose a day within a year from now.")


class TurnIsRemoved(Refusal):
    code = "turn_is_removed"
    sentence = _("Somebody has removed this turn in the meantime. Add it again if it is needed.")


class ListChanged(Refusal):
    code = "list_changed"
    sentence = _("The list was changed in the meantime. Look again at what will be written.")


class NothingToCopy(Refusal):
    code = "nothing_to_copy"
    sentence = _("Nothing of the week before is left to copy.")


@dataclass(frozen=True)
class TurnDetails:
    span: Span
    person: Person
    phone: str
    backup: Person | None = None


@action(Permission.DUTY_KEEP, on=None)
def keep_desk(
    *, by: Actor, hours: Hours, phone: str = "", why_none: str = "", version: int = 0, idempotency_key: str = ""
) -> Desk:
    """For which hours the own organisation keeps a list; or that it keeps none, and who answers instead."""
    office = _office_of(by)
    desk = desk_of(office.pk) or Desk(organisation=office, version=0)
    if desk.version != version:
        raise EditedMeanwhile
    if hours.cover in COVERED and hours.night_from == hours.night_until:
        raise HoursIncomplete
    if hours.cover == Cover.NONE and not why_none.strip():
        raise WhyMissing
    desk.cover, desk.night_from, desk.night_until = hours.cover, hours.night_from, hours.night_until
    desk.phone, desk.why_none = phone.strip(), why_none.strip()[:200] if hours.cover == Cover.NONE else ""
    desk.version, desk.written_by, desk.written_at = version + 1, _writer(by), clock.now()
    desk.save()
    settle_alarms(by=by, organisation=office)
    return desk


@action(Permission.DUTY_KEEP, on=None)
def add_turn(*, by: Actor, details: TurnDetails, idempotency_key: str = "") -> Turn:
    """Turns may overlap: two are on duty then. What is over is not written any more."""
    office = _office_of(by)
    _must_make_sense(office, details)
    turn = _written(by, office, details)
    settle_alarms(by=by, organisation=office)
    return turn


@action(Permission.DUTY_KEEP, on=None)
def change_turn(*, by: Actor, turn: Turn, details: TurnDetails, version: int) -> Turn:
    office = _office_of(by)
    stands = _own(by, turn)
    if stands.version != version:
        raise EditedMeanwhile
    _must_make_sense(office, details)
    stands.person, stands.backup, stands.phone = details.person, details.backup, details.phone.strip()
    stands.begins_at, stands.ends_at = details.span.begins, details.span.ends
    stands.version, stands.written_by, stands.written_at = version + 1, _writer(by), clock.now()
    stands.save()
    settle_alarms(by=by, organisation=office)
    return stands


@action(Permission.DUTY_KEEP, on=None)
def remove_turn(*, by: Actor, turn: Turn) -> Turn:
    """Nobody has it any more: where nobody else holds these hours the gap is told at once."""
    office = _office_of(by)
    stands = _own(by, turn)
    stands.removed_at = clock.now()
    stands.version += 1
    stands.save(update_fields=["removed_at", "version"])
    settle_alarms(by=by, organisation=office)
    return stands


@action(Permission.DUTY_KEEP, on=None)
def restore_turn(*, by: Actor, turn: Turn) -> Turn:
    """It was removed by mistake: the same person has it again, as long as it is not over and the person still may."""
    office = _office_of(by)
    stands = Turn.objects.visible_to(by).select_for_update().filter(pk=turn.pk).first()
    if stands is None:
        raise NotPermitted
    if stands.removed_at is None:
        return stands
    _must_make_sense(office, TurnDetails(stands.span, stands.person, stands.phone, _still_able(office, stands.backup)))
    stands.backup = _still_able(office, stands.backup)
    stands.removed_at, stands.version = None, stands.version + 1
    stands.written_by, stands.written_at = _writer(by), clock.now()
    stands.save()
    settle_alarms(by=by, organisation=office)
    return stands


def _still_able(office: Organisation, person: Person | None) -> Person | None:
    return person if person is not None and person in who_may_be_on_duty(office.pk) else None


@action(Permission.DUTY_KEEP, on=None)
def hand_turn(*, by: Actor, turn: Turn, person: Person, is_backup: bool = False) -> Turn:
    """The same hours and the same telephone, another person; whoever would stand in for themselves does not."""
    office = _office_of(by)
    stands = _own(by, turn)
    holder, backup = (stands.person, person) if is_backup else (person, stands.backup)
    backup = None if backup == holder else backup
    _must_make_sense(office, TurnDetails(stands.span, holder, stands.phone, _still_able(office, backup)))
    stands.person, stands.backup = holder, backup
    stands.version, stands.written_by, stands.written_at = stands.version + 1, _writer(by), clock.now()
    stands.save()
    settle_alarms(by=by, organisation=office)
    return stands


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_turns(*, by: Actor) -> int:
    """Who was on duty ten years ago is nobody's business any more; nor what was removed from a list for so long."""
    return Turn.objects.filter(ends_at__lt=clock.now() - TURNS_KEPT).delete()[0]


@action(Permission.DUTY_KEEP, on=None)
def copy_week(*, by: Actor, week: date, seen: str, idempotency_key: str = "") -> Desk:
    """Write into ``week`` what the preview of it showed (``queries.copies_of``), all of it or nothing.

    ``seen`` is the mark of that preview: of a list that has changed since, nothing is written unseen.
    """
    office = _office_of(by)
    desk = desk_of(office.pk)
    if desk is None or desk.cover not in COVERED:
        raise DeskMissing
    copies = copies_of(desk, week)
    if mark_of(copies) != seen:
        raise ListChanged
    wanted = [copy for copy in copies if copy.is_new]
    if not wanted:
        raise NothingToCopy
    for copy in wanted:
        _written(by, office, _details_of(copy))
    settle_alarms(by=by, organisation=office)
    return desk


def _details_of(copy: Copy) -> TurnDetails:
    return TurnDetails(copy.span, copy.turn.person, copy.turn.phone, copy.backup)


def _written(by: Actor, office: Organisation, details: TurnDetails) -> Turn:
    return Turn.objects.create(
        organisation=office, person=details.person, backup=details.backup, phone=details.phone.strip(),
        begins_at=details.span.begins, ends_at=details.span.ends, written_by=_writer(by), written_at=clock.now(),
    )  # fmt: skip


def _office_of(by: Actor) -> Organisation:
    """Locked: of two who write at once the second sees what the first wrote."""
    if by.organisation_id is None:
        raise NotPermitted
    return Organisation.objects.select_for_update().get(pk=by.organisation_id)


def _own(by: Actor, turn: Turn) -> Turn:
    stands = Turn.objects.visible_to(by).select_for_update().filter(pk=turn.pk).first()
    if stands is None:
        raise NotPermitted
    if stands.removed_at is not None:
        raise TurnIsRemoved
    if stands.ends_at <= clock.now():
        raise TurnIsOver
    return stands


def _writer(by: Actor) -> Person | None:
    return Person.objects.filter(pk=by.person_id).first() if by.person_id else None


def _must_make_sense(office: Organisation, details: TurnDetails) -> None:
    desk, now = desk_of(office.pk), clock.now()
    if desk is None or desk.cover not in COVERED:
        raise DeskMissing
    if details.span.ends <= now:
        raise TurnIsOver
    if details.span.ends > now + FURTHEST:
        raise TurnTooFar
    if not details.phone.strip():
        raise PhoneMissing
    able = {person.pk for person in who_may_be_on_duty(office.pk)}
    if details.person.pk not in able or (details.backup is not None and details.backup.pk not in able):
        raise NotOnCall
