"""Which provider is near, which entry may be wrong, and in which order they are offered."""

from datetime import date, timedelta
from typing import Any

import pytest

from panah.casework.services.rules import Nearness, Spot, may_be_wrong, nearness, order_of

DISTRICT = Spot(("611600000", "KZ-61", "KZ"))
NEIGHBOUR = Spot(("613600000", "KZ-61", "KZ"))
REGION = Spot(("KZ-61", "KZ"))
OTHER = Spot(("KZ-75", "KZ"))
COUNTRY = Spot(("KZ",))
NOWHERE = Spot()


@pytest.mark.parametrize(
    ("provider", "child", "near"),
    [
        (DISTRICT, DISTRICT, Nearness.SAME_DISTRICT),
        (NEIGHBOUR, DISTRICT, Nearness.SAME_REGION),
        (REGION, DISTRICT, Nearness.SAME_REGION),
        (DISTRICT, REGION, Nearness.SAME_REGION),
        (OTHER, DISTRICT, Nearness.ELSEWHERE),
        (COUNTRY, DISTRICT, Nearness.WHOLE_COUNTRY),
        (NOWHERE, DISTRICT, Nearness.WHOLE_COUNTRY),
        (DISTRICT, NOWHERE, Nearness.ELSEWHERE),
        (NOWHERE, NOWHERE, Nearness.WHOLE_COUNTRY),
    ],
)
def test_near_is_the_district_then_the_region_then_the_country(provider: Spot, child: Spot, near: Nearness) -> None:
    assert nearness(provider, child) is near


def test_an_entry_may_be_wrong_after_ninety_days_or_when_never_confirmed() -> None:
    today = date(2026, 11, 21)
    assert may_be_wrong(None, today)
    assert not may_be_wrong(today - timedelta(days=90), today)
    assert may_be_wrong(today - timedelta(days=91), today)


def test_who_offers_all_that_is_needed_stands_before_who_is_near() -> None:
    usual: dict[str, Any] = {"near": Nearness.SAME_DISTRICT, "is_doubtful": False, "language": "uz", "speaks": ["uz"]}
    both = order_of(needed=("legal", "shelter"), offered=("shelter", "legal"), **usual | {"near": Nearness.ELSEWHERE})
    one = order_of(needed=("legal", "shelter"), offered=("shelter",), **usual)
    doubtful = order_of(needed=("shelter",), offered=("shelter",), **usual | {"is_doubtful": True})
    silent = order_of(needed=("shelter",), offered=("shelter",), **usual | {"speaks": ["kk"]})
    best = order_of(needed=("shelter",), offered=("shelter",), **usual)
    assert both < one
    assert best < silent < doubtful
