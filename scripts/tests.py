"""Every test, on SQLite and on a throw-away PostgreSQL. Words after ``--`` go to pytest as they are.

Journeys in a browser run once, on SQLite: they show the same pages either way. All that the tests write lies in one
folder that goes when they end.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

from scripts.debian import ensure
from scripts.postgres import throw_away_cluster

DATABASES = ("sqlite", "postgresql")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=[*DATABASES, "both"], default="both")
    parser.add_argument("pytest", nargs="*", help="words for pytest, such as a folder or -k")
    chosen = parser.parse_args()
    ensure()
    databases = DATABASES if chosen.database == "both" else (chosen.database,)
    results = {database: _timed(database, chosen.pytest) for database in databases}
    for database, (code, seconds) in results.items():
        print(f"{database}: {'passed' if code == 0 else f'FAILED ({code})'} in {seconds:.0f} s")
    sys.exit(max(code for code, _ in results.values()))


def _timed(database: str, words: list[str]) -> tuple[int, float]:
    print(f"\n=== Tests on {database} ===", flush=True)
    start = time.monotonic()
    if database == "sqlite":
        code = _pytest({"PANAH_DATABASE": ""}, words)
    else:
        with throw_away_cluster() as address:
            code = _pytest({"PANAH_DATABASE": address}, ["-m", "not browser", *words])
    return code, time.monotonic() - start


def _pytest(environment: dict[str, str], words: list[str]) -> int:
    folder = tempfile.mkdtemp(prefix="panah-tests-")
    try:
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-q", "--durations", "10", *words]
        return subprocess.run(
            command, check=False, env=os.environ | environment | {"TMPDIR": folder}, stdin=subprocess.DEVNULL
        ).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
