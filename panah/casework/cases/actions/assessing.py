from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.pace import start_plan_clock
from panah.casework.cases.actions.refusals import must_be_workable, must_be_yes, must_protect
from panah.casework.cases.codes import Domain, Risk, Stage
from panah.casework.cases.models import Assessment, Case, DomainAnswer
from panah.casework.cases.queries import answer_before, running_assessment
from panah.casework.cases.queries.work import working_since
from panah.casework.cases.rules import Verdict, may_complete_assessment, stage_after_assessment
from panah.foundation.clocks.actions import stop_timers, update_fact
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


class NothingBefore(Refusal):
    code = "nothing_before"
    sentence = _("No earlier assessment speaks of this area. Answer it, or say why it was not asked today.")


@action(Permission.CASE_WORK, on="case")
def answer_domain(
    *,
    by: Actor,
    case: Case,
    domain: Domain,
    situation: str = "",
    observed: str = "",
    child_says: str = "",
    needs: tuple[str, ...] = (),
    not_asked: str = "",
    version: int | None = None,
) -> DomainAnswer:
    """One area of the child's life; answered again it replaces the earlier answer of the same assessment.

    ``version`` is that of the answer which the writer saw, 0 where there was none: nobody writes over what came meanwhile.
    """
    must_be_workable(case)
    must_protect(case)
    must_be_yes(Verdict(() if situation or not_asked else ("nothing_answered",)))
    answer = _answer_of(_running_assessment(case), domain, version)
    answer.situation, answer.observed, answer.child_says = situation or "unknown", observed, child_says
    answer.needs, answer.not_asked, answer.answered_at = list(needs), not_asked, clock.now()
    answer.is_still_true = False
    answer.save()
    return answer


def _answer_of(assessment: Assessment, domain: Domain, version: int | None) -> DomainAnswer:
    """The answer as it is now, opened; a new one where nobody answered yet."""
    answer: DomainAnswer | None = DomainAnswer.objects.filter(assessment=assessment, domain=domain).first()
    if version is not None and version != (answer.version if answer is not None else 0):
        raise EditedMeanwhile
    if answer is None:
        return DomainAnswer(file_id=assessment.file_id, assessment=assessment, domain=domain)
    open_sealed(answer)
    return answer


@action(Permission.CASE_WORK, on="case")
def confirm_domain(*, by: Actor, case: Case, domain: Domain, version: int | None = None) -> DomainAnswer:
    """What an earlier assessment found is still true: one tap, and nobody asks the child again (S5)."""
    must_be_workable(case)
    must_protect(case)
    before = answer_before(case, domain)
    if before is None:
        raise NothingBefore
    open_sealed(before)
    answer = _answer_of(_running_assessment(case), domain, version)
    answer.situation, answer.observed, answer.child_says = before.situation, before.observed, before.child_says
    answer.needs, answer.not_asked, answer.is_still_true = before.needs, before.not_asked, True
    answer.answered_at = clock.now()
    answer.save()
    return answer


def _running_assessment(case: Case) -> Assessment:
    return running_assessment(case) or Assessment.objects.create(
        file_id=case.file_id, case=case, started_at=clock.now()
    )


@action(Permission.CASE_WORK, on="case")
def complete_assessment(
    *, by: Actor, case: Case, risk: Risk, child_view: str = "", idempotency_key: str = ""
) -> Assessment:
    """All eight areas are answered and a person, not a score, names the risk that drives the later clocks."""
    must_be_workable(case)
    must_protect(case)
    assessment = _running_assessment(case)
    answered = set(DomainAnswer.objects.filter(assessment=assessment).values_list("domain", flat=True))
    must_be_yes(may_complete_assessment(case.stage, answered))
    assessment.child_view, assessment.completed_at = child_view, clock.now()
    assessment.completed_by_id = by.person_id
    assessment.save()
    before, case.risk = case.stage, risk
    case.stage = stage_after_assessment(case.stage, case.plan_agreed_on is not None)
    case.save(update_fields=["risk", "stage"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.ASSESSMENT,), outcome="done")
    if case.stage == Stage.PLANNING and before != Stage.PLANNING:
        start_plan_clock(by, case, working_since(case))
    update_fact(by=by, file=case.file, organisation=case.organisation, fact=f"risk:{risk}")
    return assessment
