"""Whether this installation is well, in a few lines that anybody can read; each says what to do where it is not."""

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import formats
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from panah.casework.services.queries import faults_of_rules
from panah.foundation.clocks.rules import Heartbeat
from panah.foundation.notices.codes import OUTSIDE
from panah.foundation.notices.delivery import fault_of_way
from panah.foundation.notices.queries import has_way_out, traffic
from panah.foundation.security import audit
from panah.foundation.security.models import AuditHead
from panah.foundation.security.queries import is_demo
from panah.web.accounts.channel_words import NAMES
from panah.web.components.values import Chip, Tone

Words = str | Promise
FULL = 0.85
SILENT = timedelta(minutes=2)  # the worker leaves a sign of life every five seconds
UNSIGNED = timedelta(minutes=15)
HEARTBEAT = "worker.heartbeat"


@dataclass(frozen=True)
class Line:
    """``remedy`` is empty where nothing is to be done."""

    subject: Words
    words: Words
    remedy: Words = ""

    @property
    def is_well(self) -> bool:
        return not self.remedy

    @property
    def chip(self) -> Chip:
        return Chip(Tone.OK, _("in order")) if self.is_well else Chip(Tone.DUE, _("to do"))


def lines(now: datetime) -> list[Line]:
    looks: tuple[Callable[[datetime], Line], ...] = (
        database, keys, record, worker, wall_clock, ways_out, messages, disk, rules, demo, backup,
    )  # fmt: skip
    return [look(now) for look in looks]


def database(now: datetime) -> Line:
    subject = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Line(subject, _("does not answer"), _("Nothing can be saved now. Ask whoever looks after the server."))
    return Line(subject, _("answers"))


def keys(now: datetime) -> Line:
    """A key that others on the machine may read, or that lies beside the data, protects nothing."""
    subject, folder = _("Keys"), Path(settings.PANAH_KEYS)
    if not folder.is_dir():
        return Line(subject, _("not found"), _("Put the folder of keys back from its own backup before you go on."))
    if folder.is_relative_to(settings.PANAH_DATA):
        return Line(subject, _("lie beside the data"), _("Move them elsewhere: who steals the data would have both."))
    open_to_others = [path for path in (folder, *folder.glob("*.key")) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_to_others:
        return Line(subject, _("others on this machine can read them"), _("Run on the server: panah doctor"))
    return Line(subject, _("apart from the data, closed to others"))


def record(now: datetime) -> Line:
    """A signed end that is old lets somebody cut off what came after it."""
    subject, path = _("Record of acts"), audit.checkpoint_path()
    if not AuditHead.objects.filter(number__gt=0).exists():
        return Line(subject, _("nothing happened yet"))
    if not path.exists():
        return Line(subject, _("was never signed"), _("Start the worker; it signs every five minutes: panah worker"))
    if now - _changed(path) > UNSIGNED:
        return Line(subject, _("signed more than 15 minutes ago"), _("Start the worker on the server: panah worker"))
    return Line(subject, _("signed in the last 15 minutes"))


def worker(now: datetime) -> Line:
    subject, path = _("Worker"), Path(settings.PANAH_DATA) / HEARTBEAT
    remedy = _("Deadlines and messages stand still. Start it on the server: panah worker")
    if not path.exists():
        return Line(subject, _("has never run"), remedy)
    return Line(subject, _("runs")) if now - _changed(path) <= SILENT else Line(subject, _("is silent"), remedy)


def wall_clock(now: datetime) -> Line:
    """Said for the day on which nothing is removed, so that somebody looks at the clock meanwhile."""
    subject, path = _("Clock of this machine"), Path(settings.PANAH_DATA) / HEARTBEAT
    beat = Heartbeat.read(path.read_text(encoding="ascii", errors="replace")) if path.exists() else None
    if beat is None or beat.may_remove or not beat.jumped_by:
        return Line(subject, _("goes evenly"))
    remedy = _("See whether its date and time are right. Until it has gone evenly for a day, nothing old is removed.")
    return Line(subject, _("jumped"), remedy)


def rules(now: datetime) -> Line:
    """Whom places take is data that people edit: a row that cannot be right is named, and the places are telephoned."""
    subject, faults = _("Rules of places"), faults_of_rules()
    return Line(subject, _("cannot all be used"), faults[0]) if faults else Line(subject, _("can be read"))


def ways_out(now: datetime) -> Line:
    """Without any of them all works: what waits is told in Panah itself."""
    subject, open_ways = _("Messages outside Panah"), [channel for channel in OUTSIDE if has_way_out(channel)]
    if not open_ways:
        return Line(subject, _("none is set up; notices are shown in Panah alone"))
    words = ", ".join(str(NAMES[channel]) for channel in open_ways)
    return Line(subject, words, next(filter(None, map(fault_of_way, open_ways)), ""))


def messages(now: datetime) -> Line:
    """How they fare: what waits, what was tried in vain, when one left last."""
    subject, fares = _("Messages"), traffic()
    last = formats.date_format(localtime(fares.last_sent_at), "SHORT_DATETIME_FORMAT") if fares.last_sent_at else "–"
    words = _("waiting: %(waiting)s, tried in vain: %(in_vain)s, last one that left: %(last)s") % {
        "waiting": fares.waiting, "in_vain": fares.tried_in_vain, "last": last,
    }  # fmt: skip
    if fares.given_up:
        return Line(subject, words, _("Somebody is not reached: see “Messages that do not come through”."))
    return Line(subject, words)


def disk(now: datetime) -> Line:
    folder = Path(settings.PANAH_DATA)
    usage = shutil.disk_usage(next(path for path in (folder, *folder.parents) if path.exists()))
    if usage.used / usage.total > FULL:
        return Line(_("Disk"), _("almost full"), _("Free some space: a full disk stops all writing."))
    return Line(_("Disk"), _("has space"))


def demo(now: datetime) -> Line:
    """What is real and what is invented must never be mistaken for each other."""
    if is_demo():
        remedy = _("Do not enter a real child: anybody on this machine may come in, and all may be emptied.")
        return Line(_("Kind of data"), _("a demo: everybody in it is invented"), remedy)
    return Line(_("Kind of data"), _("real work"))


def backup(now: datetime) -> Line:
    """Said as it is: this version makes none."""
    remedy = _("Panah makes none yet. Copy the data and, to another place, the keys every day until it does.")
    return Line(_("Backup"), _("not set up yet"), remedy)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
