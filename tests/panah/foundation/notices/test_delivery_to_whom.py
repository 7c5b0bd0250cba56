"""Who is told no more, how often, and what two workers do at once."""

import smtplib
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from panah.foundation.accounts.models import Membership
from panah.foundation.notices.actions import mark_seen, remove_address, stop_messages
from panah.foundation.notices.codes import DANGER, Channel, MessageState, NoticeKind
from panah.foundation.notices.delivery import Delivered
from panah.foundation.notices.models import Address, Message, Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.notices.faulty_mail import MailServer, begun
from tests.panah.foundation.notices.faulty_mail import deliver as _deliver
from tests.panah.foundation.notices.given import MORNING, NOON, at_work, reached, told, writes_down

pytestmark = pytest.mark.django_db
ARRIVED = NoticeKind.REFERRAL_ARRIVED


SAYS_NO = [smtplib.SMTPDataError(451, b"try later")]


@pytest.fixture
def server(settings: Any) -> type[MailServer]:
    return begun(settings)


def test_a_flood_becomes_one_message_and_danger_is_not_held_up_by_it(server: type[MailServer]) -> None:
    somebody = reached()
    for number in range(100):
        moment = NOON + timedelta(seconds=5 * number)
        with clock.standing_at(moment):
            told(kind=ARRIVED, person=somebody, subject_code=f"K7Q4-2M{number:02}")
        _deliver(moment)
    assert len(server.received) == 1
    with clock.standing_at(NOON + timedelta(minutes=9)):
        told(kind=ARRIVED, person=somebody, subject_code="R5T8-P0A3", urgency=DANGER)
    _deliver(NOON + timedelta(minutes=9))
    assert len(server.received) == 2
    assert str(server.received[1].body).startswith("Urgent request. Open now.")
    assert _deliver(NOON + timedelta(minutes=30)).sent == 1
    assert str(server.received[2].body).startswith("99 requests.")


def test_who_read_it_in_panah_or_stopped_or_took_the_address_back_gets_none(server: type[MailServer]) -> None:
    reader, stopper, remover = (reached(f"{name}@example.org") for name in ("reader", "stopper", "remover"))
    with clock.standing_at(NOON):
        for somebody in (reader, stopper, remover):
            told(kind=ARRIVED, person=somebody)
    mark_seen(by=_actor(reader), notices=Notice.objects.values_list("pk", flat=True))
    link = Actor.link("x", {Permission.CHANNEL_STOP})
    stop_messages(by=link, address=Address.objects.get(person=stopper))
    remove_address(by=_actor(remover), channel=Channel.EMAIL)
    assert _deliver(NOON) == Delivered()


def _actor(person: Any) -> Actor:
    return Actor(**{**given.actor(somebody=person, role=Role.SUPERVISOR).__dict__})


@pytest.mark.safeguard("S12", "somebody who has left, or who lost the role, is still told that something waits")
def test_who_left_or_lost_the_role_gets_none(server: type[MailServer]) -> None:
    leaver, moved = reached("leaver@example.org"), reached("moved@example.org", role=Role.DUTY_WORKER)
    given.actor(Role.MONITORING_OFFICER, moved)
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=leaver)
        told(kind=ARRIVED, organisation=given.organisation(), roles=(Role.DUTY_WORKER,))
        told(kind=NoticeKind.REGION_WEEK, person=moved)
    Membership.objects.filter(person=leaver).update(until=NOON)
    Membership.objects.filter(person=moved, role=Role.DUTY_WORKER).update(until=NOON)
    assert _deliver(MORNING) == Delivered(sent=1)
    assert str(server.received[0].body).startswith("You have 1 item\n"), (
        "what a role of another kind is told still comes"
    )


def test_what_was_read_between_two_tries_is_not_sent(server: type[MailServer]) -> None:
    somebody = reached()
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody)
    server.faults = [SAYS_NO[0]]
    _deliver(NOON)
    Notice.objects.update(seen_at=NOON)
    assert _deliver(NOON + timedelta(minutes=5)) == Delivered()
    assert Message.objects.get().state == MessageState.DROPPED


def test_nothing_but_a_code_goes_to_an_address_that_nobody_confirmed(server: type[MailServer]) -> None:
    somebody = at_work()
    with clock.standing_at(NOON):
        writes_down(somebody, Channel.EMAIL, "stranger@example.org")
        told(kind=ARRIVED, person=somebody, urgency=DANGER)
    assert _deliver(NOON) == Delivered(sent=1)
    assert str(server.received[0].body).startswith("Code: ")
    assert _deliver(NOON + timedelta(days=1)) == Delivered()


def test_a_demo_sends_nothing(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
        mark_as_demo(by=given.SYSTEM)
    assert _deliver(NOON) == Delivered()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        for number in range(12):
            told(kind=ARRIVED, person=reached(f"p{number}@example.org"))

    def work() -> None:
        _deliver(NOON)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(message.to[0] for message in server.received) == sorted(f"p{n}@example.org" for n in range(12))
