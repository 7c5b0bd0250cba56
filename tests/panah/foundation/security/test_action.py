import threading
from typing import Any

import pytest
from django.db import connection

from panah.casework.people.models import Name
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import audit
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.models import AuditEvent, CompletedRequest
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db


@action(Permission.CASE_WORK, on="record")
def rename(*, by: Actor, record: Name, full: str) -> Name:
    record.full = full
    record.save()
    return record


@action(Permission.STAFF_MANAGE, on=None)
def found(*, by: Actor, code: str, idempotency_key: str = "") -> Organisation:
    return Organisation.objects.create(code=code, kind="ngo", name_kk=code, name_ru=code, name_en=code)


@action(Permission.STAFF_MANAGE, on=None)
def count_up(*, by: Actor, tally: list[int], idempotency_key: str = "") -> None:
    tally.append(1)


@action(Permission.WITHIN_ACTION, on=None)
def inner_step(*, by: Actor, code: str) -> Organisation:
    return found(by=by, code=code)


@action(Permission.STAFF_MANAGE, on=None)
def two_steps(*, by: Actor, codes: list[str], fail: str = "") -> None:
    for code in codes:
        try:
            inner_step(by=by, code=code)
            if code == fail:
                inner_failure(by=by)
        except Refusal:
            if fail != "caught":
                raise


@action(Permission.WITHIN_ACTION, on=None)
def inner_failure(*, by: Actor) -> None:
    raise Refusal


@action(Permission.WITHIN_ACTION, on=None)
def step_that_fails_after_another(*, by: Actor) -> None:
    inner_step(by=by, code="undone")
    raise Refusal


@action(Permission.STAFF_MANAGE, on=None)
def go_on_after_a_failure(*, by: Actor) -> None:
    inner_step(by=by, code="done")
    try:
        step_that_fails_after_another(by=by)
    except Refusal:
        inner_step(by=by, code="instead")


@action(Permission.STAFF_MANAGE, on=None, is_audited=False)
def quietly(*, by: Actor) -> None:
    pass


def _verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))


def test_who_may_and_sees_the_record_acts_on_it() -> None:
    lead = given.actor()
    record = given.name(given.file_of(lead))
    assert rename(by=lead, record=record, full="Әлия").full == "Әлия"
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor, event.role, event.subject_kind) == ("security.rename", lead.id, lead.role, "name")
    assert event.subject_code == record.file.code
    assert event.fields == ["full", "record"]


def test_who_lacks_the_right_or_the_record_is_refused_and_nothing_is_written() -> None:
    lead, colleague = given.actor(), given.actor()
    officer = given.actor(Role.MONITORING_OFFICER)
    record = given.name(given.file_of(lead, officer))
    for actor in (colleague, officer, Actor.public(), Actor.link("x", {Permission.CASE_WORK})):
        with pytest.raises(NotPermitted):
            rename(by=actor, record=record, full="Әлия")
    assert given.shut(record).version == 1
    assert _verbs() == []


def test_words_without_names_are_refused() -> None:
    with pytest.raises(TypeError, match="keywords only"):
        found(given.SYSTEM, "sana")  # type: ignore[call-arg]


def test_an_action_sees_the_record_as_it_is_now() -> None:
    lead = given.actor()
    record = given.name(given.file_of(lead))
    stale = given.shut(record)
    rename(by=lead, record=given.shut(record), full="Әлия")
    rename(by=lead, record=stale, full="Алия")
    assert given.shut(record).version == 3


def test_an_action_finds_secrets_shut_until_it_asks() -> None:
    seen: list[object] = []

    @action(Permission.CASE_WORK, on="record")
    def look(*, by: Actor, record: Name) -> None:
        with pytest.raises(StillSealed):
            seen.append(record.full)

    lead = given.actor()
    look(by=lead, record=given.name(given.file_of(lead)))
    assert seen == []


def test_an_inner_step_alone_is_a_fault_of_the_program() -> None:
    with pytest.raises(RuntimeError, match="inside another action"):
        inner_step(by=given.SYSTEM, code="sana")


def test_inner_actions_are_one_transaction_and_all_are_remembered_in_order() -> None:
    two_steps(by=given.SYSTEM, codes=["one", "two"])
    assert _verbs() == ["security.found", "security.inner_step"] * 2 + ["security.two_steps"]
    assert audit.verify()[1] == []


def test_a_failure_undoes_rows_and_memory_together() -> None:
    with pytest.raises(Refusal):
        two_steps(by=given.SYSTEM, codes=["one", "two"], fail="two")
    assert not Organisation.objects.filter(code__in=["one", "two"]).exists()
    assert _verbs() == []


def test_an_inner_failure_that_is_caught_leaves_no_trace_of_what_was_undone() -> None:
    go_on_after_a_failure(by=given.SYSTEM)
    assert set(Organisation.objects.values_list("code", flat=True)) == {"done", "instead"}
    assert _verbs() == ["security.found", "security.inner_step"] * 2 + ["security.go_on_after_a_failure"]


def test_after_a_failure_the_next_action_is_outermost_again() -> None:
    with pytest.raises(Refusal):
        two_steps(by=given.SYSTEM, codes=["one"], fail="one")
    with pytest.raises(RuntimeError):
        inner_step(by=given.SYSTEM, code="one")


def test_a_quiet_action_is_not_remembered() -> None:
    quietly(by=given.SYSTEM)
    assert _verbs() == []


def test_the_memory_holds_names_of_what_was_given_but_no_value() -> None:
    found(by=given.SYSTEM, code="sana-sezim", idempotency_key="secret-key")
    event = AuditEvent.objects.get()
    assert event.fields == ["code"]
    assert "secret-key" not in str(event.__dict__)
    assert "secret-key" not in str(list(CompletedRequest.objects.values()))


def test_a_repeated_request_gives_the_first_result_and_does_nothing() -> None:
    first = found(by=given.SYSTEM, code="one", idempotency_key="k")
    again = found(by=given.SYSTEM, code="other", idempotency_key="k")
    assert first.pk == again.pk
    assert _verbs() == ["security.found"]


def test_requests_with_other_keys_by_others_or_without_a_key_are_not_repeated() -> None:
    administrator = given.actor(Role.ADMINISTRATOR)
    made = {
        found(by=given.SYSTEM, code="one", idempotency_key="k").pk,
        found(by=given.SYSTEM, code="two", idempotency_key="l").pk,
        found(by=administrator, code="three", idempotency_key="k").pk,
        found(by=given.SYSTEM, code="four").pk,
        found(by=given.SYSTEM, code="five").pk,
    }
    assert len(made) == 5


def test_a_repeated_request_that_gave_nothing_does_nothing_again() -> None:
    tally: list[int] = []
    for _ in range(3):
        count_up(by=given.SYSTEM, tally=tally, idempotency_key="k")
    assert tally == [1]


def test_a_repeated_request_needs_the_right_still() -> None:
    found(by=given.SYSTEM, code="one", idempotency_key="k")
    with pytest.raises(NotPermitted):
        found(by=Actor.system("test", ()), code="one", idempotency_key="k")


def test_a_request_that_failed_may_be_made_again() -> None:
    given.organisation("one")
    from_duplicate: list[Exception] = []
    try:
        found(by=given.SYSTEM, code="one", idempotency_key="k")
    except Exception as error:
        from_duplicate.append(error)
    assert from_duplicate
    assert found(by=given.SYSTEM, code="two", idempotency_key="k").code == "two"


def test_an_action_that_may_be_repeated_gives_a_record_or_nothing() -> None:
    @action(Permission.STAFF_MANAGE, on=None)
    def give_words(*, by: Actor, idempotency_key: str = "") -> str:
        return "words"

    with pytest.raises(TypeError, match="a record or nothing"):
        give_words(by=given.SYSTEM, idempotency_key="k")


def _together(work: Any, times: int) -> list[Any]:
    answers: list[Any] = []
    gate = threading.Barrier(times)

    def run(number: int) -> None:
        gate.wait(10)
        try:
            answers.append(work(number))
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_two_threads_makes_one_record() -> None:
    answers = _together(lambda number: found(by=given.SYSTEM, code=f"n{number}", idempotency_key="k").pk, 4)
    assert len(set(answers)) == 1, answers
    assert Organisation.objects.count() == 1
    assert audit.verify() == (1, [])


@pytest.mark.django_db(transaction=True)
def test_many_who_act_at_once_make_one_whole_chain() -> None:
    answers = _together(lambda number: [found(by=given.SYSTEM, code=f"n{number}-{i}") for i in range(5)], 4)
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert audit.verify() == (20, [])


@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_record_at_once_take_turns() -> None:
    lead = given.actor()
    record = given.name(given.file_of(lead))
    answers = _together(lambda number: rename(by=lead, record=given.shut(record), full=f"Имя {number}").version, 4)
    assert sorted(answers) == [2, 3, 4, 5]
