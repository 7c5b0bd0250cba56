"""All that may be said outside: how many, until when, where. Never who, what about or where somebody is (S12).

In the language that is active. Each line stands by itself, so that no word bends after another.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.foundation.notices import rules
from panah.foundation.notices.actions import Outgoing
from panah.foundation.notices.codes import Purpose
from panah.foundation.security import clock

SUBJECT = "Panah"  # whoever glances at the screen learns nothing from it


def text_of(outgoing: Outgoing) -> str:
    address = settings.PANAH_ADDRESS.rstrip("/")
    lines = lines_of(outgoing)
    page = "/app/me/channels/" if outgoing.message.purpose == Purpose.CODE else "/app/"
    lines += [
        _("Open: %(address)s") % {"address": f"{address}{page}"},
        _("Why me: this address was written down in Panah for messages."),
        _("Stop these messages: %(address)s") % {"address": stop_address(outgoing)},
    ]
    return "\n".join(lines) + "\n"


def stop_address(outgoing: Outgoing) -> str:
    return f"{settings.PANAH_ADDRESS.rstrip('/')}/x/{outgoing.stop_token}/"


def lines_of(outgoing: Outgoing) -> list[str]:
    if outgoing.message.purpose == Purpose.CODE:
        return [_("Code: %(code)s") % {"code": outgoing.code}]
    if outgoing.message.purpose == Purpose.TEST:
        return [_("This is a test. Nothing waits.")]
    return said(outgoing.digest)


def said(digest: rules.Digest) -> list[str]:
    """One line for each kind of thing that waits, the pressing first."""
    lines = [*_urgent(digest), *_requests(digest)]
    if digest.answers:
        lines.append(ngettext("%(count)s answer", "%(count)s answers", digest.answers) % {"count": digest.answers})
    if digest.near or digest.late:
        lines.append(_("%(near)s today, %(late)s late") % {"near": digest.near, "late": digest.late})
    if digest.looks_at_log:
        lines.append(_("Check access log"))
    if digest.others:
        words = ngettext("You have %(count)s item", "You have %(count)s items", digest.others)
        lines.append(words % {"count": digest.others})
    return lines


def _urgent(digest: rules.Digest) -> list[str]:
    if digest.urgent == 1:
        return [_("Urgent request. Open now.")]
    return [_("Urgent requests: %(count)s. Open now.") % {"count": digest.urgent}] if digest.urgent else []


def _requests(digest: rules.Digest) -> list[str]:
    if not digest.requests:
        return []
    number = ngettext("%(count)s request.", "%(count)s requests.", digest.requests) % {"count": digest.requests}
    if digest.answer_by is None:
        return [number]
    until = _("Answer by %(time)s.") % {"time": _moment(digest.answer_by)}
    return [f"{number} {until}"]


def _moment(moment: datetime) -> str:
    """The hour where it is today, else the day too."""
    zone = ZoneInfo(settings.TIME_ZONE)
    local = timezone.localtime(moment, zone)
    is_today = local.date() == timezone.localtime(clock.now(), zone).date()
    return formats.date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")
