from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.refusals import must_be_past, must_be_yes
from panah.casework.cases.models import Case, Correction, Interview, Printout, ToldFact
from panah.casework.cases.queries.history import basics_now, changed
from panah.casework.cases.queries.telling import interviews_that_count, slips_of_telling
from panah.casework.cases.rules import may_interview_again, may_take_back
from panah.casework.people.models import Child
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal, require
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


class SayWhatFor(Refusal):
    code = "say_what_for"
    sentence = _("Say what the paper is for, and choose at least one part.")


@action(Permission.CASE_WORK, on="case")
def record_told(
    *, by: Actor, case: Case, topic: str, source: str, happened_on: date, text: str = "", idempotency_key: str = ""
) -> ToldFact:
    """What the child offered by itself, what was seen, or what a paper says; that it was said is enough (S5).

    A closed case takes it too: late paper is welcome (S14).
    """
    must_be_past(case, happened_on)
    return ToldFact.objects.create(
        file_id=case.file_id, case=case, topic=topic, source=source, text=text, happened_on=happened_on,
        written_at=clock.now(), written_by_id=by.person_id,
    )  # fmt: skip


@action(Permission.CASE_WORK, on="case")
def record_interview(
    *,
    by: Actor,
    case: Case,
    held_on: date,
    body: str,
    held_by: str = "",
    was_recorded: str = "unknown",
    topics: Sequence[str] = (),
    present: str = "",
    reason: str = "",
    reason_text: str = "",
    idempotency_key: str = "",
) -> Interview:
    """One time that the child was questioned, by whomever. What it said there is not asked for; the third needs a reason."""
    must_be_past(case, held_on)
    must_be_yes(may_interview_again(len(interviews_that_count(case)), reason, reason_text))
    return Interview.objects.create(
        file_id=case.file_id, case=case, held_on=held_on, body=body, held_by=held_by, was_recorded=was_recorded,
        topics=list(topics), present=present, reason=reason, reason_text=reason_text, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip


@action(Permission.CASE_WORK, on="fact")
def take_back_told(*, by: Actor, fact: ToldFact, reason: str = "", idempotency_key: str = "") -> ToldFact:
    """A slip of the worker; what the child says otherwise later is no slip but a further fact (S5).

    Nothing is deleted from sight, nobody counts on it, and its words are shut: they may be those of another child.
    """
    _take_back(by, fact, reason)
    return fact


@action(Permission.CASE_WORK, on="interview")
def take_back_interview(*, by: Actor, interview: Interview, reason: str = "", idempotency_key: str = "") -> Interview:
    """It was written twice, or is another child's: the line stays, and the child was questioned once less."""
    _take_back(by, interview, reason)
    return interview


def _take_back(by: Actor, record: ToldFact | Interview, reason: str) -> None:
    """By the writer within a day at once, later or by another who works on the case with a reason."""
    require(by, Permission.CASE_WORK, record.case)
    now = clock.now()
    must_be_yes(
        may_take_back(
            is_writer=by.is_person and record.written_by_id == by.person_id, written_at=record.written_at, now=now,
            has_reason=reason in slips_of_telling(), is_done=record.taken_back_at is not None,
        )
    )  # fmt: skip
    record.taken_back_at, record.taken_back_reason = now, reason or "slip"
    record.save(update_fields=["taken_back_at", "taken_back_reason"])


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def keep_corrections(*, by: Actor, case: Case, child: Child, before: Mapping[str, str]) -> int:
    """What is known better now stays beside what was known before; of what identifies only that it was corrected."""
    rows = [
        Correction(case=case, field=name, old=old, new=new, written_at=clock.now(), written_by_id=by.person_id)
        for name, old, new in changed(before, basics_now(child))
    ]
    Correction.objects.bulk_create(rows)
    return len(rows)


@action(Permission.CASE_VIEW, on="case")
def record_print(*, by: Actor, case: Case, reason: str, parts: Sequence[str], idempotency_key: str = "") -> Printout:
    """Paper has no access log: before a case is printed somebody says what for, and that is kept (S12)."""
    if reason not in code_list("print_reasons").codes or not parts or set(parts) - set(code_list("print_parts").codes):
        raise SayWhatFor
    return Printout.objects.create(
        case=case, reason=reason, parts=list(parts), printed_at=clock.now(), printed_by_id=by.person_id
    )
