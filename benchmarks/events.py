"""Years of a timeline in bulk: notes and services of many cases, sealed as they are in life."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from panah.casework.cases.codes import NoteKind
from panah.casework.cases.models import Case, DeliveredService, Note
from panah.foundation.reference.codes import code_list

SERVICES_OF_TEN = 3  # of ten events three are services, the rest notes
BATCH = 500
NOTE_KINDS = (NoteKind.CONTACT, NoteKind.MEETING, NoteKind.ATTEMPT, NoteKind.OTHER)
WORDS = "Үйіне бардық, анасымен сөйлестік; бала мектепке барды, келесі кездесу дүйсенбіде."


def write_events(cases: Sequence[Case], each: int, chance: random.Random) -> None:
    """``each`` events for every case, on days since it was opened. The files' keys are those of the ring."""
    notes, services = [], []
    types = code_list("service_types").codes
    for case in cases:
        for number in range(each):
            day = _day(case, chance)
            if number % 10 < SERVICES_OF_TEN:
                services.append(_service(case, day, chance.choice(types)))
            else:
                notes.append(_note(case, day, chance.choice(NOTE_KINDS)))
    Note.objects.bulk_create(notes, batch_size=BATCH)
    DeliveredService.objects.bulk_create(services, batch_size=BATCH)


def _day(case: Case, chance: random.Random) -> date:
    open_for = max(1, (timezone.now() - case.opened_at).days)
    return (case.opened_at + timedelta(days=chance.randrange(open_for))).date()


def _note(case: Case, day: date, kind: NoteKind) -> Note:
    return Note(
        file_id=case.file_id, case=case, kind=kind, text=WORDS, happened_on=day, written_at=case.opened_at,
        written_by_id=case.lead_id,
    )  # fmt: skip


def _service(case: Case, day: date, service_type: str) -> DeliveredService:
    return DeliveredService(
        file_id=case.file_id, case=case, child_id=case.child_id, service_type=service_type, happened_on=day,
        written_at=case.opened_at, organisation_id=case.organisation_id, age_band="6_11", what_was_done=WORDS,
        written_by_id=case.lead_id,
    )  # fmt: skip
