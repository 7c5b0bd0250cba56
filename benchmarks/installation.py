"""A throw-away installation to measure in: own folders, SQLite or PostgreSQL, production's settings."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from panah.web.assets import build_fonts


@contextmanager
def fresh_installation(kept: Path | None = None) -> Iterator[Path]:
    """Set the folders before Django loads, migrate, and take all away at the end. ``PANAH_DATABASE`` chooses PostgreSQL.

    A folder that is to be kept stays, and what it holds is there again the next time.
    """
    folder = kept or Path(tempfile.mkdtemp(prefix="panah-bench-"))
    os.environ |= {
        "PANAH_DATA": str(folder / "data"),
        "PANAH_KEYS": str(folder / "keys"),
        "DJANGO_SETTINGS_MODULE": "panah.site.settings",
    }
    build_fonts(folder / "data" / "fonts")  # before the settings load: they look whether the folder is there
    try:
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield folder
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the measurements lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
