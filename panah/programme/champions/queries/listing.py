"""What a list of acts would change: whose they are, which stand here already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from panah.engines.matching.folding import fold
from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Fault, capped
from panah.foundation.reference.queries import places_meant
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.rules import gone_key
from panah.programme.champions.rules.listing import ActList, ListedAct, ListWords, read_act_list
from panah.programme.directory.codes import ListFault, Recognition, RecognitionReason
from panah.programme.directory.queries import cell_words, facts_of, heading_phrases, headings, mark_of_phone
from panah.programme.directory.rules import Facts, recognised

COLUMNS, VALUES = "champion_list_columns", "champion_list_values"
LISTS = {"type": "champion_act_types", "venue": "champion_venues", "language": "champion_languages"}
Who = tuple[str, str]


@dataclass(frozen=True)
class ActPlan:
    """A list with whose each row is: of ``known`` or ``fresh`` (who would be added, each with one row), by ``owner``."""

    acts: ActList
    known: Mapping[Who, Champion]
    fresh: Mapping[Who, ListedAct]
    owners: Mapping[Who, Who]
    standing: int = 0  # rows that stand here already

    def owner(self, row: ListedAct) -> Who:
        return self.owners[row.who]

    @property
    def rows(self) -> tuple[ListedAct, ...]:
        return self.acts.rows


def act_list_words(language: str | None = None) -> ListWords:
    values, examples = cell_words(VALUES, LISTS, language)
    known = places_meant()

    def place_of(text: str) -> str:
        found = known(text)
        return found.pk if found else ""

    return ListWords(heading_phrases(COLUMNS), values, examples, headings(COLUMNS, language), place_of)


def plan_of_acts(actor: Actor, plain: PlainList) -> ActPlan | list[Fault]:
    """The list read, with whose each row is; or everything that is wrong with it. Nothing is written."""
    acts = read_act_list(plain, act_list_words(), clock.today())
    if not isinstance(acts, ActList):
        return acts
    found = _sorted_out(acts, _champions_of(actor))
    return found if isinstance(found, list) else replace(found, standing=_standing(found))


def _champions_of(actor: Actor) -> list[Champion]:
    rows = Champion.objects.visible_to(actor).filter(organisation_id=actor.organisation_id)
    return list(rows.select_related("adult__institution", "adult__place", "file"))


def _sorted_out(acts: ActList, champions: list[Champion]) -> ActPlan | list[Fault]:
    known: dict[Who, Champion] = {}
    fresh: dict[Who, ListedAct] = {}
    owners: dict[Who, Who] = {}
    faults: list[Fault] = []
    for row in sorted(
        acts.rows, key=lambda row: not row.region
    ):  # who is added is added by a row that names the region
        if row.who in owners:
            continue
        meant, earlier = _meant(row, champions), next((who for who, one in fresh.items() if _is_one(row, one)), None)
        owners[row.who] = earlier or row.who
        if len(meant) == 1:
            known[row.who] = meant[0]
        elif meant:
            faults.append(Fault(ListFault.CHAMPION_UNCLEAR, row.number))
        elif earlier is None and row.region:
            fresh[row.who] = row
        elif earlier is None:
            faults.append(Fault(ListFault.CHAMPION_UNKNOWN, row.number))
    if faults:
        return capped(sorted(faults, key=lambda fault: fault.row))
    return ActPlan(acts, known, fresh, owners)


def _meant(row: ListedAct, champions: list[Champion]) -> list[Champion]:
    """The champions of the office who bear this name; by telephone one of several."""
    mark = mark_of_phone(row.phone)
    certain = [
        one for one in champions
        if recognised(Facts(row.name, mark), facts_of(one.adult)).recognition is Recognition.SAME
    ]  # fmt: skip
    return certain or [
        one for one in champions
        if _is_one_name(row.name, one.adult.name) and (not mark or not one.adult.phone_mark)
    ]  # fmt: skip


def _is_one(row: ListedAct, other: ListedAct) -> bool:
    contradicts = bool(row.phone and other.phone) and row.phone != other.phone
    return not contradicts and _is_one_name(row.name, other.name)


def _is_one_name(one: str, other: str) -> bool:
    return RecognitionReason.SAME_NAME in recognised(Facts(one, "same"), Facts(other, "same")).reasons


def _standing(plan: ActPlan) -> int:
    keys = {row.link_key for row in plan.rows if row.link_key}
    links = keys | {gone_key(key) for key in keys}
    linked = set(Act.objects.standing().filter(link_key__in=links).values_list("link_key", flat=True))
    told = acts_without_link(list(plan.known.values()))
    return sum(
        is_linked(row, linked)
        if row.link_key
        else plan.owner(row) in plan.known and (plan.known[plan.owner(row)].pk, *row.what) in told
        for row in plan.rows
    )


def is_linked(row: ListedAct, linked: Collection[str]) -> bool:
    """Its post stands here; that of somebody who was forgotten too."""
    return row.link_key in linked or gone_key(row.link_key) in linked


def acts_without_link(champions: list[Champion]) -> set[tuple[Any, ...]]:
    """What stands here of these champions, as rows of a list name it."""
    rows = Act.objects.standing().filter(champion__in=champions, link_key="")
    return {
        (champion, type, day, place or "", folded)
        for champion, type, day, place, folded in (
            (*row[:4], fold(row[4]))
            for row in rows.values_list("champion_id", "type", "happened_on", "place_id", "spot")
        )
    }
