"""Whom an organisation leads now. Who registered a child stays written there for ever, and says nothing of it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import principal
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import Grant


def files_led_by(organisation: Organisation) -> QuerySet[Grant, UUID]:
    """The files into which it is let as the one that leads: only what they speak of may a file change or tell of."""
    rows = Grant.objects.filter(
        principal=principal(PrincipalKind.ORGANISATION, organisation.pk), relation=Relation.LEAD_ORGANISATION
    )
    return rows.filter(Q(until__isnull=True) | Q(until__gt=clock.now())).values_list("file_id", flat=True)
