from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _an_empty_store(settings: Any, tmp_path: Any) -> None:
    settings.PANAH_DATA = tmp_path
