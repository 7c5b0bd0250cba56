"""Whom an organisation leads now. Who registered a child stays written there for ever, and says nothing of it."""

from typing import Any

from django.db.models import Q, QuerySet

from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import principal
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import Grant


def files_led_by(organisation: Organisation) -> QuerySet[Grant, dict[str, Any]]:
    """The files into which it is let as the one that leads: only what they speak of may a file change or tell of."""
    rows = Grant.objects.filter(
        principal=principal(PrincipalKind.ORGANISATION, organisation.pk), relation=Relation.LEAD_ORGANISATION
    )
    return rows.filter(Q(until__isnull=True) | Q(until__gt=clock.now())).values("file_id")
