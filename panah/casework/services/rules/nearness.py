"""How near a provider is, and whether what the directory says of it may still be believed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

STAYS_TRUE_FOR = timedelta(days=90)


class Nearness(IntEnum):
    """Nearest first."""

    SAME_DISTRICT = 0
    SAME_REGION = 1
    WHOLE_COUNTRY = 2
    ELSEWHERE = 3


@dataclass(frozen=True)
class Spot:
    """A place as the chain of codes from itself upwards: district, region, country. Empty where it is not known."""

    chain: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """The code of the region; a country alone has none."""
        return self.chain[-2] if len(self.chain) > 1 else ""


def nearness(provider: Spot, child: Spot) -> Nearness:
    """A provider without place, or for a country, serves all of it; a child without place is near to nobody."""
    if len(provider.chain) < 2:
        return Nearness.WHOLE_COUNTRY
    if child.chain and provider.chain[0] == child.chain[0]:
        return Nearness.SAME_DISTRICT
    return Nearness.SAME_REGION if child.region and provider.region == child.region else Nearness.ELSEWHERE


def nearness_by(served: Collection[str], child: Spot) -> Nearness:
    """By the places that a provider serves beside its own."""
    covered = [step for step in child.chain if step in served]
    if not covered:
        return Nearness.ELSEWHERE
    if covered[0] == child.chain[0] and len(child.chain) > 2:
        return Nearness.SAME_DISTRICT
    return Nearness.SAME_REGION if child.region in served or covered[0] == child.chain[0] else Nearness.WHOLE_COUNTRY


def may_be_wrong(confirmed_on: date | None, today: date) -> bool:
    """Whether an entry was not confirmed for so long that pages show it in grey."""
    return confirmed_on is None or today - confirmed_on > STAYS_TRUE_FOR


def order_of(
    *,
    needed: Collection[str],
    offered: Collection[str],
    near: Nearness,
    is_doubtful: bool,
    language: str,
    speaks: Sequence[str],
) -> tuple[int, int, int, int]:
    """The key by which providers are sorted: all that is needed, near, sure, and in the child's language."""
    missing = len(set(needed) - set(offered))
    return missing, int(near), int(is_doubtful), int(language not in speaks)
