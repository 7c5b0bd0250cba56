from dataclasses import dataclass
from datetime import date

from panah.programme.directory.models import Partnership


@dataclass(frozen=True)
class PartnerRow:
    """One organisation as it is counted."""

    code: str
    kind: str
    region: str
    since: date


def partners_over(first: date, last: date) -> list[PartnerRow]:
    """The organisations that carried the programme on one of these days, each once. For insight: it opens nothing."""
    rows = Partnership.objects.over(first, last).select_related("organisation__place").order_by("since", "pk")
    found: dict[str, PartnerRow] = {}
    for row in rows:
        place = row.organisation.place
        region = place.region() if place else None
        of = PartnerRow(row.organisation.code, row.organisation.kind, region.pk if region else "", row.since)
        found.setdefault(of.code, of)
    return list(found.values())
