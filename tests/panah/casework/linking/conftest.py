import pytest

from tests.panah.casework.cases.office import Office, made_office


@pytest.fixture
def office(db: None) -> Office:
    return made_office()
