import smtplib
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import translation

from panah.foundation.notices import rules
from panah.foundation.notices.actions import choose_email, claim_due, mark_seen
from panah.foundation.notices.codes import DANGER, NoticeKind
from panah.foundation.notices.delivery import MOST_FAILURES, Delivered, deliver_due, text_of
from panah.foundation.notices.models import Notice
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import MORNING, NIGHT, NOON, told

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
    aigul, dana = given.person("aigul", "aigul@example.org"), given.person("dana", "dana@example.org")
    with clock.standing_at(NOON):
        for number in range(3):
            told(kind=ARRIVED, person=aigul, subject_code=f"K7Q4-2MX{number}")
        told(kind=ARRIVED, person=dana)
    assert _deliver(NOON) == Delivered(sent=2)
    bodies = {message.to[0]: message.body for message in server.received}
    assert "Items waiting: 3" in bodies["aigul@example.org"]
    assert "Items waiting: 1" in bodies["dana@example.org"]
    assert _deliver(NOON + timedelta(days=1)) == Delivered()


@pytest.mark.safeguard("S12", "no kind of notice says a code, a topic, a place or a person outside")
@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_kind_of_notice_says_outside_what_it_is_about(
    server: type[MailServer], kind: NoticeKind, language: str
) -> None:
    reader = given.person("Canary Person", "canary@example.org", language)
    with clock.standing_at(NOON):
        told(kind=kind, person=reader, subject_code="K7Q4-2MX9", urgency=DANGER, due_at=NOON)
    _deliver(NOON)
    text = f"{server.received[0].subject}\n{server.received[0].body}".lower()
    words = [*code_list("notice_kind").rows[kind].labels.values(), "K7Q4", "2MX9", "Canary Person"]
    assert [word for word in words if word.lower() in text] == []


def test_what_was_withdrawn_before_the_morning_makes_no_message(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        (notice,) = told(kind=NoticeKind.DEADLINE_PASSED, person=given.person(email="a@example.org"))
        notice.delete()
    assert _deliver(MORNING) == Delivered()
    assert server.received == []


def test_a_message_names_no_child_no_topic_and_no_place(server: type[MailServer]) -> None:
    place = given.organisation("alga-shelter")
    duty = given.person("Canary Person", "canary@example.org")
    given.actor(Role.DUTY_WORKER, duty, place)
    with clock.standing_at(NOON):
        told(kind=ARRIVED, organisation=place, subject_code="K7Q4-2MX9", urgency=DANGER, due_at=NOON)
    _deliver(NOON)
    message = server.received[0]
    text = message.message().as_string().lower()
    assert message.subject == "Panah"
    forbidden = ["k7q4", "2mx9", "alga", "canary person", "child", "referral", "shelter", "concern", "case", "traffick"]
    assert [word for word in forbidden if word in text] == []
    assert "urgent: 1" in text
    assert "23" in text
    assert "12:00" in text


def test_a_message_says_where_to_open_and_how_to_stop(server: type[MailServer], settings: Any) -> None:
    settings.PANAH_ADDRESS = "https://panah.example.kz/"
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=given.person(email="a@example.org"))
    _deliver(NOON)
    body = server.received[0].body
    assert "Open: https://panah.example.kz/app/\n" in body
    assert "Why me" in body
    assert "Stop these messages: https://panah.example.kz/app/me/\n" in body


def test_the_language_is_that_of_the_reader_and_afterwards_as_before(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=given.person(email="a@example.org", language="ru"), due_at=NOON)
    with translation.override("en"):
        _deliver(NOON)
        assert translation.get_language() == "en"
    with translation.override("ru"):
        assert server.received[0].body == text_of(rules.Digest(1, 0, NOON))


def test_at_night_only_danger_leaves(server: type[MailServer]) -> None:
    with clock.standing_at(NIGHT):
        told(kind=ARRIVED, person=given.person(email="normal@example.org"))
        told(kind=ARRIVED, person=given.person(email="danger@example.org"), urgency=DANGER)
    assert _deliver(NIGHT).sent == 1
    assert server.received[0].to == ["danger@example.org"]
    assert _deliver(MORNING).sent == 1


def test_a_worker_that_is_late_keeps_the_quiet_hours(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=given.person(email="a@example.org"))
    assert _deliver(NIGHT) == Delivered()
    assert _deliver(MORNING) == Delivered(sent=1)


def test_what_can_wait_comes_with_the_morning(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=NoticeKind.DEADLINE_NEAR, person=given.person(email="a@example.org"))
    assert _deliver(NOON + timedelta(hours=5)) == Delivered()
    assert _deliver(MORNING) == Delivered(sent=1)


FAULTS = [
    ConnectionRefusedError(),
    TimeoutError(),
    smtplib.SMTPServerDisconnected("gone"),
    smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such person")}),
    smtplib.SMTPDataError(451, b"try later"),
    ValueError("what no mail server should do"),
]


def test_a_broken_mail_server_loses_nothing_and_sends_nothing_twice(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=given.person(email="a@example.org"), urgency=DANGER)
    server.faults = list(FAULTS)
    moment, failures = NOON, 0
    while not server.received:
        done = _deliver(moment)
        failures += done.failed
        moment += timedelta(minutes=1)
        assert failures <= len(FAULTS)
    assert failures == len(FAULTS)
    for hours in range(48):
        assert _deliver(moment + timedelta(hours=hours)) == Delivered()
    assert len(server.received) == 1


def test_what_is_kept_of_a_fault_is_its_kind_and_no_address(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=given.person(email="a@example.org"))
    server.faults = [FAULTS[3]]
    _deliver(NOON)
    assert Notice.objects.get().error_code == "SMTPRecipientsRefused"


def test_one_faulty_address_does_not_hold_up_the_others(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        for number in range(4):
            told(kind=ARRIVED, person=given.person(email=f"p{number}@example.org"))
    server.faults = [FAULTS[3]]
    assert _deliver(NOON) == Delivered(sent=3, failed=1)


def test_a_server_that_is_down_is_left_alone_until_the_next_turn(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        for number in range(10):
            told(kind=ARRIVED, person=given.person(email=f"p{number}@example.org"))
    server.faults = [ConnectionRefusedError() for _ in range(10)]
    assert _deliver(NOON) == Delivered(failed=MOST_FAILURES)
    server.faults = []
    assert _deliver(NOON + timedelta(minutes=2)) == Delivered(sent=10)


def test_a_worker_that_vanished_before_it_could_tell_loses_nothing(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=given.person(email="a@example.org"))
        taken = claim_due(by=given.SYSTEM)
    assert _deliver(NOON + timedelta(minutes=5)) == Delivered()
    assert _deliver(NOON + timedelta(minutes=11)) == Delivered(sent=1)
    assert server.received[0].extra_headers["Message-ID"] == f"<{taken[0].batch}@localhost>"


def test_who_read_it_in_panah_or_wants_no_mail_or_left_gets_none(server: type[MailServer]) -> None:
    reader, refuser, leaver = (given.person(name, f"{name}@example.org") for name in ("reader", "refuser", "leaver"))
    reading, refusing = given.actor(somebody=reader), given.actor(somebody=refuser)
    with clock.standing_at(NOON):
        for somebody in (reader, refuser, leaver):
            told(kind=ARRIVED, person=somebody)
    mark_seen(by=reading, notices=Notice.objects.values_list("pk", flat=True))
    choose_email(by=refusing, by_email=False)
    leaver.is_active = False
    leaver.save()
    assert _deliver(NOON) == Delivered()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(server: type[MailServer]) -> None:
    with clock.standing_at(NOON):
        for number in range(12):
            told(kind=ARRIVED, person=given.person(email=f"p{number}@example.org"))

    def work() -> None:
        _deliver(NOON)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(message.to[0] for message in server.received) == sorted(f"p{n}@example.org" for n in range(12))
