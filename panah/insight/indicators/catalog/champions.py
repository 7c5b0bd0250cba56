"""Champions of the programme: adults who were chosen and worked on a day of the window, each person once."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.rules import Count, Indicator, Row, Window, quarter_of, split
from panah.programme.champions.queries.figures import ChampionRow, champions_over


def _champions(window: Window, organisation: str) -> list[ChampionRow]:
    of = Organisation.objects.get(pk=organisation) if organisation else None
    return champions_over(window.first, window.last, of)


def _total(window: Window, organisation: str) -> float:
    return len(_champions(window, organisation))


def _count(window: Window, organisation: str) -> Count:
    rows = _champions(window, organisation)
    breakdown = split("region", [one.region for one in rows], (), shows_unknown=True)
    return Count(len(rows), (breakdown,), tuple(_row(one) for one in rows))


def _row(one: ChampionRow) -> Row:
    return Row(one.code, {"region": one.region, "quarter_of_choice": quarter_of(one.since)}, one.since)


CHAMPIONS = Indicator(
    code="champions",
    title=_("Champions"),
    definition=_(
        "A person counts once who was a champion on at least one day of this time, whether or not it has ended since."
    ),
    unit=Unit.PEOPLE,
    count=_count,
    total=_total,
    has_rows=True,
)
