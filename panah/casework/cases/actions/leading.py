from panah.casework.cases.actions.handing import begin_hand_over
from panah.casework.cases.actions.pace import call_for_lead
from panah.casework.cases.actions.refusals import must_be_open, must_lead
from panah.casework.cases.codes import NoteKind
from panah.casework.cases.models import Case, Note
from panah.casework.cases.queries.helping import files_beside, files_led
from panah.casework.people.queries import files_to_leave
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import hand_timers, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission


@action(Permission.CASE_ASSIGN, on="case")
def assign_lead(*, by: Actor, case: Case, lead: Person, after: Person | None = None) -> Case:
    """One lead always: the earlier one loses access at once, the clocks go over as they are.

    Whoever left and came back is let in again by being named again. ``after`` names who led before nobody did.
    """
    must_be_open(case)
    must_lead(lead, case.organisation_id)
    former = case.lead
    if former == lead:
        let_in(case, lead)
        _hand_clocks(by, case, None)
        return case
    if former is not None:
        let_out(case, former)
    case.lead = lead
    case.save(update_fields=["lead"])
    let_in(case, lead)
    _hand_clocks(by, case, former)
    Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.LEAD_CHANGED, happened_on=clock.today(), written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
    before = former or after
    if before is not None and before != lead:
        begin_hand_over(by=by, case=case, former=before, lead=lead)
    queue_notice(by=by, kind=NoticeKind.CASE_ASSIGNED, person=lead, subject_code=case.code, urgency=case.urgency)
    return case


def _hand_clocks(by: Actor, case: Case, former: Person | None) -> None:
    """Those of the case, and what is awaited from helpers and from whoever is asked to lead."""
    stop_timers(by=by, file=case.file, kinds=(TimerKind.LEAD_ASSIGNMENT,), outcome="named")
    for file in (case.file, case.child.file, *files_beside(case)):
        hand_timers(by=by, file=file, former=former, person=case.lead, organisation=case.organisation)


@action(Permission.WITHIN_ACTION, on=None)
def take_lead_away(*, by: Actor, case: Case) -> Case:
    """Whoever led is no longer there: "nobody" is an alarm, a name that does not answer is not."""
    former = case.lead
    if former is not None:
        let_out(case, former)
        case.lead = None
        case.save(update_fields=["lead"])
        stop_timers(by=by, file=case.file, kinds=(TimerKind.HAND_OVER_READ,), outcome="nobody_leads")
        hand_timers(by=by, file=case.file, former=former, person=None, organisation=case.organisation)
    call_for_lead(by, case)
    return case


def let_in(case: Case, lead: Person) -> None:
    """Into the case, the child's record, the file of its family and what stands beside: helpers' parts, a transfer."""
    for file in files_led(case):
        grants.grant(file, PrincipalKind.PERSON, lead.pk, Relation.LEAD)


def let_out(case: Case, former: Person) -> None:
    """Whoever no longer leads a case no longer opens it; the family's file only where no sibling's case is left."""
    for file in (case.file, case.child.file, *files_beside(case)):
        grants.revoke(file, PrincipalKind.PERSON, former.pk, Relation.LEAD)
    for file in files_to_leave(case.child, former):
        grants.revoke(file, PrincipalKind.PERSON, former.pk, Relation.LEAD)
