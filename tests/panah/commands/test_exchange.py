"""``panah import htcds`` and ``panah export htcds``, as an administrator calls them."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from panah.casework.people.models import Child, NameToken
from panah.commands.exchange import export_command, import_command
from panah.foundation.accounts.actions import add_organisation
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from tests.canaries import canaries, scan, sightings
from tests.panah.casework.exchange.given import csv_of, official_workbook

pytestmark = pytest.mark.django_db
ROWS = (
    {"ext_RecordId": "A-1", "prs_FirstName": "Айгерім", "prs_Gender": "Feminine", "vic_AgeWhenTrafficked": "9"},
    {"ext_RecordId": "A-2", "prs_FirstName": "Қайрат", "prs_Gender": "Masculine", "vic_AgeWhenTrafficked": "30"},
)


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def made(code: str) -> Organisation:
    by = Actor.system("test", {Permission.STAFF_MANAGE})
    return add_organisation(by=by, code=code, kind="ngo", names={"kk": "А", "ru": "Б", "en": "C"})


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes, str], str]:
    def write(content: bytes, name: str = "rows.csv") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


File = Callable[..., str]


def bring(*words: str) -> Result:
    return CliRunner().invoke(import_command, ["htcds", *words])


def take(*words: str) -> Result:
    return CliRunner().invoke(export_command, ["htcds", *words])


def test_an_import_ends_with_one_line_of_counts(organisation: Organisation, file: File) -> None:
    done = bring(file(csv_of(*ROWS)))
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    assert line.startswith("2 new, 0 changed, 0 unchanged; 1 children, 1 adults; batch ")
    assert bring(file(csv_of(*ROWS))).stdout == "0 new, 0 changed, 2 unchanged; 1 children, 1 adults\n"


def test_a_dry_run_says_the_same_and_writes_nothing(organisation: Organisation, file: File) -> None:
    done = bring(file(csv_of(*ROWS)), "--dry-run")
    assert done.stdout == "2 new, 0 changed, 0 unchanged; 1 children, 1 adults; dry run, nothing written\n"
    assert not Child.objects.exists()


@pytest.mark.parametrize("dry", [True, False])
def test_a_faulty_file_lists_every_fault_without_a_value_and_fails(
    organisation: Organisation, file: File, dry: bool
) -> None:
    content = csv_of({**ROWS[0], "prs_Gender": "Айгерім", "cas_IncomingReferralDate": "Айгерім"}, ROWS[0])
    done = bring(file(content), "--language", "en", *(["--dry-run"] if dry else []))
    assert done.exit_code == 1
    assert done.stdout == "0 written, 3 faults\n"
    faults = done.stderr.splitlines()[-3:]
    assert faults[0].startswith("Row: 2. Column: C, Gender. This value is not in the list. Use one of: Feminine, ")
    assert faults[1].startswith("Row: 2. Column: E, Incoming Referral Date. This is not a date.")
    assert (
        faults[2]
        == "Row: 3. Column: A, ext_RecordId. This id stands twice. The other row: 2. Give each record its own."
    )
    assert "Айгерім" not in done.output
    assert not Child.objects.exists()


def test_a_file_that_is_no_table_is_a_sentence(organisation: Organisation, file: File) -> None:
    done = bring(file(b"\xd0\xcf\x11\xe0" + b"\0" * 512, "old.xls"), "--language", "en")
    assert (done.exit_code, done.stdout) == (1, "0 written, 1 faults\n")
    assert "password or an old format" in done.stderr


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_sentences_are_in_the_language_asked_for(organisation: Organisation, file: File, language: str) -> None:
    label = {"kk": "Гендері", "ru": "Гендер", "en": "Gender"}[language]
    assert label in bring(file(csv_of({"prs_Gender": "?"})), "--language", language).stderr


def test_the_official_workbook_is_read(organisation: Organisation, file: File) -> None:
    done = bring(file(official_workbook({"First Name": "Аида", "Gender": "Feminine"}), "book.xlsx"))
    assert done.exit_code == 0
    assert done.stdout.startswith("1 new")


def test_which_organisation_must_be_clear(file: File) -> None:
    path = file(csv_of(*ROWS))
    assert "Codes: none yet" in bring(path).stderr
    made("first")
    made("second")
    unclear = bring(path)
    assert (unclear.exit_code, "--organisation CODE. Codes: first, second" in unclear.stderr) == (2, True)
    assert bring(path, "--organisation", "third").exit_code == 2
    assert bring(path, "--organisation", "second").exit_code == 0
    assert list(Child.objects.values_list("organisation__code", flat=True)) == ["second", "second"]


def test_a_missing_file_is_called_wrongly(organisation: Organisation) -> None:
    assert bring("/nowhere.csv").exit_code == 2


def test_an_export_gives_the_columns_back_in_a_file_of_ones_own(
    organisation: Organisation, file: File, tmp_path: Path
) -> None:
    bring(file(csv_of(*ROWS)))
    output = tmp_path / "out.csv"
    done = take("--output", str(output), "--reason", "yearly check")
    assert done.exit_code == 0
    assert done.stdout.startswith("2 rows, imported; export ")
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    assert output.read_bytes().decode("utf-8-sig") == csv_of(*ROWS).decode()
    assert bring(str(output)).stdout.startswith("0 new, 0 changed, 2 unchanged")


def test_an_export_never_replaces_a_file_unasked(organisation: Organisation, file: File, tmp_path: Path) -> None:
    bring(file(csv_of(*ROWS)))
    output = tmp_path / "out.csv"
    output.write_text("precious")
    words = ("--output", str(output), "--reason", "x")
    assert take(*words).exit_code == 2
    assert output.read_text() == "precious"
    assert take(*words, "--force").exit_code == 0
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv", "out.csv"] or len(list(tmp_path.iterdir())) == 2


def test_an_export_of_one_import_and_of_an_unknown_one(organisation: Organisation, file: File, tmp_path: Path) -> None:
    code = bring(file(csv_of(ROWS[0]))).stdout.split()[-1]
    bring(file(csv_of(ROWS[1])))
    words = ("--output", str(tmp_path / "out.csv"), "--reason", "x", "--batch")
    assert take(*words, "0000-0000").exit_code == 2
    assert take(*words, code.lower()).stdout.startswith("1 rows")


def test_names_stay_out_of_output_and_database(
    file: File, tmp_path: Path, database_files: list[Path], capfd: pytest.CaptureFixture[str]
) -> None:
    organisation = made("first")
    names = canaries(200)
    rows = [
        {
            "ext_RecordId": f"{name}-id",
            "prs_FirstName": name,
            "prs_SecondName": names[number - 1],
            "prs_Email": f"{name}@example.org",
            "prs_MailingStreet": name,
            "cas_IncomingReferralDetails": f"about {name}",
            f"{names[0]} column": name,
            "prs_Gender": "Feminine",
        }
        for number, name in enumerate(names)
    ]
    done = bring(file(csv_of(*rows)), "--organisation", organisation.code)
    assert done.stdout.startswith("200 new")
    faulty = bring(file(csv_of(*({**row, "prs_Gender": row["prs_FirstName"], "prs_Birthdate": "x"} for row in rows))))
    assert faulty.stdout == "0 written, 400 faults\n"
    assert NameToken.objects.count() >= 200
    shown = "".join([done.output, faulty.output, *capfd.readouterr()])
    assert not sightings(shown.encode(), names)
    assert database_files
    assert not scan(database_files, names)
    assert scan([tmp_path], names)
