"""A list of what champions did is written: all of it or nothing, and the same list twice makes nothing twice."""

from collections.abc import Mapping
from dataclasses import dataclass

from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Note
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.acting import ActDetails, record_act_for
from panah.programme.champions.actions.people import add_champion
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.queries.listing import ActPlan, Who, acts_without_link, is_linked, plan_of_acts
from panah.programme.champions.rules.listing import ListedAct
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector

SPOKEN = "kk"


@dataclass(frozen=True)
class ActReport:
    """Numbers only."""

    rows: int
    new_champions: int
    new_acts: int
    standing: int
    notes: tuple[Note, ...]


@action(Permission.CHAMPION_KEEP, on=None)
def import_acts(*, by: Actor, plain: PlainList) -> ActReport:
    """Posts, events, meetings and articles of a list. Raises FaultyFile with all faults, and then nothing was written.

    A post is known again by its link, whoever recorded it; what happened at a place by champion, day, kind and place.
    """
    plan = plan_of_acts(by, plain)
    if not isinstance(plan, ActPlan):
        raise FaultyFile(plan)
    places = _places(plan)
    champions: dict[Who, Champion] = dict(plan.known)
    for who, row in plan.fresh.items():
        champions[who] = _added(by, row, plan, places)
    _begin_early_enough(plan, champions)
    linked = set(Act.objects.standing().exclude(link_key="").values_list("link_key", flat=True))
    told = acts_without_link(list(champions.values()))
    written = 0
    for row in plan.rows:
        champion = champions[plan.owner(row)]
        if is_linked(row, linked) if row.link_key else (champion.pk, *row.what) in told:
            continue
        record_act_for(by=by, champion=champion, details=_details(row, places))
        written += 1
    return ActReport(len(plan.rows), len(plan.fresh), written, len(plan.rows) - written, plan.acts.notes)


def _added(by: Actor, row: ListedAct, plan: ActPlan, places: Mapping[str, Place]) -> Champion:
    """A champion since the first thing that the list tells of."""
    since = min(one.day for one in plan.rows if plan.owner(one) == plan.owner(row))
    details = AdultDetails(
        name=row.name, sector=TraineeSector.VOLUNTEER, sex="unknown", place=places[row.region], phone=row.phone
    )
    return add_champion(
        by=by, details=details, region=places[row.region], language=row.language.replace("both", SPOKEN), since=since
    )


def _begin_early_enough(plan: ActPlan, champions: Mapping[Who, Champion]) -> None:
    """What was done before the day that stands here was done by a champion all the same: the list knows better."""
    for who, champion in champions.items():
        first = min(row.day for row in plan.rows if plan.owner(row) == who)
        if first < champion.since:
            champion.since = first
            champion.save(update_fields=["since"])


def _details(row: ListedAct, places: Mapping[str, Place]) -> ActDetails:
    return ActDetails(
        type=row.type, happened_on=row.day, language=row.language, link=row.link, place=places.get(row.place),
        spot=row.spot, venue=row.venue, with_authority=bool(row.authority), authority=row.authority, women=row.women,
        men=row.men, young=row.young,
    )  # fmt: skip


def _places(plan: ActPlan) -> dict[str, Place]:
    codes = {code for row in plan.rows for code in (row.place, row.region) if code}
    return {place.pk: place for place in Place.objects.select_related("parent").filter(pk__in=codes)}
