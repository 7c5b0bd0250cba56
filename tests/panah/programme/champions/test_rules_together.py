from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panah.programme.champions.rules import Held, gone_key, may_be_one, undecided

DAY = date(2026, 10, 1)
AT = datetime(2026, 10, 2, tzinfo=UTC)


def row(code: str, champion: str, later: int = 0, **known: Any) -> Held:
    facts: dict[str, Any] = {"type": "event", "day": DAY, "place": "KZ-31-02", "venue": "school"}
    return Held(code, champion, recorded_at=AT + timedelta(minutes=later), **(facts | known))


@pytest.mark.parametrize(
    "other",
    [
        {"champion": "a"}, {"day": DAY + timedelta(days=1)}, {"place": "KZ-31-03"}, {"venue": "college"}, {"type": "meeting"},
        {"type": "post"}, {"place": ""},
    ],
)  # fmt: skip
def test_only_the_same_day_kind_and_place_of_two_champions_may_be_one(other: dict[str, Any]) -> None:
    assert may_be_one(row("1", "a"), row("2", "b"))
    assert not may_be_one(row("1", "a"), row("2", **({"champion": "b"} | other)))


def test_what_has_no_place_is_never_one() -> None:
    assert not may_be_one(row("1", "a", type="post", place=""), row("2", "b", type="post", place=""))


def test_the_later_one_is_asked_about_once() -> None:
    first, second, third = row("1", "a"), row("2", "b", 1), row("3", "c", 2)
    assert undecided([third, second, first]) == [(first, second), (first, third)]


def test_of_what_somebody_called_another_nothing_is_asked() -> None:
    first, second, third = row("1", "a"), row("2", "b", 1, is_apart=True), row("3", "a", 2)
    assert undecided([first, second]) == []
    assert undecided([first, second, third]) == [(second, third)]


def test_the_key_of_who_is_forgotten_is_known_and_leads_nowhere() -> None:
    key = gone_key("instagram.com/p/Cx1")
    assert key == gone_key(key)
    assert "instagram" not in key
    assert gone_key("") == ""
