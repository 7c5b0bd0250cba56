"""What was given away without consent is looked at by a second person before the case ends."""

from datetime import timedelta

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import Depth, Stage
from panah.casework.cases.models import Case
from panah.casework.people.actions import answer_override, override_consent
from panah.casework.people.models import ConsentOverride
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, asked, met, opened


def acted(office: Office, case: Case) -> ConsentOverride:
    return override_consent(
        by=office.aigul.actor, child=case.child, ground="serious_harm", explanation="Invented", was_told="yes"
    )


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    met(office, case)
    return case


@pytest.mark.safeguard("S3", "a case is closed while nobody has looked at what was given away without consent")
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_the_lead_does_not_ask_to_close_before_somebody_has_decided(
    office: Office, case: Case, is_confirmed: bool
) -> None:
    override = acted(office, case)
    with pytest.raises(actions.NotYet) as said:
        asked(office, case)
    assert said.value.reasons == ("override_waits",)
    answer_override(by=office.saule.actor, override=override, is_confirmed=is_confirmed)
    asked(office, case)
    assert case.stage == Stage.CLOSING


def test_nor_does_a_supervisor_sign_what_came_meanwhile(office: Office, case: Case) -> None:
    asked(office, case)
    acted(office, case)
    with pytest.raises(actions.NotYet) as said:
        actions.sign_closure(by=office.saule.actor, case=case)
    assert said.value.reasons == ("override_waits",)


def test_a_day_of_silence_is_no_decision(office: Office, case: Case) -> None:
    acted(office, case)
    with clock.standing_at(clock.now() + timedelta(days=3)), pytest.raises(actions.NotYet):
        asked(office, case)


def test_help_is_not_ended_either(office: Office, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(depth=Depth.HELP, stage=Stage.IN_SERVICE)
    case.refresh_from_db()
    override = acted(office, case)
    with pytest.raises(actions.NotYet) as said:
        actions.close_help(by=office.aigul.actor, case=case, reason="goals_met")
    assert said.value.reasons == ("override_waits",)
    answer_override(by=office.saule.actor, override=override, is_confirmed=True)
    assert actions.close_help(by=office.aigul.actor, case=case, reason="goals_met").stage == Stage.CLOSED
