import pytest

from tests.panah.programme.bureau import Bureau, made_bureau
from tests.panah.programme.training.examined import Course, made_course


@pytest.fixture
def bureau(db: None) -> Bureau:
    return made_bureau()


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return made_course(bureau)
