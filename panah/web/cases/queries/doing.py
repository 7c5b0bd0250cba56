"""Who does what the plan says: the lead, a place of service, or a colleague who is asked as every helper is (S15)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import helpers_of, is_running, possible_leads
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.web.cases.queries.reading import provider_by_code, provider_choices
from panah.web.components.child_words import language_now
from panah.web.components.grown_words import label_for, standing_of

PERSON = "person:"  # before the id of a colleague; the others are codes of places


@dataclass(frozen=True)
class PlannedLine:
    """One line of the plan; ``ask_url`` leads to what a colleague is asked, as long as nobody asked."""

    one: PlannedService
    who: str
    states: str
    ask_url: str = ""


def doer_choices(actor: Actor, case: Case) -> list[tuple[str, object]]:
    here = [
        (f"{PERSON}{person.pk}", person.display_name)
        for person in possible_leads(case.organisation_id)
        if person.pk != case.lead_id
    ]
    groups = ((_("Colleagues here"), here), (_("Offer this service"), provider_choices(actor)))
    return [(label, rows) for label, rows in groups if rows]


def doer_of(actor: Actor, case: Case, chosen: str) -> tuple[Provider | None, Person | None]:
    """The place or the colleague behind a choice; neither is the lead."""
    if not chosen.startswith(PERSON):
        return provider_by_code(actor, chosen), None
    key = chosen.removeprefix(PERSON)
    return None, next((one for one in possible_leads(case.organisation_id) if str(one.pk) == key), None)


def planned_lines(case: Case, planned: Sequence[PlannedService]) -> list[PlannedLine]:
    asked = {
        (helper.person_id, service_type)
        for helper in helpers_of(case)
        if is_running(helper)
        for service_type in helper.service_types
    }
    standing = standing_of(case.child)
    return [
        PlannedLine(one, who_does(one), _states(one, standing), _ask_url(case, one, asked)) for one in planned
    ]  # fmt: skip


def _states(one: PlannedService, standing: str) -> str:
    words = [label_for("service_status", one.status, standing)]
    if one.goal_status:
        words.append(label_for("goal_status", one.goal_status, standing))
    return " · ".join(words)


def who_does(one: PlannedService) -> str:
    if one.person is not None:
        return one.person.display_name
    return one.provider.label(language_now()) if one.provider is not None else _("The lead")


def _ask_url(case: Case, one: PlannedService, asked: set[tuple[uuid.UUID | None, str]]) -> str:
    is_open = one.status == ServiceStatus.PLANNED and one.person_id is not None
    return asking_address(case, one) if is_open and (one.person_id, one.service_type) not in asked else ""


def asking_address(case: Case, one: PlannedService) -> str:
    """The page on which a colleague is asked, with the colleague chosen already."""
    page = reverse("case-share-new", args=[case.code, one.service_type])
    return f"{page}?{urlencode({'whom': f'{PERSON}{one.person_id}'})}"
