"""The only place that speaks to a mail server.

Each message is claimed and committed, sent, and marked: a server that fails gets it again after a pause, two
workers never send the same. Should a worker vanish between sending and marking, the message goes again after
ten minutes under the same Message-ID, by which mail servers know a double.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from panah.foundation.accounts.models import Person
from panah.foundation.notices import rules
from panah.foundation.notices.actions import claim_due, mark_failed, mark_sent
from panah.foundation.notices.models import Notice
from panah.foundation.security.access import Actor

SUBJECT = "Panah"  # whoever glances at the screen learns nothing from it
PATIENCE = 20  # seconds that a mail server is waited for
MOST_FAILURES = 3  # one after another; then the server is left alone until the next turn


@dataclass(frozen=True)
class Delivered:
    sent: int = 0
    failed: int = 0


def deliver_due(*, by: Actor, most: int = 200) -> Delivered:
    """Send what is due, one message to each person, and give the numbers of messages."""
    connection = mail.get_connection(timeout=PATIENCE)
    sent = failed = failures_in_row = 0
    while sent + failed < most and failures_in_row < MOST_FAILURES:
        rows = claim_due(by=by)
        if not rows:
            break
        if _is_sent(by, rows, connection):
            sent, failures_in_row = sent + 1, 0
        else:
            failed, failures_in_row = failed + 1, failures_in_row + 1
    return Delivered(sent, failed)


def _is_sent(by: Actor, rows: Sequence[Notice], connection: BaseEmailBackend) -> bool:
    try:
        _message(rows, connection).send()
    except Exception as error:  # whatever a mail server, its network or a faulty address can come up with
        mark_failed(by=by, notices=rows, error_code=type(error).__name__)
        return False
    mark_sent(by=by, notices=rows)
    return True


def _message(rows: Sequence[Notice], connection: BaseEmailBackend) -> mail.EmailMessage:
    person = cast(Person, rows[0].person)
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    with translation.override(person.language):
        text = text_of(rules.digest(rules.Item(row.count, row.urgency, row.due_at) for row in rows))
    return mail.EmailMessage(
        SUBJECT,
        text,
        sender,
        [person.email],
        headers={"Message-ID": f"<{rows[0].batch}@{domain}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def text_of(digest: rules.Digest) -> str:
    """All that may be said outside: how many, how urgent, until when, where. In the language that is active."""
    lines = [_("Items waiting: %(count)s") % {"count": digest.count}]
    if digest.urgent:
        lines.append(_("Urgent: %(count)s. Please open now.") % {"count": digest.urgent})
    if digest.earliest:
        moment = timezone.localtime(digest.earliest, ZoneInfo(settings.TIME_ZONE))
        lines.append(_("Earliest time: %(time)s") % {"time": formats.date_format(moment, "SHORT_DATETIME_FORMAT")})
    address = settings.PANAH_ADDRESS.rstrip("/")
    lines += [
        "",
        _("Open: %(address)s") % {"address": f"{address}/app/"},
        "",
        _("Why me: you have an account here."),
        _("Stop these messages: %(address)s") % {"address": f"{address}/app/me/"},
    ]
    return "\n".join(lines) + "\n"
