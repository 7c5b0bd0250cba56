"""Two organisations, 20,000 children each, of whom some are known to both: who is found, who wrongly, how long it takes.

``python -m benchmarks.private [--folder NAMES] [--records 20000] [--common 1000] [--against clk]`` prints one JSON object. The
registers are drawn from invented children (``benchmarks.search.children``). Of a child known to both each side writes the name by
another hand, and the asking side knows the birthday of 55 in 100, the year of 25, a year beside of 10, day and month swapped of 3,
nothing of 7. ``false_per_100`` are children told of who are not known there, for each hundred in common. Both sides run on this
machine, one after the other; the time is that of all of it. ``clk`` is the usual way: one keyed bit vector for each record, name
and birth, of which both sides see all of the other's; its threshold tells of as many wrongly as Panah, which favours it.
"""

import argparse
import hashlib
import hmac
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.hard_names import HABITS, written
from benchmarks.search.children import BIRTHS_ASKED, Children, told
from panah.engines.matching.births import Birth
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.keys.encodings import BITS, BYTES, Encodings, pairs_of
from panah.engines.matching.names.reading import read_names
from panah.engines.matching.private import intersection
from panah.engines.matching.private.batches import answering, offering, room_of
from panah.engines.matching.private.tokens import Side
from panah.engines.matching.private.weighing import possible

NUMBER = "0" * 32
BITS_OF_A_FEATURE = {"name": 8, "year": 24, "month": 12, "day": 12}


@dataclass(frozen=True)
class Kept:
    """One record of a register: whose it is, and what is written there."""

    place: int
    name: str
    birth: Birth
    sex: str
    known: str


def registers(
    count: int, common: int, *, folder: Path | None = None, seed: int = 6
) -> tuple[list[Kept], list[Kept], set[int]]:
    """Of who asks, of who answers, and the places of those known to both."""
    children = Children(2 * count - common, folder, seed)
    names, chance = list(children.names()), random.Random(seed)
    places = list(range(children.count))
    chance.shuffle(places)
    both = set(places[:common])
    asking = []
    for place in places[:count]:
        known = chance.choices(list(BIRTHS_ASKED), list(BIRTHS_ASKED.values()))[0]
        name = _by_another_hand(children, place, chance) if place in both else names[place]
        asking.append(Kept(place, name, told(children.birth(place), known, chance), _sex(children, place), known))
    answered = [
        Kept(place, names[place], children.birth(place), _sex(children, place), "whole")
        for place in (*places[:common], *places[count:])
    ]
    return asking, answered, both


def _sex(children: Children, place: int) -> str:
    return "female" if children.person(place).is_girl else "male"


def _by_another_hand(children: Children, place: int, chance: random.Random) -> str:
    own = habit = children.habit(place)
    while habit == own:
        habit = chance.choices(list(HABITS), list(HABITS.values()))[0]
    return written(children.person(place), habit, chance)


def records_of(rows: Sequence[Kept]) -> list[Record]:
    return [
        Record((name,), row.birth, row.sex)
        for row, name in zip(rows, read_names(row.name for row in rows), strict=True)
    ]


def panah(asking: Sequence[Kept], answered: Sequence[Kept]) -> tuple[set[int], dict[str, Any]]:
    """The places of those told of, with times and sizes."""
    times, began = [time.perf_counter()], time.process_time()

    def lap() -> float:
        times.append(time.perf_counter())
        return round(times[-1] - times[-2], 1)

    ours = offering(records_of(asking), NUMBER)
    question = intersection.asked(ours.words)
    offered = lap()
    theirs = answering(records_of(answered), NUMBER)
    answer = intersection.answered(question.request, theirs.words, len(ours.words))
    answering_took = lap()
    places = intersection.shared(question.key, answer, room_of(ours.size, Side.OFFERING))
    found = possible((one for place in places for one in ours.meaning.get(place, ())), theirs.size)
    figures = {
        "seconds_offer": offered, "seconds_answer": answering_took, "seconds_finish": lap(),
        "seconds": round(times[-1] - times[0], 1), "seconds_of_processor": round(time.process_time() - began, 1),
        "bytes_offer": len(question.request), "bytes_answer": len(answer),
        "batch": ours.size,
    }  # fmt: skip
    return {asking[child].place for child in found}, figures


def figures_of(told_of: set[int], asking: Sequence[Kept], both: set[int]) -> dict[str, Any]:
    known = {row.place: row.known for row in asking if row.place in both}
    of_each, found = Counter(known.values()), Counter(known[place] for place in told_of & both)
    return {
        "recall": round(len(told_of & both) / len(both), 3),
        "recall_full_date": round(found["whole"] / max(1, of_each["whole"]), 3),
        "false_per_100": round(100 * len(told_of - both) / len(both), 1),
        "recall_by_birth": {known: round(found[known] / count, 3) for known, count in sorted(of_each.items())},
    }


def clk(asking: Sequence[Kept], answered: Sequence[Kept], both: set[int], wrong: int) -> dict[str, Any]:
    """The best threshold that tells of no more wrongly than ``wrong``."""
    began = time.perf_counter()
    theirs = Encodings(_vectors(answered))
    ours = _vectors(asking)
    best = []
    for row, vector in zip(asking, ours, strict=True):
        alike = theirs.likeness(vector)
        best.append((float(alike.max(initial=0)), row.place))
    told_of: set[int] = set()
    found: set[int] = set()
    for _alike, place in sorted(best, reverse=True):
        told_of.add(place)
        if len(told_of - both) > wrong:
            break
        found = set(told_of)
    return figures_of(found, asking, both) | {"seconds": round(time.perf_counter() - began, 1)}


def _vectors(rows: Sequence[Kept]) -> Any:
    key, names = hashlib.sha256(b"benchmark").digest(), read_names(row.name for row in rows)
    known: dict[str, int] = {}
    vectors = [
        _vector(key, known, [*((pair, "name") for pair in pairs_of(name)), *_parts(row.birth)]).to_bytes(
            BYTES, "little"
        )
        for row, name in zip(rows, names, strict=True)
    ]
    return np.frombuffer(b"".join(vectors), dtype="<u8").reshape(-1, BYTES // 8)


def _parts(birth: Birth) -> Iterable[tuple[str, str]]:
    parts = {"year": birth.year, "month": birth.month, "day": birth.day}
    return [(f"{part}{value}", part) for part, value in parts.items() if value is not None]


def _vector(key: bytes, known: dict[str, int], features: Iterable[tuple[str, str]]) -> int:
    bits = 0
    for text, kind in features:
        if text not in known:
            digest = hmac.digest(key, text.encode(), hashlib.sha512)
            drawn = (int.from_bytes(digest[2 * one : 2 * one + 2], "big") for one in range(BITS_OF_A_FEATURE[kind]))
            known[text] = sum(1 << place for place in {number % BITS for number in drawn})
        bits |= known[text]
    return bits


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", type=Path, default=None, help="public groups of spellings: word_variants.csv and kk_ru_words.csv"
    )
    parser.add_argument("--records", type=int, default=20_000, help="of each side")
    parser.add_argument("--common", type=int, default=0, help="known to both; else one in twenty")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--against", choices=["clk"], default=None)
    said = parser.parse_args(words)
    if not intersection.is_installed():
        raise SystemExit("openmined-psi is not installed: pip install 'panah[link]'")
    common = said.common or max(1, said.records // 20)
    asking, answered, both = registers(said.records, common, folder=said.folder, seed=said.seed)
    told_of, took = panah(asking, answered)
    result = {"records": said.records, "common": common, "panah": figures_of(told_of, asking, both) | took}
    if said.against:
        other = clk(asking, answered, both, len(told_of - both))
        result["clk"] = other
        result["recall_ratio"] = round(result["panah"]["recall"] / max(0.001, other["recall"]), 2)
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
