import pytest

from panah.casework.operations.models import Night
from tests.panah.casework.operations.house import House, begun, made_house


@pytest.fixture
def house(db: None) -> House:
    return made_house()


@pytest.fixture
def night(house: House) -> Night:
    return begun(house)
