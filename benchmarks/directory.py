"""How long the list of adults and the question "is this somebody whom we know" take among many.

``python -m benchmarks.directory [--adults 100000] [--rounds 100]`` makes a throw-away installation (SQLite; PostgreSQL behind
``python -m scripts.postgres``), measures and prints one JSON object. Goal at 100,000: p95 at most 300 ms for each line. Exit 1
where one misses it. Names are invented (``benchmarks.search.children``), each in one of the habits of writing.

BULK-MADE: files, grants, adults and keys are written in bulk and past the actions, with the same sealing, marks and keys as theirs;
100,000 actions would take an hour. No pairs are made; each adult is known to one of ten organisations. Every question and every
page goes the way that people go.

Beside it, in the same run and of the same words: ``LIKE '%…%'`` over the table for the search (it finds one script alone), and
``rapidfuzz.process.extract`` over all names for the check (in memory already, of names alone, where ours asks the database and
weighs telephone, workplace and place too); ``ratio`` is the peer's p50 to ours. ``load_before`` is what
else the machine does: the goal is meant for one that does nothing else.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks.installation import fresh_installation, percentile
from benchmarks.names import peer

GOAL = 300.0
WARM_UP = 3


def measured(asks: Sequence[Callable[[], Any]]) -> dict[str, float]:
    """Milliseconds; the first few warm up what is read once."""
    times = []
    for number, ask in enumerate([*asks[:WARM_UP], *asks]):
        started = time.perf_counter()
        ask()
        if number >= WARM_UP:
            times.append((time.perf_counter() - started) * 1000)
    return {"p50": round(percentile(times, 0.5), 1), "p95": round(percentile(times, 0.95), 1)}


def figures(adults: int, rounds: int, seed: int) -> dict[str, Any]:
    """For a Django that is set up."""
    made = import_module("benchmarks.directory_people")
    started = time.perf_counter()
    people = made.build(adults, seed)
    found: dict[str, Any] = {
        "adults": adults, "built_in_seconds": round(time.perf_counter() - started, 1), "database": people.database,
    }  # fmt: skip
    found["load_before"] = [round(one, 1) for one in os.getloadavg()]
    found["list"] = {name: measured([ask] * rounds) for name, ask in people.pages()}
    chance = random.Random(seed)
    found["search"] = {name: measured(list(asks)) for name, asks in people.searches(rounds, chance)}
    asked = people.asked(rounds, chance)
    found["check"] = {
        "adults_like": measured([partial(people.like, one) for one in asked]),
        "page of a new adult": measured([partial(people.new, one) for one in asked[: max(rounds // 2, 5)]]),
        "known_again": people.known_again(asked),
    }
    found["beside"] = beside(people, asked, rounds, found)
    return found


def beside(people: Any, asked: Sequence[Any], rounds: int, ours: dict[str, Any]) -> dict[str, Any]:
    naive = measured([partial(people.naive, word) for word in people.words(rounds)])
    own = ours["search"]["beginning of a word, query alone"]
    found: dict[str, Any] = {"LIKE '%…%'": naive | {"ratio": round(naive["p50"] / max(own["p50"], 0.1), 1)}}
    try:
        process = peer("rapidfuzz.process")
    except SystemExit as missing:
        return found | {"rapidfuzz": str(missing)}
    names = people.names()
    theirs = measured([partial(process.extract, one.name, names, limit=10) for one in asked[: min(rounds, 30)]])
    own = ours["check"]["adults_like"]
    return found | {"rapidfuzz.process.extract": theirs | {"ratio": round(theirs["p50"] / max(own["p50"], 0.1), 1)}}


def too_slow(found: dict[str, Any]) -> Iterator[str]:
    for part in ("list", "search", "check"):
        for name, row in found[part].items():
            if isinstance(row, dict) and row.get("p95", 0) > GOAL:
                yield f"{part}, {name}: {row['p95']} ms"


def main(words: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--adults", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    said = parser.parse_args(None if words is None else list(words))
    with fresh_installation():
        found = figures(said.adults, said.rounds, said.seed)
    found["misses"] = list(too_slow(found))
    print(json.dumps(found, indent=1, ensure_ascii=False))
    return 1 if found["misses"] else 0


if __name__ == "__main__":
    sys.exit(main())
