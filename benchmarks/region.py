"""How long the pages of a coordinator take over 100,000 referrals, on SQLite or PostgreSQL.

``python -m benchmarks.region`` measures on SQLite; ``--database postgresql`` or ``both`` on a throw-away cluster too. The goal: the
view of the region in 300 ms at the 95th of 100. Each page is asked for through the whole stack of middleware.
"""

import argparse
import importlib
import os
import subprocess
import sys
import time

from benchmarks.installation import fresh_installation

GOAL_MS = 300


def measure(referrals: int) -> bool:
    """Build, measure, print one line a page; gives whether the goal is met."""
    with fresh_installation():
        rounds = importlib.import_module("benchmarks.region_rounds")  # needs a Django that is set up
        started = time.perf_counter()
        rows = list(rounds.measured(referrals, lambda: print(f"  built in {time.perf_counter() - started:.0f} s")))
    print(f"  {'page':<44}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}")
    for row in rows:
        print(f"  {row.name:<44}{row.p50:>9.1f}{row.p95:>9.1f}{row.queries:>9}", flush=True)
    return all(row.p95 <= GOAL_MS for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--referrals", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="sqlite")
    chosen = parser.parse_args()
    if chosen.database == "sqlite":
        name = "PostgreSQL" if os.environ.get("PANAH_DATABASE") else "SQLite"
        print(f"{name}, {chosen.referrals} referrals", flush=True)
        return 0 if measure(chosen.referrals) else 1
    again = [sys.executable, "-m", "benchmarks.region", "--referrals", str(chosen.referrals)]
    if chosen.database == "both":
        subprocess.run(again, check=False)
    return subprocess.run([sys.executable, "-m", "scripts.postgres", *again], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
