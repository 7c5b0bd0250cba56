from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from pytest_django import Settings

from panah.commands import doctor
from panah.commands.registers.running import KEYS_OF_RUNS
from panah.foundation.security import clock

pytestmark = pytest.mark.django_db


def test_a_fresh_installation_has_its_database_and_its_words_in_order() -> None:
    for look in (doctor.python, doctor.disk, doctor.database, doctor.words):
        assert look().remedy == "", look()


def test_what_the_database_promises_about_a_crash_is_looked_at() -> None:
    """SQLite is opened here as in production; the PostgreSQL of the tests is told not to wait for the disk."""
    remedy = doctor.durability().remedy
    assert remedy == ("" if connection.vendor == "sqlite" else "Switch it on.")


def test_what_is_wrong_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = doctor.Finding("Keys", "others may read them", "Run: chmod go= keys")
    monkeypatch.setattr(doctor, "LOOKS", (doctor.python, lambda: wrong))
    result = CliRunner().invoke(doctor.command)
    assert result.exit_code == 1
    assert "FIX  Keys: others may read them\n     → Run: chmod go= keys" in result.output
    assert "1 of 2 to be put in order" in result.output


def test_keys_beside_the_data_are_found(settings: Settings, tmp_path: Path) -> None:
    settings.PANAH_DATA, settings.PANAH_KEYS = tmp_path, tmp_path / "keys"
    assert "Move the keys" in doctor.keys().remedy


def test_what_others_may_read_is_found(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    settings.PANAH_DATA = tmp_path
    assert "chmod go=" in doctor.data_folder().remedy
    tmp_path.chmod(0o700)
    assert doctor.data_folder().remedy == ""


def test_a_run_over_registers_that_was_forgotten_is_found_after_a_week(settings: Settings, tmp_path: Path) -> None:
    settings.PANAH_KEYS = tmp_path
    assert doctor.unfinished().remedy == ""
    key = tmp_path / KEYS_OF_RUNS.replace("*", "5f")
    key.write_text("00")
    assert doctor.unfinished().remedy == ""
    with clock.standing_at(clock.now() + timedelta(days=8)):
        finding = doctor.unfinished()
    assert finding.words == "runs not ended for a week: 1"
    assert "--discard" in finding.remedy
    assert str(key) in finding.remedy


def test_static_files_that_were_never_gathered_are_found(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "none"
    assert doctor.static_files().remedy == "Run: panah setup"


def test_pages_that_show_names_when_they_fail_are_found(settings: Settings) -> None:
    assert doctor.faults().remedy == ""
    settings.DEBUG = True
    assert "PANAH_DEBUG" in doctor.faults().remedy
