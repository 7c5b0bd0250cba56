"""What leaves, when, and that nothing is lost or doubled where a server fails."""

import smtplib
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import translation

from panah.foundation.accounts.models import Membership
from panah.foundation.notices import rules
from panah.foundation.notices.actions import claim_due, mark_seen, remove_address, stop_messages
from panah.foundation.notices.codes import DANGER, Channel, MessageState, NoticeKind
from panah.foundation.notices.delivery import MOST_FAILURES, Delivered, deliver_due
from panah.foundation.notices.delivery.words import said
from panah.foundation.notices.models import Address, Message, Notice
from panah.foundation.notices.queries import unreached
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import MORNING, NIGHT, NOON, at_work, reached, told, writes_down

pytestmark = pytest.mark.django_db
ARRIVED = NoticeKind.REFERRAL_ARRIVED


class MailServer(BaseEmailBackend):
    """Says no to each message that it was told to, and keeps the others."""

    faults: list[Exception] = []
    received: list[mail.EmailMessage] = []

    def send_messages(self, email_messages: Any) -> int:
        if self.faults:
            raise self.faults.pop(0)
        self.received.extend(email_messages)
        return len(email_messages)


@pytest.fixture
def server(settings: Any) -> type[MailServer]:
    settings.EMAIL_BACKEND = f"{MailServer.__module__}.MailServer"
    MailServer.faults, MailServer.received = [], []
    return MailServer


def _deliver(moment: datetime) -> Delivered:
    with clock.standing_at(moment):
        return deliver_due(by=given.SYSTEM)


def test_several_notices_to_one_person_are_one_message(server: type[MailServer]) -> None:
    aigul, dana = reached("aigul@example.org"), reached("dana@example.org")
    with clock.standing_at(NOON):
        for number in range(3):
            told(kind=ARRIVED, person=aigul, subject_code=f"K7Q4-2MX{number}")
        told(kind=ARRIVED, person=dana)
    assert _deliver(NOON) == Delivered(sent=2)
    bodies = {message.to[0]: message.body for message in server.received}
    assert str(bodies["aigul@example.org"]).startswith("3 requests.\n")
    assert str(bodies["dana@example.org"]).startswith("1 request.\n")
    assert _deliver(NOON + timedelta(days=1)) == Delivered()


def test_what_was_withdrawn_before_the_morning_makes_no_message(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        (notice,) = told(kind=NoticeKind.DEADLINE_PASSED, person=reached())
        notice.delete()
    assert _deliver(MORNING) == Delivered()
    assert server.received == []


def test_a_message_names_no_child_no_topic_and_no_place(server: type[MailServer]) -> None:
    duty = reached("canary@example.org", role=Role.DUTY_WORKER, name="Canary Person")
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=duty, subject_code="K7Q4-2MX9", due_at=NOON + timedelta(hours=2))
    _deliver(NOON)
    message = server.received[0]
    text = message.message().as_string().lower()
    assert message.subject == "Panah"
    forbidden = ["k7q4", "2mx9", "sana", "canary person", "child", "referral", "shelter", "concern", "case", "traffick"]
    assert [word for word in forbidden if word in text] == []
    assert str(message.body).startswith("1 request. Answer by 14:00.\n")


def test_a_message_says_where_to_open_and_how_to_stop(server: type[MailServer], settings: Any) -> None:
    settings.PANAH_ADDRESS = "https://panah.example.kz/"
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    _deliver(NOON)
    body, headers = str(server.received[0].body), server.received[0].extra_headers
    assert "Open: https://panah.example.kz/app/\n" in body
    assert "Why me" in body
    stop = body.split("Stop these messages: ")[1].strip()
    assert stop.startswith("https://panah.example.kz/x/")
    assert headers["List-Unsubscribe"] == f"<{stop}>"


def test_the_language_is_that_of_the_reader_and_afterwards_as_before(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached(language="ru"))
    with translation.override("en"):
        _deliver(NOON)
        assert translation.get_language() == "en"
    with translation.override("ru"):
        assert str(server.received[0].body).splitlines()[0] == said(rules.Digest(requests=1))[0]


def test_at_night_only_danger_leaves(server: type[MailServer]) -> None:
    with clock.standing_at(NIGHT):
        told(kind=ARRIVED, person=reached("normal@example.org"))
        told(kind=ARRIVED, person=reached("danger@example.org"), urgency=DANGER)
    assert _deliver(NIGHT).sent == 1
    assert server.received[0].to == ["danger@example.org"]
    assert _deliver(MORNING).sent == 1


def test_a_worker_that_is_late_keeps_the_quiet_hours(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    assert _deliver(NIGHT) == Delivered()
    assert _deliver(MORNING) == Delivered(sent=1)


def test_what_can_wait_comes_with_the_morning(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=NoticeKind.DEADLINE_NEAR, person=reached())
    assert _deliver(NOON + timedelta(hours=5)) == Delivered()
    assert _deliver(MORNING) == Delivered(sent=1)


def test_whoever_is_on_duty_is_told_at_night(server: type[MailServer]) -> None:
    with clock.standing_at(NIGHT):
        told(kind=ARRIVED, person=reached("duty@example.org"), at_once=True)
        told(kind=NoticeKind.DUTY_GAP, person=reached("head@example.org"))
    assert _deliver(NIGHT) == Delivered(sent=2)


SAYS_NO = [
    smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted, a@example.org")}),
    smtplib.SMTPDataError(451, b"try later"),
    smtplib.SMTPSenderRefused(421, b"busy", "panah@localhost"),
]
LEAVES_OPEN = [
    TimeoutError(),
    smtplib.SMTPServerDisconnected("gone"),
    ValueError("what no mail server should do"),
]


@pytest.mark.parametrize("faults", [SAYS_NO, LEAVES_OPEN, [SAYS_NO[0], LEAVES_OPEN[0], SAYS_NO[1]]])
def test_a_broken_mail_server_loses_nothing_and_sends_nothing_twice(
    server: type[MailServer], faults: list[Exception]
) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached(), urgency=DANGER)
    server.faults = list(faults)
    moment, failures = NOON, 0
    while not server.received:
        failures += _deliver(moment).failed
        moment += timedelta(minutes=1)
        assert failures <= len(faults)
    assert failures == len(faults)
    for hours in range(48):
        assert _deliver(moment + timedelta(hours=hours)) == Delivered()
    assert len(server.received) == 1


def test_what_may_have_come_goes_again_under_the_same_name_and_with_nothing_new(server: type[MailServer]) -> None:
    somebody = reached()
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody, subject_code="K7Q4-2MX9")
    server.faults = [TimeoutError()]
    _deliver(NOON)
    message = Message.objects.get()
    with clock.standing_at(NOON + timedelta(seconds=30)):
        told(kind=ARRIVED, person=somebody, subject_code="R5T8-P0A3")
    _deliver(NOON + timedelta(minutes=2))
    _deliver(NOON + timedelta(minutes=20))
    names = [one.extra_headers["Message-ID"] for one in server.received]
    assert names[0] == f"<{message.pk}@localhost>"
    assert len(set(names)) == len(names) == 2
    assert [str(one.body).splitlines()[0] for one in server.received] == ["1 request.", "1 request."]


def test_what_surely_never_came_takes_along_what_came_since(server: type[MailServer]) -> None:
    somebody = reached()
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody, subject_code="K7Q4-2MX9")
    server.faults = [SAYS_NO[0]]
    _deliver(NOON)
    with clock.standing_at(NOON + timedelta(seconds=30)):
        told(kind=ARRIVED, person=somebody, subject_code="R5T8-P0A3")
    assert _deliver(NOON + timedelta(seconds=40)) == Delivered()
    assert _deliver(NOON + timedelta(minutes=2)) == Delivered(sent=1)
    assert str(server.received[0].body).startswith("2 requests.")


def test_danger_does_not_wait_for_the_next_try_of_what_is_calm(server: type[MailServer]) -> None:
    somebody = reached()
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody, subject_code="K7Q4-2MX9")
    server.faults = [SAYS_NO[0]]
    _deliver(NOON)
    with clock.standing_at(NOON + timedelta(seconds=10)):
        told(kind=ARRIVED, person=somebody, subject_code="R5T8-P0A3", urgency=DANGER)
    assert _deliver(NOON + timedelta(seconds=10)) == Delivered(sent=1)
    assert str(server.received[0].body).startswith("Urgent request. Open now.\n1 request.")


def test_what_is_kept_of_a_fault_is_its_kind_and_no_address(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    server.faults = [SAYS_NO[0]]
    _deliver(NOON)
    assert Message.objects.get().error_code == "SMTPRecipientsRefused"


def test_a_server_that_never_takes_it_is_given_up_after_a_day_in_sight_of_somebody(server: type[MailServer]) -> None:
    somebody = reached()
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody)
    server.faults = [SAYS_NO[0]] * 100
    tries = sum(_deliver(NOON + timedelta(minutes=minutes)).failed for minutes in range(0, 60 * 80, 7))
    assert tries == rules.MOST_TRIES
    assert Message.objects.get().state == MessageState.GIVEN_UP
    assert [one.person for one in unreached()] == [somebody]
    assert Notice.objects.unseen().count() == 1, "in Panah it stands"


def test_a_server_that_takes_it_and_never_says_so_gets_few_doubles_under_one_name(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    server.faults = [LEAVES_OPEN[0]] * 100
    tries = sum(_deliver(NOON + timedelta(minutes=minutes)).failed for minutes in range(0, 60 * 80, 7))
    assert tries == rules.MOST_UNCERTAIN_TRIES


def test_what_comes_through_again_is_no_trouble_any_more(server: type[MailServer]) -> None:
    somebody = reached()
    Address.objects.update(given_up_at=NOON)
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody)
    _deliver(NOON)
    assert list(unreached()) == []


def test_one_faulty_address_does_not_hold_up_the_others(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        for number in range(4):
            told(kind=ARRIVED, person=reached(f"p{number}@example.org"))
    server.faults = [SAYS_NO[0]]
    assert _deliver(NOON) == Delivered(sent=3, failed=1)


def test_a_server_that_is_down_is_left_alone_until_the_next_turn(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        for number in range(10):
            told(kind=ARRIVED, person=reached(f"p{number}@example.org"))
    server.faults = [smtplib.SMTPDataError(451, b"no") for _ in range(10)]
    assert _deliver(NOON) == Delivered(failed=MOST_FAILURES)
    server.faults = []
    assert _deliver(NOON + timedelta(minutes=2)) == Delivered(sent=10)


def test_a_worker_that_vanished_before_it_could_tell_loses_nothing(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
        taken = claim_due(by=given.SYSTEM)
    assert taken
    assert _deliver(NOON + timedelta(minutes=5)) == Delivered()
    assert _deliver(NOON + timedelta(minutes=11)) == Delivered(sent=1)
    assert server.received[0].extra_headers["Message-ID"] == f"<{taken.message.pk}@localhost>"


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
