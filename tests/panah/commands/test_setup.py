import gettext
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from panah.commands.catalogues import compile_translations
from panah.commands.migrate import command as migrate
from panah.commands.migrate import waiting_migrations
from panah.commands.setup import command as setup
from panah.foundation.reference.models import Place

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Today"
msgstr "Бүгін"

#, fuzzy
msgid "Late"
msgstr "Мүмкін"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "locale" / "kk" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_words_are_compiled_and_doubtful_ones_left_out(catalogue: Path, tmp_path: Path) -> None:
    (made,) = compile_translations(tmp_path)
    with made.open("rb") as stream:
        words = gettext.GNUTranslations(stream)
    assert words.gettext("Today") == "Бүгін"
    assert words.gettext("Late") == "Late"


def test_words_are_compiled_again_only_when_they_changed(catalogue: Path, tmp_path: Path) -> None:
    (made,) = compile_translations(tmp_path)
    assert compile_translations(tmp_path) == []
    later = made.stat().st_mtime + 5
    os.utime(catalogue, (later, later))
    assert compile_translations(tmp_path) == [made]
    assert sorted(path.suffix for path in catalogue.parent.iterdir()) == [".mo", ".po"]


@pytest.mark.django_db
def test_setup_may_be_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panah.commands.setup.prepare_static_files", lambda data: None)
    for _ in range(2):
        result = CliRunner().invoke(setup)
        assert result.exit_code == 0, result.output
        assert result.output.endswith("· Ready\n")
    assert Place.objects.regions("KZ").exists(), "a child is somewhere, also where nobody asked for a demo"


@pytest.mark.django_db
def test_no_migration_waits_where_all_were_made() -> None:
    assert waiting_migrations() == []
    assert CliRunner().invoke(migrate, ["--check"]).output == "0 migrations wait\n"


@pytest.mark.django_db
def test_a_migration_that_waits_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panah.commands.migrate.waiting_migrations", lambda: ["cases.0002_more"])
    result = CliRunner().invoke(migrate, ["--check"])
    assert result.exit_code == 1
    assert "cases.0002_more" in result.output
