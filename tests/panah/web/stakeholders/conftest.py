import pytest

from tests.panah.programme.bureau import Bureau, made_bureau


@pytest.fixture
def bureau(db: None) -> Bureau:
    return made_bureau()
