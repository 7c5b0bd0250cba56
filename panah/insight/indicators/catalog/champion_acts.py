"""What champions did: posts, each link once whoever recorded it; events, each with its venue. Reach, an estimate, is none."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.rules import Count, Indicator, Row, Window, quarter_of, split
from panah.programme.champions.codes import ActType
from panah.programme.champions.queries.figures import ActRow, acts_over

WITH, WITHOUT = "with_authority", "without_authority"


def _acts(window: Window, organisation: str, type: ActType) -> list[ActRow]:
    of = Organisation.objects.get(pk=organisation) if organisation else None
    return [act for act in acts_over(window.first, window.last, of) if act.type == type]


def _posts(window: Window, organisation: str) -> Count:
    acts = _acts(window, organisation, ActType.POST)
    quarters = [quarter_of(act.happened_on) for act in acts]
    breakdowns = (
        split("champion_languages", [act.language for act in acts], code_list("champion_languages").codes),
        split("region", [act.region for act in acts], (), shows_unknown=True),
        split("quarter_of_act", quarters, sorted(set(quarters))),
    )
    rows = tuple(Row(act.code, _facts(act) | {"champion_languages": act.language}, act.happened_on) for act in acts)
    return Count(len(acts), breakdowns, rows)


def _events(window: Window, organisation: str) -> Count:
    acts = _acts(window, organisation, ActType.EVENT)
    quarters = [quarter_of(act.happened_on) for act in acts]
    with_whom = [WITH if act.with_authority else WITHOUT for act in acts]
    breakdowns = (
        split("champion_venues", [act.venue for act in acts], code_list("champion_venues").codes),
        split("with_whom", with_whom, (WITH, WITHOUT)),
        split("region", [act.region for act in acts], (), shows_unknown=True),
        split("quarter_of_act", quarters, sorted(set(quarters))),
    )
    rows = tuple(
        Row(act.code, _facts(act) | {"champion_venues": act.venue, "with_whom": said}, act.happened_on)
        for act, said in zip(acts, with_whom, strict=True)
    )
    return Count(len(acts), breakdowns, rows)


def _facts(act: ActRow) -> dict[str, str | tuple[str, ...]]:
    return {"region": act.region, "quarter_of_act": quarter_of(act.happened_on)}


CHAMPION_POSTS = Indicator(
    code="champion_posts",
    title=_("Posts by champions"),
    definition=_(
        "A post counts once by its link, also where two champions recorded it or its link carried marks of its readers."
    ),
    unit=Unit.POSTS,
    count=_posts,
    total=lambda window, organisation: len(_acts(window, organisation, ActType.POST)),
    has_rows=True,
)
CHAMPION_EVENTS = Indicator(
    code="champion_events",
    title=_("Events by champions"),
    definition=_(
        "Talks and actions of champions on a day of this time. Meetings and appearances in the media are not counted."
    ),
    unit=Unit.EVENTS,
    count=_events,
    total=lambda window, organisation: len(_acts(window, organisation, ActType.EVENT)),
    has_rows=True,
)
