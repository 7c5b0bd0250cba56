"""How long the pages take: Today, list, case and find, at 5,000 or 50,000 cases, on SQLite or PostgreSQL.

``python -m benchmarks.pages --cases 50000 --events 1000000`` measures on SQLite;
``--database postgresql`` or ``both`` on a throw-away cluster too.
Each page is asked for through the whole stack of middleware. Beside it, in the same run, a page with nothing behind it: the
ratio says how much of a page's time is its own doing.
"""

import argparse
import importlib
import os
import subprocess
import sys
import time

from benchmarks.installation import fresh_installation


def measure(cases: int, events: int) -> None:
    """Build, measure, print one line a page."""
    with fresh_installation():
        rounds = importlib.import_module("benchmarks.rounds")  # needs a Django that is set up
        started = time.perf_counter()
        rows = list(
            rounds.measured_pages(cases, events, lambda: print(f"  built in {time.perf_counter() - started:.0f} s"))
        )
    floor = rows[0].p50
    print(f"  {'page':<28}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'x floor':>9}")
    for row in rows:
        print(f"  {row.name:<28}{row.p50:>9.1f}{row.p95:>9.1f}{row.queries:>9}{row.p50 / floor:>9.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--events", type=int, default=0, help="on the timelines of all cases together")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="sqlite")
    chosen = parser.parse_args()
    if chosen.database == "sqlite":
        name = "PostgreSQL" if os.environ.get("PANAH_DATABASE") else "SQLite"
        print(f"{name}, {chosen.cases} cases, {chosen.events} events", flush=True)
        measure(chosen.cases, chosen.events)
        return 0
    again = [sys.executable, "-m", "benchmarks.pages", "--cases", str(chosen.cases)]
    again += ["--events", str(chosen.events)]
    if chosen.database == "both":
        subprocess.run(again, check=True)
    return subprocess.run([sys.executable, "-m", "scripts.postgres", *again], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
