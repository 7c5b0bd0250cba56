"""Children who received at least one service on a day of the window.

Unit: the child, once, over all records that a person has decided are the same child. Sex, citizenship and code are those
of the first record; region, age band and category those of the first service in the window. A service counts when it was
delivered to somebody in the standing of a child who had not turned 18 (S10); planned, refused and failed ones never do.
"""

from uuid import UUID

from django.db.models import Count as CountOf
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import DeliveredService
from panah.casework.people.codes import Standing
from panah.foundation.reference.codes import code_list
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.rules import Breakdown, Count, Indicator, Row, Served, Window, quarter_of, split

CITIZEN, OTHER = "KZ", "not_KZ"


def _deliveries(window: Window, organisation: str) -> QuerySet[DeliveredService]:
    rows: QuerySet[DeliveredService] = DeliveredService.objects.filter(
        status=ServiceStatus.DELIVERED,
        standing=Standing.CHILD,
        happened_on__range=(window.first, window.last),
    ).exclude(age_band="adult")
    rows = rows.filter(organisation_id=organisation) if organisation else rows
    return rows.annotate(root=Coalesce("child__same_as_id", "child_id"))


def _total(window: Window, organisation: str) -> float:
    return int(_deliveries(window, organisation).aggregate(children=CountOf("root", distinct=True))["children"])


def _served(window: Window, organisation: str) -> list[Served]:
    """In the order of their first service; one query."""
    rows = _deliveries(window, organisation).annotate(
        root_code=Coalesce("child__same_as__code", "child__code"),
        root_sex=Coalesce("child__same_as__sex", "child__sex"),
        root_citizenship=Coalesce("child__same_as__citizenship_group", "child__citizenship_group"),
    )
    found: dict[UUID, Served] = {}
    for root, service_type, *facts in rows.order_by("happened_on", "written_at", "id").values_list(
        "root",
        "service_type",
        "root_code",
        "root_sex",
        "root_citizenship",
        "region",
        "age_band",
        "category",
        F("happened_on"),
    ):
        served = found.setdefault(root, Served(*facts))
        served.service_types.add(service_type)
    return list(found.values())


def _count(window: Window, organisation: str) -> Count:
    children = _served(window, organisation)
    return Count(len(children), _breakdowns(children), tuple(_row(child) for child in children))


def _breakdowns(children: list[Served]) -> tuple[Breakdown, ...]:
    types = [service_type for child in children for service_type in child.service_types]
    quarters = [quarter_of(child.first_day) for child in children]
    categories = code_list("category").codes
    crossed = [f"{child.category}+{CITIZEN if child.citizenship == CITIZEN else OTHER}" for child in children]
    order = [f"{category}+{group}" for category in categories for group in (CITIZEN, OTHER)]
    own = {"citizenship_group": "citizenship", "age_band": "age_band", "sex": "sex", "category": "category"}
    return (
        split("region", [child.region for child in children], (), shows_unknown=True),
        *(
            split(name, [getattr(child, fact) for child in children], code_list(name).codes, shows_unknown=True)
            for name, fact in own.items()
        ),
        split("category_and_citizenship", crossed, order),
        split("quarter", quarters, sorted(set(quarters))),
        split("service_types", types, code_list("service_types").codes, is_partition=False),
    )


def _row(child: Served) -> Row:
    facts: dict[str, str | tuple[str, ...]] = {
        "region": child.region,
        "age_band": child.age_band,
        "sex": child.sex,
        "category": child.category,
        "quarter": quarter_of(child.first_day),
        "service_types": tuple(code for code in code_list("service_types").codes if code in child.service_types),
    }
    return Row(child.code, facts, child.first_day)


CHILDREN_SERVED = Indicator(
    code="children_served",
    title=_("Children who received services"),
    definition=_(
        "A child counts once, however many services, workers or organisations there were, also where two "
        "records turned out to be the same child. A service counts when it was given on a day of this time. "
        "Planned or refused services and adults are not counted."
    ),
    unit=Unit.CHILDREN,
    count=_count,
    total=_total,
    has_rows=True,
)
