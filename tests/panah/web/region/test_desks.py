"""What lies at a desk, what rules refused, and the figures over Today, as those who coordinate read them."""

from datetime import timedelta

import pytest

from panah.casework.services.models import EligibilityAnswer
from panah.foundation.accounts.actions import end_agreement
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.coordinating import REGION, Coordinated, coordinated, placed
from tests.panah.casework.referrals.handover import SYSTEM, reported
from tests.panah.web.region.test_pages import browser, coordinator, text_of


@pytest.fixture
def here(db: None) -> Coordinated:
    return coordinated()


def test_concerns_lie_at_a_desk_by_body_and_hours_and_are_pressed_there(here: Coordinated) -> None:
    desk = here.sides.duty.organisation
    placed(desk, REGION)
    client, address = coordinator(here), "/app/region/duty/"
    assert "Concerns that wait at a desk" not in text_of(client.get("/app/region/"))
    assert "Concerns at its desk" not in text_of(client.get(address))
    with clock.standing_at(clock.now() - timedelta(hours=300)):
        concern = reported(here.sides, "lies")
    for page in ("/app/region/", "/app/region/week/", "/app/region/?kind=ngo", address):
        text = text_of(client.get(page))
        assert "300" in text, page
        assert concern.code not in text
    for narrowed in ("service=legal", "kind=police"):
        assert "Concerns that wait at a desk" not in text_of(client.get(f"/app/region/?{narrowed}"))
    today = text_of(client.get("/app/"))
    assert "Concerns wait at: duty en" in today
    assert "Concerns late now: 1" in today
    told = text_of(client.post(f"{address}desk/press/", follow=True))
    assert "Nobody is told which." in told
    assert "Press for the concerns that are late" not in told
    assert "Already pressed today." in text_of(client.post(f"{address}desk/press/", follow=True))
    boss = text_of(browser(here.sides.duty, Role.SUPERVISOR).get("/app/notices/"))
    assert "The coordinator asks you to look at waiting concerns" in boss
    Timer.objects.filter(kind="press_waits").update(due_at=clock.now())
    waits = text_of(client.get("/app/"))
    assert "You pressed two days ago" in waits
    assert "№ duty" not in waits


@pytest.mark.safeguard("S13", "the address that presses the desk of a body elsewhere, or that has not agreed, is typed")
def test_a_desk_that_has_not_agreed_is_not_pressed(here: Coordinated) -> None:
    with clock.standing_at(clock.now() - timedelta(hours=300)):
        reported(here.sides, "lies")
    client = coordinator(here)
    assert client.post("/app/region/duty/desk/press/").status_code == 404  # elsewhere
    placed(here.sides.duty.organisation, REGION)
    end_agreement(by=SYSTEM, agreement=here.agreement)
    assert "Concerns at its desk" not in text_of(client.get("/app/region/duty/"))
    assert "Nothing is late at this desk any more." in text_of(client.post("/app/region/duty/desk/press/", follow=True))


@pytest.mark.safeguard("S2", "noes because of a citizenship are looked for by themselves in what a coordinator reads")
def test_noes_of_rules_are_one_line_by_kind_of_place(here: Coordinated) -> None:
    asker = here.sides.duty.organisation
    usual = {"provider": here.sides.shelter, "service_type": "shelter", "answer": "no", "day": clock.today()}
    rows = [("rule", "citizens_only_then", "UZ")] * 3 + [("rule", "children_only", "TJ")] * 3
    rows += [("telephone", "citizenship_rule", "UZ"), ("telephone", "no_free_place", "UZ")]
    for mark, (said_by, reason, citizenship) in enumerate(rows):
        rule = "state_shelter_foreigner" if reason == "citizens_only_then" else ""
        EligibilityAnswer.objects.create(
            asking=f"a-{mark}", organisation=asker, said_by=said_by, reason=reason, rule=rule, age_band="6_11",
            sex="male", citizenship=citizenship, **usual,
        )  # fmt: skip
    for other in (here.sides.ngo.organisation, here.sides.clinic.organisation):  # who has not agreed
        EligibilityAnswer.objects.create(
            asking=f"o-{other.code}", organisation=other, said_by="telephone", reason="not_our_service", age_band="6_11",
            sex="male", citizenship="UZ", **usual,
        )  # fmt: skip
    text = text_of(coordinator(here).get("/app/region/"))
    section = text.split("Noes before anybody was asked")[1]
    assert "Outside the rules of the body" in section
    assert ">7<" in section
    assert "No free place" in section
    assert "&lt;5" in section or "<5" in section
    for word in ("citizen", "Citizen", "state_shelter", "children", "Not our service", "Uzbekistan"):
        assert word not in section.split("</section>")[0], word
    week = text_of(coordinator(here).get("/app/region/week/"))
    assert "Noes before anybody was asked" in week


def test_today_says_how_bodies_answered_and_in_which_days(here: Coordinated) -> None:
    first = clock.today() - timedelta(days=30)
    client = coordinator(here)
    assert f"Answered in time, {first:%d.%m}–{clock.today():%d.%m}: —" in text_of(client.get("/app/"))
    for count in range(5):
        here.stuck(30, concern=reported(here.sides, f"t-{count}"))
    text = text_of(client.get("/app/"))
    assert "Requests late now: 5" in text
    assert f"{clock.today():%d.%m}: 0\u00a0%" in text
