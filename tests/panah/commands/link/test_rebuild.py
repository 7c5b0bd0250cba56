"""Tokens made anew, under the same key or another: nobody is lost meanwhile, and nothing rests under the old key."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from panah.casework.people.actions import SpokenName, indexing
from panah.casework.people.models import NameToken
from panah.casework.people.queries.finding.keying import name_key, name_key_files
from panah.commands import doctor
from panah.commands.link import command, rebuild
from panah.commands.migrate import command as migrate
from panah.foundation.security.keys import KeyFolder
from tests.panah.casework.cases.office import Office, made_office, opened
from tests.panah.casework.people.finding import found_by_name


@pytest.fixture
def office(db: None, settings: Settings, tmp_path: Path) -> Office:
    made = made_office()
    for name in KeyFolder(settings.PANAH_KEYS).folder.glob("*.key"):
        (tmp_path / name.name).write_bytes(name.read_bytes())
        (tmp_path / name.name).chmod(0o600)
    for former in tmp_path.glob("names*.key"):
        former.unlink()
    settings.PANAH_KEYS = tmp_path
    return made


def rebuilt(*options: str) -> str:
    result = CliRunner().invoke(command, ["rebuild", *options])
    assert result.exit_code == 0, result.output
    return result.output


def tokens() -> set[int]:
    return set(NameToken.objects.values_list("token", flat=True))


def test_under_the_same_key_nothing_changes_and_what_is_missing_comes(office: Office) -> None:
    child = opened(office, names=(SpokenName("Әйгерім Қасымова"),)).child
    before = tokens()
    assert "1 names, 0 changed" in rebuilt()
    NameToken.objects.all().delete()
    assert found_by_name(office.saule.actor, "Айгерим Касымова") == []
    assert "1 names, 1 changed" in rebuilt()
    assert tokens() == before
    assert found_by_name(office.saule.actor, "Айгерим Касымова") == [child]


def test_under_a_new_key_all_are_found_and_no_old_token_rests(office: Office) -> None:
    child = opened(office, names=(SpokenName("Әйгерім Қасымова"),)).child
    before, old = tokens(), name_key()
    printed = rebuilt("--new-key")
    assert name_key_files() == ["names-2"]
    assert name_key() != old
    assert not tokens() & before
    assert "names-1.key removed" in printed
    assert found_by_name(office.saule.actor, "Айгерим Касымова") == [child]


@pytest.mark.safeguard("S17", "a renewal of the key that stops half way hides the half of the children")
def test_a_renewal_that_was_stopped_hides_nobody_and_goes_on(office: Office, monkeypatch: Any) -> None:
    names = ["Әйгерім Қасымова", "Қайрат Үлгібаев", "Мадина Омарова"]
    children = [opened(office, f"form-{place}", names=(SpokenName(name),)).child for place, name in enumerate(names)]
    monkeypatch.setattr(rebuild, "AT_ONCE", 1)
    real = indexing.index_again
    seen: list[Sequence[Any]] = []

    def stopped(*, by: Any, child_ids: Sequence[Any]) -> int:
        if len(seen) == 1:
            raise KeyboardInterrupt
        seen.append(child_ids)
        return real(by=by, child_ids=child_ids)

    monkeypatch.setattr(rebuild, "index_again", stopped)
    CliRunner().invoke(command, ["rebuild", "--new-key"])
    assert name_key_files() == ["names-2", "names-1"]
    for name, child in zip(names, children, strict=True):
        assert found_by_name(office.saule.actor, name) == [child]
    monkeypatch.setattr(rebuild, "index_again", real)
    assert "goes on under names-2.key" in rebuilt("--new-key")
    assert name_key_files() == ["names-2"]
    for name, child in zip(names, children, strict=True):
        assert found_by_name(office.saule.actor, name) == [child]


def test_the_key_of_an_older_installation_opens_and_the_series_follows_it(office: Office, settings: Settings) -> None:
    KeyFolder(settings.PANAH_KEYS).bytes("names")
    assert name_key_files() == ["names"]
    child = opened(office, names=(SpokenName("Әйгерім Қасымова"),)).child
    rebuilt("--new-key")
    assert name_key_files() == ["names-1"]
    assert found_by_name(office.saule.actor, "Qosimova Oygerim") == [child]


def test_a_migration_leaves_nobody_unfound_and_the_doctor_sees_who_is(office: Office) -> None:
    child = opened(office, names=(SpokenName("Әйгерім Қасымова"),)).child
    opened(office, "form-2", names=(SpokenName("🙂🙂"),))
    assert doctor.names() == doctor.Finding("Names", "2 children named, 0 of them found by no search")
    NameToken.objects.all().delete()
    assert doctor.names().remedy == "Run: panah link rebuild"
    assert CliRunner().invoke(migrate).exit_code == 0
    assert doctor.names().remedy == ""
    assert found_by_name(office.saule.actor, "Айгерим Касымова") == [child]


def test_a_lost_key_is_seen(office: Office, settings: Settings) -> None:
    opened(office, names=(SpokenName("Әйгерім Қасымова"),))
    KeyFolder(settings.PANAH_KEYS).remove("names-1")
    finding = doctor.names()
    assert "do not fit" in finding.words
    assert finding.remedy.startswith("Restore names-*.key")
    rebuilt()
    assert doctor.names().remedy == ""
