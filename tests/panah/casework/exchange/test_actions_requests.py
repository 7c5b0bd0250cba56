"""An authority asks for data: nothing is given before the head decided, and what was given is kept word for word (S2)."""

from datetime import timedelta
from typing import Any

import pytest

from panah.casework.exchange.actions import (
    AskedByAuthority,
    GivenToAuthority,
    RequestNotPossible,
    decide_request,
    record_given,
    record_request,
)
from panah.casework.exchange.models import AuthorityRequest
from panah.casework.exchange.queries import requests_visible_to
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, open_sealed
from tests.panah.casework.exchange.acting import head_of, imported, made, member_of, only_child

pytestmark = pytest.mark.django_db
CANARY = "Canaryquestion about the mother"


def came(**changes: Any) -> AskedByAuthority:
    usual: dict[str, Any] = {
        "body": "police", "asked_by": "Major Canaryofficer", "legal_basis": "article 1", "asked": CANARY,
        "received_on": clock.today(), "own_number": "17/3",
    }  # fmt: skip
    return AskedByAuthority(**(usual | changes))


@pytest.fixture
def office() -> Organisation:
    return made("first")


@pytest.fixture
def supervisor(office: Organisation) -> Actor:
    return member_of(office, Role.SUPERVISOR)


@pytest.fixture
def head(office: Organisation) -> Actor:
    return head_of(office)


def test_it_is_written_down_sealed_and_the_head_has_a_clock(supervisor: Actor) -> None:
    request = record_request(by=supervisor, came=came(received_on=clock.today() - timedelta(days=9)))
    timer = Timer.objects.running().get(kind=TimerKind.AUTHORITY_REQUEST)
    assert (timer.address_code, timer.subject_code) == (request.code, request.code)
    assert timer.due_at > clock.now()  # late paper raises no alarm at once
    with pytest.raises(StillSealed):
        _ = AuthorityRequest.objects.get().asked
    assert not any("anary" in str(vars(event)) for event in AuditEvent.objects.all())


@pytest.mark.safeguard("S2", "a supervisor decides alone that an authority is given data")
def test_only_the_head_decides(supervisor: Actor, head: Actor) -> None:
    request = record_request(by=supervisor, came=came())
    with pytest.raises(NotPermitted):
        decide_request(by=supervisor, request=request, decision="give_all", reason="They asked")
    decide_request(by=head, request=request, decision="give_part", reason="The law asks for this much")
    assert AuthorityRequest.objects.get().decision == "give_part"
    assert not Timer.objects.running().exists()


@pytest.mark.safeguard("S2", "data is handed out before the head has decided, and after the head said no")
@pytest.mark.parametrize("decision", ["", "refuse"])
def test_nothing_is_given_without_a_yes(supervisor: Actor, head: Actor, decision: str) -> None:
    request = record_request(by=supervisor, came=came())
    if decision:
        decide_request(by=head, request=request, decision=decision, reason="No ground")
    with pytest.raises(RequestNotPossible):
        record_given(by=supervisor, request=request, outcome=GivenToAuthority("yes", "the address"))
    assert AuthorityRequest.objects.get().given_on is None


def test_what_was_given_is_kept_word_for_word_and_never_changed(supervisor: Actor, head: Actor) -> None:
    request = record_request(by=supervisor, came=came())
    decide_request(by=head, request=request, decision="give_part", reason="The law asks for this much")
    record_given(by=supervisor, request=request, outcome=GivenToAuthority("no", "Born in 2014.", why_not_told="Danger"))
    kept = AuthorityRequest.objects.get()
    open_sealed(kept)
    assert (kept.given, kept.given_on, kept.was_family_told, kept.why_not_told) == (
        "Born in 2014.", clock.today(), "no", "Danger",
    )  # fmt: skip
    assert (kept.asked, kept.decision_reason) == (CANARY, "The law asks for this much")
    with pytest.raises(RequestNotPossible):
        record_given(by=supervisor, request=request, outcome=GivenToAuthority("yes", "Something else"))


def test_a_refusal_too_says_whether_the_family_was_told(supervisor: Actor, head: Actor) -> None:
    request = record_request(by=supervisor, came=came())
    decide_request(by=head, request=request, decision="refuse", reason="No ground")
    record_given(by=supervisor, request=request, outcome=GivenToAuthority("yes"))
    assert AuthorityRequest.objects.get().given_on is None


def test_it_is_about_a_child_of_ones_own_office_or_about_none(supervisor: Actor) -> None:
    other = made("second")
    imported(other, {"ext_RecordId": "1", "prs_Gender": "Feminine"})
    with pytest.raises(NotPermitted):
        record_request(by=supervisor, came=came(), child=only_child())
    assert not AuthorityRequest.objects.exists()


@pytest.mark.safeguard("S17", "another office looks for a request by its code")
def test_another_office_sees_nothing_of_it(supervisor: Actor) -> None:
    record_request(by=supervisor, came=came())
    stranger = head_of(made("second"))
    assert not requests_visible_to(stranger).exists()
    with pytest.raises(NotPermitted):
        decide_request(by=stranger, request=AuthorityRequest.objects.get(), decision="give_all", reason="x")


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.DUTY_WORKER, Role.ADMINISTRATOR, Role.MONITORING_OFFICER])
def test_who_does_not_keep_the_register_writes_nothing(office: Organisation, role: Role) -> None:
    with pytest.raises(NotPermitted):
        record_request(by=member_of(office, role), came=came())


def test_sent_twice_it_is_written_once(supervisor: Actor) -> None:
    for _ in range(2):
        record_request(by=supervisor, came=came(), idempotency_key="k")
    assert AuthorityRequest.objects.count() == 1
