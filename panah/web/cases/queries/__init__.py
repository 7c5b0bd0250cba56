"""What the pages of a case gather from the rooms below."""

from panah.web.cases.queries.child import (
    basics_facts,
    category_facts,
    consent_chip,
    consent_facts,
    names_in_clear,
    place_from,
    safe_contact_facts,
    same_links,
)
from panah.web.cases.queries.events import events_of, needs_found, service_table, waiting_here
from panah.web.cases.queries.lists import columns, due_chip, narrowed, rows_of, without_lead
from panah.web.cases.queries.reading import (
    case_of_file_or_404,
    case_or_404,
    domain_facts,
    domain_tasks,
    identity_of,
    provider_by_code,
    provider_choices,
    running_rows,
    stage_tasks,
)

__all__ = [
    "columns",
    "narrowed",
    "rows_of",
    "basics_facts",
    "case_of_file_or_404",
    "case_or_404",
    "category_facts",
    "consent_chip",
    "consent_facts",
    "domain_facts",
    "domain_tasks",
    "due_chip",
    "events_of",
    "identity_of",
    "names_in_clear",
    "needs_found",
    "place_from",
    "provider_by_code",
    "provider_choices",
    "running_rows",
    "safe_contact_facts",
    "same_links",
    "service_table",
    "stage_tasks",
    "waiting_here",
    "without_lead",
]
