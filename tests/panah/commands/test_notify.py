from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core import mail

from panah.commands.notify import command
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.queries import NO_MAIL
from panah.foundation.security.actions import mark_as_demo
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import at_work, reached, told

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_a_message_is_tried_and_says_that_nothing_waits() -> None:
    somebody = reached("a@example.org", "ru")
    done = run("test", "--person", somebody.username)
    assert (done.exit_code, done.output) == (0, "It left. Ask them whether it came.\n")
    [letter] = mail.outbox
    assert "Ничего не ждёт" in str(letter.body)
    assert "a@example.org" not in done.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--person", "nobody"), "Nobody signs in as nobody."),
        (("--person", "{unconfirmed}"), "has confirmed no address for email"),
        (("--person", "{known}", "--channel", "sms"), "No way out by sms is set."),
        (("--person", "{known}", "--channel", "pigeon"), "is not one of"),
    ],
)
def test_what_cannot_leave_is_said_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    names = {"unconfirmed": at_work().username, "known": reached().username}
    done = run("test", *(word.format(**names) for word in words))
    assert done.exit_code != 0
    assert sentence in done.output
    assert mail.outbox == []


def test_a_machine_that_is_not_listed_is_named_without_a_traceback(settings: Any) -> None:
    somebody = reached()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.kz", 25
    done = run("test", "--person", somebody.username)
    assert done.exit_code == 1
    assert "smtp://mail.example.kz is not among the machines" in done.output
    assert "Traceback" not in done.output


def test_a_demo_and_a_closed_way_send_nothing(settings: Any) -> None:
    somebody = reached()
    settings.EMAIL_BACKEND = NO_MAIL
    assert "No way out by email is set." in run("test", "--person", somebody.username).output
    mark_as_demo(by=given.SYSTEM)
    assert "This is a demo" in run("test", "--person", somebody.username).output


def test_the_state_is_told_in_numbers() -> None:
    told(kind=NoticeKind.REFERRAL_ARRIVED, person=reached())
    lines = run("status").output.splitlines()
    assert lines[:3] == ["email: set", "sms: not set", "messenger: not set"]
    assert lines[-1] == "last one that left: -"
