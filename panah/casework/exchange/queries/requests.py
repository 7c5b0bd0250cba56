"""The register of what authorities asked for, as far as one's office may see it."""

from django.db.models import QuerySet

from panah.casework.exchange.models import AuthorityRequest
from panah.foundation.security.access import Actor


def requests_visible_to(actor: Actor) -> QuerySet[AuthorityRequest]:
    """Those of the office at work, the newest first; texts stay shut."""
    rows: QuerySet[AuthorityRequest] = AuthorityRequest.objects.visible_to(actor).filter(
        organisation_id=actor.organisation_id
    )
    return rows.select_related("child", "written_by", "decided_by").order_by("-received_on", "-written_at")
