import uuid
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime

from panah.casework.cases.codes import ClosureDecision
from panah.casework.cases.models import (
    Assessment,
    Case,
    ClosureRequest,
    DeliveredService,
    DomainAnswer,
    Episode,
    Note,
    PlannedService,
)
from panah.casework.cases.rules import Verdict, nothing_runs
from panah.casework.people.codes import OverrideOutcome
from panah.casework.people.models import Child, ConsentOverride
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.roles import ROLES

LEADING_ROLES = tuple(role for role, card in ROLES.items() if Permission.CASE_WORK in card.permissions)


def owner_of(case: Case) -> Owner:
    return Owner(case.organisation, case.lead)


def opened_at(case: Case) -> datetime:
    """When the running episode began: the clocks of assessment and plan count from there."""
    episode = Episode.objects.filter(case=case, closed_at=None).order_by("-opened_at").first()
    return episode.opened_at if episode is not None else case.opened_at


def possible_leads(organisation_id: uuid.UUID | str) -> list[Person]:
    """Who may lead a case of this organisation now, each once."""
    return list({person.pk: person for person in members_with(organisation_id, *LEADING_ROLES)}.values())


def contact_kinds(case: Case) -> list[str]:
    """What was written of contacts since this episode began: a talk of years ago says nothing of today's safety.

    Nor does late paper on a talk before the case went on; of a first episode it is welcome, whatever its day.
    """
    since = opened_at(case)
    notes = Note.objects.filter(case=case, written_at__gte=since)
    if since != case.opened_at:
        notes = notes.filter(happened_on__gte=localtime(since).date())
    return list(notes.values_list("kind", flat=True))


def what_runs(case: Case) -> Verdict:
    """What must end before the case may."""
    blocking = Timer.objects.blocking(case.file).values_list("kind", flat=True)
    planned = PlannedService.objects.filter(case=case).values_list("status", flat=True)
    verdict = nothing_runs(list(blocking), list(planned))
    waits = ConsentOverride.objects.filter(child=case.child_id, outcome=OverrideOutcome.WAITS).exists()
    return Verdict((*verdict.reasons, "override_waits")) if waits else verdict


def shown_of(case: Case, fact: str = "", code: str = "", page: str = "case") -> Shown:
    """What a row of Today may show of a case."""
    child = case.child
    return Shown(
        subject_code=case.code, address_name=page, address_code=code or case.code, sex=child.sex,
        birth_year=child.birth_year, is_birth_year_about=child.is_birth_year_about, age_band=child.age_band_at_entry,
        place=child.place_id or "",
        fact=fact or (f"risk:{case.risk}" if case.risk else f"languages_spoken:{child.language}"),
    )  # fmt: skip


def region_of(child: Child) -> str:
    place = child.place
    region = place.region() if place is not None else None
    return region.pk if region is not None else ""


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases on which somebody works or that one's organisation leads; another relation opens no case."""
    rows: QuerySet[Case] = Case.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_VIEW])
    return rows.select_related("child", "child__place", "lead", "organisation")


def with_next_due(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with ``next_due``: the first thing that its own organisation must do."""
    own = Timer.objects.running().filter(file=OuterRef("file"), organisation=OuterRef("organisation"))
    return rows.annotate(next_due=Subquery(own.order_by("due_at").values("due_at")[:1]))


def delivered_services(case: Case, limit: int = 200) -> list[DeliveredService]:
    """What the child received, newest first."""
    rows = DeliveredService.objects.filter(case=case).select_related("provider", "organisation")
    return list(rows.order_by("-happened_on", "-written_at")[:limit])


def running_assessment(case: Case) -> Assessment | None:
    """The one that is not complete yet."""
    found: Assessment | None = Assessment.objects.filter(case=case, completed_at=None).order_by("-started_at").first()
    return found


def running_answers(case: Case) -> dict[str, DomainAnswer]:
    """The answers of the latest assessment, by domain."""
    latest = latest_assessment(case)
    return {answer.domain: answer for answer in DomainAnswer.objects.filter(assessment=latest)} if latest else {}


def latest_assessment(case: Case) -> Assessment | None:
    """The running one, else the last that was completed."""
    found: Assessment | None = Assessment.objects.filter(case=case).order_by("-started_at").first()
    return found


def answer_now(case: Case, domain: str) -> DomainAnswer | None:
    """What the running assessment holds for this area."""
    running = running_assessment(case)
    found: DomainAnswer | None = DomainAnswer.objects.filter(assessment=running, domain=domain).first()
    return found if running is not None else None


def answer_before(case: Case, domain: str) -> DomainAnswer | None:
    """What an earlier assessment found: it stands there, and is not asked again (S5)."""
    rows = DomainAnswer.objects.filter(assessment__case=case, assessment__completed_at__isnull=False, domain=domain)
    found: DomainAnswer | None = rows.order_by("-answered_at").first()
    return found


def planned_services(case: Case) -> list[PlannedService]:
    rows = PlannedService.objects.filter(case=case).select_related("provider", "person")
    return list(rows.order_by("status", "due_on", "written_at"))


def closure_asked(case: Case) -> ClosureRequest | None:
    """The closure that waits for a signature."""
    rows = ClosureRequest.objects.filter(case=case, decision=ClosureDecision.ASKED).select_related("asked_by")
    found: ClosureRequest | None = rows.order_by("-asked_at").first()
    return found
