"""Who the invented children are: every published total of the demo, exact by construction.

The totals stand below as plain tables. Each is dealt out as an exact multiset in an order that follows from a fixed
seed, so two builds give the same children and nothing has to be corrected afterwards. Pure: no database, no clock.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from panah.casework.people.codes import Category
from panah.commands.demo.dice import Dice

SEED = "302"
FIRST_DAY, LAST_DAY = date(2023, 9, 18), date(2025, 6, 30)

TERRITORIES = {"KZ-61": 74, "KZ-79": 66, "KZ-75": 52, "KZ-19": 41, "KZ-31": 33, "KZ-33": 20, "KZ-43": 16}
CITIZENSHIPS = {"UZ": 128, "KZ": 83, "KG": 42, "TJ": 31, "unknown": 14, "other": 4}
AGE_BANDS = {"under_1": 19, "1_5": 50, "6_11": 95, "12_14": 59, "15_17": 70, "unknown": 9}
SEXES = {"female": 158, "male": 144}
_IDENTIFIED, _PRESUMED = Category.IDENTIFIED_VICTIM, Category.PRESUMED_VICTIM
_MIGRANT, _AT_RISK = Category.CHILD_OF_MIGRANT_LABOURERS, Category.OTHER_AT_RISK
CATEGORIES_OF_CITIZENS = {_IDENTIFIED: 8, _PRESUMED: 25, _MIGRANT: 14, _AT_RISK: 36}
CATEGORIES_OF_OTHERS = {_IDENTIFIED: 3, _PRESUMED: 24, _MIGRANT: 182, _AT_RISK: 10}
NEW_IN_QUARTER = {
    (2023, 3): 4, (2023, 4): 31, (2024, 1): 24, (2024, 2): 47, (2024, 3): 66, (2024, 4): 58, (2025, 1): 27,
    (2025, 2): 45,
}  # fmt: skip
SERVICE_TYPES = {
    "shelter": 61, "repatriation": 47, "legal": 173, "psychological": 151, "medical": 118, "identity_papers": 96,
    "residence": 29, "education": 104, "basic_needs": 214,
}  # fmt: skip
FAMILIES_THAT_RETURN = (3,) * 9 + (2,) * 8  # 17 families with 43 children; 4 more return without a family
RETURN_ALONE = 4
REPEATED_VISITS = 60
_LONGEST_HELP = 110  # days from the first service to the last
_FOR_EVERYBODY = ("legal", "psychological", "medical", "identity_papers", "education", "basic_needs")


@dataclass(frozen=True)
class Given:
    """A service that was given on a day."""

    service_type: str
    day: date


@dataclass(frozen=True)
class InventedChild:
    """One child as the figures must show it; ``services`` are those within the window, the first of them first."""

    number: int
    territory: str
    citizenship: str
    category: Category
    age_band: str
    sex: str
    quarter: tuple[int, int]
    services: tuple[Given, ...] = ()

    @property
    def first_day(self) -> date:
        return self.services[0].day

    @property
    def last_day(self) -> date:
        return self.services[-1].day

    @property
    def is_citizen(self) -> bool:
        return self.citizenship == "KZ"


def invent() -> list[InventedChild]:
    """The children of the demo, always the same."""
    dice = Dice(SEED)
    children = _people(dice)
    returns = _returns(dice, children)
    types = _types(dice, children, {number for family in returns for number in family})
    days = _days(dice, children, types, returns)
    return [replace(child, services=days[child.number]) for child in children]


def dealt(dice: Dice, counts: dict[str, int]) -> list[str]:
    """Every code as often as it is counted, in a mixed order."""
    return dice.mixed([code for code, count in counts.items() for _ in range(count)])


def _people(dice: Dice) -> list[InventedChild]:
    citizenships = dealt(dice, CITIZENSHIPS)
    of_citizens = iter(dealt(dice, {str(code): count for code, count in CATEGORIES_OF_CITIZENS.items()}))
    of_others = iter(dealt(dice, {str(code): count for code, count in CATEGORIES_OF_OTHERS.items()}))
    quarters = dice.mixed([quarter for quarter, count in NEW_IN_QUARTER.items() for _ in range(count)])
    columns = zip(
        dealt(dice, TERRITORIES), citizenships, dealt(dice, AGE_BANDS), dealt(dice, SEXES), quarters, strict=True
    )
    children = []
    for number, (territory, citizenship, age, sex, quarter) in enumerate(columns):
        category = Category(next(of_citizens if citizenship == "KZ" else of_others))
        children.append(InventedChild(number, territory, citizenship, category, age, sex, quarter))
    return children


def _returns(dice: Dice, children: Sequence[InventedChild]) -> list[tuple[int, ...]]:
    """Who goes home together: children of one territory and citizenship who came in one quarter; then those alone."""
    together: dict[tuple[str, str, tuple[int, int]], list[int]] = defaultdict(list)
    for child in children:
        if child.citizenship in {"UZ", "KG", "TJ"}:
            together[child.territory, child.citizenship, child.quarter].append(child.number)
    families = []
    for size in FAMILIES_THAT_RETURN:
        group = max(together.values(), key=len)
        families.append(tuple(group.pop() for _ in range(size)))
    left = sorted(number for group in together.values() for number in group)
    alone = [number for number in left if children[number].age_band in {"12_14", "15_17"}]
    return [*families, *((number,) for number in dice.some_of(alone, RETURN_ALONE))]


def _types(dice: Dice, children: Sequence[InventedChild], returning: set[int]) -> dict[int, set[str]]:
    """Which children had which types: each type's total exact, every child at least one."""
    everybody = [child.number for child in children]
    foreign = [child.number for child in children if not child.is_citizen]
    harmed = [child.number for child in children if child.category in {_IDENTIFIED, _PRESUMED}]
    identified = [child.number for child in children if child.category is _IDENTIFIED]
    sheltered = set(identified) | set(dice.some_of(sorted(set(harmed) - set(identified)), 30))
    left = sorted(set(everybody) - sheltered)
    sheltered |= set(dice.some_of(left, SERVICE_TYPES["shelter"] - len(sheltered)))
    chosen = {"shelter": sheltered, "repatriation": returning}
    chosen["residence"] = set(dice.some_of(sorted(set(foreign) - returning), SERVICE_TYPES["residence"]))
    for service_type in _FOR_EVERYBODY:
        chosen[service_type] = set(dice.some_of(everybody, SERVICE_TYPES[service_type]))
    types: dict[int, set[str]] = {number: set() for number in everybody}
    for service_type, numbers in chosen.items():
        for number in numbers:
            types[number].add(service_type)
    _leave_nobody_out(types)
    return types


def _leave_nobody_out(types: dict[int, set[str]]) -> None:
    """A child without any service takes one from whoever has most: the totals stay."""
    for own in types.values():
        if not own:
            giver = max(types.values(), key=lambda held: len(held & set(_FOR_EVERYBODY)))
            service_type = next(code for code in reversed(_FOR_EVERYBODY) if code in giver)
            giver.remove(service_type)
            own.add(service_type)


def quarter_days(quarter: tuple[int, int]) -> tuple[date, date]:
    """The first and the last day of a quarter that lie in the window."""
    year, number = quarter
    first = date(year, number * 3 - 2, 1)
    last = (first + timedelta(days=100)).replace(day=1) - timedelta(days=1)
    last = last if last.month == number * 3 else last.replace(day=1) - timedelta(days=1)
    return max(first, FIRST_DAY), min(last, LAST_DAY)


def _days(
    dice: Dice, children: Sequence[InventedChild], types: dict[int, set[str]], returns: Iterable[Sequence[int]]
) -> dict[int, tuple[Given, ...]]:
    """A day for each service: the first lies in the child's quarter, going home comes last, a family goes together."""
    going = {number: 20 + dice.below(_LONGEST_HELP - 20) for family in returns for number in [family[0]]}
    given: dict[int, list[Given]] = {}
    for child in children:
        first, last = quarter_days(child.quarter)
        begins = first + timedelta(days=dice.below((last - first).days + 1))
        order = dice.mixed(sorted(types[child.number] - {"repatriation"}))
        ends = min(begins + timedelta(days=_LONGEST_HELP), LAST_DAY)
        given[child.number] = [
            Given(code, begins if place == 0 else _between(dice, begins, ends)) for place, code in enumerate(order)
        ]
    _go_home(given, children, returns, going)
    _on_the_edges(given, children)
    _visit_again(dice, given)
    return {number: tuple(sorted(services, key=lambda one: one.day)) for number, services in given.items()}


def _between(dice: Dice, first: date, last: date) -> date:
    return first + timedelta(days=dice.below((last - first).days + 1))


def _go_home(
    given: dict[int, list[Given]],
    children: Sequence[InventedChild],
    returns: Iterable[Sequence[int]],
    after: dict[int, int],
) -> None:
    for family in returns:
        begun = [one.day for number in family for one in given[number]] or [
            quarter_days(children[family[0]].quarter)[0]
        ]
        day = min(max(begun) + timedelta(days=after[family[0]] // 4), LAST_DAY)
        for number in family:
            if not given[number]:  # nothing else was needed: the way home is the first service
                day = min(day, quarter_days(children[number].quarter)[1])
        for number in family:
            given[number].append(Given("repatriation", day))


def _on_the_edges(given: dict[int, list[Given]], children: Sequence[InventedChild]) -> None:
    """One child is served first on the first day of the window, one on its very last."""
    first = next(child for child in children if child.quarter == (2023, 3))
    given[first.number][0] = replace(given[first.number][0], day=FIRST_DAY)
    last = next(child for child in reversed(children) if child.quarter == (2025, 2) and len(given[child.number]) == 1)
    given[last.number][0] = replace(given[last.number][0], day=LAST_DAY)


def _visit_again(dice: Dice, given: dict[int, list[Given]]) -> None:
    """Some services are given more than once: a child with a type counts once for it all the same."""
    numbers = sorted(given)
    for _ in range(REPEATED_VISITS):
        services = given[dice.one_of(numbers)]
        one = dice.one_of(services)
        if one.service_type != "repatriation":
            days = sorted(service.day for service in services)
            services.append(replace(one, day=_between(dice, days[0], days[-1])))
