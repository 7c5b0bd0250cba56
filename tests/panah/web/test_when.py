"""Late paper in words (S14)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

import panah
from panah.web.components.when import written_later

WRITTEN = datetime(2026, 11, 20, 20, tzinfo=UTC)  # an hour past midnight of the 21st in Almaty


@pytest.mark.safeguard("S14", "what was written days later says so, quietly")
@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (date(2026, 11, 21), ""),
        (date(2026, 11, 20), "written 1 day later"),
        (date(2026, 11, 17), "written 4 days later"),
        (datetime(2026, 11, 20, 19, 30, tzinfo=UTC), ""),
        (datetime(2026, 11, 20, 18, 30, tzinfo=UTC), "written 1 day later"),
        (date(2026, 11, 30), ""),
    ],
)
def test_what_was_written_later_says_by_how_many_days(happened: datetime | date, words: str) -> None:
    with translation.override("en"):
        assert written_later(happened, WRITTEN) == words


def test_no_page_has_words_of_its_own_for_it() -> None:
    sources = Path(panah.__file__).parent.rglob("*.py")
    assert [path.name for path in sources if "written %(days)d days later" in path.read_text()] == ["when.py"]
