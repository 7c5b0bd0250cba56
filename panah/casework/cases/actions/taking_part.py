"""What a helper does in its own part: it takes the part, records what it gave, writes to the lead, hands back."""

from datetime import date

from panah.casework.cases.actions.helping import close_part, let_in_helper, must_be_running
from panah.casework.cases.actions.refusals import must_be_past
from panah.casework.cases.actions.refusals_of_helping import NothingWritten, TakenByAnother
from panah.casework.cases.actions.serving import end_planned
from panah.casework.cases.codes import NoteKind, ServiceStatus
from panah.casework.cases.models import Case, DeliveredService, Helper, Note, PlannedService
from panah.casework.cases.queries.record import region_of
from panah.casework.people.queries import birth_of, standing_on
from panah.casework.people.rules import band_of
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import hand_timers, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

SUPERVISORS = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@action(Permission.CASE_HELP, on="helper")
def take_part(*, by: Actor, helper: Helper) -> Helper:
    """I do this: from now on only this person and who leads the office open the part."""
    must_be_running(helper)
    if helper.person_id == by.person_id:
        return helper
    if helper.person is not None and Permission.CASE_ASSIGN not in by.permissions:
        raise TakenByAnother
    former, helper.person_id = helper.person, by.person_id
    helper.save(update_fields=["person"])
    helper.refresh_from_db(fields=["person"])
    let_in_helper(helper)
    hand_timers(by=by, file=helper.file, former=former, person=helper.person, organisation=helper.organisation)
    return helper


@action(Permission.WITHIN_ACTION, on=None)
def give_part(*, by: Actor, helper: Helper, person: Person) -> Helper:
    """Another colleague does this from now on: only this person and who leads the office open the part."""
    must_be_running(helper)
    former, helper.person = helper.person, person
    helper.save(update_fields=["person"])
    let_in_helper(helper)
    hand_timers(by=by, file=helper.file, former=former, person=person, organisation=helper.organisation)
    return helper


@action(Permission.CASE_HELP, on="helper")
def record_help(
    *,
    by: Actor,
    helper: Helper,
    service_type: str,
    happened_on: date,
    what_was_done: str = "",
    idempotency_key: str = "",
) -> DeliveredService:
    """A service that the helper gave: it counts for the child, under the organisation that gave it."""
    must_be_running(helper)
    case = helper.case
    must_be_past(case, happened_on)
    child = case.child
    service = DeliveredService.objects.create(
        file_id=helper.file_id, case=case, child=child, helper=helper, service_type=service_type,
        happened_on=happened_on, written_at=clock.now(), organisation=helper.organisation, provider=helper.provider,
        region=region_of(child), age_band=band_of(birth_of(child), child.age_band_at_entry, happened_on),
        category=child.category, standing=standing_on(child, happened_on), what_was_done=what_was_done, written_by_id=by.person_id,
    )  # fmt: skip
    stop_timers(by=by, file=helper.file, kinds=(TimerKind.HELP_ASKED,), outcome="done", done_at=happened_on)
    _end_own_line(by, helper, service)
    _tell_lead(by, helper)
    return service


def _end_own_line(by: Actor, helper: Helper, service: DeliveredService) -> None:
    """What a colleague gave whom the plan names: else the lead would write it down, and count it, once more."""
    if helper.person_id is None or helper.organisation_id != helper.case.organisation_id:
        return
    lines = PlannedService.objects.filter(case=helper.case, person=helper.person_id, service_type=service.service_type)
    planned = lines.filter(status=ServiceStatus.PLANNED).order_by("due_on").first()
    if planned is not None:
        service.planned = planned
        service.save(update_fields=["planned"])
        end_planned(
            by=by, case=helper.case, planned=planned, status=ServiceStatus.DELIVERED, done_at=service.happened_on
        )


@action(Permission.CASE_HELP, on="helper")
def write_to_lead(*, by: Actor, helper: Helper, text: str, happened_on: date, idempotency_key: str = "") -> Note:
    """A note in the helper's own part; the lead reads it too and is told that there is one."""
    must_be_running(helper)
    note = _write(by, helper, text, happened_on)
    _tell_lead(by, helper)
    return note


def _write(by: Actor, helper: Helper, text: str, happened_on: date) -> Note:
    if not text.strip():
        raise NothingWritten
    must_be_past(helper.case, happened_on)
    return Note.objects.create(
        file_id=helper.file_id, case=helper.case, helper=helper, kind=NoteKind.OTHER, text=text,
        happened_on=happened_on, written_at=clock.now(), written_by_id=by.person_id,
    )  # fmt: skip


@action(Permission.CASE_HELP, on="helper")
def hand_back(*, by: Actor, helper: Helper, reason: str, text: str = "") -> Helper:
    """We have finished, or cannot go on: the part closes for the helper, and the lead is told."""
    must_be_running(helper)
    if text.strip():
        _write(by, helper, text, clock.today())
    close_part(by=by, helper=helper, reason=reason)
    _tell_lead(by, helper, NoticeKind.HELP_ENDED)
    return helper


def _tell_lead(by: Actor, helper: Helper, kind: NoticeKind = NoticeKind.HELP_WRITTEN) -> None:
    """By the code of the child, which the lead knows."""
    case: Case = helper.case
    if case.lead is not None:
        queue_notice(by=by, kind=kind, person=case.lead, subject_code=case.code)
    else:
        queue_notice(by=by, kind=kind, organisation=case.organisation, roles=SUPERVISORS, subject_code=case.code)
