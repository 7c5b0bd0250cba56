"""Who brings files in and takes them out in tests, and two rows that they bring."""

from collections.abc import Mapping

from panah.casework.exchange.actions import (
    ExportedFile,
    ImportReport,
    Source,
    export_htcds,
    import_htcds,
)
from panah.casework.people.models import Child
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Table
from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.exchange.given import csv_of

GIRL = {
    "ext_RecordId": "A-1",
    "prs_FirstName": "Айгерім",
    "prs_SecondName": "Қасымова",
    "prs_Gender": "Feminine",
    "prs_Birthdate": "2010-05-04",
    "prs_Citizenship": "UZ",
    "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
    "cas_Status": "Closed",
    "cas_IncomingReferralDate": "2019",
    "con_Consent": "",
}
WOMAN = {"ext_RecordId": "A-2", "prs_Gender": "Feminine", "vic_AgeWhenTrafficked": "18--20", "cas_Status": "Closed"}
STAFF = Actor.system("test", {Permission.STAFF_MANAGE})


def made(code: str) -> Organisation:
    return add_organisation(by=STAFF, code=code, kind="ngo", names={"kk": "А", "ru": "Б", "en": "C"})


def member_of(organisation: Organisation, role: Role) -> Actor:
    username = f"{role}-{organisation.code}"
    person = Person.objects.filter(username=username).first() or add_person(
        by=STAFF, username=username, display_name=username, password=None
    )
    return actor_of(give_role(by=STAFF, person=person, organisation=organisation, role=role))


def head_of(organisation: Organisation) -> Actor:
    return member_of(organisation, Role.HEAD_OF_ORGANISATION)


def table_of(*rows: Mapping[str, str]) -> Table:
    table = read_table(csv_of(*rows), "rows.csv")
    assert isinstance(table, Table), table
    return table


def imported(organisation: Organisation, *rows: Mapping[str, str]) -> ImportReport:
    return import_htcds(by=head_of(organisation), organisation=organisation, source=Source(table_of(*rows)))


def exported(organisation: Organisation, **options: object) -> ExportedFile:
    return export_htcds(
        by=head_of(organisation),
        organisation=organisation,
        reason="yearly check",
        **options,  # type: ignore[arg-type]
    )


def cells(file: ExportedFile, row: int = 0) -> dict[str, str]:
    return dict(zip(file.headings[0], file.rows[row], strict=True))


def only_child() -> Child:
    child: Child = Child.objects.get()
    open_sealed(child)
    return child
