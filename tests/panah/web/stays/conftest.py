import pytest

from tests.panah.casework.cases.office import Office, made_office
from tests.panah.casework.stays.house import House, made_house


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


@pytest.fixture
def house(db: None) -> House:
    return made_house()
