"""What the pages of a case gather from the rooms below."""

from panah.web.cases.queries.areas import areas_of
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
from panah.web.cases.queries.doing import asking_address, doer_choices, doer_of, planned_lines, who_does
from panah.web.cases.queries.events import events_of, group_links, kinds_of
from panah.web.cases.queries.facts import (
    approval_words,
    can_approve,
    depth_facts,
    episode_facts,
    guardian_facts,
    service_facts,
    sleep_chip,
    sleep_facts,
    sleep_now,
    tries_facts,
    waits_for_guardian,
)
from panah.web.cases.queries.given import kinds_given, needs_found, service_table, sibling_facts, waiting_here
from panah.web.cases.queries.lists import columns, due_chip, narrowed, rows_of, without_lead
from panah.web.cases.queries.reading import (
    case_of_file_or_404,
    case_or_404,
    helping_now,
    identity_of,
    provider_by_code,
    provider_choices,
    running_rows,
)
from panah.web.cases.queries.steps import stage_tasks
from panah.web.cases.queries.taking_back import must_take_back, who_had_received

__all__ = [
    "approval_words",
    "areas_of",
    "asking_address",
    "basics_facts",
    "can_approve",
    "case_of_file_or_404",
    "case_or_404",
    "category_facts",
    "columns",
    "consent_chip",
    "consent_facts",
    "depth_facts",
    "doer_choices",
    "doer_of",
    "due_chip",
    "episode_facts",
    "events_of",
    "group_links",
    "guardian_facts",
    "helping_now",
    "identity_of",
    "kinds_given",
    "kinds_of",
    "must_take_back",
    "names_in_clear",
    "narrowed",
    "needs_found",
    "place_from",
    "planned_lines",
    "provider_by_code",
    "provider_choices",
    "rows_of",
    "running_rows",
    "safe_contact_facts",
    "same_links",
    "service_facts",
    "service_table",
    "sibling_facts",
    "sleep_chip",
    "sleep_facts",
    "sleep_now",
    "stage_tasks",
    "tries_facts",
    "waiting_here",
    "waits_for_guardian",
    "who_does",
    "who_had_received",
    "without_lead",
]
