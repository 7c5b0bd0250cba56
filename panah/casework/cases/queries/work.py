"""What the work on a case rests on: since when it runs at this depth, who was reached, where the child sleeps."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from panah.casework.cases.codes import TALKED, Depth, NoteKind
from panah.casework.cases.models import (
    Case,
    DeliveredService,
    DepthDecision,
    DomainAnswer,
    Episode,
    GuardianRequest,
    Note,
    PlannedService,
    Review,
    SleepAnswer,
    Visit,
)
from panah.casework.cases.queries.record import cases_visible_to, opened_at
from panah.casework.people.queries import siblings_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor


def working_since(case: Case) -> datetime:
    """When the running episode began, or when help became protection: the clocks of protection count from there."""
    rows = DepthDecision.objects.filter(case=case, depth=Depth.PROTECTION, decided_at__gte=opened_at(case))
    decided = rows.order_by("-decided_at").values_list("decided_at", flat=True).first()
    return decided or opened_at(case)


def episodes_of(case: Case) -> list[Episode]:
    """Every opening and closing, the latest first."""
    return list(Episode.objects.filter(case=case).order_by("-opened_at"))


def answers_before(case: Case) -> dict[str, DomainAnswer]:
    """What the last completed assessments found, by area: shown, and not asked again (S5)."""
    rows = DomainAnswer.objects.filter(assessment__case=case, assessment__completed_at__isnull=False)
    return {answer.domain: answer for answer in rows.order_by("answered_at")}


def tries_and_last_talk(case: Case) -> tuple[list[date], date | None]:
    """On which days of this episode somebody tried in vain, and when somebody was last reached."""
    notes = Note.objects.filter(case=case, happened_on__gte=localtime(opened_at(case)).date())
    tries = list(notes.filter(kind=NoteKind.ATTEMPT).values_list("happened_on", flat=True))
    talks = notes.filter(kind__in=TALKED).order_by("-happened_on").values_list("happened_on", flat=True)
    return tries, talks.first()


def is_safe_sleep(answer: str) -> bool:
    """Whether this answer names a safe adult or a safe house."""
    rows = code_list("sleeps_tonight")
    return answer in rows and bool(rows.row(answer).extra.get("safe"))


def is_without_adult(answer: str) -> bool:
    """Whether this answer says that nobody looks after the child (S9)."""
    rows = code_list("sleeps_tonight")
    return answer in rows and bool(rows.row(answer).extra.get("no_adult"))


def sleep_answer(case: Case) -> SleepAnswer | None:
    """Where the child sleeps, by the latest day and not by the latest writing; none of an earlier episode."""
    rows = SleepAnswer.objects.filter(case=case, written_at__gte=opened_at(case))
    found: SleepAnswer | None = rows.order_by("-happened_on", "-written_at").first()
    return found


def guardian_request(case: Case) -> GuardianRequest | None:
    """What was said to the guardianship body since the child was last known to be safe."""
    safe = [code for code in code_list("sleeps_tonight").codes if is_safe_sleep(code)]
    rows = GuardianRequest.objects.filter(case=case, written_at__gte=opened_at(case))
    slept = SleepAnswer.objects.filter(case=case, answer__in=safe).order_by("-written_at")
    since = slept.values_list("written_at", flat=True).first()
    rows = rows.filter(written_at__gt=since) if since is not None else rows
    found: GuardianRequest | None = rows.order_by("-happened_on", "-written_at").first()
    return found


def depth_decisions(case: Case) -> list[DepthDecision]:
    """What was proposed and decided on the depth, the latest first."""
    rows = DepthDecision.objects.filter(case=case).select_related("decided_by")
    return list(rows.order_by("-proposed_at", "-id"))


def open_proposal(case: Case) -> DepthDecision | None:
    """The sign that waits for a person's yes or no."""
    return DepthDecision.objects.filter(case=case, decided_at=None).order_by("-proposed_at").first()


def reviews_of(case: Case) -> list[Review]:
    return list(Review.objects.filter(case=case).select_related("written_by").order_by("-happened_on", "-written_at"))


def waits_for(case: Case, kind: TimerKind) -> bool:
    """Whether a clock of this kind runs in the case."""
    return Timer.objects.running().filter(file=case.file_id, kind=kind).exists()


def first_service_of(visit: Visit, case: Case) -> DeliveredService | None:
    """What a visit gave to the child of ``case``."""
    found: DeliveredService | None = DeliveredService.objects.filter(visit=visit, case=case).first()
    return found


def sibling_cases(actor: Actor, case: Case) -> list[Case]:
    """The open cases of brothers and sisters that ``actor`` may work on: ticks of a visit."""
    siblings = siblings_of(actor, case.child)
    if not siblings:
        return []
    rows = cases_visible_to(actor).filter(child__in=siblings, closed_at=None).exclude(pk=case.pk)
    return list(rows.order_by("child__birth_year", "opened_at"))


def services_of_visit(service: DeliveredService) -> list[DeliveredService]:
    """The services that one act gave to several children, this one first."""
    if service.visit_id is None:
        return [service]
    rows = DeliveredService.objects.filter(visit=service.visit_id).exclude(pk=service.pk)
    return [service, *rows.select_related("case", "case__child", "case__organisation")]


@dataclass(frozen=True)
class Need:
    """What the assessment found in which area, and whether the plan or a service answers it yet."""

    service_type: str
    domain: str


def open_needs(found: dict[str, list[str]], planned: list[PlannedService], given: set[str]) -> list[Need]:
    """``found`` are the needs by area. A need is met by a plan or a service of its kind."""
    met = {one.service_type for one in planned} | given
    needs: dict[str, Need] = {}
    for domain, service_types in found.items():
        for service_type in service_types:
            if service_type not in met:
                needs.setdefault(service_type, Need(service_type, domain))
    order = {code: place for place, code in enumerate(code_list("service_types").codes)}
    return sorted(needs.values(), key=lambda need: order.get(need.service_type, len(order)))


def is_gentle(reason: str) -> bool:
    """Whether the child has died: then nothing is asked for, and the notices stop."""
    reasons = code_list("closure_reasons")
    return reason in reasons and bool(reasons.row(reason).extra.get("is_gentle"))
