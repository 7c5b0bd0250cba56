"""The same children asked of splink, in the way its own pages advise: words in Latin letters, blocked by a word or a birthday.

splink links tables; it answers one question as a table of one row. It is asked at the size that it can, and of the same questions.
"""

import logging
import time
from typing import Any

import numpy as np

from benchmarks.names import peer
from benchmarks.search.children import Asked, Children
from panah.engines.matching.births import Birth

LIMIT = 100_000
ONE_BY_ONE = 20
"""Questions that are asked one at a time, to measure how long one takes."""
LEAST = 1e-9


def _columns(texts: list[str], births: list[Birth], side: str) -> dict[str, list[Any]]:
    anyascii = peer("anyascii").anyascii
    words = [sorted(anyascii(text).lower().replace("'", "").split()) for text in texts]
    return {
        "unique_id": list(range(len(texts))),
        "source_dataset": [side] * len(texts),
        "words": words,
        "spelt": [" ".join(each) for each in words],
        "birth": [f"{b.year}-{b.month:02}-{b.day:02}" if b.day and b.month else None for b in births],
        "birth_year": [birth.year for birth in births],
    }


def _settings() -> Any:
    splink, library = peer("splink"), peer("splink.comparison_library")
    levels = peer("splink.comparison_level_library")
    birth = library.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            levels.NullLevel("birth_year"),
            levels.ExactMatchLevel("birth"),
            levels.ExactMatchLevel("birth_year"),
            levels.CustomLevel("abs(birth_year_l - birth_year_r) = 1", label_for_charts="year beside"),
            levels.ElseLevel(),
        ],
    )
    return splink.SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=1e-5,
        comparisons=[
            library.ArrayIntersectAtSizes("words", [3, 2, 1]),
            library.JaroWinklerAtThresholds("spelt", [0.95, 0.9, 0.8]),
            birth,
        ],
        blocking_rules_to_generate_predictions=[
            splink.block_on("birth"),
            splink.block_on("words", arrays_to_explode=["words"]),
        ],
    )


def figures(children: Children, asked: list[Asked]) -> dict[str, float]:
    """Shares of the first ten, and the time of one question alone."""
    splink = peer("splink")
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = peer("duckdb").connect()
    database.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")  # splink writes the older arrow
    backend = splink.DuckDBAPI(database)
    births = [children.birth(place) for place in range(children.count)]
    started = time.perf_counter()
    pool = backend.register(_columns(list(children.names()), births, "pool"))
    asking = _columns([one.name for one in asked], [one.birth for one in asked], "asked")
    questions = backend.register(asking)
    linker = splink.Linker([pool, questions], _settings())
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for column in ("birth", "spelt"):
        linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on(column))
    ready = time.perf_counter() - started
    started = time.perf_counter()
    pairs = linker.inference.predict_between(pool, questions, threshold_match_probability=LEAST).as_record_list()
    together = time.perf_counter() - started
    alone = []
    for place in range(min(ONE_BY_ONE, len(asked))):
        one = backend.register({name: values[place : place + 1] for name, values in asking.items()})
        started = time.perf_counter()
        linker.inference.predict_between(pool, one, threshold_match_probability=LEAST).as_record_list()
        alone.append(time.perf_counter() - started)
    return {
        **_found(pairs, asked),
        "milliseconds_p50": round(float(np.percentile(alone, 50)) * 1e3, 1),
        "milliseconds_p95": round(float(np.percentile(alone, 95)) * 1e3, 1),
        "milliseconds_a_question_together": round(together * 1e3 / len(asked), 2),
        "build_seconds": round(ready, 1),
    }


def _found(pairs: list[dict[str, Any]], asked: list[Asked]) -> dict[str, float]:
    by_question: dict[int, list[tuple[float, int]]] = {}
    for pair in pairs:
        sides = {pair[f"source_dataset_{side}"]: pair[f"unique_id_{side}"] for side in "lr"}
        by_question.setdefault(sides["asked"], []).append((pair["match_weight"], sides["pool"]))
    ranks = []
    for number, one in enumerate(asked):
        found = by_question.get(number, [])
        own = next((weight for weight, place in found if place == one.place), None)
        ranks.append(0 if own is None else sum(weight >= own for weight, _ in found))
    whole = [rank for rank, one in zip(ranks, asked, strict=True) if one.known == "whole"]
    return {
        "recall_at_1": _share(ranks, 1),
        "recall_at_10": _share(ranks, 10),
        "recall_at_10_whole_birth": _share(whole, 10),
    }


def _share(ranks: list[int], upto: int) -> float:
    return round(sum(0 < rank <= upto for rank in ranks) / max(1, len(ranks)), 4)
