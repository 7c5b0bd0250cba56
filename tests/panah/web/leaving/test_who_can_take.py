"""What rests on somebody who goes is given only to people who can open it, and who find it on Today."""

import pytest

from panah.casework.calls.actions import CallDetails, save_call
from panah.casework.leaving import actions as giving
from panah.casework.leaving.queries import left_in
from panah.foundation.departures.actions import begin_departure
from panah.foundation.departures.codes import Kind
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import Office, hired
from tests.panah.casework.outings.group import made_group, opened
from tests.panah.web.leaving.going import browser, leaves


@pytest.mark.safeguard(
    "S9", "an operator leaves, and the clock of a call in danger goes to somebody who cannot open the call"
)
def test_the_call_in_danger_of_an_operator_goes_to_the_next_one_alone(office: Office) -> None:
    operator, other = (hired(office.organisation, Role.HOTLINE_OPERATOR, name) for name in ("dana", "erlan"))
    call = save_call(by=operator.actor, details=CallDetails(type="information", is_danger_now="yes"))
    going = leaves(office, operator)
    keys = [one.key for one in left_in(going)]
    assert len(keys) == 1
    with pytest.raises(giving.CannotTake):
        giving.place(by=office.saule.actor, departure=going, keys=keys, to=office.nurzhan.person)
    giving.place(by=office.saule.actor, departure=going, keys=keys, to=other.person)
    assert left_in(going) == []
    page = browser(other.person)
    assert call.code in page.get("/app/").content.decode()
    assert page.get(f"/app/calls/{call.code}/danger/").status_code == 200


def test_the_report_of_an_outing_goes_to_somebody_who_may_open_the_outing(db: None) -> None:
    group = made_group()
    opened(group)
    going = begin_departure(
        by=group.saule.actor, person=group.zarina.person, kind=Kind.LEAVING, since=clock.today()
    )  # fmt: skip
    keys = [one.key for one in left_in(going)]
    assert len(keys) == 1
    with pytest.raises(giving.CannotTake):
        giving.place(by=group.saule.actor, departure=going, keys=keys, to=group.kamal.person)
    giving.place(by=group.saule.actor, departure=going, keys=keys, to=group.saule.person)
    assert left_in(going) == []
