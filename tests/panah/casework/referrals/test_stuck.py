"""What is stuck, by body: only where there is an agreement, and as the clocks of the hand-over say."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.casework.referrals.actions import accept_leg, acknowledge_leg, press, refuse_leg
from panah.casework.referrals.queries import (
    Window,
    numbers_for_commission,
    owed_by_body,
    owed_leg,
    owed_legs,
    standing_by_body,
    stuck_rows,
)
from panah.foundation.accounts.actions import end_agreement
from panah.foundation.accounts.models import Mandate, Organisation
from panah.foundation.accounts.queries import Coordination, coordination_of
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import Told
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from tests.panah.casework.referrals.coordinating import Coordinated, coordinated, number
from tests.panah.casework.referrals.handover import SYSTEM, case_referred, reported


@pytest.fixture
def here(db: None) -> Coordinated:
    return coordinated()


def reach(actor: Actor) -> Coordination:
    found = coordination_of(actor)
    assert found is not None
    return found


def window(days: int = 30) -> Window:
    return Window(clock.now() - timedelta(days=days), clock.now() + timedelta(minutes=1))


def test_by_body_what_waits_is_late_and_over_twice_its_time(here: Coordinated) -> None:
    for count, hours in enumerate((1, 6, 30)):  # of a high urgency there are four hours to confirm
        here.stuck(hours, concern=reported(here.sides, f"c-{count}"))
    coordination = reach(here.coordinator)
    found = standing_by_body(coordination, set(coordination.bodies().values_list("pk", flat=True)), window())
    standing = found[here.body.pk]
    assert (standing.waiting, standing.late, standing.over_twice) == (3, 2, 1)
    assert standing.oldest is not None
    assert int((clock.now() - standing.oldest).total_seconds() // 3600) == 30
    assert (standing.in_time, standing.not_in_time) == (0, 2)
    assert owed_by_body(coordination, [here.body.pk], service="medical") == {}
    same = owed_by_body(coordination, [here.body.pk], service="shelter")[here.body.pk]
    assert (same.waiting, same.late, same.over_twice) == (3, 2, 1)


def test_answers_are_counted_by_hours_and_refusals_by_reason(here: Coordinated) -> None:
    legs = [here.stuck(10, concern=reported(here.sides, f"c-{count}")) for count in range(3)]
    with clock.standing_at(clock.now() - timedelta(hours=8)):
        acknowledge_leg(by=here.sides.worker, leg=legs[0])
    with clock.standing_at(clock.now() - timedelta(hours=7)):
        accept_leg(by=here.sides.worker, leg=legs[0])
    refuse_leg(by=here.sides.worker, leg=legs[1], reason="no_free_place", where_next="other_organisation")
    coordination = reach(here.minister)
    standing = standing_by_body(coordination, [here.body.pk], window())[here.body.pk]
    assert standing.hours == {3: 1, 10: 1}
    assert standing.refusals == {"no_free_place": 1}
    assert (standing.in_time, standing.not_in_time, standing.waiting) == (1, 2, 1)


@pytest.mark.safeguard(
    "S13", "a region sees a request of an organisation that has not agreed, or agreed with another body"
)
def test_only_what_was_asked_in_agreement_is_there(here: Coordinated) -> None:
    """What the NGO asks in a case of its own is nobody's here: the NGO has agreed with nobody."""
    seen, unseen = here.stuck(), case_referred(here.sides)
    for actor in (here.coordinator, here.minister):
        coordination = reach(actor)
        bodies = coordination.bodies().values("pk")
        assert [leg.pk for leg in owed_legs(coordination, bodies)] == [seen.pk]
        assert unseen.sender_organisation_id not in coordination.senders
    end_agreement(by=SYSTEM, agreement=here.agreement)
    assert not owed_legs(reach(here.coordinator), [here.body.pk]).exists()


@pytest.mark.safeguard(
    "S13", "a body without a mandate, or whose mandate is over or of another kind, asks what is stuck"
)
def test_who_has_no_mandate_in_force_coordinates_nothing(here: Coordinated) -> None:
    office, today = here.akimat.organisation, clock.today()
    mandate = Mandate.objects.get(organisation=office)
    for changes in (
        {"since": today + timedelta(days=1)},
        {"until": today - timedelta(days=1)},
        {"ended_on": today},
        {"region": None},
    ):
        Mandate.objects.filter(pk=mandate.pk).update(**changes)
        assert coordination_of(here.coordinator) is None, changes
        mandate.save()
    Organisation.objects.filter(pk=office.pk).update(is_active=False)
    assert coordination_of(here.coordinator) is None
    office.save()
    assert coordination_of(here.sides.worker) is None
    assert coordination_of(here.coordinator) is not None


def test_a_region_reaches_its_own_bodies_and_a_ministry_all(here: Coordinated) -> None:
    region, country = (
        set(reach(actor).bodies().values_list("code", flat=True)) for actor in (here.coordinator, here.minister)
    )
    assert region == {"ngo"}
    assert {"ngo", "clinic", "police", "duty", "akimat"} <= country


def test_a_row_is_made_of_codes_and_moments(
    here: Coordinated, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    legs = [here.stuck(30, concern=reported(here.sides, f"c-{count}")) for count in range(4)]
    climb(by=SYSTEM)
    press(by=here.coordinator, body=here.body, number=number(legs[0]))
    rows = owed_legs(reach(here.coordinator), [here.body.pk]).select_related("referral")
    with django_assert_max_num_queries(3):
        found = stuck_rows(rows)
    first = next(row for row in found if row.number == number(legs[0]))
    assert (first.kind, first.service_types, first.urgency, first.hours) == ("person", ["shelter"], "high", 30)
    assert (first.times_late, first.acknowledged_at, first.has_responsible) == (1, None, False)
    assert Told.MINISTRY in first.told
    assert first.pressed_at is not None
    words = repr(found)
    assert not [leg.code for leg in legs if leg.code in words or leg.referral.code in words]
    assert not [row for row in found if hasattr(row, "sex") or hasattr(row, "age_band") or hasattr(row, "place")]


def test_a_number_leads_only_to_what_this_body_owes(here: Coordinated) -> None:
    leg = here.stuck()
    coordination = reach(here.minister)
    assert owed_leg(coordination, here.body, number(leg)) == leg
    assert owed_leg(coordination, here.sides.clinic.organisation, number(leg)) is None
    for typed in (leg.code, leg.referral.code, "00000000", ""):
        assert owed_leg(coordination, here.body, typed) is None


def test_a_commission_hears_numbers_by_body_and_never_a_row(here: Coordinated) -> None:
    here.stuck(6)
    here.stuck(30, concern=reported(here.sides, "other"))
    heard = numbers_for_commission(reach(here.coordinator))
    assert [(one.source, one.body, one.number) for one in heard] == [
        ("hand_over_late", "ngo", 2), ("hand_over_over_twice", "ngo", 1),
    ]  # fmt: skip
