"""A clinic is silent. The coordinator of the akimat presses, the sender sees it, the clinic answers, and the row is gone.

In Kazakh, without JavaScript: the coordinator sits at a desk, the others have phones.
"""

from datetime import timedelta

import pytest

from panah.casework.concerns.actions import ChildTold, ConcernDetails, begin_triage, report_concern
from panah.casework.concerns.models import ConcernChild
from panah.casework.referrals.actions import refer_concern
from panah.casework.referrals.models import Leg
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import agree, begin_coordinating
from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.models import Place
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, presses
from tests.journeys.town import JOB, MAIN, Town, organisation, person, signed_in, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Қайрат Үлгібаев"


def _silent(here: Town) -> Leg:
    """Asked three days ago, and not a word since."""
    duty = actor_of(Membership.objects.get(person=here.duty))
    with clock.standing_at(clock.now() - timedelta(days=3)):
        details = ConcernDetails(
            signs=("hurt",), language="kk", what_was_seen="Үлгі.", place=Place.objects.districts("KZ-61")[0],
            stays_anonymous=True, children=(ChildTold("6_11", "male", "uz", NAME),),
        )  # fmt: skip
        concern = report_concern(by=Actor.public("kk"), details=details, idempotency_key="silent")
        begin_triage(by=duty, concern=concern)
        referral = refer_concern(
            by=duty, concern=concern, concern_child=ConcernChild.objects.get(concern=concern),
            receiver=Provider.objects.get(organisation=here.clinic), service_types=("medical",), request="Үлгі сұрау.",
            no_information_leg_reason="no_ground",
        )  # fmt: skip
    leg: Leg = Leg.objects.select_related("referral").get(referral=referral)
    return leg


def _region(here: Town) -> Membership:
    """An akimat with a coordinator; the desk has agreed that it sees what is stuck."""
    akimat = organisation("akimat", "akimat")
    for body in (akimat, here.clinic):
        body.place = Place.objects.get(pk="KZ-61")
        body.save(update_fields=["place"])
    day = clock.today() - timedelta(days=30)
    begin_coordinating(by=JOB, organisation=akimat, region=akimat.place, since=day, paper="1")
    somebody = person(akimat, Role.REGIONAL_COORDINATOR, "coordinator")
    agree(by=JOB, organisation=here.desk, coordinator=akimat, agreed_on=day)
    return Membership.objects.get(person=somebody)


def test_a_coordinator_presses_a_silent_body_and_it_answers(arrives: Arrives) -> None:
    here = town()
    leg, member = _silent(here), _region(here)
    coordinator = signed_in(arrives, member.person, phone=False)
    page = coordinator.goes_to("/app/")
    assert "clinic" in page.inner_text("main")
    coordinator.picture("region-1-today")
    presses(page, "nav a[href='/app/region/']")
    coordinator.picture("region-2-what-is-stuck")
    presses(page, "main a[href='/app/region/clinic/']")
    coordinator.picture("region-3-body")
    presses(page, "main .actions form button")
    pressed = page.content()
    coordinator.picture("region-4-pressed")
    assert "бүгін талап етілді" in pressed
    assert not [word for word in (NAME, leg.code, leg.referral.code, "Үлгі сұрау") if word in pressed]
    sender = signed_in(arrives, here.duty)
    story = sender.goes_to(f"/app/r/{leg.referral.code}/").inner_text("main")
    sender.picture("region-5-the-sender-sees-it")
    assert "Үйлестіруші жауапты талап етті" in story
    nurse = signed_in(arrives, here.nurse)
    told = nurse.goes_to("/app/notices/").inner_text("main")
    assert "Үйлестіруші жауабыңызды күтіп отыр" in told
    page = nurse.goes_to(f"/app/r/{leg.code}/accept/")
    presses(page, MAIN)
    nurse.picture("region-6-answered")
    text = coordinator.goes_to("/app/region/clinic/").inner_text("main")
    coordinator.picture("region-7-nothing-waits")
    assert "Бұл ұйымнан күтілетін жауап жоқ." in text
    assert audit.verify()[1] == []
