import pytest

from panah.web.find.queries import ASKED_ELSEWHERE
from tests.panah.casework.cases.office import Office, made_office


@pytest.fixture
def office(db: None) -> Office:
    ASKED_ELSEWHERE.forget()
    return made_office()
