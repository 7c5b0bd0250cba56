"""How many reports a second are taken with a durable commit: a real server, real forms, several reporters at once.

``python -m benchmarks.intake`` starts the server on this machine, walks visitors through the steps of a report, then lets all of
them send at once, each from a network of its own, and prints accepted reports a second and how long the sending took. Beside
it, in the same run: bare INSERTs into SQLite with the same durability, the most that this disk gives.
"""

import argparse
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.installation import fresh_installation, percentile

ROW = "x" * 2_000
BARE_SECONDS = 3.0
RECEIPT = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
STATE = re.compile(r'name="state" value="([^"]+)"')
STEPS = (
    {"step": "danger", "is_danger_now": "no"},
    {"step": "seen", "signs": "works", "what_was_seen": "Ночью торгует на рынке, днём спит на уроках."},
    {"step": "child", "place": "unknown", "age_band": "6_11", "sex": "male", "name": "Қайрат Үлгібаев"},
    {"step": "you", "stays_anonymous": "on"},
)


def bare_inserts(folder: Path) -> float:
    """Durable commits a second of the plainest kind."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE report (id INTEGER PRIMARY KEY, text TEXT)")
    ends, count = time.perf_counter() + BARE_SECONDS, 0
    while time.perf_counter() < ends:
        connection.execute("INSERT INTO report (text) VALUES (?)", (ROW,))
        count += 1
    connection.close()
    return count / BARE_SECONDS


class Visitor:
    """Somebody who reports, from a network of their own on this machine's loopback."""

    def __init__(self, number: int, port: int) -> None:
        source = f"127.{1 + number // 250}.{number % 250}.1"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
        self.state = ""

    def posts(self, fields: dict[str, str]) -> str:
        body = urllib.parse.urlencode(fields | {"state": self.state})
        self.connection.request("POST", "/ru/refer/", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = self.connection.getresponse()
        page = answer.read().decode()
        found = STATE.search(page)
        if answer.status != 200 or found is None:
            raise RuntimeError(f"answer {answer.status}")
        self.state = found[1]
        return page

    def fills_in(self) -> None:
        for step in STEPS:
            self.posts(step | {"go": "next"})
        self.connection.close()  # a phone asks anew for each page

    def sends(self) -> float:
        """Milliseconds until the receipt is there."""
        started = time.perf_counter()
        page = self.posts({"step": "check", "go": "send"})
        if RECEIPT.search(page) is None:
            raise RuntimeError("no receipt")
        return (time.perf_counter() - started) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--at-once", type=int, default=8)
    chosen = parser.parse_args()
    with fresh_installation() as folder:
        bare = bare_inserts(folder)
        port, server = started_server()
        try:
            visitors = [Visitor(number, port) for number in range(chosen.reports)]
            with ThreadPoolExecutor(chosen.at_once) as crowd:
                list(crowd.map(Visitor.fills_in, visitors))
                began = time.perf_counter()
                times = list(crowd.map(Visitor.sends, visitors))
                rate = chosen.reports / (time.perf_counter() - began)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
        kept = (
            sqlite3.connect(folder / "data" / "panah.sqlite3")
            .execute("SELECT count(*) FROM concerns_concern")
            .fetchone()[0]
        )
    print(f"accepted {len(times)} reports, {kept} in the database")
    print(f"{rate:.0f} reports a second; p50 {percentile(times, 0.5):.0f} ms, p99 {percentile(times, 0.99):.0f} ms")
    print(f"bare durable INSERT on this disk: {bare:.0f} a second; ratio {bare / rate:.1f}")
    return 0 if kept == len(times) else 1


def started_server() -> tuple[int, subprocess.Popen[bytes]]:
    """The production server on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += [
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--no-ws",
        "--log-level",
        "warning",
        "panah.site.wsgi:application",
    ]
    server = subprocess.Popen(command, env=os.environ)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return port, server
        time.sleep(0.1)
    server.kill()
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    sys.exit(main())
