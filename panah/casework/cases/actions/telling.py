from collections.abc import Sequence
from datetime import date

from panah.casework.cases.actions.refusals import must_be_past, must_be_yes
from panah.casework.cases.models import Case, Interview, ToldFact
from panah.casework.cases.rules import may_interview_again
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


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
