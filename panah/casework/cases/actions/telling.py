from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.refusals import must_be_past, must_be_yes
from panah.casework.cases.models import Case, Correction, Interview, Printout, ToldFact
from panah.casework.cases.queries.history import basics_now, changed
from panah.casework.cases.rules import may_interview_again
from panah.casework.people.models import Child
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
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
    must_be_yes(may_interview_again(Interview.objects.filter(case=case).count(), reason, reason_text))
    return Interview.objects.create(
        file_id=case.file_id, case=case, held_on=held_on, body=body, held_by=held_by, was_recorded=was_recorded,
        topics=list(topics), present=present, reason=reason, reason_text=reason_text, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip


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
