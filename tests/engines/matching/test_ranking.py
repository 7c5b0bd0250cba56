"""The measure itself: ties count against the scorer, and pairs of equal score are taken together."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.hard_names import hard_set
from benchmarks.names import main
from benchmarks.ranking import measured
from tests.engines.matching.names import DATA


def test_a_perfect_scorer_finds_all() -> None:
    found = measured(np.eye(4, dtype=np.float32), np.eye(4, dtype=bool))
    assert set(found.rounded().values()) == {1.0}


def test_a_tie_is_no_find() -> None:
    found = measured(np.ones((2, 20), dtype=np.float32), np.eye(2, 20, dtype=bool))
    assert (found.recall_at_1, found.recall_at_10) == (0.0, 0.0)
    assert found.average_precision == pytest.approx(0.05)
    assert found.recall_at_precision_99 == 0.0


def test_one_false_pair_at_the_top_costs_precision_and_no_rank() -> None:
    scores = np.array([[5, 1, 0], [2, 9, 0], [0, 0, 9.5]], dtype=np.float32)
    found = measured(scores, np.array([[1, 0, 0], [0, 1, 0], [0, 0, 0]], dtype=bool))
    assert found.recall_at_1 == 1.0
    assert found.average_precision == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert found.recall_at_precision_99 == 0.0


def test_the_command_prints_what_the_contract_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {
        "q.csv": "person_id,name\n1,Касымова Айгерим\n",
        "p.csv": "person_id,name\n2,Иванов Пётр\n1,QOSIMOVA OYGERIM\n",
    }
    for file, text in rows.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert main(["--queries", str(tmp_path / "q.csv"), "--pool", str(tmp_path / "p.csv")]) == 0
    found = json.loads(capsys.readouterr().out)
    shares = ("recall_at_1", "recall_at_10", "average_precision", "recall_at_precision_99")
    assert {name: found[name] for name in shares} == dict.fromkeys(shares, 1.0)
    assert (found["queries"], found["pool"]) == (1, 2)
    assert found["microseconds_per_pair"] > 0


@pytest.mark.skipif(not DATA.exists(), reason="the groups of spellings are not beside the repository")
def test_the_hard_set_is_the_same_every_time_and_holds_every_match_once() -> None:
    queries, pool = hard_set(DATA, queries=20, pool=60)
    assert (queries, pool) == hard_set(DATA, queries=20, pool=60)
    owners = [person for person, _ in pool]
    assert len(owners) == len(set(owners)) == 60
    assert {person for person, _ in queries} < set(owners)
