import pytest

from tests.panah.casework.referrals.handover import Sides, made_sides


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()
