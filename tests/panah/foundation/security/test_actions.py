from datetime import timedelta

import pytest

from panah.foundation.accounts.models import Organisation
from panah.foundation.security import audit, clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.actions import NotADemo, empty_demo, mark_as_demo, sweep_requests
from panah.foundation.security.models import AuditEvent, CompletedRequest, File, Mark
from panah.foundation.security.queries import DEMO, is_demo
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db


def test_a_database_is_no_demo_until_it_was_made_as_one() -> None:
    assert not is_demo()
    mark_as_demo(by=given.SYSTEM)
    assert is_demo()


def test_a_database_that_is_no_demo_is_never_emptied() -> None:
    given.file_of()
    with pytest.raises(NotADemo):
        empty_demo(by=given.SYSTEM)
    assert File.objects.count() == 1


def test_answered_forms_are_forgotten_after_ninety_days() -> None:
    now = clock.now()
    for key, age in (("old", 91), ("young", 89)):
        CompletedRequest.objects.create(verb="x", key=key, at=now - timedelta(days=age))
    assert sweep_requests(by=given.SYSTEM) == 1
    assert CompletedRequest.objects.get().key == "young"


@pytest.mark.django_db(transaction=True)
def test_an_emptied_demo_holds_nothing_but_that_it_is_one() -> None:
    first = mark_as_demo(by=given.SYSTEM)
    given.name(given.file_of(given.actor()))
    audit.append_alone(audit.Event(given.SYSTEM, "x"))
    empty_demo(by=given.SYSTEM)
    assert [Organisation.objects.count(), File.objects.count(), AuditEvent.objects.count()] == [0, 0, 0]
    assert Mark.objects.get().name == first.name == DEMO
    audit.append_alone(audit.Event(given.SYSTEM, "x"))
    assert AuditEvent.objects.get().number == 1


@pytest.mark.parametrize("role", Role)
def test_nobody_who_signs_in_marks_or_empties_a_database(role: Role) -> None:
    somebody = given.actor(role)
    mark_as_demo(by=given.SYSTEM)
    for act in (mark_as_demo, empty_demo):
        with pytest.raises(NotPermitted):
            act(by=somebody)
