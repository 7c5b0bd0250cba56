"""Two stand in for a day ahead: both have read it, both are here, and nobody alone holds beds for it."""

from datetime import timedelta

import pytest
from django.utils import translation

from panah.casework.operations import actions
from panah.casework.operations.models import Night
from panah.casework.services.actions import HeldForItself, extend_reservation
from panah.casework.services.models import Reservation
from panah.casework.services.queries import free_beds
from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.codes import Relation
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import SYSTEM
from tests.panah.casework.operations.house import House, confirmed, prepared, sees

JOB = Actor.system("worker", {Permission.CLOCK_WORK})


@pytest.mark.safeguard("S12", "the second person reads one day and number, and confirms another by the same press")
def test_what_was_changed_after_it_was_read_is_not_confirmed(house: House) -> None:
    stand_by = prepared(house)
    read = stand_by.version
    plan = actions.Plan(clock.now() + timedelta(days=3), 250)
    actions.change_stand_by(by=house.bakyt.actor, stand_by=stand_by, plan=plan, version=read)
    with translation.override("en"), pytest.raises(EditedMeanwhile) as refusal:
        actions.confirm_stand_by(by=house.saule.actor, stand_by=stand_by, version=read)
    assert "Read it anew" in str(refusal.value.sentence)
    stand_by.refresh_from_db()
    assert stand_by.confirmed_at is None


@pytest.mark.safeguard(
    "S12", "a second person who has left still counts, and reads of the day again when they come back"
)
def test_the_word_of_a_second_person_who_has_left_is_none(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    end_role(by=SYSTEM, membership=house.saule.membership)
    with pytest.raises(actions.NotConfirmed):
        actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    assert not Night.objects.exists()
    give_role(by=SYSTEM, person=house.saule.person, organisation=house.office.organisation, role=Role.SUPERVISOR)
    assert sees(house, stand_by) == {"bakyt"}


def test_whoever_has_another_role_now_is_no_second_one(house: House) -> None:
    stand_by, office = confirmed(house, hours=1), house.office.organisation
    give_role(by=SYSTEM, person=house.saule.person, organisation=office, role=Role.CASEWORKER)
    end_role(by=SYSTEM, membership=house.saule.membership)
    with pytest.raises(actions.NotConfirmed):
        actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    actions.change_second(by=house.bakyt.actor, stand_by=stand_by, second=house.roza.person)
    actions.confirm_stand_by(by=house.roza.actor, stand_by=stand_by, version=stand_by.version)
    night = actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    assert not Night.objects.visible_to(house.saule.actor).filter(pk=night.pk).exists()


@pytest.mark.safeguard(
    "S12", "who works elsewhere too keeps the grant on a day ahead, and has it again with a new role"
)
def test_who_left_and_works_elsewhere_is_let_out_too(house: House, night: Night) -> None:
    stand_by = confirmed(house, hours=24)
    for worker in (house.saule, house.nazgul):
        give_role(by=SYSTEM, person=worker.person, organisation=house.office.other, role=Role.CASEWORKER)
        end_role(by=SYSTEM, membership=worker.membership)
    own = Relation.ONE_OF_TWO, Relation.CREW
    named = {f"person:{one.person.pk}" for one in (house.saule, house.nazgul)}
    actions.sweep_operations(by=JOB)
    assert not Grant.objects.filter(principal__in=named, relation__in=own).exists()
    kept = set(Grant.objects.filter(relation__in=own).values_list("file", "principal"))
    assert kept == {
        (stand_by.file_id, f"person:{house.bakyt.person.pk}"), (night.file_id, f"person:{house.aigul.person.pk}"),
    }  # fmt: skip


@pytest.mark.safeguard(
    "S9", "one person alone takes all free beds of a house out of reach of children, and nobody confirmed it"
)
def test_nobody_alone_holds_beds(house: House) -> None:
    stand_by = prepared(house)
    with pytest.raises(actions.NotConfirmed):
        actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=6)
    assert free_beds([house.home.pk]) == {house.home.pk: 6}


@pytest.mark.safeguard(
    "S12", "a caseworker extends a bed that is held in quiet, and a clock says until when it is held"
)
def test_a_bed_that_is_held_in_quiet_is_not_extended(house: House) -> None:
    actions.hold_places(by=house.bakyt.actor, stand_by=confirmed(house), provider=house.home, count=1)
    with pytest.raises(HeldForItself):
        extend_reservation(by=house.aigul.actor, reservation=Reservation.objects.get())
    assert not Timer.objects.filter(kind=TimerKind.BED_RESERVATION).exists()
