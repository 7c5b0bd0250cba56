"""Real sockets to a server of this machine: refuses, puts off, hangs before, within and after."""

from datetime import datetime, timedelta
from email import message_from_string
from email.message import Message as Letter
from typing import Any

import pytest

from panah.foundation.notices.codes import MessageState, NoticeKind
from panah.foundation.notices.delivery import Delivered, deliver_due, mail
from panah.foundation.notices.models import Message
from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import NOON, reached, told
from tests.panah.foundation.notices.mail_server import Behaviour, mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"])]
ARRIVED = NoticeKind.REFERRAL_ARRIVED


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 0.3)


def _deliver(moment: datetime) -> Delivered:
    with clock.standing_at(moment):
        return deliver_due(by=given.SYSTEM)


def _letters(behaviour: Behaviour) -> list[Letter]:
    return [message_from_string(text) for text in behaviour.received]


@pytest.mark.safeguard("S12", "the headers of an e-mail say whom it is about, or from whom it comes")
def test_what_leaves_holds_no_more_than_it_must(settings: Any) -> None:
    behaviour = Behaviour()
    settings.DEFAULT_FROM_EMAIL = "Panah <panah@example.kz>"
    somebody = reached("aigul@example.org", name="Canary Person")
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=somebody, subject_code="K7Q4-2MX9")
    with mail_server(behaviour, settings):
        assert _deliver(NOON) == Delivered(sent=1)
    (letter,) = _letters(behaviour)
    assert set(letter.keys()) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
        "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post",
    }  # fmt: skip
    assert letter["Subject"] == "Panah"
    assert "Canary" not in behaviour.received[0]
    assert "K7Q4" not in behaviour.received[0]


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour(answers={"greeting": "421 busy"}),
        Behaviour(answers={"RCPT": "450 greylisted, come back"}),
        Behaviour(answers={"RCPT": "550 nobody of that name"}),
        Behaviour(answers={"MAIL": "451 not now"}),
        Behaviour(answers={"DATA": "554 no"}),
        Behaviour(answers={".": "552 too much"}, is_kept=False),
        Behaviour(hangs_at="greeting"),
    ],
)
def test_a_server_that_does_not_take_it_gets_it_again_once_it_is_well(settings: Any, behaviour: Behaviour) -> None:
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    with mail_server(behaviour, settings):
        assert _deliver(NOON) == Delivered(failed=1)
    assert not Message.objects.get().is_uncertain
    well = Behaviour()
    with mail_server(well, settings):
        assert _deliver(NOON + timedelta(minutes=2)) == Delivered(sent=1)
        assert _deliver(NOON + timedelta(hours=2)) == Delivered()
    assert (len(behaviour.received), len(well.received)) == (0, 1)


@pytest.mark.parametrize("hangs_at", ["MAIL", "RCPT", "DATA", "."])
def test_a_server_that_falls_silent_on_the_way_gets_it_again_under_the_same_name(settings: Any, hangs_at: str) -> None:
    behaviour = Behaviour(hangs_at=hangs_at)
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    with mail_server(behaviour, settings):
        assert _deliver(NOON) == Delivered(failed=1)
    assert Message.objects.get().is_uncertain
    well = Behaviour()
    with mail_server(well, settings):
        assert _deliver(NOON + timedelta(minutes=2)) == Delivered(sent=1)
    names = {letter["Message-ID"] for letter in [*_letters(behaviour), *_letters(well)]}
    assert names == {f"<{Message.objects.get().pk}@localhost>"}


def test_a_server_that_falls_silent_when_it_takes_its_leave_has_it(settings: Any) -> None:
    behaviour = Behaviour(hangs_at="QUIT")
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    with mail_server(behaviour, settings):
        assert _deliver(NOON) == Delivered(sent=1)
        assert _deliver(NOON + timedelta(hours=3)) == Delivered()
    assert len(behaviour.received) == 1


def test_nobody_listens_and_nothing_is_lost(settings: Any) -> None:
    with mail_server(Behaviour(), settings):
        pass
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    assert _deliver(NOON) == Delivered(failed=1)
    assert Message.objects.get().state == MessageState.WAITING


def test_a_server_that_is_not_listed_is_never_called_and_the_refusal_is_written_down(settings: Any) -> None:
    behaviour = Behaviour()
    with clock.standing_at(NOON):
        told(kind=ARRIVED, person=reached())
    with mail_server(behaviour, settings) as port:
        settings.PANAH_TARGETS = f"smtp://localhost:{port + 1} smtp://192.0.2.1"
        assert _deliver(NOON) == Delivered(failed=1)
    assert behaviour.received == []
    event = AuditEvent.objects.get(verb="notices.refuse_target")
    assert event.subject_code == f"smtp://127.0.0.1:{port}"
    assert Message.objects.get().error_code == "TargetRefused"
