"""What a status rests on, what leaves of it, and who is never counted as a child."""

from datetime import UTC, date, datetime

import pytest

from panah.casework.cases.actions import record_service
from panah.casework.cases.codes import Risk
from panah.casework.exchange.queries.present import present_of
from panah.casework.exchange.rules.outgoing import core_cells
from panah.casework.people import actions, queries
from panah.casework.people.codes import Category, CategoryGround
from panah.casework.people.models import CategoryDecision, Child
from panah.casework.people.rules import Birth
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor
from panah.insight.indicators.codes import Audience
from panah.insight.indicators.publish import publish
from panah.insight.indicators.queries import window_named
from tests.panah.casework.cases.office import Office, assessed, met, opened

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT_RISK = (
    Category.CHILD_OF_MIGRANT_LABOURERS, Category.OTHER_AT_RISK, Category.PRESUMED_VICTIM, Category.UNKNOWN,
)  # fmt: skip


@pytest.mark.safeguard("S6", "an assessment that ends in high risk makes a child a victim, or not one")
@pytest.mark.parametrize("risk", list(Risk))
def test_no_score_and_no_risk_sets_a_category(office: Office, risk: Risk) -> None:
    case = opened(office)
    met(office, case)
    assessed(office, case, risk)
    assert Child.objects.get().category == Category.UNKNOWN
    assert not CategoryDecision.objects.exists()


@pytest.mark.safeguard("S6", "somebody writes “not a victim” on an observation, a record received, or for an NGO")
@pytest.mark.parametrize("ground", [*CategoryGround, "score"])
@pytest.mark.parametrize("body", ["", "ngo"])
def test_not_a_victim_is_said_only_by_a_competent_body(office: Office, ground: str, body: str) -> None:
    child = opened(office).child
    with pytest.raises(actions.BodyMissing):
        actions.decide_category(
            by=office.saule.actor, child=child, category=Category.NOT_A_VICTIM, ground=ground, body=body
        )
    assert Child.objects.get().category == Category.UNKNOWN
    decision = actions.decide_category(
        by=office.saule.actor, child=child, category=Category.NOT_A_VICTIM, ground=ground, body="internal_affairs",
        decided_on=date(2026, 1, 10),
    )  # fmt: skip
    assert (decision.decided_on, decision.decided_by) == (date(2026, 1, 10), office.saule.actor.id)
    assert decision.ground == CategoryGround.DECISION_OF_BODY


@pytest.mark.safeguard("S6", "the record of a child at risk is asked out, and says victim or not a victim")
@pytest.mark.parametrize("category", [category for category in AT_RISK if category is not Category.PRESUMED_VICTIM])
@pytest.mark.parametrize("with_names", [True, False])
def test_a_child_at_risk_leaves_without_a_status(office: Office, category: Category, with_names: bool) -> None:
    case = opened(office)
    if category is not Category.UNKNOWN:
        actions.decide_category(by=office.saule.actor, child=case.child, category=category, ground="observation")
    with vault.ring():
        cells = core_cells(present_of([case], with_names)[case.child_id], with_names)
    assert cells["vic_TraffickingStatus"] == ""
    assert cells["vic_TraffickingStatusDecisionMakingOrg"] == ""


def served_children(by: Actor) -> int:
    return int(publish("children_served", Audience.INSIDE, by, window_named("last_90_days")).value or 0)


@pytest.mark.safeguard("S10", "mothers, adult survivors and young people past 18 are counted as children")
def test_grown_people_are_helped_and_never_counted_as_children(office: Office) -> None:
    births = {
        "child": Birth(year=2014), "mother": Birth(year=1990), "grown_up": Birth(day=date(2008, 11, 20)),
        "about": Birth(year=2007, is_about=True),
    }  # fmt: skip
    with clock.standing_at(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        cases = {name: opened(office, birth=birth) for name, birth in births.items()}
    with clock.standing_at(NOW):
        for name, case in cases.items():
            service = record_service(
                by=office.aigul.actor, case=case, service_type="basic_needs", happened_on=date(2026, 11, 21)
            )
            assert service.standing == ("adult" if name in ("mother", "grown_up") else "child"), name
        assert served_children(office.bakyt.actor) == 2  # the child, and the one whose age is a guess
        record_service(
            by=office.aigul.actor, case=cases["grown_up"], service_type="legal", happened_on=date(2026, 11, 19)
        )
        assert served_children(office.bakyt.actor) == 3  # the day before the birthday it was a child


@pytest.mark.safeguard("S10", "a grown person is found under the consent forms of a child")
def test_a_grown_person_consents_as_one(office: Office) -> None:
    case = opened(office, birth=Birth(year=1990))
    assert queries.proposed_form(case.child) == "adult_consent"
    assert queries.proposed_form(opened(office).child) != "adult_consent"
