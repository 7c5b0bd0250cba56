"""A rule that cannot be right is named where the installation is looked after."""

from typing import Any

import pytest

from panah.casework.services.queries import faults_of_rules
from panah.casework.services.queries.admitting import rulebook
from panah.commands.doctor import rules
from panah.foundation.security import clock
from panah.web.accounts.health import rules as health_line

ROW: dict[str, Any] = {
    "rule": "planted", "kinds": ["ngo_shelter"], "answer": "call", "reason": "practice_differs", "src": "practice", "mark": "P",
    "valid_from": clock.today(),
}  # fmt: skip
MODULE = "panah.casework.services.queries.admitting.content_table"


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Any:
    def plant(*rows: dict[str, Any]) -> None:
        monkeypatch.setattr(MODULE, lambda path: {"rows": list(rows)})
        rulebook.cache_clear()

    yield plant
    rulebook.cache_clear()


def test_the_rules_of_the_project_have_no_fault(db: None) -> None:
    assert faults_of_rules() == []
    assert health_line(clock.now()).is_well
    assert rules().remedy == ""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((ROW, ROW), "overlaps"),
        ((ROW | {"kinds": ["castle"]},), "castle"),
        ((ROW | {"citizenship": ["XX"]},), "XX"),
        ((ROW | {"provider": "0000-0000"},), "0000-0000"),
    ],
)
def test_a_faulty_row_is_named_on_the_page_of_health_and_by_the_doctor(
    db: None, planted: Any, rows: tuple[dict[str, Any], ...], said: str
) -> None:
    planted(*rows)
    assert said in faults_of_rules()[0]
    assert said in str(health_line(clock.now()).remedy)
    assert said in rules().remedy
