import pytest

from tests.panah.casework.calls.line import Line, made_line


@pytest.fixture
def line(db: None) -> Line:
    return made_line()
