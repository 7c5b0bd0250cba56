"""Organisations that carry the programme by an agreement, each once."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.rules import Count, Indicator, Row, Window, quarter_of, split
from panah.programme.directory.queries import PartnerRow, partners_over


def _partners(window: Window) -> list[PartnerRow]:
    return [one for one in partners_over(window.first, window.last) if one.kind == "ngo"]


def _count(window: Window, organisation: str) -> Count:
    """Of the whole programme, whoever asks: an organisation is no part of itself."""
    rows = _partners(window)
    breakdowns = (
        split("organisation_kinds", [one.kind for one in rows], code_list("organisation_kinds").codes),
        split("region", [one.region for one in rows], (), shows_unknown=True),
    )
    return Count(len(rows), breakdowns, tuple(_row(one) for one in rows))


def _row(one: PartnerRow) -> Row:
    facts: dict[str, str | tuple[str, ...]] = {"region": one.region, "organisation_kinds": one.kind}
    return Row(one.code, facts | {"quarter_of_choice": quarter_of(one.since)}, one.since)


PARTNER_ORGANISATIONS = Indicator(
    code="partner_organisations",
    title=_("Partner NGOs"),
    definition=_("NGOs with which the programme had an agreement on at least one day of this time."),
    unit=Unit.ORGANISATIONS,
    count=_count,
    total=lambda window, organisation: len(_partners(window)),
    has_rows=True,
)
