"""``panah import trained`` and ``panah import acts``: numbers on standard output, faults with their place, and no name."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from panah.commands.public_lists import import_command
from panah.programme.champions.models import Act
from panah.programme.directory.models import Adult
from tests.panah.programme.bureau import Bureau, made_bureau
from tests.panah.programme.training.messy import messy_list

ACTS = (
    "ФИО;Регион;Вид активности;Дата;Ссылка;Язык\n"
    "Үлгібаева Перизат;Шымкент;пост;05.03.2024;https://t.me/ulgi/1?utm_source=x;қаз\n"
    "Үлгібаева Перизат;;пост;06.03.2024;https://t.me/ulgi/2;рус\n"
)


@pytest.fixture
def bureau(db: None) -> Bureau:
    return made_bureau()


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(import_command, [*words, "--organisation", "here", "--language", "ru"])
    return done.exit_code, done.stdout, done.stderr


def test_a_list_of_trained_people_comes_in_once(bureau: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(messy_list())
    assert run("trained", str(file), "--dry-run")[1].startswith("6 rows, 2 trainings; 5 people new, 0 known")
    assert not Adult.objects.exists()
    assert run("trained", str(file))[1] == "6 rows; 2 trainings new, 5 people new, 6 enrolments new\n"
    assert run("trained", str(file))[1] == "6 rows; 0 trainings new, 0 people new, 0 enrolments new\n"


def test_a_list_of_acts_comes_in_once(bureau: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "acts.csv"
    file.write_text(ACTS)
    assert run("acts", str(file), "--dry-run")[1] == "2 rows, 2 acts new; 1 champions new; nothing written\n"
    assert run("acts", str(file))[1] == "2 rows; 2 acts new, 0 stand here already; 1 champions new\n"
    assert run("acts", str(file))[1] == "2 rows; 0 acts new, 2 stand here already; 0 champions new\n"
    assert Act.objects.count() == 2


def test_faults_are_told_with_their_place_and_without_what_stood_there(bureau: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "acts.csv"
    file.write_text(ACTS.replace("06.03.2024", "36.03.2024").replace("https://t.me/ulgi/1?utm_source=x", "Секрет"))
    code, said, told = run("acts", str(file))
    assert (code, said) == (1, "0 written, 2 faults\n")
    assert "Секрет" not in told
    assert "Үлгібаева" not in told
    assert len([line for line in told.splitlines() if "2" in line or "3" in line]) == 2
    assert not Act.objects.exists()
