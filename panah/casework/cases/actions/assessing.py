from panah.casework.cases.actions.refusals import must_be_open, must_be_yes
from panah.casework.cases.codes import Domain, Risk, Stage
from panah.casework.cases.models import Assessment, Case, DomainAnswer
from panah.casework.cases.queries import opened_at, owner_of, shown_of
from panah.casework.cases.rules import may_complete_assessment
from panah.foundation.clocks.actions import start_timer, stop_timers, update_fact
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
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
) -> DomainAnswer:
    """One area of the child's life; answered again it replaces the earlier answer of the same assessment."""
    must_be_open(case)
    assessment = _running_assessment(case)
    answer = DomainAnswer.objects.filter(assessment=assessment, domain=domain).first()
    if answer is None:
        answer = DomainAnswer(file_id=case.file_id, assessment=assessment, domain=domain)
    else:
        open_sealed(answer)
    answer.situation, answer.observed, answer.child_says = situation, observed, child_says
    answer.needs, answer.answered_at = list(needs), clock.now()
    answer.save()
    return answer


def _running_assessment(case: Case) -> Assessment:
    running = Assessment.objects.filter(case=case, completed_at=None).order_by("-started_at").first()
    return running or Assessment.objects.create(file_id=case.file_id, case=case, started_at=clock.now())


@action(Permission.CASE_WORK, on="case")
def complete_assessment(*, by: Actor, case: Case, risk: Risk, child_view: str = "") -> Assessment:
    """All eight areas are answered and a person, not a score, names the risk that drives the later clocks."""
    must_be_open(case)
    assessment = _running_assessment(case)
    answered = set(DomainAnswer.objects.filter(assessment=assessment).values_list("domain", flat=True))
    must_be_yes(may_complete_assessment(answered))
    assessment.child_view, assessment.completed_at = child_view, clock.now()
    assessment.completed_by_id = by.id if by.is_person else None
    assessment.save()
    case.risk = risk
    if case.stage in (Stage.NEW, Stage.ASSESSING):
        case.stage = Stage.PLANNING
        stop_timers(by=by, file=case.file, kinds=(TimerKind.ASSESSMENT, TimerKind.FIRST_SAFETY_CONTACT), outcome="done")
        start_timer(
            by=by, file=case.file, kind=TimerKind.PLAN, urgency=risk, owner=owner_of(case), shown=shown_of(case),
            started_at=opened_at(case),
        )  # fmt: skip
    case.save(update_fields=["risk", "stage"])
    update_fact(by=by, file=case.file, fact=f"risk:{risk}")
    return assessment
