"""Help in under three minutes, the night first, a visit for brothers and sisters, and undo: as a browser sends it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.cases import actions
from panah.casework.cases.codes import Depth, Stage
from panah.casework.cases.models import Case, DeliveredService, DomainAnswer, Visit
from panah.casework.linking.models import SameDecision
from panah.casework.people.actions import FamilyDetails, join_family, open_family
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from tests.panah.casework.cases.office import (
    Office,
    agreed,
    answered,
    assessed,
    at_work,
    in_plan,
    met,
    opened,
    running,
    served,
)
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of

SHOES = {
    "danger": "no", "age_band": "adult", "sex": "female", "language": "uz", "needs": ["basic_needs", "education"],
    "agreed_by": "self",
}  # fmt: skip
ASKED = re.compile(r'<(?:fieldset|input|select|textarea)[^>]* name="([a-z_]+)')
OF_A_STATUS = ("citizenship", "status", "document", "papers", "category", "birth")


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


def helped(client: Client, **changes: Any) -> Case:
    form = SHOES | day("day") | {"once": key_in(client.get("/app/help/new/"))} | changes
    response = client.post("/app/help/new/", form)
    assert response.status_code == 302, words_of(response)
    return Case.objects.latest("opened_at")


@pytest.mark.safeguard("S7", "the page of help grows beyond eight questions, or asks for citizenship or papers")
def test_help_asks_eight_things_at_most_and_none_of_a_status(client: Client) -> None:
    text = text_of(client.get("/app/help/new/"))
    main = re.sub(r'<input type="hidden"[^>]*>', "", text.partition("<main")[2].partition("</main")[0])
    names = {re.sub("^day_(day|month|year)$", "day", name) for name in ASKED.findall(main)}
    assert len(names) == 8, names
    assert not [name for name in names for word in OF_A_STATUS if word in name]


def test_a_mother_gets_shoes_and_a_place_in_one_step(client: Client) -> None:
    case = helped(client)
    assert (case.depth, case.stage) == (Depth.HELP, Stage.IN_SERVICE)
    words = words_of(client.get(f"/app/c/{case.code}/"))
    for shown in ("Help", "Woman", "Services received", "Help or protection", "The help ends"):
        assert shown in words, shown
    for hidden in ("Assessment", "Review", "Girl", "Closure"):
        assert hidden not in words.partition("Timeline")[0] + words.partition("About this person")[2], hidden
    assert "About the child" not in words


def test_the_pages_of_protection_are_not_there_for_help(client: Client) -> None:
    case = helped(client)
    for page in ("assess/", "assess/health/", "review/"):
        assert client.get(f"/app/c/{case.code}/{page}").status_code == 404
    assert client.get(f"/app/c/{case.code}/close/").headers["Location"] == f"/app/c/{case.code}/help-ends/"


@pytest.mark.parametrize("change", [{"danger": ""}, {"needs": []}, {"agreed_by": ""}, {"day_year": "2199"}])
def test_what_is_missing_is_said_and_the_rest_is_kept(client: Client, change: dict[str, Any]) -> None:
    response = client.post("/app/help/new/", SHOES | day("day") | {"name": "Canarysaid"} | change)
    assert "Canarysaid" in text_of(response)
    assert not Case.objects.exists()


@pytest.mark.safeguard("S9", "after danger was named the worker is not led to the question of the night")
def test_danger_leads_to_the_night_and_the_night_to_the_guardianship_body(client: Client) -> None:
    form = SHOES | day("day") | {"danger": "yes", "age_band": "6_11", "sex": "male"}
    response = client.post("/app/help/new/", form)
    case = Case.objects.get()
    assert response.headers["Location"] == f"/app/c/{case.code}/sleep/"
    assert 'href="tel:' in text_of(client.get(f"/app/c/{case.code}/sleep/"))
    answer = {"answer": "alone_or_street", "with_whom": "Canarywho"} | day("happened_on")
    response = client.post(f"/app/c/{case.code}/sleep/", answer)
    assert response.headers["Location"] == f"/app/c/{case.code}/guardian/"
    told = {"told_to": "Canaryduty", "channel": "phone"} | day("happened_on")
    assert client.post(f"/app/c/{case.code}/guardian/", told).status_code == 302
    assert TimerKind.GUARDIAN_REQUEST not in running(case)
    assert "Canaryduty" in text_of(client.get(f"/app/c/{case.code}/guardian/"))  # so that nobody tells twice


def test_the_night_is_the_first_thing_on_the_page_until_it_is_known(office: Office, client: Client) -> None:
    case = opened(office)
    words = words_of(client.get(f"/app/c/{case.code}/"))
    assert words.index("Where does the child sleep tonight") < words.index("Now")
    first = text_of(client.get(f"/app/c/{case.code}/contact/"))
    assert first.index("sleeps_tonight") < first.index('name="kind"')
    met(office, case, sleeps_tonight="with_safe_adult")
    words = words_of(client.get(f"/app/c/{case.code}/"))
    assert "Where does the child sleep tonight" not in words
    assert "With a safe adult" in words.partition("Now")[0]


@pytest.mark.safeguard("S7", "a sign that was ticked is lost, or must be ticked to save")
def test_a_sign_proposes_on_the_page_and_a_person_decides(client: Client) -> None:
    case = helped(client)
    url = f"/app/c/{case.code}/"
    service = {"service_type": "legal", "provider": ""} | day("happened_on")
    assert client.post(f"{url}service/", service).status_code == 302  # without a tick
    response = client.post(f"{url}service/", service | {"signs": ["papers_kept"]})
    assert response.headers["Location"] == f"{url}depth/"
    assert "Somebody else keeps the papers" in words_of(client.get(url)).partition("Now")[0]
    wrong = client.post(f"{url}depth/", {"depth": "protection", "reason": "other_explanation"})
    assert "does not fit" in words_of(wrong)
    client.post(f"{url}depth/", {"depth": "protection", "reason": "sign_is_serious"})
    case.refresh_from_db()
    assert case.depth == Depth.PROTECTION
    assert "Assessment" in words_of(client.get(url))


def test_help_ends_on_its_own_page(client: Client) -> None:
    case = helped(client)
    client.post(f"/app/c/{case.code}/help-ends/", {"reason": "help_given"})
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED
    words = words_of(client.get(f"/app/c/{case.code}/"))
    assert "The help was given" in words.partition("Opened and closed")[2]
    assert "Call after closure" not in words


def family_of(office: Office, count: int = 3) -> list[Case]:
    cases = [opened(office) for _ in range(count)]
    family = open_family(by=office.saule.actor, organisation=office.organisation, details=FamilyDetails())
    for case in cases:
        join_family(by=office.saule.actor, child=case.child, family=family)
    return cases


def test_a_visit_for_three_and_its_undo_take_two_clicks(office: Office, client: Client) -> None:
    first, *others = family_of(office)
    url = f"/app/c/{first.code}/service/?from=today"
    assert all(other.code in text_of(client.get(url)) for other in others)
    form = {"service_type": "basic_needs", "provider": "", "siblings": [other.code for other in others]}
    response = client.post(url, form | day("happened_on"), follow=True)
    assert response.redirect_chain == [("/app/", 302)]
    assert (Visit.objects.count(), DeliveredService.objects.filter(status="delivered").count()) == (1, 3)
    undo = re.search(r'action="(/app/services/[^"]+/back/)"', text_of(response))
    assert undo
    client.post(undo.group(1), {"is_whole_visit": "on"})
    assert DeliveredService.objects.filter(status="delivered").count() == 0
    words = words_of(client.get(f"/app/c/{others[0].code}/"))
    assert "taken back on" in words
    assert "Written by a slip" in words


def test_a_child_of_another_lead_is_no_choice(office: Office, client: Client) -> None:
    mine, other = family_of(office, 2)
    actions.assign_lead(by=office.saule.actor, case=other, lead=office.nurzhan.person)
    form = {"service_type": "legal", "provider": "", "siblings": [other.code]} | day("happened_on")
    client.post(f"/app/c/{mine.code}/service/", form)
    assert not DeliveredService.objects.filter(case=other).exists()


def test_somebody_else_takes_back_only_with_a_reason(office: Office) -> None:
    service = served(office, opened(office))
    url = f"/app/services/{service.pk}/back/"
    supervisor = signed_in(office.saule)
    assert supervisor.post(url, {}).status_code == 200
    supervisor.post(url, {"reason": "wrong_day"})
    service.refresh_from_db()
    assert service.taken_back_reason == "wrong_day"
    assert signed_in(office.lazzat).get(url).status_code == 404


@pytest.mark.safeguard("S5", "a second assessment shows empty fields where an earlier one knows the answer")
def test_still_true_is_one_tap_beside_what_was_said(office: Office, client: Client) -> None:
    case = opened(office)
    met(office, case)
    answered(office, case, situation="good", observed="Canarysaw")
    actions.complete_assessment(by=office.aigul.actor, case=case, risk="low")  # type: ignore[arg-type]
    url = f"/app/c/{case.code}/assess/"
    words = words_of(client.get(url))
    assert words.count("Still true") == 8
    assert "Canarysaw" in text_of(client.get(f"{url}health/"))
    client.post(f"{url}health/still/")
    client.post(f"{url}health/still/")  # a double click
    assert DomainAnswer.objects.filter(domain="health").count() == 2
    words = words_of(client.get(url))
    assert (words.count("Still true"), words.count("still true")) == (7, 1)


def test_a_supervisor_approves_on_the_page_and_the_lead_may_not(office: Office, client: Client) -> None:
    case = opened(office)
    assessed(office, case)
    in_plan(office, case)
    agreed(office, case)
    url = f"/app/c/{case.code}/plan/"
    assert "Approve the plan" not in words_of(client.get(url))
    supervisor = signed_in(office.saule)
    assert "Approve the plan" in words_of(supervisor.get(url))
    back = supervisor.post(f"{url}answer/", {"decision": "return", "remark": ""})
    assert "Error" in text_of(back)
    supervisor.post(f"{url}answer/", {"decision": "approve", "remark": ""})
    case.refresh_from_db()
    assert case.plan_approved_by == office.saule.person


def test_the_timeline_is_narrowed_by_links(office: Office, client: Client) -> None:
    case = opened(office)
    met(office, case)
    served(office, case)
    url = f"/app/c/{case.code}/"
    everything, services = (
        words_of(client.get(url + query)).partition("Timeline")[2] for query in ("", "?show=services")
    )
    assert "First safety contact" in everything.partition("Steps")[2].partition("Steps")[0]
    assert "Service: Medical" in services
    assert "Case opened" not in services
    text_of(client.get(f"{url}?show=Canary&all=1"))


def test_a_pause_and_a_lost_contact_are_said_on_the_page(office: Office, client: Client) -> None:
    case, _planned = at_work(office)
    url = f"/app/c/{case.code}/"
    until = day("until", clock.today() + timedelta(days=9))
    client.post(f"{url}pause/", {"text": "Canaryaway"} | until)
    assert "Paused: the family is away" in words_of(client.get(url))
    client.post(f"{url}pause/", {"text": ""})
    assert "Paused: the family is away" not in words_of(client.get(url))
    assert "three tries" in words_of(client.post(f"{url}lost/", {"text": "Canary"})).lower()


def test_two_of_ones_own_records_are_compared_joined_and_parted(office: Office, client: Client) -> None:
    first, second, foreign = opened(office), opened(office), opened(office, lead=office.lazzat)
    url = f"/app/c/{second.code}/same/"
    for code in (foreign.code, "K7Q4-2MX9", "Canary"):
        assert "No case of yours has this code" in words_of(client.post(url, {"code": code}))
    page = client.post(url, {"code": first.code}, follow=True)
    assert "Side by side" in words_of(page)
    assert "Canaryname" not in words_of(page)
    client.post(page.redirect_chain[-1][0], {"decision": "both"})
    second.child.refresh_from_db()
    assert second.child.same_as == first.child
    assert "You can undo this until:" in words_of(client.get(url))
    client.post(f"/app/same/decisions/{SameDecision.objects.get().code}/undo/", {"back": "case"})
    second.child.refresh_from_db()
    assert second.child.same_as is None


def test_the_closing_list_is_needed_and_of_a_child_who_died_it_is_not(office: Office, client: Client) -> None:
    case = opened(office)
    met(office, case)
    url = f"/app/c/{case.code}/close/"
    assert "Error" in text_of(client.post(url, {"reason": "goals_met"}))
    assert client.post(url, {"reason": "died"}).status_code == 302
    assert signed_in(office.saule).post(f"{url}sign/").status_code == 302
    assert running(case) == {}
