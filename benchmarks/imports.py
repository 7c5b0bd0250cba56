"""How long a file of records takes: dry run, import, the same file again, export, and whether what left is what came.

``python -m benchmarks.imports [FILE]`` makes a throw-away installation and calls the ``panah`` command on the public file of
14,299 records that lies beside the repository (``PANAH_SHARED`` names its folder), or on FILE. Goal: 60 seconds. Beside
it, in the same run: Python's csv and bare INSERTs of the same rows into SQLite, unsealed and unchecked.
"""

import argparse
import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from django.apps import apps

from benchmarks.installation import fresh_installation

GOAL_SECONDS = 60
SHARED = Path(os.environ.get("PANAH_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data"))
PANAH = [sys.executable, "-c", "from panah.commands.main import main; main()"]


def bare_inserts(file: Path, folder: Path) -> float:
    """Seconds for what anyone would write in five lines."""
    started = time.perf_counter()
    with sqlite3.connect(folder / "bare.sqlite3") as connection, file.open(newline="", encoding="utf-8-sig") as stream:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE record (cells TEXT)")
        connection.executemany("INSERT INTO record VALUES (?)", ([json.dumps(row)] for row in csv.reader(stream)))
    return time.perf_counter() - started


def called(*words: str) -> tuple[float, str]:
    """Seconds and the last line of one command."""
    started = time.perf_counter()
    done = subprocess.run([*PANAH, *words], check=True, capture_output=True, text=True)
    return time.perf_counter() - started, done.stdout.splitlines()[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED / "htcds_from_ctdc.csv")
    file: Path = parser.parse_args().file
    if not file.exists():
        print(f"{file} is not here; name a file or set PANAH_SHARED")
        return 2
    with fresh_installation() as folder:
        names = dict.fromkeys(("name_kk", "name_ru", "name_en"), "Benchmark")
        apps.get_model("accounts", "Organisation").objects.create(code="benchmark", kind="ngo", **names)
        bare = bare_inserts(file, folder)
        output = folder / "out.csv"
        for words in (("import", "htcds", str(file), "--dry-run"), ("import", "htcds", str(file))):
            seconds, line = called(*words)
            print(f"{seconds:6.1f} s  {line}")
        again, line = called("import", "htcds", str(file))
        print(f"{again:6.1f} s  {line}")
        away, line = called("export", "htcds", "--output", str(output), "--reason", "benchmark")
        print(f"{away:6.1f} s  {line}")
        is_same = output.read_bytes() == file.read_bytes()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"what left {'is' if is_same else 'is not'} what came, byte for byte; most memory of a command {memory:.0f} MB"
    )
    print(
        f"csv and bare INSERTs: {bare:.2f} s; ratio {seconds / bare:.0f}; goal {GOAL_SECONDS} s, import {seconds:.1f} s"
    )
    return 0 if is_same and seconds <= GOAL_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
