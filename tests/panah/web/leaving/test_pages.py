"""The pages of people who come and go, as each role sees them."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.cases.actions import assign_lead, plan_service, write_hand_over
from panah.casework.cases.models import Case, HandOver, Printout
from panah.casework.leaving.queries import left_in
from panah.casework.people.actions import FamilyDetails, RelativeDetails, add_relative, begin_family
from panah.foundation.accounts.models import Membership
from panah.foundation.departures.codes import Kind
from panah.foundation.departures.models import Departure, Given
from panah.foundation.security import clock, vault
from panah.foundation.security.roles import Role
from panah.web.leaving.actions import finish
from panah.web.leaving.knowing import sheet_of
from panah.web.leaving.paper import blocks_of
from panah.web.leaving.queries import choices_of
from panah.web.papers.words import Words
from tests.panah.casework.cases.actions.test_helping import agree
from tests.panah.casework.cases.actions.test_transferring import accept, ask
from tests.panah.casework.cases.office import NAME, Office, hired, in_plan, opened
from tests.panah.web.leaving.going import browser, give_all, leaves, on_leave, turn_of

DAYS = timedelta(days=3)
NOTE = "Canarynote: she trusts the school nurse"


def text_of(answer: Any) -> str:
    assert answer.status_code in {200, 400}, answer.status_code
    return html.unescape(answer.content.decode())


def once(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def boss(office: Office) -> Client:
    return browser(office.saule.person)


def test_a_supervisor_gives_all_to_one_and_ends_the_account(office: Office, boss: Client) -> None:
    for _number in range(3):
        opened(office)
    turn_of(office, office.aigul)
    going = leaves(office)
    address = f"/app/departures/{going.pk}/"
    page = text_of(boss.get(address))
    assert "4 lines without another holder" in page
    assert "End the account" not in page
    assert NAME not in page
    sent = {"once": once(page), "are_all": "on", "to": str(office.nurzhan.person.pk)}
    page = text_of(boss.post(address, sent, follow=True))
    assert "Everything has another holder." in page
    assert "Nurzhan" in page
    page = text_of(boss.post(f"{address}finish/", follow=True))
    assert "The account has ended, everywhere." in page
    assert not Membership.objects.valid().filter(person=office.aigul.person).exists()


def test_a_page_reloaded_in_the_middle_gives_nothing_twice(office: Office, boss: Client) -> None:
    opened(office)
    going = leaves(office)
    address = f"/app/departures/{going.pk}/"
    page = text_of(boss.get(address))
    key = f"case:{Case.objects.get().pk}"
    sent = {"once": once(page), "pieces": [key], "to": str(office.nurzhan.person.pk)}
    assert boss.post(address, sent).status_code == 302
    again = text_of(boss.post(address, sent | {"to": str(office.saule.person.pk)}, follow=True))
    assert "Nurzhan" in again
    assert (Given.objects.count(), Case.objects.get().lead) == (1, office.nurzhan.person)


def test_an_early_end_says_what_is_missing_and_keeps_the_page(office: Office, boss: Client) -> None:
    opened(office)
    going = leaves(office)
    answer = boss.post(f"/app/departures/{going.pk}/finish/")
    assert (answer.status_code, "Something still has no other holder" in text_of(answer)) == (400, True)


@pytest.mark.safeguard("S17", "an address of another office tells who leaves there")
def test_strangers_and_colleagues_without_the_right_meet_nothing(office: Office) -> None:
    going = leaves(office)
    assert browser(office.nurzhan.person).get(f"/app/departures/{going.pk}/").status_code == 403
    far = hired(office.other, Role.SUPERVISOR, "roza")
    assert browser(far.person).get(f"/app/departures/{going.pk}/").status_code == 404


def test_the_person_says_it_and_sees_what_rests_on_them(office: Office) -> None:
    case = opened(office)
    me = browser(office.aigul.person)
    page = text_of(me.get("/app/me/leaving/"))
    today = clock.today()
    day = {"since_day": today.day, "since_month": today.month, "since_year": today.year}
    page = text_of(me.post("/app/me/leaving/", {"once": once(page), "kind": "leaving", **day}, follow=True))
    assert case.code in page
    assert f"/app/c/{case.code}/hand-over/note/" in page
    assert Departure.objects.get().kind == Kind.LEAVING
    assert "Somebody leaves or is on leave" in text_of(browser(office.saule.person).get("/app/"))
    assert me.post("/app/me/leaving/off/").status_code == 302
    assert Departure.objects.get().cancelled_at is not None


def test_a_leave_without_its_last_day_is_asked_for_it_and_keeps_the_rest(office: Office, boss: Client) -> None:
    page = text_of(boss.get(f"/app/departures/new/?person={office.aigul.person.pk}"))
    today = clock.today()
    day = {"since_day": today.day, "since_month": today.month, "since_year": today.year}
    sent = {"once": once(page), "person": str(office.aigul.person.pk), "kind": "leave", **day}
    page = text_of(boss.post("/app/departures/new/", sent))
    assert "Write the last day of the leave" in page
    assert not Departure.objects.exists()


def test_ending_access_at_once_leads_to_what_rested_there(office: Office) -> None:
    opened(office)
    head = browser(office.bakyt.person)
    page = text_of(head.post(f"/app/people/{office.aigul.person.pk}/end/", follow=True))
    assert "This still rests on nobody" in page
    today = text_of(head.get("/app/"))
    assert "give the work to others" in today
    assert "danger" in today.lower()


def _gone_elsewhere(office: Office) -> Departure:
    """On leave; the case was given to a colleague, went to another office, and something is planned there."""
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    case = opened(office)
    agree(office, case)
    going = on_leave(office)
    give_all(office, going)
    finish(by=office.saule.actor, departure=going)
    accept(office, ask(office, Case.objects.get(), by=office.nurzhan.actor), head)
    plan_service(
        by=office.lazzat.actor, case=Case.objects.get(), service_type="legal", goal="x", due_on=clock.today() + DAYS
    )
    return going


@pytest.mark.safeguard(
    "S15", "the former office reads in an old list when a child goes where, in the office that leads now"
)
def test_of_a_case_that_went_to_others_the_list_shows_nothing_that_lives(office: Office, boss: Client) -> None:
    going = _gone_elsewhere(office)
    page = text_of(boss.get(f"/app/departures/{going.pk}/"))
    assert f"{Case.objects.get().code} · leads the case" in page
    assert "legal" not in page.lower()
    assert "Nothing is left to ask about." in text_of(boss.get(f"/app/departures/{going.pk}/back/"))


def test_an_administrator_sees_what_kind_of_work_rests_and_neither_service_nor_day(
    office: Office, boss: Client
) -> None:
    case = opened(office)
    in_plan(office, case)
    going = leaves(office)
    administrator = browser(hired(office.organisation, Role.ADMINISTRATOR, "root").person)
    full, brief = (text_of(who.get(f"/app/departures/{going.pk}/")) for who in (boss, administrator))
    line = next(words for _key, words in choices_of(left_in(going)) if "leads the case" in words)
    assert line.count(" · ") == 2
    assert line in full
    assert f"{case.code} · leads the case" in brief
    assert line not in brief


def test_after_a_leave_the_page_asks_of_each_piece(office: Office, boss: Client) -> None:
    opened(office)
    going = on_leave(office)
    give_all(office, going)
    boss.post(f"/app/departures/{going.pk}/finish/")
    page = text_of(boss.get(f"/app/departures/{going.pk}/back/"))
    key = Given.objects.get().key
    assert "Nurzhan" in page
    boss.post(f"/app/departures/{going.pk}/back/", {"once": once(page), "pieces": [key], "answer": "back"})
    assert Case.objects.get().lead == office.aigul.person
    assert "Nothing is left to ask about." in text_of(boss.get(f"/app/departures/{going.pk}/back/"))


def handed(office: Office) -> Case:
    case = opened(office)
    in_plan(office, case)
    write_hand_over(by=office.aigul.actor, case=case, note=NOTE)
    return assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)


def test_the_new_lead_reads_the_sheet_and_confirms(office: Office) -> None:
    case = handed(office)
    lead = browser(office.nurzhan.person)
    assert "read the hand-over sheet" in text_of(lead.get("/app/"))
    page = text_of(lead.get(f"/app/c/{case.code}/hand-over/"))
    for words in (NOTE, "Canarygoal", "Safety first", "Not to be asked again"):
        assert words in page
    assert NAME not in page
    assert lead.post(f"/app/c/{case.code}/hand-over/read/").status_code == 302
    assert HandOver.objects.get().confirmed_at is not None
    assert "confirmed already" in text_of(lead.post(f"/app/c/{case.code}/hand-over/read/"))


@pytest.mark.safeguard("S12", "a hand-over sheet on paper is lost, and tells who a child is and where it lives")
def test_on_paper_stand_no_names_no_home_and_no_telephone_and_that_it_was_printed_is_kept(office: Office) -> None:
    case = handed(office)
    family = begin_family(by=office.nurzhan.actor, child=case.child, details=FamilyDetails(home="Canaryhome street 5"))
    mother = RelativeDetails(relation="mother", name="Canarymother", contact="+7 000 555 44 33")
    add_relative(by=office.nurzhan.actor, family=family, details=mother)
    lead = browser(office.nurzhan.person)
    shown = text_of(lead.get(f"/app/c/{case.code}/hand-over/"))
    assert "Canaryhome" in shown
    assert "Canarymother" in shown
    answer = lead.post(f"/app/c/{case.code}/hand-over/paper/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert case.code not in answer.headers["Content-Disposition"]
    assert Printout.objects.get().reason == "hand_over"
    with vault.ring():
        sheet = sheet_of(office.nurzhan.actor, case, is_paper=True)
        said = blocks_of(case, sheet, Words("hand_over", "en")).to_text()
    for canary in ("Canaryhome", "Canarymother", "555", NAME, NOTE):
        assert canary not in said
    assert "Safety first" in said


def test_the_former_lead_meets_a_closed_door(office: Office) -> None:
    case = handed(office)
    assert browser(office.aigul.person).get(f"/app/c/{case.code}/hand-over/").status_code == 404


def test_a_sheet_of_a_case_that_nobody_handed_over_is_whole_too(office: Office) -> None:
    case = opened(office)
    page = text_of(browser(office.aigul.person).get(f"/app/c/{case.code}/hand-over/"))
    assert "I have read it" not in page
    assert "No adult of the family is recorded." in page
