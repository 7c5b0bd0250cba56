"""Search in memory: names sealed one by one, found by keys, narrowed by encodings, and the likeliest opened and compared."""

import resource
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from benchmarks.search.children import Asked, Children
from panah.engines.matching.births import Birth
from panah.engines.matching.comparing.candidates import Candidates
from panah.engines.matching.comparing.verdicts import STRONG, score_of
from panah.engines.matching.keys.index import Index
from panah.engines.matching.names.reading import Name, read_name, read_names

KEY = b"benchmark of the search, no secret"[:32]
CHUNK = 400_000
"""Names that are read together; each different word of them is read once."""
WRONG = 0.003
"""The share of questions that may show a wrong strong match."""


class Sealed:
    """Names under a cipher, as they lie in a database; a place is opened when it is compared."""

    def __init__(self) -> None:
        self._cipher, self.blob, self._ends = AESGCM(KEY), bytearray(), array("q", [0])

    def add(self, text: str) -> None:
        nonce = len(self._ends).to_bytes(12, "big")
        self.blob += self._cipher.encrypt(nonce, text.encode(), None)
        self._ends.append(len(self.blob))

    def opened(self, place: int) -> str:
        start, end = self._ends[place : place + 2]
        return self._cipher.decrypt((place + 1).to_bytes(12, "big"), bytes(self.blob[start:end]), None).decode()


@dataclass(frozen=True)
class Answer:
    """What one question brought: how far up the right record stood (0: not at all), its points and the most of a wrong one."""

    known: str
    rank: int
    right: int
    wrong: int
    seconds: float
    processor_seconds: float


class Memory:
    def __init__(self, children: Children, limit: int) -> None:
        self._children, self._limit, self.sealed = children, limit, Sealed()
        started = time.perf_counter()
        self._writing = 0.0
        self.index = Index(KEY, self._records())
        self.build_seconds = time.perf_counter() - started - self._writing

    def _records(self) -> Iterator[tuple[Name, Birth]]:
        """Time that inventing takes is no part of building."""
        names, place = self._children.names(), 0
        while True:
            started = time.perf_counter()
            chunk = list(islice(names, CHUNK))
            births = [self._children.birth(place + step) for step in range(len(chunk))]
            self._writing += time.perf_counter() - started
            if not chunk:
                return
            for text in chunk:
                self.sealed.add(text)
            yield from zip(read_names(chunk), births, strict=True)
            place += len(chunk)

    def answer(self, asked: Asked) -> Answer:
        started, began = time.perf_counter(), time.process_time()
        name = read_name(asked.name)
        places = np.array(self.index.nearest(name, asked.birth, self._limit), dtype=np.intp)
        names = read_names([self.sealed.opened(place) for place in places.tolist()])
        points = Candidates(names).points(name) + self.index.births.points(asked.birth, places)
        took, worked = time.perf_counter() - started, time.process_time() - began
        is_right = places == asked.place
        right = int(points[is_right].max(initial=-(10**6)))
        rank = int((points >= right).sum()) if is_right.any() else 0
        return Answer(asked.known, rank, right, int(points[~is_right].max(initial=-(10**6))), took, worked)


def figures(children: Children, queries: int, limit: int) -> dict[str, object]:
    """All that is measured in memory, for one JSON object."""
    memory = Memory(children, limit)
    answers = [memory.answer(asked) for asked in children.asked(queries)]
    whole = [answer for answer in answers if answer.known == "whole"]
    took, worked = (
        np.array([getattr(answer, what) for answer in answers]) * 1e3 for what in ("seconds", "processor_seconds")
    )
    return {
        "recall_at_1": _recall(answers, 1),
        "recall_at_10": _recall(answers, 10),
        "recall_at_10_by_birth": {known: _recall([a for a in answers if a.known == known], 10) for known in _known(answers)},
        "recall_at_10_whole_birth": _recall(whole, 10),
        "milliseconds_p50": round(float(np.percentile(took, 50)), 2),
        "milliseconds_p95": round(float(np.percentile(took, 95)), 2),
        "processor_milliseconds_p95": round(float(np.percentile(worked, 95)), 2),
        "build_seconds": round(memory.build_seconds, 1),
        "index_megabytes": round(memory.index.bytes / 1e6),
        "most_memory_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "strong": strong(answers),
    }  # fmt: skip


def _known(answers: list[Answer]) -> list[str]:
    return sorted({answer.known for answer in answers})


def _recall(answers: list[Answer], upto: int) -> float:
    return round(sum(0 < answer.rank <= upto for answer in answers) / max(1, len(answers)), 4)


def strong(answers: list[Answer]) -> dict[str, float]:
    """At the threshold of a verdict, and where the goal for wrong matches is just kept."""
    right, wrong = (np.array([getattr(answer, side) for answer in answers]) for side in ("right", "wrong"))
    edge = next(points for points in range(-5_000, 5_000) if score_of(points) >= STRONG)
    kept = next((points for points in range(0, 2_000) if (wrong >= points).mean() <= WRONG), 2_000)
    return {
        "points": edge,
        "wrong_a_question": _share(wrong, edge),
        "recall": _share(right, edge),
        "points_for_the_goal": kept,
        "recall_at_the_goal": _share(right, kept),
    }


def _share(points: NDArray[np.int64], edge: int) -> float:
    return round(float((points >= edge).mean()), 4)
