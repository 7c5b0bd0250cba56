"""Two duty workers have the page of the last free bed open and press at the same moment, in two browsers, fifty times over.

Both requests are held until both have pressed, and then let go together, the one first and the other first in turn.
"""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Route

from panah.casework.services.actions import release_reservation, reserve_bed
from panah.casework.services.models import Reservation
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor
from tests.journeys.town import MAIN, organisation, person, signed_in
from tests.panah.casework.stays.house import GIRL, made_house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RACES = 50
ASKER, CALL_BACK = "Полиция, кезекші", "+7 000 000 07 02"


@dataclass
class Gate:
    """Holds what is posted until two have pressed."""

    held: list[Route] = field(default_factory=list)

    def guard(self, page: Page) -> None:
        page.route("**/app/places/reserve/**", self._meet)

    def _meet(self, route: Route) -> None:
        if route.request.method == "POST":
            self.held.append(route)
        else:
            route.continue_()

    def open(self, page: Page, race: int) -> None:
        """Let both go, in turn the one first and the other first."""
        while len(self.held) < 2:
            page.wait_for_timeout(1)
        both, self.held = self.held, []
        for route in both if race % 2 else reversed(both):
            route.continue_()


def _duty_worker(owner: Organisation, name: str, arrives: Arrives, gate: Gate) -> Visitor:
    visitor = signed_in(arrives, person(owner, Role.DUTY_WORKER, name), phone=False)
    gate.guard(visitor.page)
    return visitor


def _opens_and_fills(worker: Visitor, path: str) -> Page:
    page = worker.goes_to(path)
    page.select_option("select[name=age_band]", "15_17")
    page.check("input[name=sex][value=female]")
    page.fill("input[name=asker]", ASKER)
    page.fill("input[name=call_back]", CALL_BACK)
    return page


def _press_at_once(pages: list[Page], gate: Gate, race: int) -> tuple[Page, Page]:
    """Who got the bed, and the other."""
    for page in pages:
        page.evaluate("document.querySelector('main').id = 'before'")
        page.click(MAIN, no_wait_after=True)
    gate.open(pages[0], race)
    for page in pages:
        page.wait_for_selector("main:not(#before)", state="attached")
    won = [page for page in pages if "/places/held/" in page.url]
    lost = [page for page in pages if "/places/reserve/" in page.url]
    assert (len(won), len(lost)) == (1, 1), [page.url for page in pages]
    return won[0], lost[0]


def _is_told(lost: Page) -> None:
    """In a sentence, with another house and its telephone; what was typed is still there."""
    told = lost.inner_text(".errors")
    assert "Baiterek, +7 000" in told, told
    assert lost.input_value("input[name=asker]") == ASKER
    assert lost.input_value("input[name=call_back]") == CALL_BACK
    assert lost.input_value("select[name=age_band]") == "15_17"
    assert lost.is_checked("input[name=sex][value=female]")


@pytest.mark.safeguard("S9", "in two browsers two duty workers press for the last bed of the night at the same moment")
def test_of_two_browsers_that_press_for_the_last_bed_one_gets_it_fifty_times(arrives: Arrives) -> None:
    house, gate = made_house(), Gate()
    reserve_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)  # of the two beds for girls one is left
    night = _duty_worker(house.organisation, "night", arrives, gate)
    desk = _duty_worker(organisation("desk", "social_protection"), "desk", arrives, gate)
    path = f"/app/places/reserve/{house.provider.code}/"
    pages, winners = [_opens_and_fills(worker, path) for worker in (night, desk)], set()
    for race in range(RACES):
        won, lost = _press_at_once(pages, gate, race)
        _is_told(lost)
        held = Reservation.objects.get(bed=house.beds[1], ended_at=None)
        assert held.code in won.url
        winners.add(won is night.page)
        release_reservation(by=house.zhanna.actor, reservation=held)
        _opens_and_fills(night if won is night.page else desk, path)  # the other presses again with what was kept
    assert winners == {True, False}, "both were the first sometimes"
    assert Reservation.objects.count() == 1 + RACES
