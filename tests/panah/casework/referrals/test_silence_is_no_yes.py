"""An act without consent that nobody confirmed within the day opens nothing until somebody does (product 5a)."""

from datetime import timedelta

import pytest

from panah.casework.people.actions import answer_override
from panah.casework.referrals.actions import make_link
from panah.casework.referrals.queries import link_that_opens
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, case_referred, leg_of
from tests.panah.casework.referrals.test_actions_ending import overridden


@pytest.mark.safeguard("S3", "nobody confirms an act without consent, and days later the link to it still opens")
def test_a_link_shuts_after_the_day_of_the_second_person_and_opens_with_a_yes(sides: Sides) -> None:
    case, override = overridden(sides)
    fresh = make_link(by=sides.worker, leg=leg_of(case_referred(sides, case)))
    assert link_that_opens(fresh.token) is not None
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert link_that_opens(fresh.token) is None
        answer_override(by=sides.ngo.actors[Role.SUPERVISOR], override=override, is_confirmed=True)
        assert link_that_opens(fresh.token) is not None
