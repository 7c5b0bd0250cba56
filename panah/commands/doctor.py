"""``panah doctor``: look at this installation and say, line by line, what is in order and what to do about the rest."""

import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, connection

from panah.casework.people.queries.finding.indexing import state_of_tokens
from panah.casework.services.queries import faults_of_rules
from panah.commands.catalogues import catalogues
from panah.commands.migrate import waiting_migrations
from panah.commands.registers.running import KEYS_OF_RUNS
from panah.foundation.notices.codes import OUTSIDE
from panah.foundation.notices.delivery import fault_of_way
from panah.foundation.notices.queries import has_way_out, telling_words
from panah.foundation.security import clock

LONGEST_RUN = timedelta(days=7)
LEAST_FREE = 1024**3
SQLITE_PROMISES = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


@dataclass(frozen=True)
class Finding:
    """One line of the report; ``remedy`` is empty where all is well."""

    subject: str
    words: str
    remedy: str = ""


@click.command()
def command() -> None:
    """Look whether this installation is in order. Exit code 1 where something is to be done."""
    findings = [look() for look in LOOKS]
    for finding in findings:
        click.echo(f"{'ok  ' if not finding.remedy else 'FIX '} {finding.subject}: {finding.words}")
        if finding.remedy:
            click.echo(f"     → {finding.remedy}")
    wrong = sum(1 for finding in findings if finding.remedy)
    if wrong:
        raise click.ClickException(f"{wrong} of {len(findings)} to be put in order")


def python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("Python", version, "" if sys.version_info >= (3, 11) else "Install Python 3.11 or newer.")


def data_folder() -> Finding:
    folder = settings.PANAH_DATA
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return Finding("Data", f"{folder} cannot be written", "Run: panah setup")
    return Finding("Data", str(folder), _open_to_others(folder))


def keys() -> Finding:
    """Keys beside the data would be stolen with them."""
    folder = settings.PANAH_KEYS
    files = sorted(folder.glob("*.key"))
    words = f"{len(files)} in {folder}"
    if folder.is_relative_to(settings.PANAH_DATA):
        return Finding("Keys", words, "Move the keys out of the data folder and set PANAH_KEYS.")
    return Finding("Keys", words, next((remedy for path in files if (remedy := _open_to_others(path))), ""))


def _open_to_others(path: Path) -> str:
    is_open = stat.S_IMODE(path.stat().st_mode) & 0o077
    return f"Others on this machine may read it. Run: chmod go= {path}" if is_open else ""


def disk() -> Finding:
    folder = next(path for path in (settings.PANAH_DATA, *settings.PANAH_DATA.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    remedy = "" if free > LEAST_FREE else "Free some space: a full disk stops all writing."
    return Finding("Disk", f"{free / LEAST_FREE:.1f} GB free", remedy)


def database() -> Finding:
    try:
        connection.ensure_connection()
        waiting = waiting_migrations()
    except DatabaseError:
        return Finding("Database", "does not answer", "Is it running, and does PANAH_DATABASE name it rightly?")
    words = f"{connection.vendor}, {len(waiting)} migrations wait"
    return Finding("Database", words, "Run: panah setup" if waiting else "")


def durability() -> Finding:
    """What SQLite promises about a crash and about deleted rows depends on how each connection is opened."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            value = cursor.fetchone()[0]
        return Finding("Durability", f"synchronous_commit {value}", "" if value != "off" else "Switch it on.")
    broken = []
    with connection.cursor() as cursor:
        for name, promised in SQLITE_PROMISES.items():
            cursor.execute(f"PRAGMA {name}")
            if cursor.fetchone()[0] != promised:
                broken.append(name)
    remedy = f"Not as promised: {', '.join(broken)}. Look at DATABASES in the settings." if broken else ""
    return Finding("Durability", "write-ahead log, full synchronisation, secure delete", remedy)


def faults() -> Finding:
    """A page that fails in DEBUG prints every value it held, names included."""
    if settings.DEBUG:
        return Finding("Faults", "a page that fails shows all it knows", "Unset PANAH_DEBUG where children are real.")
    return Finding("Faults", "a page that fails shows no values")


def words() -> Finding:
    stale = [path for path in catalogues(settings.BASE) if not path.with_suffix(".mo").exists()]
    return Finding("Words", f"{len(stale)} catalogues not compiled", "Run: panah setup" if stale else "")


def names() -> Finding:
    """A child who is named and has no token, or one of a lost key, is found by nobody and would be registered twice."""
    try:
        state = state_of_tokens()
    except DatabaseError:
        return Finding("Names", "cannot be looked at")  # said above
    words = f"{state.named} children named, {state.without} of them found by no search"
    if state.of_another_key:
        words = "tokens do not fit the key of names"
        return Finding("Names", words, "Restore names-*.key from its backup, or run: panah link rebuild")
    return Finding("Names", words, "Run: panah link rebuild" if state.without else "")


def unfinished() -> Finding:
    """Two registers of names lie sealed on some disk for as long as the key of their run lies here."""
    since = clock.now().timestamp() - LONGEST_RUN.total_seconds()
    old = sorted(path for path in settings.PANAH_KEYS.glob(KEYS_OF_RUNS) if path.stat().st_mtime < since)
    words = f"runs not ended for a week: {len(old)}"
    if not old:
        return Finding("Registers", words)
    remedy = "Go on with it (panah link registers … --resume) or throw it away (--discard)."
    return Finding("Registers", words, f"{remedy} Where its folder is gone, remove {old[0]}")


def static_files() -> Finding:
    count = sum(1 for path in settings.STATIC_ROOT.rglob("*") if path.is_file()) if settings.STATIC_ROOT.is_dir() else 0
    return Finding("Static files", f"{count} gathered", "" if count else "Run: panah setup")


def rules() -> Finding:
    """A faulty row of the rules of admission leaves the page without an answer; one for nobody answers nobody."""
    try:
        found = faults_of_rules()
    except DatabaseError:
        found = []  # said above
    return Finding("Rules", f"{len(found)} faults in whom places take", found[0] if found else "")


def ways_out() -> Finding:
    """Whether messages can leave, and whether what stands at the head of each says what it is about (S12)."""
    open_ways = [channel for channel in OUTSIDE if has_way_out(channel)]
    if not open_ways:
        return Finding("Messages", "nothing leaves; notices are shown in Panah alone")
    words = ", ".join(channel.value for channel in open_ways)
    heads = f"{settings.PANAH_ADDRESS} {settings.DEFAULT_FROM_EMAIL} {socket.gethostname()}".lower()
    if any(word.strip() in heads for word in telling_words("topic", "whom", "kin")):
        return Finding(
            "Messages", words, "An address, the sender or this machine's name says what it is about. Rename it."
        )
    return Finding("Messages", words, next(filter(None, map(fault_of_way, open_ways)), ""))


LOOKS: tuple[Callable[[], Finding], ...] = (
    python,
    data_folder,
    keys,
    disk,
    database,
    durability,
    faults,
    words,
    names,
    unfinished,
    static_files,
    rules,
    ways_out,
)
