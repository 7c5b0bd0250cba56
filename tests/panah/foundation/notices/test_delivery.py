"""What leaves, when, and that nothing is lost or doubled where a server fails."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from panah.foundation.notices import rules
from panah.foundation.notices.actions import claim_due
from panah.foundation.notices.codes import DANGER, MessageState, NoticeKind
from panah.foundation.notices.delivery import MOST_FAILURES, Delivered
from panah.foundation.notices.delivery.words import said
from panah.foundation.notices.models import Address, Message, Notice
from panah.foundation.notices.queries import unreached
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.notices.faulty_mail import MailServer, begun
from tests.panah.foundation.notices.faulty_mail import deliver as _deliver
from tests.panah.foundation.notices.given import MORNING, NIGHT, NOON, reached, told

pytestmark = pytest.mark.django_db
ARRIVED = NoticeKind.REFERRAL_ARRIVED


@pytest.fixture
def server(settings: Any) -> type[MailServer]:
    return begun(settings)


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
