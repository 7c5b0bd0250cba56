from datetime import date

from panah.casework.cases.actions.leading import let_in
from panah.casework.cases.actions.pace import (
    call_for_lead,
    start_assessment_clock,
    start_first_clock,
    start_follow_up,
)
from panah.casework.cases.actions.refusals import must_be_open, must_be_past, must_lead
from panah.casework.cases.actions.sleeping import keep_sleep, take_sleep_over
from panah.casework.cases.actions.telling import keep_corrections
from panah.casework.cases.codes import TALKED, Answer, CaseState, Depth, NoteKind, Stage
from panah.casework.cases.models import Case, Episode, Note
from panah.casework.cases.queries import contact_kinds, shown_of
from panah.casework.cases.queries.history import basics_now
from panah.casework.cases.rules import has_made_contact, stage_after_contact, stage_at_opening
from panah.casework.concerns.models import Concern
from panah.casework.people.actions import (
    Basics,
    ChildDetails,
    correct_basics,
    register_child,
    watch_birthday,
    watch_child,
)
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import stop_timers, update_shown
from panah.foundation.clocks.codes import TimerKind
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
    depth: Depth = Depth.PROTECTION,
    is_safe_now: str = Answer.UNKNOWN,
) -> Case:
    """The first episode of a child's case. Without a lead it waits, in red, for a supervisor to name one."""
    file = vault.open_file(FileKind.CASE)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    now = clock.now()
    case = Case.objects.create(
        file=file, code=child.code, child=child, organisation=organisation, lead=lead, urgency=urgency, concern=concern,
        depth=depth, stage=stage_at_opening(depth, is_safe_now), is_safe_now=is_safe_now, opened_at=now,
    )  # fmt: skip
    Episode.objects.create(case=case, opened_at=now)
    if lead is not None:
        let_in(case, lead)
    call_for_lead(by, case)
    start_first_clock(by, case)
    watch_child(by=by, child=child)
    if concern is not None:
        take_sleep_over(by=by, case=case, concern=concern)
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


@action(Permission.CASE_WORK, on="case")
def record_contact(
    *,
    by: Actor,
    case: Case,
    kind: NoteKind,
    text: str,
    happened_on: date,
    sleeps_tonight: str = "",
    sleeps_with: str = "",
    idempotency_key: str = "",
) -> Note:
    """A meeting, a call, a try, a note. The first safety contact, or three tries, let the assessment begin.

    Where the child sleeps tonight is part of the first talk (S9). What happened on time and was written late was in time.
    """
    must_be_open(case)
    must_be_past(case, happened_on)
    note = Note.objects.create(
        file_id=case.file_id, case=case, kind=kind, text=text, happened_on=happened_on, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
    if sleeps_tonight:
        keep_sleep(by=by, case=case, answer=sleeps_tonight, with_whom=sleeps_with, happened_on=happened_on)
    if has_made_contact(contact_kinds(case)):
        _begin_after_contact(by, case, happened_on)
    if kind in TALKED:
        _somebody_was_reached(by, case, happened_on)
    return note


def _begin_after_contact(by: Actor, case: Case, happened_on: date) -> None:
    stop_timers(
        by=by, file=case.file, kinds=(TimerKind.FIRST_SAFETY_CONTACT,), outcome="done", done_at=happened_on
    )  # fmt: skip
    if case.stage != Stage.NEW:
        return
    case.stage = stage_after_contact(case.depth)
    case.save(update_fields=["stage"])
    if case.depth == Depth.HELP:
        start_follow_up(by, case)
    else:
        start_assessment_clock(by, case)


def _somebody_was_reached(by: Actor, case: Case, happened_on: date) -> None:
    """Whoever was lost is found; and the next word is awaited anew."""
    if case.state == CaseState.LOST_CONTACT:
        case.state = CaseState.ACTIVE
        case.save(update_fields=["state"])
    if case.stage == Stage.NEW:
        return
    followed = stop_timers(
        by=by, file=case.file, kinds=(TimerKind.FOLLOW_UP,), outcome="done", done_at=happened_on
    )  # fmt: skip
    if followed and case.depth == Depth.HELP:
        start_follow_up(by, case)


@action(Permission.CASE_WORK, on="case")
def correct_case_basics(*, by: Actor, case: Case, basics: Basics, version: int | None = None) -> Child:
    """What is known better of the child now; the rows of Today show it at once."""
    open_sealed(case.child)
    before = basics_now(case.child)
    child = correct_basics(by=by, child=case.child, basics=basics, version=version)
    keep_corrections(by=by, case=case, child=child, before=before)
    update_shown(by=by, file=case.file, organisation=case.organisation, shown=shown_of(case))
    if case.closed_at is None:
        watch_birthday(by=by, child=child)
    return child


@action(Permission.WITHIN_ACTION, on=None)
def keep_what_was_told(*, by: Actor, case: Case, text: str, happened_on: date) -> Note:
    """What was told before there was a case, now under the case's own key: nobody has to ask the child again (S5)."""
    return Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.OTHER, text=text, happened_on=happened_on, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
