from panah.casework.cases.actions.refusals import must_be_workable, must_be_yes
from panah.casework.cases.codes import Domain, Risk, Stage
from panah.casework.cases.models import Assessment, Case, DomainAnswer
from panah.casework.cases.queries import opened_at, owner_of, running_assessment, shown_of
from panah.casework.cases.rules import may_complete_assessment, stage_after_assessment
from panah.foundation.clocks.actions import start_timer, stop_timers, update_fact
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@action(Permission.CASE_WORK, on="case")
def answer_domain(
    *,
    by: Actor,
    case: Case,
    domain: Domain,
    situation: str,
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
    assessment = _running_assessment(case)
    answer = DomainAnswer.objects.filter(assessment=assessment, domain=domain).first()
    if version is not None and version != (answer.version if answer is not None else 0):
        raise EditedMeanwhile
    if answer is None:
        answer = DomainAnswer(file_id=case.file_id, assessment=assessment, domain=domain)
    else:
        open_sealed(answer)
    answer.situation, answer.observed, answer.child_says = situation, observed, child_says
    answer.needs, answer.not_asked, answer.answered_at = list(needs), not_asked, clock.now()
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
        start_timer(
            by=by, file=case.file, kind=TimerKind.PLAN, urgency=risk, owner=owner_of(case), shown=shown_of(case),
            started_at=opened_at(case),
        )  # fmt: skip
    update_fact(by=by, file=case.file, organisation=case.organisation, fact=f"risk:{risk}")
    return assessment
