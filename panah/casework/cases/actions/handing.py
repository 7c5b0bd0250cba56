"""A case goes to the next lead: the former one writes what must be known, the next one confirms having read it."""

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.pace import start_reading_clock
from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case, HandOver, PlannedService
from panah.casework.cases.queries.handing import hand_over_to_read, prepared_hand_over
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


class NotTheLead(Refusal):
    code = "not_the_lead"
    sentence = _("Only whoever leads the case does this.")


class NothingToConfirm(Refusal):
    code = "nothing_to_confirm"
    sentence = _("This hand-over was confirmed already.")


@action(Permission.CASE_WORK, on="case")
def write_hand_over(*, by: Actor, case: Case, note: str, version: int = 0, idempotency_key: str = "") -> HandOver:
    """What the next lead must know and the record does not say. It waits, sealed, until somebody else leads."""
    if case.lead_id is None or case.lead_id != by.person_id:
        raise NotTheLead
    prepared = prepared_hand_over(case)
    if (prepared.version if prepared else 0) != version:
        raise EditedMeanwhile
    if prepared is None:
        return HandOver.objects.create(
            file_id=case.file_id, case=case, former_id=by.person_id, note=note, written_at=clock.now()
        )  # fmt: skip
    open_sealed(prepared)
    prepared.note, prepared.written_at, prepared.former_id = note, clock.now(), by.person_id
    prepared.save()
    return prepared


@action(Permission.WITHIN_ACTION, on=None)
def begin_hand_over(*, by: Actor, case: Case, former: Person, lead: Person) -> HandOver:
    """From now on it waits for the new lead to read it; what an earlier one had not read is read by this one."""
    stop_timers(by=by, file=case.file, kinds=(TimerKind.HAND_OVER_READ,), outcome="handed_on")
    prepared = prepared_hand_over(case)
    if prepared is None:
        prepared = HandOver.objects.create(
            file_id=case.file_id, case=case, former=former, note="", written_at=clock.now()
        )  # fmt: skip
    prepared.former, prepared.lead, prepared.handed_at = former, lead, clock.now()
    prepared.save(update_fields=["former", "lead", "handed_at"])
    start_reading_clock(by, case)
    return prepared


@action(Permission.CASE_WORK, on="case")
def confirm_hand_over(*, by: Actor, case: Case) -> HandOver:
    """I have read what must be known of this child."""
    if case.lead_id is None or case.lead_id != by.person_id:
        raise NotTheLead
    waiting = hand_over_to_read(case)
    if waiting is None:
        raise NothingToConfirm
    waiting.confirmed_at = clock.now()
    waiting.save(update_fields=["confirmed_at"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.HAND_OVER_READ,), outcome="read")
    return waiting


@action(Permission.WITHIN_ACTION, on=None)
def give_service(*, by: Actor, planned: PlannedService, person: Person) -> PlannedService:
    """Somebody else goes to the hearing or the appointment; the day stays as it is."""
    if planned.status == ServiceStatus.PLANNED:
        planned.person = person
        planned.save(update_fields=["person"])
    return planned
