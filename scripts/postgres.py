"""A PostgreSQL of one's own for a few minutes: a private folder, a socket in it, no port, no password.

``python -m scripts.postgres COMMAND…`` runs a command with ``PANAH_DATABASE`` pointing at it and removes it afterwards.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from scripts.debian import postgres_folder

OWNER = "panah"
# Nothing here outlives the run, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "timezone": "UTC",
}


@contextmanager
def throw_away_cluster() -> Iterator[str]:
    """Give the address of an empty database; take the whole cluster away at the end, however the end comes."""
    programs = postgres_folder()
    if programs is None:
        sys.exit("PostgreSQL was not found. Install it: sudo apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="panah-pg-", dir="/tmp"))  # a socket's path must stay short
    data = folder / "data"
    as_owner = _as_owner(folder)
    _leave_on_signals()
    try:
        _run(
            [
                *as_owner,
                str(programs / "initdb"),
                "--pgdata",
                str(data),
                "--username",
                OWNER,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
                "--no-sync",
                "--no-instructions",
            ]
        )
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories='{folder}'"
        control = [*as_owner, str(programs / "pg_ctl"), "--pgdata", str(data), "--wait", "--silent"]
        _run([*control, "--log", str(folder / "log"), "--options", options, "start"])
        try:
            yield f"postgresql://{OWNER}@/postgres?host={folder}"
        finally:
            _run([*control, "--mode", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: Debian's own user runs it then, and owns the folder."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, user="postgres")
    return ["runuser", "-u", "postgres", "--"]


def _leave_on_signals() -> None:
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"{Path(command[-1]).name}: PostgreSQL's own words stand above.")


def main() -> None:
    with throw_away_cluster() as address:
        environment = os.environ | {"PANAH_DATABASE": address}
        done = subprocess.run(sys.argv[1:] or ["env"], check=False, env=environment)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
