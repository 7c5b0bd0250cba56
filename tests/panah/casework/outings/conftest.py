from collections.abc import Iterator

import pytest

from panah.casework.outings.models import Outing
from panah.foundation.security import clock
from tests.panah.casework.outings.group import MORNING, Group, made_group, opened


@pytest.fixture
def group(db: None) -> Iterator[Group]:
    with clock.standing_at(MORNING):
        yield made_group()


@pytest.fixture
def outing(group: Group) -> Outing:
    return opened(group)
