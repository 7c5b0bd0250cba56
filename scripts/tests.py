"""Every test on SQLite, and what asks a database on a throw-away PostgreSQL too. Words after ``--`` go to pytest as they are.

Journeys in a browser, engines and rules of the house run once: they say the same either way; of the house only the table of
addresses, which asks every page, runs on both. ``--checked`` leaves out on SQLite what ``make check`` has just run. All that the
tests write lies in one folder that goes when they end.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.debian import ensure
from scripts.postgres import throw_away_cluster

DATABASES = ("sqlite", "postgresql")
EVERY_PAGE = "tests/house/test_access_table.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=[*DATABASES, "both"], default="both")
    parser.add_argument("--checked", action="store_true", help="after make check: without the rules of the house again")
    parser.add_argument("pytest", nargs="*", help="words for pytest, such as a folder or -k")
    chosen = parser.parse_args()
    ensure()
    databases = DATABASES if chosen.database == "both" else (chosen.database,)
    left_out = {"sqlite": ["--ignore=tests/house"] if chosen.checked else [], "postgresql": _alike()}
    results = {database: _timed(database, left_out[database] + chosen.pytest) for database in databases}
    for database, (code, seconds) in results.items():
        print(f"{database}: {'passed' if code == 0 else f'FAILED ({code})'} in {seconds:.0f} s")
    sys.exit(max(code for code, _ in results.values()))


def _alike() -> list[str]:
    """What asks no database, or asks it as another test does."""
    house = sorted(path.as_posix() for path in Path("tests/house").glob("test_*.py"))
    return ["-m", "not browser", *(f"--ignore={one}" for one in ["tests/engines", *house] if one != EVERY_PAGE)]


def _timed(database: str, words: list[str]) -> tuple[int, float]:
    print(f"\n=== Tests on {database} ===", flush=True)
    start = time.monotonic()
    if database == "sqlite":
        code = _pytest({"PANAH_DATABASE": ""}, words)
    else:
        with throw_away_cluster() as address:
            code = _pytest({"PANAH_DATABASE": address}, words)
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
