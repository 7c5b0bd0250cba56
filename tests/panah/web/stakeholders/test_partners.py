"""Partners of the programme: written down with their paper, ended with a last day."""

from datetime import date

import pytest
from django.test import Client

from panah.foundation.accounts.models import Organisation
from panah.programme.directory import actions
from panah.programme.directory.models import Partnership
from tests.panah.programme.bureau import Bureau, made_bureau


@pytest.fixture
def bureau(db: None) -> Bureau:
    return made_bureau()


def day(name: str, year: str) -> dict[str, str]:
    return {f"{name}_day": "18", f"{name}_month": "9", f"{name}_year": year}


def test_a_partner_is_written_down_and_ends(bureau: Bureau) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(bureau.madina.person)
    assert "No partner is written down yet" in client.get("/app/stakeholders/partners/").content.decode()
    given = {"organisation": "there", "paper": "№7, 18.09.2023", **day("since", "2023")}
    client.post("/app/stakeholders/partners/new/", given)
    partnership = Partnership.objects.get()
    assert (partnership.organisation, partnership.since.year) == (bureau.there, 2023)
    again = client.post("/app/stakeholders/partners/new/", given)
    assert "partner already" in again.content.decode()
    early = client.post("/app/stakeholders/partners/there/end/", day("until", "2022"))
    assert "no sooner than it begins" in early.content.decode()
    client.post("/app/stakeholders/partners/there/end/", day("until", "2025"))
    partnership.refresh_from_db()
    assert partnership.until is not None
    assert client.get("/app/stakeholders/partners/there/end/").status_code == 404


def test_who_heads_reads_and_writes_nothing(bureau: Bureau) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(bureau.bakyt.person)
    assert client.get("/app/stakeholders/partners/").status_code == 200
    assert client.get("/app/stakeholders/partners/new/").status_code == 403


def test_a_partner_ends_its_own_partnership_and_no_other(bureau: Bureau) -> None:
    for code in ("here", "there"):
        actions.begin_partnership(
            by=bureau.madina.actor,
            organisation=Organisation.objects.get(code=code),
            paper="№7",
            since=date(2023, 9, 18),
        )
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(bureau.dana.person)
    page = client.get("/app/stakeholders/partners/").content.decode()
    assert "partners/there/end/" in page
    assert "partners/here/end/" not in page
    assert client.get("/app/stakeholders/partners/here/end/").status_code == 404
