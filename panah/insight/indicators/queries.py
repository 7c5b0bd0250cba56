"""Windows and declared totals of the programme, from content/rules/programme.toml."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from panah.casework.referrals.codes import TOLD_TO_US, AnswerChannel
from panah.foundation.reference.codes import content_table
from panah.foundation.security import clock
from panah.insight.indicators.rules import Breakdown, Cell, Window

RUNNING = "last_90_days"
RUNNING_DAYS = 90
WAYS = (AnswerChannel.ACCOUNT, AnswerChannel.LINK, "told", "unknown")


@dataclass(frozen=True)
class DeclaredWindow:
    window: Window
    labels: Mapping[str, str]

    def label(self, language: str) -> str:
        return self.labels.get(language) or self.labels["en"]


@dataclass(frozen=True)
class DeclaredTotal:
    """A total that the programme publishes anyway: exact, public, outside every guarantee of noise."""

    indicator: str
    window: Window
    minimum: int


@cache
def declared_windows() -> tuple[DeclaredWindow, ...]:
    rows: list[dict[str, Any]] = content_table("rules/programme.toml")["windows"]
    return tuple(
        DeclaredWindow(Window(row["first"], row["last"], row["code"]), {key: row[key] for key in ("kk", "ru", "en")})
        for row in rows
    )


@cache
def declared_totals() -> tuple[DeclaredTotal, ...]:
    rows: list[dict[str, Any]] = content_table("rules/programme.toml")["public"]
    return tuple(DeclaredTotal(row["indicator"], window_named(row["window"]), int(row["minimum"])) for row in rows)


def window_named(code: str) -> Window:
    """A declared window, or the last 90 days up to today. KeyError for any other code."""
    if code == RUNNING:
        today = clock.today()
        return Window(today - timedelta(days=RUNNING_DAYS - 1), today, RUNNING)
    return {declared.window.code: declared.window for declared in declared_windows()}[code]


def moments_of(window: Window) -> tuple[datetime, datetime]:
    """From the first moment of the window to the first moment after it, on the clocks where people work."""
    zone = timezone.get_default_timezone()
    first = datetime.combine(window.first, time(), tzinfo=zone)
    return first, datetime.combine(window.last + timedelta(days=1), time(), tzinfo=zone)


def by_way(name: str, through: Iterable[str | None]) -> Breakdown:
    """How answers came: in Panah, by link, or told to us and written down by the sender (S13). Those are told apart."""
    ways = Counter(_way(channel or "") for channel in through)
    return Breakdown(name, tuple(Cell(way, ways[way]) for way in WAYS if ways[way]), is_partition=False)


def _way(channel: str) -> str:
    return (
        channel
        if channel in (AnswerChannel.ACCOUNT, AnswerChannel.LINK)
        else "told"
        if channel in TOLD_TO_US
        else "unknown"
    )
