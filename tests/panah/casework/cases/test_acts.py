"""Who looked at a child, found by the index however long the record of acts is."""

import pytest
from django.db import connection

from panah.casework.cases.models import Case
from panah.casework.cases.queries import who_looked
from panah.casework.cases.queries.acts import acts_on, codes_of_case
from panah.foundation.security import audit
from panah.foundation.security.models import AuditEvent
from tests.panah.casework.cases.actions.test_helping import agree, let
from tests.panah.casework.cases.office import Office, Worker, opened


def looked(worker: Worker, *codes: str) -> None:
    """As the middleware writes it: a row for a file, one row for a wide look."""
    if len(codes) == 1:
        audit.append_alone(audit.Event(worker.actor, "read", "file", codes[0], ["people.name.full"]))
    else:
        many = [f"X{number:03}" for number in range(700)]
        audit.append_alone(audit.Event(worker.actor, "read", "file", "700 files", [*many, *codes], 700))


def roles_and_places(case: Case) -> set[tuple[str, str]]:
    return {(one.role, one.organisation_id) for one in who_looked(case)}


def test_whoever_opened_it_among_many_or_as_a_helper_stands_there_too(office: Office) -> None:
    case, other = opened(office), opened(office)
    agree(office, case)
    helper = let(office, case)
    before = roles_and_places(case)
    assert ("supervisor", str(office.organisation.pk)) not in before
    looked(office.saule, case.file.code, other.file.code)
    looked(office.lazzat, helper.code)
    looked(office.bakyt, other.file.code)
    assert roles_and_places(case) - before == {
        ("supervisor", str(office.organisation.pk)),
        ("caseworker", str(office.other.pk)),
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words of SQLite's plan")
def test_the_record_of_acts_is_not_read_from_end_to_end(office: Office) -> None:
    case = opened(office)
    looked(office.saule, case.file.code, "Y000")
    plan = acts_on(codes_of_case(case)).explain()
    assert "SCAN" not in plan, plan
    assert "audit_by_subject" in plan
    wide = AuditEvent.objects.filter(count__gt=1, fields__icontains=case.code).explain()
    assert "audit_of_many_files" in wide, wide
