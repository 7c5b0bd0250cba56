"""An organisation brings the list that it kept: merged headings, two languages, three styles of dates, one row twice.

In Kazakh, on a desktop, without JavaScript; once more on a phone. The same file a second time writes nobody.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from panah.casework.cases.models import Case
from panah.casework.exchange.models import IncomingList
from panah.casework.linking.models import Pair
from panah.casework.people.models import Child
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, person, signed_in, town
from tests.panah.casework.exchange.messy import messy_list
from tests.panah.casework.linking.seeking import sought

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _brought(visitor: Visitor, file: Path) -> Page:
    """Up to the page that says what would be written."""
    page = visitor.goes_to("/app/lists/")
    page.set_input_files("input[type=file]", file)
    presses(page, MAIN)
    page.wait_for_url("**/columns/")
    visitor.picture(f"list-columns-{Child.objects.count()}")
    presses(page, MAIN)
    page.wait_for_url("**/preview/")
    return page


def test_a_messy_list_comes_in_once(arrives: Arrives, tmp_path: Path) -> None:
    here = town()
    boss = signed_in(arrives, person(here.ngo, Role.HEAD_OF_ORGANISATION, "head"), phone=False)
    file = tmp_path / "tizim.xlsx"
    file.write_bytes(messy_list())
    page = _brought(boss, file)
    boss.picture("list-preview")
    assert Child.objects.count() == 0, "nothing is written before somebody says so"
    presses(page, MAIN)
    page.wait_for_url("**/done/**")
    boss.picture("list-done")
    assert (Child.objects.count(), Case.objects.count()) == (5, 5), "one of the six rows stands there twice"
    assert not IncomingList.objects.exists(), "the file is not kept"
    assert "Үлгі" not in page.url + page.title()

    sought()
    boss.goes_to("/app/same/")
    boss.picture("list-pairs")
    presses(page, f"main a[href='/app/same/{Pair.objects.get().code}/']")
    presses(page, "main button[value=different]")
    boss.goes_to("/app/same/")
    assert not page.locator("main table").count(), "they are two, and the pair is not asked about again"

    page = _brought(boss, file)
    boss.picture("list-again")
    assert not page.locator(MAIN).count(), "nothing is new, so there is nothing to press"
    assert (Child.objects.count(), Case.objects.count()) == (5, 5)


def test_the_pages_of_a_list_fit_a_phone_and_axe_finds_nothing(arrives: Arrives, tmp_path: Path) -> None:
    here = town()
    boss = person(here.ngo, Role.HEAD_OF_ORGANISATION, "head")
    visitor = signed_in(arrives, boss, javascript=True)
    file = tmp_path / "tizim.xlsx"
    file.write_bytes(messy_list())
    for path in ("/app/lists/", "/app/same/"):
        visitor.goes_to(path)
        assert visitor.axe_faults() == []
    page = _brought(visitor, file)
    assert visitor.axe_faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    presses(page, MAIN)
    page.wait_for_url("**/done/**")
    assert Child.objects.count() == 5
