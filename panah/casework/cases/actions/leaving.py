"""A worker leaves: what rested on this person rests on nobody by name, is seen, and calls for somebody."""

from panah.casework.cases.actions.helping import let_in_helper
from panah.casework.cases.actions.leading import take_lead_away
from panah.casework.cases.codes import OPEN_STAGES, ServiceStatus
from panah.casework.cases.models import Case, Helper, PlannedService
from panah.casework.cases.queries.helping import running
from panah.casework.cases.queries.leading import led_by_nobody, organisations_at_work
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import release_person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.WITHIN_ACTION, on=None)
def release_worker(*, by: Actor, person: Person, organisation: Organisation) -> int:
    """Cases, helpers' parts and clocks of this person here go to nobody by name. Gives how many cases lost their lead."""
    led = list(Case.objects.filter(organisation=organisation, lead=person, stage__in=OPEN_STAGES).order_by("code"))
    for case in led:
        take_lead_away(by=by, case=case)
    parts = Helper.objects.filter(running(clock.today()), organisation=organisation, person=person)
    for part in parts.select_related("file"):
        part.person = None
        part.save(update_fields=["person"])
        let_in_helper(part)
    lines = PlannedService.objects.filter(case__organisation=organisation, person=person, status=ServiceStatus.PLANNED)
    lines.update(person=None)
    release_person(by=by, person=person, organisation=organisation)
    return len(led)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def call_for_leads(*, by: Actor) -> int:
    """Cases that nobody leads, however that came about: also those of a lead who was let out and came back."""
    called = 0
    for organisation_id in organisations_at_work():
        alarmed = Timer.objects.running().filter(kind=TimerKind.LEAD_ASSIGNMENT).values("file")
        for case in Case.objects.filter(led_by_nobody(organisation_id)).exclude(file__in=alarmed):
            take_lead_away(by=by, case=case)
            called += 1
    return called
