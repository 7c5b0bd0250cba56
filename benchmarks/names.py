"""How well names are found again across scripts, beside named peers in the same run.

``python -m benchmarks.names --queries Q.csv --pool P.csv [--against rapidfuzz|nomenklatura]``: columns person_id and name, UTF-8;
the true match of a query is the row of the pool with the same person_id. Prints one JSON object. Average precision, and recall at
a precision of .99, are over all pairs of a query and a row. The time is that of one processor and holds everything: reading the
names, making the pool ready, comparing. ``rapidfuzz`` compares sets of words that anyascii has written in Latin letters;
``nomenklatura`` is its logic-v2.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.ranking import Scores, measured
from panah.engines.matching.comparing.candidates import Candidates
from panah.engines.matching.names.reading import read_names

Rows = list[tuple[str, str]]
Scorer = Callable[[Sequence[str], Sequence[str]], Scores]


def read_rows(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [(row["person_id"], row["name"]) for row in csv.DictReader(opened)]


def panah(queries: Sequence[str], pool: Sequence[str]) -> Scores:
    candidates = Candidates(read_names(pool))
    scores = np.empty((len(queries), len(pool)), dtype=np.float32)
    for place, name in enumerate(read_names(queries)):
        scores[place] = candidates.points(name)
    return scores


def peer(name: str) -> Any:
    """A peer is installed where somebody compares: ``pip install panah[benchmarks]``."""
    try:
        return import_module(name)
    except ImportError as missing:
        raise SystemExit(f"{missing.name} is not installed: pip install 'panah[benchmarks]'") from missing


def rapidfuzz(queries: Sequence[str], pool: Sequence[str]) -> Scores:
    anyascii, fuzz, process = (peer(name) for name in ("anyascii", "rapidfuzz.fuzz", "rapidfuzz.process"))
    asked, kept = ([anyascii.anyascii(name).lower() for name in names] for names in (queries, pool))
    found: Scores = process.cdist(asked, kept, scorer=fuzz.token_set_ratio, dtype=np.float32)
    return found


def nomenklatura(queries: Sequence[str], pool: Sequence[str]) -> Scores:
    algorithm, model = peer("nomenklatura.matching").LogicV2, peer("followthemoney").model
    asked, kept = (
        [model.get_proxy({"id": f"{side}{place}", "schema": "Person", "properties": {"name": [name]}})
         for place, name in enumerate(names)]
        for side, names in (("q", queries), ("p", pool))
    )  # fmt: skip
    config = algorithm.default_config()
    pairs = chain.from_iterable(zip(repeat(one), kept, strict=False) for one in asked)
    scores = (algorithm.compare(one, other, config).score for one, other in pairs)
    return np.fromiter(scores, dtype=np.float32, count=len(asked) * len(kept)).reshape(len(asked), len(kept))


PEERS: dict[str, Scorer] = {"rapidfuzz": rapidfuzz, "nomenklatura": nomenklatura}


def figures(scorer: Scorer, queries: Rows, pool: Rows) -> dict[str, float]:
    started = time.process_time()
    scores = scorer([name for _, name in queries], [name for _, name in pool])
    seconds = time.process_time() - started
    owners = np.array([person for person, _ in pool])
    is_match = np.array([owners == person for person, _ in queries])
    microseconds = round(seconds * 1e6 / scores.size, 3)
    return measured(scores, is_match).rounded() | {"microseconds_per_pair": microseconds}


def main(words: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--pool", type=Path, required=True)
    parser.add_argument("--against", choices=PEERS)
    said = parser.parse_args(None if words is None else list(words))
    queries, pool = read_rows(said.queries), read_rows(said.pool)
    if not queries or not pool:
        parser.error("Both files need rows.")
    found: dict[str, object] = {**figures(panah, queries, pool), "queries": len(queries), "pool": len(pool)}
    if said.against:
        found[said.against] = figures(PEERS[said.against], queries, pool)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
