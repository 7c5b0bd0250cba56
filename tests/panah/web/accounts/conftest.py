from collections.abc import Iterator

import pytest

from panah.web.accounts import pace
from tests.panah.web.accounts.office import Office, made_office


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """No test waits: how long somebody would have waited is noted instead."""
    noted: list[float] = []
    pace.PASSWORDS.forget()
    monkeypatch.setattr(pace.PASSWORDS, "sleep", noted.append)
    yield noted
    pace.PASSWORDS.forget()


@pytest.fixture
def office(db: None) -> Office:
    return made_office()
