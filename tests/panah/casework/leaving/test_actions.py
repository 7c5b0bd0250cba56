"""The room as its own tests: of which right a clock is, and what is asked of whom. The whole way: tests/panah/web/leaving."""

import pytest

from panah.casework.leaving.actions import settle_departures
from panah.casework.leaving.queries import KEPT, right_for
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.departures.codes import Piece
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.web.today.sentences import ASKS

IN_A_NAME = (
    TimerKind.CONCERN_TRIAGE, TimerKind.LEG_ANSWER, TimerKind.NAMED_ANSWER, TimerKind.SENDER_REROUTE,
    TimerKind.LINK_PAUSED, TimerKind.HELP_ASKED, TimerKind.PRESS_WAITS, TimerKind.REGION_CALL, TimerKind.DAILY_LOG,
)  # fmt: skip


@pytest.mark.parametrize("kind", IN_A_NAME)
def test_a_clock_goes_to_whom_today_shows_its_row(kind: TimerKind) -> None:
    assert right_for(kind) == ASKS[kind].permission


def test_every_kind_of_piece_knows_how_it_is_given_on() -> None:
    assert set(KEPT) == set(Piece)


@pytest.mark.usefixtures("db")
def test_where_nobody_left_there_is_nothing_to_settle() -> None:
    assert settle_departures(by=Actor.system("worker", EVERYTHING)) == 0
