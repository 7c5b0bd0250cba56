from typing import Any

import pytest

from tests.panah.programme.bureau import Bureau, made_bureau


@pytest.fixture
def bureau(db: None, settings: Any, tmp_path: Any) -> Bureau:
    settings.PANAH_DATA = tmp_path
    return made_bureau()
