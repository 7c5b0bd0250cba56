"""Who coordinates what by which paper: recorded by whoever looks after the installation, and never two at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from panah.foundation.accounts import actions
from panah.foundation.accounts.models import Agreement, Mandate, Organisation
from panah.foundation.accounts.queries import actor_of, coordinating_bodies, coordination_of, keeps_installation
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.roles import Role
from tests.panah.foundation.accounts.test_actions import JOB, organisation, person

TODAY = date(2026, 6, 15)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Offices:
    akimat: Organisation
    other: Organisation
    asker: Organisation
    region: Place
    keeper: Actor  # administrator of the organisation of the last resort
    coordinator: Actor


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.standing_at(clock.now().replace(year=day.year, month=day.month, day=day.day, hour=7)):
        yield


@pytest.fixture
def offices(db: None) -> Iterator[Offices]:
    load_places(by=JOB)
    with on(TODAY):
        keeping, akimat, other, asker = (organisation(code) for code in ("keeping", "akimat", "other", "asker"))
        actions.answer_for(by=JOB, organisation=keeping, place=None)
        region = Place.objects.get(pk="KZ-61")
        yield Offices(
            akimat, other, asker, region, hired(keeping, Role.ADMINISTRATOR), hired(akimat, Role.REGIONAL_COORDINATOR)
        )


def hired(office: Organisation, role: Role) -> Actor:
    somebody = person(f"{office.code}-{role}")
    return actor_of(actions.give_role(by=JOB, person=somebody, organisation=office, role=role))


def began(offices: Offices, by: Actor | None = None, **changes: Any) -> Mandate:
    usual: dict[str, Any] = {
        "organisation": offices.akimat, "region": offices.region, "since": TODAY, "paper": "12/2026",
    }  # fmt: skip
    return actions.begin_coordinating(by=by or offices.keeper, **(usual | changes))


def agreed(offices: Offices) -> Agreement:
    return actions.agree(by=JOB, organisation=offices.asker, coordinator=offices.akimat, agreed_on=clock.today())


def test_a_body_coordinates_from_its_first_to_its_last_day(offices: Offices) -> None:
    began(offices, since=TODAY + DAY, until=TODAY + 10 * DAY)
    assert coordination_of(offices.coordinator) is None
    for day, is_in_force in ((1, True), (10, True), (11, False)):
        with on(TODAY + day * DAY):
            assert (coordination_of(offices.coordinator) is not None) is is_in_force, day
            assert coordinating_bodies().exists() is is_in_force


@pytest.mark.safeguard("S13", "a body holds a mandate, and no organisation has agreed that it sees anything")
def test_a_mandate_alone_shows_nothing(offices: Offices) -> None:
    began(offices)
    found = coordination_of(offices.coordinator)
    assert found is not None
    assert found.senders == frozenset()
    agreed(offices)
    again = coordination_of(offices.coordinator)
    assert again is not None
    assert again.senders == {offices.asker.pk}


@pytest.mark.safeguard("S13", "the head or the administrator of any organisation makes itself or a friend coordinate")
def test_only_whoever_looks_after_the_installation_records_it(offices: Offices) -> None:
    mandate = began(offices)
    for role in (Role.ADMINISTRATOR, Role.HEAD_OF_ORGANISATION, Role.SUPERVISOR):
        stranger = hired(offices.akimat, role)
        assert not keeps_installation(stranger)
        with pytest.raises(NotPermitted):
            began(offices, stranger, organisation=offices.other, region=None)
        with pytest.raises(NotPermitted):
            actions.end_coordinating(by=stranger, mandate=mandate)
    assert keeps_installation(offices.keeper)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"paper": "  "}, actions.PaperMissing),
        ({"until": TODAY - DAY}, actions.DaysTurned),
        ({"since": TODAY - 9 * DAY, "until": TODAY - DAY}, actions.DaysTurned),
        ({"region": "KZ"}, actions.NoRegion),
    ],
)
def test_what_cannot_be_is_refused(offices: Offices, changes: dict[str, Any], refusal: type[Refusal]) -> None:
    if "region" in changes:
        changes = {"region": Place.objects.get(pk=changes["region"])}
    with pytest.raises(refusal):
        began(offices, **changes)
    Organisation.objects.filter(pk=offices.akimat.pk).update(is_active=False)
    offices.akimat.refresh_from_db()
    with pytest.raises(actions.NoCoordinator):
        began(offices)
    assert not Mandate.objects.exists()


def test_a_body_and_a_region_have_one_mandate_at_a_time(offices: Offices) -> None:
    first = began(offices, until=TODAY + 10 * DAY)
    elsewhere = Place.objects.get(pk="KZ-75")
    with pytest.raises(actions.CoordinatesAlready):
        began(offices, region=elsewhere, since=TODAY + 10 * DAY)
    with pytest.raises(actions.RegionIsTaken):
        began(offices, organisation=offices.other, since=TODAY - 5 * DAY)
    began(offices, organisation=offices.other, since=TODAY + 11 * DAY)
    began(offices, organisation=offices.asker, region=None)  # the country is not the region
    actions.end_coordinating(by=offices.keeper, mandate=first)
    began(offices, region=elsewhere)
    assert Mandate.objects.in_force().count() == 2


def test_what_is_ended_is_over_at_once_with_what_was_agreed(offices: Offices) -> None:
    mandate = began(offices)
    agreement = agreed(offices)
    ended = actions.end_coordinating(by=offices.keeper, mandate=mandate)
    assert (ended.ended_on, ended.last_day) == (TODAY, TODAY - DAY)
    assert coordination_of(offices.coordinator) is None
    agreement.refresh_from_db()
    assert agreement.ended_on == TODAY
    with on(TODAY + DAY):
        assert actions.end_coordinating(by=offices.keeper, mandate=mandate).ended_on == TODAY


@pytest.mark.safeguard(
    "S13", "a yes to an akimat comes back to life under another paper, after a gap or for another region"
)
@pytest.mark.parametrize(
    ("since", "place", "goes_on"), [(11, "KZ-61", True), (12, "KZ-61", False), (11, "KZ-75", False)]
)
def test_what_was_agreed_goes_on_only_without_a_day_between(
    offices: Offices, since: int, place: str, goes_on: bool
) -> None:
    began(offices, until=TODAY + 10 * DAY)
    agreed(offices)
    began(offices, since=TODAY + since * DAY, region=Place.objects.get(pk=place))
    for day, is_seen in ((10, True), (since, goes_on)):
        with on(TODAY + day * DAY):
            found = coordination_of(offices.coordinator)
            assert found is not None
            assert (found.senders == {offices.asker.pk}) is is_seen
