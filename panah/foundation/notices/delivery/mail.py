"""E-mail, by whichever back end of Django the settings name."""

import smtplib

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation

from panah.foundation.notices import rules
from panah.foundation.notices.actions import Outgoing
from panah.foundation.notices.codes import Channel
from panah.foundation.notices.delivery.faults import NotSent, Unreachable
from panah.foundation.notices.delivery.guard import guarded, must_be_listed
from panah.foundation.notices.delivery.words import SUBJECT, stop_address, text_of

PATIENCE = 20  # seconds that a mail server is waited for, at each step
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SAID_NO = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class DomainRefused(NotSent):
    code = "domain_refused"


def send(outgoing: Outgoing) -> None:
    """Raises ``NotSent`` where the server surely does not have it; any other fault leaves that open."""
    if not rules.is_domain_allowed(settings.PANAH_EMAIL_DOMAINS, outgoing.target):
        raise DomainRefused
    look(Channel.EMAIL)
    with guarded():
        connection = mail.get_connection(timeout=PATIENCE)
        try:
            connection.open()
        except OSError as error:  # of smtplib too
            raise Unreachable from error
        try:
            message_of(outgoing, connection).send()
        except SAID_NO as error:
            raise Unreachable from error
        finally:
            _hang_up(connection)


def look(channel: Channel) -> None:
    """Raises where it is known beforehand that nothing can leave."""
    if settings.EMAIL_BACKEND == SMTP:
        must_be_listed(scheme(), settings.EMAIL_HOST, settings.EMAIL_PORT)


def scheme() -> str:
    if settings.EMAIL_USE_SSL:
        return "smtps"
    return "submission" if rules.PORTS["submission"] == settings.EMAIL_PORT else "smtp"


def _hang_up(connection: BaseEmailBackend) -> None:
    """A server that fails while it takes its leave has the message."""
    try:
        connection.close()
    except OSError:
        return


def message_of(outgoing: Outgoing, connection: BaseEmailBackend | None = None) -> mail.EmailMessage:
    sender = settings.DEFAULT_FROM_EMAIL
    domain = rules.domain_of(sender).rstrip(">") or "localhost"
    with translation.override(outgoing.language):
        text = text_of(outgoing)
    return mail.EmailMessage(
        SUBJECT,
        text,
        sender,
        [outgoing.target],
        headers={
            "Message-ID": f"<{outgoing.message.pk}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop_address(outgoing)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        connection=connection,
    )
