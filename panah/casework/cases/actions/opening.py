from datetime import date

from panah.casework.cases.actions.refusals import must_be_open, must_be_past, must_lead
from panah.casework.cases.actions.telling import keep_corrections
from panah.casework.cases.codes import NoteKind, Stage
from panah.casework.cases.models import Case, Episode, Note
from panah.casework.cases.queries import contact_kinds, opened_at, owner_of, shown_of
from panah.casework.cases.queries.history import basics_now
from panah.casework.cases.rules import has_made_contact
from panah.casework.concerns.models import Concern
from panah.casework.people.actions import Basics, ChildDetails, correct_basics, register_child
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import hand_timers, start_timer, stop_timers, update_shown
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@action(Permission.WITHIN_ACTION, on=None)
def open_case(
    *,
    by: Actor,
    child: Child,
    organisation: Organisation,
    lead: Person | None,
    urgency: str,
    concern: Concern | None = None,
) -> Case:
    """The first episode of a child's case. Without a lead it waits, in red, for a supervisor to name one."""
    file = vault.open_file(FileKind.CASE)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    now = clock.now()
    case = Case.objects.create(
        file=file, code=child.code, child=child, organisation=organisation, lead=lead, urgency=urgency, concern=concern,
        opened_at=now,
    )  # fmt: skip
    Episode.objects.create(case=case, opened_at=now)
    if lead is not None:
        _let_in(case, lead)
    start_timer(
        by=by, file=file, kind=TimerKind.FIRST_SAFETY_CONTACT, urgency=urgency, owner=owner_of(case), shown=shown_of(case),
        blocks_closure=True,
    )  # fmt: skip
    return case


@action(Permission.CASE_WORK, on=None)
def start_case(
    *,
    by: Actor,
    organisation: Organisation,
    lead: Person | None,
    details: ChildDetails,
    urgency: str = "normal",
    idempotency_key: str = "",
) -> Case:
    """A child who came without a referral: the record and its case in one step."""
    if str(organisation.pk) != by.organisation:
        raise PermissionError("a case is opened in one's own organisation")
    must_lead(lead, organisation.pk)
    child = register_child(by=by, organisation=organisation, details=details)
    return open_case(by=by, child=child, organisation=organisation, lead=lead, urgency=urgency)


@action(Permission.CASE_ASSIGN, on="case")
def assign_lead(*, by: Actor, case: Case, lead: Person) -> Case:
    """One lead always: the earlier one loses access at once, the clocks go over as they are.

    Whoever left and came back is let in again by being named again.
    """
    must_be_open(case)
    must_lead(lead, case.organisation_id)
    former = case.lead
    if former == lead:
        _let_in(case, lead)
        return case
    if former is not None:
        let_out(case, former)
    case.lead = lead
    case.save(update_fields=["lead"])
    _let_in(case, lead)
    hand_timers(by=by, file=case.file, former=former, person=lead, organisation=case.organisation)
    now = clock.now()
    Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.LEAD_CHANGED, happened_on=clock.today(), written_at=now,
        written_by_id=by.person_id,
    )  # fmt: skip
    queue_notice(by=by, kind=NoticeKind.CASE_ASSIGNED, person=lead, subject_code=case.code, urgency=case.urgency)
    return case


def _let_in(case: Case, lead: Person) -> None:
    for file in (case.file, case.child.file):
        grants.grant(file, PrincipalKind.PERSON, lead.pk, Relation.LEAD)


def let_out(case: Case, former: Person) -> None:
    """Whoever no longer leads a case no longer opens it."""
    for file in (case.file, case.child.file):
        grants.revoke(file, PrincipalKind.PERSON, former.pk, Relation.LEAD)


@action(Permission.CASE_WORK, on="case")
def record_contact(
    *, by: Actor, case: Case, kind: NoteKind, text: str, happened_on: date, idempotency_key: str = ""
) -> Note:
    """A meeting, a call, a try, a note. The first safety contact, or three tries, let the assessment begin."""
    must_be_open(case)
    must_be_past(case, happened_on)
    note = Note.objects.create(
        file_id=case.file_id, case=case, kind=kind, text=text, happened_on=happened_on, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
    if has_made_contact(contact_kinds(case)):
        _begin_assessing(by, case)
    return note


def _begin_assessing(by: Actor, case: Case) -> None:
    stop_timers(by=by, file=case.file, kinds=(TimerKind.FIRST_SAFETY_CONTACT,), outcome="done")
    if case.stage != Stage.NEW:
        return
    case.stage = Stage.ASSESSING
    case.save(update_fields=["stage"])
    start_timer(
        by=by, file=case.file, kind=TimerKind.ASSESSMENT, urgency=case.urgency, owner=owner_of(case),
        shown=shown_of(case), started_at=opened_at(case),
    )  # fmt: skip


@action(Permission.CASE_WORK, on="case")
def correct_case_basics(*, by: Actor, case: Case, basics: Basics, version: int | None = None) -> Child:
    """What is known better of the child now; the rows of Today show it at once."""
    open_sealed(case.child)
    before = basics_now(case.child)
    child = correct_basics(by=by, child=case.child, basics=basics, version=version)
    keep_corrections(by=by, case=case, child=child, before=before)
    update_shown(by=by, file=case.file, organisation=case.organisation, shown=shown_of(case))
    return child


@action(Permission.WITHIN_ACTION, on=None)
def keep_what_was_told(*, by: Actor, case: Case, text: str, happened_on: date) -> Note:
    """What was told before there was a case, now under the case's own key: nobody has to ask the child again (S5)."""
    return Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.OTHER, text=text, happened_on=happened_on, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
