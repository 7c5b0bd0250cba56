"""A girl takes her yes back while a doctor has the page with it all open: nothing more is shown, and who had it is named.

In Kazakh, without JavaScript; the doctor has a link and a PIN and no account.
"""

import re

import pytest

from panah.casework.cases.actions import start_case
from panah.casework.cases.models import Case
from panah.casework.people.actions import ChildDetails, SpokenName, record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.rules import Birth
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg
from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security import audit, clock
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, Town, signed_in, stranger, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME, REQUEST = "Canarygirl Айзере", "Тісін көріп беріңіз, түстен кейін ыңғайлы."


def _girl_who_said_yes(here: Town) -> Case:
    known = ChildDetails(
        names=(SpokenName(NAME),), sex="female", birth=Birth(year=clock.today().year - 17), language="kk"
    )
    worker = actor_of(Membership.objects.get(person=here.caseworker))
    case = start_case(by=worker, organisation=here.ngo, lead=here.caseworker, details=known)
    record_consent(
        by=worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN, given_by="self"
    )
    return case


def _asks_the_clinic(worker: Visitor, case: Case) -> str:
    """Gives the section that was looked at before it was sent."""
    page = worker.goes_to(f"/app/c/{case.code}/refer/")
    page.check("input[name=service_types][value=medical]")
    presses(page, "button.main[name=go]")
    page.locator("input[name=receiver]").first.check()
    page.fill("textarea[name=request]", REQUEST)
    page.check("input[name=ticked][value=child_name]")
    presses(page, "button.main[name=go]")
    page.check("input[name=information][value=keep]")
    page.select_option("select[name=reason]", "no_ground")
    presses(page, "button.main[name=go]")
    worker.picture("yes-1-they-will-see")
    seen = page.inner_text("section.packet")
    presses(page, "button.main[name=go]")
    return seen


def _opens_the_link(worker: Visitor, doctor: Visitor, leg: Leg) -> str:
    page = worker.goes_to(f"/app/r/{leg.code}/link/")
    presses(page, MAIN)
    words = page.inner_text("main")
    found = re.search(r"/t/[\w-]+/", page.content())
    pin = re.search(r"\b\d{3} \d{3}\b", words)
    assert found, words
    assert pin, words
    page = doctor.goes_to(found[0])
    page.fill("input[name=pin]", pin[0])
    presses(page, MAIN)
    doctor.picture("yes-2-the-doctor-reads")
    return page.inner_text("section.packet")


@pytest.mark.safeguard(
    "S3", "a girl takes her yes back, and the doctor who has the page open sends an answer and reads on"
)
def test_a_yes_is_taken_back_while_the_doctor_has_the_page_open(arrives: Arrives) -> None:
    here = town()
    case = _girl_who_said_yes(here)
    worker, doctor = signed_in(arrives, here.caseworker), stranger(arrives)
    seen = _asks_the_clinic(worker, case)
    leg = Leg.objects.get()
    assert _opens_the_link(worker, doctor, leg) == seen
    assert NAME in seen
    page = worker.goes_to(f"/app/c/{case.code}/consent/")
    presses(page, "form[action$='/withdraw/'] button")
    worker.picture("yes-3-taken-back")
    assert "Үлгі емхана" in page.inner_text("main"), "who had received it is named, with a telephone"
    assert "+7 000 000 00 01" in page.inner_text("main")
    page = doctor.page
    presses(page, "button[name=go][value=accepted]")
    doctor.picture("yes-4-the-doctor-is-told")
    doctor.faults.clear()  # a link that opens no more answers 404
    text = page.content()
    assert page.locator("main h1").is_visible()
    assert not [word for word in (NAME, REQUEST) if word in text]
    leg.refresh_from_db()
    assert leg.status == ReferralStatus.WITHDRAWN
    story = worker.goes_to(f"/app/r/{leg.code}/?sent=1").inner_text("main")
    assert code_list("hand_over_step").label("sharing_ended", "kk") in story + worker.page.content()
    assert audit.verify()[1] == []
