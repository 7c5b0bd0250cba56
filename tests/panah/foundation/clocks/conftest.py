import pytest

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.models import File
from tests.panah.foundation import given


@pytest.fixture
def office(db: None) -> Organisation:
    return given.organisation("sana")


@pytest.fixture
def file(office: Organisation) -> File:
    return given.file_of()
