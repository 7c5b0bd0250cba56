from datetime import UTC, date, datetime, timedelta

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.codes import ClosureDecision, NoteKind, Stage
from panah.casework.cases.models import Case, ClosureRequest, Episode, Note
from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import (
    CHECKLIST,
    SYSTEM,
    Office,
    agreed,
    asked,
    at_work,
    cancelled,
    closed,
    in_plan,
    met,
    opened,
    running,
)

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def case(office: Office) -> Case:
    """Nothing runs in it that would keep it open."""
    case = opened(office)
    met(office, case)
    return case


def sign(office: Office, case: Case, **changes: object) -> ClosureRequest:
    return actions.sign_closure(**({"by": office.saule.actor, "case": case} | changes))  # type: ignore[arg-type]


def blocker(case: Case) -> Timer:
    return Timer.objects.create(
        file_id=case.file_id, kind=TimerKind.LEG_ANSWER, organisation=case.organisation, subject_code="R",
        address_name="referral", address_code="R", started_at=clock.now(), due_at=clock.now(), blocks_closure=True,
    )  # fmt: skip


def test_the_lead_asks_and_another_signs(office: Office, case: Case) -> None:
    with clock.standing_at(NOON):
        request = asked(office, case)
        assert (case.stage, TimerKind.CLOSURE_SIGNATURE in running(case)) == (Stage.CLOSING, True)
        sign(office, case)
    request.refresh_from_db()
    assert (request.decision, request.decided_by) == (ClosureDecision.SIGNED, office.saule.person)
    assert (case.stage, case.closed_at) == (Stage.CLOSED, NOON)
    assert Episode.objects.get().closed_at == NOON
    (check,) = running(case).values()
    assert check.kind == TimerKind.CHECK_AFTER_CLOSURE
    assert check.due_at == datetime(2027, 2, 18, 13, tzinfo=UTC)


def test_supervisors_are_told_of_it_by_code(office: Office, case: Case) -> None:
    asked(office, case, by=office.saule.actor)
    told = Notice.objects.filter(kind="closure_to_sign")
    assert {notice.person for notice in told} == {office.bakyt.person}
    assert "Canary" not in str([vars(notice) for notice in told])


def test_whoever_asked_does_not_sign_in_whatever_role(office: Office, case: Case) -> None:
    asked(office, case, by=office.saule.actor)
    as_head = actor_of(
        give_role(
            by=SYSTEM, person=office.saule.person, organisation=office.organisation, role=Role.HEAD_OF_ORGANISATION
        )
    )
    for by in (office.saule.actor, as_head):
        with pytest.raises(actions.NotYet) as refusal:
            sign(office, case, by=by)
        assert refusal.value.reasons == ("same_person",)
    sign(office, case, by=office.bakyt.actor)
    assert case.stage == Stage.CLOSED


def test_only_supervisors_of_the_organisation_sign(office: Office, case: Case) -> None:
    asked(office, case)
    for worker in (office.aigul, office.nurzhan, office.gulnar, office.lazzat, office.dinara):
        with pytest.raises(NotPermitted):
            sign(office, case, by=worker.actor)
        with pytest.raises(NotPermitted):
            actions.return_closure(by=worker.actor, case=case, remark="x")
    assert case.stage == Stage.CLOSING


def test_nothing_may_still_run(office: Office) -> None:
    case, planned = at_work(office)
    blocking = blocker(case)
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, case, checklist={})
    reasons = set(refusal.value.reasons)
    assert {"open:leg_answer", "services_open", "item:safe_place"} <= reasons
    blocking.delete()
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, case)
    assert refusal.value.reasons == ("services_open",)
    cancelled(office, case, planned)
    asked(office, case)


def test_a_child_whom_nobody_saw_is_not_closed(office: Office) -> None:
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, opened(office))
    assert refusal.value.reasons == ("open:first_safety_contact",)


def test_what_began_after_it_was_asked_keeps_the_case_open(office: Office, case: Case) -> None:
    asked(office, case)
    blocker(case)
    with pytest.raises(actions.NotYet) as refusal:
        sign(office, case)
    assert refusal.value.reasons == ("open:leg_answer",)
    assert case.stage == Stage.CLOSING


def test_asking_twice_is_one_request_or_a_sentence(office: Office, case: Case) -> None:
    assert asked(office, case, idempotency_key="k") == asked(office, case, idempotency_key="k")
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, case)
    assert refusal.value.reasons == ("already_asked",)
    assert (ClosureRequest.objects.count(), Timer.objects.filter(kind=TimerKind.CLOSURE_SIGNATURE).count()) == (1, 1)


def test_the_call_is_on_a_day_to_come(office: Office, case: Case) -> None:
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, case, follow_up_on=clock.today())
    assert refusal.value.reasons == ("follow_up_passed",)
    asked(office, case, follow_up_on=clock.today() + timedelta(days=10))
    sign(office, case)
    assert running(case)[TimerKind.CHECK_AFTER_CLOSURE].due_at.date() == clock.today() + timedelta(days=10)


def test_a_line_with_a_no_is_an_answer_that_the_supervisor_reads(office: Office, case: Case) -> None:
    request = asked(office, case, checklist=CHECKLIST | {"school": "no"})
    assert request.checklist["school"] == "no"


def test_a_second_signature_and_a_late_return_are_told_what_happened(office: Office, case: Case) -> None:
    asked(office, case)
    sign(office, case)
    with pytest.raises(actions.NothingToSign):
        sign(office, case, by=office.bakyt.actor)
    with pytest.raises(actions.NothingToSign):
        actions.return_closure(by=office.bakyt.actor, case=case, remark="x")
    assert running(case).keys() == {TimerKind.CHECK_AFTER_CLOSURE}


def test_returned_it_goes_on_where_it_was_and_may_be_asked_again(office: Office) -> None:
    case, planned = at_work(office)
    cancelled(office, case, planned)
    asked(office, case)
    request = actions.return_closure(by=office.saule.actor, case=case, remark="Canaryremark")
    assert (case.stage, request.decision) == (Stage.IN_SERVICE, ClosureDecision.RETURNED)
    assert TimerKind.CLOSURE_SIGNATURE not in running(case)
    in_plan(office, case)
    with pytest.raises(actions.NothingToSign):
        sign(office, case)


def test_reopened_it_is_the_same_code_with_a_new_episode_and_safety_first(office: Office) -> None:
    case, planned = at_work(office)
    cancelled(office, case, planned)
    code = closed(office, case).code
    for _ in range(2):  # a double click
        actions.reopen_case(by=office.aigul.actor, case=case, reason="Canaryreason")
    assert (case.code, case.stage, case.closed_at, case.plan_agreed_on) == (code, Stage.NEW, None, None)
    assert set(running(case)) == {TimerKind.FIRST_SAFETY_CONTACT}
    assert [episode.closed_at is None for episode in Episode.objects.order_by("opened_at")] == [False, True]
    assert Note.objects.filter(kind=NoteKind.REOPENED).count() == 1
    met(office, case)
    in_plan(office, case)
    agreed(office, case)


def test_reopened_without_its_lead_it_is_an_alarm(office: Office, case: Case) -> None:
    closed(office, case)
    end_role(by=SYSTEM, membership=office.aigul.membership)
    actions.reopen_case(by=office.saule.actor, case=case, reason="again")
    assert case.lead is None
    assert running(case)[TimerKind.FIRST_SAFETY_CONTACT].person is None


def test_a_stranger_reopens_nothing(office: Office, case: Case) -> None:
    closed(office, case)
    for worker in (office.lazzat, office.nurzhan, office.gulnar):
        with pytest.raises(NotPermitted):
            actions.reopen_case(by=worker.actor, case=case, reason="x")
        with pytest.raises(NotPermitted):
            check(office, case, by=worker.actor)


def check(office: Office, case: Case, **changes: object) -> Note:
    usual = {"by": office.aigul.actor, "case": case, "text": "Canarycall", "happened_on": clock.today()}
    return actions.record_check(**(usual | changes))  # type: ignore[arg-type]


def test_the_call_after_the_end_stops_its_clock(office: Office, case: Case) -> None:
    with pytest.raises(actions.StillOpen):
        check(office, case)
    closed(office, case)
    note = check(office, case, idempotency_key="k")
    assert check(office, case, idempotency_key="k") == note
    assert (note.kind, running(case), case.stage) == (NoteKind.FOLLOW_UP, {}, Stage.CLOSED)
    with pytest.raises(actions.WrongDay):
        check(office, case, happened_on=clock.today() + timedelta(days=1))


def test_where_help_is_needed_again_the_call_reopens_the_case(office: Office, case: Case) -> None:
    closed(office, case)
    check(office, case, is_more_needed=True)
    assert (case.stage, set(running(case))) == (Stage.NEW, {TimerKind.FIRST_SAFETY_CONTACT})
    assert set(Note.objects.values_list("kind", flat=True)) >= {NoteKind.FOLLOW_UP, NoteKind.REOPENED}


def test_the_timeline_tells_all_of_it_newest_first(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        met(office, case, happened_on=date(2026, 11, 18))
    with clock.standing_at(NOON + timedelta(days=1)):
        asked(office, case)
    with clock.standing_at(NOON + timedelta(days=2)):
        sign(office, case)
    told = [(moment.happened_on.day, moment.kind, moment.fact) for moment in queries.timeline(case)]
    assert told == [(22, "closure", "signed"), (20, "opened", ""), (18, "note", "first_safety_contact")]


def test_a_lead_who_left_and_comes_back_does_not_find_open_what_others_reopened(office: Office, case: Case) -> None:
    closed(office, case)
    end_role(by=SYSTEM, membership=office.aigul.membership)
    actions.reopen_case(by=office.saule.actor, case=case, reason="again")
    back = give_role(by=SYSTEM, person=office.aigul.person, organisation=office.organisation, role=Role.CASEWORKER)
    assert not queries.cases_visible_to(actor_of(back)).exists()
