import uuid
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from panah.foundation.accounts.models import Membership
from panah.foundation.notices.actions import (
    NO_MAIL,
    choose_email,
    claim_due,
    mark_failed,
    mark_seen,
    queue_notice,
    sweep_notices,
)
from panah.foundation.notices.codes import Channel, NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.notices.queries import digest_time_of, unseen_for, wants_email
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import MORNING, NOON, told

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


@pytest.mark.parametrize(("address", "channel"), [("a@example.org", Channel.EMAIL), ("", Channel.IN_APP)])
def test_who_has_an_address_is_told_by_mail_too(address: str, channel: Channel) -> None:
    assert told(kind=KIND, person=given.person(email=address))[0].channel == channel


def test_without_a_mail_server_nothing_piles_up(settings: Any) -> None:
    settings.EMAIL_BACKEND = NO_MAIL
    assert told(kind=KIND, person=given.person(email="a@example.org"))[0].channel == Channel.IN_APP


def test_one_chooses_for_oneself_whether_mail_comes() -> None:
    actor = given.actor()
    assert wants_email(actor)
    choose_email(by=actor, by_email=False)
    assert not wants_email(actor)
    assert wants_email(given.actor())
    choose_email(by=actor, by_email=True)
    assert wants_email(actor)


def test_one_chooses_the_hour_at_which_the_digest_comes() -> None:
    actor = given.actor()
    person = Membership.objects.get(person_id=actor.id).person
    assert digest_time_of(actor) == time(8, 30)
    choose_email(by=actor, by_email=True, digest_at=time(17, 30))
    assert digest_time_of(actor) == time(17, 30)
    with clock.standing_at(NOON):
        notice = told(kind=NoticeKind.DEADLINE_NEAR, person=person)[0]
        others = told(kind=NoticeKind.DEADLINE_NEAR, person=given.person())[0]
    assert notice.send_after == NOON.replace(hour=17, minute=30)
    assert others.send_after == MORNING
    with pytest.raises(ValueError, match="one of the hours"):
        choose_email(by=actor, by_email=True, digest_at=time(3))


def test_only_the_job_of_sending_may_claim() -> None:
    with pytest.raises(NotPermitted):
        claim_due(by=given.actor(Role.HEAD_OF_ORGANISATION))


def test_what_is_claimed_is_not_claimed_again_until_the_lease_is_over() -> None:
    with clock.standing_at(NOON):
        told(kind=KIND, person=given.person(email="a@example.org"))
        first = claim_due(by=given.SYSTEM)
        assert (len(first), claim_due(by=given.SYSTEM)) == (1, [])
    with clock.standing_at(NOON + timedelta(minutes=9)):
        assert claim_due(by=given.SYSTEM) == []
    with clock.standing_at(NOON + timedelta(minutes=11)):
        again = claim_due(by=given.SYSTEM)
    assert [(row.pk, row.batch) for row in again] == [(row.pk, row.batch) for row in first]


def test_a_worker_that_comes_back_late_cannot_undo_what_another_did() -> None:
    with clock.standing_at(NOON):
        told(kind=KIND, person=given.person(email="a@example.org"))
        rows = claim_due(by=given.SYSTEM)
        Notice.objects.update(sent_at=NOON)
        assert mark_failed(by=given.SYSTEM, notices=rows, error_code="Late") == 0
    assert Notice.objects.get().error_code == ""


def test_notices_are_forgotten_after_ninety_days() -> None:
    with clock.standing_at(NOON):
        told(kind=KIND, person=given.person())
    with clock.standing_at(NOON + timedelta(days=89)):
        assert sweep_notices(by=given.SYSTEM) == 0
    with clock.standing_at(NOON + timedelta(days=91)):
        assert sweep_notices(by=given.SYSTEM) == 1
