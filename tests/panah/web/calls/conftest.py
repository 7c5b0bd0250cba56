from collections.abc import Iterator

import pytest

from panah.foundation.security import clock
from tests.panah.casework.calls.line import NOW, Line, made_line


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def line(db: None) -> Line:
    return made_line()
