import uuid
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.notices.actions import (
    choose_channels,
    claim_due,
    mark_failed,
    mark_seen,
    mark_sent,
    queue_notice,
    spare_outside,
    sweep_notices,
)
from panah.foundation.notices.codes import DANGER, Channel, NoticeKind
from panah.foundation.notices.models import Message, Notice
from panah.foundation.notices.queries import NO_MAIL, unseen_for
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import MORNING, NIGHT, NOON, at_work, confirm, reached, told, writes_down

pytestmark = pytest.mark.django_db
KIND = NoticeKind.REFERRAL_ARRIVED


def test_a_notice_is_queued_only_by_the_action_that_gives_its_reason() -> None:
    with pytest.raises(RuntimeError):
        queue_notice(by=given.SYSTEM, kind=KIND, person=given.person())
    assert not Notice.objects.exists()


def test_a_notice_has_one_kind_of_recipient() -> None:
    both: dict[str, Any] = {"person": given.person(), "organisation": given.organisation()}
    for words in ({}, both):
        with pytest.raises(ValueError, match="a person or to an organisation"):
            told(kind=KIND, **words)
    with pytest.raises(IntegrityError):
        Notice.objects.create(kind=KIND, channel=Channel.IN_APP, created_at=NOON, send_after=NOON)


def test_a_person_finds_a_notice_in_panah_and_others_do_not() -> None:
    aigul, other = given.actor(), given.actor()
    told(kind=KIND, person=Membership.objects.get(person_id=aigul.id).person, subject_code="K7Q4-2MX9")
    assert [notice.subject_code for notice in unseen_for(aigul)] == ["K7Q4-2MX9"]
    assert unseen_for(other) == []
    assert unseen_for(Actor.public()) == []


def test_an_organisation_is_told_through_those_who_answer_for_it() -> None:
    duty, supervisor, worker = given.actor(Role.DUTY_WORKER), given.actor(Role.SUPERVISOR), given.actor()
    elsewhere = given.actor(Role.DUTY_WORKER, place=given.organisation("other"))
    told(kind=KIND, organisation=given.organisation())
    assert [len(unseen_for(actor)) for actor in (duty, supervisor, worker, elsewhere)] == [1, 1, 0, 0]


def test_whoever_acts_is_not_told_of_it() -> None:
    duty, supervisor = given.actor(Role.DUTY_WORKER), given.actor(Role.SUPERVISOR)
    told(by=duty, kind=KIND, organisation=given.organisation())
    assert (unseen_for(duty), len(unseen_for(supervisor))) == ([], 1)


def test_where_nobody_answers_the_organisation_itself_is_told_and_who_comes_later_finds_it() -> None:
    told(kind=KIND, organisation=given.organisation())
    assert Notice.objects.get().person is None
    assert len(unseen_for(given.actor(Role.SUPERVISOR))) == 1
    assert unseen_for(given.actor(Role.CASEWORKER)) == []


def test_what_was_said_and_not_read_is_not_said_again() -> None:
    aigul = given.person()
    told(kind=KIND, person=aigul, subject_code="K7Q4-2MX9")
    assert told(kind=KIND, person=aigul, subject_code="K7Q4-2MX9") == []
    assert len(told(kind=NoticeKind.ANSWER_CAME, person=aigul, subject_code="K7Q4-2MX9")) == 1
    assert len(told(kind=KIND, person=aigul, subject_code="R5T8-P0A3")) == 1
    Notice.objects.update(seen_at=clock.now())
    assert len(told(kind=KIND, person=aigul, subject_code="K7Q4-2MX9")) == 1


def test_seen_notices_leave_the_list_and_those_of_others_stay() -> None:
    aigul, other = given.actor(Role.DUTY_WORKER), given.actor(Role.DUTY_WORKER)
    told(kind=KIND, organisation=given.organisation())
    everything = list(Notice.objects.values_list("pk", flat=True))
    assert mark_seen(by=aigul, notices=[*everything, uuid.uuid4()]) == 1
    assert mark_seen(by=aigul, notices=everything) == 0
    assert (unseen_for(aigul), len(unseen_for(other))) == ([], 1)


def test_who_confirmed_an_address_is_told_there_too() -> None:
    assert told(kind=KIND, person=reached())[0].channel == Channel.EMAIL
    assert told(kind=KIND, person=at_work())[0].channel == Channel.IN_APP
    somebody = at_work()
    writes_down(somebody, Channel.EMAIL, "a@example.org")
    assert told(kind=KIND, person=somebody)[0].channel == Channel.IN_APP


def test_without_a_mail_server_nothing_piles_up(settings: Any) -> None:
    somebody = reached()
    settings.EMAIL_BACKEND = NO_MAIL
    assert told(kind=KIND, person=somebody)[0].channel == Channel.IN_APP


def test_what_is_told_where_follows_how_pressing_it_is(settings: Any) -> None:
    settings.PANAH_SMS = "sms://{to}"
    somebody = reached()
    confirm(writes_down(somebody, Channel.SMS, "+77010000042"))
    own = actor_of(roles_of(somebody)[0])
    choose_channels(by=own, danger=Channel.SMS, soon=Channel.EMAIL, later=Channel.IN_APP, digest_at=time(17, 30))
    with clock.standing_at(NOON):
        danger = told(kind=KIND, person=somebody, urgency=DANGER)[0]
        soon = told(kind=NoticeKind.HELP_ASKED, person=somebody)[0]
        later = told(kind=NoticeKind.DEADLINE_NEAR, person=somebody)[0]
        others = told(kind=NoticeKind.DEADLINE_NEAR, person=given.person())[0]
    assert [notice.channel for notice in (danger, soon, later)] == [Channel.SMS, Channel.EMAIL, Channel.IN_APP]
    assert later.send_after == NOON.replace(hour=17, minute=30)
    assert others.send_after == MORNING
    with pytest.raises(ValueError, match="one of the hours"):
        choose_channels(by=own, danger=Channel.SMS, soon=Channel.SMS, later=Channel.SMS, digest_at=time(3))


def test_only_the_job_of_sending_may_claim() -> None:
    with pytest.raises(NotPermitted):
        claim_due(by=given.actor(Role.HEAD_OF_ORGANISATION))


def test_what_is_claimed_is_not_claimed_again_until_the_lease_is_over() -> None:
    with clock.standing_at(NOON):
        told(kind=KIND, person=reached())
        first = claim_due(by=given.SYSTEM)
        assert claim_due(by=given.SYSTEM) is None
    with clock.standing_at(NOON + timedelta(minutes=9)):
        assert claim_due(by=given.SYSTEM) is None
    with clock.standing_at(NOON + timedelta(minutes=11)):
        again = claim_due(by=given.SYSTEM)
    assert first
    assert again
    assert again.message == first.message
    assert again.message.is_uncertain


def test_a_worker_that_comes_back_late_cannot_undo_what_another_did() -> None:
    with clock.standing_at(NOON):
        told(kind=KIND, person=reached())
        late = claim_due(by=given.SYSTEM)
    assert late
    with clock.standing_at(NOON + timedelta(minutes=11)):
        other = claim_due(by=given.SYSTEM)
        assert other
        assert mark_sent(by=given.SYSTEM, message=other.message)
        assert not mark_failed(by=given.SYSTEM, message=late.message, error_code="Late")
        assert not mark_sent(by=given.SYSTEM, message=late.message)
    assert Message.objects.get().error_code == ""


def test_what_somebody_answered_rings_nobody_of_that_office_any_more() -> None:
    ours, theirs = reached("a@example.org"), reached("b@example.org")
    Membership.objects.filter(person=theirs).update(organisation=given.organisation("other"))
    with clock.standing_at(NIGHT):
        for somebody in (ours, theirs):
            told(kind=KIND, person=somebody, subject_code="K7Q4-2MX9")
        told(kind=KIND, person=ours, subject_code="R5T8-P0A3")
        _spare(KIND, "K7Q4-2MX9")
    with clock.standing_at(MORNING):
        first, second, none = (claim_due(by=given.SYSTEM) for _ in range(3))
    assert first
    assert second
    assert none is None
    assert {first.digest.requests, second.digest.requests} == {1}
    assert Notice.objects.unseen().count() == 3, "in Panah all stand"


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def _spared(*, by: Actor, kind: NoticeKind, code: str) -> int:
    return spare_outside(by=by, kinds=[kind], subject_codes=[code], organisation=given.organisation())


def _spare(kind: NoticeKind, code: str) -> None:
    assert _spared(by=given.SYSTEM, kind=kind, code=code) == 1


def test_notices_are_forgotten_after_ninety_days() -> None:
    with clock.standing_at(NOON):
        told(kind=KIND, person=given.person())
    with clock.standing_at(NOON + timedelta(days=89)):
        assert sweep_notices(by=given.SYSTEM) == 0
    with clock.standing_at(NOON + timedelta(days=91)):
        assert sweep_notices(by=given.SYSTEM) == 1
