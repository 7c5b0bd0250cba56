from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import NoteKind, Risk, Stage
from panah.casework.cases.models import Case, Episode, Note
from panah.casework.cases.queries import cases_visible_to
from panah.casework.people.actions import Basics, ChildDetails
from panah.casework.people.models import Child
from panah.casework.people.rules import Birth
from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock, vault
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from tests.panah.casework.cases.office import (
    NAME,
    SEEN,
    SYSTEM,
    Office,
    asked,
    assessed,
    at_work,
    closed,
    hired,
    met,
    opened,
    running,
    unled,
)

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)  # noon of a Friday in Almaty


def test_a_case_starts_with_its_child_its_clock_and_no_name_in_sight(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office, urgency="high")
    assert (case.code, case.stage, case.lead) == (case.child.code, Stage.NEW, office.aigul.person)
    assert Episode.objects.get(case=case).closed_at is None
    timer = running(case)[TimerKind.FIRST_SAFETY_CONTACT]
    assert timer.due_at - timer.started_at == timedelta(hours=24)
    assert (timer.person, timer.organisation, timer.blocks_closure) == (office.aigul.person, office.organisation, True)
    assert (timer.sex, timer.fact, timer.place) == ("female", "languages_spoken:uz", office.district.pk)
    assert "Canary" not in str(vars(timer)) + str(vars(case)) + str([vars(event) for event in AuditEvent.objects.all()])


def test_a_double_click_opens_one_case(office: Office) -> None:
    assert opened(office, "form-1") == opened(office, "form-1")
    assert (Case.objects.count(), Child.objects.count(), Timer.objects.count()) == (1, 1, 2)  # and the 18th birthday
    assert opened(office, "form-2").code != Case.objects.earliest("opened_at").code


def test_a_case_is_opened_at_ones_own_organisation_and_led_by_one_of_its_people(office: Office) -> None:
    with pytest.raises(PermissionError):
        actions.start_case(
            by=office.aigul.actor, organisation=office.other, lead=office.aigul.person, details=ChildDetails()
        )
    for nobody_here in (office.lazzat, office.gulnar, office.dinara):
        with pytest.raises(actions.NotALead):
            actions.start_case(
                by=office.aigul.actor, organisation=office.organisation, lead=nobody_here.person, details=ChildDetails()
            )
    with pytest.raises(NotPermitted):
        actions.start_case(
            by=office.gulnar.actor, organisation=office.organisation, lead=None, details=ChildDetails()
        )  # fmt: skip
    assert not Case.objects.exists()
    assert not Child.objects.exists()


def test_only_the_lead_and_those_who_answer_for_the_team_see_a_case(office: Office) -> None:
    case = opened(office)
    seen = {
        worker.person.username: cases_visible_to(worker.actor).filter(pk=case.pk).exists()
        for worker in (office.aigul, office.nurzhan, office.saule, office.bakyt, office.lazzat)
    }
    assert seen == {"aigul": True, "nurzhan": False, "saule": True, "bakyt": True, "lazzat": False}


def test_without_a_lead_it_is_an_alarm_for_the_supervisor(office: Office) -> None:
    case = unled(office)
    timer = running(case)[TimerKind.FIRST_SAFETY_CONTACT]
    assert timer.person is None
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert running(case)[TimerKind.FIRST_SAFETY_CONTACT].person == office.nurzhan.person
    assert Notice.objects.filter(person=office.nurzhan.person, kind="case_assigned").count() == 1


def test_the_lead_changes_with_all_clocks_and_the_earlier_one_is_out_at_once(office: Office) -> None:
    case, _ = at_work(office)
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    of_the_lead = [timer for kind, timer in running(case).items() if kind != TimerKind.PLAN_APPROVAL]
    assert {timer.person for timer in of_the_lead} == {office.nurzhan.person}
    assert not cases_visible_to(office.aigul.actor).exists()
    assert not Child.objects.visible_to(office.aigul.actor).exists()
    with pytest.raises(NotPermitted):
        met(office, case)
    met(office, case, by=office.nurzhan.actor, kind=NoteKind.MEETING)
    note = Note.objects.get(case=case, kind=NoteKind.LEAD_CHANGED)
    assert (note.written_by, note.text) == (office.saule.person, "")


def test_naming_the_same_lead_twice_tells_once(office: Office) -> None:
    case = opened(office)
    for _ in range(2):
        actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert Notice.objects.filter(kind="case_assigned").count() == 1
    assert Note.objects.filter(kind=NoteKind.LEAD_CHANGED).count() == 1


def test_a_lead_is_named_by_who_may_among_those_who_work_here_now(office: Office) -> None:
    case = opened(office)
    with pytest.raises(NotPermitted):
        actions.assign_lead(by=office.aigul.actor, case=case, lead=office.nurzhan.person)
    for stranger in (office.lazzat, office.gulnar):
        with pytest.raises(actions.NotALead):
            actions.assign_lead(by=office.saule.actor, case=case, lead=stranger.person)
    end_role(by=SYSTEM, membership=office.nurzhan.membership)
    with pytest.raises(actions.NotALead):
        actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    with pytest.raises(NotPermitted):
        actions.assign_lead(
            by=hired(office.other, Role.SUPERVISOR, "other").actor, case=case, lead=office.lazzat.person
        )
    with pytest.raises(actions.CaseIsClosed):
        actions.assign_lead(by=office.saule.actor, case=closed(office, case_met(office)), lead=office.nurzhan.person)


def case_met(office: Office) -> Case:
    case = opened(office)
    met(office, case)
    return case


def test_a_signature_waits_for_the_supervisors_whoever_leads(office: Office) -> None:
    case = case_met(office)
    asked(office, case)
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    timer = running(case)[TimerKind.CLOSURE_SIGNATURE]
    assert (timer.person, timer.asked_by_person) == (None, office.nurzhan.person)


def test_who_goes_to_another_organisation_takes_no_case_along(office: Office) -> None:
    case = opened(office)
    there = actor_of(give_role(by=SYSTEM, person=office.aigul.person, organisation=office.other, role=Role.CASEWORKER))
    assert not cases_visible_to(there).exists()
    assert not Timer.objects.running().visible_to(there).exists()
    with pytest.raises(NotPermitted):
        met(office, case, by=there)
    assert cases_visible_to(office.aigul.actor).get() == case


def test_the_first_contact_lets_the_assessment_begin_counted_from_the_opening(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
    with clock.standing_at(NOON + timedelta(hours=5)):
        met(office, case)
    timers = running(case)
    assert set(timers) == {TimerKind.ASSESSMENT}
    assert timers[TimerKind.ASSESSMENT].started_at == NOON
    assert case.stage == Stage.ASSESSING
    note = Note.objects.get()
    with pytest.raises(StillSealed):
        _ = note.text
    with vault.ring():
        reveal(office.aigul.actor, note)
    assert note.text == SEEN


def test_three_tries_count_as_contact(office: Office) -> None:
    case = opened(office)
    for count in range(3):
        assert case.stage == Stage.NEW, count
        met(office, case, kind=NoteKind.ATTEMPT, idempotency_key=f"try-{count}")
    assert case.stage == Stage.ASSESSING


def test_a_double_click_on_a_try_is_one_try(office: Office) -> None:
    case = opened(office)
    for _ in range(3):
        met(office, case, kind=NoteKind.ATTEMPT, idempotency_key="same")
    assert (Note.objects.count(), case.stage) == (1, Stage.NEW)


def test_a_contact_of_an_earlier_episode_says_nothing_of_todays_safety(office: Office) -> None:
    case = closed(office)
    actions.reopen_case(by=office.aigul.actor, case=case, reason="again")
    met(office, case, kind=NoteKind.OTHER, text="a letter came")
    assert case.stage == Stage.NEW
    assert TimerKind.FIRST_SAFETY_CONTACT in running(case)
    met(office, case)
    assert (case.stage, set(running(case))) == (Stage.ASSESSING, {TimerKind.ASSESSMENT})


def test_late_paper_is_welcome_and_raises_no_alarm(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
    with clock.standing_at(NOON + timedelta(days=2)):
        met(office, case, happened_on=NOON.date())
    note = Note.objects.get()
    assert (note.written_at.date() - note.happened_on).days == 2
    assert not Timer.objects.running().filter(due_at__lt=NOON + timedelta(days=2)).exists()


@pytest.mark.parametrize("days", [1, 400])
def test_a_contact_in_the_future_is_refused_and_nothing_is_written(office: Office, days: int) -> None:
    case = opened(office)
    with pytest.raises(actions.WrongDay) as refusal:
        met(office, case, happened_on=clock.today() + timedelta(days=days))
    assert "future" in str(refusal.value.sentence)
    with pytest.raises(actions.WrongDay):
        met(office, case, happened_on=clock.today() - timedelta(days=366 * 14))
    assert not Note.objects.exists()


@pytest.mark.parametrize("text", ["🙂 анасымен", "Аlіуа", "a\x00b", "ы" * 5_000_000, ""])
def test_any_text_is_kept_as_it_was_written(office: Office, text: str) -> None:
    met(office, opened(office), text=text)
    note = Note.objects.get()
    with vault.ring():
        reveal(office.aigul.actor, note)
    assert note.text == text


def test_a_closed_case_takes_no_note(office: Office) -> None:
    case = closed(office)
    with pytest.raises(actions.CaseIsClosed):
        met(office, case)


def test_a_stranger_and_the_desk_write_no_note(office: Office) -> None:
    case = opened(office)
    for worker in (office.lazzat, office.nurzhan, office.gulnar, office.dinara):
        with pytest.raises(NotPermitted):
            met(office, case, by=worker.actor)


def test_what_is_known_better_shows_on_today_at_once(office: Office) -> None:
    case, _ = at_work(office)
    basics = Basics("male", Birth(year=clock.today().year - 9), "unknown", "kk")
    actions.correct_case_basics(by=office.aigul.actor, case=case, basics=basics, version=case.child.version)
    timers = running(case)
    assert {(timer.sex, timer.birth_year) for timer in timers.values()} == {("male", clock.today().year - 9)}
    assert timers[TimerKind.SERVICE].fact == "service_types:medical"
    with pytest.raises(EditedMeanwhile):
        actions.correct_case_basics(by=office.saule.actor, case=case, basics=Basics(), version=1)


def test_the_risk_is_told_on_the_rows_of_the_own_organisation_alone(office: Office) -> None:
    case = opened(office)
    met(office, case)
    other = Timer.objects.create(
        file_id=case.file_id, kind=TimerKind.LEG_ANSWER, organisation=office.other, subject_code="X", fact="",
        address_name="referral", address_code="X", started_at=clock.now(), due_at=clock.now(),
    )  # fmt: skip
    assessed(office, case, Risk.HIGH)
    assert running(case)[TimerKind.PLAN].fact == "risk:high"
    other.refresh_from_db()
    assert other.fact == ""
    assert NAME not in str(vars(other))


def test_a_lead_who_left_and_came_back_opens_the_case_again_once_named_again(office: Office) -> None:
    case = opened(office)
    membership = end_role(by=SYSTEM, membership=office.aigul.membership)
    back = give_role(by=SYSTEM, person=membership.person, organisation=office.organisation, role=Role.CASEWORKER)
    assert not cases_visible_to(actor_of(back)).filter(pk=case.pk).exists()
    actions.assign_lead(by=office.saule.actor, case=case, lead=membership.person)
    assert cases_visible_to(actor_of(back)).filter(pk=case.pk).exists()
