"""What holds for every test: words compiled, no network, a quiet language, no memory of the test before."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from panah.commands.catalogues import compile_translations
from panah.web.assets import build_fonts

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "build" / "fonts"  # where the settings of the tests look for them


def pytest_configure(config: pytest.Config) -> None:
    """Make words and letters once, in the process that leads; its workers come later and only read."""
    if not hasattr(config, "workerinput"):
        compile_translations(ROOT)
        build_fonts(FONTS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser needs this machine's own address, and nothing beyond it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


def pytest_collection_finish() -> None:
    """Thousands of collected tests are never garbage: to look through them again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def _a_fresh_start() -> Iterator[None]:
    """Caches, language and the checkpoints outside the database do not roll back with it."""
    yield
    cache.clear()
    translation.deactivate_all()
    shutil.rmtree(settings.PANAH_DATA / "audit", ignore_errors=True)


@pytest.fixture
def database_files(transactional_db: None) -> list[Path]:
    """The files in which this test's rows lie, for tests that look for what must not be in them. SQLite only."""
    if connection.vendor != "sqlite":
        pytest.skip("looks into SQLite's files")
    main = Path(str(connection.settings_dict["NAME"]))
    return [
        path for suffix in ("", "-wal", "-shm", "-journal") if (path := main.with_name(main.name + suffix)).exists()
    ]
