"""What a body answered without network: by the same link, once, or refused in a sentence with nothing kept."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.referrals.actions import FreshLink, end_link, withdraw_referral
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg
from panah.foundation.post.models import PostedItem
from panah.foundation.security import clock
from panah.web.outbox import views
from tests.panah.casework.referrals.handover import Sides, linked, made_sides, referred
from tests.panah.foundation.post.sealing import sealed_form
from tests.panah.web.outbox.test_post import posts

WHO = {"name_and_post": "A. Nurse, head of ward", "own_number": "17-3", "remark": "Canaryremark"}


@pytest.fixture
def sides(db: None) -> Sides:
    views.UNREADABLE_OF_NETWORK.forget()
    return made_sides()


@pytest.fixture
def fresh(sides: Sides) -> FreshLink:
    return linked(sides, referred(sides))


def page_of(fresh: FreshLink, answer: str = "accepted") -> str:
    """The page of an answer, after the PIN."""
    client, address = Client(headers={"accept-language": "en"}), f"/t/{fresh.token}/"
    first = client.post(address, {"pin": fresh.pin}).content.decode()
    state = re.findall(r'name="state" value="([^"]*)"', first)[0]
    return html.unescape(client.post(address, {"state": state, "go": answer}).content.decode())


def form_of(text: str, **changes: Any) -> dict[str, Any]:
    """As the page would seal it."""
    hidden = {name: re.findall(rf'name="{name}" value="([^"]*)"', text)[0] for name in ("link", "state", "answer")}
    return {"language": "en", **hidden, **WHO, **changes}


def test_the_page_of_an_answer_can_be_sealed_without_network_alone(fresh: FreshLink) -> None:
    text = page_of(fresh)
    assert 'data-seal="answer"' in text
    assert "data-offline-only" in text
    assert "data-worker" not in text
    assert fresh.token in text


def test_an_answer_arrives_once_with_the_number_of_the_request(fresh: FreshLink) -> None:
    body = sealed_form("answer", form_of(page_of(fresh)))
    given = {posts(body)[1]["receipt"] for _time in range(10)}
    leg = Leg.objects.get()
    assert given == {leg.code}
    assert leg.status == ReferralStatus.ACCEPTED


def test_also_sent_the_ordinary_way_it_is_one_answer(fresh: FreshLink) -> None:
    form = form_of(page_of(fresh))
    Client().post(f"/t/{fresh.token}/", form | {"go": "send"})
    assert Leg.objects.get().status == ReferralStatus.ACCEPTED
    assert posts(sealed_form("answer", form))[1]["state"] == "arrived"


def test_the_lost_receipt_of_an_answer_is_given_again_after_the_link_ended(sides: Sides, fresh: FreshLink) -> None:
    body = sealed_form("answer", form_of(page_of(fresh)))
    first = posts(body)[1]
    end_link(by=sides.sender, leg=Leg.objects.get())
    assert posts(body)[1] == first


def test_a_link_that_was_taken_back_meanwhile_is_refused_and_nothing_is_kept(sides: Sides, fresh: FreshLink) -> None:
    body = sealed_form("answer", form_of(page_of(fresh)))
    leg = Leg.objects.get()
    withdraw_referral(by=sides.sender, referral=leg.referral, reason="sent_by_mistake")
    status, answer = posts(body, "en")
    assert (status, answer["state"]) == (200, "refused")
    assert answer["sentence"]
    leg.refresh_from_db()
    assert leg.status == ReferralStatus.WITHDRAWN
    assert PostedItem.objects.count() == 0


@pytest.mark.safeguard("S17", "sealed post tells whether a guessed link exists")
def test_an_ended_and_an_invented_link_are_refused_alike(sides: Sides, fresh: FreshLink) -> None:
    form = form_of(page_of(fresh))
    end_link(by=sides.sender, leg=Leg.objects.get())
    ended = posts(sealed_form("answer", form))[1]
    assert ended == posts(sealed_form("answer", form | {"link": "A" * 22}))[1]
    assert ended["state"] == "refused"
    assert Leg.objects.get().status == ReferralStatus.SENT


@pytest.mark.parametrize(
    "change", [{"state": ""}, {"state": "nonsense"}, {"answer": "nonsense"}, {"name_and_post": " "}]
)
def test_what_misses_something_is_refused_and_nothing_is_kept(fresh: FreshLink, change: dict[str, str]) -> None:
    status, answer = posts(sealed_form("answer", form_of(page_of(fresh), **change)))
    assert (status, answer["state"]) == (200, "refused")
    assert Leg.objects.get().status == ReferralStatus.SENT
    assert PostedItem.objects.count() == 0


@pytest.mark.parametrize(("hours", "state"), [(1, "arrived"), (71, "arrived"), (73, "refused")])
def test_the_pin_holds_for_three_days_of_silence(fresh: FreshLink, hours: int, state: str) -> None:
    body = sealed_form("answer", form_of(page_of(fresh)))
    with clock.standing_at(clock.now() + timedelta(hours=hours)):
        assert posts(body)[1]["state"] == state


def test_an_answer_of_yesterday_counts_on_its_day(fresh: FreshLink) -> None:
    body = sealed_form("answer", form_of(page_of(fresh)), at=(clock.now().timestamp() + 60) * 1000)
    with clock.standing_at(clock.now() + timedelta(hours=30)):
        assert posts(body)[1]["state"] == "arrived"
    leg = Leg.objects.get()
    assert leg.answered_at is not None
    assert leg.status == ReferralStatus.ACCEPTED


def test_on_paper_the_answer_is_the_same_for_every_link(fresh: FreshLink) -> None:
    pages = {Client().get(f"/t/{token}/?blank=1").content for token in (fresh.token, "A" * 22)}
    assert len({page.replace(fresh.token.encode(), b"").replace(b"A" * 22, b"") for page in pages}) == 1
    text = pages.pop().decode()
    assert text.count("☐") >= 10
    assert Leg.objects.get().code not in text
