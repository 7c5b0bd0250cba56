from datetime import timedelta
from typing import Any

import pytest

from panah.casework.concerns import actions, queries
from panah.casework.concerns.actions import ChildTold
from panah.casework.concerns.codes import AnswerStatus, ConcernStatus, Urgency
from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage
from panah.casework.people.actions import ChildDetails, register_child
from panah.casework.people.models import Child
from panah.foundation.accounts.actions import add_organisation
from panah.foundation.accounts.models import DutyArea
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.models import AuditEvent, File, Grant
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from tests.panah.casework.concerns.office import (
    CANARY_NAME,
    CANARY_SEEN,
    PUBLIC,
    SYSTEM,
    Office,
    details_of,
    person_in,
    reported,
)


def running(concern: Concern) -> list[Timer]:
    return list(Timer.objects.running().filter(file=concern.file_id))


def test_a_report_is_sealed_under_its_own_key_and_opens_for_the_duty_worker_alone(office: Office) -> None:
    concern = Concern.objects.get(pk=reported(office).pk)
    with pytest.raises(StillSealed):
        _ = concern.what_was_seen
    assert Concern.objects.visible_to(office.duty).get() == concern
    assert not Concern.objects.visible_to(office.elsewhere).exists()
    assert not Concern.objects.visible_to(PUBLIC).exists()
    children = queries.children_of([concern])[concern.pk]
    with vault.ring():
        reveal(office.duty, concern, *children)
    assert concern.what_was_seen == CANARY_SEEN
    assert children[0].name == CANARY_NAME


def test_the_first_look_has_a_clock_by_urgency_that_shows_codes_only(office: Office) -> None:
    concern = reported(office)
    timer = Timer.objects.get()
    assert timer.kind == TimerKind.CONCERN_FIRST_LOOK
    assert timer.due_at - timer.started_at == timedelta(hours=24)
    assert (timer.organisation, timer.person) == (office.organisation, None)
    assert (timer.subject_code, timer.address_name, timer.address_code) == (concern.code, "concern", concern.code)
    assert (timer.sex, timer.age_band, timer.place) == ("male", "6_11", office.district.code)
    assert timer.fact == "languages_spoken:uz"
    assert Notice.objects.get().person == office.duty_worker


def test_danger_is_looked_at_within_15_minutes(office: Office) -> None:
    assert reported(office, is_danger_now="yes").urgency == Urgency.DANGER
    timer = Timer.objects.get()
    assert timer.due_at - timer.started_at == timedelta(minutes=15)


def test_a_double_click_makes_one_concern_with_one_receipt(office: Office) -> None:
    first, second = reported(office), reported(office)
    assert first.pk == second.pk
    assert Concern.objects.count() == Timer.objects.count() == 1
    assert queries.concern_of_receipt(queries.receipt_of("form-1")) == first
    assert queries.concern_of_receipt(queries.receipt_of("form-2")) is None


def test_the_receipt_itself_rests_nowhere(office: Office) -> None:
    concern = reported(office)
    receipt = queries.receipt_of("form-1")
    assert receipt not in " ".join(str(value) for row in Concern.objects.values() for value in row.values())
    assert receipt not in " ".join(str(value) for row in AuditEvent.objects.values() for value in row.values())
    assert concern.receipt_hash == queries.receipt_hash_of(receipt)


def test_a_form_that_comes_back_with_other_answers_is_added_and_loses_nothing(office: Office) -> None:
    concern = reported(office)
    again = details_of(office, what_was_seen="Тағы бірдеңе көрдім")
    assert queries.told_hash_of(again.told()) != concern.told_hash
    actions.tell_again(by=PUBLIC, receipt=queries.receipt_of("form-1"), details=again, text="Тағы бірдеңе көрдім")
    concern.refresh_from_db()
    assert queries.told_hash_of(again.told()) == concern.told_hash
    message = ConcernMessage.objects.get()
    with vault.ring():
        reveal(office.duty, message, concern)
    assert (message.text, concern.what_was_seen) == ("Тағы бірдеңе көрдім", CANARY_SEEN)


def test_a_concern_names_up_to_nine_children_and_a_newborn_without_anything_is_one(office: Office) -> None:
    concern = reported(office, children=(ChildTold(age_band="under_1"), *(ChildTold() for _ in range(8))))
    assert [child.position for child in queries.children_of([concern])[concern.pk]] == list(range(1, 10))
    with pytest.raises(ValueError, match="1 to 9"):
        reported(office, "form-2", children=tuple(ChildTold() for _ in range(10)))


@pytest.mark.parametrize(
    "changes",
    [{"signs": ()}, {"signs": ("invented",)}, {"reporter_contact": ""}, {"stays_anonymous": True}],
)
def test_a_report_without_what_is_needed_is_refused_with_a_sentence(office: Office, changes: dict[str, Any]) -> None:
    with pytest.raises(actions.ReportIncomplete) as refusal:
        reported(office, **changes)
    assert str(refusal.value.sentence)
    assert not Concern.objects.exists()


def test_a_text_that_is_too_long_is_refused_with_both_numbers_and_nothing_is_half_written(office: Office) -> None:
    with pytest.raises(actions.TextTooLong) as refusal:
        reported(office, what_was_seen="ә" * 5_000_000)
    assert "5000000" in str(refusal.value.sentence)
    assert "20000" in str(refusal.value.sentence)
    assert not Concern.objects.exists()
    assert not Timer.objects.exists()


def test_emoji_look_alikes_and_null_signs_are_kept_as_they_are(office: Office) -> None:
    text = "👩‍👧 аaа \x00 ʻОʻ \u202e end"
    concern = reported(office, what_was_seen=text)
    fresh = Concern.objects.get(pk=concern.pk)
    with vault.ring():
        reveal(office.duty, fresh)
    assert fresh.what_was_seen == text


def test_a_place_without_duty_goes_to_the_last_resort_and_then_to_any_duty_worker(office: Office) -> None:
    assert reported(office, place=None).organisation == office.other
    DutyArea.objects.all().delete()
    assert reported(office, "form-2", place=None).organisation == office.organisation


def test_triage_stops_the_first_look_and_starts_its_own_clock_on_the_person(office: Office) -> None:
    concern = reported(office)
    actions.begin_triage(by=office.duty, concern=concern)
    (timer,) = running(concern)
    assert (timer.kind, timer.person) == (TimerKind.CONCERN_TRIAGE, office.duty_worker)
    assert concern.status == ConcernStatus.IN_TRIAGE
    assert concern.looked_at is not None
    assert concern.answer_status == AnswerStatus.BEING_LOOKED_INTO
    actions.begin_triage(by=office.duty, concern=concern)
    assert len(running(concern)) == 1


def test_a_stranger_triages_nothing(office: Office) -> None:
    concern = reported(office)
    for stranger in (office.elsewhere, PUBLIC):
        with pytest.raises(NotPermitted):
            actions.begin_triage(by=stranger, concern=concern)


def test_information_and_setting_aside_need_words_and_stop_every_clock(office: Office) -> None:
    concern = reported(office)
    with pytest.raises(actions.ReasonMissing):
        actions.give_information(by=office.duty, concern=concern, note="  ")
    with pytest.raises(actions.ReasonMissing):
        actions.set_aside(by=office.duty, concern=concern, reason="invented", note="Көршісі қайта қоңырау шалды")
    actions.set_aside(by=office.duty, concern=concern, reason="no_sign_of_harm", note="Көршісі қайта қоңырау шалды")
    assert running(concern) == []
    assert (concern.status, concern.reason) == (ConcernStatus.NOT_A_CONCERN, "no_sign_of_harm")
    assert concern.decided_by == office.duty.id
    with pytest.raises(actions.AlreadyDecided):
        actions.give_information(by=office.duty, concern=concern, note="Кеш")


def test_two_who_decide_at_once_lose_no_word(office: Office) -> None:
    concern = reported(office)
    opened = concern.version
    Concern.objects.filter(pk=concern.pk).update(version=opened + 1)
    with pytest.raises(EditedMeanwhile):
        actions.give_information(by=office.duty, concern=concern, note="Менің сөзім", version=opened)


def test_a_message_comes_by_receipt_starts_a_clock_and_brings_back_what_was_set_aside(office: Office) -> None:
    concern = reported(office)
    actions.set_aside(by=office.duty, concern=concern, reason="no_sign_of_harm", note="Жоқ")
    receipt = queries.receipt_of("form-1")
    actions.add_message(by=PUBLIC, receipt=receipt, text="Тағы көрдім", idempotency_key="m1")
    actions.add_message(by=PUBLIC, receipt=receipt, text="Тағы көрдім", idempotency_key="m1")
    assert ConcernMessage.objects.count() == 1
    assert [timer.kind for timer in running(concern)] == [TimerKind.CONCERN_MESSAGE]
    actions.begin_triage(by=office.duty, concern=concern)
    assert [timer.kind for timer in running(concern)] == [TimerKind.CONCERN_TRIAGE]


def test_reading_a_message_stops_its_clock(office: Office) -> None:
    concern = reported(office)
    actions.give_information(by=office.duty, concern=concern, note="Айтылды")
    actions.add_message(by=PUBLIC, receipt=queries.receipt_of("form-1"), text="Рақмет")
    actions.read_messages(by=office.duty, concern=concern)
    assert running(concern) == []


@pytest.mark.parametrize("days", [0, 366])
def test_wrong_and_expired_receipts_are_one_refusal(office: Office, days: int) -> None:
    concern = reported(office)
    receipt = queries.receipt_of("form-1" if days else "form-2")
    with clock.standing_at(concern.received_at + timedelta(days=days)):
        assert queries.answer_of(receipt) is None
        with pytest.raises(actions.UnknownReceipt):
            actions.add_message(by=PUBLIC, receipt=receipt, text="?")


@action(Permission.DEMO_BUILD, on=None)
def refer_as_referrals_does(*, by: Actor, concern: Concern, office: Office) -> Child:
    actions.mark_referred(by=by, concern=concern)
    child = register_child(by=by, organisation=office.other, details=ChildDetails())
    actions.join_child(by=by, concern_child=ConcernChild.objects.get(concern=concern), child=child)
    actions.set_answer_status(by=by, concern=concern, status=AnswerStatus.SPECIALIST_WORKING)
    return child


def test_what_referrals_did_is_pushed_down_within_its_action_only(office: Office) -> None:
    concern = reported(office)
    with pytest.raises(RuntimeError):
        actions.mark_referred(by=SYSTEM, concern=concern)
    child = refer_as_referrals_does(by=SYSTEM, concern=concern, office=office)
    concern.refresh_from_db()
    assert (concern.status, concern.answer_status) == (ConcernStatus.REFERRED, AnswerStatus.SPECIALIST_WORKING)
    assert queries.children_of([concern])[concern.pk][0].child == child
    assert running(concern) == []


def test_the_audit_names_the_room_and_the_code_and_never_a_value(office: Office) -> None:
    concern = reported(office)
    actions.add_message(by=PUBLIC, receipt=queries.receipt_of("form-1"), text="Canarymessage")
    events = {event.verb: event for event in AuditEvent.objects.all()}
    assert events["concerns.report_concern"].subject_code == concern.code
    assert events["concerns.add_message"].subject_code == concern.code
    assert "Canary" not in str(list(AuditEvent.objects.values()))


def test_what_came_to_nothing_is_erased_after_90_days_with_its_key_and_clocks(office: Office) -> None:
    kept, settled, busy = reported(office), reported(office, "form-2"), reported(office, "form-3")
    for concern in (settled, busy):
        actions.set_aside(by=office.duty, concern=concern, reason="no_sign_of_harm", note="Жоқ")
    actions.add_message(by=PUBLIC, receipt=queries.receipt_of("form-3"), text="Тағы")
    with clock.standing_at(clock.now() + timedelta(days=89)):
        assert actions.sweep_concerns(by=SYSTEM) == 0
    with clock.standing_at(clock.now() + timedelta(days=91)):
        assert actions.sweep_concerns(by=SYSTEM) == 1
        assert actions.sweep_concerns(by=SYSTEM) == 0
    assert set(Concern.objects.all()) == {kept, busy}
    assert not File.objects.filter(pk=settled.file_id).exists()
    assert not Grant.objects.filter(file_id=settled.file_id).exists()
    assert not ConcernChild.objects.filter(file_id=settled.file_id).exists()


def test_what_a_reporter_added_of_late_is_not_erased_once_it_was_read(office: Office) -> None:
    concern = reported(office)
    actions.set_aside(by=office.duty, concern=concern, reason="no_sign_of_harm", note="Жоқ")
    with clock.standing_at(clock.now() + timedelta(days=89)):
        message = actions.add_message(
            by=PUBLIC, receipt=queries.receipt_of("form-1"), text="She is back at the bazaar."
        )
    with clock.standing_at(clock.now() + timedelta(days=91)):
        actions.read_messages(by=office.duty, concern=concern)
        assert actions.sweep_concerns(by=SYSTEM) == 0
    with clock.standing_at(message.written_at + timedelta(days=91)):
        assert actions.sweep_concerns(by=SYSTEM) == 1


def test_no_report_goes_to_an_office_where_nobody_works_any_more(office: Office) -> None:
    """Danger now, and the only duty worker of the district left last week: the last resort looks first."""
    assert reported(office).organisation == office.organisation
    office.duty_worker.is_active = False
    office.duty_worker.save()
    assert reported(office, "form-2").organisation == office.other
    office.stranger.is_active = False
    office.stranger.save()
    third = add_organisation(by=SYSTEM, code="third", kind="ngo", names={"kk": "C", "ru": "C", "en": "C"})
    person_in(third, Role.DUTY_WORKER, "third")
    assert reported(office, "form-3").organisation == third
