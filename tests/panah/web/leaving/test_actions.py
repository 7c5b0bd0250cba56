"""Nobody goes and leaves a child behind unseen; nobody who went still opens anything."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from panah.casework.cases.actions import add_helper, confirm_hand_over, plan_service, take_part
from panah.casework.cases.models import Case, Helper
from panah.casework.leaving import actions as giving
from panah.casework.leaving.queries import left_in
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.foundation.accounts.actions import give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.actions import (
    BegunByOthers,
    LeavesAlready,
    NotHere,
    SomethingIsGiven,
    announce_departure,
    call_off,
)
from panah.foundation.departures.codes import Kind
from panah.foundation.departures.models import Departure, Given
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import AuditEvent, Grant
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.web.accounts.actions import NotYourself
from panah.web.components import drafts
from panah.web.leaving import actions
from tests.panah.casework.cases.office import SYSTEM, Office, asked, hired, met, opened
from tests.panah.web.leaving.going import browser, give_all, leaves, turn_of

WORKER = Actor.system("worker", EVERYTHING)


def pieces(going: Departure) -> list[str]:
    return [one.piece for one in left_in(going)]


def led(office: Office) -> list[Case]:
    return [opened(office) for _number in range(3)]


def test_everything_that_rests_on_somebody_stands_in_the_list(office: Office) -> None:
    led(office)
    turn_of(office, office.aigul)
    turn_of(office, office.nurzhan, backup=office.aigul, days=2)
    other = opened(office, lead=office.nurzhan)
    plan_service(
        by=office.nurzhan.actor, case=other, service_type="legal", goal="", due_on=clock.today() + timedelta(days=3),
        person=office.aigul.person,
    )  # fmt: skip
    assert sorted(pieces(leaves(office))) == ["backup", "case", "case", "case", "service", "turn"]


def test_it_does_not_finish_until_each_piece_has_another_holder(office: Office) -> None:
    cases = led(office)
    going = leaves(office)
    with pytest.raises(actions.SomethingRests):
        actions.finish(by=office.bakyt.actor, departure=going)
    first = left_in(going)[0]
    giving.place(by=office.saule.actor, departure=going, keys=[first.key], to=office.saule.person)
    with pytest.raises(actions.SomethingRests):
        actions.finish(by=office.bakyt.actor, departure=going)
    give_all(office, going)
    done = actions.finish(by=office.bakyt.actor, departure=going)
    office.aigul.person.refresh_from_db()
    assert not office.aigul.person.is_active
    assert (done.ended_at is not None, done.done_at is not None) == (True, True)
    assert not Timer.objects.running().filter(kind=TimerKind.DEPARTURE).exists()
    assert {case.lead for case in Case.objects.filter(pk__in=[case.pk for case in cases])} == {
        office.saule.person, office.nurzhan.person,
    }  # fmt: skip


@pytest.mark.safeguard(
    "S15", "somebody who left an hour ago still has the browser open, and its recovery codes at home"
)
def test_whoever_left_opens_nothing_with_anything(office: Office) -> None:
    case = opened(office)
    Authenticator.objects.create(user=office.aigul.person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    RecoveryCodes.activate(office.aigul.person)
    client = browser(office.aigul.person)
    assert client.get(f"/app/c/{case.code}/").status_code == 200
    going = leaves(office)
    give_all(office, going)
    actions.finish(by=office.saule.actor, departure=going)
    answer = client.get("/app/")
    assert (answer.status_code, "/account/" in answer.headers["Location"] or "sign-in" in answer.headers["Location"]) == (
        302, True,
    )  # fmt: skip
    assert not Grant.objects.filter(principal=f"person:{office.aigul.person.pk}").exists()
    assert not Authenticator.objects.filter(user=office.aigul.person).exists()


def test_of_two_supervisors_who_give_the_same_case_the_second_gets_a_sentence(office: Office) -> None:
    opened(office)
    going = leaves(office)
    keys = [one.key for one in left_in(going)]
    giving.place(by=office.saule.actor, departure=going, keys=keys, to=office.nurzhan.person)
    with pytest.raises(giving.GivenMeanwhile):
        giving.place(by=office.bakyt.actor, departure=going, keys=keys, to=office.saule.person)
    assert Case.objects.get().lead == office.nurzhan.person


def test_the_same_form_sent_twice_gives_once(office: Office) -> None:
    opened(office)
    going = leaves(office)
    keys = [one.key for one in left_in(going)]
    for _time in range(2):
        giving.place(
            by=office.saule.actor, departure=going, keys=keys, to=office.nurzhan.person, idempotency_key="once"
        )  # fmt: skip
    assert Given.objects.count() == 1


def test_either_all_that_was_ticked_goes_over_or_nothing(office: Office) -> None:
    opened(office)
    turn_of(office, office.aigul)
    going = leaves(office)
    with pytest.raises(giving.CannotTake):  # who reads figures leads no case
        give_all(office, going, to=office.dinara)
    assert sorted(pieces(going)) == ["case", "turn"]
    assert not Given.objects.exists()


@pytest.mark.safeguard("S15", "the cases of somebody who leaves are given to a friend in another organisation")
def test_nothing_goes_to_another_organisation(office: Office) -> None:
    opened(office)
    going = leaves(office)
    with pytest.raises(NotHere):
        give_all(office, going, to=office.lazzat)


def test_a_colleague_who_left_meanwhile_takes_nothing(office: Office) -> None:
    opened(office)
    going = leaves(office)
    leaves(office, office.nurzhan)
    with pytest.raises(giving.LeavesToo):
        give_all(office, going)
    actions.end_at_once(by=office.bakyt.actor, person=office.nurzhan.person)
    with pytest.raises(NotHere):
        give_all(office, going)
    assert Case.objects.get().lead == office.aigul.person


@pytest.mark.safeguard("S7", "a supervisor takes over a case, and then signs its closure as the second person")
def test_nobody_hands_to_themselves_what_waits_for_their_own_yes(office: Office) -> None:
    case = opened(office)
    met(office, case)
    asked(office, case)
    going = leaves(office)
    with pytest.raises(giving.NeedsOther):
        give_all(office, going, to=office.saule)
    give_all(office, going, to=office.nurzhan)


def test_an_administrator_looks_and_does_not_give_children_on(office: Office) -> None:
    opened(office)
    clerk = hired(office.organisation, Role.ADMINISTRATOR, "erzhan")
    going = leaves(office, by=clerk)
    with pytest.raises(NotPermitted):
        give_all(office, going, by=clerk)
    give_all(office, going)
    assert actions.finish(by=clerk.actor, departure=going).done_at


def test_the_only_one_who_lets_people_in_cannot_leave(office: Office) -> None:
    going = leaves(office, office.bakyt)
    with pytest.raises(actions.OnlyOne) as refused:
        actions.finish(by=office.saule.actor, departure=going)
    assert "let people in and out" in str(refused.value.sentence)
    hired(office.organisation, Role.ADMINISTRATOR, "erzhan")
    with pytest.raises(NotPermitted):  # a supervisor does not end the account of a head
        actions.finish(by=office.saule.actor, departure=going)


def test_the_last_who_may_sign_cannot_leave(office: Office) -> None:
    clerk = hired(office.organisation, Role.ADMINISTRATOR, "erzhan")
    leaves(office, office.bakyt)
    going = leaves(office, office.saule, by=clerk)
    with pytest.raises(actions.OnlyOne) as refused:
        actions.finish(by=clerk.actor, departure=going)
    assert "sign" in str(refused.value.sentence)


def test_nobody_ends_the_own_account(office: Office) -> None:
    going = leaves(office, office.saule)
    with pytest.raises(NotYourself):
        actions.finish(by=office.saule.actor, departure=going)


def test_texts_that_nobody_else_can_read_stop_the_end(office: Office) -> None:
    drafts.keep(office.aigul.actor, drafts.Place("case-new", "new"), {"text": "Canarytext"}, "/app/children/new/")
    going = leaves(office)
    with pytest.raises(actions.DraftsLeft):
        actions.finish(by=office.saule.actor, departure=going)
    actions.end_at_once(by=office.bakyt.actor, person=office.aigul.person)


def test_it_begins_once_and_is_called_off_while_nothing_was_given(office: Office) -> None:
    opened(office)
    going = leaves(office)
    with pytest.raises(LeavesAlready):
        leaves(office, by=office.bakyt)
    call_off(by=office.saule.actor, departure=going)
    assert not Timer.objects.running().filter(kind=TimerKind.DEPARTURE).exists()
    again = leaves(office)
    give_all(office, again)
    with pytest.raises(SomethingIsGiven):
        call_off(by=office.saule.actor, departure=again)


def test_whoever_goes_does_not_stop_what_the_office_began(office: Office) -> None:
    going = leaves(office)
    with pytest.raises(BegunByOthers):
        call_off(by=office.aigul.actor, departure=going)
    boss = leaves(office, office.saule, by=office.bakyt)
    with pytest.raises(BegunByOthers):
        call_off(by=office.saule.actor, departure=boss)
    call_off(by=office.bakyt.actor, departure=boss)
    own = announce_departure(by=office.nurzhan.actor, kind=Kind.LEAVING, since=clock.today())
    call_off(by=office.nurzhan.actor, departure=own)
    assert "I stay after all" not in browser(office.aigul.person).get("/app/me/leaving/").content.decode()


def test_a_part_of_a_case_that_others_lead_goes_to_a_colleague(office: Office) -> None:
    case = opened(office, lead=office.lazzat)
    record_consent(
        by=office.lazzat.actor, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="self",
    )  # fmt: skip
    helper = add_helper(
        by=office.lazzat.actor, case=case, organisation=office.organisation, service_types=["legal"], request="Canary",
        parts=[],
    )  # fmt: skip
    take_part(by=office.aigul.actor, helper=helper)
    going = leaves(office)
    assert pieces(going) == ["part"]
    give_all(office, going)
    assert Helper.objects.get().person == office.nurzhan.person
    assert not Grant.objects.filter(file=helper.file, principal=f"person:{office.aigul.person.pk}").exists()
    assert Timer.objects.running().get(file=helper.file_id).person == office.nurzhan.person


def test_a_role_in_another_office_stays(office: Office) -> None:
    there = give_role(by=SYSTEM, person=office.aigul.person, organisation=office.other, role=Role.CASEWORKER)
    Authenticator.objects.create(user=office.aigul.person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    actions.finish(by=office.saule.actor, departure=leaves(office))
    office.aigul.person.refresh_from_db()
    assert office.aigul.person.is_active
    assert actor_of(there).permissions
    assert Authenticator.objects.exists()


def test_the_record_of_acts_names_by_id_alone(office: Office) -> None:
    opened(office)
    going = leaves(office)
    give_all(office, going)
    actions.finish(by=office.saule.actor, departure=going)
    rows = AuditEvent.objects.filter(subject_kind__in=["departure", "given"])
    assert str(office.aigul.person.pk) in rows.values_list("subject_code", flat=True)
    said = " ".join(f"{row.verb} {row.subject_code} {row.fields}" for row in AuditEvent.objects.all())
    assert "Aigul" not in said
    assert office.aigul.person.username not in said


def test_whoever_does_not_keep_departures_gives_nothing(office: Office) -> None:
    opened(office)
    going = leaves(office)
    with pytest.raises(NotPermitted):
        give_all(office, going, by=office.nurzhan)
    with pytest.raises(NotPermitted):
        actions.end_at_once(by=office.saule.actor, person=office.aigul.person)


def test_a_case_that_was_handed_twice_is_read_by_the_last(office: Office) -> None:
    case = opened(office)
    give_all(office, leaves(office))
    give_all(office, leaves(office, office.nurzhan), to=office.saule)
    timer = Timer.objects.running().get(kind=TimerKind.HAND_OVER_READ)
    assert timer.person == office.saule.person
    case.refresh_from_db()
    confirm_hand_over(by=office.saule.actor, case=case)
    assert not Timer.objects.running().filter(kind=TimerKind.HAND_OVER_READ).exists()
