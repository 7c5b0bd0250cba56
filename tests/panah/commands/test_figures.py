import json

import pytest
from click.testing import CliRunner

from panah.commands.figures import command
from tests.cast import Cast, made_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return made_cast()


def test_figures_as_json_hold_code_value_unit_and_window(cast: Cast) -> None:
    done = CliRunner().invoke(command, ["--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    window = {"first": "2023-09-18", "last": "2025-06-30"}
    assert found["children_served"] == {"value": 0, "unit": "children", "window": window}
    assert found["concerns_received"]["value"] == 2
    assert found["cases_open"]["value"] == 5
    assert found["hours_to_answer"]["value"] is None


def test_figures_as_a_table_are_one_line_each_and_may_be_split(cast: Cast) -> None:
    plain = CliRunner().invoke(command)
    assert plain.exit_code == 0
    told = json.loads(CliRunner().invoke(command, ["--json"]).output)
    assert [line.split()[0] for line in plain.output.splitlines()] == list(told)
    assert "concerns_received           2 concerns" in plain.output
    split = CliRunner().invoke(command, ["--breakdowns"])
    assert "referral_status            sent 1" in split.output


def test_figures_show_no_code_of_a_child(cast: Cast) -> None:
    output = CliRunner().invoke(command, ["--json", "--breakdowns"]).output
    assert not [case.code for case in cast.cases.values() if case.code in output]
