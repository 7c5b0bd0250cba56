"""Who helps the child of a case, what each may be shown, and to whom a case is being handed over."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from panah.casework.cases.codes import ServiceStatus, TransferStatus
from panah.casework.cases.models import Case, DeliveredService, Helper, Note, PlannedService, Transfer
from panah.casework.cases.models.helping import ASKED_SIDE, HELPING_SIDE, LEADING_SIDE
from panah.casework.cases.queries.record import possible_leads, running_answers
from panah.casework.cases.queries.telling import already_told
from panah.casework.cases.rules import OPEN_TRANSFERS
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child, Consent, Name
from panah.casework.people.queries import files_of, latest_consents, names_of, still_holds
from panah.casework.people.rules import Birth, band_of
from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import File
from panah.foundation.security.sealed import Guarded

SCOPES = ("share_with_organisation", "case_services")  # the first one of which there is a word decides
_WITH = ("case__child__place", "case__organisation", "case__lead", "organisation", "provider", "person")


def running(today: date) -> Q:
    """The condition that a part is open: neither ended nor past its last day."""
    return Q(ended_at=None) & (Q(until=None) | Q(until__gte=today))


def is_running(helper: Helper) -> bool:
    return helper.ended_at is None and (helper.until is None or helper.until >= clock.today())


def helpers_of(case: Case) -> list[Helper]:
    """Everybody who helps or helped; whoever helps now stands first."""
    rows = Helper.objects.filter(case=case).select_related("organisation", "provider", "person")
    return sorted(rows.order_by("-starts_on", "code"), key=lambda helper: not is_running(helper))


def helper_parts(actor: Actor) -> QuerySet[Helper]:
    """The children of others whom this person, or the organisation over which the person reaches, helps now."""
    rows: QuerySet[Helper] = Helper.objects.visible_to(actor, HELPING_SIDE)
    return rows.filter(running(clock.today())).select_related(*_WITH).order_by("-written_at", "code")


def helper_part(actor: Actor, code: str) -> Helper | None:
    """One's own part under this code; for everybody else there is none (S17)."""
    return helper_parts(actor).filter(code=code).first()


def helper_of_lead(actor: Actor, code: str) -> Helper | None:
    """The part under this code as the side that leads sees it, also after its end."""
    rows = Helper.objects.visible_to(actor, LEADING_SIDE).filter(code=code)
    found: Helper | None = rows.select_related(*_WITH).first()
    return found


def services_of_part(helper: Helper) -> list[DeliveredService]:
    """What this organisation gave the child, newest first."""
    rows = DeliveredService.objects.filter(helper=helper, taken_back_at=None).select_related("written_by")
    return list(rows.order_by("-happened_on", "-written_at"))


def notes_of_part(helper: Helper) -> list[Note]:
    return list(Note.objects.filter(helper=helper).select_related("written_by").order_by("-happened_on", "-written_at"))


def transfers_to_answer(actor: Actor) -> QuerySet[Transfer]:
    """What this organisation is asked to lead."""
    rows: QuerySet[Transfer] = Transfer.objects.visible_to(actor, ASKED_SIDE).filter(status__in=OPEN_TRANSFERS)
    return rows.select_related("case__child__place", "from_organisation", "organisation").order_by("asked_at")


def transfer_asked(actor: Actor, code: str) -> Transfer | None:
    """The transfer under this code as the organisation sees it that was asked."""
    rows = Transfer.objects.visible_to(actor, ASKED_SIDE).filter(code=code)
    found: Transfer | None = rows.select_related("case__child__place", "from_organisation", "organisation").first()
    return found


def transfer_sent(actor: Actor, code: str) -> Transfer | None:
    """The running transfer under this code as the side sees it that asks."""
    rows = Transfer.objects.visible_to(actor, LEADING_SIDE).filter(code=code, status__in=OPEN_TRANSFERS)
    found: Transfer | None = rows.select_related("case").first()
    return found


def handed_over(actor: Actor) -> QuerySet[Transfer]:
    """The cases that this organisation handed over: to whom and when, without a word of content."""
    rows: QuerySet[Transfer] = Transfer.objects.visible_to(actor, LEADING_SIDE).filter(status="accepted")
    return rows.select_related("case", "organisation").order_by("-answered_at")


def running_transfer(case: Case) -> Transfer | None:
    rows = Transfer.objects.filter(case=case, status__in=OPEN_TRANSFERS)
    found: Transfer | None = rows.select_related("organisation", "from_organisation").first()
    return found


def transfers_of(case: Case) -> list[Transfer]:
    """Every time that this case was to go elsewhere, the latest first."""
    rows = Transfer.objects.filter(case=case).select_related("organisation", "from_organisation", "asked_by")
    return list(rows.order_by("-asked_at"))


def files_beside(case: Case) -> list[File]:
    """The parts of the helpers and the transfers, but those that were accepted, of which each side keeps a line.

    Whoever leads the case is let into these too, and out again with the case.
    """
    helpers = Helper.objects.filter(case=case).values("file")
    transfers = Transfer.objects.filter(case=case).exclude(status=TransferStatus.ACCEPTED).values("file")
    return list(File.objects.filter(Q(pk__in=helpers) | Q(pk__in=transfers)).order_by("code"))


def files_led(case: Case) -> list[File]:
    """All files into which the lead of a case and the organisation that leads it are let."""
    return [case.file, *files_of(case.child), *files_beside(case)]


def consent_to_share(child: Child) -> Consent | None:
    """The yes under which something of this child may leave the organisation, or none."""
    latest = latest_consents(child)
    words = [word for scope in SCOPES if (word := latest.get(scope)) and word.decision != ConsentDecision.NOT_ASKED]
    return words[0] if words and still_holds(child, words[0]) else None


def has_people(organisation: Organisation) -> bool:
    """Whether anybody there is in Panah; else the help goes on paper and by telephone."""
    return Membership.objects.valid().filter(organisation=organisation).exists()


def organisations_that_lead(besides: Organisation) -> list[Organisation]:
    """Those to which a case can be handed over."""
    rows = Organisation.objects.filter(is_active=True).exclude(pk=besides.pk).order_by("code")
    return [organisation for organisation in rows if possible_leads(organisation.pk)]


@dataclass(frozen=True)
class Sources:
    """What a helper's copy is made of. Open it first: a page by ``reveal``, an action by its own right."""

    case: Case
    names: tuple[Name, ...] = ()
    planned: tuple[PlannedService, ...] = ()
    child: Child | None = None

    @property
    def sealed(self) -> list[Guarded]:
        return [*self.names, *self.planned, *([self.child] if self.child else [])]


@dataclass(frozen=True)
class Copy:
    """What a helper is shown, as it is stored: ``content`` by part, and the name by itself."""

    content: dict[str, Any] = field(default_factory=dict)
    name: str = ""

    @property
    def digest(self) -> str:
        """Says whether what was looked at is still what would be stored."""
        text = json.dumps([self.content, self.name], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def sources_of(case: Case, parts: list[str]) -> Sources:
    planned = PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED).order_by("due_on", "written_at")
    return Sources(
        case=case,
        names=tuple(names_of(case.child)) if "name" in parts else (),
        planned=tuple(planned) if "goals" in parts else (),
        child=case.child if "safe_contact" in parts else None,
    )


def copy_of(sources: Sources, parts: list[str], besides: Helper | None = None) -> Copy:
    """The copy for a helper. Age, sex and language are always there, as codes; all else only where it was chosen."""
    case = sources.case
    found: dict[str, Any] = {"child": _codes_of(case.child)}
    if "needs" in parts:
        found["needs"] = _needs(case)
    if "goals" in parts:
        found["goals"] = [{"service_type": one.service_type, "goal": one.goal} for one in sources.planned]
    if sources.child is not None:
        child = sources.child
        found["safe_contact"] = {
            "contact": child.safe_contact, "method": child.safe_contact_method, "time": child.safe_contact_time,
        }  # fmt: skip
    if "told" in parts:
        found["told"] = _told(case)
    if "helpers" in parts:
        found["helpers"] = _others(case, besides)
    return Copy(found, " · ".join(dict.fromkeys(name.full for name in sources.names if name.full)))


def _codes_of(child: Child) -> dict[str, Any]:
    birth = Birth(year=child.birth_year, is_about=child.is_birth_year_about)
    return {
        "sex": child.sex, "birth_year": child.birth_year,
        "is_birth_year_about": child.is_birth_year_about, "language": child.language,
        "age_band": band_of(birth, child.age_band_at_entry, clock.today()),
    }  # fmt: skip


def _needs(case: Case) -> list[str]:
    """What the assessment found and the plan still owes."""
    found = {need for answer in running_answers(case).values() for need in answer.needs}
    planned = PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED)
    return sorted(found | set(planned.values_list("service_type", flat=True)))


def _told(case: Case) -> dict[str, Any]:
    """Counts and topics, so that nobody asks the child again; not a word of what was said (S5)."""
    told = already_told(case)
    return {"interviews": len(told.interviews), "topics": sorted(topic.topic for topic in told.topics)}


def _others(case: Case, besides: Helper | None) -> list[dict[str, Any]]:
    rows = Helper.objects.filter(running(clock.today()), case=case).select_related("organisation")
    return [
        {"organisation": row.organisation.code, "service_types": row.service_types}
        for row in rows.order_by("written_at")
        if besides is None or row.pk != besides.pk
    ]
