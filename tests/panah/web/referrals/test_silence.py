"""Between the end of the day and the next turn of the worker an account reads nothing either."""

from datetime import timedelta

import pytest

from panah.casework.referrals.queries import leg_to_answer
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.foundation.security.vault import ring
from panah.web.referrals.packet import packet_in_clear
from tests.panah.casework.referrals.handover import REQUEST, Sides, case_referred, leg_of
from tests.panah.casework.referrals.test_actions_ending import overridden


@pytest.mark.safeguard("S3", "the worker stands still, and an act that nobody confirmed is read by accounts for days")
def test_the_page_of_the_receiver_asks_whether_the_word_still_holds(sides: Sides) -> None:
    case, _ = overridden(sides)
    leg = leg_of(case_referred(sides, case))
    doctor = sides.clinic.actors[Role.CASEWORKER]
    read = []
    for moment in (clock.now(), clock.now() + timedelta(hours=25)):
        with clock.standing_at(moment), ring():
            seen = leg_to_answer(doctor, leg.code)
            assert seen is not None
            read.append(packet_in_clear(doctor, seen).packet.request)
    assert read == [REQUEST, ""]
