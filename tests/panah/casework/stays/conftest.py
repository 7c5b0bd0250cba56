from collections.abc import Iterator

import pytest

from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, made_office
from tests.panah.casework.stays.house import MIDDAY, House, made_house


@pytest.fixture(autouse=True)
def _at_midday() -> Iterator[None]:
    with clock.standing_at(MIDDAY):
        yield


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


@pytest.fixture
def house(db: None) -> House:
    return made_house()
