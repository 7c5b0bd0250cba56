"""How well and how fast one child is found again among millions of records.

``python -m benchmarks.search [--records 1000000] [--queries 2000] [--names FOLDER]`` prints one JSON object. Children, records and
questions are invented (``children``); each question is a record in another habit of writing, with what people know of a birthday:
55 % the day, 25 % the year, 10 % the year beside, 3 % day and month turned round, 7 % nothing. FOLDER holds the public groups of
spellings; without it names are made of parts alone. Goals: at 1,000,000 records the right one among the first ten for .97 of the
questions (.998 with the day), p95 10 ms; at 10,000,000 .94 and 40 ms; a wrong strong match for .003 where .60 are found.
``--against splink`` asks the same of splink, in the same run, at the size that it can. ``--database sqlite`` fills the tables of a
throw-away installation and measures the search and its page there; goals at 1,000,000: p95 30 ms and 300 ms. To fill them
takes half an hour: ``--keep FOLDER`` leaves them there for the next run of as many records.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from benchmarks.installation import fresh_installation
from benchmarks.search import kernel, memory, splink
from benchmarks.search.children import Children


def beside_splink(records: int, queries: int, limit: int, names: Path | None, seed: int) -> dict[str, object]:
    """Both asked the same of the same children."""
    children = Children(min(records, splink.LIMIT), names, seed)
    theirs = splink.figures(children, list(children.asked(queries)))
    ours = memory.figures(children, queries, limit)
    shares = ("recall_at_1", "recall_at_10", "recall_at_10_whole_birth", "milliseconds_p50", "milliseconds_p95")
    return {
        "records": children.count,
        "splink": theirs,
        "panah": {name: ours[name] for name in (*shares, "build_seconds")},
        "splink_to_panah": {name: round(theirs[name] / max(1e-9, float(str(ours[name]))), 3) for name in shares},
    }


def main(words: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--limit", type=int, default=100, help="names that are opened for one question")
    parser.add_argument("--names", type=Path, help="holds word_variants.csv and kk_ru_words.csv")
    parser.add_argument("--database", choices=["sqlite"], help="measure there, end to end, and not in memory")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="fill that installation once, and measure it again")
    parser.add_argument("--against", choices=["splink"], help="a peer, in the same run, of 100,000 records at most")
    parser.add_argument("--seed", type=int, default=6)
    said = parser.parse_args(None if words is None else list(words))
    children = Children(said.records, said.names, said.seed)
    found: dict[str, object] = {"records": said.records, "queries": min(said.queries, said.records)}
    if said.database:
        with fresh_installation(said.keep):
            measured = import_module("benchmarks.search.database")  # needs a Django that is set up
            found["database"] = measured.figures(said.records, said.queries, said.names, said.seed)
        print(json.dumps(found, indent=1))
        return 0
    found["memory"] = memory.figures(children, said.queries, said.limit)
    found["kernel"] = kernel.figures()
    if said.against:
        found["against"] = beside_splink(said.records, said.queries, said.limit, said.names, said.seed)
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
