from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from panah.commands import keys
from panah.foundation.post import queries, rules
from tests.panah.foundation.post.sealing import sealed_form


@pytest.fixture(autouse=True)
def _own_keys(settings: Settings, tmp_path: Path) -> None:
    settings.PANAH_KEYS = tmp_path


def test_a_new_key_is_in_every_page_and_the_old_one_opens(tmp_path: Path) -> None:
    old, body = queries.current_key().id, sealed_form("concern", {"a": "b"})
    result = CliRunner().invoke(keys.command, ["renew-post"])
    assert result.exit_code == 0
    assert queries.current_key().id != old
    assert queries.current_key().id in result.output
    assert "post-2.key" in result.output
    assert rules.open_item(rules.read_item(body), queries.all_keys()).fields == {"a": ["b"]}


def test_the_list_names_keys_and_shows_none(tmp_path: Path) -> None:
    queries.current_key()
    result = CliRunner().invoke(keys.command, ["list"])
    assert "post-1" in result.output
    assert (tmp_path / "post-1.key").read_text() not in result.output
