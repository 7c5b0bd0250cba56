"""Taking a child on compares its name with those that are known: that is a search, and leaves its row."""

import pytest
from django.test import Client

from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import CANARY_NAME, Sides, leg_of, opened_case, referred


@pytest.mark.parametrize("is_known", [True, False])
def test_the_page_on_which_a_child_is_taken_on_records_what_it_compared(sides: Sides, is_known: bool) -> None:
    shown = [opened_case(sides).code] if is_known else []
    client = Client()
    client.force_login(sides.ngo.people[Role.CASEWORKER])
    assert client.get(f"/app/r/{leg_of(referred(sides)).code}/accept/").status_code == 200
    event = AuditEvent.objects.get(verb="find")
    assert (event.fields, event.count, event.subject_kind) == (shown, len(shown), "search")
    assert CANARY_NAME not in str([vars(row) for row in AuditEvent.objects.all()])
