"""A mail back end that says no to each message that it was told to, and keeps the others."""

from datetime import datetime
from typing import Any

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from panah.foundation.notices.delivery import Delivered, deliver_due
from panah.foundation.security import clock
from tests.panah.foundation import given


class MailServer(BaseEmailBackend):
    """Says no to each message that it was told to, and keeps the others."""

    faults: list[Exception] = []
    received: list[mail.EmailMessage] = []

    def send_messages(self, email_messages: Any) -> int:
        if self.faults:
            raise self.faults.pop(0)
        self.received.extend(email_messages)
        return len(email_messages)


def begun(settings: Any) -> type[MailServer]:
    """The settings send there, and nothing has come yet."""
    settings.EMAIL_BACKEND = f"{MailServer.__module__}.MailServer"
    MailServer.faults, MailServer.received = [], []
    return MailServer


def deliver(moment: datetime) -> Delivered:
    with clock.standing_at(moment):
        return deliver_due(by=given.SYSTEM)
