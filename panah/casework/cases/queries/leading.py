"""Who leads, and what nobody leads: no lead, one who may lead no longer, or one who was let out and came back."""

import uuid
from collections.abc import Sequence

from django.db.models import Case as If
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, UUIDField, Value, When
from django.db.models.lookups import Exact

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.casework.cases.queries.record import possible_leads
from panah.foundation.accounts.models import Person
from panah.foundation.security.access import principal
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import Grant


def led_by_nobody(organisation_id: uuid.UUID | str) -> Q:
    """The condition for open cases of this organisation. A name that opens nothing is nobody."""
    here = possible_leads(organisation_id)
    found = Q(lead=None) | ~Q(lead__in=here)
    if here:
        found |= ~Q(Exists(_lets_its_lead_in(here)))
    return found & Q(organisation=organisation_id, stage__in=OPEN_STAGES)


def _lets_its_lead_in(here: Sequence[Person]) -> QuerySet[Grant]:
    """The grant of the case's own lead. A grant knows its person as text, a case by key: hence one branch a person."""
    lead = OuterRef("lead_id")
    branches = (
        When(Exact(lead, Value(person.pk, UUIDField())), then=Value(principal(PrincipalKind.PERSON, person.pk)))
        for person in here
    )
    name = If(*branches, default=Value(""), output_field=CharField())
    return Grant.objects.filter(file=OuterRef("file"), principal=name, relation=Relation.LEAD)


def organisations_at_work() -> list[uuid.UUID]:
    """Those that lead an open case."""
    rows = Case.objects.filter(stage__in=OPEN_STAGES).order_by()
    return list(rows.values_list("organisation_id", flat=True).distinct())
