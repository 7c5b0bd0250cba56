"""An authority is told of a concern after its child has a case: what the case knows of the family is held back too (S1)."""

import pytest

from panah.casework.cases.models import Case
from panah.casework.people.actions import FamilyDetails, RelativeDetails, add_relative, begin_family
from panah.casework.referrals.actions import InformationDecision, ToldBetweenTheLines, inform_authority
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import kinds_known, records_of_family
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    CANARY_STATUS,
    CANARY_WORK,
    Sides,
    opened_case,
    referred,
    silent_body,
)
from tests.panah.casework.referrals.test_actions_accepting import accepted_by_link


@pytest.mark.safeguard(
    "S1", "police is told of a concern, and of the papers of a mother whom only the child's case knows"
)
@pytest.mark.parametrize("told", [f"A boy was beaten. {CANARY_STATUS}", f"The mother is at {CANARY_WORK}"])
def test_what_the_own_case_knows_of_the_family_is_not_told_between_the_lines(sides: Sides, told: str) -> None:
    supervisor = sides.duty.actors[Role.SUPERVISOR]
    accepted_by_link(sides, referred(sides, receiver=silent_body(sides)))
    family = begin_family(by=supervisor, child=Case.objects.get().child, details=FamilyDetails())
    mother = RelativeDetails(relation="mother", migration_status=CANARY_STATUS, workplace=CANARY_WORK)
    add_relative(by=supervisor, family=family, details=mother)
    decision = InformationDecision(sides.police.organisation, "danger_now", told)
    with pytest.raises(ToldBetweenTheLines):
        inform_authority(by=supervisor, referral=Referral.objects.get(), information=decision)


@pytest.mark.safeguard(
    "S15", "the desk that reported a child ticks what the case of another office knows of its family"
)
def test_what_the_case_of_another_office_knows_is_neither_compared_nor_offered(sides: Sides) -> None:
    referral = referred(sides)
    referral.resulting_case = opened_case(sides)  # led by the organisation that was asked
    assert "birth_date" not in kinds_known(records_of_family(referral))
    assert referral.resulting_case.child not in records_of_family(referral)
