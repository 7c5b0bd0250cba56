import pytest

from panah.foundation.reference.actions import load_places
from panah.foundation.reference.queries import places_meant
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

LOADER = Actor.system("test", {Permission.REFERENCE_LOAD})


@pytest.fixture
def loaded(db: None) -> None:
    load_places(by=LOADER)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("г. Тараз", "KZ-31-01"), ("Тараз қаласы", "KZ-31-01"), ("Taraz", "KZ-31-01"), ("ТАРАЗ", "KZ-31-01"),
        ("Джамбул", "KZ-31-01"), ("Жамбылская обл., г. Тараз", "KZ-31-01"), ("Жамбыл облысы", "KZ-31"),
        ("Жамбылской области", "KZ-31"), ("Жамбыл облысы, Жамбыл ауданы", "KZ-31-03"),
        ("Алматинская область, Жамбылский район", "KZ-19-05"), ("г. Алматы", "KZ-75"), ("Алматы", "KZ-75"), ("Алматы облысы", "KZ-19"),
        ("Шымкент", "KZ-79"), ("Түркістан облысы", "KZ-61"), ("", None), ("Атлантида", None), ("Жамбыл ауданы", None),
    ],
)  # fmt: skip
def test_the_place_that_a_cell_names(loaded: None, written: str, code: str | None) -> None:
    found = places_meant()(written)
    assert (found.pk if found else None) == code
