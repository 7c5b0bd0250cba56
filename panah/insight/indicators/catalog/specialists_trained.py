"""Specialists who were trained, each person once however often they came.

Unit: the adult of the directory, over all entries that a person has decided are one. Who counts as a specialist says code list
trainee_sectors; when somebody was trained, content/rules/training.toml. Hotline operators and champions are not among them.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.rules import Breakdown, Count, Indicator, Row, Window, quarter_of, split
from panah.programme.training.queries import Trained, trained_adults


def _trained(window: Window, organisation: str) -> list[Trained]:
    of = Organisation.objects.get(pk=organisation) if organisation else None
    return trained_adults(window.first, window.last, of)


def _total(window: Window, organisation: str) -> float:
    return len(_trained(window, organisation))


def _count(window: Window, organisation: str) -> Count:
    people = _trained(window, organisation)
    return Count(len(people), _breakdowns(people), tuple(_row(one) for one in people))


def _breakdowns(people: Sequence[Trained]) -> tuple[Breakdown, ...]:
    quarters = [quarter_of(one.first_on) for one in people]
    return (
        split("trainee_sectors", [one.sector for one in people], code_list("trainee_sectors").codes),
        split("region", [one.region for one in people], (), shows_unknown=True),
        split("sex_of_adult", [one.sex for one in people], code_list("sex_of_adult").codes, shows_unknown=True),
        split("quarter_of_training", quarters, sorted(set(quarters))),
        split("times", [str(one.attendances) for one in people], sorted({str(one.attendances) for one in people})),
    )


def _row(one: Trained) -> Row:
    facts: dict[str, str | tuple[str, ...]] = {
        "region": one.region, "trainee_sectors": one.sector, "sex_of_adult": one.sex,
        "quarter_of_training": quarter_of(one.first_on), "times": str(one.attendances),
    }  # fmt: skip
    return Row(one.adult_code, facts, one.first_on)


SPECIALISTS_TRAINED = Indicator(
    code="specialists_trained",
    title=_("Specialists trained"),
    definition=_(
        "A person counts once, in however many trainings and under however many spellings. Counted are people of education, "
        "health, social protection and NGOs who were present for the share of the half-days that the programme asks. Hotline "
        "operators and champions are counted elsewhere."
    ),
    unit=Unit.PEOPLE,
    count=_count,
    total=_total,
    has_rows=True,
)
