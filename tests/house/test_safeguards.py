"""Every safeguard is held by a test that plants a harm, and the table in docs/ says exactly which."""

import re

from scripts.safeguards import RULES, TABLE, planted

ROW = re.compile(r"^\| (.+) \| `(.+)` \| (.+) \|$", re.MULTILINE)


def test_every_safeguard_is_tried() -> None:
    tried = {one.rule for one in planted()}
    assert sorted(set(RULES) - tried) == []
    assert tried <= set(RULES)


def test_the_table_lists_the_tests_that_there_are_and_all_of_them_hold() -> None:
    rows = ROW.findall(TABLE.read_text(encoding="utf-8"))
    assert sorted((harm, test) for harm, test, _result in rows) == sorted((one.harm, one.test) for one in planted())
    assert [test for _harm, test, result in rows if result != "prevented"] == []
