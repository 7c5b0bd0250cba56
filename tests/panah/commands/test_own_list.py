"""``panah import list``, as an administrator calls it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from panah.casework.people.models import Child
from panah.commands.own_list import import_command
from panah.foundation.accounts.models import Organisation
from tests.canaries import canaries
from tests.panah.casework.exchange.acting import made
from tests.panah.casework.exchange.messy import messy_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def bring(*words: str) -> Result:
    return CliRunner().invoke(import_command, ["list", "--language", "en", *words])


def test_a_list_comes_in_and_the_second_time_nothing_is_new(organisation: Organisation, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(messy_list())
    tried = bring(str(file), "--dry-run")
    assert tried.stdout.startswith("5 new, 0 changed, 0 unchanged"), tried.output
    assert "F: Day or year of birth" in tried.stderr
    assert not Child.objects.exists()
    assert bring(str(file)).stdout.startswith("5 new")
    again = bring(str(file))
    assert again.stdout.startswith("0 new, 0 changed, 5 unchanged")
    assert Child.objects.count() == 5


def test_a_bad_row_is_named_and_nothing_is_written(organisation: Organisation, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Имя;Дата рождения\nҮлгі;32.01.2012\nҮлгі;01.01.2012\n", encoding="utf-8")
    done = bring(str(file))
    assert (done.exit_code, done.stdout.strip()) == (1, "0 written, 1 faults")
    assert "Row: 2. Column: B, Day or year of birth." in done.stderr
    assert not Child.objects.exists()


def test_a_column_is_corrected_by_its_letter_and_remembered(organisation: Organisation, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Кто;Когда родился\nҮлгі Айша;01.01.2012\n", encoding="utf-8")
    assert bring(str(file), "--column", "A=full_name", "--column", "B=birth").exit_code == 0
    assert "A: Full name" in bring(str(file), "--dry-run").stderr
    assert bring(str(file), "--column", "Q=birth").exit_code == 2


@pytest.mark.safeguard(
    "S12", "headings, cells and the name of a list's file are names of children; all that is printed is searched"
)
def test_no_name_is_printed(organisation: Organisation, tmp_path: Path) -> None:
    name = canaries(1)[0]
    file = tmp_path / "list.csv"
    file.write_text(f"{name};Дата рождения\n{name};вчера\n", encoding="utf-8")
    done = bring(str(file))
    assert done.exit_code == 1
    assert name not in done.output
