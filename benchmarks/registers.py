"""How well and how fast two registers are linked, on this machine and on a Dask cluster, beside splink on the same rows.

``python -m benchmarks.registers FOLDER --rows 100000 --in-common 20000 [--against splink]``: FOLDER holds word_variants.csv and
kk_ru_words.csv, the public groups of spellings. Registers are invented anew from a seed. Prints one JSON object: recall and precision of
all links and of those called strong, recall at a precision of .99 and .95 by score, seconds, the most memory of a process.
``splink`` (DuckDB) gets names in Latin letters (anyascii), their words in the order of the alphabet, births and sexes in columns, and rules
of blocking and levels as its manual shows them; it learns its weights from these registers without knowing who is who.
"""

import argparse
import csv
import json
import logging
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.names import peer
from benchmarks.two_registers import Row, registers, write_register
from panah.commands.registers.reading import looked_at
from panah.commands.registers.running import Asked, Workplace, linked
from panah.commands.registers.workers import Workers, workers
from panah.engines.matching.comparing.verdicts import POSSIBLE, STRONG
from panah.engines.matching.registers.links import BEST_OF_A_ROW, least_points
from panah.engines.matching.registers.meeting import MOST_PAIRS_OF_A_KEY
from panah.engines.matching.registers.values import birth_of

WORKERS = 2
PRECISIONS = (0.99, 0.95)
LEAST_OF_SPLINK = 0.01
Scored = list[tuple[str, str, float]]
Figures = dict[str, Any]


def measured(links: Scored, in_common: int) -> Figures:
    """A link is right where both identifiers have one number below ``in_common``; equal scores are taken together."""
    ordered = sorted(links, key=lambda link: -link[2])
    right = np.array([one[1:] == other[1:] and int(one[1:]) < in_common for one, other, _ in ordered], dtype=np.int64)
    hits, count = np.cumsum(right), np.arange(1, len(ordered) + 1)
    scores = np.array([score for *_, score in ordered])
    ends = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1) if len(scores) else np.zeros(0, np.intp)
    found = {"links": len(ordered), "recall": share(right.sum(), in_common), "precision": share(right.sum(), len(ordered))}
    for precision in PRECISIONS:
        sure = hits[ends][hits[ends] / count[ends] >= precision]
        found[f"recall_at_precision_{round(100 * precision)}"] = share(sure.max(initial=0), in_common)
    return found


def share(count: Any, of: int) -> float:
    return round(float(count) / max(1, of), 4)


def panah(a: Path, b: Path, place: Path, name: str, hands: Workers, rows: int) -> tuple[Scored, float, bytes]:
    out = place / f"{name}.csv"
    begun = time.perf_counter()
    asked = Asked(
        (looked_at(a), looked_at(b)), ({}, {}), least_points(POSSIBLE), BEST_OF_A_ROW, False, rows, MOST_PAIRS_OF_A_KEY
    )
    linked(Workplace(place / f"{name}.unfinished", place / "keys"), asked, hands, out, lambda *_: None)
    seconds = time.perf_counter() - begun
    with out.open(encoding="utf-8", newline="") as opened:
        links = [(row["id_a"], row["id_b"], float(row["score"])) for row in csv.DictReader(opened)]
    return links, seconds, out.read_bytes()


def told(links: Scored, seconds: float, in_common: int) -> Figures:
    strong = [link for link in links if link[2] >= STRONG]
    of_strong = {f"strong_{name}": value for name, value in measured(strong, in_common).items() if "_at_" not in name}
    return measured(links, in_common) | of_strong | {"seconds": round(seconds, 1)}


def splink(ours: list[Row], theirs: list[Row]) -> tuple[Scored, float]:
    library, levels = peer("splink"), peer("splink.comparison_library")
    frames = [table(rows) for rows in (ours, theirs)]
    begun = time.perf_counter()
    block_on = library.block_on
    settings = library.SettingsCreator(
        link_type="link_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=[
            block_on("word_1"), block_on("word_2"), block_on("born"), block_on("substr(word_1, 1, 3)", "year"),
            block_on("substr(word_2, 1, 3)", "year"),
        ],
        comparisons=[
            *(levels.JaroWinklerAtThresholds(word, [0.92, 0.8, 0.7]) for word in ("word_1", "word_2", "word_3")),
            levels.LevenshteinAtThresholds("born", [1, 2]),
            levels.ExactMatch("year"),
            levels.ExactMatch("sex"),
        ],
    )  # fmt: skip
    database = library.DuckDBAPI()
    linker = library.Linker([database.register(frame) for frame in frames], settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("born", "word_1")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("born"), block_on("word_1", "word_2")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LEAST_OF_SPLINK).as_record_list()
    links = [(*sorted((row["unique_id_l"], row["unique_id_r"])), row["match_probability"]) for row in found]
    return links, time.perf_counter() - begun


def table(rows: Iterable[Row]) -> Any:
    """As somebody prepares it who knows splink and not these names."""
    arrow, anyascii = peer("pyarrow"), peer("anyascii").anyascii
    records = []
    for number, name, born, sex in rows:
        words = sorted(anyascii(name).lower().replace(".", "").split())
        birth = birth_of(born)
        day = f"{birth.year}-{birth.month:02}-{birth.day:02}" if birth.day else None
        records.append(
            {"unique_id": number, **{f"word_{at}": words[at - 1] if len(words) >= at else None for at in (1, 2, 3)},
             "born": day, "year": birth.year, "sex": sex or None}
        )  # fmt: skip
    return arrow.Table.from_pylist(records)


def memory() -> int:
    """The most that this process or one of its children held, in megabytes."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most // 1024


def on_a_cluster(a: Path, b: Path, place: Path, rows: int) -> tuple[Scored, float, bytes]:
    cluster = peer("distributed").LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    )
    with cluster, workers(1, cluster.scheduler_address, is_trusted=False) as hands:
        return panah(a, b, place, "dask", hands, rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=100_000, help="of each register")
    parser.add_argument("--in-common", type=int, default=20_000)
    parser.add_argument("--rows-at-once", type=int, default=25_000)
    parser.add_argument("--without-dask", action="store_true")
    parser.add_argument("--against", choices=["splink"])
    parser.add_argument("--seed", type=int, default=11)
    said = parser.parse_args()
    ours, theirs = registers(said.folder, said.rows, said.in_common, said.seed)
    found: Figures = {"rows": said.rows, "in_common": said.in_common, "workers": WORKERS}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        a, b = write_register(place / "a.csv", ours), write_register(place / "b.csv", theirs)
        with workers(WORKERS, "", is_trusted=False) as hands:
            links, seconds, content = panah(a, b, place, "local", hands, said.rows_at_once)
        found["local"] = told(links, seconds, said.in_common) | {"megabytes": memory()}
        if not said.without_dask:
            links, dask_seconds, on_dask = on_a_cluster(a, b, place, said.rows_at_once)
            found["dask"] = {"seconds": round(dask_seconds, 1), "same_bytes": on_dask == content}
    if said.against:
        links, splink_seconds = splink(ours, theirs)
        found["splink"] = measured(links, said.in_common) | {"seconds": round(splink_seconds, 1)}
        found["splink"]["seconds_to_ours"] = round(splink_seconds / seconds, 2)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
