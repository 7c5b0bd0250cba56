"""The room as its own tests: of which right a clock is, and what is asked of whom. The whole way: tests/panah/web/leaving."""

import pytest

from panah.casework.leaving.actions import settle_departures
from panah.casework.leaving.queries import KEPT, right_for
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.departures.codes import Piece
from panah.foundation.departures.queries import roles_with
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING, Permission
from panah.foundation.security.roles import ROLES
from panah.web.today.sentences import ASKS, OF_A_CONCERN


@pytest.mark.safeguard(
    "S9", "a departure gives a red clock to somebody who cannot open it, and it stands on nobody's Today"
)
@pytest.mark.parametrize("kind", TimerKind)
def test_a_clock_goes_to_whom_today_shows_its_row(kind: TimerKind) -> None:
    takers = roles_with(right_for(kind))
    assert takers
    assert [role for role in takers if ASKS[kind].permission not in ROLES[role].permissions] == []


def test_the_clock_of_a_concern_without_a_lead_goes_to_the_desk() -> None:
    assert right_for(TimerKind.GUARDIAN_REQUEST) == Permission.CASE_WORK
    assert right_for(TimerKind.GUARDIAN_REQUEST, "concern") == OF_A_CONCERN.permission


def test_a_kind_of_long_ago_stays_in_the_casework() -> None:
    assert right_for("of_long_ago") == Permission.CASE_WORK


def test_every_kind_of_piece_knows_how_it_is_given_on() -> None:
    assert set(KEPT) == set(Piece)


@pytest.mark.usefixtures("db")
def test_where_nobody_left_there_is_nothing_to_settle() -> None:
    assert settle_departures(by=Actor.system("worker", EVERYTHING)) == 0
