"""A caseworker leaves: three children, a hearing, an open link and a night on duty. None of them is left behind.

In Kazakh, without JavaScript, on phones.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from panah.casework.cases.actions import plan_service, start_case
from panah.casework.cases.models import Case, PlannedService
from panah.casework.people.actions import ChildDetails, SpokenName, record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import FreshLink, make_link, refer_case
from panah.casework.referrals.models import Leg
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.models import Departure
from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.models import Turn
from panah.foundation.duty.rules import Hours, Span
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, Town, person, signed_in, stranger, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Canaryname Қайрат"
NOTE = "Canarynote: бала мектеп мейірбикесіне сенеді"
GOAL = "Canarygoal: мектепке қайту"


@dataclass
class Rests:
    """What rests on the caseworker."""

    cases: list[Case]
    hearing: PlannedService
    link: FreshLink
    turn: Turn


def _by(someone: Person) -> Actor:
    return actor_of(Membership.objects.get(person=someone))


def _opened(here: Town, lead: Person) -> Case:
    details = ChildDetails(names=(SpokenName(NAME),), sex="male", age_band="12_14", language="uz")
    return start_case(by=_by(lead), organisation=here.ngo, lead=lead, details=details)


def _at_work(here: Town, colleague: Person) -> Rests:
    by = _by(here.caseworker)
    cases = [_opened(here, here.caseworker) for _number in range(3)]
    record_consent(
        by=by, child=cases[0].child, scope="share_with_organisation", decision=ConsentDecision.GIVEN, given_by="self"
    )  # fmt: skip
    referral = refer_case(
        by=by, case=cases[0], receiver=Provider.objects.get(organisation=here.clinic), service_types=("medical",),
        request="Дәрігерге көріну", urgency="normal", no_information_leg_reason="no_ground",
    )  # fmt: skip
    plan_service(
        by=by, case=cases[0], service_type="education", goal=GOAL, due_on=clock.today() + timedelta(days=9)
    )  # fmt: skip
    hearing = plan_service(
        by=_by(colleague), case=_opened(here, colleague), service_type="legal", goal="", person=here.caseworker,
        due_on=clock.today() + timedelta(days=3),
    )  # fmt: skip
    keeper, evening = _by(here.supervisor), timezone.localtime(clock.now()) + timedelta(days=1)
    begins = evening.replace(hour=20, minute=0, second=0, microsecond=0)
    keep_desk(by=keeper, hours=Hours(Cover.NIGHTS, begins.time(), begins.time().replace(hour=9)))
    span = Span(begins, begins + timedelta(hours=12))
    turn = add_turn(by=keeper, details=TurnDetails(span, here.caseworker, "+7 000 000 00 02"))
    return Rests(cases, hearing, make_link(by=by, leg=Leg.objects.get(referral=referral)), turn)


def test_a_caseworker_who_leaves_leaves_nobody_behind(arrives: Arrives) -> None:
    here = town()
    colleague = person(here.ngo, Role.CASEWORKER, "nurzhan")
    rests = _at_work(here, colleague)
    nurse = stranger(arrives)
    address = f"{nurse.address}/t/{rests.link.token}/"
    assert nurse.context.request.get(address).status == 200

    leaver = signed_in(arrives, here.caseworker)
    _says_it(leaver, rests)
    _gives_on(signed_in(arrives, here.supervisor), rests, here.supervisor, colleague)

    presses(leaver.page, "nav a >> nth=1")
    assert "/sign-in/" in leaver.page.url
    assert nurse.context.request.get(address).status == 404
    assert {case.lead for case in Case.objects.filter(pk__in=[case.pk for case in rests.cases])} == {
        colleague, here.supervisor,
    }  # fmt: skip
    assert PlannedService.objects.get(pk=rests.hearing.pk).person == colleague
    assert Turn.objects.get(pk=rests.turn.pk).person == colleague
    _reads(arrives, colleague, rests.cases[0])


def _says_it(leaver: Visitor, rests: Rests) -> None:
    """She leaves, and writes what the next one must know."""
    page = leaver.goes_to("/app/me/leaving/")
    page.check("input[name=kind][value=leaving]")
    types_day(page, "since")
    presses(page, MAIN)
    assert rests.cases[0].code in page.inner_text("main")
    leaver.picture("leaves-1-own")
    presses(page, f"main a[href='/app/c/{rests.cases[0].code}/hand-over/note/']")
    page.fill("textarea[name=note]", NOTE)
    presses(page, MAIN)
    leaver.goes_to("/app/")


def _gives_on(boss: Visitor, rests: Rests, own: Person, colleague: Person) -> None:
    """One case to the supervisor, all else to a colleague; only then the account ends."""
    going = Departure.objects.get()
    board = boss.goes_to("/app/")
    boss.picture("leaves-0-today")
    assert "Біреу кетеді немесе демалыста: жұмысын басқаларға беріңіз" in board.inner_text("main")
    presses(board, f"main .actions a.button[href='/app/departures/{going.pk}/']")
    boss.picture("leaves-2-list")
    assert NAME not in board.content()
    assert "Есептік жазбаны жабу" not in board.inner_text("main"), "not before each has another holder"
    board.check(f"input[name=pieces][value='case:{rests.cases[2].pk}']")
    board.select_option("select[name=to]", str(own.pk))
    presses(board, MAIN)
    assert "Есептік жазбаны жабу" not in board.inner_text("main")
    board.check("input[name=are_all]")
    board.select_option("select[name=to]", str(colleague.pk))
    presses(board, MAIN)
    boss.picture("leaves-3-all-given")
    presses(board, f"main form[action='/app/departures/{going.pk}/finish/'] button")
    assert "Есептік жазба барлық жерде жабылды." in board.inner_text("body")
    boss.picture("leaves-4-ended")


def _reads(arrives: Arrives, colleague: Person, case: Case) -> None:
    """The new lead reads what must be known, and says so."""
    lead = signed_in(arrives, colleague)
    desk = lead.goes_to("/app/")
    assert "тапсыру парағын оқыңыз" in desk.inner_text("main")
    presses(desk, f"main .actions a.button[href='/app/c/{case.code}/hand-over/']")
    lead.picture("leaves-5-sheet")
    read = desk.inner_text("main")
    assert NOTE in read
    assert GOAL in read
    assert NAME not in desk.content()
    presses(desk, f"main form[action='/app/c/{case.code}/hand-over/read/'] button")
    waits = Timer.objects.running().filter(kind=TimerKind.HAND_OVER_READ, file=case.file_id)
    assert not waits.exists()
