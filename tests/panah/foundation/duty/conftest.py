import pytest

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.duty import listed


@pytest.fixture
def office(db: None) -> Organisation:
    return listed.office()


@pytest.fixture
def head(office: Organisation) -> Actor:
    return listed.hired(Role.HEAD_OF_ORGANISATION)


@pytest.fixture
def worker(office: Organisation) -> Person:
    someone = given.person("gulnar")
    listed.hired(Role.DUTY_WORKER, someone)
    return someone
