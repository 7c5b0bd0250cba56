"""``panah worker``: what happens without anybody asking. Several may run; none does another's work twice."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from types import FrameType

import click
from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

from panah.casework.calls.actions import settle_transfers, sweep_calls
from panah.casework.cases.actions import call_for_leads, sweep_help, sweep_transfers, warn_of_unusual_access
from panah.casework.concerns.actions import sweep_concerns
from panah.casework.exchange.actions import sweep_lists
from panah.casework.leaving.actions import settle_departures
from panah.casework.linking.actions import sweep_exchanges
from panah.casework.operations.actions import keep_operations, sweep_operations
from panah.casework.outings.actions import sweep_outings
from panah.casework.people.actions import let_overrides_lapse
from panah.casework.referrals.actions import sweep_sharing, tell_of_week
from panah.casework.services.actions import ask_for_confirmations, expire_reservations, sweep_confirmation_links
from panah.commands import watches
from panah.commands.link.pairs import seek_pairs
from panah.foundation.clocks.actions import climb, watch_messages
from panah.foundation.clocks.rules import Heartbeat
from panah.foundation.documents.actions import sweep_drafts, sweep_orphans
from panah.foundation.duty.actions import sweep_turns, watch_duty
from panah.foundation.notices.actions import sweep_notices
from panah.foundation.notices.delivery import deliver_due
from panah.foundation.post.actions import sweep_posted
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.actions import sweep_requests
from panah.foundation.security.permissions import Permission
from panah.foundation.security.turn import refresh_statistics
from panah.programme.champions.actions import sweep_applications
from panah.programme.directory.actions import sweep_brought_lists
from panah.programme.training.actions import ask_practice_checks

PAUSE = 5.0  # seconds between turns
MINUTE = 60.0
HOUR = 60 * MINUTE
SEEKING = 30.0  # seconds of a turn that go to comparing records
MOVED = "this machine's clock jumped: nothing is told late for ten minutes, and nothing removed for a day"
logger = logging.getLogger("panah.worker")


class Trust(IntEnum):
    """How far a job relies on the clock on the wall: not at all, to call somebody late, to throw something away."""

    NONE = 0
    TO_TELL = 1
    TO_REMOVE = 2


@dataclass(frozen=True)
class Job:
    """Something done again and again; ``run`` gives a few words on what it did, or nothing."""

    name: str
    every: float
    run: Callable[[Actor], str]
    trust: Trust = Trust.NONE


def _deliver(by: Actor) -> str:
    done = deliver_due(by=by)
    return f"{done.sent} messages sent, {done.failed} to be tried again" if done.sent or done.failed else ""


def _watch_messages(by: Actor) -> str:
    begun = watch_messages(by=by)
    return f"messages do not reach somebody of {begun} organisations" if begun else ""


def _climb(by: Actor) -> str:
    climbed = climb(by=by)
    return f"{climbed} deadlines told" if climbed else ""


def _call_for_leads(by: Actor) -> str:
    called = call_for_leads(by=by)
    return f"{called} cases call for a lead" if called else ""


def _shut_help(by: Actor) -> str:
    ended = sweep_help(by=by) + sweep_transfers(by=by)
    return f"{ended} parts shut, the consent is gone" if ended else ""


def _warn(by: Actor) -> str:
    warned = warn_of_unusual_access(by=by)
    return f"{warned} people opened very many cases" if warned else ""


def _checkpoint(by: Actor) -> str:
    audit.checkpoint_now()
    return ""


def _sweep(by: Actor) -> str:
    swept = {
        "drafts": sweep_drafts(by=by),
        "files": sweep_orphans(by=by),
        "lists": sweep_lists(by=by) + sweep_brought_lists(by=by),
        "questions without names": sweep_exchanges(by=by),
        "notices": sweep_notices(by=by),
        "calls": sweep_calls(by=by),
        "concerns": sweep_concerns(by=by),
        "entries of outings": sweep_outings(by=by),
        "requests": sweep_requests(by=by),
        "turns of duty": sweep_turns(by=by),
        "receipts of post": sweep_posted(by=by),
        "links to the directory": sweep_confirmation_links(by=by),
        "applications": sweep_applications(by=by),
    }
    sweep_operations(by=by)  # uncounted: the log must not tell that a day which two people knew of is over
    call_command("clearsessions")
    return ", ".join(f"{count} old {what} removed" for what, count in swept.items() if count)


def _count_rows(by: Actor) -> str:
    refresh_statistics()
    return ""


def _lapse(by: Actor) -> str:
    lapsed = let_overrides_lapse(by=by)
    return f"{lapsed} acts without consent were confirmed by nobody" if lapsed else ""


def _find_pairs(by: Actor) -> str:
    sought = seek_pairs(by=by, seconds=SEEKING, tell=click.echo)
    return str(sought) if sought.compared else ""


def _ask_later(by: Actor) -> str:
    return f"{asked} asked" if (asked := ask_for_confirmations(by=by) + ask_practice_checks(by=by)) else ""


def _end_sharing(by: Actor) -> str:
    ended = sweep_sharing(by=by)
    return f"{ended} requests ended with their consent" if ended else ""


def _tell_of_week(by: Actor) -> str:
    told = tell_of_week(by=by)
    return f"{told} told of the table of the week" if told else ""


def _settle_departures(by: Actor) -> str:
    settled = settle_departures(by=by)
    return f"{settled} accounts that ended have left nothing without a holder" if settled else ""


def _free_beds(by: Actor) -> str:
    ended = expire_reservations(by=by)
    return f"{ended} reservations of beds ended" if ended else ""


def _settle_transfers(by: Actor) -> str:
    settled = settle_transfers(by=by)
    return f"{settled} calls need not be told by telephone any more" if settled else ""


def _keep_held(by: Actor) -> str:
    """Says nothing: a log must not tell that places are held, nor that they are free again."""
    keep_operations(by=by)
    return ""


def _watch_duty(by: Actor) -> str:
    begun = watch_duty(by=by)
    return f"{begun} gaps and missing lists of duty are told" if begun else ""


JOBS = (
    Job("notices", 10.0, _deliver),
    Job("messages", MINUTE, _watch_messages),
    Job("deadlines", MINUTE, _climb, Trust.TO_TELL),
    Job("duty", MINUTE, _watch_duty, Trust.TO_TELL),
    Job("outings", 5 * MINUTE, watches.of_outings, Trust.TO_TELL),
    Job("champions", HOUR, watches.of_champions, Trust.TO_TELL),
    Job("transfers", MINUTE, _settle_transfers),
    Job("silence", MINUTE, _lapse, Trust.TO_TELL),
    Job("shared parts", MINUTE, _shut_help, Trust.TO_TELL),
    Job("unusual access", 5 * MINUTE, _warn),
    Job("leads", 10 * MINUTE, _call_for_leads, Trust.TO_TELL),
    Job("consents", MINUTE, _end_sharing, Trust.TO_TELL),
    Job("directory", HOUR, _ask_later, Trust.TO_TELL),
    Job("week", HOUR, _tell_of_week, Trust.TO_TELL),
    Job("held beds", 10 * MINUTE, _keep_held),
    Job("beds", MINUTE, _free_beds, Trust.TO_TELL),
    Job("pairs", MINUTE, _find_pairs),
    Job("departures", MINUTE, _settle_departures),
    Job("checkpoint", audit.CHECKPOINT_AFTER.total_seconds(), _checkpoint),
    Job("sweeps", HOUR, _sweep, Trust.TO_REMOVE),
    Job("statistics", 24 * HOUR, _count_rows),
)


@dataclass
class Worker:
    """Does what is due, in turns. A job that fails is logged and tried again; the others go on."""

    jobs: tuple[Job, ...] = JOBS
    stop: threading.Event = field(default_factory=threading.Event)
    _done_at: dict[str, float] = field(default_factory=dict)

    def turn(self, *, at_least: Trust = Trust.NONE) -> int:
        """Run what is due and what the clock can be trusted for. Gives how many jobs failed."""
        by = Actor.system("worker", {Permission.NOTICE_SEND, Permission.CLOCK_WORK})
        trust, failed = max(beat(), at_least), 0
        for job in self.jobs:
            last = self._done_at.get(job.name)
            waits = last is not None and time.monotonic() - last < job.every
            if self.stop.is_set() or waits or job.trust > trust:
                continue
            self._done_at[job.name] = time.monotonic()
            failed += not self._is_done(job, by)
        return failed

    def _is_done(self, job: Job, by: Actor) -> bool:
        try:
            words = job.run(by)
        except Exception as error:  # the next turn may find the database or the disk well again
            logger.exception("%s failed: %s", job.name, type(error).__name__)
            return False
        if words:
            click.echo(f"{job.name}: {words}")
        return True


@click.command()
@click.option("--once", is_flag=True, help="Do all once and end, at least daily; exit code 1 where something failed.")
@click.pass_context
def command(context: click.Context, once: bool) -> None:
    """Send notices and watch clocks, until stopped by Ctrl-C or SIGTERM."""
    worker = Worker()
    with _stopping_cleanly(worker.stop):
        failed = worker.turn(at_least=Trust.TO_TELL if once else Trust.NONE)  # nobody comes back in ten minutes
        if once:
            context.exit(1 if failed else 0)
        while not worker.stop.wait(PAUSE):
            close_old_connections()  # one that broke is made anew
            worker.turn()
    click.echo("The worker has stopped.")


@contextmanager
def _stopping_cleanly(stop: threading.Event) -> Iterator[None]:
    """A job that runs comes to its end; the next does not begin."""

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    earlier = {name: signal.signal(name, ask_to_stop) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for name, handler in earlier.items():
            signal.signal(name, handler)


def heartbeat_path() -> Path:
    return Path(settings.PANAH_DATA) / "worker.heartbeat"


def beat() -> Trust:
    """Leave a sign of life, for whoever watches this machine; give how far its clock is to be trusted."""
    path, now = heartbeat_path(), clock.now()
    earlier = Heartbeat.read(_text_of(path))
    latest = earlier.following(now) if earlier else Heartbeat(now, now)
    if latest.has_just_jumped:
        logger.warning("%s (%s h)", MOVED, int(latest.jumped_by.total_seconds() // 3600))
    draft = path.with_suffix(f".{os.getpid()}.new")
    try:
        draft.write_text(f"{latest.written()} {os.getpid()}\n", encoding="ascii")
        draft.replace(path)
    except OSError as error:
        logger.error("no sign of life could be left: %s", error.strerror)
    if latest.may_remove:
        return Trust.TO_REMOVE
    return Trust.TO_TELL if latest.may_tell else Trust.NONE


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
